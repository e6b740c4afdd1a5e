"""What the comments of a file silence, and which of them silence nothing.

A file may have any number of both, so that a code is looked up by the lines where it is found, and a line by what holds
for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from articlefmt.checks.finding import Finding

__all__ = ["Ignore", "Spot", "are_silenced", "beginnings", "unused"]


class Spot(NamedTuple):
    """A code and the line where it is found; 0 where it is about the whole file."""

    code: str
    line: int


class Ignore(NamedTuple):
    """One code of a comment.

    Attributes:
        code: the code, or its beginning.
        first: the first line that the comment holds for.
        last: the last one.
        unused: what is told if nothing is silenced by it.
    """

    code: str
    first: int
    last: int
    unused: Finding


def are_silenced(spots: Iterable[Spot], ignores: Iterable[Ignore]) -> list[bool]:
    """Of each spot whether a comment silences what is found there."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for one in ignores:
        ranges.setdefault(one.code, []).append((one.first, one.last))
    held = {code: _Held(some) for code, some in ranges.items()}
    return [any(code in held and spot.line in held[code] for code in beginnings(spot.code)) for spot in spots]


def unused(ignores: Iterable[Ignore], spots: Iterable[Spot]) -> list[Finding]:
    """What is told of the comments that silence nothing of what is found."""
    lines: dict[str, list[int]] = {}
    for code, line in sorted(spots, key=lambda spot: spot.line):
        for beginning in beginnings(code):
            lines.setdefault(beginning, []).append(line)
    return [one.unused for one in ignores if not _has(lines.get(one.code, ()), one.first, one.last)]


def beginnings(code: str) -> Iterator[str]:
    """What a code starts with, itself included."""
    return (code[:end] for end in range(1, len(code) + 1))


class _Held:
    """Lines for which something holds, of which some ranges may be in others."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        ranges.sort()
        self._firsts = [first for first, _ in ranges]
        self._lasts = [*accumulate((last for _, last in ranges), max)]

    def __contains__(self, line: int) -> bool:
        at = bisect_right(self._firsts, line) - 1
        return at >= 0 and line <= self._lasts[at]


def _has(lines: Sequence[int], first: int, last: int) -> bool:
    """Whether one of some lines, which are in order, is in a range."""
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= last
