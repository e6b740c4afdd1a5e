"""Entries of block mappings come and go as whole lines, in their order and their groups."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise

from articlefmt.editing.edit import Edit, Slot
from articlefmt.editing.properties import check_removal
from articlefmt.editing.units import Staying, Unit, Units, remove_units, starts_of
from articlefmt.layouts import Order
from articlefmt.syntax import nodes
from articlefmt.values import Value

__all__ = ["change_entries", "replace_entries"]


def change_entries(slot: Slot, node: nodes.Mapping, removed: list[int], added: dict[str, Value]) -> None:
    """Remove and add entries of a block mapping; at least one stays."""
    edit = slot.edit
    units, names = Units(edit, node, starts_of(edit, node)), edit.names(node)
    numbers = [*range(len(names))]
    if removed:
        gone = set(removed)
        numbers = [number for number in numbers if number not in gone]
        remove_units(slot, node, units, removed, Staying(numbers, units.keeping(numbers)))
        if not slot.key:
            _close_gaps(edit, units, removed)
    if added:
        _Addition(slot, units, numbers, [names[number] for number in numbers] if removed else names).add(added)


def replace_entries(slot: Slot, node: nodes.Mapping, new: dict[str, Value]) -> None:
    """Write others in the place of all top-level entries. Comments on lines of their own stay, below them."""
    check_removal(slot, node)
    edit = slot.edit
    start = edit.lines.start(edit.first(node)) if node.entries else len(edit.text)  # below comments, if they are all
    column = edit.lines.column(edit.first(node)) if node.entries else 0
    entries = (edit.writer.entry((name,), value, column) for name, value in new.items())
    text = "".join(line + "\n" for lines in entries for line in lines)
    if node.entries:
        end = edit.lines.last_end(node) + 1
        for comment in edit.comments_in(start, end):
            if not edit.lines.is_inline(comment.start):
                text += edit.text[edit.lines.start(comment.start) : comment.end] + "\n"
        edit.take(start, end)
    edit.splice(start, start, text)


# --- the empty lines between groups


def _close_gaps(edit: Edit, units: Units, removed: list[int]) -> None:
    """Where a group loses its last key, take the empty lines before it; those after it if no group is left above."""
    gone = set(removed)
    done = 0
    is_first = True  # whether no group above stays
    for index in removed:
        if index >= done:
            first = index  # widened to the whole group, one entry at a time
            while first > 0 and not units.has_gap(first - 1, first):
                first -= 1
            is_first = is_first and first <= done
            done = index + 1
            while done < len(units) and not units.has_gap(done - 1, done):
                done += 1
            if not gone.issuperset(range(first, done)):
                is_first = False
            elif not any(_leaves_comments(edit, units[at]) for at in range(first, done)):
                _close_gap(edit, units, done if is_first else first)


def _leaves_comments(edit: Edit, unit: Unit) -> bool:
    """Whether a comment stands on a line of its own in a unit, and so stays."""
    return any(not edit.lines.is_inline(comment.start) for comment in edit.comments_in(unit.start, unit.end))


def _close_gap(edit: Edit, units: Units, below: int) -> None:
    """Take the empty lines above a unit, if nothing else stands there."""
    start, end = units.end(below - 1) + 1, edit.lines.start(units.start(below))
    if not edit.text[start:end].strip():
        edit.take_blanks(start)


# --- adding


class _Addition:
    """Places new entries among those of a block mapping that stay.

    Attributes:
        numbers: the place of each that stays among all there were.
        names: their names.
    """

    def __init__(self, slot: Slot, units: Units, numbers: list[int], names: list[str | None]) -> None:
        self.slot = slot
        self.edit = slot.edit
        self.order = slot.order
        self.units = units
        self.numbers = numbers
        self.names = names

    def add(self, added: dict[str, Value]) -> None:
        """Write new entries, which are given in their order."""
        group_of = self.order.group
        for place, names in _placed([*added], self.names, self.order).items():
            self._insert(place, [(group_of(name), self._text(name, added[name])) for name in names])

    def _text(self, name: str, value: Value) -> str:
        lines = self.edit.writer.entry((*self.slot.key, name), value, self.units.column)
        return "\n".join((*lines, ""))

    def _insert(self, place: int, run: list[tuple[int, str]]) -> None:
        """Insert a run of entries, by group and text, below so many of those that stay.

        Empty lines around it stay between groups.
        """
        # `groups` has one more at either end than the run: `groups[at]` is of what stands before `run[at]`. Where the
        # neighbours have an empty line between them, it stays where two groups meet: what is above it is written
        # behind the left neighbour (`head`), what is below it before the right one (`tail`).
        left = self.numbers[place - 1] if place else None
        right = self.numbers[place] if place < len(self.numbers) else None
        gap = left is not None and right is not None and self.units.has_gap(left, right)
        groups = [self._group(place - 1), *[group for group, _ in run], self._group(place)]
        split = len(run) if place else 0
        if gap:
            split = max([at for at in range(len(run) + 1) if groups[at] != groups[at + 1]], default=len(run))
        head = "".join([self._separator(groups, at, None if at else left) + run[at][1] for at in range(split)])
        tail = "".join([run[at][1] + self._separator(groups, at + 1) for at in range(split, len(run))])
        if head and left is not None:
            if not gap:
                head += self._separator(groups, split)
            end = self.units.below(left)
            self.edit.splice(end, end, head)
        if tail and right is not None:
            self._insert_before(right, tail)

    def _insert_before(self, number: int, text: str) -> None:
        """Before an entry, above the comments that stand directly above it."""
        edit, start, column = self.edit, self.units.start(number), self.units.column
        if edit.lines.is_inline(self.units.start(0)) and number == self.numbers[0]:  # it stands behind a dash, or will
            # What is behind the dash moves to a line of its own, and the new text takes its place there.
            edit.splice(start, start, text[column:] + " " * column)
        else:
            at = self.units.above(number)
            edit.splice(at, at, text)

    def _separator(self, groups: list[int | None], at: int, left: int | None = None) -> str:
        """The empty line between two that are of different groups; `left` is the entry above it, if it is not new."""
        one, other = groups[at], groups[at + 1]
        if one is None or other is None or one == other:
            return ""
        if self.units.keeps_blanks(left):  # it would be text of that one
            return ""
        return "\n" if self._uses_blanks else ""

    @cached_property
    def _uses_blanks(self) -> bool:
        """Whether the file separates groups by empty lines; one that has one group only doesn't tell."""
        if self.slot.key:
            return False
        if any(self.units.has_gap(*pair) for pair in pairwise(self.numbers)):
            return True
        return len(set(map(self.order.group, self.names))) <= 1

    def _group(self, place: int) -> int | None:
        """The group of the entry at a place among those that stay; None where there is none."""
        return self.order.group(self.names[place]) if 0 <= place < len(self.names) else None


