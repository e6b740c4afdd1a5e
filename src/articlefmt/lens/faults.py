"""What a record may not hold, in words: what no assignment has told, as in a list, or in `extra`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import cast

from articlefmt.errors import EditError
from articlefmt.keys import Key
from articlefmt.lens.shaped import MisfitError, write_scalar
from articlefmt.model.checked import NAIVE, is_naive
from articlefmt.model.fields import EXTRA, extra_shape, is_record, specs_by_key
from articlefmt.model.shapes import Shape, origin_of
from articlefmt.model.words import describe
from articlefmt.values import NotPlainError, plain_copy

__all__ = ["faults"]


def faults(record: object, cls: type, key: Key = ()) -> Iterator[EditError]:
    """Everything that a record holds and may not, in the order of its fields; then what is wrong with `extra`."""
    specs, extra = specs_by_key(cls), extra_shape(cls)
    for name, spec in specs.items():
        value: object = getattr(record, spec.name)
        if not (value is None and spec.default is None):
            yield from _of_held(spec.shape, value, (*key, name))
    if extra is None:
        return
    held: object = getattr(record, EXTRA)
    for name in cast("dict[str, object]", held) if isinstance(held, dict) else ():
        if name in specs:
            message = f"`extra` holds a key that has a field of its own; set `{specs[name].name}`"
            yield EditError(message, code="E702", key=(*key, name))
    yield from (_at_extra(fault, key) for fault in _of_held(Shape(values=extra), held, (*key, EXTRA)))


def _at_extra(fault: EditError, key: Key) -> EditError:
    """A fault of `extra`, whose keys are those of the mapping itself."""
    fault.key = (*key, *fault.key[len(key) + 1 :])
    return fault


def _of_held(shape: Shape, value: object, key: Key) -> Iterator[EditError]:
    """What a record may not hold at a place."""
    if shape.is_any:
        try:
            plain_copy({"": value})
        except NotPlainError as error:
            yield EditError(error.reason, code="E702", key=(*key, *error.key[1:]))
    elif isinstance(value, (list, tuple)) and shape.items is not None and type(value) is shape.sequence:
        for index, item in enumerate(cast("list[object]", value)):
            yield from _of_held(shape.items, item, (*key, index))
    elif type(value) is dict and shape.values is not None:
        for name, one in cast("dict[object, object]", value).items():
            if isinstance(name, str):
                yield from _of_held(shape.values, one, (*key, name))
            else:
                yield EditError(f"a key takes a str, not {type(name).__name__}", code="E702", key=key)
    elif is_record(value) and shape.record is not None and isinstance(value, origin_of(shape.record)):
        is_own = type(value) is origin_of(shape.record)
        yield from faults(value, shape.record if is_own else type(value), key)
    elif not (value is None and shape.null) and not _is_writable(shape, value):
        yield EditError(f"takes {describe(shape)}, {_not_this(shape, value)}", code="E701", key=key)


def _not_this(shape: Shape, value: object) -> str:
    if isinstance(value, time) and time in shape.types:
        return "in whole seconds and without a zone; use .replace(microsecond=0, tzinfo=None)"
    if isinstance(value, datetime) and value.tzinfo is not None and datetime in shape.types:
        return "within the years 1 to 9999 in UTC, and this one is outside of them"
    return NAIVE if is_naive(shape, value) else f"not {type(value).__name__}"


def _is_writable(shape: Shape, value: object) -> bool:
    try:
        write_scalar(shape, value)
    except MisfitError:
        return False
    return True
