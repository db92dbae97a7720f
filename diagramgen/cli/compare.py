"""`diagramgen compare`: two scenarios, walked and laid side by side."""

from __future__ import annotations

from pathlib import Path

import click

from diagramgen.cli.output import put
from diagramgen.cli.reading import labels_of, trace_of
from diagramgen.render import render_beside
from diagramgen.render.beside.data import comparison_json
from diagramgen.render.look import DETAILS, LANGUAGES, NUMBERS, Look
from diagramgen.walk.comparison import compare as compared

FORMS = ("text", "svg", "json", "table", "markdown")


@click.command("compare")
@click.argument("one", metavar="NAME|FILE|-")
@click.argument("other", metavar="NAME|FILE|-")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="`table`, or `markdown`: what differs, a row each.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="zh or en; in JSON it adds sentences.")
@click.option("--title", default="", help="A title for the chart.")
@click.option("--peers", default="", metavar="A,B", help="Labels of the two peers.")
@click.option("--detail", type=click.Choice(DETAILS), default="numbers", show_default=True)
@click.option("--numbers", type=click.Choice(NUMBERS), default="absolute", show_default=True)
@click.option("--narrow", is_flag=True, help="The form for a phone: one above the other.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
def compare(  # noqa: PLR0913, PLR0917  click passes each option by itself
    one: str,
    other: str,
    form: str,
    lang: str | None,
    title: str,
    peers: str,
    detail: str,
    numbers: str,
    narrow: bool,
    output: Path | None,
) -> None:
    """Walk two scenarios, and show side by side what is the same and what differs.

    Times are not compared. In text, "<" and ">" mark what only one of them has, "!" what both
    have, but not the same.

    \b
    Examples:
      diagramgen compare three-way-handshake syn-lost
      diagramgen compare simultaneous-open simultaneous-open-figure-7 --format svg -o both.svg
      diagramgen compare mine.tcp mine-on-linux.tcp --format table --lang zh
    """
    if one == other == "-":
        raise click.UsageError("standard input can be read once; accepted: - for one of the two")
    look = Look(lang or "en", title, labels_of(peers), "", detail, numbers, narrow)
    comparison = compared(trace_of(one), trace_of(other))
    if form == "json":
        return put(comparison_json(comparison, lang), output)
    put(render_beside(comparison, "markdown" if form == "table" else form, look), output)
