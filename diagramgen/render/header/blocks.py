"""Rows of 32 bits, and the blocks into which a row falls: data, not yet placed."""

from __future__ import annotations

from typing import NamedTuple

from diagramgen.render.header.facts import Cell
from diagramgen.render.panel import Run, Runs

#: Bits in a row.
ROW = 32


class Block(NamedTuple):
    """Fields that stand together in a row: one, or the control bits. `lines` are set above it."""

    cells: tuple[Cell, ...]
    lines: tuple[tuple[Run, ...], ...]
    height: int  # of the lines, and of the names of bits below them


def single(texts: list[str], size: int, kind: str, bold: bool = False) -> list[tuple[Run, ...]]:
    """Lines of one run each."""
    return [(Run(text, size, kind, bold),) for text in texts]


def leading(line: tuple[Run, ...]) -> int:
    """From one baseline to the next."""
    return max([run.size for run in line]) + 4


def line_width(line: tuple[Run, ...]) -> float:
    """The breadth of a line."""
    return Runs(0, 0, line).wide


def rows(cells: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """Cells in rows of 32 bits; a cell that goes on in the next row is cut there."""
    found: dict[int, list[Cell]] = {}
    for cell in cells:
        offset, left = cell.offset, cell.width
        while left:
            width_here = min(left, ROW - offset % ROW)
            value = cell.value >> (left - width_here) & (1 << width_here) - 1
            piece = Cell(cell.name, offset, width_here, value, cell.option)
            found.setdefault(offset // ROW, []).append(piece)
            offset, left = offset + width_here, left - width_here
    return [tuple(found[row]) for row in sorted(found)]


def grouped(cells: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """The cells of a row: each by itself, single bits that follow each other together."""
    found: list[tuple[Cell, ...]] = []
    for cell in cells:
        if cell.width == 1 and found and found[-1][0].width == 1:
            found[-1] += (cell,)
        else:
            found.append((cell,))
    return found
