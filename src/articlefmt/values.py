"""The plain values that front matter holds, and when two of them are the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias, cast

__all__ = ["Atom", "Value", "same"]

Atom: TypeAlias = str | int | float | bool | datetime | date | None
"""What a scalar can be. Timestamps are aware and in UTC."""

Value: TypeAlias = "Atom | list[Value] | dict[str, Value]"
"""What front matter can hold."""


def same(one: object, other: object) -> bool:
    """Equal in value and in type, all the way down: `1`, `1.0` and `True` are three things, and a nan is itself.

    No recursion: how deep the values are doesn't depend on the caller's stack.
    """
    todo = [(one, other)]
    while todo:
        a, b = todo.pop()
        if type(a) is not type(b):
            return False
        if isinstance(a, dict):
            left, right = cast("dict[object, object]", a), cast("dict[object, object]", b)
            if left.keys() != right.keys():
                return False
            todo += ((value, right[key]) for key, value in left.items())
        elif isinstance(a, list):
            items, others = cast("list[object]", a), cast("list[object]", b)
            if len(items) != len(others):
                return False
            todo += zip(items, others, strict=True)
        elif a != b and (a == a or b == b):  # noqa: PLR0124  a nan differs from itself
            return False
    return True
