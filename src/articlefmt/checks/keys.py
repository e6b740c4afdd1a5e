"""K4xx: are the keys those of the kind?"""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.view import View
from articlefmt.display import Key
from articlefmt.model import layout
from articlefmt.model.base import Part
from articlefmt.model.fields import field_specs
from articlefmt.model.records import Record, kind_of_record
from articlefmt.syntax import nodes

__all__ = ["check"]


def check(view: View) -> Iterator[Finding]:
    """Every key the kind requires is there, every key is known, and every key is text."""
    if view.record is not None:
        yield from _check_part(view, view.record, kind_of_record(view.record).row, view.tree, ())
    if not view.parsed.is_block:  # the block subset has no other keys than text
        yield from _check_texts(view)


def _check_part(view: View, part: Part, row: layout.Row, mapping: nodes.Mapping, key: Key) -> Iterator[Finding]:
    where = f"kind `{part.kind}`" if isinstance(part, Record) else f"`{type(part).__name__}`"
    missing = [name for name in row.keys if name in row.required and name not in mapping.names]
    for name in missing:
        yield view.finding("K401", "error", f"{where} requires this key; add it", mapping.start, (*key, name))
    for name in part.extra:
        offset = mapping.names[name].key.start
        message = f"{where} doesn't know this key; it is kept as it is, under `extra`"
        yield view.finding("K402", "warning", message, offset, (*key, name))
    for spec in field_specs(type(part)).values():
        if not spec.nested or spec.key not in mapping.names:
            continue
        held = getattr(part, spec.name)
        node = nodes.target(mapping.names[spec.key].value)
        row_below = layout.PARTS[spec.type.__name__]
        if isinstance(node, nodes.Mapping) and held is not None:
            yield from _check_part(view, held, row_below, node, (*key, spec.key))
        elif isinstance(node, nodes.Sequence):
            for index, (item, below) in enumerate(zip(held, node.items, strict=True)):
                below_node = nodes.target(below)
                if isinstance(below_node, nodes.Mapping):
                    yield from _check_part(view, item, row_below, below_node, (*key, spec.key, index))


def _check_texts(view: View) -> Iterator[Finding]:
    for mapping in nodes.mappings(view.tree):
        for entry in mapping.entries:
            if entry.name is None:
                message = (
                    "this key isn't text; it is kept, but no record holds it, and some readers refuse it; quote it"
                )
                yield view.finding("K403", "warning", message, entry.key.start)
