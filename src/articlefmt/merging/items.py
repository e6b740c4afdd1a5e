"""Three versions of a list → the order of the items that the merged one may have.

The items that stay in all three, and that nobody moved, keep their order. What came or was moved stands in the gaps
between them: in each gap what ours has there, then what theirs has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from articlefmt.align import in_order, pair, twins
from articlefmt.merging.versions import Versions
from articlefmt.values import Value

__all__ = ["MergedOrder", "merge_order"]


class MergedOrder(NamedTuple):
    """The items of a merged list.

    Attributes:
        order: where each item is in the versions, None where it isn't; those that are in the base alone are left out.
        clash: whether both sides moved an item, and to different places.
    """

    order: list[Versions[int | None]]
    clash: bool


def merge_order(versions: Versions[list[Value]], *, takes_theirs: bool) -> MergedOrder:
    """Merge the order of three lists; `takes_theirs` says whose place an item has that both moved."""
    base, ours, theirs = versions
    here, there = _Side(base, ours), _Side(base, theirs)
    stable = {at for at in here.place if at in there.place} - here.moved - there.moved
    mine, yours = _gaps(here, stable), _gaps(there, stable)
    twin = dict(_twins(here, there, ours, theirs))
    moved_twice = here.moved & there.moved
    clash = any(mine[here.place[at]] != yours[there.place[at]] for at in moved_twice)
    gaps: list[list[Versions[int | None]]] = [[] for _ in range(len(stable) + 1)]
    for place, at in enumerate(here.origins):
        if at is None:  # ours added it, and theirs may have
            gaps[mine[place]].append(Versions(None, place, twin.get(place)))
        # It stands here if ours moved it, or theirs took it: not if theirs moved it, unless both did.
        elif at not in stable and (at not in there.moved or (at in moved_twice and not takes_theirs)):
            gaps[mine[place]].append(Versions(at, place, there.place.get(at)))
    known = set(twin.values())
    for place, at in enumerate(there.origins):
        if at is None:  # theirs added it, and ours may have
            if place not in known:
                gaps[yours[place]].append(Versions(None, None, place))
        elif at not in here.place or (at in there.moved and (at not in moved_twice or takes_theirs)):
            gaps[yours[place]].append(Versions(at, here.place.get(at), place))
    order = gaps[0]
    for at, gap in zip(sorted(stable), gaps[1:], strict=True):
        order += (Versions(at, here.place[at], there.place[at]), *gap)
    return MergedOrder(order, clash)


class _Side:
    """What one side made of the base.

    Attributes:
        origins: for each item the one of the base that it continues, or None.
        place: where each item of the base is now that is still there.
        moved: the items of the base that don't keep their order.
    """

    def __init__(self, base: Sequence[Value], side: Sequence[Value]) -> None:
        self.origins = pair(base, side)
        self.place = {at: place for place, at in enumerate(self.origins) if at is not None}
        self.moved = {*self.place}.difference(in_order([*self.place]))


def _gaps(side: _Side, stable: set[int]) -> list[int]:
    """For each item of a side how many stable ones there are up to it."""
    count = 0
    found: list[int] = []
    for at in side.origins:
        count += at in stable
        found.append(count)
    return found


def _twins(here: _Side, there: _Side, ours: Sequence[Value], theirs: Sequence[Value]) -> list[tuple[int, int]]:
    """The places of what both sides added."""
    mine = [place for place, at in enumerate(here.origins) if at is None]
    yours = [place for place, at in enumerate(there.origins) if at is None]
    found = twins([ours[place] for place in mine], [theirs[place] for place in yours])
    return [(mine[at], place) for place, at in zip(yours, found, strict=True) if at is not None]
