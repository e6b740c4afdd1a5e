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
from functools import partial
from threading import RLock
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

import attrs

from articlefmt.lens.shaped import MisfitError, Unknown, misfit, read_scalar, reader, write_moment, writer
from articlefmt.model.cached import cached
from articlefmt.model.checked import is_checked, takes
from articlefmt.model.fields import FieldSpec, extra_argument, extra_shape, opaque_keys, specs_by_key
from articlefmt.model.making import nested_classes, only_keeps
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape, origin_of
from articlefmt.values import Value

__all__ = ["arguments", "structurer", "unstructurer"]

Structurer: TypeAlias = Callable[[dict[str, Value]], object]
Unstructurer: TypeAlias = Callable[[object, Unknown], dict[str, Value]]
F = TypeVar("F")

_ABSENT = object()
_MADE_OF_TEXT = (Secured, time)
_STRUCTURERS: dict[type, Structurer] = {}
_UNSTRUCTURERS: dict[type, Unstructurer] = {}
_MAKING: set[tuple[object, type]] = set()
"""The functions that are being made: of a class that is nested in itself, one is wanted meanwhile."""

_LOCK = RLock()


def structurer(cls: type) -> Structurer:
    """A function that makes a record of values, of which it keeps none that can change.

    A record's own checks don't run again where they are ours. The function raises `MisfitError`.

    Raises:
        TypeError: front matter can't hold what the class, or one nested in it, has.
    """
    found = _STRUCTURERS.get(cls)
    if found is None:
        later: Structurer = partial(_structure, cls)
        found = _made(cls, _STRUCTURERS, _make_structurer, later)
    return found


def unstructurer(cls: type) -> Unstructurer:
    """A function that gives the plain values of a record, none of which the record holds itself.

    Every part that has unknown keys is added to the list that is given. The function raises `MisfitError`, and
    `NotPlainError` for what `extra` can't hold. Raises `TypeError`, as `structurer` does.
    """
    found = _UNSTRUCTURERS.get(cls)
    if found is None:
        later: Unstructurer = partial(_unstructure, cls)
        found = _made(cls, _UNSTRUCTURERS, _make_unstructurer, later)
    return found


def _structure(cls: type, values: dict[str, Value]) -> object:
    return structurer(cls)(values)


def _unstructure(cls: type, record: object, unknown: Unknown) -> dict[str, Value]:
    return unstructurer(cls)(record, unknown)


def _made(cls: type, known: dict[type, F], make: Callable[[type], F], later: F) -> F:
    """The function of a class, made if it isn't; what is asked for while it is made is one that asks again.

    Nested classes come first, so that a long chain of them is no deep recursion.
    """
    with _LOCK:
        for one in reversed(nested_classes(cls)):  # it raises where one of them can't be held
            if one not in known and (make, one) not in _MAKING:
                _MAKING.add((make, one))
                try:
                    known[one] = make(one)
                finally:
                    _MAKING.discard((make, one))
        return known.get(cls) or later


# --- values → record


@cached
def arguments(cls: type) -> Callable[[dict[str, Value]], dict[str, object]]:
    """A function that makes of values what a class is called with, for one that asks for more than to keep them."""
    scope: dict[str, object] = {}
    lines = ["def arguments(values):", " get = values.get", " given = {}"]
    for spec in specs_by_key(cls).values():
        lines += _structured(spec, f"given[{spec.attribute.alias!r}]", scope, is_filled=False)
    lines += [*_extra(f"given[{extra_argument(cls)!r}]", cls, scope), " return given"]
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
        except Exception as error:
            raise MisfitError from error
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
            absent, default = f"{absent}()", default.factory
        scope[f"default_{spec.name}"] = default
    return [f" v = get({spec.key!r}, absent)", f" if v is absent: {absent}", " else:", *(" " + one for one in read)]


def _is_null_absent(spec: FieldSpec) -> bool:
    """Whether a key that isn't there is read as null is: as no value, or as a misfit."""
    if spec.required:
        return not (spec.shape.null or spec.shape.is_any) and spec.shape.empty is NotImplemented
    return (spec.default is None and spec.shape.null) or spec.is_empty_default


def _read(spec: FieldSpec, scope: dict[str, object]) -> list[str]:
    """Lines that check a plain value `v`, and make of it what the record holds."""
    own, shape, simple = f"of_{spec.name}", spec.shape, _simple(spec.shape)
    if simple is None:
        scope[own] = reader(shape, structurer)
        return [f" v = {own}(v)"]
    if simple.is_record:
        scope[own] = structurer(simple.type)
    elif simple.type is datetime:
        scope |= {own: lambda value: read_scalar(shape, value), "utc": UTC}
    return _read_list(own, simple) if simple.many else _read_one(own, shape, simple)


