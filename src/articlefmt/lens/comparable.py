"""What a record of a class can tell of plain values: two sets of them are the same to it where this is."""

from __future__ import annotations

from datetime import datetime, time

from articlefmt.lens.defaults import defaults_of
from articlefmt.lens.shaped import as_written, time_of
from articlefmt.model.fields import extra_shape, specs_by_key
from articlefmt.model.shapes import ANY, Shape
from articlefmt.syntax.scalars import short_zoned
from articlefmt.values import Atom, Value, same

__all__ = ["comparable", "comparable_at"]

_EMPTY: tuple[Value, ...] = ([], {})


def comparable(values: dict[str, Value], cls: type) -> dict[str, Value]:
    """What a record of this class can tell: in its fields no nulls that say nothing, no spelling of a number or a time.

    A key that the class doesn't know is left out, unless it has an `extra` for it.
    """
    specs, defaults, extra = specs_by_key(cls), defaults_of(cls), extra_shape(cls)
    result: dict[str, Value] = {}
    for name, value in values.items():
        spec = specs.get(name)
        if spec is None:
            if extra is not None:
                result[name] = comparable_at(extra, value)
            continue
        one = comparable_at(spec.shape, value)
        if name in defaults:
            says_nothing = same(one, comparable_at(spec.shape, defaults[name]))
        else:
            says_nothing = (one is None and spec.default is None) or (one in _EMPTY and spec.is_empty_default)
        if not says_nothing:
            result[name] = one
    return result


def comparable_at(shape: Shape, value: Value) -> Value:
    """The same of a value of a shape."""
    if shape.is_any:
        return value  # however deep it is, nobody goes down
    if value is None and shape.empty is not NotImplemented:
        return [] if shape.items is not None else {}
    if isinstance(value, dict):
        if shape.record is not None:
            return comparable(value, shape.record)
        return {name: comparable_at(shape.values or ANY, one) for name, one in value.items()}
    if isinstance(value, list):
        return [comparable_at(shape.items or ANY, one) for one in value]
    return _comparable_scalar(shape, value)


def _comparable_scalar(shape: Shape, value: Atom) -> Atom:
    if isinstance(value, str) and str not in shape.types:
        moment = short_zoned(value) if datetime in shape.types else None
        clock = time_of(value) if time in shape.types else None
        return moment or (value if clock is None else str(clock))
    return as_written(value, shape)
