"""Which lines of two texts are equal, in n log n: a body may have millions, and all of them may differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import eq
from typing import NamedTuple

from articlefmt.align import equal_ends, in_order
from articlefmt.patterns import pattern

__all__ = ["Piece", "Span", "equal_head", "equal_tail", "hunks", "lines_after", "pieces", "united"]

_CONTEXT = 3  # lines, as in other tools
_SMALL = 60 * 60  # pairs of lines; comparing all with all takes some tenths of a millisecond
_LARGE = 400_000  # lines; more would take more memory than the texts
_STEP = 1 << 20
_LINE = pattern(r"[^\n]*\n|[^\n]+")


class Span(NamedTuple):
    """Whole lines of a text, as offsets."""

    start: int
    end: int


class Piece(NamedTuple):
    """Lines of the old text and of the new one that are equal, or stand in each other's place."""

    is_equal: bool
    old: Span
    new: Span

    def moved(self, old: int, new: int) -> Piece:
        """The same lines in texts that have more before them."""
        return Piece(
            self.is_equal,
            Span(self.old.start + old, self.old.end + old),
            Span(self.new.start + new, self.new.end + new),
        )


def pieces(old: str, new: str) -> list[Piece]:
    """Two texts as pieces that are equal and others, by turns. A line ends with a line feed.

    Lines that are unique in both keep their order where they can; what lies between is compared line by line if that
    is little, and else replaced as a whole.
    """
    head = equal_head(old, new)
    tail = equal_tail(old, new, head)
    old_end, new_end = len(old) - tail, len(new) - tail
    middle = _middle(old[head:old_end], new[head:new_end])
    return united(
        [
            Piece(is_equal=True, old=Span(0, head), new=Span(0, head)),
            *(piece.moved(head, head) for piece in middle),
            Piece(is_equal=True, old=Span(old_end, len(old)), new=Span(new_end, len(new))),
        ]
    )


def united(parts: Iterable[Piece]) -> list[Piece]:
    """The pieces without empty ones, those that follow one of their kind as one with it."""
    result: list[Piece] = []
    for piece in parts:
        if piece.old.start == piece.old.end and piece.new.start == piece.new.end:
            continue
        if result and (last := result[-1]).is_equal == piece.is_equal:
            result[-1] = Piece(last.is_equal, Span(last.old.start, piece.old.end), Span(last.new.start, piece.new.end))
        else:
            result.append(piece)
    return result


def hunks(old: str, parts: list[Piece]) -> Iterator[list[Piece]]:
    """What differs with the lines around it: pieces, of the equal ones the lines that are shown."""
    hunk: list[Piece] = []
    for at, piece in enumerate(parts):
        if not piece.is_equal:
            hunk.append(piece)
            continue
        start, end = piece.old
        after, before = lines_after(old, start, end), _lines_before(old, start, end)
        if hunk and (after < before or at == len(parts) - 1):
            yield [*hunk, _cut(piece, start, after)]
            hunk = []
        elif hunk:
            hunk.append(piece)
        if not hunk:
            hunk = [_cut(piece, before, end)]
    if any(not piece.is_equal for piece in hunk):
        yield hunk


def equal_head(old: str, new: str) -> int:
    """The length of the whole lines that both texts begin with."""
    size = min(len(old), len(new))
    at, step = 0, _STEP
    while step:
        if at + step <= size and old[at : at + step] == new[at : at + step]:
            at += step
        else:
            step //= 2
    if at == len(old) == len(new):
        return at
    return old.rfind("\n", 0, at) + 1


def equal_tail(old: str, new: str, head: int) -> int:
    """The length of the whole lines that both texts end with, behind a head."""
    size = min(len(old), len(new)) - head
    at, step = 0, _STEP
    while step:
        old_end, new_end = len(old) - at, len(new) - at
        if at + step <= size and old[old_end - step : old_end] == new[new_end - step : new_end]:
            at += step
        else:
            step //= 2
    old_start, new_start = len(old) - at, len(new) - at
    if _begins_line(old, old_start, head) and _begins_line(new, new_start, head):
        return at
    return len(old) - (old.find("\n", old_start) + 1 or len(old))


