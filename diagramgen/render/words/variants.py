"""By which rules a walk went, if not by RFC 9293: the sentence that every chart of it shows.

A variant's words are a clause, for they also stand behind the name of a peer where only one of the
two goes by them. A variant that has none here, of a trace from elsewhere, is called by its name.
"""

from __future__ import annotations

from diagramgen.render.words import in_language
from diagramgen.walk.trace import Trace

REFERENCE = "RFC9293"

EN = (
    ("Linux 6.18", "the habits of Linux 6.18, as recorded"),
    ("FreeBSD", "the habits of FreeBSD, as its test suite expects them"),
    ("two-way-handshake", "whoever listens is ESTABLISHED on the SYN, no third segment is awaited"),
    ("no-time-wait", "there is no TIME-WAIT, and whoever closes first goes to CLOSED at once"),
    ("fixed-iss", "every connection begins with the same ISS"),
)
ZH = (
    ("Linux 6.18", "按 Linux 6.18 的做法，依据实录"),
    ("FreeBSD", "按 FreeBSD 的做法，依据它的测试集"),
    ("two-way-handshake", "被动打开的一方收到 SYN 就进入 ESTABLISHED，不等第三个报文段"),
    ("no-time-wait", "去掉了 TIME-WAIT，先关闭的一方立即进入 CLOSED"),
    ("fixed-iss", "每条连接都从同一个 ISS 开始"),
)


def label(trace: Trace, lang: str, peers: tuple[str, str] = ("", "")) -> str:
    """What a chart must say of the rules of `trace`: "" if they are RFC 9293's.

    `peers` are the labels of A and B on the chart, if they have any. Raises `ValueError` for a
    language that there is not.
    """
    words = in_language(lang)
    names = [trace.rules_of(peer) for peer in trace.peers]
    if names[0] == names[1]:
        return "" if names[0] == REFERENCE else words.variant.format(rules=what(names[0], lang))
    said = []
    for peer, named, name in zip(trace.peers, peers, names):
        if name != REFERENCE:
            said.append(words.variant_of.format(peer=named or peer, rules=what(name, lang)))
    return words.variants.join(said)


def what(name: str, lang: str) -> str:
    """What the variant of that name has in place of RFC 9293's rules."""
    for known, clause in ZH if lang == "zh" else EN:
        if known == name:
            return clause
    return name
