"""Keys as people write them, and what is done to plain values at one."""

from __future__ import annotations

from articlefmt.display import Key
from articlefmt.errors import EditError
from articlefmt.model.base import Part
from articlefmt.model.fields import specs_by_key
from articlefmt.model.secured import Secured
from articlefmt.patterns import pattern
from articlefmt.values import Value

__all__ = ["assign", "holds", "parse_key", "remove", "type_at"]

_KEY = pattern(r"(?:(?:^|(?<!^)\.)([^.\[\]]+)|\[([0-9]{1,9})\])")


def parse_key(key: str | Key) -> Key:
    """`"images[0].width"` is `("images", 0, "width")`; a tuple is taken as it is, for keys with a dot or a bracket.

    Raises:
        EditError: it isn't written so.
        TypeError: it is neither.
    """
    given: object = (key,) if isinstance(key, str) else key
    if not isinstance(given, tuple) or any(type(part) not in (str, int) for part in given):
        message = f"a key is a str or a tuple of str and int, not {key!r}"
        raise TypeError(message)
    parts = _parse(key) if isinstance(key, str) else key
    if not parts or not isinstance(parts[0], str):
        message = "a key is written as in `provider.name` or `images[0].width`, or is a tuple of str and int"
        raise EditError(message, code="E703", key=(key,) if isinstance(key, str) else key)
    return parts


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
    try:
        holder = _holder(values, key, make=False)
    except EditError:
        return False
    last = key[-1]
    if isinstance(holder, dict):
        return last in holder
    return isinstance(holder, list) and isinstance(last, int) and 0 <= last < len(holder)


def remove(values: dict[str, Value], key: Key) -> None:
    """Remove a key or an item. Raises `EditError` where there is none."""
    holder = _holder(values, key, make=False)
    last = key[-1]
    if isinstance(holder, dict) and isinstance(last, str) and last in holder:
        del holder[last]
        return
    if isinstance(holder, list) and isinstance(last, int) and 0 <= last < len(holder):
        del holder[last]
        return
    raise _nothing_there(key)


def type_at(cls: type[Part], key: Key) -> type | None:
    """The type of the values at a key of a record class; None where the class doesn't tell."""
    found: type | None = None
    below: type[Part] | None = cls
    for part in key:
        if isinstance(part, int):
            continue
        spec = specs_by_key(below).get(part) if below is not None else None
        found = spec.type if spec is not None else None
        below = spec.type if spec is not None and spec.nested else None
    return str if found is Secured else found


def _parse(text: str) -> Key:
    """The parts of a key; none where it isn't written as one."""
    if "".join(match[0] for match in _KEY.finditer(text)) != text:
        return ()
    return tuple(name or int(index) for name, index in _KEY.findall(text))


def _holder(values: dict[str, Value], key: Key, *, make: bool) -> Value:
    """What the last part of a key is in."""
    holder: Value = values
    for at, part in enumerate(key[:-1]):
        if isinstance(holder, dict) and isinstance(part, str):
            if make and holder.get(part) is None:
                holder[part] = {} if isinstance(key[at + 1], str) else []
            if part not in holder:
                raise _nothing_there(key)
            holder = holder[part]
        elif isinstance(holder, list) and isinstance(part, int) and 0 <= part < len(holder):
            holder = holder[part]
        else:
            raise _nothing_there(key)
    return holder


def _nothing_there(key: Key) -> EditError:
    return EditError("there is nothing at this key", code="E703", key=key)
