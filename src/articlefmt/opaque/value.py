"""What one opaque key holds."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["RAW", "Opaque"]

RAW = "raw"
"""The kind of a value of which only the spelling can be compared."""


class Opaque(NamedTuple):
    """What one opaque key holds. Two are equal if both are the same value, of the same type, at such a depth.

    Attributes:
        key: the key.
        kind: the type of the value; `raw` where only its spelling can be compared.
        text: the value, so that a nan is itself, and 1 is not true.
        is_top: whether the key stands at the top. In a wrong place it isn't what it was at the top.
    """

    key: str
    kind: str
    text: str
    is_top: bool
