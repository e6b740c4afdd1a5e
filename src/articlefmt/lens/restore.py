"""What a class made of the values of a text isn't taken for an edit: where that stayed, the text's own values stand.

A converter, a hook or a default that is made anew gives a record values that the text hasn't. They are known from the
record as it was built.
"""

from __future__ import annotations

from articlefmt.align import pair
from articlefmt.keys import Key
from articlefmt.values import Value, same

__all__ = ["misread", "restored"]


def restored(old: dict[str, Value], built: dict[str, Value], new: dict[str, Value]) -> dict[str, Value]:
    """The values of a record, with those of the text wherever the record is as it was built.

    Args:
        old: the values of the text.
        built: the values of the record that was built of them.
        new: the values of the record now.
    """
    result: dict[str, Value] = {}
    for name, now in new.items():
        if name not in built:
            result[name] = now
        elif name in old:
            result[name] = _restored(old[name], built[name], now)
        elif not same(built[name], now):
            result[name] = now
    return result | {name: old[name] for name in old if name not in built and name not in new}


def misread(text: Value, old: Value, wanted: Value, read: Value, key: Key = ()) -> Key | None:
    """The key of a value that was edited, and that a class makes another one of when it reads it again.

    Args:
        text: what the text is to say.
        old: what it said.
        wanted: what the record says.
        read: what a record says that is built of the text.
        key: where these stand.
    """
    if same(text, old) or same(wanted, read) or same(text, read):  # a text says `5` for 5.0, and 5 is read
        return None
    parts: list[str | int] = []
    if isinstance(text, dict) and isinstance(wanted, dict) and isinstance(read, dict):
        parts = [*text]
    elif isinstance(text, list) and isinstance(wanted, list) and len(wanted) == len(text):
        parts = [*range(len(text))]
    found = (
        misread(_at(text, part), _at(old, part), _at(wanted, part), _at(read, part), (*key, part)) for part in parts
    )
    return next((one for one in found if one is not None), None) if parts else key


def _at(value: Value, part: str | int) -> Value:
    """What is in a value at a key or as an item; None where there is nothing."""
    if isinstance(value, dict):
        return value.get(str(part))
    return value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None


def _restored(old: Value, built: Value, new: Value) -> Value:
    if same(built, new):
        return old
    if isinstance(old, dict) and isinstance(built, dict) and isinstance(new, dict):
        return restored(old, built, new)
    if isinstance(old, list) and isinstance(built, list) and isinstance(new, list):
        first = pair(old, built)  # a class may have put them in another order
        pairs = ((item, at, None if at is None else first[at]) for item, at in zip(new, pair(built, new), strict=True))
        return [item if at is None or was is None else _restored(old[was], built[at], item) for item, at, was in pairs]
    return new
