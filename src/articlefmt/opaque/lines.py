"""The opaque values that the lines of a text show, be it YAML or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from articlefmt.opaque.value import RAW, Opaque
from articlefmt.patterns import pattern
from articlefmt.secrecy import SECURED, masked

__all__ = ["as_text", "front_of", "of_lines"]

_FENCE = "---"
_OPENING = pattern(r"--[-\s]*$|---")
_CLOSING = pattern(r"(?m)^---[ \t]*$")
_INDENTED_CLOSING = pattern(r"(?m)^[ \t]+---[ \t]*$")
_BEFORE = r"""(?:^[ \t\ufeff\ufffd-]*+(?:\?[ \t]+)?|[,\[\]{}"'][ \t]*+)"""
_PROPERTIES = r"""(?:[!&][^\s,\[\]{}]*+[ \t]+)*+"""
_TEXT = (
    r"""[ \t]*[:=][ \t]*"""
    r"""(?:"(?P<double>[^"\\]*)"|'(?P<single>[^']*)'|(?P<plain>[\w+/](?:[^\s:#]|:(?=\S)|(?<=\S)\#|[ \t](?![\s#]))*))"""
)
"""A text on the line of its key: in quotes without escapes, or plain."""

_NO_VALUE = pattern(r"[^:=]*[:=][ \t]*(?:null|Null|NULL|~)?")
_NEXT = pattern(r"---|[<=>|]{7}|\?[ \t]|[^\s#\-\[\]{}'\"?:][^\n]*?(?::(?:\s|$)|[ \t]=[ \t])")
"""How a line at the margin begins that isn't of the key above."""

_ITEM = pattern(r"-(?:\s|$)")
_VALUE_ALONE = pattern(r"[ \t]*:(?:\s|$)")


def as_text(data: bytes) -> str:
    """The text of any file, as well as it can be told. Without its zeros UTF-16 shows what is ASCII in it."""
    return data.replace(b"\0", b"").decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def front_of(text: str) -> tuple[int, int]:
    """Where front matter can be: to the closing line, else to one that should be it, else all. Nowhere unopened."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if end < 0 or not _OPENING.match(text[start:end]):
        return 0, 0
    closing = _CLOSING.search(text, end) or _INDENTED_CLOSING.search(text, end)
    return end, closing.start() if closing else len(text)


def of_lines(text: str, keys: frozenset[str]) -> Iterator[tuple[int, Opaque]]:
    """What each line holds that has an opaque key, with the lines below that are its own, and where that is."""
    patterns = _patterns(keys)
    done = 0
    for name in patterns.name.finditer(text):
        if name.start() < done:
            continue
        start = text.rfind("\n", 0, name.start()) + 1
        first = _line(text, start)
        done = start + len(first)
        code = patterns.no_key.sub(_as_blanks, first).rstrip()
        found = patterns.entry.search(code)
        if found is None and (alone := patterns.alone.search(code)) and _has_value_alone(text, done):
            found = alone
        if found is not None:
            before = first[: found.start("entry")].strip("\ufeff\ufffd")
            is_top = not before or before.startswith("?")
            done, below = _below(text, done, 0 if before.strip(" \t-") else len(before))
            lines = [
                first[found.start("entry") : len(code)],
                *(patterns.no_key.sub(_uncommented, one) for one in below),
            ]
            if one := _of_entry_lines(lines, found["key"], is_top, patterns):
                yield start, one
        elif SECURED in code and masked(first) != first:
            # A line break or a colon was lost before the key: what stands behind it tells.
            yield start, Opaque(SECURED, RAW, first.strip(), is_top=False)


class _Patterns(NamedTuple):
    """The patterns for some keys.

    Attributes:
        name: where one may stand: all lines that it isn't in are passed over.
        no_key: a comment or a text in quotes, in which there is no key; or, as `is_key`, a key in quotes.
        entry: a key and its colon, in a line without these.
        alone: a key that ends its line.
        text: a key and a text on its line.
    """

    name: re.Pattern[str]
    no_key: re.Pattern[str]
    entry: re.Pattern[str]
    alone: re.Pattern[str]
    text: re.Pattern[str]


@lru_cache(64)
def _patterns(keys: frozenset[str]) -> _Patterns:
    names = "|".join(map(re.escape, sorted(keys)))
    key = rf"""(?<![\w-])["']?(?<![\w-])(?P<key>{names})["']?"""
    quoted = r"""(?:"(?:[^"\\]|\\.)*+"|(?<![^\s,\[{:(])'[^']*+')"""
    return _Patterns(
        name=pattern(rf"""(?:{names})["']?[ \t]*+(?:[:=\#]|$|["'A-Za-z0-9+/]{{16}})""", re.MULTILINE),
        no_key=pattern(
            rf"""(?P<is_key>["'](?:{names})["'](?=[ \t]*(?:$|\#))|{quoted}(?=\s*[:=]))|{quoted}|(?:^|(?<=\s))\#.*"""
        ),
        entry=pattern(rf"{_BEFORE}(?P<entry>{_PROPERTIES}{key}[ \t]*+[:=])"),
        alone=pattern(rf"{_BEFORE}(?P<entry>{_PROPERTIES}{key})[ \t]*+$"),
        text=pattern(key + _TEXT),
    )


def _line(text: str, start: int) -> str:
    """The line that begins at an offset."""
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _as_blanks(found: re.Match[str]) -> str:
    """Blanks for a comment, and for a text in quotes that is no key: both may speak of one."""
    text = found[0]
    if found["is_key"]:
        return text
    return " " * len(text) if text.startswith("#") else text[0] + " " * (len(text) - 2) + text[0]


def _uncommented(found: re.Match[str]) -> str:
    return "" if found[0].startswith("#") else found[0]


def _has_value_alone(text: str, at: int) -> bool:
    """Whether a value with the colon before it stands on the next line that says something: `? key`, `: value`."""
    return any(_VALUE_ALONE.match(line) for _, line in islice(_saying(text, at), 1))


def _below(text: str, at: int, indent: int) -> tuple[int, list[str]]:
    """The lines below one that are of the key in it, and where they end."""
    lines: list[str] = []
    for end, line in _saying(text, at):
        bare = line.lstrip(" \t")
        if bare.rstrip() == _FENCE or not _is_deeper(line, len(line) - len(bare), indent):
            break
        at = end
        lines.append(line)
    return at, lines


def _saying(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The lines below an offset that aren't blank and no comment, each with its end."""
    while at < len(text):
        line = _line(text, at + 1)
        at += 1 + len(line)
        if line.strip() and not line.lstrip().startswith("#"):
            yield at, line


def _is_deeper(line: str, found: int, indent: int) -> bool:
    if found > indent or _VALUE_ALONE.match(line) or (found == indent and _ITEM.match(line, found)):
        return True
    return found == indent == 0 and _NEXT.match(line) is None


def _of_entry_lines(lines: list[str], key: str, is_top: bool, patterns: _Patterns) -> Opaque | None:
    """A text that stands on the key's line, or alone below, is known as what it is. A null is nothing."""
    first, *below = map(str.rstrip, lines)
    if below and _VALUE_ALONE.match(below[0]):
        first += below.pop(0).lstrip()
    if len(below) == 1 and first.endswith((":", "=")):
        first += f" {below.pop().lstrip()}"
    if not below:
        if _NO_VALUE.fullmatch(first):
            return None
        if simple := patterns.text.fullmatch(first):
            return Opaque(key, "str", simple["double"] or simple["single"] or simple["plain"] or "", is_top)
    return Opaque(key, RAW, "\n".join((first, *below)), is_top)
