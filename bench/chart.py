"""The figures as a bar chart in SVG: for each part and article, the time of each library; a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

from bench.parts import Row
from bench.peers import OURS

__all__ = ["chart"]

_WIDTH, _BAR, _LEFT, _ROOM = 760, 18, 170, 90
_LEAST = 5e-6  # seconds at the left edge


def chart(rows: Sequence[Row]) -> str:
    """An SVG document of the rows of reading and editing."""
    shown = [row for row in rows if row.part in ("read", "edit")]
    groups = dict.fromkeys((row.part, row.what) for row in shown)
    most = max((row.timing.median for row in shown), default=1.0)
    lines: list[str] = []
    y = 10
    for part, what in groups:
        y += 22
        lines.append(f'<text x="10" y="{y}" font-weight="bold">{escape(part)}, {escape(what)}</text>')
        for row in shown:
            if (row.part, row.what) == (part, what):
                y += _BAR + 4
                lines += _bar(row, y, most)
    size = f'width="{_WIDTH}" height="{y + 20}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="13">'
    return "\n".join(
        (head, "<title>Time for one article, logarithmic scale; shorter is faster</title>", *lines, "</svg>\n")
    )


def _bar(row: Row, y: int, most: float) -> list[str]:
    seconds = row.timing.median
    share = math.log(max(seconds, _LEAST) / _LEAST) / math.log(max(most, 10 * _LEAST) / _LEAST)
    width = max(2, round((_WIDTH - _LEFT - _ROOM) * share))
    colour = "#2a6" if row.name == OURS else "#99a"
    return [
        f'<text x="{_LEFT - 8}" y="{y}" text-anchor="end">{escape(row.name)}</text>',
        f'<rect x="{_LEFT}" y="{y - 13}" width="{width}" height="{_BAR - 3}" fill="{colour}"/>',
        f'<text x="{_LEFT + width + 6}" y="{y}">{seconds * 1e6:,.0f} µs</text>',
    ]
