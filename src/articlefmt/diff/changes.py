"""What changed, by value; `secured` is never shown."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from articlefmt.align import align
from articlefmt.keys import Key
from articlefmt.model.secured import Secured
from articlefmt.secrecy import SECURED, Secrets
from articlefmt.values import Value, same

__all__ = ["Change", "compare"]


@attrs.frozen
class Change:
    """A value that differs.

    Attributes:
        key: the way to it.
        before: what it was; None if it wasn't there, or was null. `secured` is masked.
        after: what it is; the same.
    """

    key: Key
    before: Value | Secured
    after: Value | Secured


def compare(before: dict[str, Value], after: dict[str, Value], *, items: bool = False) -> tuple[Change, ...]:
    """Every value that differs, in the order of the keys.

    Args:
        before: the values as they were.
        after: the values as they are.
        items: whether a list whose length differs is told item by item: a key then says where an item is now, or where
            it was if it is gone. Else such a list is one value.
    """
    secrets = Secrets(before, after)
    return tuple(_change(*difference, secrets) for difference in _compare(before, after, (), items=items))


def _compare(before: Value, after: Value, key: Key, *, items: bool) -> Iterator[tuple[Key, Value, Value]]:
    if same(before, after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in (*before, *(name for name in after if name not in before)):
            yield from _compare(before.get(name), after.get(name), (*key, name), items=items)
    elif isinstance(before, list) and isinstance(after, list) and (items or len(before) == len(after)):
        for index, was, now in _pairs(before, after, items=items):
            yield from _compare(was, now, (*key, index), items=items)
    else:
        yield key, before, after


def _pairs(before: list[Value], after: list[Value], *, items: bool) -> Iterator[tuple[int, Value, Value]]:
    """Items with what they were, None for one that wasn't or isn't there, and their index: now, or before if gone."""
    done = 0
    for new, old in enumerate(align(before, after) if items else range(len(after))):
        if old is not None:
            yield from ((gone, before[gone], None) for gone in range(done, old))
            done = old + 1
        yield new, None if old is None else before[old], after[new]
    yield from ((gone, before[gone], None) for gone in range(done, len(before)))


def _change(key: Key, before: Value, after: Value, secrets: Secrets) -> Change:
    if SECURED in key:
        return Change(key, _opaque(before), _opaque(after))
    return Change(key, secrets.shown(before), secrets.shown(after))


def _opaque(value: Value) -> Secured | None:
    return None if value is None else Secured(str(value))
