"""Edits of a text: a splice replaces one span; every other character stays."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

__all__ = ["Changes", "Splice", "apply"]


_PLACE = itemgetter(0, 1)


class Splice(NamedTuple):
    """Put `text` in the place of what is between two offsets."""

    start: int
    end: int
    text: str


class Changes(NamedTuple):
    """What becomes of a text, and the spans of it whose comments may go."""

    splices: Sequence[Splice]
    gone: Sequence[Splice] = ()


def apply(text: str, splices: Sequence[tuple[int, int, str]]) -> str:
    """The text with all splices made. Those that insert at one place keep their order.

    Raises:
        ValueError: two of them overlap.
    """
    if len(splices) == 1:
        start, end, new = splices[0]
        return text[:start] + new + text[end:]
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(splices, key=_PLACE):
        if start < done or end < start:
            message = "splices overlap"
            raise ValueError(message)
        parts += (text[done:start], new)
        done = end
    return "".join((*parts, text[done:]))
