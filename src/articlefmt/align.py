"""Which item of a list became which: old items paired with new ones.

Pairs are looked for in this order: the equal head and tail; equal items; items of the same identity (`url`, `webUrl`,
`title`, `name`); those that share a rare value, the rarest first; those in the same place of a block that was replaced.
All of it takes n log n.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar, cast

from articlefmt.descent import descend
from articlefmt.values import ItemOrigins, Value, same

__all__ = ["align", "equal_ends", "in_order", "pair", "twins"]

T = TypeVar("T")
_IDENTITIES = ("url", "webUrl", "title", "name")
_RARE = 16  # items; a value that more have tells nothing


def pair(
    old: Sequence[Value],
    new: Sequence[Value],
    is_same: Callable[[Value, Value], object] = same,
    comparable: Callable[[Value], Value] | None = None,
) -> ItemOrigins:
    """For each new item the index of the old one that it continues, or None; no old one is continued twice.

    Args:
        old: the items there were.
        new: the items there are.
        is_same: tells whether two items are equal beyond doubt.
        comparable: makes of an item what is equal for all that are to count as equal; it is made of few items only.
    """
    head, tail = equal_ends(old, new, is_same)
    end = len(old) - tail
    before, after = old[head:end], new[head : len(new) - tail]
    if len(before) == len(after) == 1:
        return [*range(len(old))]
    if comparable is not None:
        before, after = [*map(comparable, before)], [*map(comparable, after)]
    middle = _Pairing(before, after).origins
    return [*range(head), *(None if at is None else at + head for at in middle), *range(end, len(old))]


def align(old: Sequence[Value], new: Sequence[Value]) -> ItemOrigins:
    """The same, but of those pairs that cross others only as many as keep the order: nothing moves."""
    origins = pair(old, new)
    kept = set(in_order([at for at in origins if at is not None]))
    return [at if at in kept else None for at in origins]


def twins(old: Sequence[Value], new: Sequence[Value]) -> ItemOrigins:
    """The same, but only pairs that are equal or of one identity: what was added twice, by whomever."""
    origins: ItemOrigins = [None] * len(new)
    free = [True] * len(old)
    for told in (_frozen, _identity):
        olds = _places(told(item) if is_free else None for item, is_free in zip(old, free, strict=True))
        for places in olds.values():
            places.reverse()
        for place, item in enumerate(new):
            one = told(item) if origins[place] is None else None
            if one is not None and olds.get(one):
                origins[place] = at = olds[one].pop()
                free[at] = False
    return origins


def equal_ends(old: Sequence[T], new: Sequence[T], is_same: Callable[[T, T], object]) -> tuple[int, int]:
    """How many items are the same at the start, and of the rest at the end."""
    most = min(len(old), len(new))
    head = 0
    while head < most and (old[head] is new[head] or is_same(old[head], new[head])):
        head += 1
    tail = 0
    while tail < most - head and (old[-1 - tail] is new[-1 - tail] or is_same(old[-1 - tail], new[-1 - tail])):
        tail += 1
    return head, tail


def in_order(numbers: Sequence[int]) -> list[int]:
    """The longest increasing run of different numbers."""
    ends: list[int] = []  # the least number that a run of each length can end with
    places: list[int] = []  # where that number is
    before: list[int] = []  # the place before each number in its run, or -1
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    run: list[int] = []
    at = places[-1] if places else -1
    while at >= 0:
        run.append(numbers[at])
        at = before[at]
    return run[::-1]


class _Pairing:
    """The pairs of two lists whose ends differ."""

    def __init__(self, old: Sequence[Value], new: Sequence[Value]) -> None:
        self.old, self.new = old, new
        self.origins: ItemOrigins = [None] * len(new)
        self._is_free = [True] * len(old)
        if old and new:
            self._pair_equal()
            self._pair_by(_identity)
            self._pair_rare()
            self._pair_places()

    def _pair(self, place: int, at: int) -> None:
        self.origins[place] = at
        self._is_free[at] = False

    def _free(self) -> tuple[list[int], list[int]]:
        """The places of items without a partner: old ones, new ones."""
        olds = [at for at, is_free in enumerate(self._is_free) if is_free]
        return olds, [place for place, at in enumerate(self.origins) if at is None]

    def _anchors(self) -> list[tuple[int, int]]:
        """The pairs so far that keep their order: places in the new list and in the old one, and beyond both ends."""
        kept = set(in_order([at for at in self.origins if at is not None]))
        pairs = [(place, at) for place, at in enumerate(self.origins) if at is not None and at in kept]
        return [(-1, -1), *pairs, (len(self.new), len(self.old))]

    def _pair_equal(self) -> None:
        """What is equal once on either side; between these pairs what is equal more often, in order; then the rest."""
        frozen = [_frozen(one) for one in self.new]
        olds, news = _places(map(_frozen, self.old)), _places(frozen)
        for one, places in news.items():
            if len(places) == len(olds.get(one, ())) == 1:
                self._pair(places[0], olds[one][0])
        for (place, floor), (next_place, ceiling) in pairwise(self._anchors()):
            for between in range(place + 1, next_place):
                at = self._next_free(olds.get(frozen[between], ()), floor) if self.origins[between] is None else None
                if at is not None and at < ceiling:
                    self._pair(between, at)
                    floor = at  # noqa: PLW2901  the next one is below
        for one, places in news.items():
            left = [place for place in places if self.origins[place] is None]
            for place, at in zip(left, [at for at in olds.get(one, ()) if self._is_free[at]], strict=False):
                self._pair(place, at)

    def _next_free(self, places: Sequence[int], floor: int) -> int | None:
        """The first of some old places behind another that has no partner."""
        numbers = range(bisect_right(places, floor), len(places))
        return next((places[number] for number in numbers if self._is_free[places[number]]), None)

    def _pair_by(self, tell: Callable[[Value], Hashable]) -> None:
        """Those of which the same is told, in order."""
        olds, news = self._free()
        told = _places(tell(self.old[at]) for at in olds)
        for one, places in _places(tell(self.new[place]) for place in news).items():
            if one is not None:
                for place, at in zip(places, told.get(one, ()), strict=False):
                    self._pair(news[place], olds[at])

    def _pair_rare(self) -> None:
        """Those that share a value, the rarest first."""
        olds, news = self._free()
        of_old, of_new = _holders(self.old, olds), _holders(self.new, news)
        shared = [one for one in of_new if one in of_old and max(len(of_old[one]), len(of_new[one])) <= _RARE]
        for one in sorted(shared, key=lambda one: len(of_old[one]) + len(of_new[one])):
            left = [place for place in of_new[one] if self.origins[place] is None]
            for place, at in zip(left, [at for at in of_old[one] if self._is_free[at]], strict=False):
                self._pair(place, at)

    def _pair_places(self) -> None:
        """Between items that stay: as many as were replaced by as many.

        Else mappings by as many mappings, lists by as many lists, and of those that hold nothing the first ones.
        """
        for (place, at), (next_place, next_at) in pairwise(self._anchors()):
            news = [one for one in range(place + 1, next_place) if self.origins[one] is None]
            olds = [one for one in range(at + 1, next_at) if self._is_free[one]]
            if len(news) == len(olds):
                self._pair_all(news, olds)
                continue
            for kind in (dict, list):
                some = [one for one in news if isinstance(self.new[one], kind)]
                others = [one for one in olds if isinstance(self.old[one], kind)]
                self._pair_all(some, others if len(some) == len(others) else [])
            self._pair_all(
                [one for one in news if not isinstance(self.new[one], (dict, list))],
                [one for one in olds if not isinstance(self.old[one], (dict, list))],
            )

    def _pair_all(self, news: list[int], olds: list[int]) -> None:
        for place, at in zip(news, olds, strict=False):
            self._pair(place, at)


def _places(told: Iterable[Hashable]) -> dict[Hashable, list[int]]:
    """Where each thing is."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        found[one].append(place)
    return found


