"""What a place takes, in words."""

from __future__ import annotations

from datetime import date, datetime, time

from articlefmt.model.fields import name_of
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape

__all__ = ["describe", "describe_type"]

_NAMES: dict[type, str] = {
    str: "a str",
    int: "an int",
    float: "a float",
    bool: "a bool",
    date: "a date",
    datetime: "a datetime with a time zone",
    time: "a time",
    Secured: "a Secured",
}
_FEW = 8  # choices that are named


def describe(shape: Shape) -> str:
    """What a place takes, in words: `a str or None`, `a list of Image`."""
    if shape.is_any:
        return "any value"
    words = [_NAMES[kind] for kind in _NAMES if kind in shape.types]
    if shape.choices:
        words.append(_choices(shape))
    if shape.items is not None:
        words.append(f"a {shape.sequence.__name__} of {_bare(shape.items)}")
    if shape.values is not None:
        words.append(f"a dict of {_bare(shape.values)}")
    if shape.record is not None:
        words.append(describe_type(shape.record))
    words += ["None"] * shape.null
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def describe_type(cls: type) -> str:
    """A type in words, as one value of it: `a str`, `an Image`."""
    name = name_of(cls)
    return _NAMES.get(cls, f"{'an' if name[0] in 'AEIOU' else 'a'} {name}")


def _bare(shape: Shape) -> str:
    words = describe(shape)
    if " or " in words:
        return f"({words})"
    return words.partition(" ")[2] if words.startswith(("a ", "an ")) else words


def _choices(shape: Shape) -> str:
    shown = [repr(plain) for _, plain in shape.choices]
    more = f", … ({len(shown)} in all)" if len(shown) > _FEW else ""
    return f"one of {', '.join(shown[:_FEW])}{more}" if len(shown) > 1 else shown[0]
