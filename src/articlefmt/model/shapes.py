"""What is taken at a place of a record, read off a type annotation.

A shape says for each sort of plain value what is taken: for null, for a scalar, for a list, for a mapping. So a union
is no case of its own: `str | list[str]` takes some scalars and some lists, and the value that is given decides. A union
in which it couldn't decide has no shape.
"""

from __future__ import annotations

import enum
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Literal, NewType, TypeAlias, TypeVar, Union, cast, get_args, get_origin

import attrs

from articlefmt.model.secured import Secured
from articlefmt.values import Value

__all__ = ["ANY", "Bound", "Choice", "Shape", "UnsupportedError", "bind", "origin_of", "shape_of"]

Bound: TypeAlias = Mapping[object, object]
"""What the type variables of a generic class stand for."""

Choice: TypeAlias = tuple[type, object]
"""A plain value with its type, so that `1`, `1.0` and `True` are three choices."""


class UnsupportedError(Exception):
    """A type that front matter can't hold; internal. Its text says which, and why."""


@attrs.frozen(eq=False)
class Shape:
    """What is taken at a place.

    Attributes:
        types: scalars that are taken as they are: `str`, `int`, `float`, `bool`, `date`, `datetime`; and `time` and
            `Secured`, which are made of text. A float takes an int, too.
        choices: values of a `Literal` and members of an `Enum`, by the plain value that stands for them.
        null: whether None is one of the values.
        items: what the items of a list are.
        sequence: what the list is in a record: a `list` or a `tuple`.
        values: what the values of a mapping are that is a `dict`.
        record: the class of a mapping that is a record; a generic one with what it is bound to.
        is_any: whether any plain value is taken.
        is_utc: whether a timestamp is held in UTC; else it is in the zone that it has.
    """

    types: frozenset[type] = frozenset()
    choices: Mapping[Choice, object] = attrs.field(factory=dict)
    null: bool = False
    items: Shape | None = None
    sequence: type[list[Any] | tuple[Any, ...]] = list
    values: Shape | None = None
    record: type | None = None
    is_any: bool = False
    is_utc: bool = False

    @property
    def empty(self) -> object:
        """What null means where None isn't one of the values: the empty collection; `NotImplemented` if there is none.

        That is so where nothing but one sort of collection is taken.
        """
        if self.null or self.types or self.choices or self.record or self.is_any:
            return NotImplemented
        if self.values is None:
            return NotImplemented if self.items is None else self.sequence()
        return NotImplemented if self.items is not None else {}

    @property
    def only(self) -> type | None:
        """The one type of scalar that is taken, and nothing else besides null; None where there is more, or less."""
        is_alone = len(self.types) == 1 and not (self.choices or self.items or self.values or self.record)
        return next(iter(self.types)) if is_alone else None

    @property
    def only_record(self) -> type | None:
        """The class, where a mapping that is a record of it is taken, and nothing else besides null."""
        return None if self.types or self.choices or self.items else self.record

    @property
    def is_text_taken(self) -> bool:
        """Whether any text is taken for what it is."""
        return str in self.types or Secured in self.types

    def choice(self, value: object) -> object:
        """The value that a plain scalar stands for, if it is a choice; else `NotImplemented`."""
        return self.choices.get((type(value), value), NotImplemented) if self.choices else NotImplemented


ANY = Shape(is_any=True)

_SCALARS = frozenset((str, int, float, bool, date, datetime, time, Secured))
_PLAIN = frozenset((str, int, float, bool, date, datetime))
_TEXTS = frozenset((str, time, Secured))


def shape_of(hint: object, bound: Bound, *, is_utc: bool = False) -> Shape:
    """The shape of an annotation whose names are resolved.

    Args:
        hint: the annotation.
        bound: what its type variables stand for.
        is_utc: whether timestamps are held in UTC.

    Raises:
        UnsupportedError: front matter can't hold it, or the value can't decide what it is.
    """
    hint = _seen_through(hint, bound)
    origin, args = get_origin(hint), get_args(hint)

    def below(one: object) -> Shape:
        return shape_of(one, bound, is_utc=is_utc)

    if hint is Any or hint is Value:
        return ANY
    if origin in (Union, types.UnionType):
        return _union([below(one) for one in args], hint)
    if any((origin or hint) is one for one in (list, tuple, dict)):
        return _collection(hint, args, below)
    return _one(hint, args, bound, is_utc=is_utc)


def origin_of(cls: object) -> Any:  # noqa: ANN401  a class, which type checkers know nothing of
    """The class itself of a generic one that is bound."""
    return get_origin(cls) or cls


