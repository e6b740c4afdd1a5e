"""By which names the command `schema` knows classes."""

from __future__ import annotations

from typing import cast

from articlefmt.model import parts
from articlefmt.model.base import Part
from articlefmt.model.records import RECORDS
from articlefmt.model.shapes import origin_of

__all__ = ["NAMED", "schema_name"]

NAMED: dict[str, type[Part]] = {
    **{cls.__name__: cls for cls in RECORDS},
    **{name: getattr(parts, name) for name in parts.__all__},
}
"""The article classes, which have names of their own there."""


def schema_name(cls: object) -> str:
    """What to call a class by: its name, or `module:Class` where it is no article class."""
    found = cast("type", origin_of(cls))
    name = found.__name__
    return name if NAMED.get(name) is found else f"{found.__module__}:{found.__qualname__}"
