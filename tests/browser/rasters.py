"""How far two rasters of one picture differ: in the browser, whose canvas is at hand."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Two programs put a glyph a fraction of a pixel apart; over so many pixels around, it is the same.
RADIUS = 2

# Differences are summed over squares, by a summed-area table. Another size is a full difference.
_SCRIPT = """async ([one, other, radius]) => {
    const load = async (url) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        return image;
    };
    const images = [await load(one), await load(other)];
    const [w, h] = [images[0].naturalWidth, images[0].naturalHeight];
    if (w !== images[1].naturalWidth || h !== images[1].naturalHeight) return [255, -1, -1];
    const [a, b] = images.map((image) => {
        const canvas = new OffscreenCanvas(w, h).getContext("2d", { willReadFrequently: true });
        canvas.fillStyle = "#fff";
        canvas.fillRect(0, 0, w, h);
        canvas.drawImage(image, 0, 0);
        return canvas.getImageData(0, 0, w, h).data;
    });
    let worst = [0, 0, 0];
    const side = 2 * radius + 1, line = w + 1;
    for (let channel = 0; channel < 3; channel++) {
        const sums = new Float64Array(line * (h + 1));
        for (let y = 0; y < h; y++)
            for (let x = 0, row = 0; x < w; x++) {
                const at = 4 * (y * w + x) + channel;
                row += a[at] - b[at];
                sums[(y + 1) * line + x + 1] = sums[y * line + x + 1] + row;
            }
        for (let y = 0; y + side <= h; y++)
            for (let x = 0; x + side <= w; x++) {
                const sum = sums[(y + side) * line + x + side] - sums[y * line + x + side]
                    - sums[(y + side) * line + x] + sums[y * line + x];
                const mean = Math.abs(sum) / side / side;
                if (mean > worst[0]) worst = [mean, x + radius, y + radius];
            }
    }
    return worst;
}"""


class Difference(NamedTuple):
    """The largest mean difference of a channel in a small square, 0 to 255, and where."""

    most: float
    x: int
    y: int


def url(data: bytes, kind: str) -> str:
    """A picture as a URL: "png" or "svg+xml"."""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def difference(page: Page, one: str, other: str) -> Difference:
    """How far two pictures differ, given by their URLs."""
    return Difference(*page.evaluate(_SCRIPT, [one, other, RADIUS]))


def in_face(svg: str, family: str) -> str:
    """The picture with one face for all its text: programs choose differently from a list."""
    return re.sub(r'font-family="[^"]*"', f'font-family="{family}"', svg)
