"""Markdown for a comment or a step summary: tables of bounded length, in whose cells nothing is markup.

GitHub takes 65,536 characters of a comment, and 1 MiB of a step summary. Bytes are counted here: there are never more
characters than these, however they are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from articlefmt.display import one_line, shortened

__all__ = ["ROOM", "code", "table"]

ROOM = 65_000
"""Bytes of a whole text."""

_LIMIT = 500  # characters of a cell
_APART = re.compile("([|`])")
_REFERENCES = {"|": "&#124;", "`": "&#96;"}


def code(text: str) -> str:
    """A text as code, on one line, shortened: in code there are no mentions, no links, no HTML and no escapes.

    A bar would end the cell, and a backtick the code, so they stand between two pieces of code as what they are called.
    """
    pieces = _APART.split(shortened(one_line(text), _LIMIT))
    return "".join(_REFERENCES.get(piece) or _span(piece) for piece in pieces if piece)


def table(headings: Sequence[str], rows: Sequence[Iterable[str]], noun: str, room: int) -> str:
    """A table of cells that are Markdown already. What doesn't fit into `room` bytes is counted below: so many `noun`.

    Without rows it is empty.
    """
    if not rows:
        return ""
    lines = [_row(headings), "|---" * len(headings) + "|\n"]
    left = room - _size("".join(lines)) - _size(_rest(len(rows), len(rows), noun))
    for number, cells in enumerate(rows):
        line = _row(cells)
        left -= _size(line)
        if left < 0:
            return "".join(lines) + _rest(len(rows) - number, len(rows), noun)
        lines.append(line)
    return "".join(lines)


def _rest(left: int, total: int, noun: str) -> str:
    return f"\nNot shown here: {left:,} more of {total:,} {noun}.\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _span(text: str) -> str:
    """A piece without backticks as code; a blank at both its ends would be taken away."""
    padded = f" {text} " if text[0] == text[-1] == " " and text.strip() else text
    return f"`{padded}`"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
