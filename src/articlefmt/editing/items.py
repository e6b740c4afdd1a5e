"""Items of block lists come, go and move as whole lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from articlefmt.align import in_order
from articlefmt.editing.edit import ListChange, Slot
from articlefmt.editing.splice import Splice, apply
from articlefmt.editing.units import Units, above, insert_after, remove_units
from articlefmt.syntax import nodes
from articlefmt.values import Value, same

__all__ = ["change_items", "dashes", "doubtful"]


def doubtful(origins: list[int | None], old: list[Value], new: list[Value]) -> frozenset[int]:
    """Old items that go where another one changed: of items that hold nothing nobody can tell which is meant."""
    stays, changed = list[int](), set[int]()
    for place, index in enumerate(origins):
        if index is not None and (old[index] is new[place] or same(old[index], new[place])):
            stays.append(index)
        elif index is not None and not isinstance(old[index], dict | list):
            changed.add(index)
    bounds = in_order(stays)
    gaps = {bisect_left(bounds, index) for index in changed}
    gone = set(range(len(old))).difference(index for index in origins if index is not None)
    return frozenset(
        index for index in gone if not isinstance(old[index], dict | list) and bisect_left(bounds, index) in gaps
    )


def change_items(slot: Slot, node: nodes.Sequence, change: ListChange) -> None:
    """Remove, insert and move items of a block list. Those that keep their order stay where they are."""
    edit, starts = slot.edit, change.starts
    units = Units(edit, node, starts)
    kept = [index for index in change.origins if index is not None]
    stays = set(in_order(kept))
    moved = [index for index in sorted(kept) if index not in stays]
    removed = sorted(set(range(len(units))).difference(kept))
    for index in stays:  # those that move have their changes in their text
        edit.splices += change.inside.get(index, ())
    inserts = _inserts(slot, units, change, stays, node.items)
    column, inline = edit.lines.column(starts[0]), edit.lines.is_inline(starts[0])
    if not stays and inline:
        _replace_items(slot, node, units, "".join(inserts[None])[column:].removesuffix("\n"))
        return
    cut = set(range(min(stays))) if inline else set[int]()  # the first that stays moves behind the dash
    for index in moved:
        slot.refuse_properties(node.items[index])
        if index not in cut:
            edit.splices.append(Splice(above(edit, units, index), units[index].end + 1, ""))
    in_doubt = change.in_doubt - cut
    _keep_comments(slot, node, units, in_doubt)
    remove_units(slot, node, units, sorted(cut.union(removed) - in_doubt))
    for at, texts in inserts.items():
        text = "".join(texts)
        if at is not None:
            insert_after(edit, units[at], text)
        elif inline:
            edit.splice(starts[0], starts[0], text[column:] + " " * column)
        else:
            place = edit.lines.end(slot.after) + 1  # the line below the key, above comments on the first item
            edit.splice(place, place, text)


def dashes(slot: Slot, node: nodes.Sequence) -> Sequence[int]:
    """Where each item's dash is: at the list's column, in the gap before the item."""
    if node.starts is not None:
        return node.starts
    text, lines = slot.edit.text, slot.edit.lines
    column = lines.column(node.start)
    found = [node.start]
    for before, item in zip(node.items, node.items[1:], strict=False):
        at = lines.last_end(before) + 1
        while at <= item.start:  # blanks and comments may be between; events don't tell of dashes
            if text[at : at + column + 1] == " " * column + "-":
                found.append(at + column)
                break
            at = lines.end(at) + 1
        else:
            slot.refuse("the list's dashes aren't one below the other; edit the text", item.start)
    return found


def _inserts(
    slot: Slot, units: Units, change: ListChange, stays: set[int], items: Sequence[nodes.Node]
) -> dict[int | None, list[str]]:
    """The lines of new items and of those that move, by the old item that they follow."""
    inserts: dict[int | None, list[str]] = {}
    last: int | None = None
    for place, index in enumerate(change.origins):
        if index in stays:
            last = index
        elif index is not None:
            inserts.setdefault(last, []).append(_moved(slot, units, index, change.inside.get(index, ())))
        else:
            neighbour = items[last or 0] if not slot.edit.parsed.is_block else None
            inserts.setdefault(last, []).append(_new(slot, change, place, neighbour))
    return inserts


def _keep_comments(slot: Slot, node: nodes.Sequence, units: Units, in_doubt: set[int] | frozenset[int]) -> None:
    """Take items of which it isn't sure that they are meant: a comment behind one stays, on a line of its own."""
    text, lines = slot.edit.text, slot.edit.lines
    sure: list[int] = []
    for index in sorted(in_doubt):
        end = node.items[index].end
        behind = text[end : lines.end(end)].lstrip(" \t")
        if behind.startswith("#") and not lines.is_inline(units[index].start):
            slot.refuse_properties(node.items[index])
            slot.edit.splices.append(Splice(units[index].start, lines.end(end) - len(behind), ""))
        else:
            sure.append(index)
    remove_units(slot, node, units, sure)


def _moved(slot: Slot, units: Units, index: int, inside: Sequence[Splice]) -> str:
    """The lines of an item that moves, with the comments directly above it, and with its changes."""
    text, lines, unit = slot.edit.text, slot.edit.lines, units[index]
    is_inline = lines.is_inline(unit.start)  # behind another dash: what is before it doesn't move
    start, end = unit.start if is_inline else above(slot.edit, units, index), unit.end + 1
    moved = apply(text[start:end], [(a - start, b - start, new) for a, b, new in inside])
    return " " * lines.column(unit.start) * is_inline + moved.replace("\r\n", "\n").removesuffix("\n") + "\n"


def _new(slot: Slot, change: ListChange, place: int, neighbour: nodes.Node | None) -> str:
    """The lines of a new item: in a flow style where its neighbour has one."""
    key, value, writer = (*slot.key, place), change.new[place], slot.edit.writer
    column = slot.edit.lines.column(change.starts[0])
    if isinstance(value, dict | list) and isinstance(neighbour, nodes.Mapping | nodes.Sequence) and neighbour.flow:
        return " " * column + "- " + writer.flow(key, value, slot.order) + "\n"
    return "".join(line + "\n" for line in writer.item(key, value, slot.order, column))


def _replace_items(slot: Slot, node: nodes.Sequence, units: Units, text: str) -> None:
    """Write others in the place of all items of a list that begins behind another dash."""
    slot.refuse_properties(node)
    start, end = units[0].start, units[-1].end
    if comments := slot.edit.lines.comments(slot.edit.lines.end(start) + 1, end, node):
        slot.refuse("a comment stands between the items that go, and would be lost; remove it first", comments[0][0])
    slot.edit.splice(start, end, text)
