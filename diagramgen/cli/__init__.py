"""The command line. Exit codes: 0 good, 1 a scenario or an expectation is wrong, 2 usage."""

from __future__ import annotations

from pathlib import Path

import click

import diagramgen
from diagramgen.cli.compare import compare
from diagramgen.cli.kernel import kernel
from diagramgen.cli.output import Wrong, as_json, echo, put, read, table
from diagramgen.cli.reading import labels_of, trace_of
from diagramgen.render import NoSuchRenderer, pairs, render
from diagramgen.render.header import NoSuchSegment
from diagramgen.render.json import to_json
from diagramgen.render.look import DETAILS, LANGUAGES, NUMBERS, Look
from diagramgen.render.pcap import PLACES, capture
from diagramgen.scenarios import CATALOGUE, CHAPTERS
from diagramgen.site.checking import check_text
from diagramgen.site.graphviz import GraphvizError, one_state, states
from diagramgen.tcp.transitions import ROWS, State
from diagramgen.tcp.wire import WireError
from diagramgen.walk.trace import Trace

#: What is drawn where only a format is given.
DEFAULT_VIEWS = {
    "text": "text",
    "json": "trace",
    "svg": "sequence",
    "dot": "states",
    "markdown": "table",
    "pcap": "trace",
}

VIEWS = ("sequence", "states", "header", "window", "table", "text", "trace")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(diagramgen.__version__, prog_name="diagramgen")
def main() -> None:
    """Diagrams of TCP that are executed.

    A scenario is walked by a reference machine of RFC 9293; the walk is written as text, chart,
    graph, table or data.

    \b
    Exit codes: 0 good; 1 a scenario or an expectation is wrong; 2 the call is.

    \b
    Examples:
      diagramgen list
      diagramgen walk three-way-handshake
      diagramgen walk syn-lost --format svg --lang zh -o syn-lost.svg
      echo "A: connect" | diagramgen walk -
      diagramgen compare three-way-handshake syn-lost
      diagramgen check docs/zh/open/index.md
    """


# -- list -----------------------------------------------------------------------------------------


