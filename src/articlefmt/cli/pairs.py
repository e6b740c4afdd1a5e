"""Which of the files that there are now is which of those that there were?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from itertools import product
from typing import TypeAlias

import attrs

from articlefmt.checks.identity import Identity
from articlefmt.opaque.value import Opaque

__all__ = ["Known", "pairs"]


@attrs.frozen
class Known:
    """What is known of a version of a file.

    Attributes:
        place: its path, from the root of the repository.
        identity: which article it is of.
        secured: what it holds.
        origin: of a file of now the path that git takes it to have come from; of an earlier one its path.
        is_now: whether it is a file of now.
    """

    place: str
    identity: Identity
    secured: tuple[Opaque, ...]
    origin: str | None
    is_now: bool


Keys: TypeAlias = Callable[[Known], Iterable[Hashable]]
"""What a version has in common with another one, if it is the same article."""


def pairs(then: Collection[Known], now: Collection[Known]) -> dict[str, str]:
    """For files of now the earlier ones that they are, by their paths. None is two others.

    What tells most decides first: the URLs with the title, the URLs, the title with excerpt and date, the title where
    one has no URL. Where two are alike in that the path decides, then `secured`, then what git says. What has none of
    it in common is an edit in place, else what kept its `secured`, else, where nothing tells what it is, what git says.

    A file that is left over, and isn't another article than the one that had its path, is that one all the same: so
    nobody can hide an edit behind a copy.
    """
    earlier, later = {one.place: one for one in then}, {one.place: one for one in now}
    found: dict[str, str] = {}
    for keys in _STAGES:
        _pair(keys, earlier, later, found)
    originals = {one.place: one for one in then}
    left = (one for one in later.values() if one.place in originals)
    return found | {one.place: one.place for one in left if one.identity.shares(originals[one.place].identity)}


def _pair(keys: Keys, earlier: dict[str, Known], later: dict[str, Known], found: dict[str, str]) -> None:
    """Pair what has a key in common, and take it away."""
    waiting: dict[Hashable, list[str]] = {}
    for place, one in reversed(earlier.items()):
        for key in keys(one):
            waiting.setdefault(key, []).append(place)
    for place, one in list(later.items()) if waiting else ():
        if (then := next(_left(waiting, keys(one), earlier), None)) is not None:
            found[place] = then
            del earlier[then], later[place]


def _left(
    waiting: Mapping[Hashable, list[str]], keys: Iterable[Hashable], earlier: Mapping[str, Known]
) -> Iterator[str]:
    """The earlier files with one of some keys that have no pair yet."""
    for key in keys:
        places = waiting.get(key, [])
        while places and places[-1] not in earlier:
            places.pop()
        yield from places[-1:]


def _urls_and_names(one: Known) -> Iterable[Hashable]:
    return product(sorted(one.identity.urls), sorted(one.identity.names))


def _all_urls(one: Known) -> Iterable[Hashable]:
    return (one.identity.urls,) if one.identity.urls else ()


def _urls(one: Known) -> Iterable[Hashable]:
    return sorted(one.identity.urls)


def _names_and_facts(one: Known) -> Iterable[Hashable]:
    return product(one.identity.names, (one.identity.facts,) if one.identity.facts else ())


def _names_and_facts_or_none(one: Known) -> Iterable[Hashable]:
    return product(one.identity.names, (one.identity.facts,))


def _names_and_facts_at_a_site(one: Known) -> Iterable[Hashable]:
    return product(one.identity.names, (one.identity.facts,), sorted(one.identity.sites))


def _names_at_no_site(one: Known) -> Iterable[Hashable]:
    """The titles, where one of the two has no URL."""
    sides = (one.is_now,) if one.identity.sites else (True, False)
    return ((name, side) for name in one.identity.names for side in sides)


def _names(one: Known) -> Iterable[Hashable]:
    return one.identity.names


def _anything(_: Known) -> Iterable[Hashable]:
    return ("",)


def _nothing_known(one: Known) -> Iterable[Hashable]:
    """Something in common with all, where one of the two tells nothing of itself."""
    return (one.is_now,) if one.identity.urls or one.identity.names else (True, False)


def _path(one: Known) -> Hashable:
    return one.place


def _secured(one: Known) -> Hashable:
    return one.secured or None


def _origin(one: Known) -> Hashable:
    return one.origin


def _all(_: Known) -> Hashable:
    return True


def _both(keys: Keys, other: Callable[[Known], Hashable]) -> Keys:
    """What has both in common."""

    def of(one: Known) -> Iterable[Hashable]:
        value = other(one)
        return () if value is None else ((key, value) for key in keys(one))

    return of


_IDENTITIES: tuple[Keys, ...] = (
    _urls_and_names,
    _all_urls,
    _urls,
    _names_and_facts,
    _names_and_facts_at_a_site,
    _names_at_no_site,
)

_STAGES: tuple[Keys, ...] = (
    *(_both(keys, other) for keys in _IDENTITIES for other in (_path, _secured, _origin, _all)),
    _both(_names, _path),
    _both(_names, _secured),
    _both(_names_and_facts_or_none, _origin),
    _both(_anything, _path),
    _both(_anything, _secured),
    _both(_nothing_known, _origin),
)
