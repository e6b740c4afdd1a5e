"""Keys: the way to a value, and how people write it.

key    = ( name / quoted ) *( "." name / "[" index "]" / quoted )
name   = 1*char             ; none of them "." "[" or "]"
index  = 1*9digit
quoted = "[" DQUOTE *char DQUOTE "]"    ; any name, a backslash before each DQUOTE and backslash in it: ["og.image"]
"""

from __future__ import annotations

import re
from functools import lru_cache

from articlefmt.display import short_line
from articlefmt.patterns import pattern
from articlefmt.secrecy import NAMES, NO_SECRETS, Secrets
from articlefmt.values import Key

__all__ = ["Key", "key_text", "key_text_of_items", "masked_key", "parse_key", "subject"]

_PART = pattern(r"""(?:(?:^|(?<!^)\.)([^.\[\]]+)|\[([0-9]{1,9})\]|\["((?:[^"\\]|\\["\\])*+)"\])""")
_ESCAPED = pattern(r"""\\(["\\])""")
_NEEDS_QUOTES = pattern(r"[.\[\]]|^$")
_NAME_LIMIT = 60
_SUBJECT_LIMIT = 200


def parse_key(text: str) -> Key | None:
    """The key that a text says: `images[0].width` is `("images", 0, "width")`. None where it isn't written as one."""
    matches = [*_PART.finditer(text)]
    if "".join(match[0] for match in matches) != text:
        return None
    key = tuple(map(_part, matches))
    return key if key and isinstance(key[0], str) else None


def key_text(key: Key) -> str:
    """A key as people write it, each name on one line and shortened: `("images", 0, "width")` is `images[0].width`."""
    return "".join(f"[{part}]" if isinstance(part, int) else _name(part) for part in key).removeprefix(".")


def key_text_of_items(key: Key) -> str:
    """The same for all items of a list alike: `images[].width`."""
    return "".join("[]" if isinstance(part, int) else _name(part) for part in key).removeprefix(".")


def _part(match: re.Match[str]) -> str | int:
    name, index, quoted = match.groups()
    return name or (int(index) if index else _ESCAPED.sub(r"\1", quoted))


@lru_cache(NAMES)
def _name(name: str) -> str:
    shown = short_line(NO_SECRETS.masked_name(name), _NAME_LIMIT)
    if not _NEEDS_QUOTES.search(name):
        return f".{shown}"
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'["{escaped}"]'


def masked_key(key: Key, secrets: Secrets = NO_SECRETS) -> Key:
    """A key as programs are told it: its names whole, but for what looks like `secured`, or is a piece of some."""
    return tuple(secrets.masked_name(part) if isinstance(part, str) else part for part in key)


def subject(key: Key) -> str:
    """What a message is about: the key and a colon, shortened; nothing where no key is meant."""
    return f"{key_text(key)[:_SUBJECT_LIMIT]}: " if key else ""
