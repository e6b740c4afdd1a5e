"""What changed, by value; `secured` is never shown."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final

import attrs

from articlefmt.align import align
from articlefmt.keys import Key, masked_key
from articlefmt.model.secured import Secured
from articlefmt.secrecy import ONLY_SECURED, Secrets, hidden
from articlefmt.secret_forms import is_hidden
from articlefmt.values import Value, same

__all__ = ["MISSING", "Change", "Missing", "compare", "shown"]


class Missing(Enum):
    """The type of `MISSING`."""

    MISSING = "missing"

    def __bool__(self) -> bool:
        """False, as None is."""
        return False

    def __repr__(self) -> str:
        """`<missing>`."""
        return "<missing>"


MISSING: Final = Missing.MISSING
"""What a change has in the place of a value that wasn't or isn't there; a null is None."""


@attrs.frozen
class Change:
    """A value that differs.

    Attributes:
        key: the way to it; what is a piece of `secured` in it, or has its form, is masked.
        before: what it was; `MISSING` if it wasn't there. `secured` is masked.
        after: what it is; `MISSING` if it isn't there any more.
    """

    key: Key
    before: Value | Secured | Missing
    after: Value | Secured | Missing


def compare(
    before: dict[str, Value], after: dict[str, Value], *, items: bool = False, opaque: frozenset[str] = ONLY_SECURED
) -> tuple[Change, ...]:
    """Every value that differs, in the order of the keys.

    Args:
        before: the values as they were.
        after: the values as they are.
        items: whether a list whose length differs is told item by item: a key then says where an item is now, or where
            it was if it is gone. Else such a list is one value.
        opaque: names of keys whose values aren't shown.
    """
    secrets = Secrets(before, after, names=opaque)
    return tuple(_change(*difference, secrets) for difference in _differences(before, after, items=items))


_Side = Value | Missing
_Difference = tuple[Key, _Side, _Side]


def _differences(before: dict[str, Value], after: dict[str, Value], *, items: bool) -> Iterator[_Difference]:
    # What is in two mappings, or in two lists item by item, is compared on the way down alone: once, at any depth.
    todo: list[_Difference] = [((), before, after)]
    while todo:
        key, was, now = todo.pop()
        if isinstance(was, dict) and isinstance(now, dict):
            parts = [((*key, name), was.get(name, MISSING), now.get(name, MISSING)) for name in was | now]
            todo += reversed([part for part in parts if part[1] is not part[2]])
        elif isinstance(was, list) and isinstance(now, list) and (items or len(was) == len(now)):
            if not (items and same(was, now)):
                todo += reversed([((*key, at), old, new) for at, old, new in _pairs(was, now, items=items)])
        elif not same(was, now):
            yield key, was, now


def _pairs(before: list[Value], after: list[Value], *, items: bool) -> Iterator[tuple[int, _Side, _Side]]:
    """Items with what they were, and their index: now, or before if gone."""
    done = 0
    for new, old in enumerate(align(before, after) if items else range(len(after))):
        if old is not None:
            yield from ((gone, before[gone], MISSING) for gone in range(done, old))
            done = old + 1
        yield new, MISSING if old is None else before[old], after[new]
    yield from ((gone, before[gone], MISSING) for gone in range(done, len(before)))


def _change(key: Key, before: _Side, after: _Side, secrets: Secrets) -> Change:
    return Change(masked_key(key, secrets), shown(key, before, secrets), shown(key, after, secrets))


def shown(key: Key, value: _Side, secrets: Secrets) -> Value | Secured | Missing:
    """A value at a key as people are told it."""
    if value is MISSING or value is None:
        return value
    if not secrets.names.isdisjoint(key):
        return Secured(str(value))
    return hidden(len(str(value))) if any(is_hidden(part, value) for part in key) else secrets.shown(value)
