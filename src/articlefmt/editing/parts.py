"""The values of a block text after an edit, from the parts that changed.

Read row by row, the block subset starts anew at every key in the first column, so what a reader makes of a text is what
it makes of each entry, one after the other. A test holds what is read here against reading the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import TypeAlias, cast

from articlefmt.editing.splice import Splice, by_place
from articlefmt.patterns import pattern
from articlefmt.syntax import block_reader, nodes
from articlefmt.syntax.parsed import Parsed
from articlefmt.values import Value

__all__ = ["read_parts"]

_NEXT_KEY = pattern(r"\n(?=[A-Za-z_])")
_INDENTED = frozenset(("", " ", "-", "#", "\n"))  # how a row starts that is no key in the first column
_LONG = 300  # characters; a shorter list is read as quickly as its items are found
_Part: TypeAlias = tuple[int, int, list[Splice]]


def read_parts(parsed: Parsed, after: str, splices: Sequence[Splice]) -> dict[str, Value] | None:
    """The values of a block text after an edit, in the order of the text; None in case of doubt.

    Args:
        parsed: the text before.
        after: the text with the splices made, within the limits.
        splices: the edit.
    """
    old, front = parsed.values, parsed.source.front
    if not old:
        return None
    found: dict[str, dict[str, Value]] = {}
    shift = 0  # how much farther down what is below the parts that were read stands now
    for start, end, mine in _by_part(front, splices):
        if mine[-1].end > end:
            return None
        name = front[start : front.find(":", start, end)] if front[start] not in _INDENTED else ""
        moved = shift + _growth(mine)
        read = None
        if mine[-1].end == start:  # only lines above it are new
            read = _read_above(parsed, name, after[start + shift : start + moved])
        elif end - start >= _LONG and isinstance(old.get(name), list):
            read = _read_list(parsed, name, end, after, mine, shift)
        read = read or _read(parsed, after[start + shift : end + moved])
        if read is None:
            return None
        found[name] = read
        shift = moved
    return _joined(old, found)


def _read(parsed: Parsed, text: str) -> dict[str, Value] | None:
    """The values of whole lines."""
    return block_reader.read_within(text, parsed.limits.depth) if not text or text[-1] == "\n" else None


def _read_above(parsed: Parsed, name: str, lines: str) -> dict[str, Value] | None:
    """The values of an entry that stays, and of lines that come above it; without a name, of the lines alone."""
    read = _read(parsed, lines)
    if read is None or not name:
        return read
    return None if name in read else {**read, name: parsed.values[name]}


def _read_list(
    parsed: Parsed, name: str, end: int, after: str, splices: list[Splice], shift: int
) -> dict[str, Value] | None:
    """The values of an entry that is a list, from the items that change.

    Reading starts anew at each dash in its column. An item is read below another one, which holds it to the column.
    """
    old = cast("list[Value]", parsed.values[name])
    front, starts = parsed.source.front, cast("nodes.Sequence", parsed.tree.names[name].value).starts or ()
    margin = front[front.rfind("\n", 0, starts[0]) + 1 : starts[0]]
    bounds = [*(start - len(margin) for start in starts), end]
    items: list[Value] = []
    done = 0

    def place(splice: Splice) -> tuple[int, bool]:
        """The item that a splice is in, and whether it only adds lines above it."""
        number = min(bisect_right(bounds, splice.start), len(old)) - 1
        return number, splice.start == splice.end == bounds[number]

    for (number, is_above), group in groupby(splices, place):
        mine = list(group)
        stop = bounds[number] if is_above else bounds[number + 1]
        if number < 0 or mine[-1].end > stop:
            return None
        moved = shift + _growth(mine)
        read = _read(parsed, f"k:\n{margin}- 0\n{after[bounds[number] + shift : stop + moved]}")
        if read is None or [*read] != ["k"]:
            return None
        items += (*old[done:number], *cast("list[Value]", read["k"])[1:])
        done = number + (not is_above)
        shift = moved
    items += old[done:]
    return {name: items} if items else None


def _by_part(front: str, splices: Sequence[Splice]) -> list[_Part]:
    """The parts of a block text that change, each with where it starts and ends, and its splices.

    A part reaches from a key in the first column to the next one. Before the first key there may be comments.
    """
    parts: list[_Part] = []
    mine: list[Splice] = []
    end = 0
    for splice in by_place(splices):
        if not mine or end <= min(splice.start, len(front) - 1):
            start, end = _part(front, splice.start, end)
            mine = []
            parts.append((start, end, mine))
        mine.append(splice)
    return parts


def _part(front: str, offset: int, floor: int) -> tuple[int, int]:
    """The part that an offset is in; it starts at another one, or below."""
    start = front.rfind("\n", floor, offset) + 1 or floor
    while start > floor and front[start : start + 1] in _INDENTED:
        start = front.rfind("\n", floor, start - 1) + 1 or floor
    below = _NEXT_KEY.search(front, start)
    return start, below.end() if below else len(front)


def _growth(splices: list[Splice]) -> int:
    """How much longer a text is with some splices made."""
    growth = 0
    for start, end, text in splices:
        growth += len(text) - (end - start)
    return growth


def _joined(old: dict[str, Value], found: dict[str, dict[str, Value]]) -> dict[str, Value] | None:
    """The values of all parts, in the order of the text; None where a key stands twice."""
    values = old.copy()
    for name, read in found.items():
        if len(read) != 1 or name not in read:
            break
        values[name] = read[name]
    else:  # nothing came, nothing went
        return values
    count = len(old)
    for name, read in found.items():
        count += len(read) - (name in old)
    values = found.get("", {})
    for name, value in old.items():
        if name in found:
            values |= found[name]
        else:
            values[name] = value
    return values if len(values) == count else None
