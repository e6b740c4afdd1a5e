"""What may be wrong with `--where`, where it held of no file: a key that no class knows, or what no value there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from articlefmt.given import given_value
from articlefmt.keys import key_text
from articlefmt.lens.shape_at import misnamed, shape_at
from articlefmt.many.conditions import Condition
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape
from articlefmt.model.words import describe
from articlefmt.syntax.limits import Limits

__all__ = ["doubts"]

_TEXT, _NUMBER, _BOOL, _DATE, _LIST, _MAPPING, _NULL = (
    "text", "a number", "a bool", "a date", "a list", "a mapping", "null",
)  # fmt: skip
_KINDS: dict[type, str] = {
    str: _TEXT, time: _TEXT, Secured: _TEXT, int: _NUMBER, float: _NUMBER, bool: _BOOL, date: _DATE, datetime: _DATE,
    list: _LIST, dict: _MAPPING, type(None): _NULL,
}  # fmt: skip
_ORDERED = frozenset((_TEXT, _NUMBER, _DATE))


def doubts(conditions: Iterable[Condition], classes: Sequence[type]) -> Iterator[str]:
    """What may be wrong with conditions that held nowhere: unknown keys, and what no value of a key is or has."""
    for one in conditions:
        if one.sign != "!" and (doubt := _unknown(one, classes) or _impossible(one, classes)):
            yield f"articlefmt: --where {key_text(one.key)}{one.sign}{one.text}: {doubt}"


def _unknown(one: Condition, classes: Sequence[type]) -> str | None:
    found = misnamed(classes, one.key)
    if found is None:
        return None
    name, meant = found
    return f"no class of these files knows `{name}`" + (f"; did you mean `{meant}`?" if meant else "")


def _impossible(one: Condition, classes: Sequence[type]) -> str | None:
    """What is wrong with a condition that can hold of no class that knows its key."""
    found = [_misfit(one, cls) for cls in classes if misnamed([cls], one.key) is None]
    return found[0] if all(found) else None


def _misfit(one: Condition, cls: type) -> str | None:
    """Why a condition can't hold of a value that a class takes; None where it can."""
    shape, key, name = shape_at(cls, one.key), one.key, key_text(one.key)
    takes = f"`{name}` takes {describe(shape)}"
    if shape.is_any or one.sign in ("", "!="):
        return None
    if one.sign == "~=":
        if shape.items is None:
            return f"{takes}, which has no items; write {name}={one.text}"
        shape, key = shape.items, (*key, 0)
        takes = f"an item of `{name}` is {describe(shape)}"
    kinds, kind = _kinds(shape), _KINDS[type(given_value(one.text, key, {}, Limits(), [cls]))]
    if one.sign in ("=", "~="):
        if kind in kinds or kind == _NULL or shape.is_any:
            return None
        hint = f"; for one of its items write {name}~={one.text}" if one.sign == "=" and kinds == {_LIST} else ""
        return f"{takes}, not {kind}{hint}"
    if not kinds & _ORDERED:
        return f"{takes}, which has no order"
    return None if kind in kinds & _ORDERED else f"{takes}, not {kind}"


def _kinds(shape: Shape) -> set[str]:
    """Which kinds of values are taken, besides null."""
    kinds = {_KINDS[kind] for kind in (*shape.types, *(kind for kind, _ in shape.choices))}
    if shape.items is not None:
        kinds.add(_LIST)
    if shape.values is not None or shape.record is not None:
        kinds.add(_MAPPING)
    return kinds
