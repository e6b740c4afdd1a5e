"""Value by value: what is equal stays, what changed is spliced where it stands, the rest is added or removed."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import cast

from articlefmt.align import pair
from articlefmt.editing import flow, scalars
from articlefmt.editing.edit import Edit, ListChange, Slot
from articlefmt.editing.entries import change_entries, replace_entries
from articlefmt.editing.items import change_items, dashes, doubtful
from articlefmt.editing.neighbours import quote_of
from articlefmt.editing.properties import check_change, check_removal, kept
from articlefmt.editing.splice import Splice
from articlefmt.editing.writer import key_name, refuse_depth
from articlefmt.syntax import nodes, walks
from articlefmt.values import Value, same

__all__ = ["change_mapping"]


def change_mapping(
    slot: Slot,
    node: nodes.Mapping,
    old: dict[str, Value],
    new: dict[str, Value],
    touched: Sequence[str] | None = None,
) -> None:
    """Make a mapping that isn't empty another one that isn't.

    Args:
        slot: where it stands.
        node: what was read there.
        old: its values.
        new: the values wanted.
        touched: the keys at which they may differ, in the order of the text: in another one each would be looked for
            in all of it. None where nobody noted them.

    Raises:
        EditError: the change can't be made here without doubt.
    """
    edit, mark = slot.edit, len(slot.edit.splices)
    inside: dict[str, list[Splice]] = {}
    gone = 0  # how many keys go: comparing the sets of keys would take as long as all the rest
    renamed = _renamed(slot, old, new) if edit.renamed else {}
    taken = {*renamed.values()}  # names that aren't those of the entries that have them in the text
    is_plain = not (renamed or edit.anew)
    for name, was in old.items() if touched is None else [(name, old[name]) for name in touched if name in old]:
        if is_plain and new.get(name, edit) is was:  # as most are: this spares a tenth of an edit
            continue
        name_now = renamed.get(name, name) if renamed else name
        if name_now not in new or (name_now is name and name in taken):
            gone += 1
        else:
            now = new[name_now]
            is_equal = edit.stays(slot.key, name_now, was, now)
            if is_equal and name_now is name:
                continue
            entry, start = node.names[name], len(edit.splices)
            if name_now is not name:
                _rename(slot, entry, name_now)
            if not is_equal:
                _change_value(slot.of_entry(node, entry, name_now), entry.value, was, now)
            inside[name] = edit.splices[start:]
    if not gone and len(old) == len(new):
        return
    removed, known = _left(edit, node, new, renamed) if gone or renamed else ([], old.keys())
    names = [name for name in (new if touched is None else touched) if name in new and name not in known]
    added = {name: new[name] for name in slot.order.sort(names)}
    if node.flow:
        del edit.splices[mark:]  # the inside is written anew as a whole, with these changes in it
        flow.change_mapping(slot, node, flow.EntryChange(removed, added, inside))
    elif len(removed) < len(node.entries):
        change_entries(slot, node, removed, added)
    else:
        _replace_all(slot, node, new, added)


def _left(
    edit: Edit, node: nodes.Mapping, new: dict[str, Value], renamed: dict[str, str]
) -> tuple[list[int], AbstractSet[str]]:
    """Which entries of a mapping go, and the names that the others have now."""
    taken = {*renamed.values()}
    names = edit.names(node)
    left = {name for name in names if name in renamed or (name in new and name not in taken)}
    removed = [at for at, name in enumerate(names) if name is not None and name not in left]
    return removed, {renamed.get(name, name) for name in left}


def _replace_all(slot: Slot, node: nodes.Mapping, new: dict[str, Value], added: dict[str, Value]) -> None:
    """Write other entries in the place of all there are."""
    if slot.key:
        _replace(slot, node, new)
    else:
        replace_entries(slot, node, added)


def _renamed(slot: Slot, old: dict[str, Value], new: dict[str, Value]) -> dict[str, str]:
    """Which keys of a mapping get another name: those that are there, to names that are wanted."""
    renamed = slot.edit.renamed.get(slot.key, {})
    return {was: now for was, now in renamed.items() if was in old and now in new}


def _rename(slot: Slot, entry: nodes.Entry, name: str) -> None:
    """Write another name where the key of an entry stands, in the quotes that it has where it may."""
    key = nodes.target(entry.key)
    if nodes.is_marked(entry.key) or not isinstance(key, nodes.Scalar) or key.is_block:
        message = "this key has an anchor or a tag, or is written in lines of its own; rename it by hand"
        slot.edit.refuse(message, entry.key.start, (*slot.key, entry.name or ""))
    slot.edit.splice(entry.key.start, entry.key.end, key_name((*slot.key, name), quote_of(key)))


def _change_value(slot: Slot, node: nodes.Node, old: Value, new: Value) -> None:
    """Make the value at a slot another one."""
    refuse_depth(slot.key)
    check_change(slot, node)
    if isinstance(node, nodes.Scalar) and not isinstance(new, (dict, list)):
        scalars.change_scalar(slot, node, new)
    elif isinstance(node, nodes.Mapping) and isinstance(new, dict) and node.entries and (new or _stays(slot, node)):
        change_mapping(slot, node, cast("dict[str, Value]", old), new)
    elif isinstance(node, nodes.Sequence) and isinstance(new, list) and node.items and (new or node.flow):
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


def _stays(slot: Slot, node: nodes.Mapping) -> bool:
    """Whether something of a mapping that has no keys any more stays: its brackets, or entries whose key isn't text."""
    return node.flow or None in slot.edit.names(node)


