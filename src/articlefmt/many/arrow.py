"""What a column is in Arrow, and so in Parquet: its type follows from the class, never from the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TypeAlias, cast

import pyarrow as pa

from articlefmt.many.as_json import as_json
from articlefmt.many.columns import FILE, Column
from articlefmt.model.fields import specs_by_key
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape
from articlefmt.values import Value

__all__ = ["Table"]

Encode: TypeAlias = Callable[[Value], object]

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    time: pa.string(),
    Secured: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", "UTC"),
}


class Table:
    """How rows with some columns are held."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Work it out once for all rows."""
        held = {column.name: _held(column.shape, frozenset()) for column in columns}
        self._encoders: dict[str, Encode] = {name: encode for name, (_, encode) in held.items()}
        fields = [pa.field(FILE, pa.string()), *(pa.field(name, kind) for name, (kind, _) in held.items())]
        self.schema: pa.Schema = pa.schema(fields)

    def row(self, row: Mapping[str, Value]) -> dict[str, object]:
        """A row as the schema has it."""
        return {FILE: row[FILE], **{name: encode(row[name]) for name, encode in self._encoders.items()}}


def _held(shape: Shape, outer: frozenset[type]) -> tuple[pa.DataType, Encode]:
    """The type of a place, and what makes of a value one of it.

    It is JSON where a class takes values of several types or any mapping, or is nested in itself.
    """
    scalars = {_SCALARS[kind] for kind in shape.types} | {_SCALARS[kind] for kind, _ in shape.choices}
    if scalars == {pa.int64(), pa.float64()}:
        scalars = {pa.float64()}
    if shape.is_any or shape.values is not None or len(scalars) + bool(shape.items) + bool(shape.record) != 1:
        return pa.string(), _as_json
    if shape.items is not None:
        kind, encode = _held(shape.items, outer)
        return pa.list_(kind), lambda value: _each(encode, value)
    if shape.record is not None:
        return _struct(shape.record, outer)
    return next(iter(scalars)), _as_it_is


def _struct(cls: type, outer: frozenset[type]) -> tuple[pa.DataType, Encode]:
    specs = [spec for spec in specs_by_key(cls).values() if Secured not in spec.shape.types]
    if cls in outer or not specs:
        return pa.string(), _as_json
    held = {spec.key: _held(spec.shape, outer | {cls}) for spec in specs}
    encoders = {name: encode for name, (_, encode) in held.items()}
    kind = pa.struct([pa.field(name, one) for name, (one, _) in held.items()])
    return kind, lambda value: _fields(encoders, value)


def _each(encode: Encode, value: Value) -> object:
    return None if value is None else [encode(item) for item in cast("list[Value]", value)]


def _fields(encoders: Mapping[str, Encode], value: Value) -> object:
    if value is None:
        return None
    return {name: encoders[name](one) for name, one in cast("dict[str, Value]", value).items() if name in encoders}


def _as_it_is(value: Value) -> object:
    return value


def _as_json(value: Value) -> object:
    return None if value is None else as_json(value)
