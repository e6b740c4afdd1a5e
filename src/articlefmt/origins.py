"""Where the items of lists come from, and what keys were called, after one change and after several.

The origins of a list are, for each item, the index that it had before, or None for a new one. They are kept by the key
that the list has after the change. None in place of a list's origins says that nobody knows: whatever is at that key,
or below, was given anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from articlefmt.align import pair
from articlefmt.at_key import found_at
from articlefmt.keys import Key
from articlefmt.values import ItemOrigins, Origins, Value, Wanted, same

__all__ = ["after_removal", "after_renaming", "after_setting", "between", "composed", "followed", "resolved"]


def after_setting(values: dict[str, Value], key: Key) -> Origins:
    """The origins of the lists on the way to a key at which a value is set: items stay, or one is added at the end."""
    found: dict[Key, ItemOrigins | None] = {}
    holder: Value = values
    for place, part in enumerate(key):
        if isinstance(holder, list) and isinstance(part, int):
            found[key[:place]] = [*range(len(holder)), *([None] if part == len(holder) else [])]
        holder = found_at(holder, (part,))
    found[key] = None
    return found


def after_removal(values: dict[str, Value], key: Key) -> Origins:
    """The same where what is at a key is removed."""
    found = dict(after_setting(values, key))
    items = found.get(key[:-1])
    if items is not None:
        del found[key]  # another item is there now; where a key was nothing is, and what may come has no origin
        found[key[:-1]] = [at for at in items if at != key[-1]]
    return found


def after_renaming(wanted: Wanted, key: Key, name: str) -> Wanted:
    """The same values, with all that is noted of a key and what is below it noted of the key by its new name."""
    names = {**wanted.renamed}
    taken = {old for other, old in names.items() if other[:-1] == key[:-1]}
    own = None if key[-1] in taken else str(key[-1])  # else it is new, and called as another was
    first = names.pop(key, own)  # what it is called in the text
    now = (*key[:-1], name)

    def moved(other: Key) -> Key:
        return (*now, *other[len(key) :]) if other[: len(key)] == key else other

    renamed = {moved(other): old for other, old in names.items()}
    if first is not None and first != name:
        renamed[now] = first
    return wanted._replace(origins={moved(one): items for one, items in wanted.origins.items()}, renamed=renamed)


def composed(earlier: Origins, later: Origins) -> Origins:
    """The origins after two changes, of which the later one was made to what the earlier one gave."""
    if not earlier or not later:
        return earlier or later
    result: dict[Key, ItemOrigins | None] = {}
    for key, items in later.items():
        was = _before(key, later)
        if items is None or was is None or _is_unknown(was, earlier):
            result[key] = None
        else:
            first = earlier.get(was)
            result[key] = items if first is None else [None if at is None else first[at] for at in items]
    for key, items in earlier.items():
        now = _after(key, later)
        if now is not None and now not in result and not _is_unknown(now, later):
            result[now] = items
    return result


def followed(names: Mapping[Key, str], later: Origins) -> dict[Key, str]:
    """What is noted of keys, by those that they have after a change; of an item that went nothing is."""
    return {now: name for key, name in names.items() if (now := _after(key, later)) is not None}


def between(was: Value, now: Value, key: Key) -> dict[Key, ItemOrigins | None]:
    """The origins of the lists at a key and below, of which nothing is known but the values."""
    found: dict[Key, ItemOrigins | None] = {}
    todo = [(was, now, key)]
    while todo:
        was, now, key = todo.pop()
        if isinstance(was, dict) and isinstance(now, dict):
            found.update(dict.fromkeys([(*key, name) for name in was if name not in now]))
            todo += [(one, now[name], (*key, name)) for name, one in was.items() if name in now]
        elif isinstance(was, list) and isinstance(now, list) and was and now:
            if not same(was, now):
                found[key] = origins = pair(was, now)
                todo += [(was[at], now[place], (*key, place)) for place, at in enumerate(origins) if at is not None]
        elif isinstance(was, (dict, list)):
            found[key] = None
    return found


def resolved(origins: Origins, old: dict[str, Value], new: dict[str, Value]) -> Origins:
    """The same with what can be told where nobody knew: from here on each item is the one that it was taken for.

    What equals the old value at its key is that, whatever led there.
    """
    found: dict[Key, ItemOrigins | None] = {}
    done: set[Key] = set()
    for key in sorted(origins, key=len):
        if done.isdisjoint(key[:end] for end in range(1, len(key))):
            items, was = origins[key], _before(key, found)
            if was is not None and same(found_at(old, was), found_at(new, key)):
                done.add(key)
            elif items is not None or was is None:
                found[key] = items
            else:
                done.add(key)
                found.update(between(found_at(old, was), found_at(new, key), key))
    return found


def _before(key: Key, origins: Origins) -> Key | None:
    """The key that something had before a change; None for what is new."""
    parts: list[str | int] = []
    for place, part in enumerate(key):
        items = origins.get(key[:place]) if isinstance(part, int) else None
        at = part if items is None or not isinstance(part, int) else items[part]
        if at is None:
            return None
        parts.append(at)
    return tuple(parts)


def _after(key: Key, origins: Origins) -> Key | None:
    """The key that something has after a change; None for what is gone."""
    parts: Key = ()
    for part in key:
        items = origins.get(parts) if isinstance(part, int) else None
        if items is None:
            parts += (part,)
        elif part in items:
            parts += (items.index(part),)
        else:
            return None
    return parts


def _is_unknown(key: Key, origins: Origins) -> bool:
    """Whether what is at a key was given anew, or what it is in."""
    return any(origins.get(key[:end], ()) is None for end in range(1, len(key) + 1))
