"""Plain values ↔ records: for each record class two functions, generated from its fields at the first use.

They take what fits and give up on anything else; `lens.problems` then says what is wrong. A generated function has a
line or two for each field and no loop over them, which makes it five to seven times as fast as a walk over the fields.
What a line needs besides is in the function's scope, under the name of the attribute, which is unique in its class.
The source of a function is its `__doc__`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias, cast

from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, opaque_keys, specs_by_key
from articlefmt.model.secured import Secured
from articlefmt.syntax.scalars import short_zoned
from articlefmt.values import Value, plain_copy

__all__ = ["MisfitError", "structurer", "unstructurer"]

Structurer: TypeAlias = Callable[[dict[str, Value]], Part]
Unstructurer: TypeAlias = Callable[[Part, list[Part]], dict[str, Value]]

_STRUCTURERS: dict[type, Structurer] = {}
_UNSTRUCTURERS: dict[type, Unstructurer] = {}


class MisfitError(Exception):
    """The values don't fit the class, or the record holds what it may not; internal."""


def structurer(cls: type[Part]) -> Structurer:
    """A function that makes a record of values, of which it keeps none that can change.

    The record's own checks don't run again. The function raises `MisfitError`.
    """
    if cls not in _STRUCTURERS:
        _STRUCTURERS[cls] = _make_structurer(cls)
    return _STRUCTURERS[cls]


def unstructurer(cls: type[Part]) -> Unstructurer:
    """A function that gives the plain values of a record, none of which the record holds itself.

    Every part that has unknown keys is added to the list that is given. The function raises `MisfitError`, and
    `NotPlainError` for what `extra` can't hold.
    """
    if cls not in _UNSTRUCTURERS:
        _UNSTRUCTURERS[cls] = _make_unstructurer(cls)
    return _UNSTRUCTURERS[cls]


# --- values → record


def _make_structurer(cls: type[Part]) -> Structurer:
    specs = specs_by_key(cls)
    # The record is of a class that checks no assignment while it is filled; there that takes a fifth of the time.
    raw = type(cls.__name__, (cls,), {"__slots__": (), "__setattr__": object.__setattr__})
    scope: dict[str, object] = {"cls": cls, "raw": raw, "known": frozenset(specs)}
    scope |= {"new": object.__new__, "copy": plain_copy, "moment": _moment}
    lines = ["def structure(values):", " self = new(raw)", " get = values.get"]
    for spec in specs.values():
        scope[_own(spec)] = structurer(spec.type) if spec.nested else spec.type
        lines += [f" v = get({spec.key!r})", *_structured(spec), f" self.{spec.name} = v"]
    lines += [
        " if known.issuperset(values): self.extra = {}",
        " else: self.extra = copy({k: v for k, v in values.items() if k not in known})",
        " self.__class__ = cls",
        " return self",
    ]
    return cast("Structurer", _compiled("structure", lines, scope))


def _structured(spec: FieldSpec) -> list[str]:
    """Lines that check a value `v`, and make of it what the record holds."""
    own = _own(spec)
    if spec.many and spec.nested:
        return _list([f"  v = [{own}(i) for i in v if type(i) is dict or misfit()]"])
    if spec.many and spec.type is datetime:
        return _list([f"  v = [moment(i) if {_differs('i', spec)} else i for i in v]"])
    if spec.many:
        return _list([f"  for i in v:\n   if {_differs('i', spec)}: raise Misfit", "  v = v[:]"])
    given = " if True" if spec.required else " if v is not None"
    if spec.nested:
        return [f"{given}:", "  if type(v) is not dict: raise Misfit", f"  v = {own}(v)"]
    if spec.type is Secured:
        return [f"{given}:", "  if type(v) is not str: raise Misfit", f"  v = {own}(v)"]
    misfit = "v = moment(v)" if spec.type is datetime else "raise Misfit"
    return [f"{given} and ({_differs('v', spec)}): {misfit}"]


def _list(inside: list[str]) -> list[str]:
    return [" if v is None: v = []", " elif type(v) is list:", *inside, " else: raise Misfit"]


def _moment(value: Value) -> datetime:
    """The moment that a text says whose zone makes it no timestamp by itself."""
    moment = short_zoned(value) if isinstance(value, str) else None
    if moment is None:
        raise MisfitError
    return moment


# --- record → values


def _make_unstructurer(cls: type[Part]) -> Unstructurer:
    specs = specs_by_key(cls)
    scope: dict[str, object] = {"cls": cls, "known": specs.keys(), "copy": plain_copy, "other": _unstructure_other}
    lines = [
        "def unstructure(self, with_extra):",
        " if type(self) is not cls: return other(self, with_extra, cls)",
        " result = {}",
    ]
    for spec in specs.values():
        scope[_own(spec)] = unstructurer(spec.type) if spec.nested else spec.type
        if spec.key not in opaque_keys(cls):
            lines += [f" v = self.{spec.name}", *_unstructured(spec)]
    lines += [
        " if self.extra:",
        "  with_extra.append(self)",
        "  if not known.isdisjoint(self.extra): raise Misfit",
        "  result.update(copy(self.extra))",
    ]
    for key in (key for key in specs if key in opaque_keys(cls)):  # behind the unknown keys, as in the file
        lines += [f" v = self.{specs[key].name}", f" if v is not None: result[{key!r}] = v.reveal()"]
    return cast("Unstructurer", _compiled("unstructure", [*lines, " return result"], scope))


def _unstructured(spec: FieldSpec) -> list[str]:
    """Lines that put the plain value of a field `v` into the result."""
    own = _own(spec)
    if spec.many and spec.nested:
        return [f" if v: result[{spec.key!r}] = [{own}(i, with_extra) for i in v]"]
    if spec.many:
        zoneless = " or i.utcoffset() is None" if spec.type is datetime else ""
        return [
            " if v:",
            f"  for i in v:\n   if {_differs('i', spec)}{zoneless}: raise Misfit",
            f"  result[{spec.key!r}] = v[:]",
        ]
    value = f"{own}(v, with_extra)" if spec.nested else "v"
    return [f" if v is not None: result[{spec.key!r}] = {value}"]


def _unstructure_other(part: Part, with_extra: list[Part], cls: type[Part]) -> dict[str, Value]:
    """The values of what may be a record of a class below the one of the field."""
    if not isinstance(part, cls):
        raise MisfitError
    return unstructurer(type(part))(part, with_extra)


# --- both


def _own(spec: FieldSpec) -> str:
    """The name in the scope of a field's type, or of the function for its nested class."""
    return f"of_{spec.name}"


def _differs(value: str, spec: FieldSpec) -> str:
    """Code that tells whether a plain value is of another type; every timestamp among them has a zone."""
    if spec.type is float:
        return f"type({value}) is not float and type({value}) is not int"
    return f"type({value}) is not {_own(spec)}"


def _misfit() -> bool:
    raise MisfitError


def _compiled(name: str, lines: list[str], scope: dict[str, object]) -> object:
    scope |= {"Misfit": MisfitError, "misfit": _misfit}
    source = "\n".join(lines)
    exec(source, scope)  # noqa: S102  made of the names and types of our own fields
    function = cast("Callable[..., object]", scope[name])
    function.__doc__ = source
    return function
