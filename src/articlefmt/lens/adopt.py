"""A record takes over what another one says: who holds it, or a part of it, goes on speaking for the document."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, cast

import attrs

from articlefmt.align import pair
from articlefmt.keys import Key
from articlefmt.lens.shaped import MisfitError, writer
from articlefmt.lens.unstructurer import unstructurer
from articlefmt.model.fields import EXTRA, extra_shape, field_specs, is_record
from articlefmt.model.making import is_frozen
from articlefmt.model.shapes import ANY, Shape
from articlefmt.values import Collection, NotPlainError, Origins, Value

__all__ = ["adopt"]


def adopt(record: object, other: object, cls: type, origins: Origins = MappingProxyType({})) -> object:
    """Give a record the values of another one of its class; what is nested in it and stays is the same objects.

    Nothing is checked: the other one's values were.

    Args:
        record: the one that others may hold.
        other: the one that has the values.
        cls: the class of both.
        origins: where the items of its lists come from, as far as that is known.

    Returns:
        The record, or where it can't be changed the other one.
    """
    return _Adoption(origins).value(Shape(record=cls), record, other, ())


class _Adoption:
    """One of them. An object that stood at several places stays at one of them: they may differ now."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins
        self._kept: set[int] = set()

    def value(self, shape: Shape, own: object, new: object, key: Key) -> object:
        """What stands at a place: its own object with the new values, where it can."""
        if not self._keeps(own, new):
            return new
        if isinstance(own, (dict, list)):
            if shape.is_any or not (shape.items or shape.values):
                self._plain(cast("Collection", own), cast("Collection", new), key)
            elif isinstance(own, dict):
                self._dict(shape.values or ANY, cast("dict[str, object]", own), cast("dict[str, object]", new), key)
            else:
                own[:] = self._items(shape.items or ANY, cast("list[object]", own), cast("list[object]", new), key)
        else:
            self._record(shape.record or type(own), own, new, key)
        return own

    def _keeps(self, own: object, new: object) -> bool:
        """Whether an object stays, with the values of another one."""
        is_kept = type(own) is type(new) and id(own) not in self._kept and _may_change(own)
        if is_kept:
            self._kept.add(id(own))
        return is_kept

    def _record(self, cls: type, own: object, new: object, key: Key) -> None:
        """Give a record the values of another one, field by field."""
        specs, extra = field_specs(cls), extra_shape(cls)
        for attribute in attrs.fields(cast("type[Any]", type(own))):
            name = attribute.name
            if not hasattr(new, name):
                continue  # of a field that nobody gave a value
            value: object = getattr(new, name)
            if name in specs:
                value = self.value(specs[name].shape, getattr(own, name), value, (*key, specs[name].key))
            elif name == EXTRA and extra is not None:
                value = self.value(Shape(values=extra), getattr(own, name), value, key)
            object.__setattr__(own, name, value)

    def _dict(self, shape: Shape, own: dict[str, object], new: dict[str, object], key: Key) -> None:
        was = own.copy()
        own.clear()
        own.update({name: self.value(shape, was.get(name), one, (*key, name)) for name, one in new.items()})

    def _items(self, shape: Shape, own: list[object], new: list[object], key: Key) -> list[object]:
        if not any(map(_may_change, own)):
            return new
        origins = self._origins.get(key) or pair(_plain_values(shape, own), _plain_values(shape, new))
        return [
            one if at is None else self.value(shape, own[at], one, (*key, place))
            for place, (at, one) in enumerate(zip(origins, new, strict=True))
        ]

    def _plain(self, own: Collection, new: Collection, key: Key) -> None:
        """The same of what no class knows."""
        todo = [(own, new, key)]
        while todo:
            own, new, key = todo.pop()
            if isinstance(own, dict):
                values = cast("dict[str, Value]", new).copy()
                places: list[tuple[str | int, Value]] = [(name, own.get(name)) for name in values]
                own.clear()
                own.update(values)
            else:
                items = [*cast("list[Value]", new)]
                origins = self._origins.get(key) or pair(own, items)
                places = [(place, None if at is None else own[at]) for place, at in enumerate(origins)]
                own[:] = items
            into = cast("dict[str | int, Value]", own)
            for part, old in places:
                if self._keeps(old, into[part]):
                    todo.append((cast("Collection", old), cast("Collection", into[part]), (*key, part)))
                    into[part] = old


def _may_change(value: object) -> bool:
    return isinstance(value, (dict, list)) or (is_record(value) and not is_frozen(type(value)))


def _plain_values(shape: Shape, items: list[object]) -> list[Value]:
    """The plain values of items; None for one that isn't what it should be."""
    write = writer(shape, unstructurer)
    found: list[Value] = []
    for item in items:
        try:
            found.append(write(item, []))
        except (MisfitError, NotPlainError):
            found.append(None)
    return found
