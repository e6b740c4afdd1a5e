"""Values → lines of text, from nothing: what the canonical writer and every added key or item share."""

from __future__ import annotations

from typing import cast

from articlefmt.display import Key
from articlefmt.errors import EditError
from articlefmt.lens.order import Order, part_order
from articlefmt.model import layout
from articlefmt.model.base import Part
from articlefmt.model.fields import specs_by_key
from articlefmt.syntax.spelling import CannotSpellError, Quote, is_plain_safe, spell
from articlefmt.values import Atom, Value

__all__ = ["Place", "Style", "class_below", "key_name", "place_of", "refuse_depth", "spelled"]

Place = tuple[str, ...]
_DEPTH_LIMIT = 100
_KEY_LIMIT = 1000  # YAML takes 1,024 characters for a key that stands before its colon, quotes and escapes included


class Style:
    """How new lines look.

    Attributes:
        kind: whose canonical style it is.
        quotes: the quotes of a text at a place (its key without list indices), where its neighbours tell.
        step: how far a mapping is indented below its key.
        offset: how far a list's dash is.
        complete: whether nested records get the keys that their class requires, without a value.
    """

    def __init__(
        self,
        kind: layout.Kind,
        quotes: dict[Place, Quote] | None = None,
        step: int = 2,
        offset: int = 2,
        complete: bool = True,
    ) -> None:
        self.kind = kind
        self.quotes: dict[Place, Quote] = quotes or {}
        self.step = step
        self.offset = offset
        self.complete = complete

    def quote(self, place: Place) -> Quote:
        """The neighbours' quotes, else the canonical ones."""
        if place in self.quotes:
            return self.quotes[place]
        return '"' if layout.is_quoted(self.kind, place) else ""

    def entry(self, name: str, value: Value, cls: type[Part] | None, key: Key, column: int) -> list[str]:
        """The lines of a key and its value in a block mapping."""
        refuse_depth(key)
        head = " " * column + key_name(name) + ":"
        if isinstance(value, dict) and value:
            return [head, *self.mapping(value, cls, key, column + self.step)]
        if isinstance(value, list) and value:
            return [head, *(line for line in self.items(value, cls, key, column + self.offset))]
        return [f"{head} {self.inline(value, key)}"]

    def mapping(self, values: dict[str, Value], cls: type[Part] | None, key: Key, column: int) -> list[str]:
        """The lines of a block mapping's entries."""
        order = part_order(cls)
        present = {name: values.get(name) for name in self._names(values, order)}
        lines: list[str] = []
        for name in order.sort(list(present)):
            lines += self.entry(name, present[name], class_below(cls, name), (*key, name), column)
        return lines

    def items(self, values: list[Value], cls: type[Part] | None, key: Key, column: int) -> list[str]:
        """The lines of a block list's items."""
        return [line for index, value in enumerate(values) for line in self.item(value, cls, (*key, index), column)]

    def item(self, value: Value, cls: type[Part] | None, key: Key, column: int) -> list[str]:
        """The lines of one item of a block list."""
        refuse_depth(key)
        dash = " " * column + "- "
        if isinstance(value, dict) and value:
            lines = self.mapping(value, cls, key, len(dash))
        elif isinstance(value, list) and value:
            lines = self.items(value, cls, key, len(dash))
        else:
            return [dash + (self.inline(value, key) or "null")]
        return [dash + lines[0][len(dash) :], *lines[1:]]

    def inline(self, value: Value, key: Key) -> str:
        """A scalar or an empty collection behind its colon; nothing for null."""
        if value is None:
            return ""
        if isinstance(value, dict | list):
            return "{}" if isinstance(value, dict) else "[]"
        return spelled(value, self.quote(place_of(key)), key)

    def flow(self, value: Value, cls: type[Part] | None, key: Key) -> str:
        """A value inside a flow collection."""
        refuse_depth(key)
        if isinstance(value, dict):
            order = part_order(cls)
            names = order.sort(self._names(value, order))
            pairs = (
                f"{key_name(name)}: {self.flow(value.get(name), class_below(cls, name), (*key, name))}"
                for name in names
            )
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(item, cls, (*key, i)) for i, item in enumerate(value)) + "]"
        return spelled(value, self.quote(place_of(key)), key, flow=True)

    def _names(self, values: dict[str, Value], order: Order) -> list[str]:
        missing = (name for name in order.keys if name in order.required and name not in values)
        return [*values, *(missing if self.complete else ())]


def spelled(value: Value, quote: Quote, key: Key, *, flow: bool = False) -> str:
    """The text of a scalar. Raises `EditError` for one that can't be written."""
    try:
        return spell(cast("Atom", value), quote, flow=flow)
    except CannotSpellError as error:
        raise EditError(str(error), code="E702", key=key) from None


def refuse_depth(key: Key) -> None:
    """Refuse to write what is nested too deeply: writing goes as deep as the value. Raises `EditError`."""
    if len(key) > _DEPTH_LIMIT:
        message = f"it is nested more than {_DEPTH_LIMIT} deep, which can't be written"
        raise EditError(message, code="E702", key=key[:1])


def key_name(name: str) -> str:
    """The text of a key."""
    if len(name) > _KEY_LIMIT:
        message = f"a key takes at most {_KEY_LIMIT:,} characters"
        raise EditError(message, code="E702", key=(name,))
    try:
        return name if is_plain_safe(name, flow=True) else spell(name, '"')
    except CannotSpellError as error:
        raise EditError(str(error), code="E702", key=(name,)) from None


def class_below(cls: type[Part] | None, name: str) -> type[Part] | None:
    """The class of the records at a key of a class; None where they are none."""
    spec = specs_by_key(cls).get(name) if cls is not None else None
    return spec.type if spec is not None and spec.nested else None


def place_of(key: Key) -> Place:
    """A key without list indices."""
    return tuple(part for part in key if isinstance(part, str))
