"""Entries and items of flow collections: they grow and shrink in their own style."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from articlefmt.editing.edit import ListChange, Slot
from articlefmt.editing.spelling import spell
from articlefmt.editing.splice import Splice, apply
from articlefmt.editing.writer import key_name
from articlefmt.syntax import nodes
from articlefmt.values import Value

__all__ = ["EntryChange", "change_mapping", "change_sequence"]

_Span = tuple[int, int]


class EntryChange(NamedTuple):
    """What becomes of a flow mapping: entries that go, by number; new ones; and the changes of those that stay."""

    removed: list[int]
    added: dict[str, Value]
    inside: dict[str, list[Splice]]


def change_mapping(slot: Slot, node: nodes.Mapping, change: EntryChange) -> None:
    """Remove entries, and add new ones at the end."""
    # The span of a value that isn't there may be before its key's end: `{a}`.
    spans = [(entry.key.start, max(entry.value.end, entry.key.end)) for entry in node.entries]
    for index in change.removed:
        slot.refuse_properties(node.entries[index].key)
        slot.refuse_properties(node.entries[index].value)
    styles = {entry.key.style if isinstance(entry.key, nodes.Scalar) else None for entry in node.entries}
    quoted = styles == {'"'}
    texts: list[int | str] = []
    for name, value in change.added.items():
        head = spell(name, '"') if quoted else key_name(name)
        texts.append(f"{head}: {slot.edit.writer.flow((*slot.key, name), value, slot.order.below(name))}")
    gone = set(change.removed)
    kept: list[int | str] = [index for index in range(len(spans)) if index not in gone]
    inside = {at: change.inside[entry.name] for at, entry in enumerate(node.entries) if entry.name in change.inside}
    _rebuild(slot, node, [*kept, *texts], _Old(slot.edit.text, spans, inside))


def change_sequence(slot: Slot, node: nodes.Sequence, change: ListChange) -> None:
    """Remove, insert and move items."""
    for index in set(range(len(node.items))).difference(at for at in change.origins if at is not None):
        slot.refuse_properties(node.items[index])
    parts: list[int | str] = [
        slot.edit.writer.flow((*slot.key, place), change.new[place], slot.order) if index is None else index
        for place, index in enumerate(change.origins)
    ]
    spans = [(item.start, item.end) for item in node.items]
    _rebuild(slot, node, parts, _Old(slot.edit.text, spans, change.inside))


class _Old(NamedTuple):
    """The parts that there are: where they stand, and what changes inside of them."""

    text: str
    spans: list[_Span]
    inside: dict[int, list[Splice]]

    def part(self, index: int) -> str:
        """The new text of an old part."""
        start, end = self.spans[index]
        mine = [(a - start, b - start, new) for a, b, new in self.inside.get(index, ())]
        return apply(self.text[start:end], mine) if mine else self.text[start:end]


def _rebuild(slot: Slot, node: nodes.Mapping | nodes.Sequence, parts: list[int | str], old: _Old) -> None:
    """Write the inside anew of old parts (by number) and new ones (by text), with the separators it has."""
    text = slot.edit.text
    # Of an empty one, the blanks inside of the brackets are what is written anew.
    start, end = (old.spans[0][0], old.spans[-1][1]) if old.spans else (node.start + 1, node.end - 1)
    between = [text[a:b] for (_, a), (b, _) in pairwise(old.spans)]
    ends = (text[node.start : start], parts[:1] == [0]), (text[end : node.end], parts[-1:] == [len(old.spans) - 1])
    lost = [*between, *(gap for gap, stays in ends if not stays), "" if old.spans else text[start:end]]
    if any("#" in gap for gap in lost):
        slot.refuse("a comment stands in this flow collection, and could be lost; edit the text", node.start)
    if "\n" in text[node.start : start] and not between:
        slot.refuse("how this flow collection is laid out can't be told from one item; edit the text", node.start)
    separator = between[0] if between else ", "
    result: list[str] = []
    last: int | str | None = None
    for part in parts:
        if last is not None:  # between two that were neighbours stands what stood there, else the first separator
            result.append(between[last] if isinstance(last, int) and part == last + 1 else separator)
        result.append(old.part(part) if isinstance(part, int) else part)
        last = part
    if not parts:  # the blanks inside of the brackets go, too
        start, end = node.start + 1, node.end - 1
    slot.edit.splice(start, end, "".join(result))
