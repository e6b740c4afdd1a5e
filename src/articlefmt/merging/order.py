"""Where a key goes that only theirs has: behind the key that it stands behind there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from functools import cache
from itertools import pairwise

from articlefmt.editing.entry_lines import EntryLines
from articlefmt.layouts import NO_ORDER, Layout, Order
from articlefmt.merging.versions import Versions
from articlefmt.syntax.parsed import Parsed
from articlefmt.values import Value

__all__ = ["layout_of_versions"]

_SHAPES = 16
"""Items of a list that have other keys than those before; what more have doesn't count."""


def layout_of_versions(versions: Versions[Parsed], lines: Versions[EntryLines]) -> Layout:
    """How a text is laid out that has the keys of ours and theirs."""
    _, ours, theirs = versions
    groups = [[*ours.values]]
    if not theirs.values.keys() <= ours.values.keys():
        groups = _groups(lines.ours, lines.theirs, [*ours.values], [*theirs.values])

    @cache
    def below(name: str) -> Order:
        return _order([one.values.get(name) for one in (ours, theirs)])

    return Layout(Order(groups, (), below), None)


def _order(values: Sequence[Value]) -> Order:
    """The order of the keys in mappings, and in those that are items of lists."""
    mappings = [one for value in values for one in (value if isinstance(value, list) else [value])]
    shapes: dict[tuple[str, ...], None] = {}
    for one in mappings:
        if isinstance(one, dict) and len(shapes) < _SHAPES:
            shapes[tuple(one)] = None
    if not shapes:
        return NO_ORDER
    names: list[str] = []
    for shape in shapes:
        names = _joined(names, shape)

    @cache
    def below(name: str) -> Order:
        return _order([one[name] for one in mappings if isinstance(one, dict) and name in one])

    return Order([names], (), below, is_grouped=False)


def _joined(ours: Sequence[str], theirs: Iterable[str]) -> list[str]:
    """The names of two mappings: each new one of theirs behind the one before it there, and behind new ones of ours."""
    behind = _behind(set(ours), theirs)
    names = set(theirs)
    joined: list[str] = []
    pending = behind[""]
    for name in ours:
        if name in names:
            joined += pending
            pending = behind[name]
        joined.append(name)
    return joined + pending


def _behind(ours: Container[str], theirs: Iterable[str]) -> dict[str, list[str]]:
    """The new names of theirs by the known name before them; nothing stands for the start."""
    behind: dict[str, list[str]] = defaultdict(list)
    last = ""
    for name in theirs:
        if name in ours:
            last = name
        else:
            behind[last].append(name)
    return behind


def _groups(here: EntryLines, there: EntryLines, ours: list[str], theirs: list[str]) -> list[list[str]]:
    """The keys of both by groups, between which there is an empty line."""
    starts = {name for one, name in pairwise(ours) if here.has_gap(one, name)}
    known = set(ours)
    for at, name in enumerate(theirs):
        if name in known:
            continue
        is_apart = at > 0 and there.has_gap(theirs[at - 1], name)
        below = theirs[at + 1] if at + 1 < len(theirs) else None
        if is_apart:
            starts.add(name)
            if below in starts and not there.has_gap(name, below):  # the first of its group
                starts.discard(below)
    groups: list[list[str]] = [[]]
    for name in _joined(ours, theirs):
        if name in starts and groups[-1]:
            groups.append([])
        groups[-1].append(name)
    return groups
