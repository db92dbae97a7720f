"""`diagramgen kernel`: scenarios on the TCP of this machine's kernel, beside the machine's walk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from diagramgen.cli.output import Wrong, put, read
from diagramgen.kernel.compare import PROFILE, compare, machine_walk, run_of
from diagramgen.kernel.errors import KernelError
from diagramgen.kernel.live import record
from diagramgen.kernel.recording import as_text
from diagramgen.kernel.report import side_by_side
from diagramgen.render.json import to_json
from diagramgen.render.look import LANGUAGES
from diagramgen.scenarios import CATALOGUE, UnknownScenario, find
from diagramgen.walk import language
from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.scenario import Scenario, Setting

FORMS = ("text", "json", "trace")
PROFILES = ("rfc9293", "linux")


@click.command("kernel")
@click.argument("scenarios", metavar="NAME|FILE|-...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every scenario of the catalogue.")
@click.option("--without", multiple=True, metavar="NAME", help="Not this one of them.")
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default=PROFILE,
    show_default=True,
    help="The rules by which the machine walks.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Side by side; what the kernel did, for the tests; its trace, as `walk` writes one.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
def kernel(
    scenarios: tuple[str, ...],
    every: bool,
    without: tuple[str, ...],
    profile: str,
    form: str,
    lang: str,
    output: Path | None,
) -> None:
    """Run scenarios on the TCP of this machine's Linux, and print both walks side by side.

    Two network namespaces are the hosts, this program is the wire between them, with the
    scenario's faults. Needs root, or a user namespace and /dev/net/tun. A line marked "!" differs.

    \b
    Examples:
      diagramgen kernel third-ack-lost
      diagramgen kernel simultaneous-close --profile rfc9293 --lang zh
      diagramgen kernel abort --format trace -o abort.json
    What the tests have recorded is recorded anew, at the top of a checkout, by:
      diagramgen kernel --all --without syn-ack-lost --without simultaneous-close-acks-lost \\
        tests/data/kernel_live/*.tcp --format json -o tests/data/kernel_live/recorded.json
    """
    plain = [e.name for e in CATALOGUE if not is_of_other_rules(language.parse(e.text))]
    names = tuple(name for name in plain if name not in without)
    asked = (names if every else ()) + scenarios
    if not asked:
        raise click.UsageError("no scenario; accepted: NAME, FILE, - or --all")
    if form == "trace" and len(asked) > 1:
        raise click.UsageError(f"{len(asked)} scenarios; accepted: one, for --format trace")
    parsed = [_scenario(argument) for argument in asked]
    machines = []
    for argument, scenario in zip(asked, parsed, strict=True):
        try:
            machines.append(machine_walk(scenario, profile))
        except ScenarioError as error:
            raise Wrong(f"{argument}:{error}") from None
    runs = [run_of(s, m) for s, m in zip(parsed, machines, strict=True)]
    try:
        found = record(runs)
    except KernelError as error:
        raise Wrong(f"live kernel: {error}", code=2) from None
    comparisons = []
    for argument, machine, run, trace in zip(asked, machines, runs, found.traces, strict=True):
        if isinstance(trace, str):
            raise Wrong(f"{argument}: not run: {trace}", code=2)
        comparisons.append(compare(machine, trace, run.until))
    if form == "json":
        return put(as_text(found.kernel, comparisons), output)
    if form == "trace":
        return put(to_json(comparisons[0].kernel), output)
    pages = []
    for argument, comparison in zip(asked, comparisons, strict=True):
        title = f"== {argument}\n" if len(asked) > 1 else ""
        pages.append(title + side_by_side(comparison, lang, found.untraced))
    put("\n".join(pages), output)


def is_of_other_rules(scenario: Scenario) -> bool:
    """Whether it is about rules that it selects itself, such as no kernel has."""
    return any(isinstance(s, Setting) and s.name == "profile" for s in scenario.statements)


def _scenario(argument: str) -> Scenario:
    """What the argument means; says in one line what is wrong with it."""
    place, name = argument, ""
    if argument == "-":
        place = "<stdin>"
        try:
            text = sys.stdin.buffer.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise Wrong(f"<stdin>: not UTF-8 at byte {error.start}") from None
    elif "/" in argument or "." in argument or os.sep in argument:
        name, text = Path(argument).stem, read(Path(argument))
    else:
        try:
            entry = find(argument)
        except UnknownScenario as error:
            raise Wrong(str(error), code=2) from None
        name, text = entry.name, entry.text
    try:
        return language.parse(text, name)
    except ScenarioError as error:
        raise Wrong(f"{place}:{error}") from None
