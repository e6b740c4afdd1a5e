"""Plain values as the writer compares them."""

from __future__ import annotations

from typing import cast

from articlefmt.model import layout
from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, specs_by_key
from articlefmt.model.records import RECORDS, Record
from articlefmt.values import Value, same

__all__ = ["agree", "kind_of", "layout_class", "normal", "told", "told_item"]


def normal(values: dict[str, Value], cls: type[Part]) -> dict[str, Value]:
    """The values, with `5.0` as `5` in float fields: there the two are the same. Changes them in place."""
    specs = specs_by_key(cls)
    for name, value in values.items():
        spec = specs.get(name)
        if spec is None:
            continue
        if spec.type is float and isinstance(value, float) and value.is_integer():
            values[name] = int(value)
        elif spec.nested:
            for child in cast("list[Value]", value if isinstance(value, list) else [value]):
                if isinstance(child, dict):
                    normal(child, spec.type)
    return values


def layout_class(cls: type[Record], values: dict[str, Value]) -> type[Record]:
    """The class whose layout these values have: the one wanted, or for `Record` the one that the keys tell."""
    return RECORDS[layout.class_name(values.get)] if cls is Record else cls


def kind_of(cls: type[Record], values: dict[str, Value]) -> layout.Kind:
    """The kind of these values."""
    return layout.kind_for(cls.__name__, values.get)


def agree(one: dict[str, Value], other: dict[str, Value], cls: type[Part]) -> bool:
    """Whether two sets of values are the same to a record of this class. Neither is changed."""
    return same(told(one, cls), told(other, cls))


def told(values: dict[str, Value], cls: type[Part]) -> dict[str, Value]:
    """What a record of this class can tell: in its fields no nulls, no empty lists, no difference between 5 and 5.0."""
    specs = specs_by_key(cls)
    return {
        name: _told_field(specs[name], child) if name in specs else child
        for name, child in values.items()
        if name not in specs or (child is not None and child != [])
    }


def told_item(value: Value, cls: type[Part] | None) -> Value:
    """The same of a value that may be no record."""
    return told(value, cls) if cls is not None and isinstance(value, dict) else value


def _told_field(spec: FieldSpec, value: Value) -> Value:
    if spec.nested:
        return (
            [told_item(item, spec.type) for item in value] if isinstance(value, list) else told_item(value, spec.type)
        )
    return int(value) if spec.type is float and isinstance(value, float) and value.is_integer() else value
