"""The columns of a table of articles: they follow from the class, never from the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from articlefmt.at_key import key_of
from articlefmt.errors import EditError
from articlefmt.keys import Key, parse_key
from articlefmt.misspelt import nearest
from articlefmt.model.fields import name_of, specs_by_key
from articlefmt.model.kinds import keys_in_order
from articlefmt.model.layout import layout_of
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import ANY, Shape
from articlefmt.model.words import describe
from articlefmt.values import Value

__all__ = ["FILE", "Column", "columns_of"]

FILE = "file"
"""The column of names of files, which comes first; a key that is called so is `["file"]`."""


@attrs.frozen
class Column:
    """One column.

    Attributes:
        name: what it is called, as the key is written elsewhere: `provider.name`, `["og.image"]`.
        key: the way to its value.
        shape: what it holds; any value where the classes differ.
    """

    name: str
    key: Key
    shape: Shape

    def value(self, values: dict[str, Value]) -> Value:
        """Its value in a record with these plain values: None where there is none, and never an opaque one inside."""
        value: Value = values
        for part in self.key:
            value = value.get(str(part)) if isinstance(value, dict) else None
        return value if Secured in self.shape.types else _open(self.shape, value)


def columns_of(classes: Sequence[type], fields: Sequence[str] | None = None) -> list[Column]:
    """The columns of records of some classes.

    Args:
        classes: the classes; a column is there if one of them has it.
        fields: the keys that are wanted, in this order. Without it all of them, nested records key by key, without
            those that are opaque: these are given only where they are named. `file` is there by itself.

    Raises:
        TypeError: no class has a field that is named, or it isn't written as a key is, or a text is given for a list.
    """
    if isinstance(fields, str):
        message = f"fields is a list of keys, not a str; give [{fields!r}]"
        raise TypeError(message)
    found: dict[str, Column] = {}
    for column in (column for cls in classes for column in _of_class(cls, (), frozenset())):
        known = found.setdefault(column.name, column)
        if _words(known.shape) != _words(column.shape):
            found[column.name] = attrs.evolve(known, shape=ANY)
    if fields is None:
        return [column for column in found.values() if Secured not in column.shape.types]
    wanted = (found.get(name) or _named(name, classes, found) for name in fields if name != FILE)
    return [*{column.name: column for column in wanted}.values()]


def _of_class(cls: type, key: tuple[str, ...], outer: frozenset[type]) -> Iterator[Column]:
    """The columns of a class, in the order of its keys."""
    specs = specs_by_key(cls)
    for name in keys_in_order(cls, layout_of(cls).own):
        shape, way = specs[name].shape, (*key, name)
        below = shape.only_record
        if below is not None and below not in {*outer, cls}:
            yield from _of_class(below, way, outer | {cls})
        else:
            yield Column(_name(way), way, shape)


def _name(key: tuple[str, ...]) -> str:
    """What a column is called: its key, in quotes where it would be another one, or the name of the file, without."""
    name = ".".join(key)
    if name != FILE and parse_key(name) == key:
        return name
    return "".join('["{}"]'.format(part.replace("\\", "\\\\").replace('"', '\\"')) for part in key)


def _named(name: str, classes: Sequence[type], known: dict[str, Column]) -> Column:
    """A column that isn't among those of single values: a whole nested record."""
    try:
        key = key_of(name)
    except EditError as error:
        raise TypeError(str(error)) from None
    for cls in classes:
        shape = Shape(record=cls)
        for part in key:
            spec = specs_by_key(shape.record).get(str(part)) if shape.record is not None else None
            shape = ANY if spec is None else spec.shape
        if not shape.is_any:
            return known.get(_name(tuple(map(str, key)))) or Column(name, key, shape)
    meant = nearest(name, known)
    hint = f"; did you mean `{meant}`?" if meant else ""
    names = ", ".join(map(name_of, classes))
    told = f"{names} has no" if len(classes) == 1 else f"{names}: none of these has a"
    message = f"{told} field `{name}`{hint}"
    raise TypeError(message)


def _words(shape: Shape) -> str:
    return describe(attrs.evolve(shape, null=False)) if not shape.is_any else ""


def _open(shape: Shape, value: Value) -> Value:
    """A value without what is opaque in it."""
    if isinstance(value, list):
        return [_open(shape.items or ANY, item) for item in value]
    if not isinstance(value, dict):
        return value
    if shape.record is None:
        return {name: _open(shape.values or ANY, one) for name, one in value.items()}
    specs = specs_by_key(shape.record)
    return {
        name: _open(specs[name].shape, one)
        for name, one in value.items()
        if name in specs and Secured not in specs[name].shape.types
    }
