"""The check of what a field is given: when it is assigned, and when a record is made that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar, cast, dataclass_transform

import attrs

from articlefmt.errors import FieldError, SecuredChangedError
from articlefmt.model.fields import EXTRA, FieldSpec, extra_shape, field_specs
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape, origin_of
from articlefmt.model.words import describe

__all__ = [
    "NAIVE",
    "asks_for_no_more",
    "checked",
    "is_checked",
    "is_naive",
    "record_class",
    "takes",
]

NAIVE = "not a naive datetime; give it a time zone, as in tzinfo=datetime.UTC"
_FRACTION = "in whole seconds; use .replace(microsecond=0)"
_FRACTION_IN_UTC = "in whole seconds of UTC; use .astimezone(datetime.UTC).replace(microsecond=0)"
_RANGE = "within the years 1 to 9999 in UTC, and this one is outside of them"
_T = TypeVar("_T")


def checked(record: object, attribute: attrs.Attribute[Any], value: _T) -> _T:
    """Check what a field is given, as the article classes do: `@attrs.define(on_setattr=articlefmt.checked)`.

    As the `validator` of a field it checks what a record is made of, too. A class without it is checked when a record
    of it is written.

    Raises:
        FieldError: the field doesn't take the value.
        SecuredChangedError: the field is `Secured`, and the record is made already.
        TypeError: front matter can't hold what the class has.
    """
    held: object = getattr(record, attribute.name, None)
    is_new = value is not held  # what is held may be given back: a moment with a fraction, what is opaque
    spec = _spec(record, attribute)
    if is_new and spec is not None and Secured in spec.shape.types:
        message = f"`{attribute.name}` can't be assigned; call replace_secured on the document"
        raise SecuredChangedError(message, key=(spec.key,))
    _check(record, attribute, spec, value)
    if is_new and isinstance(value, datetime):
        _refuse_unwritable(attribute, spec, value)
    return value


def asks_for_no_more(validator: object) -> bool:
    """Whether a validator asks for nothing but what is checked when a file is read."""
    return validator in (None, *_OWN)


def is_checked(attribute: attrs.Attribute[Any]) -> bool:
    """Whether whatever an attribute holds was checked when it was given."""
    return attribute.on_setattr is checked and attribute.validator in _OWN


@dataclass_transform(kw_only_default=True, field_specifiers=(attrs.field,))
def record_class(cls: type[_T]) -> type[_T]:
    """Make an attrs class of a record: mutable, slotted, keyword-only, each value checked whenever it is given."""
    return attrs.define(cls, kw_only=True, slots=True, repr=False, field_transformer=_with_checks)


def takes(shape: Shape, value: object) -> bool:
    """Whether a value is one that a place takes, exactly; the fields of nested records are not looked at."""
    return next(_misfits(shape, value), None) is None


def is_naive(shape: Shape, value: object) -> bool:
    """Whether a value lacks nothing but a time zone."""
    return datetime in shape.types and isinstance(value, datetime) and value.utcoffset() is None


def _misfits(shape: Shape, value: object) -> Iterator[tuple[Shape, object]]:
    """What a place doesn't take: the value, or values in it, each with the shape of its own place."""
    if isinstance(value, (list, tuple)) and shape.items is not None and type(value) is shape.sequence:
        for item in cast("list[object]", value):
            yield from _misfits(shape.items, item)
    elif isinstance(value, dict) and shape.values is not None and type(value) is dict:
        for name, one in cast("dict[object, object]", value).items():
            yield from _misfits(shape.values, one) if isinstance(name, str) else [(shape, value)]
    elif not _takes_one(shape, value):
        yield shape, value


def _takes_one(shape: Shape, value: object) -> bool:
    """Whether a place takes a value that isn't one of its collections."""
    if shape.is_any or (value is None and shape.null):
        return True
    kind = type(value)
    if kind in shape.types:
        return kind is not datetime or cast("datetime", value).utcoffset() is not None
    if kind is int and float in shape.types:
        return True
    if shape.record is not None and isinstance(value, cast("type", origin_of(shape.record))):
        return True
    return kind in {type(member) for member in shape.choices.values()} and value in shape.choices.values()


def _with_checks(_cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """The fields of a class, each checked when a record is made and when it is assigned."""
    checks: dict[str, Any] = {"validator": _checked_when_made, "on_setattr": checked}
    # The type of what may be in `extra` names itself, which cattrs can't follow. No check of ours is made of it.
    return [one.evolve(**checks, **({"type": dict[str, Any]} if one.name == EXTRA else {})) for one in fields]


def _checked_when_made(record: object, attribute: attrs.Attribute[Any], value: object) -> None:
    spec = _spec(record, attribute)
    _check(record, attribute, spec, value)
    if isinstance(value, datetime):
        _refuse_unwritable(attribute, spec, value)


_OWN = (checked, _checked_when_made)


def _spec(record: object, attribute: attrs.Attribute[Any]) -> FieldSpec | None:
    return field_specs(type(record)).get(attribute.name)


def _check(record: object, attribute: attrs.Attribute[Any], spec: FieldSpec | None, value: object) -> None:
    if spec is not None and type(value) in spec.shape.types and type(value) is not datetime:
        return  # mostly, and in a third of the time
    if spec is None:
        if attribute.name == EXTRA and type(value) is not dict and extra_shape(type(record)):
            raise FieldError(EXTRA, "a dict", type(value))
        return
    for shape, wrong in _misfits(spec.shape, value):
        raise FieldError(attribute.name, describe(spec.shape), type(wrong), NAIVE if is_naive(shape, wrong) else "")


def _refuse_unwritable(attribute: attrs.Attribute[Any], spec: FieldSpec | None, value: datetime) -> None:
    if spec is not None and (amiss := _amiss(value)):
        raise FieldError(attribute.name, describe(spec.shape), type(value), amiss)


def _amiss(moment: datetime) -> str:
    """Why a moment can't be written, which is done in whole seconds; empty where it can be."""
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        return _RANGE
    if not in_utc.microsecond:
        return ""
    return _FRACTION if moment.microsecond == in_utc.microsecond else _FRACTION_IN_UTC
