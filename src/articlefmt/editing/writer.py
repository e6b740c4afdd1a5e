"""Values → lines of text, from nothing: what the canonical writer and every added key or item share."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from articlefmt.editing.neighbours import Neighbours
from articlefmt.editing.spelling import CannotSpellError, Quote, spell
from articlefmt.errors import EditError
from articlefmt.keys import Key
from articlefmt.layouts import KeyNames, Layout
from articlefmt.values import Atom, Value

__all__ = ["Writer", "key_name", "names_in", "refuse_depth", "spelled"]

_DEPTH_LIMIT = 100
_KEY_LIMIT = 1000  # YAML takes 1,024 characters for a key that stands before its colon, quotes and escapes included
_INDENTS = 2, 2  # of the generator, for a mapping and for a list's dash


class Writer:
    """Writes new lines: as the neighbours are written where they tell, else as the layout has it."""

    def __init__(self, layout: Layout, neighbours: Neighbours | None = None) -> None:
        self._layout = layout
        self._neighbours = neighbours

    def quote(self, place: KeyNames) -> Quote:
        """How a text is quoted that leaves the choice."""
        told = self._neighbours.quote(place) if self._neighbours else None
        if told is None and self._neighbours and self._layout.is_quoted is None:
            told = self._neighbours.quote_beside(place)
        if told is None and self._layout.is_quoted is not None and self._layout.is_quoted(place):
            return '"'
        return told or ""

    def entry(self, key: Key, value: Value, column: int) -> list[str]:
        """The lines of a key and its value in a block mapping."""
        refuse_depth(key)
        head = " " * column + key_name(key) + ":"
        inline, *rest = self.behind_colon(key, value, column)
        return [head + inline, *rest]

    def item(self, key: Key, value: Value, column: int) -> list[str]:
        """The lines of one item of a block list."""
        inline, *rest = self.behind_dash(key, value, column)
        return [" " * column + "-" + inline, *rest]

    def behind_colon(self, key: Key, value: Value, column: int) -> list[str]:
        """What follows a key's colon: the rest of its line, and the lines below; `column` is the key's."""
        if isinstance(value, dict) and value:
            return ["", *self._mapping(key, value, column + self._indents[0])]
        if isinstance(value, list) and value:
            return ["", *self._items(key, value, column + self._indents[1])]
        return [" " + self._inline(key, value)]

    def behind_dash(self, key: Key, value: Value, column: int) -> list[str]:
        """The same of an item and its dash."""
        refuse_depth(key)
        if isinstance(value, dict) and value:
            lines = self._mapping(key, value, column + 2)
        elif isinstance(value, list) and value:
            lines = self._items(key, value, column + 2)
        else:
            return [" " + (self._inline(key, value) or "null")]
        return [" " + lines[0][column + 2 :], *lines[1:]]  # the first line stands behind the dash

    def flow(self, key: Key, value: Value) -> str:
        """A value inside a flow collection."""
        refuse_depth(key)
        if isinstance(value, dict):
            pairs = (
                f"{key_name((*key, name))}: {self.flow((*key, name), value[name])}"
                for name in self._layout.order.at(key).sort(value)
            )
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow((*key, index), item) for index, item in enumerate(value)) + "]"
        quote = self.quote(names_in(key)) if isinstance(value, str) else ""
        return spelled(value, quote, key, utc=self._layout.utc, flow=True)

    @property
    def _indents(self) -> tuple[int, int]:
        return self._neighbours.indents if self._neighbours else _INDENTS

    def _mapping(self, key: Key, values: dict[str, Value], column: int) -> list[str]:
        lines: list[str] = []
        for name in self._layout.order.at(key).sort(values):
            lines += self.entry((*key, name), values[name], column)
        return lines

    def _items(self, key: Key, values: list[Value], column: int) -> list[str]:
        return [line for index, value in enumerate(values) for line in self.item((*key, index), value, column)]

    def _inline(self, key: Key, value: Value) -> str:
        """A scalar or an empty collection behind its colon; nothing for null."""
        if value is None:
            return ""
        if isinstance(value, (dict, list)):
            return "{}" if isinstance(value, dict) else "[]"
        quote = self.quote(names_in(key)) if isinstance(value, str) else ""
        return spelled(value, quote, key, utc=self._layout.utc)


def refuse_depth(key: Key) -> None:
    """Refuse to write what is nested too deeply: writing goes as deep as the value. Raises `EditError`."""
    if len(key) > _DEPTH_LIMIT:
        message = f"it is nested more than {_DEPTH_LIMIT} deep, which can't be written"
        raise EditError(message, code="E702", key=key[:1])


def key_name(key: Key, quote: Quote = "") -> str:
    """The text of the last part of a key. Raises `EditError` for one that can't be written."""
    try:
        return _key_name(str(key[-1]), quote)
    except CannotSpellError as error:
        raise EditError(str(error), code="E702", key=key) from None


@lru_cache(maxsize=256)
def _key_name(name: str, quote: Quote) -> str:
    text = spell(name, quote, flow=True)
    if len(text) > _KEY_LIMIT:
        message = f"a key takes at most {_KEY_LIMIT:,} characters, as it is written"
        raise CannotSpellError(message)
    return text


def spelled(value: Atom, quote: Quote, key: Key, *, utc: bool, flow: bool = False) -> str:
    """The text of a scalar; `utc` says whether timestamps are written in UTC. Raises `EditError`."""
    try:
        if utc and isinstance(value, datetime) and value.utcoffset():
            value = value.astimezone(UTC)
        return spell(value, quote, flow=flow)
    except OverflowError:
        message = "the datetime is out of range in UTC"
        raise EditError(message, code="E702", key=key) from None
    except CannotSpellError as error:
        raise EditError(str(error), code="E702", key=key) from None


def names_in(key: Key) -> KeyNames:
    """The names in a key, without the numbers of items."""
    return tuple(part for part in key if isinstance(part, str))
