"""What `secured` looks like: the name of its key, also misspelt, and the form of its value.

A value that stands in a wrong place by mistake is told by one or the other: two parts of base64 joined by `;`
(`docs/format.md`, 9), or a run of what base64 is made of behind the name of the key, as if a colon were lost.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache

from articlefmt.misspelt import distance, plainly
from articlefmt.patterns import pattern

__all__ = [
    "CHARS",
    "NEAR",
    "PIECE",
    "SECURED",
    "by_form",
    "encoded_runs",
    "is_hidden",
    "looks_encoded",
    "names_secured",
    "slips_of",
]

SECURED = "secured"
"""The key whose value nobody may see, at whatever depth it stands."""

NEAR = 2
"""Slips between two names that are nearly one."""

PIECE = 8
"""Characters; a shorter piece of a value would be found in any text."""

CHARS = frozenset(string.ascii_letters + string.digits + "+/=;")
"""What a value is made of."""

# --- a value alone
_LONG_RUN = pattern(r"[A-Za-z0-9+/=;]{16,}+")
_MIXED = pattern(r"(?=.*[a-z])(?=.*[A-Z]).*[0-9+/=;]")  # base64 is; words, hexadecimal digits and numbers aren't

# --- two parts joined by `;`
_SECOND_PART = pattern(r";(?:\s*+[A-Za-z0-9+/]){22}\s*+=\s*+=")  # of 16 bytes; a text may have been wrapped
_PART_CHARS = CHARS - set("=;")
_WRAPPED = 16  # characters; a shorter run before the first part is a word

# --- behind a name
_NAME = pattern(SECURED, re.IGNORECASE | re.ASCII)
_NAMED = pattern(rf"""{SECURED}["']?[\s:=]+["']?([A-Za-z0-9+/=;]{{{PIECE},}}+)""", re.IGNORECASE | re.ASCII)
_NO_WORD = pattern(rf"(?<![A-Za-z0-9+/=;])(?=[A-Za-z0-9+/=;]{{{PIECE}}})[A-Za-z]?[a-z]*+[A-Z0-9+/=;][A-Za-z0-9+/=;]*+")
"""It may be a name in camel case, though, or a number."""

_BEFORE_IT = pattern(r"""([^\W_][\w.-]{3,63}+)["']?([\s:=#|>"'\\-]{1,99}+)$""")
_BACKWARDS = pattern(r"""[\s:=#|>"'\\-]*+[\w.-]{0,64}""")  # the same from its end, and a little more
_SIGHT = 160  # characters
_BEFORE_VALUE = frozenset(" \t\r\n\"':=")
_NEXT_LINE = pattern(r"""["'\\]{0,2}\s[\s#]*+["']?([A-Za-z0-9+/=;]{2,}+)(?!["']?[ \t]*:(?:\s|$))""")
_HUMPS = pattern(r"(?=.*[a-z]).+[A-Z].*[A-Z].*[A-Z]")
_LONG = 24  # characters; letters alone of which some are capitals are a name where they are fewer


def is_hidden(name: object, value: object) -> bool:
    """Whether a value is that of `secured`, or of a key that is nearly called so.

    Where a name is two slips away its value must look like one, too: `secret` and `scored` are names of their own.
    """
    slips = slips_of(name) if isinstance(name, str) else NEAR + 1
    return slips < NEAR or (slips == NEAR and isinstance(value, str) and looks_encoded(value))


def names_secured(key: Iterable[str | int]) -> bool:
    """Whether a way leads to such a value."""
    return any(is_hidden(part, None) for part in key)


@lru_cache(4096)
def slips_of(name: str) -> int:
    """How far a name is from `secured`; of what has it in it not at all."""
    plain = plainly(name)
    return 0 if SECURED in plain else distance(plain, SECURED, NEAR)


def looks_encoded(text: str) -> bool:
    """Whether a text is one run of what base64 is made of, and no word and no number."""
    bare = "".join(text.split())
    return _LONG_RUN.fullmatch(bare) is not None and _MIXED.match(bare) is not None


def encoded_runs(text: str) -> list[str]:
    """The runs of a text that look encoded."""
    return [run for run in _LONG_RUN.findall(text) if _MIXED.match(run)]


def by_form(text: str, front: int) -> Iterator[tuple[int, int]]:
    """Where something has the form of a value, or follows its name as if a colon were lost.

    Args:
        text: the text.
        front: how much of it is front matter. A body may be long, and each of its words a name: in it what follows is
            told by the very name alone.
    """
    done = 0
    for second in _SECOND_PART.finditer(text):
        start = _first_part(text, done, second.start())
        if start is not None:
            done = second.end()
            yield start, done
    yield from _behind_a_name(text, front)


def _behind_a_name(text: str, front: int) -> Iterator[tuple[int, int]]:
    """What stands behind the name of the key, or nearly: in a comment, or as if a colon were lost; all its lines."""
    done = 0
    for start, end in _named(text, front):
        if start < done:
            continue
        done = end
        yield start, done
        while (piece := _NEXT_LINE.match(text, done)) and _continues(piece[1]):
            done = piece.end()
            yield piece.span(1)


def _named(text: str, front: int) -> Iterator[tuple[int, int]]:
    for run in _NO_WORD.finditer(text, 0, front):
        if (start := _told_by_a_name(text, *run.span())) is not None:
            yield start, run.end()
    if _NAME.search(text, front):
        yield from (match.span(1) for match in _NAMED.finditer(text, front) if _MIXED.match(match[1]))


def _told_by_a_name(text: str, start: int, end: int) -> int | None:
    """Where the value begins in what is no word, if a name before it or in it tells that it is one."""
    equals = text.find("=", start, end - PIECE)
    if equals > start and _is_told(text[start:equals], "=", text[equals + 1 : end]):
        return equals + 1
    if start == 0 or text[start - 1] not in _BEFORE_VALUE:  # as most are, in a URL for one; a search takes its time
        return None
    before = _name_before(text, start)
    return start if before is not None and _is_told(before[1], before[2], text[start:end]) else None


def _name_before(text: str, start: int) -> re.Match[str] | None:
    """What looks like a name above a place, and what stands between."""
    # A search from as far off as it may begin takes ten times as long.
    found = _BACKWARDS.match(text[max(0, start - _SIGHT) : start][::-1])
    return found and _BEFORE_IT.search(text, start - found.end(), start)


def _is_told(name: str, between: str, value: str) -> bool:
    """Whether a name, and what stands between them, tell that a value is one; a word never is."""
    slips, has_colon = slips_of(name), not {":", "="}.isdisjoint(between)
    if slips > NEAR or (value.isalpha() and value[1:].islower()):
        return False
    if slips == NEAR:
        return looks_encoded(value)
    is_sure = slips == 0 or has_colon or len(value) >= _WRAPPED
    is_coded = len(value) >= _LONG or (is_sure and _MIXED.match(value) is not None)
    return is_coded or (has_colon and "\n" not in between)


def _continues(piece: str) -> bool:
    """Whether a run on the next line is a piece of the value above."""
    is_long = len(piece) >= PIECE
    return _MIXED.match(piece) is not None or _HUMPS.match(piece) is not None if is_long else piece.endswith("=")


def _first_part(text: str, done: int, end: int) -> int | None:
    """Where the first part begins that ends before a semicolon, with the lines that it was wrapped into."""
    at = _back(text, done, end, string.whitespace)
    at = _back(text, max(done, at - 2), at, "=")
    start = _back(text, done, at, _PART_CHARS)
    if start == at:
        return None
    while True:
        above = _back(text, done, start, string.whitespace)
        begun = _back(text, done, above, _PART_CHARS)
        if above == start or above - begun < _WRAPPED:
            return start
        start = begun


def _back(text: str, stop: int, at: int, chars: Iterable[str]) -> int:
    """Where the characters before a place begin that are of some."""
    while at > stop and text[at - 1] in chars:
        at -= 1
    return at
