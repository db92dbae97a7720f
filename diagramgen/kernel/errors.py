"""What can be wrong with a live run, said in one line."""

from __future__ import annotations


class KernelError(RuntimeError):
    """A run on the kernel that could not be done; the message is one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class Unavailable(KernelError):
    """This machine does not let us: the message is the reason."""


def reason(error: OSError) -> str:
    """What an `OSError` says, without its number."""
    return (error.strerror or type(error).__name__).lower()