def _placed(new: list[str], kept: list[str | None], order: Order) -> dict[int, list[str]]:
    """The new keys, which are given in their order, by the number of kept entries above them.

    A key goes after its nearest predecessor in its group, else before its nearest successor there, else after its
    nearest predecessor of all, else first. Of the new keys the one placed last is the nearest.
    """
    group_of, ranks = order.group, [*map(order.rank, kept)]
    rank_at = ranks.__getitem__
    by_rank = sorted(range(len(kept)), key=rank_at)
    if None in kept:  # what isn't text has no rank
        by_rank = [at for at in by_rank if kept[at] is not None]
    runs: dict[int, list[str]] = {}
    last = last_group = -1  # rank and group of the key placed last; it is the one before `index` in the run at `place`
    place = index = 0
    for name in new:
        rank, group = order.rank(name), group_of(name)
        behind = bisect_right(by_rank, rank, key=rank_at)
        before = by_rank[behind - 1] if behind else None
        after = by_rank[behind] if behind < len(by_rank) else None
        is_first = before is None or (ranks[before], before + 1) <= (last, place)
        near_group = last_group if is_first or before is None else group_of(kept[before])
        if after is not None and group == group_of(kept[after]) != near_group:
            place = after
            index = len(runs.get(place, ()))
        elif not is_first and before is not None:
            place, index = before + 1, 0
        elif last < 0:
            place = len(kept) if after is None else after
            index = len(runs.get(place, ()))
        runs.setdefault(place, []).insert(index, name)
        last, last_group, index = rank, group, index + 1
    return dict(sorted(runs.items()))
