"""Timestamps and dates among plain values in one of two forms: as such, or as text, as JSON has them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Literal, TypeAlias, cast

from articlefmt.model.fields import specs_by_key
from articlefmt.model.shapes import ANY, Shape
from articlefmt.secrecy import masked
from articlefmt.syntax.scalars import resolve
from articlefmt.values import Value, collections_in, date_text

__all__ = ["Timestamps", "check_form", "in_form", "with_timestamps"]

Timestamps: TypeAlias = Literal["datetime", "text"]
"""The form."""


def check_form(timestamps: object) -> None:
    """Refuse what is none of the two words. Raises `TypeError`."""
    if timestamps not in ("datetime", "text"):
        message = f'timestamps is "datetime" or "text", not {masked(repr(timestamps))}'
        raise TypeError(message)


def in_form(values: dict[str, Value], timestamps: Timestamps) -> dict[str, Value]:
    """The values, which may be changed, in one of the two forms; as text in UTC. Raises `TypeError`."""
    check_form(timestamps)
    if timestamps == "text":
        _write(values)
    return values


def with_timestamps(values: dict[str, Value], cls: type) -> dict[str, Value]:
    """The values, with a timestamp or a date in place of each text that says one where the class takes one."""
    specs = specs_by_key(cls)
    return {
        name: _with_timestamps_at(value, specs[name].shape if name in specs else ANY) for name, value in values.items()
    }


def _with_timestamps_at(value: Value, shape: Shape) -> Value:
    if shape.is_any:
        return value
    if isinstance(value, dict):
        if shape.record is not None:
            return with_timestamps(value, shape.record)
        return {name: _with_timestamps_at(one, shape.values or ANY) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_timestamps_at(one, shape.items or ANY) for one in value]
    if isinstance(value, str) and str not in shape.types:
        found = resolve(value)
        return found if isinstance(found, date) and type(found) in shape.types else value
    return value


def _write(values: dict[str, Value]) -> None:
    """Make all timestamps and dates text, in place."""
    for collection in collections_in(values):
        for name, value in collection.items() if isinstance(collection, dict) else enumerate(collection):
            if isinstance(value, date):
                text = date_text(value.astimezone(UTC) if isinstance(value, datetime) else value)
                cast("dict[object, Value]", collection)[name] = text
