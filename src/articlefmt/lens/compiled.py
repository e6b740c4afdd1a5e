"""Plain values ↔ records, quickly: for each record class two functions, generated from its fields at the first use.

They take what fits and give up on anything else; `structure` then walks the tables and says what is wrong. A generated
function has a line or two for each field and no loop over them, which makes it several times as fast as the walk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias, cast

from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, specs_by_key
from articlefmt.model.secured import Secured
from articlefmt.values import Value, plain_copy

__all__ = ["MisfitError", "structurer", "unstructurer"]

Structurer: TypeAlias = Callable[[dict[str, Value]], Part]
Unstructurer: TypeAlias = Callable[[Part, list[Part]], dict[str, Value]]


_BUILDERS: dict[type, Structurer] = {}
_FLATTENERS: dict[type, Unstructurer] = {}


class MisfitError(Exception):
    """The values don't fit the class, or the record holds what it may not; internal."""


def structurer(cls: type[Part]) -> Structurer:
    """A function that makes a record of values, of which it keeps none that can change.

    The record's own checks don't run again. The function raises `MisfitError`.
    """
    if cls not in _BUILDERS:
        _BUILDERS[cls] = _make_builder(cls)
    return _BUILDERS[cls]


def unstructurer(cls: type[Part]) -> Unstructurer:
    """A function that gives the plain values of a record, none of which the record holds itself.

    Every part that has unknown keys is added to the list that is given. The function raises `MisfitError`.
    """
    if cls not in _FLATTENERS:
        _FLATTENERS[cls] = _make_flattener(cls)
    return _FLATTENERS[cls]


def _make_builder(cls: type[Part]) -> Structurer:
    specs = specs_by_key(cls)
    # The record is of a class that checks no assignment while it is filled; there that takes a fifth of the time.
    raw = type(cls.__name__, (cls,), {"__slots__": (), "__setattr__": object.__setattr__})
    scope: dict[str, object] = {"cls": cls, "raw": raw, "known": frozenset(specs)}
    scope |= {"new": object.__new__, "copy": plain_copy}
    lines = ["def build(values):", " self = new(raw)", " get = values.get"]
    for spec in specs.values():
        lines += [f" v = get({spec.key!r})", *_checked(spec, scope), f" self.{spec.name} = v"]
    lines += [
        " if known.issuperset(values): self.extra = {}",
        " else: self.extra = copy({k: v for k, v in values.items() if k not in known})",
        " self.__class__ = cls",
        " return self",
    ]
    return cast("Structurer", _compiled("build", lines, scope))


def _make_flattener(cls: type[Part]) -> Unstructurer:
    scope: dict[str, object] = {"cls": cls, "known": specs_by_key(cls).keys(), "copy": plain_copy}
    lines = ["def unstructure_values(self, with_extra):", " if type(self) is not cls: raise Misfit", " result = {}"]
    for spec in specs_by_key(cls).values():
        if spec.type is not Secured:
            lines += [f" v = self.{spec.name}", *_flat(spec, scope)]
    lines += [
        " if self.extra:",
        "  with_extra.append(self)",
        "  if not known.isdisjoint(self.extra): raise Misfit",
        "  result.update(copy(self.extra))",
    ]
    if "secured" in specs_by_key(cls):
        lines += [" if self.secured is not None: result['secured'] = self.secured.reveal()"]
    return cast("Unstructurer", _compiled("unstructure_values", [*lines, " return result"], scope))


def _checked(spec: FieldSpec, scope: dict[str, object]) -> list[str]:
    """Lines that check a value `v`, and make of it what the record holds."""
    name = _named(spec, scope, structurer)
    if spec.many:
        inside = (
            [f"  v = [{name}(i) for i in v if type(i) is dict or misfit()]"]
            if spec.nested
            else [f"  for i in v:\n   if {_differs('i', spec.type, name)}: raise Misfit", "  v = v[:]"]
        )
        return [" if v is None: v = []", " elif type(v) is list:", *inside, " else: raise Misfit"]
    given = " if v is not None" if not spec.required else " if True"
    if spec.nested:
        return [f"{given}:", "  if type(v) is not dict: raise Misfit", f"  v = {name}(v)"]
    if spec.type is Secured:
        return [f"{given}:", "  if type(v) is not str: raise Misfit", f"  v = {name}(v)"]
    return [f"{given} and ({_differs('v', spec.type, name)}): raise Misfit"]


def _flat(spec: FieldSpec, scope: dict[str, object]) -> list[str]:
    """Lines that put the plain value of a field `v` into the result."""
    name = _named(spec, scope, unstructurer)
    if spec.many and spec.nested:
        return [f" if v: result[{spec.key!r}] = [{name}(i, with_extra) for i in v]"]
    if spec.many:
        return [
            " if v:",
            f"  for i in v:\n   if {_misfits('i', spec.type, name)}: raise Misfit",
            f"  result[{spec.key!r}] = v[:]",
        ]
    if spec.nested:
        return [f" if v is not None: result[{spec.key!r}] = {name}(v, with_extra)"]
    return [f" if v is not None: result[{spec.key!r}] = v"]


def _misfits(value: str, wanted: type, name: str) -> str:
    """Code that tells whether a field may not hold a value."""
    differs = _differs(value, wanted, name)
    return f"{differs} or {value}.utcoffset() is None" if wanted is datetime else differs


def _differs(value: str, wanted: type, name: str) -> str:
    """Code that tells whether a plain value is of another type; every timestamp among them has a zone."""
    if wanted is float:
        return f"type({value}) is not float and type({value}) is not int"
    return f"type({value}) is not {name}"


def _named(spec: FieldSpec, scope: dict[str, object], of_part: Callable[[type[Part]], object]) -> str:
    """The name in the scope of a field's type, or of the function for its nested class."""
    name = f"{of_part.__name__}_{spec.type.__name__}" if spec.nested else spec.type.__name__
    scope[name] = of_part(spec.type) if spec.nested else spec.type
    return name


def _misfit() -> bool:
    raise MisfitError


def _compiled(name: str, lines: list[str], scope: dict[str, object]) -> object:
    scope |= {"Misfit": MisfitError, "misfit": _misfit}
    exec("\n".join(lines), scope)  # noqa: S102  made of the names and types of our own fields
    return scope[name]
