"""Value by value: what is equal stays, what changed is spliced where it stands, the rest is added or removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from articlefmt.display import Key
from articlefmt.lens.align import align
from articlefmt.lens.compare import comparable_item
from articlefmt.lens.order import Order, order_of_kind, part_order
from articlefmt.lens.put import flow, units
from articlefmt.lens.put.edit import Edit, Slot
from articlefmt.lens.render import class_below, place_of, refuse_depth, spelled
from articlefmt.model import layout
from articlefmt.model.fields import specs_by_key
from articlefmt.model.records import Record, kind_of
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes
from articlefmt.syntax.source import Source
from articlefmt.syntax.spelling import Quote, is_plain_safe, spell_block
from articlefmt.syntax.splice import Splice
from articlefmt.values import Value, same

__all__ = ["put", "put_entry"]

_COLON_OR_COMMENT = pattern(r"#[^\n]*|:")


def put(
    source: Source,
    tree: nodes.Mapping,
    old: dict[str, Value],
    new: dict[str, Value],
    cls: type[Record],
    *,
    exact: bool,
) -> list[Splice]:
    """The splices that make the text say `new`.

    Args:
        source: the text.
        tree: what was read of it.
        old: the tree's values.
        new: the values wanted.
        cls: the class whose layout decides.
        exact: whether a key that `new` lacks is removed whatever it holds. Else `new` comes from a record, which can't
            tell a null from nothing: a null or empty value stays, and a key that the kind requires becomes null.

    Raises:
        EditError: the change can't be made here without doubt.
    """
    before, kind = kind_of(old, cls), kind_of(new, cls)
    edit = Edit(source, lambda: (tree, kind), exact)
    _put_mapping(edit, Slot((), cls), tree, old, new, order_of_kind(kind))
    _put_closing_blank(edit, tree, layout.has_closing_blank(before, old.get), layout.has_closing_blank(kind, new.get))
    return edit.splices


def put_entry(
    source: Source,
    tree: nodes.Mapping,
    old: Value,
    new: Value,
    cls: type[Record],
    whole: Callable[[], tuple[nodes.Mapping, layout.Kind]],
) -> list[Splice]:
    """The splices that make a top-level entry, which stays, say `new`; not exact, as `put` has it.

    Args:
        source: the text.
        tree: what was read of the entry alone.
        old: the entry's value.
        new: the value wanted.
        cls: the class whose layout decides.
        whole: gives the tree of the whole text, and the kind of the values wanted.
    """
    edit = Edit(source, whole, exact=False)
    (entry,) = tree.entries
    name = cast("str", entry.name)
    _put_value(edit, _slot(edit, Slot((), cls), tree, entry, name), entry.value, old, new)
    return edit.splices


def _put_value(edit: Edit, slot: Slot, node: nodes.Node, old: Value, new: Value) -> None:
    """Make the value at a slot another one."""
    if same(old, new):
        return
    refuse_depth(slot.key)
    if node.properties:
        edit.refuse_properties(node, slot.key)
    if isinstance(node, nodes.Mapping) and isinstance(new, dict) and node.entries and new:
        _put_mapping(edit, slot, node, cast("dict[str, Value]", old), new, part_order(slot.cls))
    elif isinstance(node, nodes.Sequence) and isinstance(new, list) and node.items and new:
        _put_sequence(edit, slot, node, cast("list[Value]", old), new)
    elif isinstance(node, nodes.Scalar) and not isinstance(new, dict | list):
        _put_scalar(edit, slot, node, new)
    else:
        _replace(edit, slot, node, new)


def _put_mapping(
    edit: Edit, slot: Slot, node: nodes.Mapping, old: dict[str, Value], new: dict[str, Value], order: Order
) -> None:
    """Make a mapping that isn't empty another one that isn't."""
    if node.properties and not same(old, new):
        edit.refuse_properties(node, slot.key)
    removed: list[int] = []
    for index, entry in enumerate(node.entries):
        if entry.name is None:
            continue
        wanted = new[entry.name] if entry.name in new else _left(edit, slot, order, entry.name, old[entry.name])
        if wanted is _GONE:
            removed.append(index)
        elif not same(old[entry.name], wanted):
            below = _slot(edit, slot, node, entry, entry.name)
            _put_value(edit, below, entry.value, old[entry.name], cast("Value", wanted))
    added = {name: new[name] for name in order.sort([name for name in new if name not in node.names])}
    if not removed and not added:
        return
    if node.flow:
        flow.change_mapping(edit, slot, node, removed, added)
    elif len(removed) == len(node.entries):
        _replace(edit, slot, node, cast("Value", new)) if slot.key else _replace_all(edit, slot, node, added)
    else:
        units.change_mapping(edit, slot, node, removed, added, order)


_GONE = object()


def _left(edit: Edit, slot: Slot, order: Order, name: str, old: Value) -> object:
    """What becomes of a key that isn't wanted. A record can't tell a null from nothing, so in its fields nulls stay."""
    if edit.exact or slot.cls is None or name not in specs_by_key(slot.cls):
        return _GONE
    if old is None or old in ([], {}):
        return old
    return None if name in order.required else _GONE


def _put_sequence(edit: Edit, slot: Slot, node: nodes.Sequence, old: list[Value], new: list[Value]) -> None:
    """Make a list that isn't empty another one that isn't."""
    cls = None if edit.exact else slot.cls
    alignment = align([comparable_item(item, cls) for item in old], [comparable_item(item, cls) for item in new])
    dashes = [item.start for item in node.items] if node.flow else units.dashes(edit, node, slot.key)
    for place, index in enumerate(alignment):
        if index is not None:
            at = dashes[index]
            below = Slot((*slot.key, place), slot.cls, at + 1, edit.column(at), item=True, flow=node.flow)
            _put_value(edit, below, node.items[index], old[index], new[place])
    if alignment == list(range(len(old))):
        return
    if node.flow:
        flow.change_sequence(edit, slot, node, alignment, new)
    else:
        units.change_sequence(edit, slot, node, units.ListChange(dashes, alignment, old, new))


def _slot(edit: Edit, slot: Slot, mapping: nodes.Mapping, entry: nodes.Entry, name: str) -> Slot:
    """Where an entry's value stands."""
    key = (*slot.key, name)
    colon = entry.key.end
    if not edit.text.startswith(":", colon):
        gap = _COLON_OR_COMMENT.finditer(edit.text, colon, max(entry.value.start, colon + 1))
        colon = next((match.start() for match in gap if match[0] == ":"), -1)
    if colon < 0:
        edit.refuse("this key has no colon, so the edit can't be made; write `key: value`", entry.key.start, key)
    column = edit.column(entry.key.start)
    return Slot(key, class_below(slot.cls, name), colon + 1, column, flow=mapping.flow)


