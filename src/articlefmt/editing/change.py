"""Value by value: what is equal stays, what changed is spliced where it stands, the rest is added or removed."""

from __future__ import annotations

from typing import cast

from articlefmt.align import pair
from articlefmt.editing import flow, scalars
from articlefmt.editing.edit import ListChange, Slot
from articlefmt.editing.entries import change_entries, replace_entries
from articlefmt.editing.items import change_items, dashes, doubtful
from articlefmt.editing.splice import Splice
from articlefmt.editing.writer import refuse_depth
from articlefmt.syntax import nodes
from articlefmt.values import Value

__all__ = ["change_mapping"]


def change_mapping(slot: Slot, node: nodes.Mapping, old: dict[str, Value], new: dict[str, Value]) -> None:
    """Make a mapping that isn't empty another one that isn't.

    Args:
        slot: where it stands.
        node: what was read there.
        old: its values.
        new: the values wanted.

    Raises:
        EditError: the change can't be made here without doubt.
    """
    edit, mark = slot.edit, len(slot.edit.splices)
    inside: dict[str, list[Splice]] = {}
    stays = 0  # how many keys do: comparing the sets of keys would take as long as all the rest
    for name, was in old.items():
        if name in new:
            stays += 1
            if (was is not new[name] or edit.anew) and not edit.stays(slot.key, name, was, new[name]):
                entry, start = node.names[name], len(edit.splices)
                _change_value(slot.of_entry(node, entry, name), entry.value, was, new[name])
                inside[name] = edit.splices[start:]
    if stays == len(old) == len(new):
        return
    removed = [index for index, name in enumerate(edit.names(node)) if name is not None and name not in new]
    added = {name: new[name] for name in slot.order.sort(name for name in new if name not in old)}
    if node.flow:
        del edit.splices[mark:]  # the inside is written anew as a whole, with these changes in it
        flow.change_mapping(slot, node, flow.EntryChange(removed, added, inside))
    elif len(removed) < len(node.entries):
        change_entries(slot, node, removed, added)
    elif slot.key:
        _replace(slot, node, new)
    else:
        replace_entries(slot, node, added)


def _change_value(slot: Slot, node: nodes.Node, old: Value, new: Value) -> None:
    """Make the value at a slot another one."""
    refuse_depth(slot.key)
    if node.properties:
        slot.refuse_properties(node)
    if isinstance(node, nodes.Scalar) and not isinstance(new, dict | list):
        scalars.change_scalar(slot, node, new)
    elif isinstance(node, nodes.Mapping) and isinstance(new, dict) and node.entries and new:
        change_mapping(slot, node, cast("dict[str, Value]", old), new)
    elif isinstance(node, nodes.Sequence) and isinstance(new, list) and node.items and new:
        _change_sequence(slot, node, cast("list[Value]", old), new)
    else:
        _replace(slot, node, new)


def _change_sequence(slot: Slot, node: nodes.Sequence, old: list[Value], new: list[Value]) -> None:
    """Make a list that isn't empty another one that isn't: item by item, then as a whole."""
    edit, mark = slot.edit, len(slot.edit.splices)
    origins = edit.origins.get(slot.key) or pair(old, new)
    starts = [item.start for item in node.items] if node.flow else dashes(slot, node)
    inside: dict[int, list[Splice]] = {}
    for place, index in enumerate(origins):
        if index is not None and not edit.stays(slot.key, place, old[index], new[place]):
            start = len(edit.splices)
            _change_value(slot.of_item(node, starts[index], place), node.items[index], old[index], new[place])
            inside[index] = edit.splices[start:]
    if origins == list(range(len(old))):
        return
    del edit.splices[mark:]  # an item that moves takes its changes with it
    in_doubt = frozenset[int]() if edit.is_sure or node.flow else doubtful(origins, old, new)
    change = ListChange(starts, origins, new, inside, in_doubt)
    if node.flow:
        flow.change_sequence(slot, node, change)
    else:
        change_items(slot, node, change)


def _replace(slot: Slot, node: nodes.Node, new: Value) -> None:
    """A value of another shape: a scalar becomes a collection, a collection a scalar, an empty one a full one."""
    slot.refuse_properties(node)
    edit, text = slot.edit, slot.edit.text
    if slot.in_flow:
        spelling = edit.writer.flow(slot.key, new, slot.order)
        space = " " if node.start == node.end and text[node.start - 1 : node.start] == ":" else ""
        edit.splice(node.start, node.end, space + spelling)
        return
    if comments := edit.lines.comments(edit.lines.end(slot.after) + 1, node.end, node):
        slot.refuse("a comment stands inside the value, and would be lost; remove it first", comments[0][0])
    # `end` is at the line feed; `stop` is where the value ends in that line. What is between is a comment, and stays.
    end = edit.lines.last_end(node)
    stop = min(node.end, end)
    if slot.is_item:
        inline, *rest = edit.writer.behind_dash(slot.key, new, slot.order, slot.column)
        edit.splice(slot.after, stop, inline + _below(rest))
        return
    inline, *rest = edit.writer.behind_colon(slot.key, new, slot.order, slot.column)
    key_line_end = edit.lines.end(slot.after)
    if key_line_end < node.start:  # the value starts on a later line: behind the colon is a comment, or a blank
        behind = text[slot.after : key_line_end]
        edit.splice(slot.after, key_line_end, inline + behind if behind.strip() else inline)
        edit.splice(key_line_end, end, _below(rest))
        return
    behind = text[stop:end]
    edit.splice(slot.after, end, inline + (behind if behind.strip() else "") + _below(rest))


def _below(lines: list[str]) -> str:
    return "".join("\n" + line for line in lines)
