"""What a record class says of the values at a key."""

from __future__ import annotations

from articlefmt.keys import Key
from articlefmt.model.base import Part
from articlefmt.model.fields import specs_by_key
from articlefmt.model.secured import Secured

__all__ = ["type_at"]


def type_at(cls: type[Part], key: Key) -> type | None:
    """The type of the values at a key of a record class; None where the class doesn't tell."""
    found: type | None = None
    below: type[Part] | None = cls
    for part in key:
        if isinstance(part, int):
            continue
        spec = specs_by_key(below).get(part) if below is not None else None
        found = spec.type if spec is not None else None
        below = spec.type if spec is not None and spec.nested else None
    return str if found is Secured else found
