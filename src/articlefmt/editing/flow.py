"""Entries and items of flow collections: they grow and shrink in their own style."""

from __future__ import annotations

from itertools import pairwise

from articlefmt.editing.edit import Slot
from articlefmt.editing.spelling import spell
from articlefmt.editing.splice import Splice, apply
from articlefmt.editing.writer import key_name
from articlefmt.syntax import nodes
from articlefmt.values import Value

__all__ = ["change_mapping", "change_sequence"]

_Span = tuple[int, int]


def change_mapping(slot: Slot, node: nodes.Mapping, removed: list[int], added: dict[str, Value]) -> None:
    """Remove entries, and add new ones at the end."""
    spans = [(entry.key.start, max(entry.value.end, entry.key.end)) for entry in node.entries]
    for index in removed:
        slot.refuse_properties(node.entries[index].key)
        slot.refuse_properties(node.entries[index].value)
    quoted = all(isinstance(entry.key, nodes.Scalar) and entry.key.style == '"' for entry in node.entries)
    texts: list[int | str] = []
    for name, value in added.items():
        head = spell(name, '"') if quoted else key_name(name)
        texts.append(f"{head}: {slot.edit.writer.flow((*slot.key, name), value, slot.order.below(name))}")
    gone = set(removed)
    kept: list[int | str] = [index for index in range(len(spans)) if index not in gone]
    _rebuild(slot, node, spans, [*kept, *texts])


def change_sequence(slot: Slot, node: nodes.Sequence, kept: list[int | None], new: list[Value]) -> None:
    """Remove and insert items: for each new item the old one that it continues, or None."""
    for index in set(range(len(node.items))).difference(i for i in kept if i is not None):
        slot.refuse_properties(node.items[index])
    parts: list[int | str] = [
        slot.edit.writer.flow((*slot.key, place), new[place], slot.order) if index is None else index
        for place, index in enumerate(kept)
    ]
    _rebuild(slot, node, [(item.start, item.end) for item in node.items], parts)


def _rebuild(slot: Slot, node: nodes.Mapping | nodes.Sequence, spans: list[_Span], parts: list[int | str]) -> None:
    """Write the inside anew of old parts (by number) and new ones (by text), with the separators it has."""
    edit, text = slot.edit, slot.edit.text
    start, end = spans[0][0], spans[-1][1]
    between = [text[a:b] for (_, a), (b, _) in pairwise(spans)]
    if any("#" in gap for gap in between):
        slot.refuse("a comment stands in this flow collection, and could be lost; edit the text", node.start)
    if "\n" in text[node.start : start] and not between:
        slot.refuse("how this flow collection is laid out can't be told from one item; edit the text", node.start)
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
