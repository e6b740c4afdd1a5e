"""How much front matter is read before the reader gives up."""

from __future__ import annotations

import attrs

__all__ = ["DEFAULT_LIMITS", "Limits", "check_limits"]


def _check(_limits: Limits, attribute: attrs.Attribute[int], value: object) -> None:
    if type(value) is not int or value < 1:
        given = value if type(value) is int else type(value).__name__
        message = f"Limits.{attribute.name} takes an int from 1 on, not {given}"
        raise TypeError(message)


@attrs.frozen(kw_only=True)
class Limits:
    """Bounds of the front matter, counted while reading. The body has none: it is never parsed.

    Each is an int from 1 on; anything else is a `TypeError`.

    Attributes:
        size: bytes between the fences.
        lines: lines between the fences.
        nodes: keys, values, mappings, lists and aliases; also what aliases expand to when values are asked for.
        depth: mappings and lists inside each other.
    """

    size: int = attrs.field(default=256 * 1024, validator=_check)
    lines: int = attrs.field(default=50_000, validator=_check)
    nodes: int = attrs.field(default=20_000, validator=_check)
    depth: int = attrs.field(default=100, validator=_check)


DEFAULT_LIMITS = Limits()


def check_limits(limits: object) -> None:
    """Refuse what are no limits. Raises `TypeError`."""
    if not isinstance(limits, Limits):
        message = f"limits takes articlefmt.Limits, not {type(limits).__name__}"
        raise TypeError(message)