def lines_after(text: str, start: int, end: int) -> int:
    """The end of the first lines that context needs of some."""
    for _ in range(_CONTEXT):
        start = text.find("\n", start, end) + 1 or end
    return start


def _lines_before(text: str, start: int, end: int) -> int:
    """The start of the last ones."""
    for _ in range(_CONTEXT):
        if end > start:
            end = text.rfind("\n", start, end - 1) + 1 or start
    return end


def _cut(piece: Piece, start: int, end: int) -> Piece:
    shift = piece.new.start - piece.old.start
    return Piece(piece.is_equal, Span(start, end), Span(start + shift, end + shift))


def _begins_line(text: str, at: int, head: int) -> bool:
    return at == head or text[at - 1] == "\n"


def _middle(old: str, new: str) -> Iterator[Piece]:
    """What is between the equal lines at both ends."""
    if old.count("\n") + new.count("\n") <= _LARGE:
        old_lines, new_lines = _LINE.findall(old), _LINE.findall(new)
        old_starts = [0, *accumulate(map(len, old_lines))]
        new_starts = [0, *accumulate(map(len, new_lines))]
        old_done = new_done = 0
        for old_at, new_at, count in _long(_equal_lines(old_lines, new_lines)):
            start, other = old_starts[old_at], new_starts[new_at]
            yield Piece(is_equal=False, old=Span(old_done, start), new=Span(new_done, other))
            old_done, new_done = old_starts[old_at + count], new_starts[new_at + count]
            yield Piece(is_equal=True, old=Span(start, old_done), new=Span(other, new_done))
        old, new = old[old_done:], new[new_done:]
    else:
        old_done = new_done = 0
    yield Piece(is_equal=False, old=Span(old_done, old_done + len(old)), new=Span(new_done, new_done + len(new)))


_Run = tuple[int, int, int]  # where equal lines begin in both, and how many


def _long(runs: Iterable[_Run]) -> Iterator[_Run]:
    """The runs, those that touch as one: a million lines may be equal, each an anchor of its own."""
    begun, other, length = 0, 0, 0
    for old_at, new_at, count in runs:
        if (old_at, new_at) == (begun + length, other + length):
            length += count
            continue
        yield begun, other, length
        begun, other, length = old_at, new_at, count
    yield begun, other, length


def _equal_lines(old: list[str], new: list[str]) -> Iterator[_Run]:
    if len(old) * len(new) <= _SMALL:
        yield from _compared(old, new, 0, 0)
        return
    old_done = new_done = 0
    for old_at, new_at in _anchors(old, new):
        yield from _gap(old[old_done:old_at], new[new_done:new_at], old_done, new_done)
        yield old_at, new_at, 1
        old_done, new_done = old_at + 1, new_at + 1
    yield from _gap(old[old_done:], new[new_done:], old_done, new_done)


def _gap(old: list[str], new: list[str], old_start: int, new_start: int) -> Iterator[_Run]:
    """The equal lines between two anchors: those that touch them, and others if there are few."""
    if not old or not new:
        return
    head, tail = equal_ends(old, new, eq)
    yield old_start, new_start, head
    old_rest, new_rest = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old_rest) * len(new_rest) <= _SMALL:
        yield from _compared(old_rest, new_rest, old_start + head, new_start + head)
    yield old_start + len(old) - tail, new_start + len(new) - tail, tail


def _compared(old: list[str], new: list[str], old_start: int, new_start: int) -> Iterator[_Run]:
    from difflib import SequenceMatcher  # noqa: PLC0415  few uses need it, and each start would pay for it

    for old_at, new_at, count in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield old_start + old_at, new_start + new_at, count


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Places of lines that are unique in both texts: the longest row of them that has the same order in both."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {line: at for at, line in enumerate(new) if new_counts[line] == 1 == old_counts[line]}
    pairs = [(at, places[line]) for at, line in enumerate(old) if line in places]
    kept = set(in_order([place for _, place in pairs]))
    return [pair for pair in pairs if pair[1] in kept]
