"""Record + the values that a text has → the values that it is to have.

A record can't tell everything that a file says: a null from a key that isn't there, an empty list from none, `5` from
`5.0`, a timestamp from a text that says it, what its class doesn't know. Merging makes that literal, so that whoever
writes the text has nothing to guess: what the record can't tell stays as it was, a key that the kind requires and that
lost its value becomes null, and a new nested record gets the keys that its class requires. Values that stay are the
same objects.
"""

from __future__ import annotations

from datetime import datetime
from operator import eq, is_

from articlefmt.align import pair
from articlefmt.keys import Key
from articlefmt.lens.comparable import comparable_at
from articlefmt.lens.defaults import defaults_of, without_defaults
from articlefmt.lens.shaped import as_written, time_of
from articlefmt.lens.structure import unstructure_values
from articlefmt.model.fields import FieldSpec, extra_shape, opaque_keys, specs_by_key
from articlefmt.model.kinds import keys_in_order, kind_of, required_keys
from articlefmt.model.layout import layout_of
from articlefmt.model.shapes import ANY, Shape
from articlefmt.origins import between
from articlefmt.syntax.scalars import in_short_zone, short_zoned
from articlefmt.values import ItemOrigins, Value, Wanted, same

__all__ = ["merge", "values_of_new"]

_EMPTY: tuple[Value, ...] = ([], {})


def merge(old: dict[str, Value], new: dict[str, Value], cls: type, *, is_exact: bool) -> Wanted:
    """The values that a text with these values is to have, so that it says what a record does.

    Args:
        old: the values of the text.
        new: the values of the record.
        cls: its class.
        is_exact: whether values of the record that are equal are the same, since each place has one type.
    """
    merging = _Merging(is_exact=is_exact)
    values, touched = merging.mapping(old, new, cls, ())
    if len(touched) > 1:  # they come in the order of the fields
        known = set(touched)
        touched = [name for name in {**old, **values} if name in known]
    return Wanted(values, merging.origins, is_sure=False, touched=touched)


def values_of_new(record: object, cls: type) -> dict[str, Value]:
    """The values of a new file that says what a record does. Raises `EditError`."""
    return _complete_record(unstructure_values(record, cls)[0], cls, ())


class _Merging:
    """One merge; `origins` gathers where the items of its lists come from."""

    def __init__(self, *, is_exact: bool) -> None:
        self.origins: dict[Key, ItemOrigins | None] = {}
        self._is_same = eq if is_exact else same

    def mapping(
        self, old: dict[str, Value], new: dict[str, Value], cls: type, key: Key
    ) -> tuple[dict[str, Value], list[str]]:
        """Merge two mappings of a class; `key` is the way to the new one. Gives the values, and the keys touched."""
        specs, is_same = specs_by_key(cls), self._is_same
        if defaults_of(cls):
            new = without_defaults(new, cls, old)
        result = dict(old)
        touched: list[str] = []
        for name, now in new.items():
            if name not in old:
                result[name] = _complete_field(now, specs.get(name))
                touched.append(name)
            elif (was := old[name]) is not now and not is_same(was, now):
                result[name] = self._field(was, now, specs.get(name), (*key, name))
                touched.append(name)
        # Now `result` has the keys of both: where it has more than `new`, the record has nothing to say of some.
        if len(result) > len(new):
            touched += self._left(result, new, cls, key)
        return result, touched

    def _left(self, result: dict[str, Value], new: dict[str, Value], cls: type, key: Key) -> list[str]:
        """Drop keys that the record has no value for, or what they hold; gives those that were."""
        specs, has_extra = specs_by_key(cls), extra_shape(cls) is not None
        touched: list[str] = []
        for name in [name for name in result if name not in new]:
            spec, was = specs.get(name), result[name]
            if spec is None:
                if not has_extra:
                    continue  # the class doesn't know it, so the record says nothing of it
            elif was is None or (was in _EMPTY and spec.shape.empty is not NotImplemented):
                continue
            touched.append(name)
            self.origins[*key, name] = None
            if spec is not None and name in _required(cls, new, key):
                result[name] = None
            else:
                del result[name]
        return touched

    def _field(self, was: Value, now: Value, spec: FieldSpec | None, key: Key) -> Value:
        """What a key is to hold that held `was`, and whose field holds `now`."""
        if spec is None:
            return self._changed(was, now, ANY, key)
        is_record = isinstance(now, dict) and spec.shape.record is not None  # an empty one has defaults alone
        if is_record or not (now is None or now in _EMPTY):
            return self._changed(was, now, spec.shape, key)
        if same(comparable_at(spec.shape, was), comparable_at(spec.shape, now)):
            return was
        now = _complete_field(now, spec)
        self.origins.update(between(was, now, key))
        return now

    def _changed(self, was: Value, now: Value, shape: Shape, key: Key) -> Value:
        """What becomes of a value that differs, as far down as it does."""
        if shape.is_any:
            self.origins.update(between(was, now, key))
            return now
        if isinstance(was, dict) and isinstance(now, dict):
            return self._mapping(was, now, shape, key)
        if isinstance(was, list) and isinstance(now, list) and was and now:
            return self._list(was, now, shape.items or ANY, key)
        if isinstance(was, str) and str not in shape.types and shape.choice(was) is NotImplemented:
            return _respelled(was, now, shape)
        is_number = float in shape.types and int not in shape.types and {type(was), type(now)} <= {int, float}
        return was if is_number and was == now else _complete(now, shape)

    def _mapping(self, was: dict[str, Value], now: dict[str, Value], shape: Shape, key: Key) -> Value:
        """The same of a mapping: a record's, or one of any names."""
        if shape.record is not None:
            merged, _ = self.mapping(was, now, shape.record, key)
            if not was:
                merged = _complete_record(merged, shape.record, key)
        else:
            below = shape.values or ANY
            self.origins.update(((*key, name), None) for name in was if name not in now)
            merged = {
                name: self._item(was[name], one, below, (*key, name)) if name in was else _complete(one, below)
                for name, one in now.items()
            }
        is_same = len(merged) == len(was) and all(merged.get(name, merged) is was[name] for name in was)
        return was if is_same else merged

    def _list(self, was: list[Value], now: list[Value], shape: Shape, key: Key) -> list[Value]:
        origins = pair(was, now, self._is_same, lambda item: comparable_at(shape, item))
        merged = [
            _complete(item, shape) if at is None else self._item(was[at], item, shape, (*key, place))
            for place, (item, at) in enumerate(zip(now, origins, strict=True))
        ]
        if len(merged) == len(was) and all(map(is_, merged, was)):
            return was
        self.origins[key] = origins
        return merged

    def _item(self, was: Value, now: Value, shape: Shape, key: Key) -> Value:
        return was if self._is_same(was, now) else self._changed(was, now, shape, key)


