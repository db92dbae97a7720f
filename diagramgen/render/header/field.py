"""The byte field: rows of 32 bits, a block a field, with its name, its value and its bits."""

from __future__ import annotations

from diagramgen.render.header.blocks import (
    ROW,
    Block,
    grouped,
    leading,
    line_width,
    rows,
    single,
)
from diagramgen.render.header.facts import Cell, Facts
from diagramgen.render.header.grid import Grid
from diagramgen.render.measure import width, wrap
from diagramgen.render.panel import Label, Line, Panel, Rect, Run, Runs, Signs
from diagramgen.render.svg import num
from diagramgen.render.words.header import HeaderWords
from diagramgen.tcp.wire.fields import TCP_HEADER

#: Air around a text in a block.
AIR = 3

#: Fields that mean nothing without a control bit (RFC 9293, section 3.1).
NEEDS = (("Acknowledgment Number", "ACK"), ("Urgent Pointer", "URG"))


class ByteField:
    """A byte field on its way to a panel."""

    def __init__(self, panel: Panel, facts: Facts, words: HeaderWords, grid: Grid) -> None:
        self.panel, self.facts, self.words, self.grid = panel, facts, words, grid

    def place(self, y: float) -> float:
        """Place it from `y` down; returns where it ends."""
        y = self._ruler(y)
        for row in rows(self.facts.cells):
            y = self._row(y, row)
        for row in rows(self.facts.options):
            y = self._row(y, row)
        if not self.facts.options:
            y = self._bar(y, self.words.no_options, "empty")
        size = len(self.facts.data)
        said = (
            self.words.data.format(count=self.words.counted(size)) if size else self.words.no_data
        )
        return self._bar(y, said, "data-box" if size else "empty")

    # -- the ruler and the bars --------------------------------------------------------------------

    def _ruler(self, y: float) -> float:
        """The numbers of the bits, those that begin an octet in bold; the units of the gutter."""
        grid, texts, base = self.grid, self.panel.texts, y + 12
        for bold in (True, False):
            bits = [bit for bit in range(ROW) if (bit % 8 == 0) == bold]
            kind, places = "text" if bold else "muted", [self._middle(bit) for bit in bits]
            if grid.cell >= 16:
                for bit, x in zip(bits, places):
                    texts.append(Label(x, base, str(bit), 10, kind, "middle", True, bold))
            else:
                digits = "".join([str(bit % 10) for bit in bits])
                texts.append(Signs(tuple(places), base, digits, 10, kind, bold))
        if grid.cell < 16:
            # No room for two digits: the tens stand above, as in the RFC's figures.
            tens = tuple([self._middle(bit) for bit in (10, 20, 30)])
            texts.append(Signs(tens, base - 12, "123", 10, "muted"))
        ticks = ""
        for bit in range(ROW + 1):
            deep = 6 if bit % 8 == 0 else 3
            ticks += f"M{num(grid.left + bit * grid.cell)} {num(base + 10 - deep)}v{deep}"
        self.panel.shapes.append(Line(ticks, "part"))
        texts.append(Label(grid.left - 4, base, self.words.bit, 10, "muted", "end"))
        texts.append(Label(grid.left - 4, base + 12, self.words.octet, 10, "muted", "end"))
        return base + 10

    def _middle(self, bit: int) -> float:
        return self.grid.left + bit * self.grid.cell + self.grid.cell / 2

    def _bar(self, y: float, said: str, kind: str) -> float:
        """A bar over the whole breadth: the options or the data in one word."""
        grid = self.grid
        lines = wrap(said, grid.rfc, ROW * grid.cell - 2 * AIR)
        high = len(lines) * (grid.rfc + 4) + 9
        self.panel.shapes.append(Rect(grid.left, y + 3, ROW * grid.cell, high, kind))
        for i, line in enumerate(lines):
            base = y + 3 + (i + 1) * (grid.rfc + 4) + 2
            middle = grid.left + ROW * grid.cell / 2
            self.panel.texts.append(Label(middle, base, line, grid.rfc, "text", "middle"))
        return y + 3 + high

    # -- a row -------------------------------------------------------------------------------------

    def _row(self, y: float, cells: tuple[Cell, ...]) -> float:
        """One row of 32 bits: names and values above, the bits below."""
        grid, panel = self.grid, self.panel
        blocks = [self._block(group) for group in grouped(cells)]
        high = max([block.height for block in blocks])
        first, last = cells[0].offset % ROW, (cells[-1].offset + cells[-1].width - 1) % ROW + 1
        left, wide = grid.left + first * grid.cell, (last - first) * grid.cell
        panel.shapes.append(Rect(left, y, wide, high, "tcp"))
        self._gutter(y + high / 2, cells[0].offset // 8)
        for block in blocks:
            self._place(block, y, high)
        panel.shapes.append(Line(f"M{num(left)} {num(y + high)}h{num(wide)}", "part"))
        panel.shapes.append(Rect(left, y, wide, high + grid.strip, "frame"))
        self._bits(cells, y + high)
        return y + high + grid.strip

    def _gutter(self, y: float, octet: int) -> None:
        """The octet with which a row begins."""
        grid = self.grid
        self.panel.texts.append(
            Label(grid.left - 5, y + 4, str(octet), grid.hex, "muted", "end", mono=True)
        )

    def _block(self, cells: tuple[Cell, ...]) -> Block:
        """The lines of a block, and how high they are."""
        grid, first = self.grid, cells[0]
        room = sum([cell.width for cell in cells]) * grid.cell - 2 * AIR
        if len(cells) > 1:
            lines = self._names("Control Bits", room)
            names = grid.bit + 5 if grid.cell >= 22 else 3 * (grid.bit + 1) + 6
            return Block(cells, tuple(lines), self._high(lines) + names)
        lines = self._names(first.name, room)
        if first.name == "Kind":
            said = self._names(first.option, room, heading=False)
            lines += said
        lines += self._value(first, room)
        return Block(cells, tuple(lines), self._high(lines))

    def _high(self, lines: list[tuple[Run, ...]]) -> int:
        return sum([leading(line) for line in lines]) + 8

    def _names(self, rfc: str, room: float, heading: bool = True) -> list[tuple[Run, ...]]:
        """A name in the page's language and the RFC's beside or below it."""
        grid, local = self.grid, self.words.name(rfc)
        size, bold = (grid.name, True) if heading else (grid.rfc, False)
        if local == rfc:
            if self._breaks(self.words.brief(rfc), size, room, bold):
                size, bold = grid.rfc, False
            return single(self._cut(rfc, size, room, bold), size, "text", bold)
        one = Run(local, size, "text", bold)
        other = Run(rfc, grid.rfc, "muted")
        if line_width((one, other)) <= room:
            return [(one, other)]
        above = single(wrap(local, size, room, bold=bold), size, "text", bold)
        return above + single(self._cut(rfc, grid.rfc, room, False), grid.rfc, "muted")

    def _cut(self, rfc: str, size: int, room: float, bold: bool) -> list[str]:
        """The RFC's name in lines; its short form where a word is wider than the room."""
        if self._breaks(rfc, size, room, bold):
            rfc = self.words.brief(rfc)
        lines = wrap(rfc, size, room, bold=bold)
        if len(lines) > 2:
            lines = wrap(self.words.brief(rfc), size, room, bold=bold)
        return lines

    def _breaks(self, text: str, size: int, room: float, bold: bool) -> bool:
        """Whether a word of `text` is wider than the room."""
        return any(width(word, size, mono=False, bold=bold) > room for word in text.split(" "))

    def _value(self, cell: Cell, room: float) -> list[tuple[Run, ...]]:
        """The value, decimal and hexadecimal; or that it means nothing here."""
        grid = self.grid
        needed = dict(NEEDS).get(cell.name, "") if not cell.option else ""
        idle = bool(needed) and not self.facts.set(needed)
        digits = (cell.width + 3) // 4
        decimal = Run(str(cell.value), grid.value, "muted" if idle else "text", not idle, True)
        shown = Run(f"0x{cell.value:0{digits}x}", grid.hex, "muted", False, True)
        lines: list[tuple[Run, ...]] = [(decimal, shown)]
        if line_width(lines[0]) > room:
            lines = [(decimal,), (shown,)]
        if idle:
            said = self.words.ignored.format(flag=needed)
            note = Run(said, grid.rfc, "muted")
            if line_width(lines[-1] + (note,)) <= room:
                lines[-1] += (note,)
            else:
                lines += single(wrap(said, grid.rfc, room), grid.rfc, "muted")
        return lines

    def _place(self, block: Block, y: float, high: int) -> None:
        """Place a block whose text has `high` px from `y` down."""
        grid, cells = self.grid, block.cells
        start = cells[0].offset % ROW
        left = grid.left + start * grid.cell
        wide = sum([cell.width for cell in cells]) * grid.cell
        if start:
            self.panel.shapes.append(
                Line(f"M{num(left)} {num(y)}v{num(high + grid.strip)}", "part")
            )
        if len(cells) > 1:
            self._flags(block, y, high)
        else:
            tip = self._tip(cells[0])
            self.panel.shapes.append(Rect(left, y, wide, high + grid.strip, "hit", tip))
        base = y + 4.0 if len(cells) > 1 else y + 4 + (high - block.height) / 2
        for line in block.lines:
            base += leading(line)
            self.panel.texts.append(Runs(left + wide / 2, base - 3, line))

    def _tip(self, cell: Cell) -> str:
        """What a field is for, when the pointer rests on it."""
        names = cell.name if not cell.option else f"{cell.option}: {cell.name}"
        local = self.words.name(cell.name)
        if local != cell.name:
            names = f"{local} {cell.name}"
        meaning = ""
        if not cell.option:
            meanings = dict(self.words.meanings)
            field = next(field for field in TCP_HEADER if field.name == cell.name)
            meaning = meanings.get(cell.name, field.meaning)
        else:
            meaning = self.words.name(cell.option)
        return self.words.tip.format(name=names, bits=cell.width, meaning=meaning)

    def _flags(self, block: Block, y: float, high: int) -> None:
        """The control bits one by one: a bit that is set is a dark column from name to digit."""
        grid, panel = self.grid, self.panel
        top = y + 4 + sum([leading(line) for line in block.lines])
        depth = y + high + grid.strip - top
        for cell in block.cells:
            bit = cell.offset % ROW
            left, middle = grid.left + bit * grid.cell, self._middle(bit)
            if cell.value:
                panel.shapes.append(Rect(left, top, grid.cell, depth, "set"))
            panel.shapes.append(Rect(left, top, grid.cell, depth, "hit", self._tip(cell)))
            panel.shapes.append(Line(f"M{num(left)} {num(top)}v{num(depth)}", "part"))
            dress, bold = ("on", True) if cell.value else ("text", False)
            if grid.cell >= 22:
                base = y + high - 6
                panel.texts.append(Label(middle, base, cell.name, 10, dress, "middle", mono=True))
                continue
            for i, letter in enumerate(cell.name):
                base = y + high - 4 - (2 - i) * (grid.bit + 1)
                panel.texts.append(Signs((middle,), base, letter, grid.bit, dress, bold))

    def _bits(self, cells: tuple[Cell, ...], y: float) -> None:
        """The bits of a row, ones in bold."""
        grid = self.grid
        flags = [cell.width == 1 for cell in cells]
        found: dict[tuple[str, bool], list[tuple[float, str]]] = {}
        for cell, flag in zip(cells, flags):
            for i in range(cell.width):
                one = cell.value >> (cell.width - 1 - i) & 1
                kind = ("on" if flag else "text") if one else "muted"
                place = self._middle((cell.offset + i) % ROW)
                found.setdefault((kind, bool(one)), []).append((place, str(one)))
        for (kind, bold), signs in found.items():
            xs = tuple([x for x, _ in signs])
            text = "".join([sign for _, sign in signs])
            self.panel.texts.append(Signs(xs, y + grid.strip - 5, text, grid.bit, kind, bold))