def _replace(slot: Slot, node: nodes.Node, new: Value) -> None:
    """A value of another shape: a scalar becomes a collection, a collection a scalar, an empty one a full one."""
    check_removal(slot, node)
    edit, marks = slot.edit, kept(node, new)
    if slot.in_flow:
        before = " " if slot.colon or (edit.text[node.start - 1] == ":" and node.start == node.end) else ""
        spelling = edit.writer.flow(slot.key, new)
        edit.splice(node.start, node.end, slot.colon + before + (marks and marks + " ") + spelling)
        return
    # From behind the colon to the end of the value's last line all is written anew, with the comments that there are.
    end = edit.lines.end(slot.after)
    if not slot.colon:  # else there is no value
        end = max(end, edit.lines.last_end(node))
    behind, own_lines = _comments(slot, node, end)
    # With the last line feed: the lines end as the first one does.
    edit.splice(slot.after, end + 1, f"{slot.colon}{_written(slot, new, marks, behind)}{own_lines}\n")
    if isinstance(node, (nodes.Mapping, nodes.Sequence)) and _goes(node, new):
        edit.gone.append(Splice(edit.first(node), end, ""))  # what is behind its parts goes with them


def _goes(node: nodes.Mapping | nodes.Sequence, new: Value) -> bool:
    """Whether nothing of a collection stays: it is emptied, or a scalar that wasn't in it takes its place."""
    if isinstance(new, (dict, list)):
        return not new and isinstance(node, nodes.Mapping) is isinstance(new, dict)
    return not any(isinstance(leaf, nodes.Scalar) and same(leaf.value, new) for leaf in walks.leaves(node))


def _written(slot: Slot, new: Value, marks: str, behind: str) -> str:
    """A value behind its colon or dash: what is kept of its properties, and of the comment in that line."""
    write = slot.edit.writer.behind_dash if slot.is_item else slot.edit.writer.behind_colon
    inline, *rest = write(slot.key, new, slot.column)
    if marks and slot.is_item and new and isinstance(new, (dict, list)):  # in its line it would be the first key's
        inline, rest = "", [" " * (slot.column + 1) + inline, *rest]
    if behind:
        inline = inline.rstrip()  # of a null, which is written as a blank
    before = f" {marks}" if marks else ""
    return "\n".join((before + inline + behind, *rest))


def _comments(slot: Slot, node: nodes.Node, end: int) -> tuple[str, str]:
    """The comment in the line of a key or dash, or else behind the value; and those on lines of their own.

    What is behind a block collection is of its last part.
    """
    edit, text = slot.edit, slot.edit.text
    is_block = isinstance(node, (nodes.Mapping, nodes.Sequence)) and not node.flow
    behind = own_lines = ""
    for comment in edit.comments_in(slot.after, end):
        start = edit.lines.start(comment.start)
        if not edit.lines.is_inline(comment.start):
            own_lines += "\n" + text[start : comment.end]
        elif start <= slot.after or (not behind and not is_block and comment.start >= node.end):
            before = text[slot.after : comment.start]
            behind = (before[len(before.rstrip()) :] or " ") + text[comment.start : comment.end]
        elif not is_block and comment.start >= node.end:
            own_lines += "\n" + " " * (slot.column + 2) + text[comment.start : comment.end]
    return behind, own_lines
