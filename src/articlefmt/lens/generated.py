"""Plain values ↔ records: for each record class two functions, generated from its fields at the first use.

They take what fits and give up on anything else; `lens.problems` then says what is wrong. A generated function has a
line or two for each field and no loop over them, which makes it five to seven times as fast as a walk over the fields.
A field of one plain type, or of a list of one, is checked in its lines; any other one by a function of its shape
(`lens.shaped`). What a line needs besides is in the function's scope, under the name of the attribute, which is unique
in its class. The source of a function is its `__doc__`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, TypeAlias, cast

import attrs

from articlefmt.lens.shaped import MisfitError, Unknown, read_scalar, reader, writer
from articlefmt.model.cached import cached
from articlefmt.model.fields import FieldSpec, extra_shape, opaque_keys, specs_by_key
from articlefmt.model.making import nested_classes, only_keeps
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape, origin_of
from articlefmt.values import Value

__all__ = ["arguments", "structurer", "unstructurer"]

Structurer: TypeAlias = Callable[[dict[str, Value]], object]
Unstructurer: TypeAlias = Callable[[object, Unknown], dict[str, Value]]

_ABSENT = object()
_MADE_OF_TEXT = (Secured, time)
_STRUCTURERS: dict[type, Structurer] = {}
_UNSTRUCTURERS: dict[type, Unstructurer] = {}


def structurer(cls: type) -> Structurer:
    """A function that makes a record of values, of which it keeps none that can change.

    A record's own checks don't run again where they are ours. The function raises `MisfitError`.

    Raises:
        TypeError: front matter can't hold what the class, or one nested in it, has.
    """
    found = _STRUCTURERS.get(cls)
    if found is None:
        nested_classes(cls)  # before anything is kept: it raises where one of them can't be held
        _STRUCTURERS[cls] = lambda values: structurer(cls)(values)  # noqa: PLW0108  for a class that is nested in itself
        found = _STRUCTURERS[cls] = _make_structurer(cls)
    return found


def unstructurer(cls: type) -> Unstructurer:
    """A function that gives the plain values of a record, none of which the record holds itself.

    Every part that has unknown keys is added to the list that is given. The function raises `MisfitError`, and
    `NotPlainError` for what `extra` can't hold. Raises `TypeError`, as `structurer` does.
    """
    found = _UNSTRUCTURERS.get(cls)
    if found is None:
        nested_classes(cls)
        _UNSTRUCTURERS[cls] = lambda record, unknown: unstructurer(cls)(record, unknown)  # noqa: PLW0108  as above
        found = _UNSTRUCTURERS[cls] = _make_unstructurer(cls)
    return found


# --- values → record


@cached
def arguments(cls: type) -> Callable[[dict[str, Value]], dict[str, object]]:
    """A function that makes of values what a class is called with, for one that asks for more than to keep them."""
    scope: dict[str, object] = {}
    lines = ["def arguments(values):", " get = values.get", " given = {}"]
    for spec in specs_by_key(cls).values():
        lines += _structured(spec, f"given[{spec.attribute.alias!r}]", scope, is_filled=False)
    lines += [*_extra("given['extra']", cls, scope), " return given"]
    return cast("Callable[[dict[str, Value]], dict[str, object]]", _compiled("arguments", lines, scope))


def _make_structurer(cls: type) -> Structurer:
    origin = cast("type", origin_of(cls))
    if not only_keeps(cls):
        return _calling(origin, arguments(cls))
    # The record is of a class that checks no assignment while it is filled; there that takes a fifth of the time.
    raw = type(origin.__name__, (origin,), {"__slots__": (), "__setattr__": object.__setattr__})
    scope: dict[str, object] = {"cls": origin, "raw": raw, "new": object.__new__}
    lines = ["def structure(values):", " get = values.get", " self = new(raw)"]
    for spec in specs_by_key(cls).values():
        lines += _structured(spec, f"self.{spec.name}", scope, is_filled=True)
    lines += [*_extra("self.extra", cls, scope), " self.__class__ = cls", " return self"]
    return cast("Structurer", _compiled("structure", lines, scope))


def _calling(origin: type, given: Callable[[dict[str, Value]], dict[str, object]]) -> Structurer:
    def structure(values: dict[str, Value]) -> object:
        """Make a record by calling its class, which may raise whatever it likes."""
        arguments = given(values)
        try:
            made: object = origin(**arguments)
        except Exception:  # noqa: BLE001  whatever it raises, `lens.refusals` tells it
            raise MisfitError from None
        return made

    return structure


def _extra(held: str, cls: type, scope: dict[str, object]) -> list[str]:
    """Lines that keep the keys that the class doesn't know, if it has a field for them."""
    shape = extra_shape(cls)
    if shape is None:
        return []
    scope |= {"rest": reader(Shape(values=shape), structurer), "known": frozenset(specs_by_key(cls))}
    rest = "rest({k: v for k, v in values.items() if k not in known})"
    return [f" {held} = {{}} if known.issuperset(values) else {rest}"]


