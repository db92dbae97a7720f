"""What must hold of every flat chart (a `Panel`): places, colours, and the SVG that it becomes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from diagramgen.render.panel import Area, Panel, Rect

#: Least air between two texts, and between a text and the edge of the picture.
TEXTS, EDGE = 1, 1
ASSETS = Path(__file__).resolve().parents[2] / "diagramgen" / "site" / "assets"
SVG = "{http://www.w3.org/2000/svg}"


def problems(panel: Panel, around: tuple[str, ...]) -> list[str]:
    """What is wrong with a panel, a line each. A text may not cross the outline of `around`."""
    found = []
    texts = [
        (str(getattr(text, "text", "") or text.runs), area)
        for text in panel.texts
        for area in text.areas()
    ]
    for name, area in texts:
        if (
            area.x0 < EDGE
            or area.y0 < EDGE
            or area.x1 > panel.width - EDGE
            or area.y1 > panel.height - EDGE
        ):
            found.append(f"{name!r} leaves the picture: {area}")
    texts.sort(key=lambda each: each[1].y0)
    for i, (name, area) in enumerate(texts):
        for other, there in texts[i + 1 :]:
            if there.y0 >= area.y1 + TEXTS:
                break
            if area.near(there, TEXTS):
                found.append(f"{name!r} touches {other!r} at {area.x0:.0f},{area.y0:.0f}")
    boxes = [
        Area(shape.x, shape.y, shape.x + shape.w, shape.y + shape.h)
        for shape in panel.shapes
        if isinstance(shape, Rect) and shape.kind in around
    ]
    for box in boxes:
        for name, area in texts:
            inside = (
                box.x0 <= area.x0
                and area.x1 <= box.x1
                and box.y0 - 0.01 <= area.y0
                and area.y1 <= box.y1 + 0.01
            )
            if area.near(box, 0) and not inside:
                found.append(f"{name!r} crosses a box at {box.x0:.0f},{box.y0:.0f}")
    return found


def elements(svg: str) -> list[ET.Element]:
    """All elements of an SVG."""
    return list(ET.fromstring(svg).iter())  # noqa: S314


def flaws(svg: str, name: str, view: str) -> list[str]:
    """What an SVG of a view has that it may not have, or lacks."""
    root = ET.fromstring(svg)  # noqa: S314
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    found = [never for never in ("<style", "var(", "style=", "href", "url(", "NaN") if never in svg]
    found += [] if ids == [f"{name}-title", f"{name}-desc"] else [f"ids {ids}"]
    found += [] if root.get("role") == "img" else ["role"]
    found += [] if root.get("aria-labelledby") == " ".join(map(str, ids)) else ["aria-labelledby"]
    found += (
        [] if root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}" else ["box"]
    )
    found += [f"places {e.get('x')}" for e in root.iter() if " " in (e.get("x") or "")]
    ruled = set(re.findall(r"\.(dg-[a-z-]+)", css(view)))
    for e in root.iter():
        classes = (e.get("class") or "").split()
        found += [f"class {each}" for each in classes if not each.startswith("dg-")]
        if e.get("fill") not in (None, "none") or e.get("stroke") not in (None, "none"):
            found += [f"no rule for {each}" for each in classes if each not in ruled]
    return found


def css(view: str) -> str:
    """The stylesheet of a view."""
    return (ASSETS / f"{view}.css").read_text(encoding="utf-8")


def palettes(view: str) -> list[dict[str, str]]:
    """The colours of a view by name, light and dark."""
    name = "dg" if view == "diagram" else f"dg-{view}"
    blocks = re.findall(rf"\.{name} \{{(.*?)\}}", css(view), re.DOTALL)
    colours = [
        dict(re.findall(r"--dg-([a-z-]+): (?:var\([^,;]+, )*(#[0-9a-f]{6})", block))
        for block in blocks
    ]
    return [each for each in colours if each]


def contrast(one: str, other: str) -> float:
    """How well two colours are told apart (WCAG 2.1)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
