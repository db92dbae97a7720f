"""The Python-Markdown extension: ```` ```tcp ```` becomes a chart of what the machine walked.

    markdown_extensions:
      - pymdownx.superfences
      - diagramgen

It needs nothing of MkDocs, so it also works in ProperDocs, Zensical and bare Python-Markdown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from pymdownx.superfences import SuperFencesCodeExtension

from diagramgen.site.errors import FenceError, OptionError
from diagramgen.site.fence import NotDrawn, entry_name, error_box
from diagramgen.site.options import Options, checked_header, read_options
from diagramgen.site.pages import LANGUAGE, Fence, fences
from diagramgen.site.states import made, moments, read
from diagramgen.site.style import Once
from diagramgen.site.where import page_file, theme_language

# MkDocs counts the warnings of loggers below its own, and --strict stops at one.
log = logging.getLogger("mkdocs.diagramgen")

CHOICES = {
    "lang": ("", "zh", "en"),
    "on_error": ("raise", "box"),
    "css": ("inline", "linked"),
    "player": ("inline", "linked", False),
}

# Our first look comes before anything rewrites lines (superfences' own raw pass is at 31.05), our
# last one right after superfences, which is at 25.
BEFORE, AFTER = 31.08, 24.9
MARK = "diagramgen-box-"


class DiagramExtension(Extension):
    """Draw the tcp fences of a page."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "lang": ["", "zh or en; default: the language of the site's theme, else en"],
            "on_error": ["raise", "raise: a wrong fence stops the build; box: it is told in place"],
            "css": ["inline", "inline: a page with charts holds their CSS; linked: the site does"],
            "player": [
                "inline",
                "the script that walks through charts: as css; false: there is none",
            ],
        }
        for key in set(kwargs) - set(self.config):
            raise ValueError(f"diagramgen: no option {key!r}; accepted: {', '.join(self.config)}")
        super().__init__(**kwargs)
        for key, accepted in CHOICES.items():
            if self.getConfig(key) not in accepted:
                known = ", ".join(repr(value) for value in accepted)
                raise ValueError(f"diagramgen: {key} is {self.getConfig(key)!r}; accepted: {known}")

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        """Register what looks at the page before and after superfences."""
        page = Page(md, self.getConfigs())
        md.preprocessors.register(Before(md, page), "diagramgen_before", BEFORE)
        md.preprocessors.register(After(md, page), "diagramgen_after", AFTER)


def makeExtension(**kwargs: Any) -> DiagramExtension:  # noqa: N802  Python-Markdown's name
    """Make the extension, for those who name this module in place of the entry point."""
    return DiagramExtension(**kwargs)


