"""Two versions of plain values → the opaque one that differs."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_
from typing import TypeAlias

from articlefmt.align import equal_ends
from articlefmt.keys import Key
from articlefmt.secrecy import ONLY_SECURED
from articlefmt.values import Value, same

__all__ = ["changed_at"]


def changed_at(
    before: dict[str, Value],
    after: dict[str, Value],
    keys: frozenset[str] = ONLY_SECURED,
    touched: Sequence[str] | None = None,
) -> Key | None:
    """The way to an opaque value that an edit changes, adds or takes away; None if it leaves all of them.

    A list may get and lose other items. Values that stay are the same objects, and cost nothing.

    Args:
        before: the values before.
        after: those after.
        keys: the names of opaque ones.
        touched: the top-level keys at which they may differ, in the order of the text; None where nobody noted them.
    """
    for name in _differing(before, after) if touched is None else touched:
        was, now = before.get(name), after.get(name)
        if name in keys or isinstance(was, (dict, list)) or isinstance(now, (dict, list)):
            found = _changed_below((name,), was, now, keys)
            if found is not None:
                return found
    return None


_Keyed: TypeAlias = tuple[Key, Value]


def _changed_below(key: Key, was: Value, now: Value, keys: frozenset[str]) -> Key | None:
    """The same of what stands at a key."""
    todo = [(key, was, now)]
    while todo:
        key, was, now = todo.pop()
        if key[-1] in keys:
            if not same(was, now):
                return key
        elif isinstance(was, dict) and isinstance(now, dict):
            todo += [((*key, name), was.get(name), now.get(name)) for name in reversed(_differing(was, now))]
        elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
            todo += [((*key, at), was[at], now[at]) for at in range(len(was) - 1, -1, -1) if was[at] is not now[at]]
        elif isinstance(was, (dict, list)) or isinstance(now, (dict, list)):
            old, new = _between(key, was, now)
            if (found := _differ(_nested(old, keys), _nested(new, keys))) is not None:
                return found
    return None


def _differing(was: dict[str, Value], now: dict[str, Value]) -> list[str]:
    """The keys at which two mappings have other objects."""
    names = [name for name, one in was.items() if now.get(name) is not one]
    if not now.keys() <= was.keys():
        names += [name for name in now if name not in was and now[name] is not None]
    return names


def _between(key: Key, was: Value, now: Value) -> tuple[list[_Keyed], list[_Keyed]]:
    """Of two lists the items that aren't the same objects at both ends; else the values themselves."""
    if not (isinstance(was, list) and isinstance(now, list)):
        return [(key, was)], [(key, now)]
    head, tail = equal_ends(was, now, is_)
    return (
        [((*key, at), was[at]) for at in range(head, len(was) - tail)],
        [((*key, at), now[at]) for at in range(head, len(now) - tail)],
    )


def _nested(todo: list[_Keyed], keys: frozenset[str]) -> list[_Keyed]:
    """Each opaque value in some values, in an order that doesn't depend on that of the keys."""
    found: list[_Keyed] = []
    while todo:
        key, one = todo.pop()
        if key[-1] in keys and one is not None:
            found.append((key, one))
        elif isinstance(one, dict):
            todo += (((*key, name), below) for name, below in one.items())
        elif isinstance(one, list):
            todo += (((*key, at), below) for at, below in enumerate(one))
    return sorted(found, key=lambda pair: (_names(pair[0]), [part for part in pair[0] if isinstance(part, int)]))


def _names(key: Key) -> list[str]:
    return [part for part in key if isinstance(part, str)]


def _differ(old: list[_Keyed], new: list[_Keyed]) -> Key | None:
    """The way to the first value that the longer one of two lists has and the other hasn't there."""
    longer, other = (new, old) if len(new) > len(old) else (old, new)
    for at, (key, value) in enumerate(longer):
        if at == len(other) or _names(key) != _names(other[at][0]) or not same(value, other[at][1]):
            return key
    return None
