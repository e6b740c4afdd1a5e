"""When two sets of plain values are the same to a record class."""

from __future__ import annotations

from datetime import datetime

from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, specs_by_key
from articlefmt.syntax.scalars import short_zoned
from articlefmt.values import Value, same

__all__ = ["agree", "comparable", "comparable_item"]


def agree(one: dict[str, Value], other: dict[str, Value], cls: type[Part]) -> bool:
    """Whether two sets of values are the same to a record of this class. Neither is changed."""
    return same(comparable(one, cls), comparable(other, cls))


def comparable(values: dict[str, Value], cls: type[Part]) -> dict[str, Value]:
    """What a record of this class can tell: in its fields no nulls, no empty lists, no spelling of a number."""
    specs = specs_by_key(cls)
    return {
        name: _comparable_field(specs[name], child) if name in specs else child
        for name, child in values.items()
        if name not in specs or (child is not None and child != [])
    }


def comparable_item(value: Value, cls: type[Part] | None) -> Value:
    """The same of a value that may be no record."""
    return comparable(value, cls) if cls is not None and isinstance(value, dict) else value


def _comparable_field(spec: FieldSpec, value: Value) -> Value:
    if isinstance(value, list):
        return [_comparable_one(spec, item) for item in value]
    return _comparable_one(spec, value)


def _comparable_one(spec: FieldSpec, value: Value) -> Value:
    if spec.nested:
        return comparable_item(value, spec.type)
    if spec.type is datetime and isinstance(value, str):
        return short_zoned(value) or value
    return int(value) if spec.type is float and isinstance(value, float) and value.is_integer() else value