class Page:
    """One conversion: the fences of the page that is being read, and the ids given so far."""

    def __init__(self, md: Markdown, config: Mapping[str, Any]) -> None:
        self.md = md
        self.config = config
        self.boxed = config["on_error"] == "box"
        self.superfences: object = None
        self.begin("")

    def begin(self, text: str) -> None:
        """Forget the last page and read this one's fences."""
        self.waiting = [fence for fence in fences(text) if fence.is_ours]
        self.all = tuple(self.waiting)
        self.options: dict[Fence, Options] = {}
        self.boxes: list[str] = []
        self.ids: set[str] = set()
        self.steps: dict[str, int] = {}
        self.once = Once(self.config["css"], self.config["player"])

    def file(self) -> tuple[str, str]:
        """Return the page's path as an author would write it, and its text; "" where unknown."""
        return page_file(self.md)

    def lang(self) -> str:
        """Return the language of the charts."""
        return str(self.config["lang"]) or theme_language(self.md)

    def error(self, message: str, fence: Fence | None, line: int = 0) -> FenceError:
        """Make the error for a line of a fence (0: its header)."""
        path, text = self.file()
        if fence is None:
            return FenceError(message, path)
        # The page's file may begin with front matter, which Python-Markdown never sees.
        here = [one for one in self.all if _same(one, fence)]
        there = [one for one in fences(text) if _same(one, fence)] if path else []
        if not path:
            return FenceError(message, "", fence.line + line)
        if len(here) != len(there):
            return FenceError(message, path)  # another extension wrote it: no line to name
        return FenceError(message, path, there[here.index(fence)].line + line)

    def read(self, fence: Fence) -> Options:
        """Read the header of a fence that has an end.

        Raises `OptionError`.
        """
        return checked_header(fence)

    # ---- what superfences calls

    def validate(
        self,
        _language: str,
        inputs: dict[str, str],
        options: dict[str, Any],
        _attrs: dict[str, Any],
        _md: Markdown,
    ) -> bool:
        """Accept every header: `Before` has read it, and knows its line."""
        options.update(inputs)
        return True

    def format(self, src: str, options: Mapping[str, str], **rest: Any) -> str:
        """Draw one fence."""
        fence = next((one for one in self.waiting if one.body == src), None)
        if fence is None:
            fence = next((one for one in self.waiting if one.body.split() == src.split()), None)
        if fence is not None:
            self.waiting.remove(fence)
        try:
            if fence is not None:
                chosen = self.options[fence]
            else:  # made by another extension in mid-flight
                pairs: dict[str, str | None] = dict(options)
                if rest.get("id_value"):
                    pairs["id"] = str(rest["id_value"])
                chosen = read_options(pairs)
            return self.draw(src, chosen)
        except NotDrawn as error:
            return self.wrong(self.error(str(error), fence, error.line), error)
        except OptionError as error:
            return self.wrong(self.error(str(error), fence), error)
        except FenceError as error:
            return self.wrong(error, None)
        except Exception as error:  # noqa: BLE001  superfences would make plain code of it, in silence
            message = f"diagramgen failed: {type(error).__name__}: {error}"
            return self.wrong(self.error(message, fence), error)

    def draw(self, body: str, options: Options) -> str:
        """Walk a fence and write its figure."""
        lang = self.lang()
        found = read(body, options, lang)  # what is wrong with it is told before it has an id
        anchor = self.anchor(options, entry_name(body))
        self.steps[anchor] = moments(found)
        once = self.once.html(options.view, lang)
        return made(body, options, lang, anchor, once, self.once.plays)

    def anchor(self, options: Options, name: str) -> str:
        """Give the figure its id: the author's, else one made of the entry's name or a number."""
        if options.id:
            if taken := {options.id, options.second} & self.ids:
                raise NotDrawn(f"the id {min(taken)!r} is taken by another chart of this page")
            self.ids |= {options.id, options.second} - {""}
            return options.id
        stem = f"dg-{name or 'chart'}"
        number = 1
        while (anchor := stem if number == 1 and name else f"{stem}-{number}") in self.ids:
            number += 1
        self.ids.add(anchor)
        return anchor

    def announce(self) -> None:
        """Tell MkDocs of the figures' ids, which it does not see: links to them are not broken.

        Nor are those to a step, as the player writes them, if there is such a step.
        """
        places = set(self.ids)
        for anchor, last in self.steps.items():
            places.update(f"walk={anchor}&step={step}" for step in range(last + 1))
        for reader in self.md.treeprocessors:
            known = getattr(reader, "present_anchor_ids", None)
            if isinstance(known, set):
                known.update(places)

    def wrong(self, error: FenceError, cause: BaseException | None) -> str:
        """Stop the build, or show the error where the chart would be."""
        if not self.boxed:
            raise error from cause
        log.warning("%s", error.message)
        return error_box(error.message, self.lang())


class Before(Preprocessor):
    """Reads the page before superfences: finds its fences, and what superfences would pass over."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        page = self.page
        page.begin("\n".join(lines))
        if page.waiting:
            self.register(page.waiting[0])
        for fence in page.all:
            try:
                page.options[fence] = page.read(fence)
            except OptionError as error:
                box = page.wrong(page.error(str(error), fence), error)
                page.waiting.remove(fence)
                if fence.closed:
                    lines[fence.line : fence.last] = [""] * (fence.last - fence.line)
                # What is stashed so early is cut out again; `After` puts the box in place.
                page.boxes.append(box)
                lines[fence.line - 1] = f"{fence.margin}{MARK}{len(page.boxes) - 1}"
        return lines

    def register(self, fence: Fence) -> None:
        """Tell superfences of our fence, now that every extension is loaded, in whatever order."""
        reader = None
        if "fenced_code_block" in self.md.preprocessors:
            reader = self.md.preprocessors["fenced_code_block"]
        found = getattr(reader, "extension", None)
        if not isinstance(found, SuperFencesCodeExtension):
            raise self.page.error(
                "diagramgen needs pymdownx.superfences: list it in markdown_extensions, before"
                " diagramgen",
                fence,
            )
        if self.page.superfences is not found:
            formatter: Callable[..., str] = self.page.format
            found.extend_super_fences(LANGUAGE, formatter, self.page.validate, None)
            self.page.superfences = found


class After(Preprocessor):
    """Counts, after superfences: a fence that was not drawn is an error, never plain code."""

    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        for fence in self.page.waiting:
            error = self.page.error(
                "superfences passed over this fence: see its indentation, and the fence before it",
                fence,
            )
            self.page.boxes.append(self.page.wrong(error, None))
            lines = [*lines, "", f"{MARK}{len(self.page.boxes) - 1}", ""]
        self.page.waiting = []
        self.page.announce()
        if not self.page.boxes:
            return lines
        return [self.boxed(line) for line in lines]

    def boxed(self, line: str) -> str:
        """Put a box where `line` marks one."""
        margin, mark, number = line.partition(MARK)
        return margin + self.md.htmlStash.store(self.page.boxes[int(number)]) if mark else line


def _same(one: Fence, other: Fence) -> bool:
    return (one.header, one.body) == (other.header, other.body)
