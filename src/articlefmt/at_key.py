"""What is done to plain values at a key: looked for, set, removed. Every refusal is an `EditError`."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from articlefmt.errors import EditError
from articlefmt.keys import Key, parse_key
from articlefmt.secrecy import masked
from articlefmt.values import Value

__all__ = ["assign", "found_at", "holds", "key_of", "opened", "remove", "rename"]


def key_of(given: str | Key) -> Key:
    """The key that a user gives: a text as `parse_key` takes it, or for keys with a dot or a bracket the tuple itself.

    Raises:
        EditError: it isn't written so.
        TypeError: it is neither.
    """
    parts: object = (given,) if isinstance(given, str) else given
    if not isinstance(parts, tuple) or any(type(part) not in (str, int) for part in parts):
        message = f"a key is a str or a tuple of str and int, not {masked(repr(given))}"
        raise TypeError(message)
    key = parse_key(given) if isinstance(given, str) else given
    if not key or not isinstance(key[0], str):
        message = (
            "a key is written as in `provider.name` or `images[0].width`, or, in Python, is a tuple of str and int"
        )
        raise EditError(message, code="E703", key=parts)
    return key


def opened(values: dict[str, Value], key: Key) -> dict[str, Value]:
    """A copy of values of which all that is on the way to a key may be changed; the rest is shared."""
    top = holder = dict(values)
    for part in key[:-1]:
        if not _has(holder, part):
            break
        below = cast("dict[object, Value]", holder)[part]
        if not isinstance(below, (dict, list)):
            break
        copied = cast("dict[str, Value]", below.copy())
        cast("dict[object, Value]", holder)[part] = copied
        holder = copied
    return top


def assign(values: dict[str, Value], key: Key, value: Value) -> None:
    """Set a value; mappings on the way are made, the index behind the last adds an item. Raises `EditError`."""
    holder = _holder(values, key, make=True)
    last = key[-1]
    if isinstance(holder, dict) and isinstance(last, str):
        holder[last] = value
    elif isinstance(holder, list) and isinstance(last, int) and 0 <= last <= len(holder):
        holder[last : last + 1] = [value]
    else:
        raise _nothing_there(key)


def holds(values: dict[str, Value], key: Key) -> bool:
    """Whether there is something at a key, be it null."""
    return _has(found_at(values, key[:-1]), key[-1])


def found_at(values: Value, key: Key) -> Value:
    """What is at a key; None where there is nothing."""
    for part in key:
        if not _has(values, part):
            return None
        values = cast("dict[object, Value]", values)[part]
    return values


def remove(values: dict[str, Value], key: Key) -> None:
    """Remove a key or an item. Raises `EditError` where there is none."""
    holder = _holder(values, key, make=False)
    if not _has(holder, key[-1]):
        raise _nothing_there(key)
    del cast("dict[object, Value]", holder)[key[-1]]


def rename(values: dict[str, Value], key: Key, name: str) -> None:
    """Give the last part of a key another name; its place among the others stays. Raises `EditError`."""
    holder = _holder(values, key, make=False)
    if not isinstance(holder, dict) or not _has(holder, key[-1]):
        raise _nothing_there(key)
    if name in holder and name != key[-1]:
        message = "there is a value at this key already"
        raise EditError(message, code="E703", key=(*key[:-1], name))
    items = [(name if one == key[-1] else one, value) for one, value in holder.items()]
    holder.clear()
    holder.update(items)


def _holder(values: dict[str, Value], key: Key, *, make: bool) -> Value:
    """What the last part of a key is in."""
    holder: Value = values
    for part, following in pairwise(key):
        if make and isinstance(holder, dict) and isinstance(part, str) and holder.get(part) is None:
            holder[part] = {} if isinstance(following, str) else []
        if not _has(holder, part):
            raise _nothing_there(key)
        holder = cast("dict[object, Value]", holder)[part]
    return holder


def _has(holder: Value, part: str | int) -> bool:
    if isinstance(holder, dict):
        return part in holder
    return isinstance(holder, list) and isinstance(part, int) and 0 <= part < len(holder)


def _nothing_there(key: Key) -> EditError:
    number = next((part for part in key if isinstance(part, str) and part.isdecimal()), None)
    hint = f"; an item of a list is written as in `images[{number}]`" if number is not None else ""
    return EditError(f"there is nothing at this key{hint}", code="E703", key=key)
