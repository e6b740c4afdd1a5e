"""Items of block lists come, go and move as whole lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from articlefmt.editing.edit import Slot
from articlefmt.editing.units import Unit, above, insert_after, remove_units, units_of
from articlefmt.syntax import nodes
from articlefmt.values import Value, same

__all__ = ["ListChange", "change_items", "dashes"]


class ListChange(NamedTuple):
    """What becomes of a list: where its dashes are, and for each new item the old one that it continues, or None."""

    dashes: Sequence[int]
    origins: list[int | None]
    old: list[Value]
    new: list[Value]


def change_items(slot: Slot, node: nodes.Sequence, change: ListChange) -> None:
    """Remove, insert and move items of a block list."""
    edit, starts = slot.edit, change.dashes
    units = units_of(edit, node, starts)
    stays = {index for index in change.origins if index is not None}
    removed = [index for index in range(len(change.old)) if index not in stays]
    inserts, moved = _inserts(slot, units, change, removed)
    column, inline = edit.lines.column(starts[0]), edit.lines.is_inline(starts[0])
    if not stays and inline:
        slot.refuse_properties(node)
        edit.splice(starts[0], units[-1].end, "".join(inserts[None])[column:].removesuffix("\n"))
        return
    for source in moved:
        slot.refuse_properties(node.items[source])
        edit.splice(above(edit, units, source), units[source].end + 1, "")
    remove_units(slot, node, units, [index for index in removed if index not in moved])
    for index, texts in inserts.items():
        text = "".join(texts)
        if index is not None:
            insert_after(edit, units[index], text)
        elif inline:
            edit.splice(starts[0], starts[0], text[column:] + " " * column)
        else:
            at = edit.lines.end(slot.after) + 1
            edit.splice(at, at, text)


def dashes(slot: Slot, node: nodes.Sequence) -> Sequence[int]:
    """Where each item's dash is: at the list's column, in the gap before the item."""
    if node.starts is not None:
        return node.starts
    text, lines = slot.edit.text, slot.edit.lines
    column = lines.column(node.start)
    found = [node.start]
    for before, item in zip(node.items, node.items[1:], strict=False):
        at = lines.last_end(before) + 1
        while at <= item.start:
            if text[at : at + column + 1] == " " * column + "-":
                found.append(at + column)
                break
            at = lines.end(at) + 1
        else:
            slot.refuse("the list's dashes aren't one below the other; edit the text", item.start)
    return found


def _inserts(
    slot: Slot, units: list[Unit], change: ListChange, removed: list[int]
) -> tuple[dict[int | None, list[str]], set[int]]:
    """The new items' lines, by the old item they follow, and the old items that only moved: these keep their text."""
    edit = slot.edit
    inserts: dict[int | None, list[str]] = {}
    moved: set[int] = set()
    last: int | None = None
    for place, source in enumerate(change.origins):
        if source is not None:
            last = source
            continue
        new = change.new[place]
        origin = next((i for i in removed if i not in moved and same(change.old[i], new)), None)
        if origin is not None and not edit.lines.is_inline(units[origin].start):
            moved.add(origin)
            text = edit.text[above(edit, units, origin) : units[origin].end] + "\n"
        else:
            lines = edit.writer.item((*slot.key, place), new, slot.order, edit.lines.column(change.dashes[0]))
            text = "".join(line + "\n" for line in lines)
        inserts.setdefault(last, []).append(text)
    return inserts, moved
