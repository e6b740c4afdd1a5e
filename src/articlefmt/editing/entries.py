"""Entries of block mappings come and go as whole lines, in their order and their groups."""

from __future__ import annotations

from itertools import pairwise

from articlefmt.editing.edit import Edit, Slot
from articlefmt.editing.units import Unit, above, insert_after, remove_units, units_of
from articlefmt.layouts import Order
from articlefmt.syntax import nodes
from articlefmt.values import Value

__all__ = ["change_entries", "replace_entries"]

_Neighbour = tuple[str | None, Unit]


def change_entries(slot: Slot, node: nodes.Mapping, removed: list[int], added: dict[str, Value]) -> None:
    """Remove and add entries of a block mapping; at least one stays."""
    edit = slot.edit
    units = units_of(edit, node, node.starts)
    for index in removed:
        if "?" in edit.text[edit.lines.start(units[index].start) : units[index].start]:
            slot.refuse("a key written with `?` can't be removed; edit the text", units[index].start)
    remove_units(slot, node, units, removed)
    if not slot.key:
        _close_gaps(edit, node, units, removed)
    if added:
        gone = set(removed)
        named = zip(edit.names(node), units, strict=True)
        kept = [pair for index, pair in enumerate(named) if index not in gone]
        _Addition(slot, units, kept).add(added)


def replace_entries(slot: Slot, node: nodes.Mapping, new: dict[str, Value]) -> None:
    """Write others in the place of all top-level entries."""
    slot.refuse_properties(node)
    edit = slot.edit
    start, end = node.entries[0].key.start, edit.lines.last_end(node)
    if comments := edit.lines.comments(edit.lines.end(start) + 1, end, node):
        slot.refuse("a comment stands between the keys that go, and would be lost; remove it first", comments[0][0])
    entries = (edit.writer.entry((name,), value, slot.order.below(name), 0) for name, value in new.items())
    edit.splice(start, end, "\n".join(line for lines in entries for line in lines) or "{}")


# --- the empty lines between groups


def _close_gaps(edit: Edit, node: nodes.Mapping, units: list[Unit], removed: list[int]) -> None:
    """Where a group loses its last key, take the empty lines before it; for the first group, those after it."""
    gone = set(removed)
    group: list[int] = []
    for index in range(len(units) + 1):
        at_end = index == len(units)
        if group and (at_end or _has_gap(edit, units[index - 1], units[index])):
            if gone.issuperset(group):
                _close_gap(edit, node, units, group)
            group = []
        group.append(index)


def _close_gap(edit: Edit, node: nodes.Mapping, units: list[Unit], group: list[int]) -> None:
    lines, first, after = edit.lines, group[0], group[-1] + 1
    if any(lines.comments(lines.start(units[i].start), units[i].end, node.entries[i].value) for i in group):
        return
    if first > 0:
        start, end = units[first - 1].end + 1, lines.start(units[first].start)
    else:
        start, end = units[after - 1].end + 1, lines.start(units[after].start)
    if not edit.text[start:end].strip():
        edit.splice(start, end, "")


def _has_gap(edit: Edit, unit: Unit, below: Unit) -> bool:
    """Whether an empty line stands between two units."""
    return edit.lines.has_blank(unit.end + 1, edit.lines.start(below.start))


# --- adding


class _Addition:
    """Places new entries among those of a block mapping that stay."""

    def __init__(self, slot: Slot, units: list[Unit], kept: list[_Neighbour]) -> None:
        self.slot = slot
        self.edit = slot.edit
        self.order = slot.order
        self.units = units
        self.kept = kept
        self.column = slot.edit.lines.column(kept[0][1].start)
        self.blank = not slot.key and self._uses_blanks()

    def add(self, added: dict[str, Value]) -> None:
        names: list[str | None] = [name for name, _ in self.kept]
        line: list[int | str] = [*range(len(self.kept))]  # all entries in order: kept ones by number, new ones by name
        for name in added:
            at = _place(name, names, self.order)
            names.insert(at, name)
            line.insert(at, name)
        run: list[tuple[int, str]] = []
        left: _Neighbour | None = None
        for one in line:
            if isinstance(one, str):
                run.append((self.order.rank(one)[0], self._text(one, added[one])))
            else:
                self._insert(left, self.kept[one], run)
                run, left = [], self.kept[one]
        self._insert(left, None, run)

    def _text(self, name: str, value: Value) -> str:
        lines = self.edit.writer.entry((*self.slot.key, name), value, self.order.below(name), self.column)
        return "".join(line + "\n" for line in lines)

    def _insert(self, left: _Neighbour | None, right: _Neighbour | None, run: list[tuple[int, str]]) -> None:
        """Insert a run of entries, by group and text. Empty lines between the neighbours stay between groups."""
        if not run:
            return
        gap = bool(left and right and _has_gap(self.edit, left[1], right[1]))
        groups = [self._group(left), *(group for group, _ in run), self._group(right)]
        split = len(run) if left else 0
        if gap:
            split = next((at for at in range(len(run), -1, -1) if groups[at] != groups[at + 1]), len(run))
        head = "".join(self._separator(groups, at) + run[at][1] for at in range(split))
        tail = "".join(run[at][1] + self._separator(groups, at + 1) for at in range(split, len(run)))
        if head and not gap and right:
            head += self._separator(groups, split)
        if head and left:
            insert_after(self.edit, left[1], head)
        if tail and right:
            self._insert_before(right[1], tail)

    def _insert_before(self, unit: Unit, text: str) -> None:
        """Before a unit, above the comments that stand directly above it."""
        edit, index = self.edit, self.units.index(unit)
        if edit.lines.is_inline(self.units[0].start) and unit is self.kept[0][1]:  # it stands behind a dash, or will
            edit.splice(unit.start, unit.start, text[self.column :] + " " * self.column)
        else:
            at = above(edit, self.units, index)
            edit.splice(at, at, text)

    def _separator(self, groups: list[int | None], at: int) -> str:
        """The empty line between two that are of different groups."""
        one, other = groups[at], groups[at + 1]
        return "\n" if self.blank and None not in (one, other) and one != other else ""

    def _group(self, neighbour: _Neighbour | None) -> int | None:
        return None if neighbour is None else self.order.rank(neighbour[0] or "")[0]

    def _uses_blanks(self) -> bool:
        """Whether the file separates groups by empty lines; one that has one group only doesn't tell."""
        if any(_has_gap(self.edit, one[1], other[1]) for one, other in pairwise(self.kept)):
            return True
        return len({self._group(one) for one in self.kept}) <= 1


def _place(name: str, names: list[str | None], order: Order) -> int:
    """Where a key goes.

    After its nearest predecessor in its group, else before its nearest successor there, else after its nearest
    predecessor of all, else first.
    """
    rank = order.rank(name)
    ranks = [(order.rank(other), at) for at, other in enumerate(names) if other is not None]
    before = max((r for r in ranks if r[0] <= rank), default=None)
    after = min((r for r in ranks if r[0] > rank), default=None)
    if before and before[0][0] == rank[0]:
        return before[1] + 1
    if after and after[0][0] == rank[0]:
        return after[1]
    if before:
        return before[1] + 1
    return after[1] if after else len(names)