def _respelled(was: str, now: Value, shape: Shape) -> Value:
    """A moment or a time in the spelling of the text that said one."""
    if isinstance(now, datetime):
        return _moment_as_text(now, was, shape) or now
    is_time = isinstance(now, str) and time_of(was) is not None and time_of(was) == time_of(now)
    return was if is_time else _complete(now, shape)


def _moment_as_text(moment: datetime, was: str, shape: Shape) -> str | None:
    """A moment in the spelling of a text that says one; None where it can't be. One that stays keeps its text."""
    old = short_zoned(was)
    if old == moment:
        return was
    if shape.is_utc and old is not None:  # so the record doesn't tell the zone, and the text's own stays
        try:
            moment = moment.astimezone(old.tzinfo)
        except OverflowError:
            return None
    return in_short_zone(moment, was)


def _required(cls: type, values: dict[str, Value], key: Key) -> frozenset[str]:
    """The keys that a record must have: of a whole file those of its kind."""
    return required_keys(cls) if key else required_keys(cls, kind_of(cls, values.get))


def _complete_field(value: Value, spec: FieldSpec | None) -> Value:
    """A new value of a key of a record. One that is empty is written as the generator does, as nothing."""
    if spec is None:
        return value
    return None if value in _EMPTY and spec.shape.empty is not NotImplemented else _complete(value, spec.shape)


def _complete(value: Value, shape: Shape) -> Value:
    """A new value: a whole float as an int, a nested record with null for what it lacks and must have."""
    if shape.is_any:
        return value
    if isinstance(value, list):
        return [_complete(item, shape.items or ANY) for item in value]
    if isinstance(value, dict):
        if shape.record is not None:
            return _complete_record(value, shape.record, ("",)) if value else value
        return {name: _complete(one, shape.values or ANY) for name, one in value.items()}
    return as_written(value, shape) if isinstance(value, float) else value


def _complete_record(values: dict[str, Value], cls: type, key: Key) -> dict[str, Value]:
    """The same of the values of a new record, without those that need no key."""
    specs, required = specs_by_key(cls), _required(cls, values, key) - opaque_keys(cls)
    needed = without_defaults(values, cls, dict.fromkeys(required))
    done = {name: _complete_field(below, specs.get(name)) for name, below in needed.items()}
    kind = layout_of(cls).own if key else kind_of(cls, values.get)
    return done | dict.fromkeys(name for name in keys_in_order(cls, kind) if name in required and name not in done)
