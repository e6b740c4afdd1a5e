"""What a file would lose of what nobody may change, if another text took its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articlefmt.errors import ParseError, StructureError
from articlefmt.patterns import pattern
from articlefmt.secrecy import SECURED
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import Value, holders, same

__all__ = ["loses_opaque"]

_COMMENT = pattern(r"\s#[^\n]*")
_ENTRY_END = pattern(r"\n(?:---|[^\s#\-\[\]{}'\"][^\n]*?[:=](?:\s|$))")


class _Held(NamedTuple):
    """An opaque value in a file."""

    key: str
    is_top: bool
    value: Value


def loses_opaque(data: bytes, text: Parsed, keys: frozenset[str]) -> bool:
    """Whether a file with these bytes holds an opaque value that a text hasn't.

    Args:
        data: what the file holds; it need not be an article.
        text: what is to take its place.
        keys: the top-level keys that are opaque; `secured` is at whatever depth.
    """
    try:
        old = parse(data, text.limits)
        held = [*_held(old.values, keys)]
    except (ParseError, StructureError):
        return any(not _has(lines, text, keys) for lines in _lines(_as_text(data), keys))
    left = [*_held(text.values, keys)]
    for one in held:
        found = next((at for at, other in enumerate(left) if one[:2] == other[:2] and same(one[2], other[2])), None)
        if found is None:
            return True
        del left[found]
    return False


def _held(values: dict[str, Value], keys: frozenset[str]) -> Iterator[_Held]:
    for holder in holders(values):
        if isinstance(holder, dict):
            for key in (keys if holder is values else {SECURED}) & holder.keys():
                if holder[key] is not None:
                    yield _Held(key, holder is values, holder[key])


def _as_text(data: bytes) -> str:
    """The text of any file, as well as it can be told. Without its zeros UTF-16 shows what is ASCII in it."""
    text = data.replace(b"\0", b"").decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str, keys: frozenset[str]) -> Iterator[str]:
    """Each line of a text that starts with an opaque key, with those up to the next key at the margin."""
    names = "|".join(map(re.escape, sorted(keys)))
    start = pattern(rf"""\n[ \t?{{\[\ufffd\ufeff-]*+["']?(?:{names})["']?[ \t]*[:=]""")
    text = "\n" + text
    for match in start.finditer(text):
        end = _ENTRY_END.search(text, match.end())
        yield text[match.end() : end.start() if end else len(text)]


def _has(lines: str, text: Parsed, keys: frozenset[str]) -> bool:
    """Whether the value in some lines of what can't be read is one of a text, or there is none."""
    value = _COMMENT.sub("", lines).strip(" \t\n\"'")
    if value in ("", "null", "~"):
        return True
    return any(value == one.value for one in _held(text.values, keys))
