"""Data in a segment, in a datagram, in a frame: the boxes, and then the octets field by field."""

from __future__ import annotations

from diagramgen.render.header.facts import Facts, Group
from diagramgen.render.header.grid import LAYERS, Grid
from diagramgen.render.measure import wrap
from diagramgen.render.panel import Label, Panel, Rect
from diagramgen.render.words.header import HeaderWords
from diagramgen.tcp.wire.address import address_text

#: How many octets of data are shown, and the share of each layer's box, from Ethernet to data.
SHOWN = 16
SHARES = (27, 24, 24, 25)
TYPES = {0x0800: "IPv4", 0x86DD: "IPv6"}


class Nesting:
    """The lower half of the diagram on its way to a panel."""

    def __init__(self, panel: Panel, facts: Facts, words: HeaderWords, grid: Grid) -> None:
        self.panel, self.facts, self.words, self.grid = panel, facts, words, grid

    def place(self, y: float) -> float:
        """Place it from `y` down; returns where it ends."""
        y = self._heading(y, self.words.nesting)
        if self.grid.unit > 100:
            y = self._columns(y)
        for layer in range(4):
            y = self._layer(y, layer)
        y = self._note(y, self.words.left_out)
        y = self._heading(y + 4, self.words.octets)
        facts = self.facts
        for layer, groups in (
            (3, facts.ethernet),
            (2, facts.ip),
            (1, facts.tcp + facts.option_groups),
        ):
            y = self._octets(y, layer, groups)
        if facts.data:
            shown = facts.data[:SHOWN]
            y = self._octets(y, 0, (Group(("",), (), (), shown),))
        return y

    def _heading(self, y: float, said: str) -> float:
        size, room = self.grid.heading, self.grid.width - 2 * self.grid.edge
        y += 10
        for line in wrap(said, size, room, bold=True):
            y += size + 5
            self.panel.texts.append(Label(self.grid.edge, y, line, size, "text", bold=True))
        return y + 8

    def _note(self, y: float, said: str) -> float:
        size, room = self.grid.rfc, self.grid.width - 2 * self.grid.edge
        for line in wrap(said, size, room):
            y += size + 5
            self.panel.texts.append(Label(self.grid.edge, y, line, size, "muted"))
        return y + 4

    # -- the boxes ---------------------------------------------------------------------------------

    def _columns(self, y: float) -> float:
        """What the columns of layers are called."""
        for x, said in ((self.grid.edge, "OSI"), (self.grid.edge + 96, "TCP/IP")):
            self.panel.texts.append(Label(x, y + 8, said, self.grid.rfc, "muted", bold=True))
        return y + 14

    def _layer(self, y: float, layer: int) -> float:
        """One layer: what it is called, what its unit is and holds."""
        grid, words, sizes = self.grid, self.words, self.facts.sizes
        name = words.layers[layer]
        total = words.counted(sum(sizes[: layer + 1]))
        if grid.unit > 100:
            base = y + grid.box / 2
            for x, said in ((grid.edge, name.osi), (grid.edge + 96, name.tcp_ip)):
                self.panel.texts.append(Label(x, base + 4, said, 12, "text"))
            unit = Label(grid.edge + 178, base - 2, name.unit, 12, "text", bold=True)
            self.panel.texts.append(unit)
            self.panel.texts.append(Label(grid.edge + 178, base + 13, total, grid.rfc, "muted"))
        else:
            unit = Label(
                grid.edge, y + 14, name.unit + words.colon + total, grid.name, "text", bold=True
            )
            models = Label(
                grid.width - grid.edge,
                y + 14,
                f"OSI {name.osi} · TCP/IP {name.tcp_ip}",
                grid.rfc,
                "muted",
                "end",
            )
            if unit.wide + models.wide + 12 > grid.width - 2 * grid.edge:
                y += grid.rfc + 4
                models = models._replace(x=grid.edge, y=y + 14, anchor="start")
            self.panel.texts += [unit, models]
            y += 20
        room, left = grid.width - grid.edge - grid.unit, float(grid.unit)
        for box in (3, 2, 1, 0):
            wide = room * SHARES[3 - box] / 100
            if box <= layer:
                self._box(left, y, wide, box)
            left += wide
        return y + grid.box + 6

    def _box(self, x: float, y: float, wide: float, layer: int) -> None:
        grid, size = self.grid, self.facts.sizes[layer]
        kind = f"{LAYERS[layer]}-box" if size else "empty"
        self.panel.shapes.append(Rect(x, y, wide, grid.box, kind))
        middle, base = x + wide / 2, y + grid.box / 2
        named = self.words.layers[layer].header
        self.panel.texts.append(Label(middle, base - 2, named, grid.rfc, "text", "middle"))
        said = self.words.counted(size)
        self.panel.texts.append(Label(middle, base + 12, said, grid.rfc, "text", "middle"))

    # -- the octets --------------------------------------------------------------------------------

    def _octets(self, y: float, layer: int, groups: tuple[Group, ...]) -> float:
        """The octets of a layer, a box for each field or for those that share an octet."""
        grid, size = self.grid, self.facts.sizes[layer]
        name = self.words.layers[layer].header
        said = f"{name} · {self.words.counted(size)}"
        self.panel.texts.append(Label(grid.edge, y + 14, said, grid.rfc, "text", bold=True))
        y += 20
        set_in = [self._lines(group) for group in groups]
        x, high = float(grid.edge), max(map(len, set_in)) * (grid.rfc + 4) + 5
        for lines in set_in:
            wide = max([line.wide for line in lines]) + 10
            if x + wide > grid.width - grid.edge and x > grid.edge:
                x, y = float(grid.edge), y + high + 4
            self.panel.shapes.append(Rect(x, y, wide, high, f"{LAYERS[layer]}-box"))
            for i, line in enumerate(lines):
                base = y + (i + 1) * (grid.rfc + 4)
                self.panel.texts.append(line._replace(x=x + wide / 2, y=base))
            x += wide + 4
        return y + high + 4

    def _lines(self, group: Group) -> list[Label]:
        """Hex, name and value of a group."""
        grid = self.grid
        octets = " ".join([f"{octet:02x}" for octet in group.octets])
        lines = [Label(0, 0, octets, grid.hex, "text", "middle", mono=True, bold=True)]
        if group.names == ("",):
            text = group.octets.decode("ascii")
            lines.append(Label(0, 0, text, grid.hex, "text", "middle", mono=True))
            more = len(self.facts.data) - len(group.octets)
            if more:
                said = self.words.more.format(n=more)
                lines.append(Label(0, 0, said, grid.rfc, "muted", "middle"))
            return lines
        joined = ", ".join(group.names)
        name = dict(self.words.groups).get(joined)
        if name is None:
            name = self.words.comma.join([self.words.name(each) for each in group.names])
        lines.append(Label(0, 0, name, grid.rfc, "text", "middle"))
        said = decoded(group, self.facts.sent.flags)
        lines.append(Label(0, 0, said, grid.hex, "muted", "middle", mono=True))
        return [line for line in lines if line.text]


def decoded(group: Group, flags: tuple[str, ...]) -> str:
    """The values of a group as one reads them; "" for what is read as hex only."""
    name, value = group.names[0], group.values[0] if group.values else 0
    if "Checksum" in name or name in ("Destination", "Source"):
        return ""
    if name.endswith("Address"):
        return address_text(group.octets)
    if name == "Type":
        return TYPES.get(value, "")
    if name == "Protocol":
        return f"{value} TCP"
    said = []
    for each, number, wide in zip(group.names, group.values, group.widths):
        if wide > 1:
            said.append(str(number))
        elif number:
            said.append(each)
    if len(group.names) > 2 and max(group.widths) == 1:
        return ",".join(flags) or "0"
    return ", ".join(said)
