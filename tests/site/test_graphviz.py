"""The Graphviz engine: embedded, installed, or said to be missing in one line."""

from __future__ import annotations

import builtins
import stat
import sys
from pathlib import Path

import pytest

from diagramgen.render.look import Look
from diagramgen.render.states import rows_dot
from diagramgen.site import graphviz
from diagramgen.site.graphviz import GraphvizError, GraphvizWarning, draw, one_state, states
from diagramgen.tcp.transitions import State


@pytest.fixture
def without_wasmtime(monkeypatch: pytest.MonkeyPatch):
    """A machine on which wasmtime cannot be imported."""
    real = builtins.__import__

    def fake(name: str, *rest, **more):
        if name == "wasmtime":
            raise ImportError("no wheel\nfor this machine")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", fake)
    graphviz._engine.cache_clear()
    yield monkeypatch
    graphviz._engine.cache_clear()


def test_a_pinned_graph_keeps_its_points() -> None:
    svg = draw(rows_dot())
    assert 'width="470pt" height="672pt"' in svg


def test_free_layouts_use_dot() -> None:
    assert "<svg" in draw("digraph { a -> b }", "dot")


def test_wrong_dot_is_one_line_and_does_no_harm() -> None:
    with pytest.raises(GraphvizError, match="refuses this DOT") as caught:
        draw("digraph {")
    assert "\n" not in str(caught.value)
    assert "<svg" in draw("digraph { a }", "dot")


def test_unknown_engines_are_refused() -> None:
    with pytest.raises(ValueError, match="accepted: nop2, dot"):
        draw("digraph {}", "neato")


def test_without_wasmtime_and_dot_one_line_says_so(without_wasmtime, tmp_path: Path) -> None:
    without_wasmtime.setenv("PATH", str(tmp_path))
    with pytest.raises(GraphvizError, match="no `dot` on PATH") as caught:
        draw("digraph {}")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for dot")
def test_without_wasmtime_dot_takes_its_place_with_a_warning(
    without_wasmtime, tmp_path: Path
) -> None:
    dot = tmp_path / "dot"
    dot.write_text('#!/bin/sh\necho "<svg>$1 $2</svg>"\n')
    dot.chmod(dot.stat().st_mode | stat.S_IEXEC)
    without_wasmtime.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.warns(GraphvizWarning, match="a process for each drawing"):
        svg = draw("digraph {}")
    assert "-Knop2 -Tsvg" in svg


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for dot")
def test_an_installed_dot_that_fails_is_one_line(without_wasmtime, tmp_path: Path) -> None:
    dot = tmp_path / "dot"
    dot.write_text('#!/bin/sh\necho "syntax error\nin line 1" >&2\nexit 1\n')
    dot.chmod(dot.stat().st_mode | stat.S_IEXEC)
    without_wasmtime.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.warns(GraphvizWarning), pytest.raises(GraphvizError, match="error in line 1"):
        draw("digraph {")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("state", list(State), ids=str)
def test_every_neighbourhood_can_be_drawn(state: State, lang: str) -> None:
    svg = one_state(state, Look(lang=lang, id="n"))
    assert 'id="n-title"' in svg
    assert 'width="420"' in svg


def test_no_version_of_graphviz_reaches_a_page() -> None:
    assert "graphviz" not in states(Look()).lower()
