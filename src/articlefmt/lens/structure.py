"""Plain values ↔ records, by the tables of `model.fields`; no coercion, and every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Literal, TypeVar, cast

from articlefmt.display import Key
from articlefmt.errors import EditError, Problem, StructureError
from articlefmt.lens.compiled import MisfitError, structurer, unstructurer
from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, describe, describe_one, fits_one, specs_by_key
from articlefmt.model.records import Record, check_class, class_of
from articlefmt.model.secured import Secured
from articlefmt.syntax.scalars import resolve
from articlefmt.values import NotPlainError, Value, plain_copy

__all__ = ["Timestamps", "structure", "structure_values", "unstructure", "unstructure_values"]

R = TypeVar("R", bound=Record)
Timestamps = Literal["datetime", "text"]

_WORDS: dict[type, str] = {
    str: "text", int: "an int", float: "a float", bool: "a bool", datetime: "a timestamp", date: "a date",
    list: "a list", dict: "a mapping", type(None): "null",
}  # fmt: skip
_TYPED = {int: "number", float: "number", bool: "bool", datetime: "timestamp"}


def structure(mapping: Mapping[str, object], cls: type[R], *, timestamps: Timestamps = "datetime") -> R:
    """Make a record of plain values.

    Args:
        mapping: the format's own keys and their values; it is copied.
        cls: the class wanted; `Record` takes the one that the keys tell.
        timestamps: `"text"` where timestamps are text, as JSON has them.

    Raises:
        StructureError: the values don't fit; it lists every problem.
        TypeError: an argument is of the wrong type, or `timestamps` is none of the two words.
    """
    check_class(cls)
    _check_timestamps(timestamps)
    if not isinstance(mapping, Mapping):
        message = f"structure takes a mapping, not {type(mapping).__name__}"
        raise TypeError(message)
    try:
        values = plain_copy(mapping)
    except NotPlainError as error:
        raise StructureError([Problem("T301", error.reason, error.key)]) from None
    return structure_values(values, cls, texts=timestamps == "text")


def unstructure(record: Part, *, timestamps: Timestamps = "datetime") -> dict[str, Value]:
    """The plain values of a record, as `articlefmt.unstructure` gives them; errors as there."""
    _check_timestamps(timestamps)
    if not isinstance(record, Part):
        message = f"unstructure takes a record, not {type(record).__name__}"
        raise TypeError(message)
    values = unstructure_values(record)[0]
    if timestamps == "text":
        _write_timestamps(values)
    return values


def structure_values(values: dict[str, Value], cls: type[R], *, texts: bool = False) -> R:
    """Make a record of plain values, of which it keeps none that can change. Raises `StructureError`."""
    wanted = class_of(values, cls)
    if not texts:
        try:
            return cast("R", structurer(wanted)(values))
        except MisfitError:
            pass
    walker = _Walker(texts)
    record = walker.record(wanted, values, ())
    if not walker.problems:
        return cast("R", record)
    other = class_of(values)
    if wanted is not other:
        message = (
            f"its keys are those of {describe_one(other)}, not of {describe_one(wanted)}; "
            f"load it with cls=articlefmt.{other.__name__}"
        )
        raise StructureError([Problem("T303", message)])
    raise StructureError(walker.problems)


def unstructure_values(record: Part) -> tuple[dict[str, Value], bool]:
    """The plain values of a record, and whether some part of it has unknown keys. Raises `EditError`."""
    with_extra: list[Part] = []
    try:
        return unstructurer(type(record))(record, with_extra), bool(with_extra)
    except (MisfitError, NotPlainError):
        return _unstructure(record, ()), True


class _Walker:
    """Walks values and tables together and collects what doesn't fit."""

    def __init__(self, texts: bool) -> None:
        self.texts = texts
        self.problems: list[Problem] = []

    def record(self, cls: type[Part], values: dict[str, Value], key: Key) -> Part | None:
        specs = specs_by_key(cls)
        fields: dict[str, object] = {}
        extra: dict[str, Value] = {}
        before = len(self.problems)
        for name, value in values.items():
            spec = specs.get(name)
            if spec is None:
                extra[name] = value
            else:
                fields[spec.name] = self._field(spec, value, (*key, name))
        for spec in specs.values():
            if spec.required and spec.name not in fields:
                self._problem("T302", f"it is missing; {cls.__name__} needs {describe(spec)} here", (*key, spec.key))
        if len(self.problems) > before:
            return None
        return cls(**fields, extra=plain_copy(extra))

    def _field(self, spec: FieldSpec, value: Value, key: Key) -> object:
        if spec.many:
            if isinstance(value, list):
                return [self._one(spec, item, (*key, index)) for index, item in enumerate(value)]
            return [] if value is None else self._wrong(spec, value, key)
        if value is None and not spec.required:
            return None
        return self._one(spec, value, key)

    def _one(self, spec: FieldSpec, value: Value, key: Key) -> object:
        wanted, given = spec.type, type(value)
        if spec.nested and isinstance(value, dict):
            return self.record(wanted, value, key)
        if self.texts and wanted is datetime and isinstance(value, str):
            moment = resolve(value)
            value = moment if isinstance(moment, datetime) else value
        if wanted is datetime and isinstance(value, datetime):
            return value
        if wanted is Secured and isinstance(value, str):
            return Secured(value)
        if given is wanted or (wanted is float and given is int):
            return value
        return self._wrong(spec, value, key)

    def _wrong(self, spec: FieldSpec, value: Value, key: Key) -> object:
        given = _WORDS[type(value)]
        if isinstance(value, str) and spec.type in _TYPED and not spec.many and _is_typed_in_quotes(spec.type, value):
            return self._problem("T304", f"this {_TYPED[spec.type]} is quoted, so it is text; remove the quotes", key)
        wanted = describe_one(spec.type) if isinstance(key[-1], int) else describe(spec)
        hint = "; quote it" if spec.type is str and type(value) in (int, float, bool, datetime, date) else ""
        return self._problem("T301", f"takes {wanted}, not {given}{hint}", key)

    def _problem(self, code: str, message: str, key: Key) -> object:
        """Collect it; there is no value then."""
        self.problems.append(Problem(code, message, key))
        return None


