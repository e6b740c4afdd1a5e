"""Plain values ↔ records: no coercion, and every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Literal, TypeVar, cast

import attrs

from articlefmt.errors import Problem, StructureError
from articlefmt.keys import masked_key
from articlefmt.lens.generated import MisfitError, structurer, unstructurer
from articlefmt.lens.problems import faults, problems
from articlefmt.model.base import Part, secrets_of
from articlefmt.model.fields import describe_one, specs_by_key
from articlefmt.model.records import Record, check_class, class_of
from articlefmt.secrecy import Secrets, masked
from articlefmt.syntax.scalars import resolve
from articlefmt.values import NotPlainError, Value, holders, plain_copy

__all__ = ["Timestamps", "in_form", "structure", "structure_values", "unstructure", "unstructure_values"]

R = TypeVar("R", bound=Record)
Timestamps = Literal["datetime", "text"]


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
    if timestamps == "text":
        values = _with_timestamps(values, class_of(values, cls))
    try:
        return structure_values(values, cls)
    except StructureError as error:
        secrets = Secrets(values)
        told = [attrs.evolve(problem, key=masked_key(problem.key, secrets)) for problem in error.problems]
    raise StructureError(told)


def unstructure(record: Part, *, timestamps: Timestamps = "datetime") -> dict[str, Value]:
    """The plain values of a record, as `articlefmt.unstructure` gives them; errors as there."""
    _check_timestamps(timestamps)
    if not isinstance(record, Part):
        message = f"unstructure takes a record, not {type(record).__name__}"
        raise TypeError(message)
    return in_form(unstructure_values(record)[0], timestamps)


def in_form(values: dict[str, Value], timestamps: Timestamps) -> dict[str, Value]:
    """The values, which may be changed, with their timestamps in one of the two forms. Raises `TypeError`."""
    _check_timestamps(timestamps)
    if timestamps == "text":
        _write_timestamps(values)
    return values


def structure_values(values: dict[str, Value], cls: type[R]) -> R:
    """Make a record of plain values, of which it keeps none that can change. Raises `StructureError`."""
    wanted = class_of(values, cls)
    try:
        return cast("R", structurer(wanted)(values))
    except MisfitError:
        other = class_of(values)
    if wanted is not other:
        message = (
            f"its keys are those of {describe_one(other)}, not of {describe_one(wanted)}; "
            f"load it with cls=articlefmt.{other.__name__}"
        )
        raise StructureError([Problem("T303", message)])
    raise StructureError([*problems(values, wanted)])


def unstructure_values(record: Part) -> tuple[dict[str, Value], bool]:
    """The plain values of a record, and whether some part of it has unknown keys. Raises `EditError`."""
    with_extra: list[Part] = []
    try:
        return unstructurer(type(record))(record, with_extra), bool(with_extra)
    except (MisfitError, NotPlainError):
        fault = next(faults(record))
    fault.key = masked_key(fault.key, secrets_of(record))
    raise fault


def _with_timestamps(values: dict[str, Value], cls: type[Part]) -> dict[str, Value]:
    """The values, with a timestamp in place of each text of a field of timestamps that says one."""
    specs = specs_by_key(cls)
    result = dict(values)
    for name, value in values.items():
        if name in specs and (specs[name].nested or specs[name].type is datetime):
            of = specs[name].type
            result[name] = [_with_one(one, of) for one in value] if isinstance(value, list) else _with_one(value, of)
    return result


def _with_one(value: Value, of: type) -> Value:
    if isinstance(value, dict) and issubclass(of, Part):
        return _with_timestamps(value, of)
    moment = resolve(value) if isinstance(value, str) and of is datetime else None
    return moment if isinstance(moment, datetime) else value


def _write_timestamps(values: dict[str, Value]) -> None:
    """Make all timestamps and dates text, in place."""
    for holder in holders(values):
        for name, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
            if isinstance(value, date):
                text = value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()
                cast("dict[object, Value]", holder)[name] = text.replace("+00:00", "Z")


def _check_timestamps(timestamps: object) -> None:
    if timestamps not in ("datetime", "text"):
        message = f'timestamps is "datetime" or "text", not {masked(repr(timestamps))}'
        raise TypeError(message)
