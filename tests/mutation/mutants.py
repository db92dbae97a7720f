"""Mutants of the machine: one small mistake each, made in the syntax tree of one module.

The mistakes are typical ones: a comparison off by its edge or turned round, `and` for `or`, a
condition negated or taken for true or false, a number off by one, a statement left out, a check
whose outcome is not said, two checks swapped.
"""

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "diagramgen" / "tcp"

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


@dataclass(frozen=True)
class Mutant:
    """`name` says where and what, and stays the same while the code around it changes.

    `function` is the dotted path of the function or class in its module, or "module".
    """

    module: str
    function: str
    name: str
    write: Callable[[], str]

    @property
    def source(self) -> str:
        """The text of the module with the mistake in it."""
        return self.write()


def modules() -> list[Path]:
    """The modules of the machine; `wire` has tests of its own."""
    return [p for p in sorted(PACKAGE.rglob("*.py")) if "wire" not in p.relative_to(PACKAGE).parts]


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a module, in the order of its text."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    for function, node in walk(tree):
        for replacement in changed(node):
            said = f"{path.relative_to(PACKAGE)} {function}: {told(node)} -> {told(replacement)}"
            seen[said] += 1
            name = said if seen[said] == 1 else f"{said} (#{seen[said]})"
            yield Mutant(dotted(path), function, name, partial(put, tree, node, replacement))


def walk(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Every node that runs, with the function that it is in; no annotations, no docstrings."""

    def visit(node: ast.AST, function: str) -> Iterator[tuple[str, ast.AST]]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            function = f"{function}.{node.name}".lstrip(".")
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if not isinstance(child, ast.AST) or is_docstring(child):
                    continue
                if is_type_checking(child) or is_error(child):
                    continue
                yield function or "module", child
                yield from visit(child, function)

    yield from visit(tree, "")


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def is_error(node: ast.AST) -> bool:
    # What an error says, and an assert for mypy.
    return isinstance(node, ast.Raise | ast.Assert | ast.JoinedStr)


def told(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:100]


def put(tree: ast.Module, old: ast.AST, new: ast.AST) -> str:
    """The module's text with `new` in the place of `old`."""

    class Put(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is old else super().visit(node)

    # The transformer changes lists in place: what it changes is a copy with the same node in it.
    return ast.unparse(ast.fix_missing_locations(Put().visit(copy.deepcopy(tree, {id(old): old}))))


def changed(node: ast.AST) -> Iterator[ast.AST]:
    """The mistakes that can be made at a node."""
    if isinstance(node, ast.expr):
        yield from changed_expression(node)
    elif isinstance(node, ast.If) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Return) and is_outcome(node):
        yield ast.Return(ast.Constant(""))
    elif (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)) or (
        isinstance(node, ast.Assign | ast.AugAssign) and not is_name(node)
    ):
        yield ast.Pass()


def changed_expression(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        yield from compared(node)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        if not is_sum_of_tuples(node):
            turned = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield ast.BinOp(node.left, turned, node.right)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Tuple) and is_list_of_checks(node):
        for i in range(len(node.elts) - 1):
            order = list(node.elts)
            order[i], order[i + 1] = order[i + 1], order[i]
            yield ast.Tuple(order, ast.Load())


def compared(node: ast.Compare) -> Iterator[ast.expr]:
    for i, op in enumerate(node.ops):
        for other in COMPARISONS.get(type(op), ()):
            ops = list(node.ops)
            ops[i] = other()
            yield ast.Compare(node.left, ops, node.comparators)


def is_sum_of_tuples(node: ast.BinOp) -> bool:
    # Tuples of checks, rows and strings are added too; "-" would only be a TypeError.
    text = ast.unparse(node)
    name = text.replace(" + ", "").replace("_", "").replace(".", "")
    tuples = any(isinstance(side, ast.Tuple) for side in (node.left, node.right))
    return tuples or "'" in text or name.isupper() or "Transition(" in text or "_each(" in text


def is_name(node: ast.Assign | ast.AugAssign) -> bool:
    """Whether a name is given its value: without that, what follows would not run at all."""
    return isinstance(node, ast.Assign) and not all(
        isinstance(target, ast.Attribute) for target in node.targets
    )


def is_outcome(node: ast.Return) -> bool:
    return (
        isinstance(node.value, ast.Constant)
        and bool(node.value.value) is True
        and (isinstance(node.value.value, str))
    )


def is_list_of_checks(node: ast.Tuple) -> bool:
    names = [e for e in node.elts if isinstance(e, ast.Name) and e.id.isupper()]
    calls = [e for e in node.elts if isinstance(e, ast.Call) and ast.unparse(e.func) == "Check"]
    return len(node.elts) > 1 and len(names) + len(calls) == len(node.elts)
