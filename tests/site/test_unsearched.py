"""What the search does not see of a page, and sees again."""

import json
import re
from pathlib import Path

from diagramgen.site.unsearched import with_figures, without_figures

PAGE = (
    '<h1>A</h1><figure class="dg-figure dg-view-table" id="a"><table></table></figure><p>b</p>'
    '<figure class="other"></figure><figure class="dg-figure" id="c"><svg>\\1</svg>'
    "<figcaption>Words</figcaption>\n</figure>"
)


def test_figures_go_but_for_their_captions_and_come_back() -> None:
    content, figures = without_figures(PAGE)
    assert len(figures) == 2
    assert "<svg>" not in content
    assert "<table>" not in content
    assert "<figcaption>Words</figcaption>" in content
    assert '<figure class="other"></figure>' in content
    assert with_figures(content, figures) == PAGE


def test_the_index_holds_captions_and_no_rows(site: Path) -> None:
    index = json.loads((site / "en/search/search_index.json").read_text(encoding="utf-8"))
    text = " ".join(doc["text"] for doc in index["docs"])
    page = (site / "en/gallery/abort.html").read_text(encoding="utf-8")
    (caption, *_) = re.findall("<figcaption>(.*?)</figcaption>", page)
    assert caption in text
    assert "3.10.7.2" not in [doc["title"] for doc in index["docs"]]
    assert "SYN-SENT \N{RIGHTWARDS ARROW} ESTABLISHED" not in text
