"""What a class made of the values of a text isn't taken for an edit: where that stayed, the text's own values stand.

A converter, a hook or a default that is made anew gives a record values that the text hasn't. They are known from the
record as it was built.
"""

from __future__ import annotations

from articlefmt.align import pair
from articlefmt.values import Value, same

__all__ = ["restored"]


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


def _restored(old: Value, built: Value, new: Value) -> Value:
    if same(built, new):
        return old
    if isinstance(old, dict) and isinstance(built, dict) and isinstance(new, dict):
        return restored(old, built, new)
    if isinstance(old, list) and isinstance(built, list) and isinstance(new, list) and len(old) == len(built):
        return [
            item if at is None else _restored(old[at], built[at], item)
            for item, at in zip(new, pair(built, new), strict=True)
        ]
    return new
