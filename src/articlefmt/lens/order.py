"""Where a key belongs: the rows of `layout`, completed with every other key of the class."""

from __future__ import annotations

from functools import cache

from articlefmt.model import layout
from articlefmt.model.base import Part

__all__ = ["Order", "order_of_kind", "part_order"]


class Order:
    """The rank of each key: its group, then its place. Unknown keys come last, `secured` after them."""

    def __init__(self, groups: list[list[str]], required: frozenset[str]) -> None:
        self.keys: list[str] = [key for group in groups for key in group if key != "secured"]
        self.required: frozenset[str] = required
        self._rank = {key: (number, place) for number, group in enumerate(groups) for place, key in enumerate(group)}
        self._unknown = (len(groups), 0)
        self._rank["secured"] = (len(groups) + 1, 0)

    def rank(self, key: str) -> tuple[int, int]:
        """Its group and its place in it; all unknown keys share one rank."""
        return self._rank.get(key, self._unknown)

    def sort(self, keys: list[str]) -> list[str]:
        """The keys in canonical order; unknown ones keep theirs."""
        return sorted(keys, key=self.rank)


@cache
def order_of_kind(kind: layout.Kind) -> Order:
    """The order of a kind's top-level keys; a key that its row lacks goes where the nearest row has it."""
    groups = [list(group) for group in kind.row.groups]
    rows = [other.row for other in (*layout.FALLBACK.values(), *layout.KINDS) if other.record == kind.record]
    for row in rows:
        _complete(groups, row)
    return Order(groups, kind.row.required)


def part_order(cls: type[Part] | None) -> Order:
    """The order of the keys of a nested record, or of a mapping that is none."""
    return _order_of_row("" if cls is None else cls.__name__)


@cache
def _order_of_row(name: str) -> Order:
    row = layout.PARTS[name] if name else layout.Row("")
    return Order([list(row.keys)], row.required)


def _complete(groups: list[list[str]], row: layout.Row) -> None:
    """Put each key that no group has where the row has it: beside its neighbours there, or in a group of its own."""
    after = -1  # the group that the row has been followed to
    for group in row.groups:
        for place, key in enumerate(group):
            home = _home(groups, key)
            if home is None:
                home = _insert(groups, group, place, after + 1)
            after = max(after, home)


def _home(groups: list[list[str]], key: str) -> int | None:
    return next((number for number, known in enumerate(groups) if key in known), None)


def _insert(groups: list[list[str]], group: tuple[str, ...], place: int, new: int) -> int:
    """Insert a key behind the one before it, else before the nearest one after it, else in a new group."""
    for neighbour in (*group[max(place - 1, 0) : place], *group[place + 1 :]):
        home = _home(groups, neighbour)
        if home is not None:
            behind = place > 0 and neighbour == group[place - 1]
            groups[home].insert(groups[home].index(neighbour) + behind, group[place])
            return home
    groups.insert(new, [group[place]])
    return new