def _holders(items: Sequence[Value], places: Sequence[int]) -> dict[Hashable, list[int]]:
    """For each value that is in one of the items at these places, where."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        item = items[place]
        if isinstance(item, dict):
            for name, value in item.items():
                found[name, _frozen(value)].append(place)
        elif isinstance(item, list):
            for one in dict.fromkeys(map(_frozen, item)):
                found[None, one].append(place)
    return found


def _identity(item: Value) -> Hashable:
    """What makes an item the same one although its fields changed; None for nothing."""
    if isinstance(item, dict):
        return next(((key, _frozen(item[key])) for key in _IDENTITIES if key in item), None)
    return None


def _frozen(value: Value) -> Hashable:
    """The value as something hashable that is equal only to its like: its parts, outer before inner."""
    if isinstance(value, str):  # as most are
        return value
    parts: list[object] = []
    for one in descend(cast("Value", value), _parts):
        if isinstance(one, dict):
            parts += ("dict", len(one), *sorted(one))
        elif isinstance(one, list):
            parts += ("list", len(one))
        else:
            parts += (type(one).__name__, str(one) if one != one else one)  # noqa: PLR0124  a nan
    return tuple(parts)


def _parts(value: Value) -> Iterable[Value]:
    """What a value holds, whatever the order of its keys."""
    if isinstance(value, dict):
        return [value[name] for name in sorted(value)]
    return value if isinstance(value, list) else ()
