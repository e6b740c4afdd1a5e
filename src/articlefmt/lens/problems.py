"""What doesn't fit, in words: values that a class doesn't take, and what a record may not hold. Nothing is built."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from articlefmt.errors import EditError, Problem
from articlefmt.keys import Key
from articlefmt.lens.cures import cure
from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, describe, describe_one, fits_one, specs_by_key
from articlefmt.model.secured import Secured
from articlefmt.patterns import pattern
from articlefmt.syntax.scalars import resolve, short_zoned
from articlefmt.values import NotPlainError, Value, plain_copy

__all__ = ["faults", "problems"]

_WORDS: dict[type, str] = {
    str: "text", int: "an int", float: "a float", bool: "a bool", datetime: "a timestamp", date: "a date",
    list: "a list", dict: "a mapping", type(None): "null",
}  # fmt: skip
_GLUED_KEY = pattern(r"[A-Za-z_][\w-]*:(?!//)\S")
_GLUED_DASH = pattern(r"-[^\s-]")
_TYPED = {int: "number", float: "number", bool: "bool", datetime: "timestamp"}


def problems(values: dict[str, Value], cls: type[Part], key: Key = ()) -> Iterator[Problem]:
    """Everything in plain values that a class doesn't take, in the order of the values; then what is missing."""
    specs = specs_by_key(cls)
    for name, value in values.items():
        if name in specs:
            yield from _of_field(specs[name], value, (*key, name))
    for spec in specs.values():
        if spec.required and spec.key not in values:
            message = f"it is missing; {cls.__name__} needs {describe(spec)} here"
            yield Problem("T302", message, (*key, spec.key))


def faults(record: Part, key: Key = ()) -> Iterator[EditError]:
    """Everything that a record holds and may not, which no assignment has told: in a list, or in `extra`."""
    specs = specs_by_key(type(record))
    for name, spec in specs.items():
        value = getattr(record, spec.name)
        if spec.many:
            for index, item in enumerate(value):
                yield from _of_item(spec, item, (*key, name, index))
        elif value is not None:
            yield from _of_item(spec, value, (*key, name))
    for name in record.extra:
        if name in specs:
            message = f"`extra` holds a key that has a field of its own; set `{specs[name].name}`"
            yield EditError(message, code="E702", key=(*key, name))
    try:
        plain_copy(record.extra)
    except NotPlainError as error:
        yield EditError(error.reason, code="E702", key=(*key, *error.key))


def _of_field(spec: FieldSpec, value: Value, key: Key) -> Iterator[Problem]:
    if spec.many and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _of_one(spec, item, (*key, index))
    elif spec.many or value is None:
        if value is not None or (spec.required and not spec.many):
            yield _wrong(spec, value, key)
    else:
        yield from _of_one(spec, value, key)


def _of_one(spec: FieldSpec, value: Value, key: Key) -> Iterator[Problem]:
    if spec.nested and isinstance(value, dict):
        yield from problems(value, spec.type, key)
        return
    wanted = str if spec.type is Secured else spec.type
    if wanted is datetime and isinstance(value, str) and short_zoned(value):
        return
    if type(value) is not wanted and not (wanted is float and type(value) is int):
        yield _wrong(spec, value, key)


def _wrong(spec: FieldSpec, value: Value, key: Key) -> Problem:
    if isinstance(value, str) and spec.type in _TYPED and not spec.many and _is_typed_in_quotes(spec.type, value):
        return Problem("T304", f"this {_TYPED[spec.type]} is quoted, so it is text; remove the quotes", key)
    wanted = describe_one(spec.type) if isinstance(key[-1], int) else describe(spec)
    is_one = not spec.many or isinstance(key[-1], int)
    hint = cure(value, spec.type) if is_one and not isinstance(value, list | dict) and value is not None else None
    if is_one and spec.type is str and type(value) in (int, float, bool, datetime, date):
        hint = "quote it"
    if isinstance(value, str) and (spec.nested or not is_one):
        hint = _glued(value)
    return Problem("T301", f"takes {wanted}, not {_WORDS[type(value)]}{f'; {hint}' if hint else ''}", key)


def _glued(text: str) -> str | None:
    """What to do about a text in the place of a mapping or a list, where a blank is missing."""
    if _GLUED_KEY.match(text):
        return "a space must stand behind the colon of a key, as in `name: N`"
    return "a space must stand behind the dash of an item" if _GLUED_DASH.match(text) else None


def _is_typed_in_quotes(wanted: type, value: str) -> bool:
    return type(resolve(value)) is wanted or (wanted is float and type(resolve(value)) is int)


def _of_item(spec: FieldSpec, item: object, key: Key) -> Iterator[EditError]:
    if not fits_one(spec.type, item):
        message = f"takes {describe_one(spec.type)}, not {type(item).__name__}"
        yield EditError(message, code="E701", key=key)
    elif isinstance(item, Part):
        yield from faults(item, key)
