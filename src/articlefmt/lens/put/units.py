"""Entries and items of block collections: adding and removing whole lines.

A unit is an entry or an item, its lines from the one it starts on to the one its last leaf ends on. An own-line comment
is of no unit: it stays when the unit below it goes, and moves with an item that moves.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from articlefmt.display import Key
from articlefmt.lens.order import Order
from articlefmt.lens.put.edit import Edit, Slot
from articlefmt.lens.render import class_below
from articlefmt.syntax import nodes
from articlefmt.values import Value, same

__all__ = ["ListChange", "change_mapping", "change_sequence", "dashes"]


class _Unit(NamedTuple):
    """From the key or dash to the line feed of the last line."""

    start: int
    end: int
    node: nodes.Node
    key: nodes.Node | None = None


class ListChange(NamedTuple):
    """What becomes of a list: where its dashes are, and for each new item the old one that it continues, or None."""

    dashes: list[int]
    sources: list[int | None]
    old: list[Value]
    new: list[Value]


def change_mapping(
    edit: Edit, slot: Slot, node: nodes.Mapping, removed: list[int], added: dict[str, Value], order: Order
) -> None:
    """Remove and add entries of a block mapping; at least one stays."""
    entries = node.entries
    units = [_Unit(entry.key.start, edit.last_line_end(entry.value), entry.value, entry.key) for entry in entries]
    for index in removed:
        if "?" in edit.text[edit.line_start(units[index].start) : units[index].start]:
            edit.refuse("a key written with `?` can't be removed; edit the text", units[index].start, slot.key)
    _remove(edit, units, removed, slot.key)
    if not slot.key:
        _close_gaps(edit, units, removed)
    if added:
        gone = set(removed)
        kept = [
            (entry.name, unit) for at, (entry, unit) in enumerate(zip(entries, units, strict=True)) if at not in gone
        ]
        _Addition(edit, slot, units, kept, order).add(added)


def change_sequence(edit: Edit, slot: Slot, node: nodes.Sequence, change: ListChange) -> None:
    """Remove, insert and move items of a block list."""
    starts = change.dashes
    units = [_Unit(start, edit.last_line_end(item), item) for start, item in zip(starts, node.items, strict=True)]
    stays = {index for index in change.sources if index is not None}
    removed = [index for index in range(len(change.old)) if index not in stays]
    inserts, moved = _inserts(edit, slot, units, change, removed)
    column, inline = edit.column(starts[0]), edit.is_inline(starts[0])
    if not stays and inline:
        edit.refuse_properties(node, slot.key)
        edit.splice(starts[0], units[-1].end, "".join(inserts[None])[column:].removesuffix("\n"))
        return
    for source in moved:
        edit.refuse_properties(units[source].node, slot.key)
        edit.splice(_above(edit, units, source), units[source].end + 1, "")
    _remove(edit, units, [index for index in removed if index not in moved], slot.key)
    for index, texts in inserts.items():
        text = "".join(texts)
        if index is not None:
            _insert_after(edit, units[index], text)
        elif inline:
            edit.splice(starts[0], starts[0], text[column:] + " " * column)
        else:
            at = edit.line_end(slot.after) + 1
            edit.splice(at, at, text)


def _inserts(
    edit: Edit, slot: Slot, units: list[_Unit], change: ListChange, removed: list[int]
) -> tuple[dict[int | None, list[str]], set[int]]:
    """The new items' lines, by the old item they follow, and the old items that only moved: these keep their text."""
    inserts: dict[int | None, list[str]] = {}
    moved: set[int] = set()
    last: int | None = None
    for place, source in enumerate(change.sources):
        if source is not None:
            last = source
            continue
        new = change.new[place]
        origin = next((i for i in removed if i not in moved and same(change.old[i], new)), None)
        if origin is not None and not edit.is_inline(units[origin].start):
            moved.add(origin)
            text = edit.text[_above(edit, units, origin) : units[origin].end] + "\n"
        else:
            lines = edit.style.item(new, slot.cls, (*slot.key, place), edit.column(change.dashes[0]))
            text = "".join(line + "\n" for line in lines)
        inserts.setdefault(last, []).append(text)
    return inserts, moved


def dashes(edit: Edit, node: nodes.Sequence, key: Key) -> list[int]:
    """Where each item's dash is: at the list's column, in the gap before the item."""
    column = edit.column(node.start)
    found = [node.start]
    for before, item in zip(node.items, node.items[1:], strict=False):
        at = edit.last_line_end(before) + 1
        while at <= item.start:
            if edit.text[at : at + column + 1] == " " * column + "-":
                found.append(at + column)
                break
            at = edit.line_end(at) + 1
        else:
            edit.refuse("the list's dashes aren't one below the other; edit the text", item.start, key)
    return found


# --- removing


def _remove(edit: Edit, units: list[_Unit], removed: list[int], key: Key) -> None:
    """Take the lines of units; their trailing comments go with them, own-line comments stay."""
    gone = set(removed)
    first_left = next((i for i in range(len(units)) if i not in gone), len(units))
    for index in removed:
        unit = units[index]
        edit.refuse_properties(unit.node, key)
        if unit.key is not None:
            edit.refuse_properties(unit.key, key)
        if index < first_left and edit.is_inline(units[0].start):
            if index == 0:
                _remove_inline(edit, units[:first_left], units[first_left].start, key)
            continue
        at = edit.line_start(unit.start)
        comments = edit.own_line_comments(at, unit.end, unit.node)
        above = next((units[i].node for i in range(index - 1, -1, -1) if i not in gone), None)
        if comments and above is not None and _ends_as_block_scalar(above):
            edit.refuse(
                "a comment stands inside the value, and would become text of the block scalar above; move it first",
                comments[0][0],
                key,
            )
        for start, end in comments:
            edit.splice(at, start, "")
            at = end
        edit.splice(at, unit.end + 1, "")


