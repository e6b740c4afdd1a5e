"""Random edits of a record: what scripts do to one, drawn from the field tables."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from articlefmt import Record
from articlefmt.lens.comparable import comparable
from articlefmt.lens.merge import merge
from articlefmt.lens.structure import unstructure_values
from articlefmt.model.fields import FieldSpec, field_specs, specs_by_key
from articlefmt.model.shapes import Shape
from articlefmt.testing.strategies import parts
from articlefmt.testing.values import plain_values, texts, values_of
from articlefmt.values import Value, Wanted, same


def merge_record(old: dict[str, Value], record: object) -> Wanted:
    """The values that a text with these values is to have, so that it says what a record does."""
    values, is_exact = unstructure_values(record, type(record))
    return merge(old, values, type(record), is_exact=is_exact)


def agree(one: dict[str, Value], other: dict[str, Value], cls: type) -> bool:
    """Whether two sets of values are the same to a record of a class."""
    return same(comparable(one, cls), comparable(other, cls))


@st.composite
def edited(draw: st.DrawFn, record: Record) -> str:
    """Edit the record in place; the attribute that changed."""
    specs = [
        spec
        for spec in field_specs(type(record)).values()
        if spec.name not in ("secured", "category", "type", "taxonomy")
    ]
    spec = draw(st.sampled_from([*specs, None]))
    if spec is None:
        name: str = draw(
            texts.filter(lambda key: key not in ("<<", "secured") and key not in specs_by_key(type(record)))
        )
        drop: bool = draw(st.booleans())
        if record.extra and drop:
            del record.extra[draw(st.sampled_from(sorted(record.extra)))]
        else:
            record.extra[name] = draw(plain_values)
        return "extra"
    if spec.shape.items:
        _edit_list(draw, spec.shape.items, getattr(record, spec.name))
    elif spec.shape.record and getattr(record, spec.name) is not None and draw(st.booleans()):
        _edit_part(draw, getattr(record, spec.name))
    else:
        setattr(record, spec.name, draw(_one_value(spec)))
    return spec.name


def _one_value(spec: FieldSpec) -> st.SearchStrategy[Any]:
    drawn = values_of(spec.shape, parts)
    return st.none() | drawn if spec.shape.null else drawn


def _edit_part(draw: st.DrawFn, part: object) -> None:
    spec = draw(st.sampled_from(list(field_specs(type(part)).values())))
    if spec.shape.items:
        _edit_list(draw, spec.shape.items, getattr(part, spec.name))
    else:
        setattr(part, spec.name, draw(_one_value(spec)))


def _edit_list(draw: st.DrawFn, shape: Shape, items: list[Any]) -> None:
    kind = draw(st.sampled_from(("append", "insert", "remove", "move", "replace", "clear", "change")))
    one = values_of(shape, parts)
    if kind == "append" or not items:
        items.append(draw(one))
    elif kind == "insert":
        items.insert(draw(st.integers(0, len(items))), draw(one))
    elif kind == "remove":
        items.pop(draw(st.integers(0, len(items) - 1)))
    elif kind == "move":
        items.insert(draw(st.integers(0, len(items) - 1)), items.pop(draw(st.integers(0, len(items) - 1))))
    elif kind == "clear":
        items.clear()
    elif kind == "change" and shape.record:
        _edit_part(draw, items[draw(st.integers(0, len(items) - 1))])
    else:
        items[draw(st.integers(0, len(items) - 1))] = draw(one)