def _read_one(own: str, shape: Shape, simple: _Simple) -> list[str]:
    given = " if v is not None" if shape.null else " if True"
    if simple.is_record:
        return [f"{given}: v = {own}(v) if type(v) is dict else misfit()"]
    differs = _differs("v", simple.type)
    if simple.type is datetime:
        return [f"{given} and ({differs}{' or v.tzinfo is not utc' if shape.is_utc else ''}): v = {own}(v)"]
    return [f"{given} and ({differs}): raise Misfit"]


def _read_list(own: str, simple: _Simple) -> list[str]:
    lines = [" if v is None: v = []", " elif type(v) is not list: raise Misfit", " else:"]
    if simple.is_record:
        return [*lines, f"  v = [{own}(i) if type(i) is dict else misfit() for i in v]"]
    return [*lines, "  for i in v:", f"   if {_differs('i', simple.type)}: raise Misfit", "  v = v[:]"]


# --- record → values


def _make_unstructurer(cls: type) -> Unstructurer:
    specs, extra = specs_by_key(cls), extra_shape(cls)
    scope: dict[str, object] = {"cls": origin_of(cls), "other": _unstructure_other}
    lines = [
        "def unstructure(self, unknown):",
        " if type(self) is not cls: return other(self, unknown, cls)",
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
    own, shape, simple = f"of_{spec.name}", spec.shape, _simple(spec.shape)
    lines, put = [f" v = self.{spec.name}"], f"result[{spec.key!r}] = "
    given = " if v is not None:" if spec.default is None else " if True:"
    if spec.default not in (None, NotImplemented) and not takes(shape, spec.default):
        scope[f"default_{spec.name}"] = spec.default  # which no file can say
        given = f" if v is not default_{spec.name}:"
    if spec.is_empty_default:  # of another type, 0 and "" are no empty collections
        given = f" if v or type(v) is not {type(spec.default).__name__}:"
    if simple is None or (shape.null and spec.default is not None):
        scope[own] = writer(shape, unstructurer)
        return [*lines, given, f"  {put}{own}(v, unknown)"]
    if simple.is_record:
        scope[own] = unstructurer(simple.type)
    if simple.type is datetime:
        scope |= {own: write_moment, "utc": UTC}
    elif is_checked(spec.attribute) and not (simple.many or simple.is_record):
        return [*lines, given, f"  {put}v"]
    return [*lines, given, *("  " + one for one in _written(own, put, simple))]


def _written(own: str, put: str, simple: _Simple) -> list[str]:
    """Lines that put a value `v` that isn't left out."""
    if not simple.many:
        if simple.is_record:
            return [f"{put}{own}(v, unknown)"]
        zoned = f"v if v.tzinfo is utc else {own}(v)" if simple.type is datetime else "v"
        return [f"if {_differs('v', simple.type)}: raise Misfit", f"{put}{zoned}"]
    if simple.is_record:
        return ["if type(v) is not list: raise Misfit", f"{put}[{own}(i, unknown) for i in v]"]
    differs = _differs("i", simple.type)
    return ["if type(v) is not list: raise Misfit", "for i in v:", f" if {differs}: raise Misfit", f"{put}v[:]"]


def _unstructure_other(record: object, unknown: Unknown, cls: type) -> dict[str, Value]:
    """The values of what may be a record of a class below the one of the field."""
    if not isinstance(record, cls):
        raise MisfitError
    return unstructurer(type(record))(record, unknown)


# --- both


class _Simple(NamedTuple):
    """A shape of one plain type or of one class, or a list of these."""

    type: type
    is_record: bool
    many: bool


def _simple(shape: Shape) -> _Simple | None:
    """What is checked in the lines of a field; None for what needs a function of its shape."""
    many = shape.items is not None and shape.empty == []
    one = shape.items if many and shape.items is not None else shape
    if many and (one.null or one.only is datetime):
        return None
    if one.only_record is not None:
        return _Simple(one.only_record, is_record=True, many=many)
    only = one.only
    return None if only is None or only in _MADE_OF_TEXT else _Simple(only, is_record=False, many=many)


def _differs(value: str, only: type) -> str:
    """Code that tells whether a plain value is of another type; every timestamp among them has a zone."""
    if only is float:
        return f"type({value}) is not float and type({value}) is not int"
    return f"type({value}) is not {only.__name__}"


def _compiled(name: str, lines: list[str], scope: dict[str, object]) -> object:
    scope |= {"Misfit": MisfitError, "misfit": misfit, "absent": _ABSENT, "date": date, "datetime": datetime}
    source = "\n".join(lines)
    exec(source, scope)  # noqa: S102  made of the names and types of fields
    function = cast("Callable[..., object]", scope[name])
    function.__doc__ = source
    return function
