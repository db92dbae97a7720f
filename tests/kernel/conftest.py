"""Counts of what was compared with recorded exchanges, for the summary at the end."""

from collections import Counter

import pytest

from tests.kernel.recorded import LEFT_OUT, LINUX, PLAIN

COUNTS: dict[str, Counter[str]] = {LINUX: Counter(), PLAIN: Counter(), "probes": Counter()}


@pytest.fixture(scope="session")
def compared() -> dict[str, Counter[str]]:
    """What the comparisons count, by the rules of the walk."""
    return COUNTS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if any(COUNTS.values()):
        terminalreporter.write_sep("-", "recorded kernel exchanges")
        for rules, name in ((LINUX, "kernel"), (PLAIN, "kernel, by plain RFC 9293")):
            counts = COUNTS[rules]
            terminalreporter.write_line(
                f"{name}: {counts['equal']} equal, {counts['allow-listed']} allow-listed"
                f" ({counts['differences']} differences), {len(LEFT_OUT)} left out by name"
            )
        terminalreporter.write_line(f"kernel, one endpoint: {COUNTS['probes']['equal']} equal")
