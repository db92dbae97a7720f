"""Everything that the renderers write of the catalogue, as one digest: run by any Python 3.11 on.

    python tests/repository/digest.py CHECKOUT FOLDER_OF_THE_GRAPHVIZ_PACKAGE FOLDER_OF_DRAWINGS

Walks, and writes each view in each format, in both languages and widths, and each walk beside the
one before it; prints how many texts and octets these are, and their SHA-256. `graphviz`, which
writes DOT, is plain Python and needs no more than to be found; nothing else outside the standard
library is imported. What Graphviz itself drew is read from `zh.svg` and `en.svg`.
"""

import hashlib
import sys
from pathlib import Path


def main(drawings: Path) -> None:
    """Print the count and the digest."""
    from diagramgen.render import BESIDE, pairs, render, render_beside  # noqa: PLC0415 - found once the path is set
    from diagramgen.render.look import Look  # noqa: PLC0415
    from diagramgen.render.states import drawn, finish  # noqa: PLC0415
    from diagramgen.scenarios import CATALOGUE  # noqa: PLC0415
    from diagramgen.walk.comparison import compare  # noqa: PLC0415
    from diagramgen.walk.language import parse  # noqa: PLC0415
    from diagramgen.walk.walker import walk  # noqa: PLC0415

    looks = (
        Look("zh", "标题", id="x"),
        Look("en", "title", ("client", "server"), "x", "full", "relative", narrow=True),
    )
    digest, texts, octets = hashlib.sha256(), 0, 0
    before = walk(parse(CATALOGUE[-1].text))
    for entry in CATALOGUE:
        trace = walk(parse(entry.text, entry.name), entry.text)
        for look in looks:
            graph = (drawings / f"{look.lang}.svg").read_text(encoding="utf-8")
            written = [finish(drawn(graph, look.lang), look, trace)]
            written += [render(trace, view, form, look) for view, form in pairs()]
            both = compare(before, trace)
            written += [render_beside(both, form, look) for form, _ in BESIDE]
            for each in written:
                found = each if isinstance(each, bytes) else each.encode("utf-8")
                digest.update(found)
                texts, octets = texts + 1, octets + len(found)
        before = trace
    print(texts, octets, digest.hexdigest())


if __name__ == "__main__":
    sys.path[:0] = sys.argv[1:2]
    sys.path += sys.argv[2:3]
    main(Path(sys.argv[3]))
