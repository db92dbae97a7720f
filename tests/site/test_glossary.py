"""The glossary: the same terms in both languages, tooltips that say the same, words kept to.

What a page *uses* is its prose: not its charts and examples, not code, not what it quotes.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from diagramgen.site.pages import fences

ROOT = Path(__file__).resolve().parents[2]
CONFIGS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
LANGUAGES = pytest.mark.parametrize("lang", CONFIGS)
ENTRY = re.compile(
    r"^\*\*(?P<term>[^*\n]+)\*\*\{#(?P<id>[\w-]+)\} · (?P<other>[^\n]+)\n:   (?P<meaning>[^\n]+)$",
    re.MULTILINE,
)
LINK = re.compile(r"\]\(\.\./[a-z-]+/[a-z-]+\.md(#[\w-]+)?\)")
QUOTED = re.compile('“[^”\n]*”|「[^」\n]*」|"[^"\n]*"')
TERMS = tomllib.loads((ROOT / "tests/data/terms.toml").read_text(encoding="utf-8"))
SHARED = 102  # the terms that were handed to the project


def page(lang: str) -> Path:
    return ROOT / "docs" / lang / "glossary" / "index.md"


def entries(lang: str) -> list[re.Match[str]]:
    return list(ENTRY.finditer(page(lang).read_text(encoding="utf-8")))


def tooltips(lang: str) -> dict[str, str]:
    class Loader(yaml.SafeLoader):
        """Reads over MkDocs' own tags."""

    Loader.add_constructor("!ENV", lambda *_: None)
    config: Any = yaml.load((ROOT / CONFIGS[lang]).read_text(encoding="utf-8"), Loader)  # noqa: S506
    return dict(config["markdown_extensions"]["abbr"]["glossary"])


def prose(text: str) -> str:
    """Leave out fences, code, quotations and addresses; each line stays where it is."""
    for fence in reversed(fences(text)):
        lines = "\n" * text[fence.start : fence.end].count("\n")
        text = text[: fence.start] + lines + text[fence.end :]
    text = re.sub(r"\]\([^)\n]*\)", "]", re.sub(r"`[^`\n]*`", "", text))
    return QUOTED.sub("", re.sub(r"^(title|description|search): .*$", "", text, flags=re.MULTILINE))


def misused(lang: str, text: str) -> list[tuple[int, str, str]]:
    """List line, word and the word to use instead, for each that a page should not use."""
    found = []
    for term in TERMS[lang]:
        rest = text
        for right in term.get("but", ()):
            rest = rest.replace(right, "")
        for wrong in term["not"]:
            found += [
                (rest.count("\n", 0, match.start()) + 1, match[0], term["instead"])
                for match in re.finditer(wrong, rest)
            ]
    return found


def test_both_languages_have_the_same_terms_in_the_same_order() -> None:
    ids = [entry["id"] for entry in entries("zh")]
    assert ids == [entry["id"] for entry in entries("en")]
    assert len(set(ids)) == len(ids) >= SHARED


@LANGUAGES
def test_every_entry_is_read_and_leads_to_a_page_that_shows_it(lang: str) -> None:
    found = entries(lang)
    text = page(lang).read_text(encoding="utf-8")
    assert len(found) == text.count("\n:   ")
    assert [entry["id"] for entry in found if not LINK.search(entry["meaning"])] == []
    number = re.search(r"^\d+", text, re.MULTILINE)
    assert number
    assert int(number[0]) == len(found)


@LANGUAGES
def test_an_entry_has_the_name_of_the_other_language(lang: str) -> None:
    other = {entry["id"]: entry["term"] for entry in entries("en" if lang == "zh" else "zh")}
    for entry in entries(lang):
        assert entry["other"].startswith(other[entry["id"]]), entry["id"]


def test_the_tooltips_are_of_the_same_words() -> None:
    assert list(tooltips("zh")) == list(tooltips("en"))


@LANGUAGES
def test_a_tooltip_says_what_the_glossary_says(lang: str) -> None:
    terms = {entry["term"]: (entry["term"] + entry["meaning"]).lower() for entry in entries(lang)}
    for word, said in tooltips(lang).items():
        of_it = [text for term, text in terms.items() if re.search(rf"\b{word}\b", term)]
        assert of_it, f"{word} is not in the glossary"
        for part in re.split("：|: ", said):
            assert any(part.lower() in text for text in of_it), f"{word}: {part!r}"


@pytest.mark.parametrize(
    "path",
    [
        path.relative_to(ROOT / "docs").as_posix()
        for lang in CONFIGS
        for path in sorted((ROOT / "docs" / lang).rglob("*.md"))
        if path != page(lang)
    ],
)
def test_a_page_keeps_to_the_words(path: str) -> None:
    text = prose((ROOT / "docs" / path).read_text(encoding="utf-8"))
    found = misused(path.partition("/")[0], text)
    assert found == [], f"docs/{path}: line, word, what to write instead (tests/data/terms.toml)"


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("zh", "这个数据包的序列号", ["数据包", "序列号"]),
        ("zh", "一个报文到了", ["报文"]),
        ("zh", "报文段的序号", []),
        ("zh", "有人说“三次挥手”", []),
        ("zh", "netstat 写作 `SYN_RECV`", []),
        ("zh", "进入 SYN_RECV", ["SYN_RECV"]),
        ("en", "the packet is lost", ["packet"]),
        ("en", "an acknowledgement in TIME_WAIT", ["TIME_WAIT", "acknowledgement"]),
        ("en", "A is ESTABLISHED, then CLOSED", []),
    ],
)
def test_the_check_of_words_sees(lang: str, text: str, words: list[str]) -> None:
    assert sorted(word for _, word, _ in misused(lang, prose(text))) == sorted(words)
