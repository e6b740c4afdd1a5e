"""The parts of a block collection as whole lines.

A unit is an entry or an item, its lines from the one it starts on to the one its last leaf ends on. An own-line comment
is of no unit: it stays when the unit below it goes, and moves with an item that moves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from articlefmt.editing.edit import Edit, Slot
from articlefmt.editing.properties import check_removal
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes

__all__ = ["Staying", "Unit", "Units", "remove_units", "starts_of"]

_COMMENT_LINE = pattern(r"([ \t]*)#[^\n]*\n")
_BLOCK = pattern(r"[|>][-+0-9]*[ \t]*(?:#.*)?$", re.MULTILINE)
_KEEPS = pattern(r"[|>][0-9]?\+")
_QUESTION_OR_COMMENT = pattern(r"#[^\n]*|(\?)(?=\s)")


class Unit(NamedTuple):
    """From the key or dash to the line feed of the last line."""

    start: int
    end: int


class Staying(NamedTuple):
    """Units that stay where they are, and those of them below which empty lines would be text.

    Such a one ends, or what is written below it does, as a block scalar that keeps them (`|+`). None is for what is
    above the first unit.
    """

    units: list[int]
    keeping: set[int | None]


class Units:
    """The units of a collection whose keys or dashes are at some offsets. Where one ends is looked for when asked.

    Attributes:
        column: the one in which all of them start.
    """

    def __init__(self, edit: Edit, node: nodes.Mapping | nodes.Sequence, starts: Sequence[int]) -> None:
        self._edit = edit
        self._node = node
        self._starts = starts
        self._ends: dict[int, int] = {}
        self.column: int = edit.lines.column(edit.first(node))

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, place: int) -> Unit:
        return Unit(self.start(place), self.end(place))

    def start(self, place: int) -> int:
        """Where a unit starts."""
        return self._starts[place]

    def end(self, place: int) -> int:
        """Where a unit ends."""
        end = self._ends.get(place)
        if end is None:
            end = self._ends[place] = self._end(place)
        return end

    def _end(self, place: int) -> int:
        lines = self._edit.lines
        if self._edit.parsed.is_block and place + 1 < len(self._starts):
            # In a block text every line is of a unit but blanks and comments: no node has to be made to know the end.
            return lines.end_above(lines.start(self._starts[place + 1]))
        # A value that isn't there may be above its key's end.
        return max(map(lines.last_end, _parts(self._node, place)))

    def take_blanks(self, place: int, staying: Staying) -> None:
        """Take the empty lines below a unit that goes, if they would become text of what is above."""
        above = bisect_left(staying.units, place) - 1
        if (staying.units[above] if above >= 0 else None) in staying.keeping:
            self._edit.take_blanks(self.end(place) + 1)

    def above(self, place: int) -> int:
        """Where the comments directly above a unit start, else its line."""
        lines = self._edit.lines
        floor = self.end(place - 1) + 1 if place else 0  # what is above that is of the unit before
        at = lines.start(self._starts[place])
        while at > floor and (found := _COMMENT_LINE.match(self._edit.text, lines.start(at - 1))):
            if found.end(1) - found.start() > self.column:  # it is of what is above
                break
            at = found.start()
        return at

    def below(self, place: int) -> int:
        """Where lines go that come below a unit: behind comments right below it that are indented deeper than it is."""
        text, at = self._edit.text, self.end(place) + 1
        while (found := _COMMENT_LINE.match(text, at)) and found.end(1) - at > self.column:
            at = found.end()
        return at

    def has_gap(self, above: int, below: int) -> bool:
        """Whether an empty line stands between two units."""
        lines = self._edit.lines
        return lines.has_blank(self.end(above) + 1, lines.start(self._starts[below]))

    def are_apart(self) -> bool:
        """Whether an empty line stands between each two that are neighbours, of which there are some."""
        places = range(len(self))
        return len(self) > 1 and all(self.has_gap(at - 1, at) for at in places[1:]) and not self.keeping(places)

    def keeping(self, places: Iterable[int]) -> set[int | None]:
        """Those of some units that keep the empty lines below them."""
        if self._edit.parsed.is_block:  # the subset has no block scalars
            return set()
        return {place for place in places if self.keeps_blanks(place)}

    def keeps_blanks(self, place: int | None) -> bool:
        """Whether the empty lines below a unit may be text of it: it may end as a block scalar that keeps them."""
        if place is None or self._edit.parsed.is_block:
            return False
        unit, text = self[place], self._edit.text
        # Anywhere in it: what is below such a scalar now may go in the same edit. Too few empty lines do no harm. To
        # any other block scalar a line of blanks may be text, if they are more than its indentation.
        header = _BLOCK if self._edit.has_lines_of_blanks else _KEEPS
        return header.search(text, unit.start, unit.end) is not None


def starts_of(edit: Edit, node: nodes.Mapping) -> Sequence[int]:
    """Where each entry of a block mapping starts: its key, or the `?` before it."""
    if edit.parsed.is_block:
        return node.starts
    found: list[int] = []
    floor = edit.first(node)
    for entry in node.entries:
        start = entry.key.start  # a key that is empty is right behind its `?`
        marks = (match for match in _QUESTION_OR_COMMENT.finditer(edit.text, floor, start + 1) if match[1])
        found.append(next((match.start() for match in marks if match.start() < start), start))
        floor = max(entry.value.end, entry.key.end)
    return found


def remove_units(
    slot: Slot, node: nodes.Mapping | nodes.Sequence, units: Units, removed: list[int], staying: Staying
) -> None:
    """Take the lines of units; their trailing comments go with them, own-line comments stay."""
    edit, lines = slot.edit, slot.edit.lines
    first_left = staying.units[0] if staying.units else len(units)
    check_removal(slot, *(part for index in removed for part in _parts(node, index)))
    for index in removed:
        unit = units[index]
        if index < first_left and lines.is_inline(units.start(0)):
            if index == 0:
                _remove_inline(slot, units, first_left)
            continue
        at, end = lines.start(unit.start), unit.end + 1
        # All between the comments goes: `at` is behind the last one that stays. The unit's own line feed goes, too.
        for comment in edit.comments_in(at, end):
            start = lines.start(comment.start)
            if start >= at and not lines.is_inline(comment.start):
                edit.take(at, start)
                at = comment.end + 1
        edit.take(at, end)
        units.take_blanks(index, staying)


def _parts(node: nodes.Mapping | nodes.Sequence, index: int) -> tuple[nodes.Node, ...]:
    """What stands in a unit: a value, below its key."""
    if isinstance(node, nodes.Sequence):
        return (node.items[index],)
    entry = node.entries[index]
    has_value = entry.value.end > entry.key.end  # else it isn't there, and has no colon
    return (entry.key, entry.value) if has_value else (entry.key,)


def _remove_inline(slot: Slot, units: Units, count: int) -> None:
    """Take the first entries of an item, which begin behind its dash: the next one moves there."""
    edit, start, end = slot.edit, units.start(0), units.start(count)
    for comment in edit.comments_in(edit.lines.end(start), end):
        if not edit.lines.is_inline(comment.start):
            slot.refuse("a comment stands below the item's first key, and has no place without it", comment.start)
    edit.take(start, end)
