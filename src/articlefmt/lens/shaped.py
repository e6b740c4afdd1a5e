"""Plain values ↔ what a record holds of them, by their shape: for each shape two functions, made once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import NoReturn, TypeAlias, cast

from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape, origin_of
from articlefmt.patterns import pattern
from articlefmt.syntax.scalars import short_zoned
from articlefmt.values import Atom, Value, in_fixed_zone, plain_copy

__all__ = [
    "MisfitError",
    "Read",
    "Unknown",
    "Write",
    "as_written",
    "misfit",
    "read_scalar",
    "reader",
    "time_of",
    "write_moment",
    "write_scalar",
    "writer",
]

Read: TypeAlias = Callable[[Value], object]
Unknown: TypeAlias = list[object]
"""The records that have unknown keys, gathered while values are made of them."""
Write: TypeAlias = Callable[[object, Unknown], Value]
Structure: TypeAlias = Callable[[type], Callable[[dict[str, Value]], object]]
Unstructure: TypeAlias = Callable[[type], Callable[[object, Unknown], dict[str, Value]]]

_EXACT = 2**53  # from there on a float isn't one whole number alone
_TIME = pattern(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")


class MisfitError(Exception):
    """The values don't fit the class, or the record holds what it may not; internal."""


def reader(shape: Shape, structure: Structure) -> Read:
    """A function that makes of a plain value what a record holds of it. It raises `MisfitError`.

    Args:
        shape: what is taken.
        structure: gives the function that makes the records of a class.
    """
    if shape.is_any:
        return _copied
    below = _collection_reader(shape, structure)
    null, empty, is_scalar = shape.null, shape.empty, bool(shape.types or shape.choices)

    def read(value: Value) -> object:
        if (of_collection := below.get(type(value))) is not None:
            return of_collection(value)
        if value is None:
            if null:
                return None
            return misfit() if empty is NotImplemented else type(empty)()
        return misfit() if not is_scalar or isinstance(value, (dict, list)) else read_scalar(shape, value)

    return read


def writer(shape: Shape, unstructure: Unstructure) -> Write:
    """A function that makes a plain value of what a record holds. It raises `MisfitError` and `NotPlainError`.

    Args:
        shape: what is held.
        unstructure: gives the function that makes plain values of the records of a class.
    """
    if shape.is_any:
        return lambda value, _: plain_copy({"": value})[""]
    below = _collection_writer(shape, unstructure)
    of_record = None if shape.record is None else unstructure(shape.record)
    origin = object if shape.record is None else origin_of(shape.record)
    if of_record is not None:
        below[origin] = of_record

    def write(value: object, unknown: Unknown) -> Value:
        if (of_type := below.get(type(value))) is not None:
            return of_type(value, unknown)
        if value is None:
            return None if shape.null else misfit()
        if of_record is not None and isinstance(value, origin):
            return of_record(value, unknown)
        return write_scalar(shape, value)

    return write


def read_scalar(shape: Shape, value: Atom) -> object:
    """What a record holds of a scalar. Raises `MisfitError`."""
    if shape.choices and (chosen := shape.choice(value)) is not NotImplemented:
        return chosen
    types = shape.types
    found: object = None
    if type(value) in types or (type(value) is int and float in types):
        found = value
    elif isinstance(value, str):
        if Secured in types:
            return Secured(value)
        found = short_zoned(value) if datetime in types else None
        if found is None and time in types:
            found = time_of(value)
    if shape.is_utc and isinstance(found, datetime):
        return found.astimezone(UTC)
    return misfit() if found is None else found


def write_scalar(shape: Shape, value: object) -> Atom:
    """The plain value of a scalar that a record holds. Raises `MisfitError`."""
    kind = type(value)
    if kind in shape.types:
        if isinstance(value, datetime):
            return write_moment(value)
        if isinstance(value, Secured):
            return value.reveal()
        return _text_of_time(value) if isinstance(value, time) else cast("Atom", value)
    if kind is int and float in shape.types:
        return cast("int", value)
    for (_, plain), member in shape.choices.items():
        if value is member or (kind is type(member) and value == member):
            return cast("Atom", plain)
    return misfit()


def write_moment(value: datetime) -> datetime:
    """A moment as a plain value. Raises `MisfitError`."""
    try:
        return in_fixed_zone(value)
    except ValueError:
        raise MisfitError from None


def time_of(text: str) -> time | None:
    """The time of a day that a text says: `12:30`, `12:30:00`."""
    match = _TIME.fullmatch(text)
    return time(int(match[1]), int(match[2]), int(match[3] or 0)) if match else None


def as_written(value: Atom, shape: Shape) -> Atom:
    """A scalar as it is written: a whole float as an int, where the place takes no ints of their own."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < _EXACT
    if is_whole and float in shape.types and int not in shape.types:
        return int(cast("float", value))
    return value


def misfit() -> NoReturn:
    """Give up, where an expression is wanted."""
    raise MisfitError


def _collection_reader(shape: Shape, structure: Structure) -> dict[type, Read]:
    """What reads each type of collection that a place takes."""
    found: dict[type, Read] = {}
    if shape.items is not None:
        item, sequence = reader(shape.items, structure), shape.sequence
        found[list] = lambda value: sequence([item(one) for one in cast("list[Value]", value)])
    if shape.record is not None:
        found[dict] = cast("Read", structure(shape.record))
    elif shape.values is not None:
        one = reader(shape.values, structure)
        found[dict] = lambda value: {name: one(below) for name, below in cast("dict[str, Value]", value).items()}
    return found


def _collection_writer(shape: Shape, unstructure: Unstructure) -> dict[type, Write]:
    """What writes each type of collection that a place holds, but records."""
    found: dict[type, Write] = {}
    if shape.items is not None:
        item = writer(shape.items, unstructure)
        found[shape.sequence] = lambda value, unknown: [item(one, unknown) for one in cast("list[object]", value)]
    if shape.values is not None:
        write = writer(shape.values, unstructure)

        def write_all(value: object, unknown: Unknown) -> Value:
            items = cast("dict[object, object]", value).items()
            return {name if isinstance(name, str) else misfit(): write(one, unknown) for name, one in items}

        found[dict] = write_all
    return found


def _copied(value: Value) -> Value:
    return plain_copy({"": value})[""] if isinstance(value, (dict, list)) else value


def _text_of_time(value: time) -> str:
    if value.microsecond or value.tzinfo is not None:
        raise MisfitError
    return f"{value:%H:%M:%S}"
