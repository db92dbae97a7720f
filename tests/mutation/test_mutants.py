"""The mutants themselves: they are what they say, and the list of survivors names such as exist."""

import ast
from pathlib import Path

import pytest

from tests.mutation.__main__ import listed
from tests.mutation.mutants import changed, modules, mutants, told


def test_every_survivor_is_a_mutant_and_has_a_reason() -> None:
    names = {mutant.name for path in modules() for mutant in mutants(path)}
    known = listed()
    assert set(known) <= names
    assert all(known.values())


def test_no_two_mutants_share_a_name() -> None:
    names = [mutant.name for path in modules() for mutant in mutants(path)]
    assert len(set(names)) == len(names) > 1000


def test_a_mutant_is_another_program() -> None:
    (path,) = (path for path in modules() if path.name == "seq.py")
    original = ast.unparse(ast.parse(path.read_text(encoding="utf-8")))
    for mutant in mutants(path):
        assert mutant.module == "diagramgen.tcp.seq"
        assert mutant.source != original
        compile(mutant.source, mutant.name, "exec")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a < b <= c", ["a <= b <= c", "a >= b <= c", "a < b < c", "a < b > c"]),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("a is b", ["a is not b"]),
        ("a in b", ["a not in b"]),
        ("a + 1", ["a - 1"]),
        ("3", ["4"]),
        ("True", ["False"]),
        ("(ONE, TWO, THREE)", ["(TWO, ONE, THREE)", "(ONE, THREE, TWO)"]),
        ("'text' + a", []),
    ],
)
def test_mistakes_in_an_expression(code: str, expected: list[str]) -> None:
    node = ast.parse(code, mode="eval").body
    assert [told(other) for other in changed(node)] == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("step.send(a)", ["pass"]),
        ("step.x = a", ["pass"]),
        ("x = a", []),
        ("x += a", ["pass"]),
        ("return 'rst'", ["return ''"]),
        ("return ''", []),
        ("return a", []),
        ("if a: b", ["if not a: b"]),
    ],
)
def test_mistakes_in_a_statement(code: str, expected: list[str]) -> None:
    (node,) = ast.parse(f"def f():\n    {code}").body[0].body  # type: ignore[attr-defined]
    assert [told(other) for other in changed(node)] == expected


def test_what_is_not_run_has_no_mutants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.mutation.mutants.PACKAGE", tmp_path)
    monkeypatch.setattr("tests.mutation.mutants.ROOT", tmp_path)
    path = tmp_path / "a.py"
    path.write_text(
        '"""1 < 2"""\nif TYPE_CHECKING:\n    a = 1\ndef f(x: int = 3) -> "1":\n'
        '    """Doc."""\n    assert x > 1\n    raise E(f"{x + 1}")\n',
        encoding="utf-8",
    )
    assert [mutant.name for mutant in mutants(path)] == ["a.py f: 3 -> 4"]
