"""What a record holds, noted, so that it shows when it is changed: a change of one that doesn't speak would be lost."""

from __future__ import annotations

from typing import Any, TypeAlias, cast

import attrs

from articlefmt.model.fields import is_record
from articlefmt.values import same

__all__ = ["Note", "is_changed", "left", "note"]

Note: TypeAlias = tuple[tuple[object, list[object]], ...]
"""Each object that a record holds, itself too, with what is in it."""


def note(record: object) -> Note:
    """What a record holds now, whatever that is."""
    return tuple((one, _contents(one)) for one in _holders(record).values())


def is_changed(noted: Note, speaking: object) -> bool:
    """Whether one of these objects was changed that isn't in the record that speaks now as well."""
    others = _holders(speaking)
    return any(id(one) not in others and not _is_as_noted(_contents(one), contents) for one, contents in noted)


def left(noted: Note, speaking: object) -> Note:
    """Of what was noted the objects that aren't in the record that speaks now."""
    others = _holders(speaking)
    return tuple((one, contents) for one, contents in noted if id(one) not in others)


def _holders(record: object) -> dict[int, object]:
    """Every object at or in a record that can be changed, each once, by its id; and every tuple, for what is in it."""
    found: dict[int, object] = {}
    todo = [record]
    while todo:
        one = todo.pop()
        if _is_holder(one) and id(one) not in found:
            found[id(one)] = one
            todo += _contents(one)
    return found


def _is_holder(value: object) -> bool:
    return isinstance(value, (dict, list, tuple)) or is_record(value)


def _contents(holder: object) -> list[object]:
    if isinstance(holder, dict):
        return [*cast("dict[object, object]", holder), *cast("dict[object, object]", holder).values()]
    if isinstance(holder, (list, tuple)):
        return [*cast("list[object]", holder)]
    names = [field.name for field in attrs.fields(cast("type[Any]", type(holder)))] if is_record(holder) else []
    return [getattr(holder, name, None) for name in names]


def _is_as_noted(now: list[object], then: list[object]) -> bool:
    return len(now) == len(then) and all(
        one is other or (not _is_holder(one) and same(one, other)) for one, other in zip(now, then, strict=True)
    )
