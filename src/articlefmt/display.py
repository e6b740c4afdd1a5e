"""How names and lines are shown to people: on one line, shortened, with a caret."""

from __future__ import annotations

from articlefmt.place import Place

__all__ = ["caret_lines", "one_line", "plural", "short_line", "shortened"]

_EXCERPT_LIMIT = 100


def caret_lines(place: Place | None) -> tuple[str, ...]:
    """A line and a caret below its column; of a long one the part around it. Nothing where there is no line."""
    if place is None or not place.excerpt:
        return ()
    start = max(0, place.column - 1 - _EXCERPT_LIMIT // 2)
    padding = "".join("\t" if char == "\t" else " " for char in place.excerpt[start : place.column - 1])
    return f"    {place.excerpt[start : start + _EXCERPT_LIMIT]}", f"    {padding}^"


def one_line(text: str) -> str:
    """The text with what isn't printable as escapes: line ends, control characters, bytes of a file name."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def short_line(text: str, limit: int) -> str:
    """The text on one line, cut where that is longer than a limit. A long one isn't looked at to its end."""
    return shortened(one_line(text[: limit + 1]), limit)


def plural(count: int, noun: str, nouns: str = "") -> str:
    """A number of things, as `1 file`, `2 files`; `nouns` is the plural where it doesn't just end with `s`."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"


def shortened(text: str, limit: int) -> str:
    """The text, cut where it is longer than a limit."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
