"""A record takes over what another one says: who holds it, or a part of it, goes on speaking for the document."""

from __future__ import annotations

from types import MappingProxyType
from typing import cast

from articlefmt.align import pair
from articlefmt.keys import Key
from articlefmt.lens.structure import unstructure_values
from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, field_specs
from articlefmt.values import Holder, Origins, Value

__all__ = ["adopt"]


def adopt(record: Part, other: Part, origins: Origins = MappingProxyType({})) -> None:
    """Give a record the values of another one of its class; what is nested in it and stays is the same objects.

    Nothing is checked: the other one's values were.

    Args:
        record: the one that others may hold.
        other: the one that has the values.
        origins: where the items of its lists come from, as far as that is known.
    """
    _Adoption(origins).part(record, other, ())


class _Adoption:
    """One of them. An object that stood at several places stays at one of them: they may differ now."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins
        self._kept: set[int] = set()

    def part(self, own: Part, new: Part, key: Key) -> None:
        for spec in field_specs(type(own)).values():
            value = self._field(spec, getattr(own, spec.name), getattr(new, spec.name), (*key, spec.key))
            object.__setattr__(own, spec.name, value)
        if self._keeps(own.extra, new.extra):
            self._plain(own.extra, new.extra, key)
        else:
            object.__setattr__(own, "extra", new.extra)

    def _keeps(self, own: object, new: object) -> bool:
        """Whether an object stays, with the values of another one."""
        keeps = type(own) is type(new) and isinstance(own, Part | list | dict) and id(own) not in self._kept
        if keeps:
            self._kept.add(id(own))
        return keeps

    def _field(self, spec: FieldSpec, own: object, new: object, key: Key) -> object:
        """What a field holds: its own object with the new values, where it can."""
        if not self._keeps(own, new):
            return new
        if isinstance(own, Part):
            self.part(own, cast("Part", new), key)
        else:
            items = cast("list[Part]", own)
            items[:] = self._items(items, cast("list[Part]", new), key) if spec.nested else cast("list[Part]", new)
        return own

    def _items(self, own: list[Part], new: list[Part], key: Key) -> list[Part]:
        origins = self._origins.get(key) or pair([_values(one) for one in own], [_values(one) for one in new])
        items: list[Part] = []
        for place, (at, one) in enumerate(zip(origins, new, strict=True)):
            kept = None if at is None else own[at]
            if kept is not None and self._keeps(kept, one):
                self.part(kept, one, (*key, place))
            else:
                kept = one
            items.append(kept)
        return items

    def _plain(self, own: Holder, new: Holder, key: Key) -> None:
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
                    todo.append((cast("Holder", old), cast("Holder", into[part]), (*key, part)))
                    into[part] = old


def _values(part: Part) -> Value:
    return cast("Value", unstructure_values(part)[0])
