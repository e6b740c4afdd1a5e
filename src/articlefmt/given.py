"""A text that a user gives for a key → the value it means: by the type of its field, else by that of the old value.

A text for a field of text is that text, whatever it looks like: `12`, `true`, nothing. For any other field it is what
it would be in YAML, collections too: `12`, `true`, `[Charts, Maps]`, `{name: Example}`. Of a key that the class doesn't
know, what is there decides in the same way: where `version: "1.9"` stands, `1.10` is text; and so it does where the
field takes text and other scalars. Beside a collection a scalar is text. A moment has the form of the text that stands
there for one, as Jekyll writes it. What can't be read so is given as what it is, for `lens.worse` to refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import attrs

from articlefmt.errors import ParseError
from articlefmt.keys import Key
from articlefmt.lens.classes import class_of
from articlefmt.lens.shape_at import shape_below
from articlefmt.model.records import RECORDS
from articlefmt.model.shapes import Shape
from articlefmt.syntax import nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.reader import read_fully
from articlefmt.syntax.scalars import in_short_zone, resolve, short_zoned
from articlefmt.syntax.source import Source
from articlefmt.values import Value

__all__ = ["given_value"]

_OTHERS = frozenset((bool, int, float, date, datetime))
_BRACKETS_AND_QUOTES = ("[", "{", '"', "'")


def given_value(
    text: str, key: Key, values: dict[str, Value], limits: Limits, classes: Sequence[type] = RECORDS
) -> Value:
    """The value that a text means at a key.

    Args:
        text: what the user gave.
        key: where it is to stand.
        values: those of the file before.
        limits: how large a collection may be.
        classes: the class of the record, or those of which the keys tell one.
    """
    expected = _Expected(Shape(record=class_of(values, classes)), values)
    for part in key:
        expected = expected.at(part)
    if text.startswith(_BRACKETS_AND_QUOTES) and not expected.is_text:
        try:
            return _read(text, expected, limits)
        except (ParseError, _NoValueError):
            return text
    return expected.scalar(text)


@attrs.frozen
class _Expected:
    """What stands at a key, by the class or by the old values.

    Attributes:
        shape: what the class takes; anything where it says nothing.
        example: what is there; of an item that isn't yet, the last one; None where there is nothing.
    """

    shape: Shape
    example: Value

    @property
    def is_text(self) -> bool:
        """Whether any text is taken as it is."""
        shape = self.shape
        if shape.is_any:
            return isinstance(self.example, str)
        has_parts = any(one is not None for one in (shape.items, shape.values, shape.record))
        return shape.is_text_taken and self._is_told_as_text and not has_parts

    def at(self, part: str | int) -> _Expected:
        """What stands at a key or an item of it."""
        old = self.example
        below: Value = None
        if isinstance(old, list) and isinstance(part, int) and old:
            below = old[min(part, len(old) - 1)]
        elif isinstance(old, dict) and isinstance(part, str):
            below = old.get(part)
        return _Expected(shape_below(self.shape, part), below)

    def scalar(self, text: str) -> Value:
        """The value of a text that is no collection and stands in no quotes."""
        if self.is_text or (str, text) in self.shape.choices:
            return text
        value = resolve(text)
        if datetime in self.shape.types and isinstance(value, str):
            value = short_zoned(value) or value
        if isinstance(value, datetime) and isinstance(self.example, str) and not self.shape.is_text_taken:
            return _in_form_of(self.example, value)
        return text if self.shape.is_text_taken and not self._is_meant(value) else value

    def _is_meant(self, value: Value) -> bool:
        """Whether a value is what was given for a field that takes text, too."""
        if value is None:
            return self.shape.null
        types = {int, float} if float in self.shape.types and type(value) is int else {type(value)}
        return not (self._is_told_as_text or self.shape.types.isdisjoint(types))

    @property
    def _is_told_as_text(self) -> bool:
        """Whether a scalar is text where the class takes text: what else it takes isn't there."""
        return self.shape.types.isdisjoint(_OTHERS) or isinstance(self.example, str)


def _in_form_of(text: str, moment: datetime) -> Value:
    """A moment as a text that says one has it, where it does; one that stays keeps its text."""
    return text if short_zoned(text) == moment else in_short_zone(moment, text) or moment


class _NoValueError(Exception):
    """A text is YAML, and no value that can be given."""


def _read(text: str, expected: _Expected, limits: Limits) -> Value:
    """Read a collection or a quoted text. Raises `ParseError` and `_NoValueError`."""
    source = Source(bom=False, opening="---\n", front=f"x: {text}\n", closing="---\n", body="", crlf=False)
    tree = read_fully(source, limits)
    if len(tree.entries) != 1:
        raise _NoValueError
    return _value(tree.entries[0].value, expected, source.front)


def _value(node: nodes.Node, expected: _Expected, front: str) -> Value:
    """A node's value, its plain scalars by what is expected in their places."""
    if isinstance(node, nodes.Mapping):
        found: dict[str, Value] = {}
        for entry in node.entries:
            if entry.name is None:
                raise _NoValueError
            found[entry.name] = _value(entry.value, expected.at(entry.name), front)
        return found
    if isinstance(node, nodes.Sequence):
        return [_value(item, expected.at(at), front) for at, item in enumerate(node.items)]
    if isinstance(node, nodes.Alias):
        raise _NoValueError
    plain = front[node.start : node.end]
    is_bare = not node.style and node.properties is None and plain and "\n" not in plain
    return expected.scalar(plain) if is_bare else node.value
