"""What a site has beside its pages: the zip, llms.txt, the traces, links to its sources."""

import hashlib
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from diagramgen.scenarios import CATALOGUE
from diagramgen.site.description import WIDTH, described, shortened
from diagramgen.site.pack import pack
from tests.conftest import PUBLISHED, REPOSITORY

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS / "zh").as_posix() for path in (DOCS / "zh").rglob("*.md"))
BOTH = pytest.mark.parametrize("folder", ["", "en/"], ids=["zh", "en"])
SENTENCE = "One sentence of some length, more than half of what there is room for, surely so."
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# ---- the zip


def test_the_zip_is_the_site(published: Path) -> None:
    with ZipFile(published / "diagramgen.zip") as packed:
        names = packed.namelist()
        files = [path for path in published.rglob("*") if path.is_file()]
        placed = {path.relative_to(published).as_posix() for path in files} - {"diagramgen.zip"}
        assert sorted(names) == sorted(f"diagramgen/{place}" for place in placed)
        for place in placed:
            inside = packed.read(f"diagramgen/{place}")
            if not place.endswith("index.html"):
                assert inside == (published / place).read_bytes(), place
        for home in ("index.html", "en/index.html"):
            assert 'diagramgen.zip" download' in read(published / home)
            assert b"diagramgen.zip" not in packed.read(f"diagramgen/{home}")


def test_without_being_asked_for_there_is_no_zip(site: Path) -> None:
    assert list(site.rglob("*.zip")) == []
    assert "<!-- zip -->" not in read(site / "index.html")


def test_the_same_files_are_the_same_zip(tmp_path: Path) -> None:
    digests = []
    for number, names in enumerate((["a/b.html", "c.js", ".hidden"], ["c.js", "a/b.html"])):
        folder = tmp_path / str(number)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name, encoding="utf-8")
            (folder / name).chmod(0o600 if number else 0o644)
        for _ in range(2):  # the second time the zip is there already
            pack(folder, "all.zip")
            digests.append(hashlib.sha256((folder / "all.zip").read_bytes()).hexdigest())
    assert len(set(digests)) == 1


@pytest.mark.parametrize("name", ["../all.zip", "a/b.zip", "all.tar"])
def test_a_zip_has_the_name_of_a_zip(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"accepted: the name of a file that ends in \.zip"):
        pack(tmp_path, name)


# ---- for machines


@BOTH
def test_llms_txt_names_every_page_and_walk(published: Path, folder: str) -> None:
    text = read(published / folder / "llms.txt")
    assert text.startswith("# diagramgen")
    links = re.findall(r"^- \[[^]]+\]\(([^)]+)\)", text, re.MULTILINE)
    pages = [f"{PUBLISHED}{folder}{page.removesuffix('.md')}.html" for page in PAGES]
    walks = [f"{PUBLISHED}traces/{entry.name}.json" for entry in CATALOGUE]
    assert sorted(links) == sorted([*pages, *walks])
    assert PUBLISHED + ("llms.txt" if folder else "en/llms.txt") in text


@BOTH
def test_without_an_address_llms_txt_leads_from_its_own_place(site: Path, folder: str) -> None:
    text = read(site / folder / "llms.txt")
    for link in re.findall(r"^- \[[^]]+\]\(([^)]+)\)", text, re.MULTILINE):
        assert (site / folder / link).is_file(), link


def test_every_walk_is_there_as_json(site: Path) -> None:
    for entry in CATALOGUE:
        trace = json.loads(read(site / f"traces/{entry.name}.json"))
        assert (trace["version"], trace["name"]) == (1, entry.name)
        for folder in ("", "en/"):
            page = site / f"{folder}gallery/{entry.name}.html"
            (link,) = re.findall(r'<link rel="describedby"[^>]* href="([^"]*)">', read(page))
            assert (page.parent / link).resolve() == (site / f"traces/{entry.name}.json").resolve()


# ---- descriptions


def test_every_page_has_a_title_and_a_description_of_its_own(site: Path) -> None:
    seen: dict[str, str] = {}
    for page in PAGES:
        for folder in ("", "en/"):
            place = f"{folder}{page.removesuffix('.md')}.html"
            text = read(site / place)
            (said,) = DESCRIPTION.findall(text)
            title = re.findall(r"<title>([^<]*)</title>", text)[0]  # others are of pictures
            assert len(said) > 15, place
            chinese = re.compile("[\u4e00-\u9fff]")
            assert bool(chinese.search(said)) == bool(chinese.search(title)) == (not folder), place
            for words in (said, title):
                assert seen.setdefault(words, place) == place


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Short.", "Short."),
        (f"{SENTENCE} {SENTENCE}", SENTENCE),
        ("word " * 40, ("word " * 32).strip()),
        ("一" * 60 + "。" + "二" * 60, "一" * 60 + "。"),
        ("一" * 100, "一" * 80),
    ],
)
def test_a_description_is_cut_where_it_reads_well(text: str, kept: str) -> None:
    assert shortened(text) == kept
    assert len(kept) <= WIDTH


def test_a_page_describes_itself_by_its_first_paragraph() -> None:
    html = '<h1>A</h1><p><b>In short.</b> One &amp; "two"\nthree.</p><p>More.</p>'
    assert described(html) == "In short. One &amp; &quot;two&quot; three."
    assert described("<h1>A</h1>") == ""


# ---- links to the sources


@BOTH
def test_each_page_leads_to_its_source_and_to_where_errors_are_told(
    published: Path, folder: str
) -> None:
    for page in PAGES:
        text = read(published / folder / page.replace(".md", ".html"))
        lang = "en" if folder else "zh"
        assert f'href="{REPOSITORY}/edit/main/docs/{lang}/{page}"' in text
        assert f'href="{REPOSITORY}/issues/new?title={page}%3A%20"' in text
        assert 'data-md-component="source"' not in text  # which would ask another host for stars


def test_without_sources_nothing_leads_there(site: Path) -> None:
    text = read(site / "open/index.html")
    assert 'rel="edit"' not in text
    assert "issues/new" not in text
