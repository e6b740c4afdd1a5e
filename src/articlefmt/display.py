"""How keys, names and lines are shown to people: on one line, shortened, and without what may be `secured`."""

from __future__ import annotations

from typing import TypeAlias

from articlefmt.patterns import pattern

__all__ = ["Key", "caret_lines", "key_text", "masked", "one_line", "shortened", "subject"]

Key: TypeAlias = tuple[str | int, ...]
"""The way to a value: `("images", 0, "width")`."""

_RUN = pattern(r"[A-Za-z0-9+/=;]{8,}")
_MIXED = pattern(r"(?=.*[a-z])(?=.*[A-Z]).*[0-9+/=;]")  # base64 is; words, most paths, and numbers aren't
_EXCERPT_LIMIT = 100
_KEY_LIMIT = 200


def key_text(key: Key) -> str:
    """A key as people write it: `("images", 0, "width")` is `images[0].width`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{shortened(one_line(masked(part)), 60)}" for part in key)
    return "".join(parts).removeprefix(".")


def subject(key: Key) -> str:
    """What a message is about: the key and a colon, shortened; nothing where no key is meant."""
    return f"{key_text(key)[:_KEY_LIMIT]}: " if key else ""


def masked(text: str) -> str:
    """The text with what looks like base64 as asterisks: `secured` may stand in a wrong place by mistake."""
    return _RUN.sub(lambda run: "*" * len(run[0]) if _MIXED.match(run[0]) else run[0], text)


def caret_lines(excerpt: str | None, column: int | None) -> tuple[str, ...]:
    """A line and a caret below its column; of a long one the part around it. Nothing where there is no line."""
    if not excerpt or column is None:
        return ()
    start = max(0, column - 1 - _EXCERPT_LIMIT // 2)
    padding = "".join("\t" if char == "\t" else " " for char in excerpt[start : column - 1])
    return f"    {excerpt[start : start + _EXCERPT_LIMIT]}", f"    {padding}^"


def one_line(text: str) -> str:
    """The text with what isn't printable as escapes: line ends, control characters, bytes of a file name."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def shortened(text: str, limit: int) -> str:
    """The text, cut where it is longer than a limit."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
