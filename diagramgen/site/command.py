"""What MkDocs was asked to do: it tells before there is a config, and our hook needs it later."""

from contextvars import ContextVar
from typing import Literal, NamedTuple


class Command(NamedTuple):
    """A command of MkDocs, and whether it keeps the pages that are up to date."""

    name: Literal["build", "gh-deploy", "serve"]
    dirty: bool


_BUILD = Command("build", dirty=False)
#: Each load of a config may load the hook anew; this module is loaded once.
COMMAND: ContextVar[Command] = ContextVar("command", default=_BUILD)
