"""Three versions of some values → one: a change of one side is taken, two different ones are a clash."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from articlefmt.diff.changes import MISSING, Missing
from articlefmt.keys import Key
from articlefmt.merging.items import merge_order
from articlefmt.merging.versions import Versions
from articlefmt.values import ItemOrigins, Value, same

__all__ = ["Clash", "MergedValues", "Part", "merge_values"]

_DEPTH = 100
"""Levels below which a value is one whole: nothing deeper can be written either."""

Part: TypeAlias = Value | Missing
"""A value of one version; `MISSING` where it has none."""


class Clash(NamedTuple):
    """A value that both sides changed, each in its way.

    Attributes:
        key: the way to it in the merged values; of an item that a side lacks, the place where it would be.
        base: what it was.
        ours: what one side made of it.
        theirs: what the other side did.
    """

    key: Key
    base: Part
    ours: Part
    theirs: Part


class MergedValues(NamedTuple):
    """What a text is to say.

    Attributes:
        values: the merged values, with those of one side where there is a clash.
        origins: for each item of a list, by the list's key, its place in ours; None for one that isn't there.
        clashes: what both sides changed.
    """

    values: dict[str, Value]
    origins: dict[Key, ItemOrigins | None]
    clashes: list[Clash]


def merge_values(
    versions: Versions[dict[str, Value]], opaque: frozenset[str], *, takes_theirs: bool = False
) -> MergedValues:
    """Merge key by key and item by item.

    Args:
        versions: the values. Of what both sides added, that of ours comes first.
        opaque: the names of keys whose values are one whole, whatever is in them.
        takes_theirs: whose value stands where there is a clash.
    """
    merging = _Merging(opaque, takes_theirs=takes_theirs)
    return MergedValues(merging.mapping(versions, ()), merging.origins, merging.clashes)


class _Merging:
    """One merge."""

    def __init__(self, opaque: frozenset[str], *, takes_theirs: bool) -> None:
        self.origins: dict[Key, ItemOrigins | None] = {}
        self.clashes: list[Clash] = []
        self._opaque = opaque
        self._takes_theirs = takes_theirs

    def mapping(self, versions: Versions[dict[str, Value]], key: Key) -> dict[str, Value]:
        """Merge three mappings."""
        base, ours, theirs = versions
        result: dict[str, Value] = {}
        for name in {**ours, **theirs}:
            parts = base.get(name, MISSING), ours.get(name, MISSING), theirs.get(name, MISSING)
            merged = self._value(parts, (*key, name))
            if merged is not MISSING:
                result[name] = merged
        return result

    def _value(self, parts: tuple[Part, Part, Part], key: Key) -> Part:
        base, ours, theirs = parts
        if same(base, theirs) or same(ours, theirs):
            return ours
        if same(base, ours):
            return theirs
        if key[-1] not in self._opaque and len(key) <= _DEPTH:
            if isinstance(ours, dict) and isinstance(theirs, dict):
                return self.mapping(Versions(base if isinstance(base, dict) else {}, ours, theirs), key)
            if isinstance(ours, list) and isinstance(theirs, list):
                return self._items(Versions(base if isinstance(base, list) else [], ours, theirs), key)
        return self._clash(base, ours, theirs, key)

    def _items(self, versions: Versions[list[Value]], key: Key) -> Value:
        order, clash = merge_order(versions, takes_theirs=self._takes_theirs)
        if clash:
            self._clash(*versions, key)
        result: list[Value] = []
        origins: ItemOrigins = []
        for one in order:
            base, ours, theirs = (MISSING if at is None else side[at] for side, at in zip(versions, one, strict=True))
            merged = self._value((base, ours, theirs), (*key, len(result)))
            if merged is not MISSING:
                result.append(merged)
                origins.append(one.ours)
        self.origins[key] = origins
        return result

    def _clash(self, base: Part, ours: Part, theirs: Part, key: Key) -> Part:
        self.clashes.append(Clash(key, base, ours, theirs))
        return theirs if self._takes_theirs else ours
