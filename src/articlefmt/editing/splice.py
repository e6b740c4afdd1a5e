"""Edits of a text: a splice replaces one span; every other character stays."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple, TypeAlias, TypeVar

__all__ = ["Splice", "apply", "by_place"]

_Plain: TypeAlias = tuple[int, int, str]
_S = TypeVar("_S", bound=_Plain)
_PLACE = itemgetter(0, 1)


class Splice(NamedTuple):
    """Put `text` in the place of what is between two offsets."""

    start: int
    end: int
    text: str


def by_place(splices: Sequence[_S]) -> Sequence[_S]:
    """Splices from the first to the last; those at one place keep their order."""
    return sorted(splices, key=_PLACE) if len(splices) > 1 else splices


def apply(text: str, splices: Sequence[_Plain]) -> str:
    """The text with all splices made. Those that insert at one place keep their order.

    Raises:
        ValueError: two of them overlap.
    """
    if len(splices) == 1:
        start, end, new = splices[0]
        return f"{text[:start]}{new}{text[end:]}"
    parts: list[str] = []
    done = 0
    for start, end, new in by_place(splices):
        if start < done or end < start:
            message = "splices overlap"
            raise ValueError(message)
        parts += (text[done:start], new)
        done = end
    return "".join((*parts, text[done:]))
