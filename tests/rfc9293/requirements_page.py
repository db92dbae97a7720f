"""Writes the page of requirements in both languages: `python -m tests.rfc9293.requirements_page`.

Everything on it is collected: the requirements and their reasons from `tests/data`, the tests by
the ids that they name, the counts by counting. The words are in `requirements_words`. The
requirements themselves are data, and stay in English on the Chinese page too.
"""

import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from diagramgen.site.fence import DIVIDER
from diagramgen.site.options import read_header
from diagramgen.site.pages import LANGUAGE, fences
from tests.endpoint.test_cases import CASES, ways
from tests.kernel.recorded import LEFT_OUT, LINUX, PLAIN, RECORDED, allowed
from tests.rfc9293.requirements import LEFT, REQUIREMENTS, named
from tests.rfc9293.requirements_words import PARTS, REASONS, SHOWN, WORDS

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGES = ("zh", "en")
RULES = (LINUX, PLAIN)
#: Where a chart of a scenario is looked for, in this order.
CHARTS = ("open", "close", "lost", "simultaneous", "figures", "disagreements")

_SYNCHRONIZED = "ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT"
#: Sets of states that have a name: in English, in Chinese.
STATES = {
    "*": ("", ""),
    _SYNCHRONIZED: ("synchronized states", "同步状态"),
    f"SYN-RECEIVED {_SYNCHRONIZED}": (
        "SYN-RECEIVED, synchronized states",
        "SYN-RECEIVED、同步状态",
    ),
    f"SYN-SENT SYN-RECEIVED {_SYNCHRONIZED}": ("all from SYN-SENT on", "SYN-SENT 及以后"),
    f"LISTEN SYN-SENT SYN-RECEIVED {_SYNCHRONIZED}": ("all but CLOSED", "CLOSED 以外"),
}


def prose(value: str) -> str:
    """Words of the data, safe in a cell of a Markdown table."""
    out = escape(value, quote=False)
    for char in "|*_":
        out = out.replace(char, f"&#{ord(char)};")
    return out


def code(value: str) -> str:
    return f"<code>{prose(value)}</code>"


def states(value: str, lang: str) -> str:
    if value in STATES:
        return STATES[value][lang == "zh"]
    return value.replace(" ", WORDS[lang]["comma"])


def expected(expect: dict[str, Any], lang: str) -> str:
    """What is expected, part by part."""
    words = WORDS[lang]
    parts = [prose(expect["rule"])] if "rule" in expect else []
    if "next" in expect:
        following = expect["next"]
        parts.append(words["same"] if following == "same" else f"\N{RIGHTWARDS ARROW} {following}")
    if "send" in expect:
        sent = expect["send"] or words["nothing"]
        parts.append(words["send"] + words["colon"] + (code(sent) if "<" in sent else prose(sent)))
    if "signal" in expect:
        parts.append(words["signal"] + words["colon"] + prose(expect["signal"] or words["nothing"]))
    if expect.get("drop"):
        parts.append(words["drop"])
    if "vars" in expect:
        parts.append(code(expect["vars"]))
    if "timer" in expect:
        parts.append(words["timer"] + words["colon"] + prose(expect["timer"]))
    return words["semicolon"].join(parts)


def required(entry: dict[str, Any], lang: str) -> str:
    """The cell of a requirement: its id and level, where and when it applies, what is expected."""
    words = WORDS[lang]
    level = words["rule"] if entry["level"] == "rule" else entry["level"]
    labels = entry.get("labels", "").replace(" ", words["comma"])
    head = " \N{MIDDLE DOT} ".join([entry["id"], level] + ([labels] if labels else []))
    where = states(entry["states"], lang)
    event = prose(entry["event"])
    if "condition" in entry:
        event += f"{words['open']}{prose(entry['condition'])}{words['close']}"
    lead = f"{where}{words['colon']}" if where else ""
    return f"{head}<br>{lead}*{event}*<br>{expected(entry['expect'], lang)}"


def charts(lang: str) -> dict[str, str]:
    """Where each scenario of the catalogue is drawn first: its name, and the chart's address."""
    found: dict[str, str] = {}
    for page in CHARTS:
        path = DOCS / lang / page / "index.md"
        for fence in fences(path.read_text(encoding="utf-8")) if path.exists() else []:
            if fence.language != LANGUAGE:
                continue
            anchor = read_header(fence.options).id
            for part in fence.body.split(f"\n{DIVIDER}\n"):  # two stand side by side
                if anchor and len(part.split()) == 1:
                    found.setdefault(part.strip(), f"../{page}/index.md#{anchor}")
    return found


