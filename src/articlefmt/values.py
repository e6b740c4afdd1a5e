"""The plain values that front matter holds, and when two of them are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timezone
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from articlefmt.descent import descend

__all__ = [
    "Atom",
    "Collection",
    "ItemOrigins",
    "Key",
    "NotPlainError",
    "Origins",
    "Value",
    "Wanted",
    "collections_in",
    "date_text",
    "first_difference",
    "in_fixed_zone",
    "plain_copy",
    "same",
]

Atom: TypeAlias = str | int | float | bool | datetime | date | None
"""What a scalar can be. Timestamps are aware; the zone of one is part of its spelling, not of its value."""

if TYPE_CHECKING:
    Value: TypeAlias = Atom | list["Value"] | dict[str, "Value"]
    """What front matter can hold."""
else:

    class Value:
        """What front matter can hold: a scalar, a list of values, or a dict of values by their keys.

        An alias for type checkers, and a name at run time: as the type of a field it stays what it is, where an alias
        that names itself would be looked up in the module of the field's class.
        """


Key: TypeAlias = tuple[str | int, ...]
"""The way to a value: `("images", 0, "width")`."""

ItemOrigins: TypeAlias = list[int | None]
"""Of the items of a list: for each the index of the old one that it continues, None for a new one."""

Origins: TypeAlias = Mapping[Key, ItemOrigins | None]
"""Of lists, by their key in the values wanted; None where nobody knows."""


class Wanted(NamedTuple):
    """What a text is to say.

    Attributes:
        values: all of its values.
        origins: where the items of their lists come from, as far as that is known.
        anew: keys of scalars that are spelled anew though their value stays: as the editor would write them.
        renamed: keys that have another name than in the text, with the name that they have there. Such an entry stays
            where it is.
        is_sure: whether the items that go are known to be meant. A record's list doesn't tell which of two texts went
            where the other one changed.
        touched: the top-level keys at which anything is to change, in the order of the text, new ones last; None where
            nobody noted them. At all others the values are the text's own: to look for what differs takes a twentieth
            of an edit each time.
    """

    values: dict[str, Value]
    origins: Origins = MappingProxyType({})
    anew: frozenset[Key] = frozenset()
    renamed: Mapping[Key, str] = MappingProxyType({})
    is_sure: bool = True
    touched: Sequence[str] | None = None


Collection: TypeAlias = list["Value"] | dict[str, "Value"]
"""A value that others are in: a mapping or a list."""


def date_text(value: date) -> str:
    """A date or a timestamp as text, as ISO 8601 has it: `2021-05-30T14:00:00Z`, with another zone's own offset."""
    text = value.isoformat()
    return f"{text.removesuffix('+00:00')}Z" if text.endswith("+00:00") else text


def collections_in(root: Collection) -> Iterator[Collection]:
    """Every mapping and list at or in a value, outer before inner. One that was given out may be changed."""
    return descend(root, _collections_below)


_NOTHING = object()


def same(one: object, other: object) -> bool:  # noqa: C901  one loop: it is hot, and a call for each value would show
    """Equal in value and in type, all the way down: `1`, `1.0` and `True` are three things, and a nan is itself."""
    todo = [(one, other)]  # not `descend`: with that it takes 1.4 times as long, and `plain_copy` 1.6 times
    while todo:
        a, b = todo.pop()
        if a is b:
            continue
        if type(a) is not type(b):
            return False
        if isinstance(a, dict) and isinstance(b, dict):
            if len(a) != len(b):
                return False
            key: object
            value: object
            for key, value in a.items():
                other_value: object = b.get(key, _NOTHING)
                if other_value is not value:
                    if other_value is _NOTHING:
                        return False
                    todo.append((value, other_value))
        elif isinstance(a, list) and isinstance(b, list):
            if len(a) != len(b):
                return False
            todo += zip(a, b, strict=True)
        elif a != b and (a == a or b == b):  # noqa: PLR0124  a nan differs from itself
            return False
    return True


