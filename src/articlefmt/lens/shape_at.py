"""What a record class says of the places in its values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articlefmt.keys import Key
from articlefmt.misspelt import nearest
from articlefmt.model.fields import specs_by_key
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import ANY, Shape
from articlefmt.values import Value

__all__ = ["misnamed", "records_below", "shape_at", "shape_below", "type_at"]


def type_at(cls: type, key: Key) -> type | None:
    """The type of the values at a key of a record class; None where the class doesn't tell, or takes several."""
    shape = shape_at(cls, key)
    while shape.items is not None:
        if shape.types or shape.choices or shape.values or shape.record:
            return None
        shape = shape.items
    if shape.only is not None:
        return str if shape.only is Secured else shape.only
    return None if shape.types or shape.choices else shape.record


def shape_at(cls: type, key: Key) -> Shape:
    """What a record class takes at a key; anything where it doesn't tell."""
    shape = Shape(record=cls)
    for part in key:
        shape = shape_below(shape, part)
    return shape


def misnamed(classes: Iterable[type], key: Key) -> tuple[str, str | None] | None:
    """The name in a key that none of some classes knows, and the one that may be meant; None where one knows all."""
    missed: list[tuple[int, list[str]]] = []
    for cls in classes:
        found = _missed(cls, key)
        if found is None:
            return None
        missed.append(found)
    farthest = max(at for at, _ in missed)
    name = str(key[farthest])
    return name, nearest(name, [one for at, known in missed if at == farthest for one in known])


def shape_below(shape: Shape, part: str | int) -> Shape:
    """What a place takes at a key, or as an item, of its value."""
    if isinstance(part, int):
        return shape.items or ANY
    if shape.record is not None:
        spec = specs_by_key(shape.record).get(part)
        return ANY if spec is None else spec.shape
    return shape.values or ANY


def records_below(shape: Shape, value: Value) -> Iterator[tuple[Key, dict[str, Value], type]]:
    """The mappings at or in a value that are to be records, with their keys and classes; none that is in another."""
    if isinstance(value, dict) and shape.record is not None:
        yield (), value, shape.record
        return
    parts: list[tuple[str | int, Value]] = [*value.items()] if isinstance(value, dict) else []
    parts += enumerate(value) if isinstance(value, list) else ()
    for part, one in parts:
        below = shape_below(shape, part)
        for key, values, cls in records_below(below, one) if not below.is_any else ():
            yield (part, *key), values, cls


def _missed(cls: type, key: Key) -> tuple[int, list[str]] | None:
    """Where in a key the name stands that a class doesn't know, and those that it knows there; None if it knows all."""
    shape = Shape(record=cls)
    for at, part in enumerate(key):
        specs = None if shape.record is None else specs_by_key(shape.record)
        if specs is not None and part not in specs:
            return at, [*specs]
        shape = shape_below(shape, part)
    return None
