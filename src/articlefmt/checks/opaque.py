"""What each key `secured` of a file holds, so that two versions can be compared: by the tree, else by the text."""

from __future__ import annotations

from collections.abc import Iterator
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
_KEY = pattern(rf"""(?<![\w-])["']?{SECURED}["']?\s*:(?=\s|$|["'])""")
_ONE_LINE = pattern(
    rf"""(?P<k>["']?){SECURED}(?P=k)\s*:[ \t]+"""
    r"""(?:"(?P<double>[^"\\]*)"|'(?P<single>[^']*)'|(?P<plain>\w(?:[^\s:#]|:(?=\S)|(?<=\S)\#|[ \t](?![\s#]))*))"""
    r"""[ \t]*(?:[ \t]\#.*)?"""
)
"""A key and a text that it has on its line: in quotes without escapes, or plain."""

_NULL = pattern(r":\s*(?:#.*)?$")


class Opaque(NamedTuple):
    """What one key `secured` holds. Two are equal if both are the same value, of the same type, at such a depth.

    Attributes:
        kind: the type of the value; `raw` where only its spelling can be compared.
        text: the value, so that a nan is itself, and 1 is not true.
        is_top: whether the key stands at the top. In a wrong place it isn't what it was at the top.
    """

    kind: str
    text: str
    is_top: bool


class Held(NamedTuple):
    """All that a file holds.

    Attributes:
        values: one for each key that isn't null, in the order of the text.
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


def held(data: bytes, parsed: Parsed | None) -> Held:
    """What a version holds, be it readable or not."""
    return held_by_text(data) if parsed is None else held_by_tree(parsed)


def held_by_tree(parsed: Parsed) -> Held:
    """What a file holds that was read."""
    mappings = list(nodes.mappings(parsed.tree))
    found = (_of_entry(parsed, entry, mapping is parsed.tree) for mapping in mappings for entry in mapping.entries)
    return Held([one for one in found if one is not None], is_read=True)


def held_by_text(data: bytes) -> Held:
    """What the front matter of a file shows that can't be read. What stands in the body counts for nothing."""
    lines = _front(_BREAK.split(data.decode("utf-8-sig", "replace")))
    found = [(number, one) for number, one in _of_lines(lines) if one is not None]
    return Held([one for _, one in found], is_read=False, line=found[0][0] if found else 1)


def _of_entry(parsed: Parsed, entry: nodes.Entry, is_top: bool) -> Opaque | None:
    key, node = nodes.target(entry.key), nodes.target(entry.value)
    if not isinstance(key, nodes.Scalar) or key.value != SECURED:
        return None
    if isinstance(node, nodes.Scalar) and not (node.properties or nodes.is_marked(entry.key)):
        if node.value is None:
            return None
        is_text = isinstance(node.value, str)
        return Opaque(type(node.value).__name__, str(node.value) if is_text else repr(node.value), is_top)
    front = parsed.source.front
    return Opaque(_RAW, front[entry.key.start : entry.value.end] + front[node.start : node.end], is_top)


def _front(lines: list[str]) -> list[tuple[int, str]]:
    """The lines that can be front matter, numbered: to the closing line, else to one that should be it, else all."""
    start = next((at for at, line in enumerate(lines) if line.strip()), None)
    if start is None or not _OPENING.match(lines[start]):
        return []
    numbered = list(enumerate(lines, 1))[start + 1 :]
    ends = [at for at, (_, line) in enumerate(numbered) if line.strip() == _FENCE]
    exact = (at for at in ends if numbered[at][1].startswith(_FENCE))
    return numbered[: next(exact, ends[0] if ends else len(numbered))]


def _of_lines(lines: list[tuple[int, str]]) -> Iterator[tuple[int, Opaque | None]]:
    """What each line at the margin holds, with the lines below that are indented, and so belong to it."""
    for block in _blocks(lines):
        named = next((number for number, line in block if not line.lstrip().startswith("#") and _KEY.search(line)), 0)
        if named:
            yield named, _of_block([line for _, line in block])


def _blocks(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if block and line[:1] not in {" ", "\t"}:
            yield block
            block = []
        if line.strip():
            block.append((number, line))
    yield block


def _of_block(lines: list[str]) -> Opaque | None:
    """A text that stands on the key's line is known as what it is. A null is nothing."""
    first, is_alone = lines[0], len(lines) == 1
    if is_alone and (simple := _ONE_LINE.fullmatch(first.lstrip("-? \t"))):
        text = simple["double"] or simple["single"] or simple["plain"] or ""
        return Opaque("str", text, is_top=first[0] not in "-? \t")
    return None if is_alone and _NULL.search(first) else Opaque(_RAW, "\n".join(lines), is_top=True)
