"""How much front matter is read before the reader gives up."""

from __future__ import annotations

import attrs

__all__ = ["Limits"]


@attrs.frozen(kw_only=True)
class Limits:
    """Bounds of the front matter, counted while reading. The body has none: it is never parsed.

    Attributes:
        size: bytes between the fences.
        lines: lines between the fences.
        nodes: keys, values, mappings, lists and aliases; also what aliases expand to when values are asked for.
        depth: mappings and lists inside each other.
    """

    size: int = 256 * 1024
    lines: int = 50_000
    nodes: int = 20_000
    depth: int = 100
