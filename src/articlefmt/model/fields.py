"""What a record class knows of its fields: a table made of its attributes, their annotations and the class's layout.

Any attrs class is a record class. A field's annotation says what it takes (`model.shapes`), and nothing is converted:
`"70"` is no int, `True` is not `1`; only a float field may hold an int.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, cast, get_args, get_type_hints

import attrs

from articlefmt.model.cached import cached
from articlefmt.model.layout import layout_of
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape, UnsupportedError, bind, origin_of, shape_of

__all__ = [
    "EXTRA",
    "FieldSpec",
    "extra_argument",
    "extra_shape",
    "field_specs",
    "is_record",
    "is_record_class",
    "name_of",
    "opaque_keys",
    "specs_by_key",
]

EXTRA = "extra"
"""The field for the keys that a class doesn't know, where it has one that is a dict."""


@attrs.frozen(eq=False)
class FieldSpec:
    """One field of a record.

    Attributes:
        name: its attribute.
        key: its key in the file.
        shape: what it takes.
        attribute: what attrs knows of it.
    """

    name: str
    key: str
    shape: Shape
    attribute: attrs.Attribute[Any]

    @property
    def required(self) -> bool:
        """Whether a file must have the key: there is no default."""
        return self.attribute.default is attrs.NOTHING

    @property
    def default(self) -> object:
        """What it is without a key, if that is always the same: `NotImplemented` where it is required or made anew."""
        default: object = self.attribute.default
        if default is attrs.NOTHING:
            return NotImplemented
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            factory: object = cast("Any", default).factory
            return factory() if factory in (list, dict, tuple) else NotImplemented
        return default

    @property
    def is_empty_default(self) -> bool:
        """Whether the default is the empty collection that null is read as."""
        empty, default = self.shape.empty, self.default
        return empty is not NotImplemented and type(default) is type(empty) and default == empty


def is_record_class(cls: object) -> bool:
    """Whether it is an attrs class, or a generic one that is bound."""
    found = origin_of(cls)
    return isinstance(found, type) and attrs.has(found)


def is_record(value: object) -> bool:
    """Whether it is an object of an attrs class."""
    return attrs.has(type(value))


def name_of(cls: object) -> str:
    """The name of a record class."""
    return cast("type", origin_of(cls)).__name__


@cached
def field_specs(cls: type) -> dict[str, FieldSpec]:
    """The fields of a record class by attribute: those that a file has keys for, without `extra`.

    Raises:
        TypeError: front matter can't hold what a field takes, or two fields have one key.
    """
    layout = layout_of(cls)
    specs = {
        one.name: FieldSpec(one.name, layout.key(one.name), shape, one)
        for one, shape in _shapes(cls)
        if not (one.name == EXTRA and shape.values)
    }
    by_key: dict[str, str] = {}
    for spec in specs.values():
        if by_key.setdefault(spec.key, spec.name) != spec.name:
            message = f"{name_of(cls)}: `{by_key[spec.key]}` and `{spec.name}` have one key, `{spec.key}`"
            raise TypeError(message)
    in_rows = (key for kind in (layout.own, *layout.kinds) for key in kind.row.keys)
    unknown = [*(name for name in layout.keys if name not in specs), *(key for key in in_rows if key not in by_key)]
    if unknown:
        message = f"{name_of(cls)}: its layout names `{unknown[0]}`, and there is no such field"
        raise TypeError(message)
    return specs


@cached
def specs_by_key(cls: type) -> dict[str, FieldSpec]:
    """The fields of a record class by their key in the file. Raises `TypeError`, as `field_specs` does."""
    return {spec.key: spec for spec in field_specs(cls).values()}


@cached
def extra_shape(cls: type) -> Shape | None:
    """What the values of unknown keys are to be; None where the class has no field for them, so that they aren't its.

    Raises `TypeError`, as `field_specs` does.
    """
    return next((shape.values for one, shape in _shapes(cls) if one.name == EXTRA and shape.values), None)


@cached
def extra_argument(cls: type) -> str:
    """What a class is given its unknown keys as, if it has a field for them."""
    found = next((one for one in attrs.fields(origin_of(cls)) if one.name == EXTRA), None)
    return EXTRA if found is None else found.alias or EXTRA


@cached
def opaque_keys(cls: type) -> frozenset[str]:
    """The top-level keys whose values are opaque."""
    return frozenset(spec.key for spec in field_specs(cls).values() if Secured in spec.shape.types)


def _shapes(cls: type) -> Iterator[tuple[attrs.Attribute[Any], Shape]]:
    """Each attribute that is given when a record is made, with its shape."""
    origin = cast("type", origin_of(cls))
    for attribute in attrs.fields(origin):
        if attribute.init:
            yield attribute, _shape(origin, cls, attribute)


def _shape(origin: type, cls: type, attribute: attrs.Attribute[Any]) -> Shape:
    """What an attribute takes. Raises `TypeError`, which names it."""
    place = f"{origin.__name__}.{attribute.name}"
    owner = next((one for one in origin.__mro__ if attribute.name in vars(one).get("__annotations__", {})), origin)
    if attribute.type is None:
        message = f"{place} has no annotation; articlefmt needs its type"
        raise TypeError(message)
    try:
        return shape_of(_resolved(attribute, owner), _bound(cls, owner), is_utc=layout_of(cls).utc)
    except NameError as error:
        message = f"{place}: {error}; if it is the name of a local class, call attrs.resolve_types first"
        raise TypeError(message) from None
    except (UnsupportedError, RecursionError) as error:
        reason = str(error) if isinstance(error, UnsupportedError) else "a type that has no end"
        message = f"{place}: front matter can't hold {reason}"
        raise TypeError(message) from None


def _resolved(attribute: attrs.Attribute[Any], owner: type) -> object:
    """The annotation of an attribute, with the names in it looked up in the module of the class that has it."""
    hint: object = attribute.type
    holder = type("_Holder", (), {"__annotations__": {"hint": hint}, "__module__": owner.__module__})
    module = vars(sys.modules[owner.__module__]) if owner.__module__ in sys.modules else {}
    # A class may name itself, be it local. What else its body defines comes after the names of the module, since in
    # `date: date` the second is the class of that name and not the field.
    inner = {name: one for name, one in vars(owner).items() if isinstance(one, type)}
    names = {**inner, **module, owner.__name__: owner}
    return get_type_hints(holder, names, {}, include_extras=True)["hint"]


def _bound(cls: type, owner: type) -> dict[object, object]:
    """What the type variables of a class stand for that a class is, or inherits from."""
    found: dict[object, object] = {}
    todo: list[tuple[type, dict[object, object]]] = [(cls, {})]
    while todo:
        one, outer = todo.pop()
        origin = cast("type", origin_of(one))
        args = [bind(arg, outer) for arg in get_args(one)]
        own = dict(zip(getattr(origin, "__parameters__", ()), args, strict=False))
        if origin is owner:
            found = own
        todo += ((base, own) for base in vars(origin).get("__orig_bases__", origin.__bases__))
    return found
