"""Entries and items of flow collections: they grow and shrink in their own style."""

from __future__ import annotations

from itertools import pairwise

from articlefmt.lens.put.edit import Edit, Slot
from articlefmt.lens.render import class_below, key_name
from articlefmt.syntax import nodes
from articlefmt.syntax.spelling import spell
from articlefmt.syntax.splice import Splice, apply
from articlefmt.values import Value

__all__ = ["change_mapping", "change_sequence"]


def change_mapping(edit: Edit, slot: Slot, node: nodes.Mapping, removed: list[int], added: dict[str, Value]) -> None:
    """Remove entries, and add new ones at the end."""
    spans = [(entry.key.start, max(entry.value.end, entry.key.end)) for entry in node.entries]
    for index in removed:
        edit.refuse_properties(node.entries[index].key, slot.key)
        edit.refuse_properties(node.entries[index].value, slot.key)
    quoted = all(isinstance(entry.key, nodes.Scalar) and entry.key.style == '"' for entry in node.entries)
    texts: list[int | str] = []
    for name, value in added.items():
        head = spell(name, '"') if quoted else key_name(name)
        texts.append(f"{head}: {edit.style.flow(value, class_below(slot.cls, name), (*slot.key, name))}")
    gone = set(removed)
    kept: list[int | str] = [index for index in range(len(spans)) if index not in gone]
    _rebuild(edit, slot, node, spans, [*kept, *texts])


def change_sequence(edit: Edit, slot: Slot, node: nodes.Sequence, kept: list[int | None], new: list[Value]) -> None:
    """Remove and insert items: for each new item the old one that it continues, or None."""
    for index in set(range(len(node.items))).difference(i for i in kept if i is not None):
        edit.refuse_properties(node.items[index], slot.key)
    parts: list[int | str] = [
        edit.style.flow(new[place], slot.cls, (*slot.key, place)) if index is None else index
        for place, index in enumerate(kept)
    ]
    _rebuild(edit, slot, node, [(item.start, item.end) for item in node.items], parts)


def _rebuild(
    edit: Edit, slot: Slot, node: nodes.Mapping | nodes.Sequence, spans: list[tuple[int, int]], parts: list[int | str]
) -> None:
    """Write the inside anew of old parts (by number) and new ones (by text), with the separators it has."""
    text = edit.text
    start, end = spans[0][0], spans[-1][1]
    between = [text[a:b] for (_, a), (b, _) in pairwise(spans)]
    if any("#" in gap for gap in between):
        edit.refuse("a comment stands in this flow collection, and could be lost; edit the text", node.start, slot.key)
    if "\n" in text[node.start : start] and not between:
        edit.refuse(
            "how this flow collection is laid out can't be told from one item; edit the text", node.start, slot.key
        )
    inside = [splice for splice in edit.splices if start <= splice.start and splice.end <= end]
    edit.splices = [splice for splice in edit.splices if not (start <= splice.start and splice.end <= end)]

    def old(index: int) -> str:
        a, b = spans[index]
        mine = [Splice(s - a, e - a, new) for s, e, new in inside if a <= s and e <= b]
        return apply(text[a:b], mine)

    separator = between[0] if between else ", "
    result = ""
    last: int | str | None = None
    for part in parts:
        if last is not None:
            result += between[last] if isinstance(last, int) and part == last + 1 else separator
        result += old(part) if isinstance(part, int) else part
        last = part
    if not parts:
        start, end = node.start + 1, node.end - 1
    edit.splice(start, end, result)
