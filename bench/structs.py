"""The article class as structs of msgspec: made of the fields of ours, so that they have the same."""

from __future__ import annotations

from functools import cache
from typing import Any

from articlefmt import Article
from articlefmt.model.fields import specs_by_key
from articlefmt.model.shapes import Shape

__all__ = ["structs"]


@cache
def structs(msgspec: Any) -> Any:
    """What `msgspec.convert` is given for an article."""
    return _struct(msgspec, Article)


@cache
def _struct(msgspec: Any, cls: type) -> Any:
    fields: list[tuple[Any, ...]] = []
    for key, spec in specs_by_key(cls).items():
        kind = _type(msgspec, spec.shape)
        if not key.isidentifier():
            continue
        if spec.required:
            fields.append((key, kind))
        elif spec.shape.items is not None:
            fields.append((key, kind, msgspec.field(default_factory=list)))
        else:
            fields.append((key, kind | None, None))
    return msgspec.defstruct(cls.__name__, sorted(fields, key=len))


def _type(msgspec: Any, shape: Shape) -> Any:
    if shape.items is not None:
        return list[_type(msgspec, shape.items)]
    if shape.record is not None:
        return _struct(msgspec, shape.record)
    kinds = [str if kind.__name__ == "Secured" else kind for kind in shape.types]
    kind: Any = kinds[0]
    for other in kinds[1:]:
        kind |= other
    return kind | None if shape.null else kind