def _ends_as_block_scalar(node: nodes.Node) -> bool:
    """Whether its last leaf is a literal or folded scalar: what is indented below it is text of it."""
    return any(isinstance(leaf, nodes.Scalar) and leaf.is_block for leaf in [*nodes.leaves(node)][-1:])


def _remove_inline(edit: Edit, units: list[_Unit], end: int, key: Key) -> None:
    """Take the first entries of an item, which begin behind its dash: the next one moves there."""
    start = units[0].start
    if comments := edit.own_line_comments(edit.line_end(start) + 1, end, *(unit.node for unit in units)):
        edit.refuse("a comment stands below the item's first key, and has no place without it", comments[0][0], key)
    edit.splice(start, end, "")


def _close_gaps(edit: Edit, units: list[_Unit], removed: list[int]) -> None:
    """Where a group loses its last key, take the empty lines before it; for the first group, those after it."""
    gone = set(removed)
    group: list[int] = []
    for index in range(len(units) + 1):
        at_end = index == len(units)
        if group and (at_end or _gap_is_blank(edit, units, index)):
            if gone.issuperset(group):
                _close_gap(edit, units, group[0], index)
            group = []
        group.append(index)


def _close_gap(edit: Edit, units: list[_Unit], first: int, after: int) -> None:
    if any(
        edit.own_line_comments(edit.line_start(units[i].start), units[i].end, units[i].node)
        for i in range(first, after)
    ):
        return
    if first > 0:
        start, end = units[first - 1].end + 1, edit.line_start(units[first].start)
    else:
        start, end = units[after - 1].end + 1, edit.line_start(units[after].start)
    if not edit.text[start:end].strip():
        edit.splice(start, end, "")


def _gap_is_blank(edit: Edit, units: list[_Unit], index: int) -> bool:
    """Whether an empty line stands between a unit and the one before it."""
    return edit.has_blank_line(units[index - 1].end + 1, edit.line_start(units[index].start))


# --- adding


_Neighbour = tuple[str | None, _Unit]


class _Addition:
    """Places new entries among those of a block mapping that stay."""

    def __init__(self, edit: Edit, slot: Slot, units: list[_Unit], kept: list[_Neighbour], order: Order) -> None:
        self.edit = edit
        self.slot = slot
        self.units = units
        self.kept = kept
        self.order = order
        self.column = edit.column(kept[0][1].start)
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
        key, cls = (*self.slot.key, name), class_below(self.slot.cls, name)
        return "".join(line + "\n" for line in self.edit.style.entry(name, value, cls, key, self.column))

    def _insert(self, left: _Neighbour | None, right: _Neighbour | None, run: list[tuple[int, str]]) -> None:
        """Insert a run of entries, by group and text. Empty lines between the neighbours stay between groups."""
        if not run:
            return
        gap = bool(left and right and self._has_gap(left, right))
        groups = [self._group(left), *(group for group, _ in run), self._group(right)]
        split = len(run) if left else 0
        if gap:
            split = next((at for at in range(len(run), -1, -1) if groups[at] != groups[at + 1]), len(run))
        head = "".join(self._separator(groups, at) + run[at][1] for at in range(split))
        tail = "".join(run[at][1] + self._separator(groups, at + 1) for at in range(split, len(run)))
        if head and not gap and right:
            head += self._separator(groups, split)
        if head and left:
            _insert_after(self.edit, left[1], head)
        if tail and right:
            self._insert_before(right[1], tail)

    def _insert_before(self, unit: _Unit, text: str) -> None:
        """Before a unit, above the comments that stand directly above it."""
        edit, index = self.edit, self.units.index(unit)
        if edit.is_inline(self.units[0].start) and unit is self.kept[0][1]:  # it stands behind a dash, or will
            edit.splice(unit.start, unit.start, text[self.column :] + " " * self.column)
        else:
            at = _above(edit, self.units, index)
            edit.splice(at, at, text)

    def _separator(self, groups: list[int | None], at: int) -> str:
        """The empty line between two that are of different groups."""
        one, other = groups[at], groups[at + 1]
        return "\n" if self.blank and None not in (one, other) and one != other else ""

    def _group(self, neighbour: _Neighbour | None) -> int | None:
        return None if neighbour is None else self.order.rank(neighbour[0] or "")[0]

    def _uses_blanks(self) -> bool:
        """Whether the file separates groups by empty lines; one that has one group only doesn't tell."""
        if any(self._has_gap(*pair) for pair in pairwise(self.kept)):
            return True
        return len({self._group(one) for one in self.kept}) <= 1

    def _has_gap(self, left: _Neighbour, right: _Neighbour) -> bool:
        return self.edit.has_blank_line(left[1].end + 1, self.edit.line_start(right[1].start))


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


def _insert_after(edit: Edit, unit: _Unit, text: str) -> None:
    at = unit.end + 1
    edit.splice(at, at, text)


# --- moving


def _above(edit: Edit, units: list[_Unit], index: int) -> int:
    """Where the comments directly above a unit start, else its line."""
    floor = units[index - 1].end + 1 if index else 0
    at = edit.line_start(units[index].start)
    while at > floor and edit.text[edit.line_start(at - 1) : at].lstrip(" \t").startswith("#"):
        at = edit.line_start(at - 1)
    return at
