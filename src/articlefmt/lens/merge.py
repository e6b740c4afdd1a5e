"""Record + the values that a text has → the values that it is to have.

A record can't tell everything that a file says: a null from a key that isn't there, an empty list from none, `5` from
`5.0`, a timestamp from a text that says it. Merging makes that literal, so that whoever writes the text has nothing to
guess: what the record can't tell stays as it was, a key that the kind requires and that lost its value becomes null,
and a new nested record gets the keys that its class requires. Values that stay are the same objects.
"""

from __future__ import annotations

from datetime import datetime
from operator import eq, is_

from articlefmt.align import pair
from articlefmt.errors import SecuredChangedError
from articlefmt.keys import Key
from articlefmt.lens.compare import comparable_item
from articlefmt.lens.structure import unstructure_values
from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, opaque_keys, specs_by_key
from articlefmt.model.kinds import keys_in_order, kind_of, required_keys
from articlefmt.model.layout import layout_of
from articlefmt.model.records import Record
from articlefmt.origins import between
from articlefmt.syntax.scalars import in_short_zone, short_zoned
from articlefmt.values import Value, Wanted, same

__all__ = ["merge", "values_of_new"]


def merge(old: dict[str, Value], record: Record) -> Wanted:
    """The values that a text with these values is to have, so that it says what a record does.

    Raises:
        EditError: the record holds what front matter can't.
        SecuredChangedError: an opaque value isn't that of the text.
    """
    cls = type(record)
    new, has_extra = unstructure_values(record)
    for key in opaque_keys(cls):
        if new.get(key) != old.get(key):
            raise SecuredChangedError
    merging = _Merging(strictly=has_extra)
    values = merging.mapping(old, new, cls, ())
    return Wanted(values, merging.origins, is_sure=False)


def values_of_new(record: Record) -> dict[str, Value]:
    """The values of a new file that says what a record does. Raises `EditError`."""
    cls = type(record)
    new = unstructure_values(record)[0]
    specs = specs_by_key(cls)
    values = {name: _complete(value, specs.get(name)) for name, value in new.items()}
    kind = kind_of(cls, new.get)
    missing = (name for name in keys_in_order(cls, kind) if name in required_keys(cls, kind) - opaque_keys(cls))
    return values | dict.fromkeys(name for name in missing if name not in values)


class _Merging:
    """One merge; `origins` gathers where the items of its lists come from."""

    def __init__(self, *, strictly: bool) -> None:
        """Known fields have one type each, so that `==` tells them apart; among unknown keys `1` and `True` differ."""
        self.origins: dict[Key, list[int | None] | None] = {}
        self._is_same = same if strictly else eq

    def mapping(self, old: dict[str, Value], new: dict[str, Value], cls: type[Part], key: Key) -> dict[str, Value]:
        """Merge two mappings of a class; `key` is the way to the new one."""
        specs, is_same = specs_by_key(cls), self._is_same
        result = dict(old)
        for name, now in new.items():
            if name not in old:
                result[name] = _complete(now, specs.get(name))
            elif (was := old[name]) is not now and not is_same(was, now):
                result[name] = self._changed(was, now, specs.get(name), (*key, name))
        # Now `result` has the keys of both: where it has more than `new`, the record has nothing to say of some.
        if len(result) > len(new):
            self._left(result, new, cls, key)
        return result

    def _left(self, result: dict[str, Value], new: dict[str, Value], cls: type[Part], key: Key) -> None:
        """What becomes of keys that the record has no value for."""
        specs = specs_by_key(cls)
        for name in [name for name in result if name not in new]:
            if name in specs and (result[name] is None or result[name] in ([], {})):
                continue
            self.origins[*key, name] = None
            if name in specs and name in _required(cls, new, key):
                result[name] = None
            else:
                del result[name]

    def _changed(self, was: Value, now: Value, spec: FieldSpec | None, key: Key) -> Value:
        if spec is None:
            self.origins.update(between(was, now, key))
            return now
        below = spec.type if spec.nested else None
        if below is not None and isinstance(was, dict) and isinstance(now, dict) and was and now:
            merged = self.mapping(was, now, below, key)
            is_same = len(merged) == len(was) and all(merged.get(name, merged) is was[name] for name in was)
            return was if is_same else merged
        if isinstance(was, list) and isinstance(now, list) and was and now:
            return self._list(was, now, spec, key)
        if spec.type is float and isinstance(was, int | float) and was == now:
            return was
        if isinstance(was, str) and isinstance(now, datetime):
            return was if short_zoned(was) == now else in_short_zone(now, was) or now
        return _complete(now, spec)

    def _list(self, was: list[Value], now: list[Value], spec: FieldSpec, key: Key) -> list[Value]:
        cls = spec.type if spec.nested else None
        origins = pair(was, now, self._is_same, lambda item: comparable_item(item, cls))
        merged = [
            _complete(item, spec) if at is None else self._item(was[at], item, spec, (*key, place))
            for place, (item, at) in enumerate(zip(now, origins, strict=True))
        ]
        if len(merged) == len(was) and all(map(is_, merged, was)):
            return was
        self.origins[key] = origins
        return merged

    def _item(self, was: Value, now: Value, spec: FieldSpec, key: Key) -> Value:
        return was if self._is_same(was, now) else self._changed(was, now, spec, key)


def _required(cls: type[Part], values: dict[str, Value], key: Key) -> frozenset[str]:
    """The keys that a record must have: of a whole file those of its kind."""
    return required_keys(cls) if key else required_keys(cls, kind_of(cls, values.get))


def _complete(value: Value, spec: FieldSpec | None) -> Value:
    """A new value of a field: a whole float as an int, a nested record with null for what it lacks and must have."""
    if spec is None:
        return value
    if isinstance(value, list):
        return [_complete(item, spec) for item in value]
    if spec.type is float and isinstance(value, float) and value.is_integer():
        return int(value)
    if not (spec.nested and isinstance(value, dict) and value):
        return value
    cls, specs = spec.type, specs_by_key(spec.type)
    done = {name: _complete(below, specs.get(name)) for name, below in value.items()}
    required = required_keys(cls)
    names = (name for name in keys_in_order(cls, layout_of(cls).own) if name in required and name not in value)
    return done | dict.fromkeys(names)
