"""The geometry of the sequence chart, of whatever a scenario may bring.

`EXAMPLES` random scenarios, each twice: wide in one language and narrow in the other, with what its
labels say drawn too. A walk of more than `MOST` segments (two peers that answer each other's ACKs
without end) shows nothing that a shorter one does not, and takes long.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from diagramgen.render.look import DETAILS, LANGUAGES, NUMBERS, Look
from diagramgen.render.sequence.layout import lay_out
from tests.render.geometry import problems
from tests.walk.stories import stories, told

#: How many scenarios; DIAGRAMGEN_EXAMPLES asks for more, or fewer.
EXAMPLES = int(os.environ.get("DIAGRAMGEN_EXAMPLES", "1000"))
MOST = 40

TITLES = ("", "三次握手 three-way")
PEERS = (("", ""), ("客户端 client", "a server with a name that is long"))


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(
    stories(),
    st.permutations(LANGUAGES),
    st.sampled_from(DETAILS),
    st.sampled_from(NUMBERS),
    st.sampled_from(TITLES),
    st.sampled_from(PEERS),
)
def test_nothing_touches_anything_whatever_happens(
    text: str, langs: list[str], detail: str, numbers: str, title: str, peers: tuple[str, str]
) -> None:
    trace = told(text)
    assume(len(trace.segments) <= MOST)
    for lang, narrow in zip(langs, (False, True), strict=True):
        look = Look(lang, title, peers, detail=detail, numbers=numbers, narrow=narrow)
        assert problems(lay_out(trace, look)) == [], look