def _put_scalar(edit: Edit, slot: Slot, node: nodes.Scalar, new: Value) -> None:
    text, key = edit.text, slot.key
    if node.is_block:
        _put_block_scalar(edit, node, new, key)
        return
    if new is None and not slot.item and not slot.flow:
        start = node.start if "\n" not in text[slot.after : node.start] else slot.after
        edit.splice(start, node.end, "" if text[slot.after : start] else " ")
        return
    quote = _quote(edit, node, key) if isinstance(new, str) else ""
    spelling = spelled(new, quote, key, flow=slot.flow)
    if node.end > node.start:
        edit.splice(node.start, node.end, spelling)
        return
    at = node.start + (text[node.start : node.start + 1] == " ")
    before = "" if at > node.start else " "
    after = "" if text[at : at + 1] in ("", " ", "\n", "\r", ",", "]", "}") else " "
    edit.splice(at, at, before + spelling + after)


def _quote(edit: Edit, node: nodes.Scalar, key: Key) -> Quote:
    """The quotes that the value had, unless it had them only because it needed them."""
    if not isinstance(node.value, str):
        return edit.style.quote(place_of(key))
    if node.style == '"' and not is_plain_safe(node.value) and edit.style.quote(place_of(key)) == "":
        return ""
    return '"' if node.style == '"' else "'" if node.style == "'" else ""


