"""The parts of a block collection as whole lines.

A unit is an entry or an item, its lines from the one it starts on to the one its last leaf ends on. An own-line comment
is of no unit: it stays when the unit below it goes, and moves with an item that moves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from articlefmt.editing.edit import Edit, Slot
from articlefmt.syntax import nodes

__all__ = ["Unit", "Units", "above", "insert_after", "remove_units"]


class Unit(NamedTuple):
    """From the key or dash to the line feed of the last line."""

    start: int
    end: int


class _Part(NamedTuple):
    """What stands in a unit."""

    value: nodes.Node
    key: nodes.Node | None


class Units:
    """The units of a collection whose keys or dashes are at some offsets. Where one ends is looked for when asked."""

    def __init__(self, edit: Edit, node: nodes.Mapping | nodes.Sequence, starts: Sequence[int]) -> None:
        self._edit = edit
        self._node = node
        self._starts = starts
        self._made: dict[int, Unit] = {}

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, place: int) -> Unit:
        if place not in self._made:
            self._made[place] = Unit(self._starts[place], self._end(place))
        return self._made[place]

    def _end(self, place: int) -> int:
        lines = self._edit.lines
        if self._edit.parsed.is_block and place + 1 < len(self._starts):
            # In a block text every line is of a unit but blanks and comments: no node has to be made to know the end.
            return lines.end_above(lines.start(self._starts[place + 1]))
        return lines.last_end(_part(self._node, place).value)


def remove_units(slot: Slot, node: nodes.Mapping | nodes.Sequence, units: Units, removed: list[int]) -> None:
    """Take the lines of units; their trailing comments go with them, own-line comments stay."""
    edit, lines = slot.edit, slot.edit.lines
    gone = set(removed)
    left = [index for index in range(len(units)) if index not in gone]
    first_left = left[0] if left else len(units)
    for index in removed:
        unit, part = units[index], _part(node, index)
        slot.refuse_properties(part.value)
        if part.key is not None:
            slot.refuse_properties(part.key)
        if index < first_left and lines.is_inline(units[0].start):
            if index == 0:
                _remove_inline(slot, node, units, first_left)
            continue
        at = lines.start(unit.start)
        comments = lines.comments(at, unit.end, part.value)
        left_above = bisect_left(left, index) - 1
        if comments and left_above >= 0 and _ends_as_block_scalar(_part(node, left[left_above]).value):
            slot.refuse(
                "a comment stands inside the value, and would become text of the block scalar above; move it first",
                comments[0][0],
            )
        # All between the comments goes: `at` is behind the last one that stays. The unit's own line feed goes, too.
        for start, end in comments:
            edit.splice(at, start, "")
            at = end
        edit.splice(at, unit.end + 1, "")


def insert_after(edit: Edit, unit: Unit, text: str) -> None:
    """Insert lines below a unit."""
    edit.splice(unit.end + 1, unit.end + 1, text)


def above(edit: Edit, units: Units, index: int) -> int:
    """Where the comments directly above a unit start, else its line."""
    lines = edit.lines
    floor = units[index - 1].end + 1 if index else 0  # what is above that is of the unit before
    at = lines.start(units[index].start)
    while at > floor and edit.text[lines.start(at - 1) : at].lstrip(" \t").startswith("#"):
        at = lines.start(at - 1)
    return at


def _part(node: nodes.Mapping | nodes.Sequence, index: int) -> _Part:
    if isinstance(node, nodes.Sequence):
        return _Part(node.items[index], None)
    return _Part(node.entries[index].value, node.entries[index].key)


def _ends_as_block_scalar(node: nodes.Node) -> bool:
    """Whether its last leaf is a literal or folded scalar: what is indented below it is text of it."""
    return any(isinstance(leaf, nodes.Scalar) and leaf.is_block for leaf in [*nodes.leaves(node)][-1:])


def _remove_inline(slot: Slot, node: nodes.Mapping | nodes.Sequence, units: Units, count: int) -> None:
    """Take the first entries of an item, which begin behind its dash: the next one moves there."""
    start, end = units[0].start, units[count].start
    values = (_part(node, index).value for index in range(count))
    if comments := slot.edit.lines.comments(slot.edit.lines.end(start) + 1, end, *values):
        slot.refuse("a comment stands below the item's first key, and has no place without it", comments[0][0])
    slot.edit.splice(start, end, "")
