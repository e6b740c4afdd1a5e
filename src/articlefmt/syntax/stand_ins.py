"""Characters that stand in for others while ruamel.yaml reads a text.

YAML 1.2 ends a line at LF and CR alone; U+0085, U+2028 and U+2029 are characters as any other. ruamel.yaml ends one at
these too, as YAML 1.1 does. It is given others in their places, and no place moves.
"""

from __future__ import annotations

from articlefmt.patterns import pattern

__all__ = ["stand_ins_for"]

_NO_BREAKS = "\x85\u2028\u2029"
_PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
_ESCAPED = pattern(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")


def stand_ins_for(text: str) -> dict[int, str]:
    """For each of the three that a text has another character: one that it neither has nor says by an escape."""
    found = [char for char in _NO_BREAKS if char in text]
    if not found:
        return {}
    used = {*map(ord, text), *(int(short or long, 16) for short, long in _ESCAPED.findall(text))}
    free = (chr(code) for codes in _PRIVATE for code in codes if code not in used)
    return dict(zip(map(ord, found), free, strict=False))
