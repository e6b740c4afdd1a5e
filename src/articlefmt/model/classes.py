"""What `cls` takes."""

from __future__ import annotations

from typing import NoReturn, TypeAlias, TypeVar, cast

from articlefmt.model.cached import cached
from articlefmt.model.fields import is_record_class
from articlefmt.model.making import nested_classes
from articlefmt.model.records import RECORDS, Record
from articlefmt.secrecy import masked

__all__ = ["Classes", "classes_of"]

_T = TypeVar("_T")
Classes: TypeAlias = type[_T] | tuple[type[_T], ...]
"""What `cls` takes: an attrs class, or several of which one fits."""


def classes_of(cls: object) -> tuple[type, ...]:
    """The classes that a `cls` stands for: itself, those of a tuple, or for `Record` all of `RECORDS`.

    Raises:
        TypeError: it isn't made of attrs classes, or one of them isn't one that front matter can hold.
    """
    try:
        hash(cls)
    except TypeError:
        return _not_classes(cls)
    return _classes_of(cls)


@cached
def _classes_of(cls: object) -> tuple[type, ...]:
    if cls is Record:
        return RECORDS
    if isinstance(cls, tuple):
        return tuple(dict.fromkeys(one for each in cls for one in classes_of(each))) or _not_classes(cls)
    if not is_record_class(cls):
        return _not_classes(cls)
    nested_classes(cast("type", cls))
    return (cast("type", cls),)


def _not_classes(cls: object) -> NoReturn:
    given = f"{cls.__name__}, which isn't one" if isinstance(cls, type) else masked(repr(cls))[:100]
    message = f"cls takes an attrs class, or a tuple of them, not {given}"
    raise TypeError(message)