@main.command("list")
@click.option("--chapter", type=click.Choice(CHAPTERS), help="Only this chapter.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
def list_command(chapter: str | None, form: str) -> None:
    """Name the scenarios of the catalogue.

    \b
    Examples:
      diagramgen list --chapter close
      diagramgen list --format json
    """
    entries = [e for e in CATALOGUE if chapter in (None, e.chapter)]
    if form == "json":
        rows = [
            {"name": e.name, "chapter": e.chapter, "title": e.title, "source": e.source}
            for e in entries
        ]
        return echo(as_json(rows))
    table(
        ("name", "chapter", "zh", "en"),
        [(e.name, e.chapter, e.zh, e.en) for e in entries],
    )


# -- walk -----------------------------------------------------------------------------------------


@main.command()
@click.argument("scenario", metavar="NAME|FILE|-")
@click.option("--view", type=click.Choice(VIEWS), help="What is drawn.")
@click.option(
    "--format",
    "form",
    type=click.Choice((*DEFAULT_VIEWS, "table")),
    help="How it is written; `table` is the view table as Markdown.  [default: text]",
)
@click.option(
    "--at", type=click.Choice(PLACES), default="A", show_default=True, help="Where a pcap is taken."
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="zh or en; in JSON it adds `why`.")
@click.option("--title", default="", help="A title for the chart.")
@click.option("--peers", default="", metavar="A,B", help="Labels of the two peers.")
@click.option("--detail", type=click.Choice(DETAILS), default="numbers", show_default=True)
@click.option("--numbers", type=click.Choice(NUMBERS), default="absolute", show_default=True)
@click.option("--narrow", is_flag=True, help="The form for a phone, 356 px wide.")
@click.option(
    "--segment", type=click.IntRange(1), default=1, show_default=True, help="Whose header is drawn."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
def walk(  # noqa: PLR0913, PLR0917  click passes each option by itself
    scenario: str,
    view: str | None,
    form: str | None,
    at: str,
    lang: str | None,
    title: str,
    peers: str,
    detail: str,
    numbers: str,
    narrow: bool,
    segment: int,
    output: Path | None,
) -> None:
    """Walk a scenario: one of the catalogue by NAME, one in a FILE, or one on standard input.

    A word without "/" or "." is a name.

    \b
    Examples:
      diagramgen walk close-in-three
      diagramgen walk syn-lost --format json --lang en
      diagramgen walk simultaneous-open --view states --format svg -o graph.svg
      diagramgen walk three-way-handshake --view header --segment 2 -o header.svg
      diagramgen walk my/scenario.tcp --format svg --peers client,server
      diagramgen walk data-lost --format pcap --at B -o data-lost.pcap
    """
    labels = labels_of(peers)
    trace = trace_of(scenario)
    look = Look(lang or "en", title, labels, "", detail, numbers, narrow, segment)
    if form == "table":
        view, form = view or "table", "markdown"
    if form is None:
        form = next((f for v, f in pairs() if v == view), "text")
    view = view or DEFAULT_VIEWS[form]
    if (view, form) == ("trace", "pcap"):
        return put(capture(trace, at), output)
    put(_written(trace, view, form, look, lang), output)


def _written(trace: Trace, view: str, form: str, look: Look, lang: str | None) -> str | bytes:
    try:
        if (view, form) == ("states", "svg"):
            return states(look, trace)
        if (view, form) == ("trace", "json"):
            return to_json(trace, lang)
        return render(trace, view, form, look)
    except (NoSuchRenderer, NoSuchSegment, GraphvizError, WireError) as error:
        raise Wrong(str(error), code=2) from None


# -- states ---------------------------------------------------------------------------------------


@main.command("states")
@click.option("--format", "form", type=click.Choice(("text", "dot", "svg")), default="text")
@click.option("--focus", metavar="STATE", help="Only this state and its arrows.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
def states_command(form: str, focus: str | None, lang: str, output: Path | None) -> None:
    """Show the machine: every change of state that it can make.

    \b
    Examples:
      diagramgen states
      diagramgen states --format svg -o states.svg
      diagramgen states --focus SYN-RECEIVED
    """
    state = None
    if focus is not None:
        names = [s.value for s in State]
        if focus not in names:
            hint = f"{focus!r}; accepted: {', '.join(names)}"
            raise click.BadParameter(hint, param_hint="--focus")
        state = State(focus)
    try:
        if form == "svg":
            look = Look(lang)
            return put(states(look) if state is None else one_state(state, look), output)
        if form == "dot":
            from diagramgen.render.states import rows_dot  # noqa: PLC0415  slow to import

            return put(rows_dot(focus=state, lang=lang), output)
    except GraphvizError as error:
        raise Wrong(str(error), code=2) from None
    rows = [
        (str(r.source), str(r.cause), r.action or "-", str(r.target), r.section, r.option or "-")
        for r in ROWS
        if state is None or state in (r.source, r.target)
    ]
    if output is not None:
        return put("".join("\t".join(row) + "\n" for row in rows), output)
    table(("source", "cause", "action", "target", "section", "option"), rows)


# -- check ----------------------------------------------------------------------------------------


@main.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=Path)
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...]) -> None:
    """Walk the scenarios in FILEs: scenario files, and the tcp fences of Markdown files.

    Every error is one line, FILE:LINE: what is wrong.

    \b
    Examples:
      diagramgen check my.tcp docs/zh/open/index.md
    """
    wrong = walked = 0
    for path in files:
        try:
            text = read(path)
        except Wrong as error:
            error.show()
            wrong += 1
            continue
        done, errors = check_text(str(path), text)
        walked += done
        for message in errors:
            click.echo(message, err=True)
        wrong += len(errors)
    click.echo(f"{walked} walked, {wrong} wrong")
    if wrong:
        context.exit(1)


main.add_command(compare)
main.add_command(kernel)