def _structured(spec: FieldSpec, held: str, scope: dict[str, object], *, is_filled: bool) -> list[str]:
    """Lines that give a record the value of a field."""
    read = [*_read(spec, scope), f" {held} = v"]
    if _is_null_absent(spec):
        return [f" v = get({spec.key!r})", *read]
    absent = "raise Misfit"
    if not spec.required:
        default: Any = spec.attribute.default
        absent = f"{held} = default_{spec.name}" if is_filled else "pass"
        if is_filled and isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            absent += f"({'self' if default.takes_self else ''})"
            default = default.factory
        scope[f"default_{spec.name}"] = default
    return [f" v = get({spec.key!r}, absent)", f" if v is absent: {absent}", " else:", *(" " + one for one in read)]


def _is_null_absent(spec: FieldSpec) -> bool:
    """Whether a key that isn't there is read as null is: as no value, or as a misfit."""
    if spec.required:
        return not spec.shape.null and spec.shape.empty is NotImplemented
    return (spec.default is None and spec.shape.null) or spec.is_empty_default


def _read(spec: FieldSpec, scope: dict[str, object]) -> list[str]:
    """Lines that check a plain value `v`, and make of it what the record holds."""
    own, shape = f"of_{spec.name}", spec.shape
    only = shape.only
    if only not in (None, *_MADE_OF_TEXT):
        given = " if v is not None and (" if shape.null else " if ("
        if only is datetime:
            scope |= {own: lambda value: read_scalar(shape, value), "utc": UTC}
            in_another = " or v.tzinfo is not utc" if shape.is_utc else ""
            return [given + f"{_differs('v', only)}{in_another}): v = {own}(v)"]
        return [given + f"{_differs('v', only)}): raise Misfit"]
    if of_items := _type_of_items(shape):
        differs = _differs("i", of_items)
        return [
            " if v is None: v = []",
            f" elif type(v) is not list or [i for i in v if {differs}]: raise Misfit",
            " else: v = v[:]",
        ]
    scope[own] = reader(shape, structurer)
    return [f" v = {own}(v)"]


# --- record → values


def _make_unstructurer(cls: type) -> Unstructurer:
    specs, extra = specs_by_key(cls), extra_shape(cls)
    scope: dict[str, object] = {"cls": origin_of(cls), "other": _unstructure_other}
    lines = [
        "def unstructure(self, unknown):",
        " if type(self) is not cls: return other(self, unknown)",
        " result = {}",
    ]
    opaque = opaque_keys(cls)
    for spec in specs.values():
        if spec.key not in opaque:
            lines += _unstructured(spec, scope)
    if extra is not None:
        scope |= {"rest": writer(Shape(values=extra), unstructurer), "known": specs.keys()}
        lines += [
            " if self.extra:",
            "  unknown.append(self)",
            "  if not known.isdisjoint(self.extra): raise Misfit",
            "  result.update(rest(self.extra, unknown))",
        ]
    for key in (key for key in specs if key in opaque):  # behind the unknown keys, as in the file
        lines += _unstructured(specs[key], scope)
    return cast("Unstructurer", _compiled("unstructure", [*lines, " return result"], scope))


def _unstructured(spec: FieldSpec, scope: dict[str, object]) -> list[str]:
    """Lines that put the plain value of a field into the result, but where a key that isn't there says the same."""
    own, shape = f"of_{spec.name}", spec.shape
    read, put = f" v = self.{spec.name}", f"result[{spec.key!r}] = "
    only = shape.only
    is_left_out = ""
    if spec.default is None:
        is_left_out = "v is not None"
    elif spec.is_empty_default:
        is_left_out = "v"
    head = f" if {is_left_out}:" if is_left_out else " if True:"
    if only not in (None, *_MADE_OF_TEXT) and (is_left_out or not shape.null):
        naive = " or v.utcoffset() is None" if only is datetime else ""
        return [read, head, f"  if {_differs('v', only)}{naive}: raise Misfit", f"  {put}v"]
    if of_items := _type_of_items(shape):
        differs = _differs("i", of_items)
        return [
            read,
            " if type(v) is not list: raise Misfit",
            head,
            f"  if [i for i in v if {differs}]: raise Misfit",
            f"  {put}v[:]",
        ]
    scope[own] = writer(shape, unstructurer)
    if is_left_out == "v":  # of a wrong type, 0 and "" are no empty collections
        scope[f"empty_{spec.name}"] = spec.default
        head = f" if v != empty_{spec.name} or type(v) is not type(empty_{spec.name}):"
    return [read, head, f"  {put}{own}(v, unknown)"]


def _unstructure_other(record: object, unknown: Unknown) -> dict[str, Value]:
    """The values of a record of a class below the one of the field."""
    return unstructurer(type(record))(record, unknown)


# --- both


def _type_of_items(shape: Shape) -> type | None:
    """The type of the items of a shape that is a list of plain values of one type, and nothing else."""
    if shape.items is None or shape.items.null or shape.empty != []:
        return None
    return None if shape.items.only in (datetime, *_MADE_OF_TEXT) else shape.items.only


def _differs(value: str, only: type | None) -> str:
    """Code that tells whether a plain value is of another type; every timestamp among them has a zone."""
    if only is float:
        return f"type({value}) is not float and type({value}) is not int"
    return f"type({value}) is not {cast('type', only).__name__}"


def _compiled(name: str, lines: list[str], scope: dict[str, object]) -> object:
    scope |= {"Misfit": MisfitError, "absent": _ABSENT, "date": date, "datetime": datetime}
    source = "\n".join(lines)
    exec(source, scope)  # noqa: S102  made of the names and types of fields
    function = cast("Callable[..., object]", scope[name])
    function.__doc__ = source
    return function
