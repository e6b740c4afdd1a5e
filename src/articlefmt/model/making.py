"""What happens when a record of a class is made, besides keeping what it is given."""

from __future__ import annotations

from typing import Any, Generic, cast

import attrs

from articlefmt.model.cached import cached
from articlefmt.model.checked import asks_for_no_more
from articlefmt.model.fields import field_specs
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape, origin_of
from articlefmt.secrecy import SECURED

__all__ = [
    "changes_what_it_is_given",
    "does_more_than_keep",
    "is_frozen",
    "nested_classes",
    "only_keeps",
    "opaque_names",
]

_HOOKS = ("__attrs_pre_init__", "__attrs_post_init__", "_attrs_cached_hash")


@cached
def only_keeps(cls: type) -> bool:
    """Whether a class only keeps what it is given, so that a record can be filled without calling the class."""
    origin = cast("type", origin_of(cls))
    return (
        all(_is_kept(one) for one in attrs.fields(origin))
        and not any(hasattr(origin, hook) for hook in _HOOKS)
        and type(origin) is type
        and not issubclass(origin, BaseException)
        and _is_attrs_own(origin)
    )


@cached
def does_more_than_keep(cls: type) -> bool:
    """Whether a class, or one that is nested in it, does more than to keep what it is given."""
    return not all(map(only_keeps, nested_classes(cls)))


@cached
def changes_what_it_is_given(cls: type) -> bool:
    """Whether a class, or one that is nested in it, may make something else of the values of a file.

    By a converter, by `__attrs_post_init__`, or by a default that isn't always the same.
    """
    return any(map(_changes, nested_classes(cls)))


@cached
def opaque_names(classes: tuple[type, ...]) -> frozenset[str]:
    """The names of keys that are opaque in files of some classes, at whatever depth they stand: `secured` is in all."""
    specs = (spec for cls in classes for one in nested_classes(cls) for spec in field_specs(one).values())
    return frozenset((SECURED, *(spec.key for spec in specs if _is_opaque(spec.shape))))


def nested_classes(cls: type) -> list[type]:
    """A record class and those that are nested in it, at any depth, each once."""
    found = [cls]
    for one in found:  # it grows
        below = (nested for spec in field_specs(one).values() for nested in _records_in(spec.shape))
        found += [nested for nested in dict.fromkeys(below) if nested not in found]
    return found


@cached
def is_frozen(cls: type) -> bool:
    """Whether no attribute of its records can be assigned."""
    return getattr(cls.__setattr__, "__name__", "") == "_frozen_setattrs"  # so in every release of attrs


def _is_kept(attribute: attrs.Attribute[Any]) -> bool:
    is_plain = attribute.init and attribute.converter is None and asks_for_no_more(attribute.validator)
    made: Any = attribute.default
    return is_plain and (not isinstance(made, attrs.Factory) or made.factory in (list, dict, tuple))  # type: ignore[arg-type]


def _is_attrs_own(origin: type) -> bool:
    """Whether nobody but attrs says how an object of a class is made."""
    code = getattr(getattr(origin, "__init__"), "__code__", None)  # noqa: B009  mypy: it may be another one's
    new: object = origin.__new__
    hooks = [base for base in origin.__mro__ if "__init_subclass__" in vars(base) and base not in (object, Generic)]
    is_generated = code is not None and code.co_filename.startswith("<attrs generated")
    return is_generated and new is object.__new__ and not hooks


def _changes(cls: type) -> bool:
    origin = cast("type", origin_of(cls))
    if hasattr(origin, "__attrs_post_init__") or not _is_attrs_own(origin):
        return True
    specs = field_specs(cls).values()
    return any(one.attribute.converter or (not one.required and one.default is NotImplemented) for one in specs)


def _is_opaque(shape: Shape) -> bool:
    below = (one for one in (shape.items, shape.values) if one is not None)
    return Secured in shape.types or any(map(_is_opaque, below))


def _records_in(shape: Shape) -> list[type]:
    found = [] if shape.record is None else [shape.record]
    for below in (shape.items, shape.values):
        found += _records_in(below) if below is not None else []
    return found
