"""A line of the front matter for an error message, but never one that could show `secured`."""

from __future__ import annotations

from articlefmt.display import Key, masked
from articlefmt.patterns import pattern

__all__ = ["excerpt"]

_LINE_LIMIT = 4000
_TOP_LEVEL_KEY = pattern(r"""[^\s#\-\[\]{}'"].*?:(\s|$)""")


def excerpt(front: str, offset: int, key: Key = ()) -> str | None:
    """The line at an offset; None for a line of `secured`, or one that is too long to be looked at.

    A line belongs to `secured` if it names it, or comes after a line that does and before the next key at the margin.
    What looks like a run of base64 is masked in any line: the value may stand elsewhere by mistake.
    """
    start = front.rfind("\n", 0, offset) + 1
    end = front.find("\n", offset)
    line = front[start : end if end >= 0 else len(front)].rstrip("\r")
    if len(line) > _LINE_LIMIT or "secured" in key or _is_secret(front[:start], line):
        return None
    return masked(line)


def _is_secret(before: str, line: str) -> bool:
    if "secured" in line.lower():
        return True
    if "secured" not in before.lower():
        return False
    lines = (line, *reversed(before.splitlines()))
    return "secured" in next(earlier.lower() for earlier in lines if _is_named(earlier))


def _is_named(line: str) -> bool:
    return "secured" in line.lower() or _TOP_LEVEL_KEY.match(line) is not None
