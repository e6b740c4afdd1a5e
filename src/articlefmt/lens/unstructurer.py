"""Record → plain values, by a function that is generated for each class; see `lens.generated`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TypeAlias, cast

from articlefmt.lens.generated import Simple, compiled, differing, made, simple_of
from articlefmt.lens.shaped import MisfitError, Unknown, write_moment, writer
from articlefmt.model.checked import is_checked, takes
from articlefmt.model.fields import FieldSpec, extra_shape, opaque_keys, specs_by_key
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape, origin_of
from articlefmt.values import Value

__all__ = ["unstructurer"]

Unstructurer: TypeAlias = Callable[[object, Unknown], dict[str, Value]]

_MADE: dict[type, Unstructurer] = {}


def unstructurer(cls: type) -> Unstructurer:
    """A function that gives the plain values of a record, none of which the record holds itself.

    Every part that has unknown keys is added to the list that is given. The function raises `MisfitError`, and
    `NotPlainError` for what `extra` can't hold. Raises `TypeError`, as `structurer` does.
    """
    if cls in _MADE:
        return _MADE[cls]
    later: Unstructurer = partial(_unstructure, cls)
    return made(cls, _MADE, _make_unstructurer, later)


def _make_unstructurer(cls: type) -> Unstructurer:
    """Generate the function that takes a record apart, line by line for its fields."""
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
    return cast("Unstructurer", compiled("unstructure", [*lines, " return result"], scope))


def _unstructured(spec: FieldSpec, scope: dict[str, object]) -> list[str]:
    """Lines that put the plain value of a field into the result, but where a key that isn't there says the same."""
    own, shape, simple = f"of_{spec.name}", spec.shape, simple_of(spec.shape)
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
    elif is_checked(spec.attribute) and not (simple.many or simple.is_record or simple.type is Secured):
        return [*lines, given, f"  {put}v"]
    return [*lines, given, *("  " + one for one in _written(own, put, simple))]


def _written(own: str, put: str, simple: Simple) -> list[str]:
    """Lines that put a value `v` that isn't left out."""
    if not simple.many:
        if simple.is_record:
            return [f"{put}{own}(v, unknown)"]
        return [f"if {differing('v', simple.type)}: raise Misfit", f"{put}{_plain(own, simple)}"]
    if simple.is_record:
        return ["if type(v) is not list: raise Misfit", f"{put}[{own}(i, unknown) for i in v]"]
    differs = differing("i", simple.type)
    return ["if type(v) is not list: raise Misfit", "for i in v:", f" if {differs}: raise Misfit", f"{put}v[:]"]


def _plain(own: str, simple: Simple) -> str:
    """Code for the plain value of a scalar `v`."""
    if simple.type is Secured:
        return "v.reveal()"
    return f"v if v.tzinfo is utc else {own}(v)" if simple.type is datetime else "v"


def _unstructure_other(record: object, unknown: Unknown, cls: type) -> dict[str, Value]:
    """The values of what may be a record of a class below the one of the field."""
    if not isinstance(record, cls):
        raise MisfitError
    return unstructurer(type(record))(record, unknown)


def _unstructure(cls: type, record: object, unknown: Unknown) -> dict[str, Value]:
    return unstructurer(cls)(record, unknown)
