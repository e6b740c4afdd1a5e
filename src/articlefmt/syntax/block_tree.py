"""Where the values of a block text stand: its tree, each part made when it is asked for.

`block_reader` has read the values, so what the rows are is known, and only places are looked for. The keys of a mapping
are in one column, the dashes of a list in another, and what stands deeper is of the key or dash above; so a line that
starts with the margin of that column and a key is that key's. An edit of one item of a long list makes the nodes on the
way to it, and no others.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import TypeVar, cast, overload

from articlefmt.syntax.block_reader import ROW
from articlefmt.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence, empty_mapping
from articlefmt.values import Atom, Value

__all__ = ["read_tree"]

T = TypeVar("T")
_row_at = cast("Callable[[str, int], re.Match[str]]", ROW.match)  # every row of a text that was read is one


def read_tree(front: str, values: dict[str, Value]) -> Mapping:
    """The tree of a text that `block_reader.read_values` has read these values from."""
    if not values:
        return empty_mapping()
    first = 0 if front[0] not in " #\n" else _first(front, 0).start(2)
    return _mapping(front, first, len(front), values)


def _mapping(front: str, first: int, end: int, values: dict[str, Value]) -> Mapping:
    """The mapping whose first key is at an offset and whose last row ends before another."""
    keys = _Keys(front, first, end, values)
    return Mapping(first, False, None, _Parts(len(values), keys.at), keys, keys)  # noqa: FBT003  no flow


def _sequence(front: str, first: int, end: int, values: list[Value]) -> Sequence:
    """The list whose first dash is at an offset."""
    margin = _margin(front, first)
    starts = [at := first, *(at := front.index(margin + "- ", at) + len(margin) for _ in values[1:])]
    items = _Parts(len(values), partial(_item, front, starts, end, values))
    return Sequence(first, False, None, items, starts)  # noqa: FBT003  the same


class _Parts(abc.Sequence[T]):
    """Entries or items, each made at the first look."""

    __slots__ = ("_count", "_made", "_make")

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._count = count
        self._make = make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        place = range(self._count)[index]  # from the end, too; or an IndexError
        made = self._made.get(place)
        if made is None:
            made = self._made[place] = self._make(place)
        return made

    def __iter__(self) -> Iterator[T]:
        return (self[at] for at in range(self._count))


class _Keys(abc.Mapping[str, Entry]):
    """The entries of a mapping by name, each looked for and made when it is asked for."""

    __slots__ = ("_end", "_first", "_front", "_last", "_made", "_margin", "_order", "_places", "_values")

    def __init__(self, front: str, first: int, end: int, values: dict[str, Value]) -> None:
        self._front, self._first, self._end, self._values = front, first, end, values
        self._margin = _margin(front, first)
        self._last = first  # who asks in the order of the text has every line looked at once
        self._places: dict[str, int] = {}  # of all keys, for who asks in another order
        self._made: dict[str, Entry] = {}
        self._order: list[str] = []

    def __getitem__(self, name: str) -> Entry:
        entry = self._made.get(name)
        if entry is None:
            entry = self._made[name] = self._entry(name, self._values[name])
        return entry

    def __contains__(self, name: object) -> bool:
        return name in self._values  # the inherited one would make the entry

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def at(self, place: int) -> Entry:
        """The entry at a place in the order of the text."""
        return self[self._name(place)]

    def starts(self) -> abc.Sequence[int]:
        """The offset of each key, looked for when it is asked for."""
        return _Parts(len(self._values), lambda place: self._find(self._name(place)))

    def collections(self) -> Iterator[Entry]:
        """The entries whose value is a mapping or a list."""
        return (self[name] for name, value in self._values.items() if isinstance(value, (dict, list)))

    def _name(self, place: int) -> str:
        if len(self._order) < len(self._values):
            self._order = [*self._values]
        return self._order[place]

    def _entry(self, name: str, value: Value) -> Entry:
        front, start = self._front, self._find(name)
        key = Scalar(name, start, start + len(name), "")
        row = _row_at(front, start)
        if not isinstance(value, (dict, list)):
            return Entry(key, name, _scalar(row, value))
        below = _next_key(self._margin).search(front, start, self._end)
        stop, first = below.start() + 1 if below else self._end, _first(front, row.end())
        if isinstance(value, dict):
            return Entry(key, name, _mapping(front, first.start(2), stop, value))
        return Entry(key, name, _sequence(front, first.end(1) - 2, stop, value))

    def _find(self, name: str) -> int:
        """Where a key starts."""
        if name == next(iter(self._values)):
            return self._first  # no margin need be before it, but a dash
        if self._places:
            return self._places[name]
        at = self._front.find(f"{self._margin}{name}:", self._last, self._end)
        if at < 0:  # it stands above the last one: look for all of them, in their order
            rows = _next_key(self._margin).finditer(self._front, self._first, self._end)
            self._places = dict(zip(self._values, (self._first, *(row.end() - 1 for row in rows)), strict=True))
            return self._places[name]
        self._last = at
        return at + len(self._margin)


def _item(front: str, starts: list[int], end: int, values: list[Value], index: int) -> Node:
    value, start = values[index], starts[index]
    if isinstance(value, dict):
        stop = starts[index + 1] if index + 1 < len(starts) else end
        return _mapping(front, start + 2, stop, value)
    return _scalar(_row_at(front, start), cast("Atom", value))


def _margin(front: str, offset: int) -> str:
    """What stands before a row that starts in the column of an offset: the line feed and blanks."""
    return "\n" + " " * (offset - front.rfind("\n", 0, offset) - 1)


@lru_cache(maxsize=256)
def _next_key(margin: str) -> re.Pattern[str]:
    return re.compile(margin + "[A-Za-z_]")  # `re` looks for a literal beginning many times as fast as for `^`


def _first(front: str, offset: int) -> re.Match[str]:
    """The first row at an offset or below it that is neither blank nor a comment."""
    row = _row_at(front, offset)
    while (row.lastindex or 1) == 1:
        row = _row_at(front, row.end())
    return row


def _scalar(row: re.Match[str], value: Atom) -> Scalar:
    """The scalar of a row; where there is none, an empty span behind the colon."""
    if row.lastindex == 2:  # noqa: PLR2004  the group of the key
        return Scalar(None, row.end(2) + 1, row.end(2) + 1, "")
    start, end = row.span(row.lastindex or 0)
    return Scalar(value, start, end, row.string[start] if row.lastindex == 3 else "")  # noqa: PLR2004  of a quoted text
