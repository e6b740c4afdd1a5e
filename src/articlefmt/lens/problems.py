"""What doesn't fit, in words: the values that a class doesn't take. `lens.faults` has what a record may not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from articlefmt.errors import Problem
from articlefmt.keys import Key
from articlefmt.lens.cures import cure
from articlefmt.lens.refusals import refusals
from articlefmt.lens.shaped import MisfitError, read_scalar
from articlefmt.model.fields import extra_shape, name_of, specs_by_key
from articlefmt.model.shapes import Shape
from articlefmt.model.words import describe
from articlefmt.patterns import pattern
from articlefmt.syntax.scalars import resolve
from articlefmt.values import Value

__all__ = ["AS_LIST", "problems"]

_WORDS: dict[type, str] = {
    str: "text", int: "an int", float: "a float", bool: "a bool", datetime: "a timestamp", date: "a date",
    list: "a list", dict: "a mapping", type(None): "null",
}  # fmt: skip
_GLUED_KEY = pattern(r"[A-Za-z_][\w-]*:(?!//)\S")
AS_LIST = "write each item behind a dash, or all as in `[a, b]`"
"""What to do about a text where a list is taken, in a file."""
_GLUED_DASH = pattern(r"-[^\s-]")
_TYPED = {int: "number", float: "number", bool: "bool", datetime: "timestamp", date: "date"}


def problems(values: dict[str, Value], cls: type, key: Key = ()) -> Iterator[Problem]:
    """Everything in plain values that a class doesn't take, in the order of the values; then what is missing.

    Where nothing is wrong with the values of a mapping, what the class itself refuses.
    """
    specs, extra = specs_by_key(cls), extra_shape(cls)
    fits = True
    for name, value in values.items():
        shape = specs[name].shape if name in specs else extra
        for problem in _of_value(shape, value, (*key, name)) if shape is not None else ():
            fits = False
            yield problem
    for spec in specs.values():
        if spec.required and spec.key not in values:
            fits = False
            message = f"it is missing; {name_of(cls)} needs {describe(spec.shape)} here"
            yield Problem("T302", message, (*key, spec.key))
    if fits:
        yield from refusals(values, cls, key)


def _of_value(shape: Shape, value: Value, key: Key) -> Iterator[Problem]:
    """What a place doesn't take of a value, at any depth."""
    if shape.is_any:
        return
    if isinstance(value, list) and shape.items is not None:
        for index, item in enumerate(value):
            yield from _of_value(shape.items, item, (*key, index))
    elif isinstance(value, dict) and shape.record is not None:
        yield from problems(value, shape.record, key)
    elif isinstance(value, dict) and shape.values is not None:
        for name, one in value.items():
            yield from _of_value(shape.values, one, (*key, name))
    elif not _fits(shape, value):
        yield _wrong(shape, value, key)


def _fits(shape: Shape, value: Value) -> bool:
    if value is None:
        return shape.null or shape.empty is not NotImplemented
    if isinstance(value, (list, dict)):
        return False
    try:
        read_scalar(shape, value)
    except MisfitError:
        return False
    return True


def _wrong(shape: Shape, value: Value, key: Key) -> Problem:
    quoted = [kind for kind in shape.types if isinstance(value, str) and _is_typed_in_quotes(kind, value)]
    if quoted and shape.only is not None:
        return Problem("T304", f"this {_TYPED[quoted[0]]} is quoted, so it is text; remove the quotes", key)
    hint = _hint(shape, value)
    return Problem("T301", f"takes {describe(shape)}, not {_WORDS[type(value)]}{f'; {hint}' if hint else ''}", key)


def _hint(shape: Shape, value: Value) -> str | None:
    """What to do about a value of a wrong type, where that can be told."""
    if isinstance(value, str) and (shape.items or shape.values or shape.record):
        return _glued(value) or (AS_LIST if shape.items and not (shape.types or shape.choices) else None)
    if isinstance(value, (list, dict)):
        return "quote it if it is text" if shape.only is str else None
    if shape.only is None or value is None:
        return None
    if shape.only is str and type(value) in (int, float, bool, datetime, date):
        return "quote it"
    return cure(value, shape.only)


def _glued(text: str) -> str | None:
    """What to do about a text in the place of a mapping or a list, where a blank is missing."""
    if _GLUED_KEY.match(text):
        return "a space must stand behind the colon of a key, as in `name: N`"
    return "a space must stand behind the dash of an item" if _GLUED_DASH.match(text) else None


def _is_typed_in_quotes(wanted: type, value: str) -> bool:
    if wanted not in _TYPED:
        return False
    return type(resolve(value)) is wanted or (wanted is float and type(resolve(value)) is int)
