"""Plain values → record, by a function that is generated for each class; see `lens.generated`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeAlias, cast

import attrs

from articlefmt.lens.generated import Simple, compiled, differing, made, simple_of
from articlefmt.lens.shaped import MisfitError, read_scalar, reader
from articlefmt.model.cached import cached
from articlefmt.model.fields import FieldSpec, extra_argument, extra_shape, specs_by_key
from articlefmt.model.making import only_keeps
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape, origin_of
from articlefmt.values import Value

__all__ = ["arguments", "structurer"]

Structurer: TypeAlias = Callable[[dict[str, Value]], object]

_MADE: dict[type, Structurer] = {}


def structurer(cls: type) -> Structurer:
    """A function that makes a record of values, of which it keeps none that can change.

    A record's own checks don't run again where they are ours. The function raises `MisfitError`.

    Raises:
        TypeError: front matter can't hold what the class, or one nested in it, has.
    """
    if cls in _MADE:
        return _MADE[cls]
    later: Structurer = partial(_structure, cls)
    return made(cls, _MADE, _make_structurer, later)


@cached
def arguments(cls: type) -> Callable[[dict[str, Value]], dict[str, object]]:
    """A function that makes of values what a class is called with, for one that asks for more than to keep them."""
    scope: dict[str, object] = {}
    lines = ["def arguments(values):", " get = values.get", " given = {}"]
    for spec in specs_by_key(cls).values():
        lines += _structured(spec, f"given[{spec.attribute.alias!r}]", scope, is_filled=False)
    lines += [*_extra(f"given[{extra_argument(cls)!r}]", cls, scope), " return given"]
    return cast("Callable[[dict[str, Value]], dict[str, object]]", compiled("arguments", lines, scope))


def _make_structurer(cls: type) -> Structurer:
    """Generate the function that fills a record; of a class that does more than to keep values one that calls it."""
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
    return cast("Structurer", compiled("structure", lines, scope))


def _calling(origin: type, given: Callable[[dict[str, Value]], dict[str, object]]) -> Structurer:
    """A function that makes a record by calling its class."""

    def structure(values: dict[str, Value]) -> object:
        """Make a record by calling its class, which may raise whatever it likes."""
        arguments = given(values)
        try:
            made: object = origin(**arguments)
        except Exception as error:  # whatever the class raises is its refusal
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
    own, shape, simple = f"of_{spec.name}", spec.shape, simple_of(spec.shape)
    if simple is None:
        scope[own] = reader(shape, structurer)
        return [f" v = {own}(v)"]
    if simple.is_record:
        scope[own] = structurer(simple.type)
    elif simple.type is datetime:
        scope |= {own: lambda value: read_scalar(shape, value), "utc": UTC}
    return _read_list(own, simple) if simple.many else _read_one(own, shape, simple)


def _read_one(own: str, shape: Shape, simple: Simple) -> list[str]:
    given = " if v is not None" if shape.null else " if True"
    if simple.is_record:
        return [f"{given}: v = {own}(v) if type(v) is dict else misfit()"]
    if simple.type is Secured:
        return [f"{given}: v = Secured(v) if type(v) is str else misfit()"]
    differs = differing("v", simple.type)
    if simple.type is datetime:
        return [f"{given} and ({differs}{' or v.tzinfo is not utc' if shape.is_utc else ''}): v = {own}(v)"]
    return [f"{given} and ({differs}): raise Misfit"]


def _read_list(own: str, simple: Simple) -> list[str]:
    lines = [" if v is None: v = []", " elif type(v) is not list: raise Misfit", " else:"]
    if simple.is_record:
        return [*lines, f"  v = [{own}(i) if type(i) is dict else misfit() for i in v]"]
    return [*lines, "  for i in v:", f"   if {differing('i', simple.type)}: raise Misfit", "  v = v[:]"]


def _structure(cls: type, values: dict[str, Value]) -> object:
    return structurer(cls)(values)
