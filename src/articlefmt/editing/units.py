"""The parts of a block collection as whole lines.

A unit is an entry or an item, its lines from the one it starts on to the one its last leaf ends on. An own-line comment
is of no unit: it stays when the unit below it goes, and moves with an item that moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from articlefmt.editing.edit import Edit, Slot
from articlefmt.syntax import nodes

__all__ = ["Unit", "above", "insert_after", "remove_units", "units_of"]


class Unit(NamedTuple):
    """From the key or dash to the line feed of the last line."""

    start: int
    end: int


class _Part(NamedTuple):
    """What stands in a unit."""

    value: nodes.Node
    key: nodes.Node | None


def units_of(edit: Edit, node: nodes.Mapping | nodes.Sequence, starts: Sequence[int]) -> list[Unit]:
    """The units of a collection whose keys or dashes are at these offsets."""
    lines = edit.lines
    if not edit.parsed.is_block:
        values = [entry.value for entry in node.entries] if isinstance(node, nodes.Mapping) else node.items
        return [Unit(start, lines.last_end(value)) for start, value in zip(starts, values, strict=True)]
    # In a block text every line is of a unit but blanks and comments, so no node has to be made to know where one ends.
    ends = [lines.end_above(lines.start(start)) for start in starts[1:]]
    return [Unit(*span) for span in zip(starts, [*ends, lines.last_end(node)], strict=True)]


def remove_units(slot: Slot, node: nodes.Mapping | nodes.Sequence, units: list[Unit], removed: list[int]) -> None:
    """Take the lines of units; their trailing comments go with them, own-line comments stay."""
    edit, lines = slot.edit, slot.edit.lines
    gone = set(removed)
    first_left = next((i for i in range(len(units)) if i not in gone), len(units))
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
        left_above = next((i for i in range(index - 1, -1, -1) if i not in gone), None) if comments else None
        if left_above is not None and _ends_as_block_scalar(_part(node, left_above).value):
            slot.refuse(
                "a comment stands inside the value, and would become text of the block scalar above; move it first",
                comments[0][0],
            )
        for start, end in comments:
            edit.splice(at, start, "")
            at = end
        edit.splice(at, unit.end + 1, "")


def insert_after(edit: Edit, unit: Unit, text: str) -> None:
    """Insert lines below a unit."""
    edit.splice(unit.end + 1, unit.end + 1, text)


def above(edit: Edit, units: list[Unit], index: int) -> int:
    """Where the comments directly above a unit start, else its line."""
    lines = edit.lines
    floor = units[index - 1].end + 1 if index else 0
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


def _remove_inline(slot: Slot, node: nodes.Mapping | nodes.Sequence, units: list[Unit], count: int) -> None:
    """Take the first entries of an item, which begin behind its dash: the next one moves there."""
    start, end = units[0].start, units[count].start
    values = (_part(node, index).value for index in range(count))
    if comments := slot.edit.lines.comments(slot.edit.lines.end(start) + 1, end, *values):
        slot.refuse("a comment stands below the item's first key, and has no place without it", comments[0][0])
    slot.edit.splice(start, end, "")
