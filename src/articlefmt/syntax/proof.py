"""Proves that a tree is all there is in a text: each scalar's span is its value, and nothing but syntax lies between.

This reads the text a second time, leaf by leaf, so that a wrong span or a wrong value can't hide behind stored bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from articlefmt.errors import ParseError
from articlefmt.patterns import pattern
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.nodes import Alias, Node, Scalar, Sequence
from articlefmt.syntax.properties import TAG
from articlefmt.syntax.reader import read_fully
from articlefmt.syntax.scalars import decode_line, resolve
from articlefmt.syntax.source import Source
from articlefmt.values import Atom, same

__all__ = ["unaccounted"]

_GAP = pattern(
    r"(?:[ \t\r\n:,\[\]{}?\-\ufeff]"  # indicators and blanks
    r"|(?<![^ \t\r\n,\[\]{}\"'])#[^\n\r]*"  # comments
    rf"|{TAG}|&[^ \t\r\n,\[\]{{}}]*"  # properties of collections
    r"|^\.\.\.(?=\s|$))*+",  # the end of the document
    re.MULTILINE,
)
_BATCH = 1000
_LINES_BELOW = pattern(r"[\n\r]([ \t]*)(?=[^ \t\n\r])")
_BREAK = pattern(r"[\n\r]")
_PLACE = pattern(r"[ \t]*(?:[-?][ \t]+)*")


def unaccounted(source: Source, leaves: Iterable[Scalar | Alias], limits: Limits) -> Iterator[tuple[int, str]]:
    """Every place where a tree's leaves don't account for the text: its offset, and what is wrong."""
    text, done = source.front, 0
    leaves = list(leaves)
    misread = _misread(source, [leaf for leaf in leaves if isinstance(leaf, Scalar)], limits)
    for leaf in leaves:
        if leaf.start < done or leaf.end < leaf.start:
            yield leaf.start, "this value's span overlaps the one before it"
            continue
        if gap := _unaccounted(text, done, leaf.start):
            yield gap
        if id(leaf) in misread:
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


def _misread(source: Source, scalars: list[Scalar], limits: Limits) -> set[int]:
    """The ids of the scalars whose span, read alone, isn't their value."""
    misread: set[int] = set()
    batches: dict[tuple[int, bool], list[_Cut]] = {}
    for scalar in scalars:
        reads = _reads_as(source, scalar)
        if reads is None:
            cut = _Cut(scalar, source.front[scalar.start : scalar.end], _indent(source.front, scalar.start))
            batches.setdefault((cut.indent, cut.is_of_flow), []).append(cut)
        elif not reads:
            misread.add(id(scalar))
    for batch in batches.values():
        for at in range(0, len(batch), _BATCH):
            misread.update(id(cut.scalar) for cut in _misread_of(source, batch[at : at + _BATCH], limits))
    return misread


def _reads_as(source: Source, leaf: Scalar) -> bool | None:
    """Whether a span reads as its value; None where only the full reader can tell."""
    cut = source.front[leaf.start : leaf.end]
    if leaf.style == '"' and cut == f'"{leaf.value}"' and "\\" not in cut and "\n" not in cut and not leaf.properties:
        return True
    if not leaf.style and not leaf.properties and cut.isprintable() and cut and cut[0] != " " != cut[-1]:
        return same(resolve(cut), leaf.value)
    if not leaf.is_block and cut != cut.strip(" \t\r\n"):
        return False
    if leaf.properties or leaf.is_block or _BREAK.search(cut):
        return None
    value: Atom = decode_line(cut) if leaf.style else resolve(cut)
    return ((value is leaf.value or value == leaf.value) and type(value) is type(leaf.value)) or same(value, leaf.value)


class _Cut(NamedTuple):
    """A scalar that is read by the full reader, its span, and the indentation of what it stands in."""

    scalar: Scalar
    text: str
    indent: int

    @property
    def is_of_flow(self) -> bool:
        """Whether it can stand in a flow only: a plain one that goes on with less indentation."""
        below = _LINES_BELOW.findall(self.text) if not self.scalar.style else ()
        return any(len(blanks) <= self.indent for blanks in below)

    def item(self, *, in_flow: bool) -> str:
        """It as an item of a list."""
        end = "" if self.text[-1:] in ("\n", "\r") and not in_flow else "\n"
        opening, closing = ("- [", "]") if in_flow else ("- ", "")
        return f"{' ' * self.indent}{opening}{self.text}{closing}{end}"


def _indent(text: str, start: int) -> int:
    """How far the line is indented that a value stands in, or the key or dash before it on the line."""
    line = text.rfind("\n", 0, start) + 1
    line = max(line, text.rfind("\r", line, start) + 1)
    before = text[line:start]
    place = _PLACE.match(before)
    return place.end() if place and place.end() < len(before) else len(before.rstrip()[:-1])


def _misread_of(source: Source, batch: list[_Cut], limits: Limits) -> list[_Cut]:
    """Those that don't read as their value. One reading takes 2 ms, however little it reads: so it reads many."""
    if len(batch) == 1:
        (cut,) = batch
        return [] if any(_read_alone(source, cut, limits, in_flow=in_flow) for in_flow in (False, True)) else batch
    if _read_together(source, batch, limits):
        return []
    half = len(batch) // 2
    return _misread_of(source, batch[:half], limits) + _misread_of(source, batch[half:], limits)


def _read_alone(source: Source, cut: _Cut, limits: Limits, *, in_flow: bool) -> bool:
    found: Node | None = _read(source, f"k:\n{cut.item(in_flow=in_flow)}", limits)
    while isinstance(found, Sequence) and found.items:
        found = found.items[0]
    return isinstance(found, Scalar) and same(found.value, cut.scalar.value)


def _read_together(source: Source, batch: list[_Cut], limits: Limits) -> bool:
    """Whether each of them is read as its value where it stands, as the items of one list."""
    in_flow = batch[0].is_of_flow
    items = [cut.item(in_flow=in_flow) for cut in batch]
    found = _read(source, "k:\n" + "".join(items), limits)
    if not isinstance(found, Sequence) or len(found.items) != len(batch):
        return False
    starts = accumulate(map(len, items), initial=len("k:\n"))
    for cut, start, item in zip(batch, starts, found.items, strict=False):
        inner = item.items[0] if isinstance(item, Sequence) and len(item.items) == 1 else item
        place = start + cut.indent + len("- [" if in_flow else "- ")
        if not isinstance(inner, Scalar) or inner.start != place or not same(inner.value, cut.scalar.value):
            return False
    return True


def _read(source: Source, front: str, limits: Limits) -> Node | None:
    """The value of the one key of a text."""
    try:
        return read_fully(source.with_front(front), limits).entries[0].value
    except ParseError:
        return None
