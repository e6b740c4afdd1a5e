"""Proves that a tree is all there is in a text: each scalar's span is its value, and nothing but syntax lies between.

This reads the text a second time, leaf by leaf, so that a wrong span or a wrong value can't hide behind stored bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from articlefmt.errors import ParseError
from articlefmt.patterns import pattern
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.nodes import Alias, Scalar, Sequence
from articlefmt.syntax.reader import read_fully
from articlefmt.syntax.scalars import decode_line, resolve
from articlefmt.syntax.source import Source
from articlefmt.values import Atom, same

__all__ = ["unaccounted"]

_GAP = pattern(
    r"(?:[\s:,\[\]{}?\-\ufeff]"  # indicators and blanks
    r"|(?<![^\s,\[\]{}\"'])#[^\n\r\x85\u2028\u2029]*"  # comments
    r"|[&!][^\s,\[\]{}]*"  # properties of collections
    r"|^\.\.\.(?=\s|$))*+",  # the end of the document
    re.MULTILINE,
)
_BREAK = pattern(r"[\n\r\x85\u2028\u2029]")
_PLACE = pattern(r"[ \t]*(?:[-?][ \t]+)*")


def unaccounted(source: Source, leaves: Iterable[Scalar | Alias], limits: Limits) -> Iterator[tuple[int, str]]:
    """Every place where a tree's leaves don't account for the text: its offset, and what is wrong."""
    text, done = source.front, 0
    for leaf in leaves:
        if leaf.start < done or leaf.end < leaf.start:
            yield leaf.start, "this value's span overlaps the one before it"
            continue
        if gap := _unaccounted(text, done, leaf.start):
            yield gap
        if isinstance(leaf, Scalar) and not _reads_as(source, leaf, limits):
            yield leaf.start, "this value's span, read alone, isn't its value"
        done = leaf.end
    if gap := _unaccounted(text, done, len(text)):
        yield gap


def _unaccounted(text: str, start: int, end: int) -> tuple[int, str] | None:
    if not text[start:end].strip(" \n:-"):
        return None
    match = _GAP.match(text, start, end)
    stop = match.end() if match else start
    return None if stop == end else (stop, "this text belongs to no key and no value")


def _reads_as(source: Source, leaf: Scalar, limits: Limits) -> bool:
    cut = source.front[leaf.start : leaf.end]
    if leaf.style == '"' and cut == f'"{leaf.value}"' and "\\" not in cut and "\n" not in cut and not leaf.properties:
        return True
    if not leaf.style and not leaf.properties and cut.isprintable() and cut and cut[0] != " " != cut[-1]:
        return same(resolve(cut), leaf.value)
    if not leaf.is_block and cut != cut.strip(" \t\r\n"):
        return False
    if leaf.properties or leaf.is_block or _BREAK.search(cut):
        return _reads_alone(source, leaf, cut, limits)
    value: Atom = decode_line(cut) if leaf.style else resolve(cut)
    return ((value is leaf.value or value == leaf.value) and type(value) is type(leaf.value)) or same(value, leaf.value)


def _reads_alone(source: Source, leaf: Scalar, cut: str, limits: Limits) -> bool:
    """Read the span by the full reader, at the same indentation, in a block and else in a flow."""
    line_start = max(source.front.rfind(b, 0, leaf.start) for b in "\n\r") + 1
    before = source.front[line_start : leaf.start]
    place = _PLACE.match(before)
    at_key = place[0] if place and place.end() < len(before) else before.rstrip()[:-1]
    indent = " " * len(at_key)
    for opening, closing in ((f"{indent}- ", ""), (f"{indent}- [", "]")):
        front = f"k:\n{opening}{cut}{closing}\n" if cut[-1:] not in "\n\r" else f"k:\n{opening}{cut}{closing}"
        alone = source._replace(front=front)
        try:
            found = read_fully(alone, limits).entries[0].value
        except ParseError:
            continue
        while isinstance(found, Sequence) and found.items:
            found = found.items[0]
        if isinstance(found, Scalar) and same(found.value, leaf.value):
            return True
    return False
