"""Keys: the way to a value, and how people write it.

key   = name *( "." name / "[" index "]" )
name  = 1*char          ; none of them "." "[" or "]"
index = 1*9digit
"""

from __future__ import annotations

from typing import TypeAlias

from articlefmt.display import one_line, shortened
from articlefmt.patterns import pattern
from articlefmt.secrecy import NO_SECRETS, Secrets, masked

__all__ = ["Key", "key_text", "masked_key", "parse_key", "subject"]

Key: TypeAlias = tuple[str | int, ...]
"""The way to a value: `("images", 0, "width")`."""

_PART = pattern(r"(?:(?:^|(?<!^)\.)([^.\[\]]+)|\[([0-9]{1,9})\])")
_NAME_LIMIT = 60
_SUBJECT_LIMIT = 200


def parse_key(text: str) -> Key | None:
    """The key that a text says: `images[0].width` is `("images", 0, "width")`. None where it isn't written as one."""
    if text.startswith("[") or "".join(match[0] for match in _PART.finditer(text)) != text:
        return None
    return tuple(name or int(index) for name, index in _PART.findall(text)) or None


def key_text(key: Key) -> str:
    """A key as people write it, each name on one line and shortened: `("images", 0, "width")` is `images[0].width`."""
    parts = (
        f"[{part}]" if isinstance(part, int) else f".{shortened(one_line(masked(part)), _NAME_LIMIT)}" for part in key
    )
    return "".join(parts).removeprefix(".")


def masked_key(key: Key, secrets: Secrets = NO_SECRETS) -> Key:
    """A key as programs are told it: its names whole, but for what looks like `secured`, or is a piece of some."""
    return tuple(secrets.starred(part) if isinstance(part, str) else part for part in key)


def subject(key: Key) -> str:
    """What a message is about: the key and a colon, shortened; nothing where no key is meant."""
    return f"{key_text(key)[:_SUBJECT_LIMIT]}: " if key else ""