def bind(hint: object, bound: Bound) -> object:
    """A type with what its variables stand for in their place."""
    free: tuple[TypeVar, ...] = getattr(hint, "__parameters__", ())
    if isinstance(hint, TypeVar):
        return bound.get(hint, hint)
    return cast("Any", hint)[tuple(bound.get(one, one) for one in free)] if get_args(hint) and free else hint


def _one(hint: object, args: tuple[object, ...], bound: Bound, *, is_utc: bool) -> Shape:
    """The shape of an annotation that is no union and no collection."""
    if hint is None or hint is type(None):
        return Shape(null=True)
    if get_origin(hint) is Literal:
        return _literal(args)
    if isinstance(hint, type) and hint in _SCALARS:
        return Shape(types=frozenset((hint,)), is_utc=is_utc and hint is datetime)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return Shape(choices={_choice(member.value, hint): member for member in hint})
    if isinstance(origin_of(hint), type) and attrs.has(origin_of(hint)):
        return Shape(record=cast("type", bind(hint, bound)))
    raise UnsupportedError(_named(hint))


def _seen_through(hint: object, bound: Bound) -> object:
    """What an annotation stands for."""
    while True:
        if get_origin(hint) is Annotated:
            hint = get_args(hint)[0]
        elif isinstance(hint, NewType):
            hint = hint.__supertype__
        elif isinstance(hint, TypeVar):
            hint = bound.get(hint, hint.__bound__ or Any)
        elif hasattr(hint, "__value__"):  # what `type X = ...` makes
            hint = hint.__value__[get_args(hint)] if get_args(hint) else hint.__value__
        else:
            return hint


def _collection(hint: object, args: tuple[object, ...], below: Callable[[object], Shape]) -> Shape:
    """The shape of a list, a tuple or a dict."""
    origin = get_origin(hint) or hint
    if origin is list:
        return Shape(items=below(args[0]) if args else ANY)
    if origin is tuple:
        if args[1:] != (...,) if args else hint == tuple[()]:
            raise UnsupportedError(_named(hint) + ", a tuple of a fixed length; `tuple[X, ...]` is held")
        return Shape(items=below(args[0]) if args else ANY, sequence=tuple)
    if args and below(args[0]).only is not str:
        raise UnsupportedError(_named(hint) + ", since a key is a str")
    return Shape(values=below(args[1]) if args else ANY)


def _literal(args: tuple[object, ...]) -> Shape:
    members = {
        _choice(one.value if isinstance(one, enum.Enum) else one, Literal[args]): one for one in args if one is not None
    }
    return Shape(choices=members, null=None in args)


def _choice(value: object, of: object) -> Choice:
    if type(value) not in _PLAIN:
        raise UnsupportedError(f"{_named(of)}, one of whose values is {_named(type(value))}")
    return type(value), value


def _union(shapes: list[Shape], hint: object) -> Shape:
    """The shape of what any of some shapes takes. Raises `UnsupportedError` where the value couldn't tell which."""
    if any(one.is_any for one in shapes):
        return ANY
    result = shapes[0]
    for other in shapes[1:]:
        fault = _conflict(result, other)
        if fault:
            raise UnsupportedError(f"{_named(hint)}, since the value can't tell {fault}")
        result = Shape(
            types=result.types | other.types,
            choices={**result.choices, **other.choices},
            null=result.null or other.null,
            items=result.items or other.items,
            sequence=result.sequence if result.items else other.sequence,
            values=result.values or other.values,
            record=result.record or other.record,
            is_utc=result.is_utc or other.is_utc,
        )
    return result


def _conflict(one: Shape, other: Shape) -> str | None:
    """What a value couldn't tell apart if both were taken."""
    if one.items and other.items:
        return "two lists apart"
    if (one.record or one.values) and (other.record or other.values):
        return "two mappings apart"
    texts = sorted(kind.__name__ for kind in (one.types | other.types) & _TEXTS)
    if len(texts) > 1:
        return f"{' and '.join(texts)} apart, which are all text"
    for first, second in ((one, other), (other, one)):
        for (kind, _), member in first.choices.items():
            is_taken = kind in second.types or (kind is int and float in second.types)
            if isinstance(member, enum.Enum) and is_taken:
                return f"{_named(type(member))} and {kind.__name__} apart"
        shared = first.choices.keys() & second.choices.keys()
        if any(type(first.choices[key]) is not type(second.choices[key]) for key in shared):
            return "the values of two classes apart"
    return None


def _named(hint: object) -> str:
    if type(hint).__name__ == "_CountingAttr":  # what a class body knows a field by
        return "the field itself, which its annotation names; import the type under another name"
    if isinstance(hint, types.ModuleType):
        return f"the module `{hint.__name__}`; name a type that is in it"
    name = hint.__name__ if isinstance(hint, type) and get_origin(hint) is None else str(hint)
    return name.replace("typing.", "")
