"""Record → front matter, from nothing: the canonical style of its kind."""

from __future__ import annotations

from articlefmt.lens.compare import normal
from articlefmt.lens.order import order_of_kind
from articlefmt.lens.render import Style, class_below
from articlefmt.lens.structure import unstructure
from articlefmt.model import layout
from articlefmt.model.records import Record, kind_of

__all__ = ["canonical"]


def canonical(record: Record) -> str:
    """The front matter of a record: its kind's keys in order and groups; a key that it requires is never left out.

    Raises:
        EditError: a value can't be written.
    """
    values = normal(unstructure(record), type(record))
    kind = kind_of(values, type(record))
    order, style = order_of_kind(kind), Style(kind)
    names = [*values, *(name for name in order.keys if name in order.required and name not in values)]
    lines: list[str] = []
    group = None
    for name in order.sort(names):
        rank = order.rank(name)[0]
        lines += [""] if group not in (None, rank) else []
        group = rank
        lines += style.entry(name, values.get(name), class_below(type(record), name), (name,), 0)
    lines += [""] if layout.has_closing_blank(kind, values.get) else []
    return "".join(line + "\n" for line in lines)
