"""What the opaque keys of a file hold, so that two versions can be compared: by the tree, else by the text.

These are `secured`, at whatever depth, and the top-level keys that a class has as `Secured`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from articlefmt.errors import ParseError
from articlefmt.patterns import pattern
from articlefmt.secrecy import SECURED
from articlefmt.syntax import nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse

__all__ = ["Held", "Opaque", "held", "held_by_text", "held_by_tree", "read"]

_RAW = "raw"
_FENCE = "---"
_BREAK = pattern(r"\r\n|\r|\n")
_OPENING = pattern(r"\s*--[-\s]*$|---")
_SECURED_ALONE = frozenset((SECURED,))
_KEY = rf"""(?<![\w-])["']?{SECURED}["']?\s*:(?=\s|$|["'])"""
_TOP_LEVEL_KEY = r"""^["']?(?:{})["']?\s*:(?=\s|$)"""
_ONE_LINE = pattern(
    r"""(?P<k>["']?)(?P<key>[^\s"':]+)(?P=k)\s*:[ \t]+"""
    r"""(?:"(?P<double>[^"\\]*)"|'(?P<single>[^']*)'|(?P<plain>\w(?:[^\s:#]|:(?=\S)|(?<=\S)\#|[ \t](?![\s#]))*))"""
    r"""[ \t]*(?:[ \t]\#.*)?"""
)
"""A key and a text that it has on its line: in quotes without escapes, or plain."""

_NULL = pattern(r":\s*(?:#.*)?$")


class Opaque(NamedTuple):
    """What one opaque key holds. Two are equal if both are the same value, of the same type, at such a depth.

    Attributes:
        key: the key.
        kind: the type of the value; `raw` where only its spelling can be compared.
        text: the value, so that a nan is itself, and 1 is not true.
        is_top: whether the key stands at the top. In a wrong place it isn't what it was at the top.
    """

    key: str
    kind: str
    text: str
    is_top: bool


class Held(NamedTuple):
    """All that a file holds.

    Attributes:
        values: one for each key that isn't null, key by key, in the order of the text.
        is_read: whether the file could be read; else this is what its text shows.
        line: the line of the file where the first key stands in a file that can't be read; 1 if none does.
    """

    values: list[Opaque]
    is_read: bool
    line: int = 1


def read(data: bytes, limits: Limits) -> Parsed | None:
    """A version as it was read; None if it can't be."""
    try:
        return parse(data, limits)
    except ParseError:
        return None


def held(data: bytes, parsed: Parsed | None, keys: frozenset[str] = _SECURED_ALONE) -> Held:
    """What a version holds at `secured` and at these top-level keys, be it readable or not."""
    return held_by_text(data, keys) if parsed is None else held_by_tree(parsed, keys)


def held_by_tree(parsed: Parsed, keys: frozenset[str] = _SECURED_ALONE) -> Held:
    """What a file holds that was read."""
    found = (
        _of_entry(parsed, entry, str(key.value), mapping is parsed.tree)
        for mapping in nodes.mappings(parsed.tree)
        for entry in mapping.entries
        if isinstance(key := nodes.target(entry.key), nodes.Scalar)
        and (key.value in keys if mapping is parsed.tree else key.value == SECURED)
    )
    return Held(_by_key(one for one in found if one is not None), is_read=True)


def held_by_text(data: bytes, keys: frozenset[str] = _SECURED_ALONE) -> Held:
    """What the front matter of a file shows that can't be read. What stands in the body counts for nothing."""
    lines = _front(_BREAK.split(data.decode("utf-8-sig", "replace")))
    found = [(number, one) for number, one in _of_lines(lines, _pattern_of(keys)) if one is not None]
    return Held(_by_key(one for _, one in found), is_read=False, line=found[0][0] if found else 1)


def _by_key(found: Iterable[Opaque]) -> list[Opaque]:
    """The values by their keys: in which order two keys stand isn't theirs."""
    return sorted(found, key=lambda one: one.key)


@lru_cache
def _pattern_of(keys: frozenset[str]) -> re.Pattern[str]:
    """What finds `secured` in a line, or one of the other keys at its beginning."""
    others = "|".join(map(re.escape, sorted(keys - _SECURED_ALONE)))
    return re.compile(f"{_KEY}|{_TOP_LEVEL_KEY.format(others)}" if others else _KEY)


def _of_entry(parsed: Parsed, entry: nodes.Entry, name: str, is_top: bool) -> Opaque | None:
    node = nodes.target(entry.value)
    if isinstance(node, nodes.Scalar) and not (node.properties or nodes.is_marked(entry.key)):
        if node.value is None:
            return None
        is_text = isinstance(node.value, str)
        return Opaque(name, type(node.value).__name__, str(node.value) if is_text else repr(node.value), is_top)
    front = parsed.source.front
    return Opaque(name, _RAW, front[entry.key.start : entry.value.end] + front[node.start : node.end], is_top)


def _front(lines: list[str]) -> list[tuple[int, str]]:
    """The lines that can be front matter, numbered: to the closing line, else to one that should be it, else all."""
    start = next((at for at, line in enumerate(lines) if line.strip()), None)
    if start is None or not _OPENING.match(lines[start]):
        return []
    numbered = list(enumerate(lines, 1))[start + 1 :]
    ends = [at for at, (_, line) in enumerate(numbered) if line.strip() == _FENCE]
    exact = (at for at in ends if numbered[at][1].startswith(_FENCE))
    return numbered[: next(exact, ends[0] if ends else len(numbered))]


def _of_lines(lines: list[tuple[int, str]], names: re.Pattern[str]) -> Iterator[tuple[int, Opaque | None]]:
    """What each line at the margin holds, with the lines below that are indented, and so belong to it."""
    for block in _blocks(lines):
        found = ((number, names.search(line)) for number, line in block if not line.lstrip().startswith("#"))
        number, match = next(((number, match) for number, match in found if match), (0, None))
        if match:
            yield number, _of_block([line for _, line in block], match[0].rstrip(":\"' \t").lstrip("\"'"))


def _blocks(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if block and line[:1] not in {" ", "\t"}:
            yield block
            block = []
        if line.strip():
            block.append((number, line))
    yield block


def _of_block(lines: list[str], key: str) -> Opaque | None:
    """A text that stands on the key's line is known as what it is. A null is nothing."""
    first, is_alone = lines[0], len(lines) == 1
    if is_alone and (simple := _ONE_LINE.fullmatch(first.lstrip("-? \t"))) and simple["key"] == key:
        text = simple["double"] or simple["single"] or simple["plain"] or ""
        return Opaque(key, "str", text, is_top=first[0] not in "-? \t")
    return None if is_alone and _NULL.search(first) else Opaque(key, _RAW, "\n".join(lines), is_top=True)
