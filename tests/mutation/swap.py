"""Put a mutant in place of what is already imported: the code of one function is exchanged.

Whoever holds the function, a table of checks or another module, then runs the mistake. That is
much faster than importing the mutated module anew, but not for every mutant possible, and what
was computed at import stays as it was: so a mutant that survives here is tried again in full.
"""

import importlib
from types import FunctionType, ModuleType

from tests.mutation.mutants import Mutant

_PLAIN = (int, str, bytes, type(None))


def swap(mutant: Mutant) -> bool:
    """Exchange the code of the mutant's function; whether that could be done."""
    module = importlib.import_module(mutant.module)
    mutated = ModuleType(mutant.module)
    mutated.__dict__.update({"__file__": module.__file__, "__package__": module.__package__})
    exec(compile(mutant.source, mutant.name, "exec"), mutated.__dict__)  # noqa: S102
    old, new = find(module, mutant.function), find(mutated, mutant.function)
    if old is None or new is None or old.__code__.co_freevars != new.__code__.co_freevars:
        return False
    old.__code__ = new.__code__
    old.__defaults__ = tuple(
        mine if isinstance(mine, _PLAIN) else other
        for mine, other in zip(new.__defaults__ or (), old.__defaults__ or (), strict=True)
    )
    return True


def find(module: ModuleType, path: str) -> FunctionType | None:
    """The outermost function on a dotted path, be it a property's or a class method's."""
    found: object = module
    for part in path.split("."):
        found = vars(found).get(part) if isinstance(found, ModuleType | type) else None
        if isinstance(found, property):
            found = found.fget
        elif isinstance(found, classmethod | staticmethod):
            found = found.__func__
        if isinstance(found, FunctionType):
            return found
    return None