def held(req: str, lang: str, drawn: dict[str, str]) -> str:
    """The files that name a requirement, and the scenario that shows it."""
    words = WORDS[lang]
    lines = [f"`{name}`" for name in named().get(req, ())]
    if not lines:
        kind = "not-modelled" if req in LEFT["not_modelled"] else "later"
        lines = [f"[{words[kind + '-title']}](#{kind})"]
    if req in SHOWN:
        name = SHOWN[req][0]
        lines.append(f"[{name}]({drawn[name]})" if name in drawn else name)
    return "<br>".join(lines)


def section_of(entry: dict[str, Any]) -> str:
    """The section of the page that a requirement stands in; one for each of the other RFCs."""
    return f"9293 {entry['section']}" if entry["rfc"] == 9293 else str(entry["rfc"])


def link(section: str) -> str:
    rfc, _, number = section.partition(" ")
    address = f"https://www.rfc-editor.org/rfc/rfc{rfc}.html"
    if number:
        kind = "appendix" if number[0].isalpha() else "section"
        address += f"#{kind}-{number}"
    return f"[RFC {rfc}{', ' + number if number else ''}]({address})"


def table(section: str, title: str, lang: str, drawn: dict[str, str]) -> Iterator[str]:
    words = WORDS[lang]
    rows = [entry for entry in REQUIREMENTS.values() if section_of(entry) == section]
    number = section.partition(" ")[2] or f"RFC {section}"
    yield f'??? abstract "{number} {title}{words["colon"]}{len(rows)}"'
    yield ""
    yield f"    {link(section)}"
    yield ""
    yield f"    | {words['required']} | {words['held']} |"
    yield "    | --- | --- |"
    for entry in rows:
        yield f"    | {required(entry, lang)} | {held(entry['id'], lang, drawn)} |"
    yield ""


def counts() -> list[tuple[str, int]]:
    """What stands at the head: a word of `WORDS`, and how many."""
    cases = Counter(ways(case)[0].kind for case in CASES)
    differ = {rules: {e["scenario"] for e in allowed() if e["rules"] == rules} for rules in RULES}
    return [
        ("collected", len(REQUIREMENTS)),
        ("tested", len(named())),
        ("left", len(LEFT["not_modelled"])),
        ("later", len(LEFT["later"])),
        ("shown", len(SHOWN)),
        ("cases", len(CASES)),
        ("plain", cases["plain"]),
        ("options", cases["with options"]),
        ("habits", cases["with a habit of a stack"]),
        ("kernel", len(RECORDED) + len(LEFT_OUT)),
        ("equal", len(RECORDED) - len(differ[LINUX])),
        ("listed", len(differ[LINUX])),
        ("left-out", len(LEFT_OUT)),
        ("rfc-equal", len(RECORDED) - len(differ[PLAIN])),
    ]


def left_out(kind: str, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    if not LEFT[kind]:
        yield words["none"]
        return
    yield f"| {words['required']} | {words['reason']} |"
    yield "| --- | --- |"
    for req, reason in LEFT[kind].items():
        entry = REQUIREMENTS[req]
        said = REASONS[reason] if lang == "zh" else reason
        yield f"| {required(entry, lang)} | {said} |"


def page(lang: str) -> str:
    """The whole page."""
    words = WORDS[lang]
    drawn = charts(lang)
    front = ["---", f"description: {json.dumps(words['description'], ensure_ascii=False)}"]
    lines = [*front, "search: { boost: 0.2 }", "---", ""]  # what it repeats is told elsewhere
    lines += [f"# {words['title']} {{#requirements}}", "", words["intro"], ""]
    lines += [f"## {words['counts']} {{#counts}}", ""]
    lines += [f"| {words['what']} | {words['number']} |", "| --- | ---: |"]
    lines += [f"| {words[what]} | {number} |" for what, number in counts()]
    lines += ["", words["reading"], ""]
    for anchor, english, chinese, sections in PARTS:
        lines += [f"## {chinese if lang == 'zh' else english} {{#{anchor}}}", ""]
        for section, title_en, title_zh in sections:
            lines += table(section, title_zh if lang == "zh" else title_en, lang, drawn)
    for kind, anchor in (("not_modelled", "not-modelled"), ("later", "later")):
        lines += [f"## {words[f'{anchor}-title']} {{#{anchor}}}", "", words[f"{anchor}-intro"], ""]
        lines += [*left_out(kind, lang), ""]
    return "\n".join(lines).rstrip() + "\n"


def path(lang: str) -> Path:
    return DOCS / lang / "requirements" / "index.md"


def main() -> None:
    for lang in LANGUAGES:
        path(lang).parent.mkdir(parents=True, exist_ok=True)
        path(lang).write_text(page(lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
