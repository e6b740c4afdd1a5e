"""What changed, by value; `secured` is never shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import attrs

from articlefmt.display import Key
from articlefmt.lens.align import align
from articlefmt.model.secured import Secured
from articlefmt.patterns import pattern
from articlefmt.values import Value, plain_copy, same

__all__ = ["Change", "Secrets", "compare"]

_PIECE = 8  # characters; shorter ones would be found in any text
_RUN = pattern(r"[A-Za-z0-9+/=;]{8,}")
_LOOKS_SECURED = pattern(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}={0,2};[A-Za-z0-9+/]{22}==")


@attrs.frozen
class Change:
    """A value that differs.

    Attributes:
        key: the way to it.
        before: what it was; None if it wasn't there, or was null. `secured` is masked.
        after: what it is; the same.
    """

    key: Key
    before: Value | Secured
    after: Value | Secured


@attrs.frozen
class Secrets:
    """What isn't shown wherever it stands: the texts of each key `secured`, at whatever depth, and pieces of them."""

    texts: tuple[str, ...]
    pieces: frozenset[str]

    @classmethod
    def of(cls, *values: dict[str, Value]) -> Secrets:
        """Those of some front matters."""
        found: list[str] = []
        todo: list[Value] = [*values]
        while todo:
            one = todo.pop()
            if isinstance(one, dict):
                found += [str(child) for name, child in one.items() if name == "secured" and child is not None]
                todo += one.values()
            elif isinstance(one, list):
                todo += one
        texts = tuple(text for text in found if len(text) >= _PIECE)
        return cls(texts, frozenset(piece for text in texts for piece in _pieces(text)))

    def mask(self, text: str) -> str:
        """A text with what is `secured`, is a piece of it, or looks like it, as its length."""
        for secret in self.texts:
            text = text.replace(secret, str(Secured(secret)))
        text = _LOOKS_SECURED.sub(lambda match: str(Secured(match[0])), text)
        if not self.pieces:
            return text
        return _RUN.sub(lambda run: run[0] if self.pieces.isdisjoint(_pieces(run[0])) else str(Secured(run[0])), text)


def compare(before: dict[str, Value], after: dict[str, Value], *, items: bool = False) -> tuple[Change, ...]:
    """Every value that differs, in the order of the keys.

    Args:
        before: the values as they were.
        after: the values as they are.
        items: whether a list whose length differs is told item by item: a key then says where an item is now, or where
            it was if it is gone. Else such a list is one value.
    """
    secrets = Secrets.of(before, after)
    return tuple(_masked_change(change, secrets) for change in _compare(before, after, (), items=items))


def _compare(before: Value, after: Value, key: Key, *, items: bool) -> Iterator[Change]:
    if same(before, after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in (*before, *(name for name in after if name not in before)):
            yield from _compare(before.get(name), after.get(name), (*key, name), items=items)
    elif isinstance(before, list) and isinstance(after, list) and (items or len(before) == len(after)):
        for index, was, now in _pairs(before, after, items=items):
            yield from _compare(was, now, (*key, index), items=items)
    else:
        yield Change(key, before, after)


def _pairs(before: list[Value], after: list[Value], *, items: bool) -> Iterator[tuple[int, Value, Value]]:
    """Items with what they were, None for one that wasn't or isn't there, and their index: now, or before if gone."""
    done = 0
    for new, old in enumerate(align(before, after) if items else range(len(after))):
        if old is not None:
            yield from ((gone, before[gone], None) for gone in range(done, old))
            done = old + 1
        yield new, None if old is None else before[old], after[new]
    yield from ((gone, before[gone], None) for gone in range(done, len(before)))


def _pieces(text: str) -> Iterator[str]:
    return (text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1))


def _masked_change(change: Change, secrets: Secrets) -> Change:
    shown = _opaque if "secured" in change.key else lambda value: _shown(value, secrets)
    return Change(change.key, shown(change.before), shown(change.after))


def _opaque(value: Value | Secured) -> Secured | None:
    return None if value is None else Secured(str(value))


def _shown(value: Value | Secured, secrets: Secrets) -> Value:
    """A copy of the value in which no `secured` is shown: what it should be instead is told by its length."""
    shown = plain_copy({"": value})
    todo: list[dict[str, Value] | list[Value]] = [shown]
    while todo:
        holder = todo.pop()
        for name, one in list(holder.items()) if isinstance(holder, dict) else enumerate(holder):
            if isinstance(one, dict | list) and name != "secured":
                todo.append(one)
            elif name == "secured" or isinstance(one, str):
                text = str(_opaque(one)) if name == "secured" else secrets.mask(str(one))
                cast("dict[object, Value]", holder)[name] = text
        if isinstance(holder, dict):
            for name in [name for name in holder if secrets.mask(name) != name]:
                holder[secrets.mask(name)] = holder.pop(name)
    return shown[""]