def _put_block_scalar(edit: Edit, node: nodes.Scalar, new: Value, key: Key) -> None:
    """Another text in a literal or folded scalar; quoted where that can't hold it."""
    cut = edit.text[node.start : node.end]
    header, _, content = cut.partition("\n")
    comment = header[header.find(" #") :] if " #" in header else ""
    widths = [len(line) - len(line.lstrip(" ")) for line in content.split("\n") if line.strip()]
    block = spell_block(new, node.style, " " * min(widths)) if isinstance(new, str) and widths else None
    if block is None:
        edit.splice(node.start, node.end, ("" if new is None else spelled(new, '"', key)) + comment + "\n")
    else:
        first, _, rest = block.partition("\n")
        edit.splice(node.start, node.end, first + comment + "\n" + rest)


def _replace(edit: Edit, slot: Slot, node: nodes.Node, new: Value) -> None:
    """A value of another shape: a scalar becomes a collection, a collection a scalar, an empty one a full one."""
    edit.refuse_properties(node, slot.key)
    text, key, cls = edit.text, slot.key, slot.cls
    if slot.flow:
        spelling = edit.style.flow(new, cls, key)
        space = " " if node.start == node.end and text[node.start - 1 : node.start] == ":" else ""
        edit.splice(node.start, node.end, space + spelling)
        return
    if comments := edit.own_line_comments(edit.line_end(slot.after) + 1, node.end, node):
        edit.refuse("a comment stands inside the value, and would be lost; remove it first", comments[0][0], key)
    end = edit.last_line_end(node)
    stop = min(node.end, end)
    if slot.item:
        (first, *rest) = edit.style.item(new, cls, key, slot.column)
        edit.splice(slot.after, stop, first[slot.column + 1 :] + "".join("\n" + line for line in rest))
        return
    (first, *rest) = edit.style.entry("k", new, cls, key, slot.column)
    inline = first.partition(":")[2]
    key_line_end = edit.line_end(slot.after)
    if (
        key_line_end < node.start
    ):  # the value starts on a later line: what stands behind the colon is a comment, or blank
        behind = text[slot.after : key_line_end]
        edit.splice(slot.after, key_line_end, inline + behind if behind.strip() else inline)
        edit.splice(key_line_end, end, "".join("\n" + line for line in rest))
        return
    behind = text[stop:end]
    edit.splice(slot.after, end, inline + (behind if behind.strip() else "") + "".join("\n" + line for line in rest))


def _keeps_blanks(edit: Edit, tree: nodes.Mapping) -> bool:
    """Whether the last value is a block scalar whose text the empty lines below it are (`|+`)."""
    last = [*nodes.leaves(tree)][-1]
    header = edit.text[last.start : edit.line_end(last.start)]
    return isinstance(last, nodes.Scalar) and last.is_block and "+" in header.split("#")[0]


def _replace_all(edit: Edit, slot: Slot, node: nodes.Mapping, new: dict[str, Value]) -> None:
    """No top-level key stays."""
    edit.refuse_properties(node, ())
    start, end = node.entries[0].key.start, edit.last_line_end(node)
    if comments := edit.own_line_comments(edit.line_end(start) + 1, end, node):
        edit.refuse("a comment stands between the keys that go, and would be lost; remove it first", comments[0][0], ())
    entries = (edit.style.entry(name, new[name], class_below(slot.cls, name), (name,), 0) for name in new)
    edit.splice(start, end, "\n".join(line for lines in entries for line in lines) or "{}")


def _put_closing_blank(edit: Edit, tree: nodes.Mapping, before: bool, after: bool) -> None:
    """Where the last line was empty, or not, as the generator has it, it stays so."""
    is_blank = edit.text.endswith("\n\n")
    if before == is_blank and before != after and not _keeps_blanks(edit, tree):
        end = len(edit.text)
        edit.splice(end - is_blank, end, "\n" if after else "")
