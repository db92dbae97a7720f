"""The part of the package that is also to run on MicroPython, in a page, keeps to a subset.

A build step will lower dataclasses, Enum, NamedTuple and typing; what it cannot lower must not be
there. The list is one of what is allowed, so that a construct nobody thought of is found too.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "diagramgen"

ROOMS = ("tcp", "walk", "render/sequence", "render/words")
FILES = ("render/svg.py", "render/json.py", "render/look.py", "render/measure.py")

#: What may be imported: what MicroPython has, and what the build step lowers.
IMPORTS = {
    "__future__",
    "collections.abc",
    "copy",
    "dataclasses",
    "enum",
    "functools",
    "heapq",
    "json",
    "math",
    "types",
    "typing",
}

#: Nodes that are neither lowered nor known to MicroPython.
REFUSED = (
    ast.Match,
    ast.TryStar,
    ast.AsyncFunctionDef,
    ast.AsyncFor,
    ast.AsyncWith,
    ast.Await,
)

#: Methods of str and functions that MicroPython lacks.
METHODS = {
    "isascii",
    "removeprefix",
    "removesuffix",
    "casefold",
    "maketrans",
    "translate",
    "isdecimal",
}


def modules() -> list[Path]:
    paths = [PACKAGE / name for name in FILES]
    for room in ROOMS:
        paths += sorted((PACKAGE / room).rglob("*.py"))
    return paths


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_module_keeps_to_the_subset(path: Path) -> None:
    found = [f"{name(path)}:{line}: {what}" for line, what in problems(path)]
    assert found == []


def problems(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        what = problem(node)
        if what:
            found.append((getattr(node, "lineno", 0), what))
    return found


def problem(node: ast.AST) -> str:
    for check in CHECKS:
        what = check(node)
        if what:
            return what
    return ""


def imports(node: ast.AST) -> str:
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = ["." * node.level + (node.module or "")]
    strange = [n for n in names if n not in IMPORTS and not n.startswith("diagramgen")]
    return f"import of {strange[0]}" if strange else ""


def syntax(node: ast.AST) -> str:
    if isinstance(node, ast.arguments) and node.posonlyargs:
        return "positional-only parameters"
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        starred = any(isinstance(element, ast.Starred) for element in node.elts)
        return "a star inside a display or a target" if starred else ""
    return type(node).__name__ if isinstance(node, REFUSED) else ""


def classes(node: ast.AST) -> str:
    if not isinstance(node, ast.ClassDef):
        return ""
    bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
    built_in = [base for base in bases if base in ("int", "str", "float", "tuple", "dict")]
    if built_in:
        return f"a subclass of {built_in[0]}"
    return "a metaclass or class keyword" if node.keywords else ""


def sets(node: ast.AST) -> str:
    loops = isinstance(node, (ast.For, ast.comprehension))
    return "the order of a set" if loops and isinstance(node.iter, (ast.Set, ast.SetComp)) else ""


def methods(node: ast.AST) -> str:
    return f".{node.attr}" if isinstance(node, ast.Attribute) and node.attr in METHODS else ""


CHECKS = (imports, syntax, classes, sets, methods)


@pytest.mark.parametrize(
    "code",
    [
        "import re",
        "from os import path",
        "from . import x",
        "def f(a, /): pass",
        "[*a, b]",
        "a, *b = c",
        "match a:\n    case 1: pass",
        "class A(int): pass",
        "class A(metaclass=B): pass",
        "for a in {1, 2}: pass",
        "[a for a in {b for b in c}]",
        "s.isascii()",
    ],
)
def test_what_is_outside_the_subset_is_found(code: str) -> None:
    assert any(problem(node) for node in ast.walk(ast.parse(code)))
