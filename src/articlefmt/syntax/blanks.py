"""Characters that look like a blank, or like nothing, and that no reader of YAML takes for one.

YAML's blanks are the space and the tab. A no-break space behind a colon makes no value of what follows.
"""

from __future__ import annotations

import re

from articlefmt.patterns import pattern

__all__ = ["false_blank_in", "is_false_blank", "misplaced_blank", "name_of_blank"]

_BLANK = "[\u00a0\u1680\u180e\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
_NAMES = {
    "\u00a0": "a no-break space", "\u200b": "a zero-width space", "\u3000": "an ideographic space",
    "\ufeff": "a byte order mark",
}  # fmt: skip
_ONE = pattern(_BLANK)
_IN_TEXT = pattern(rf"^{_BLANK}|(?<=^[-?]){_BLANK}|{_BLANK}(?=#)|{_BLANK}$")
_BEHIND_COLON = pattern(rf"(?<=:){_BLANK}")
_BEHIND_INDICATOR = pattern(rf"(?:^|(?<=[-?:,\[\]{{}}\"']))[ \t]*({_BLANK})|({_BLANK})[ \t]*#", re.MULTILINE)


def misplaced_blank(text: str, *, may_be_key: bool) -> int | None:
    """Where such a character stands in a plain text as if it were a blank; None where it doesn't.

    Args:
        text: the text. Inside of it they are ordinary: `10 km` may have one.
        may_be_key: whether it is a key, or would be one and its value if a space stood behind its colon.
    """
    if text.isascii():
        return None
    match = _IN_TEXT.search(text) or (_BEHIND_COLON.search(text) if may_be_key else None)
    return match.start() if match else None


def false_blank_in(text: str, start: int, end: int) -> int | None:
    """Where such a character stands first in a part of a text where a blank could: behind an indicator, say."""
    match = _BEHIND_INDICATOR.search(text, start, end)
    return match.start(match.lastindex or 0) if match else None


def is_false_blank(char: str) -> bool:
    """Whether it is one of them."""
    return _ONE.fullmatch(char) is not None


def name_of_blank(char: str) -> str:
    """What a message calls it: its number, and its name if it is known."""
    number = f"U+{ord(char):04X}"
    return f"{number} ({_NAMES[char]})" if char in _NAMES else number