def _is_typed_in_quotes(wanted: type, value: str) -> bool:
    return type(resolve(value)) is wanted or (wanted is float and type(resolve(value)) is int)


def _unstructure(record: Part, key: Key) -> dict[str, Value]:
    result: dict[str, Value] = {}
    specs = specs_by_key(type(record))
    for name, spec in specs.items():
        value = getattr(record, spec.name)
        if value is None or value == []:
            continue
        if spec.many:
            result[name] = [_plain(spec, item, (*key, name, index)) for index, item in enumerate(value)]
        elif spec.type is not Secured:
            result[name] = _plain(spec, value, (*key, name))
    if record.extra:
        result |= _plain_extra(record.extra, specs, key)
    secured = getattr(record, "secured", None)
    return result if secured is None else result | {"secured": secured.reveal()}


def _plain(spec: FieldSpec, value: object, key: Key) -> Value:
    """A field's value, or an item of its list: those are looked at here, for a list tells nobody what it is given."""
    if not fits_one(spec.type, value):
        message = f"takes {describe_one(spec.type)}, not {type(value).__name__}"
        raise EditError(message, code="E701", key=key)
    return _unstructure(value, key) if isinstance(value, Part) else cast("Value", value)


def _plain_extra(extra: dict[str, Value], specs: dict[str, FieldSpec], key: Key) -> dict[str, Value]:
    for name in extra:
        if name in specs:
            message = f"`extra` holds a key that has a field of its own; set `{specs[name].name}`"
            raise EditError(message, code="E702", key=(*key, name))
    try:
        return plain_copy(extra)
    except NotPlainError as error:
        raise EditError(error.reason, code="E702", key=(*key, *error.key)) from None


def _write_timestamps(values: dict[str, Value]) -> None:
    """Make all timestamps and dates text, in place."""
    todo: list[dict[str, Value] | list[Value]] = [values]
    while todo:
        holder = todo.pop()
        for name, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
            if isinstance(value, dict | list):
                todo.append(value)
            elif isinstance(value, date):
                text = value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()
                cast("dict[object, Value]", holder)[name] = text.replace("+00:00", "Z")


def _check_timestamps(timestamps: object) -> None:
    if timestamps not in ("datetime", "text"):
        message = f'timestamps is "datetime" or "text", not {timestamps!r}'
        raise TypeError(message)