def first_difference(one: Value, other: Value) -> tuple[Key, Value, Value]:
    """Where two values that aren't the same differ, and what they have there; None for what one doesn't have."""
    key: Key = ()
    while True:
        parts: list[str | int] = []
        if isinstance(one, dict) and isinstance(other, dict):
            parts = [name for name in {**one, **other} if name not in one or name not in other]
            parts = [name for name in one if name in other and not same(one[name], other[name])] or parts
        elif isinstance(one, list) and isinstance(other, list):
            parts = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if not same(a, b)]
        if not parts:
            return key, one, other
        part = parts[0]
        one, other = _part(one, part), _part(other, part)
        key = (*key, part)


def _part(holder: Value, part: str | int) -> Value:
    if isinstance(holder, dict):
        return holder.get(str(part))
    return cast("list[Value]", holder)[cast("int", part)]


class NotPlainError(Exception):
    """A value that front matter can't hold; internal. `key` leads to it."""

    def __init__(self, key: Key, reason: str) -> None:
        super().__init__(reason)
        self.key = key
        self.reason = reason


_ATOMS = frozenset((str, int, float, bool, datetime, date, type(None)))
_CYCLE = 100_000  # deeper than any value is that doesn't hold itself
_Way: TypeAlias = "tuple[_Way, str | int] | None"


def plain_copy(mapping: Mapping[str, object]) -> dict[str, Value]:
    """A copy that shares nothing. A mapping of any class becomes a dict, the zone of a timestamp one of a fixed offset.

    Raises:
        NotPlainError: something in it is no value of front matter, or it holds itself.
    """
    result: dict[str, Value] = {}
    todo: list[tuple[object, Collection, int, _Way]] = [(mapping, result, 0, None)]  # not `descend`, as in `same`
    while todo:
        value, into, depth, way = todo.pop()
        if depth > _CYCLE:
            raise NotPlainError(_key(way)[:1], "it holds itself")
        items = enumerate(value) if isinstance(value, list) else cast("Mapping[str, object]", value).items()
        pairs = cast("Iterable[tuple[str | int, object]]", items)
        for name, child in pairs:
            if isinstance(into, dict) and not isinstance(name, str):
                raise NotPlainError(_key(way), f"a key takes a str, not {type(name).__name__}")
            copied: Value
            if type(child) in _ATOMS:  # first: whether something is a `Mapping` takes five times as long to tell
                copied = _zoned(child, (way, name)) if type(child) is datetime else cast("Atom", child)
            elif type(child) is dict or isinstance(child, (Mapping, list)):
                copied = [] if isinstance(child, list) else {}
                todo.append((child, copied, depth + 1, (way, name)))
            else:
                raise NotPlainError(_key((way, name)), f"front matter can't hold {type(child).__name__}")
            if isinstance(into, dict):
                into[cast("str", name)] = copied
            else:
                into.append(copied)
    return result


def in_fixed_zone(moment: datetime) -> datetime:
    """A moment whose zone is an offset, so that it is the same moment whoever compares it.

    Raises:
        ValueError: it has no zone, or is out of range in UTC; the text says what to do.
    """
    offset = moment.utcoffset()
    if offset is None:
        message = "the datetime has no time zone; give it one, as in tzinfo=datetime.UTC"
        raise ValueError(message)
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        message = "the datetime is outside of the years 1 to 9999 in UTC; give one within them"
        raise ValueError(message) from None
    return in_utc.astimezone(timezone(offset)) if offset else in_utc


def _zoned(moment: datetime, way: _Way) -> datetime:
    try:
        return moment if moment.tzinfo is UTC else in_fixed_zone(moment)
    except ValueError as error:
        raise NotPlainError(_key(way), str(error)) from None


def _collections_below(holder: Collection) -> list[Collection]:
    return [one for one in (holder.values() if isinstance(holder, dict) else holder) if isinstance(one, (dict, list))]


def _key(way: _Way) -> Key:
    """A way from the inside out as a key from the outside in."""
    parts: list[str | int] = []
    while way is not None:
        way, part = way
        parts.append(part)
    return tuple(reversed(parts))
