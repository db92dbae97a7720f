"""Counts of what was replayed, for the summary at the end."""

from collections import Counter

import pytest

COUNTS: Counter[str] = Counter()


@pytest.fixture(scope="session")
def replayed() -> Counter[str]:
    """What the cases count."""
    return COUNTS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if COUNTS:
        terminalreporter.write_sep("-", "endpoint cases replayed")
        for name in sorted(COUNTS):
            terminalreporter.write_line(f"{name}: {COUNTS[name]}")
