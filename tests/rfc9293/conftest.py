"""The count of requirements, for the summary at the end."""

import pytest

from tests.rfc9293.requirements import summary


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_sep("-", "requirements of RFC 9293 and its companions")
    for line in summary():
        terminalreporter.write_line(line)
