"""What a record class knows of its fields: a table made of annotations and layout, and the check of one value.

A field's type is what its annotation says: `str`, `int`, `float`, `bool`, `datetime`, `Secured`, a nested class, any of
these `| None`, or a `list` of one. There is no coercion: `"70"` is no int, `True` is not `1`; only a float field may
hold an int.
"""

from __future__ import annotations

import types
from datetime import UTC, datetime
from typing import Any, TypeVar, Union, cast, dataclass_transform, get_args, get_origin

import attrs

from articlefmt.errors import FieldError, SecuredChangedError
from articlefmt.model.cached import cached
from articlefmt.model.layout import layout_of
from articlefmt.model.secured import Secured

__all__ = [
    "FieldSpec",
    "describe",
    "describe_one",
    "field_specs",
    "fits",
    "fits_one",
    "opaque_keys",
    "record_class",
    "specs_by_key",
]

_NAMES: dict[type, str] = {
    str: "a str",
    int: "an int",
    float: "a float",
    bool: "a bool",
    datetime: "a datetime with a time zone",
    Secured: "a Secured",
}
_NAIVE = "not a naive datetime; give it a time zone, as in tzinfo=datetime.UTC"
_FRACTION = "in whole seconds; use .replace(microsecond=0)"
_FRACTION_IN_UTC = "in whole seconds of UTC; use .astimezone(datetime.UTC).replace(microsecond=0)"
_RANGE = "within the years 1 to 9999 in UTC, and this one is outside of them"
_T = TypeVar("_T")
_SPECS: dict[type, dict[str, FieldSpec]] = {}
_SPECS_BY_KEY: dict[type, dict[str, FieldSpec]] = {}


@attrs.frozen
class FieldSpec:
    """One field of a record.

    Attributes:
        name: its attribute.
        key: its key in the file.
        type: the type of its value, or of the items of its list.
        many: whether it is a list.
        required: whether a record must have it.
        nested: whether its type is a nested record.
    """

    name: str
    key: str
    type: type
    many: bool
    required: bool
    nested: bool = attrs.field(init=False)

    @nested.default
    def _is_nested(self) -> bool:
        return attrs.has(self.type)


@dataclass_transform(kw_only_default=True, field_specifiers=(attrs.field,))
def record_class(cls: type[_T]) -> type[_T]:
    """Make an attrs class of a record: mutable, slotted, keyword-only, each value checked whenever it is given."""
    return attrs.define(
        cls, kw_only=True, slots=True, repr=False, on_setattr=_check_assignment, field_transformer=_checked
    )


def field_specs(cls: type) -> dict[str, FieldSpec]:
    """The fields of a record class by attribute, without `extra`."""
    if cls not in _SPECS:
        layout = layout_of(cls)
        fields = (one for one in attrs.fields(cls) if one.name != "extra")
        _SPECS[cls] = {one.name: _spec(one, layout.key(one.name)) for one in fields}
    return _SPECS[cls]


def specs_by_key(cls: type) -> dict[str, FieldSpec]:
    """The fields of a record class by their key in the file."""
    if cls not in _SPECS_BY_KEY:
        _SPECS_BY_KEY[cls] = {spec.key: spec for spec in field_specs(cls).values()}
    return _SPECS_BY_KEY[cls]


@cached
def opaque_keys(cls: type) -> frozenset[str]:
    """The keys whose values are opaque."""
    return frozenset(spec.key for spec in field_specs(cls).values() if spec.type is Secured)


def fits(spec: FieldSpec, value: object) -> bool:
    """Whether a value is one that the field takes, exactly; the fields of nested records are not looked at."""
    if spec.many:
        return type(value) is list and all(fits_one(spec.type, item) for item in cast("list[object]", value))
    if value is None:
        return not spec.required
    return fits_one(spec.type, value)


def fits_one(wanted: type, value: object) -> bool:
    """Whether a value is of a type, as an item of a field that takes many."""
    if wanted is float:
        return type(value) in (int, float)
    if wanted is datetime:
        return type(value) is datetime and value.utcoffset() is not None
    return type(value) is wanted or (isinstance(value, wanted) and attrs.has(wanted))


def describe(spec: FieldSpec) -> str:
    """The type a field takes, in words."""
    if spec.many:
        return f"a list of {describe_one(spec.type).split(' ', 1)[1]}"
    return describe_one(spec.type) if spec.required else f"{describe_one(spec.type)} or None"


def describe_one(cls: type) -> str:
    """A type in words, as one value of it: `a str`, `an Image`."""
    name = cls.__name__
    return _NAMES.get(cls, f"{'an' if name[0] in 'AEIOU' else 'a'} {name}")


def _spec(attribute: attrs.Attribute[Any], key: str) -> FieldSpec:
    hint = attribute.type
    many = get_origin(hint) is list
    options = get_args(hint) if many or get_origin(hint) in (Union, types.UnionType) else (hint,)
    (one,) = (option for option in options if option is not type(None))
    required = attribute.default is attrs.NOTHING
    return FieldSpec(attribute.name, key, one, many, required)


def _checked(_cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    # The type of what may be in `extra` names itself, which cattrs can't follow. No check of ours is made of it.
    return [
        one.evolve(validator=_validate, type=dict[str, Any]) if one.name == "extra" else one.evolve(validator=_validate)
        for one in fields
    ]


def _validate(record: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if attribute.name == "extra":
        if type(value) is not dict:
            raise FieldError("extra", "a dict", type(value))
        return
    spec = field_specs(type(record))[attribute.name]
    if not fits(spec, value):
        wrong: object = value
        if spec.many and type(value) is list:
            wrong = next(item for item in value if not fits_one(spec.type, item))
        raise FieldError(attribute.name, describe(spec), type(wrong), _NAIVE if _is_naive(wrong, spec.type) else "")
    if isinstance(value, datetime) and (amiss := _amiss(value)):
        raise FieldError(attribute.name, describe(spec), type(value), amiss)


def _check_assignment(record: object, attribute: attrs.Attribute[Any], value: _T) -> _T:
    if attribute.name != "extra" and field_specs(type(record))[attribute.name].type is Secured:
        message = f"`{attribute.name}` can't be assigned; call replace_secured on the document"
        raise SecuredChangedError(message)
    if not (isinstance(value, datetime) and value is getattr(record, attribute.name, None)):
        _validate(record, attribute, value)  # but a moment with a fraction that a file has may be given back
    return value


def _is_naive(value: object, wanted: type) -> bool:
    return wanted is datetime and isinstance(value, datetime) and value.utcoffset() is None


def _amiss(moment: datetime) -> str:
    """Why a moment can't be written, which is done in UTC and in whole seconds; empty where it can be."""
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        return _RANGE
    if not in_utc.microsecond:
        return ""
    return _FRACTION if moment.microsecond == in_utc.microsecond else _FRACTION_IN_UTC
