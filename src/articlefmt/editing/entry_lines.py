"""The lines of top-level entries: told apart, and taken over from another text as they stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from articlefmt.editing.edit import Edit
from articlefmt.editing.lines import Lines
from articlefmt.editing.proof import proved
from articlefmt.editing.splice import Splice
from articlefmt.editing.units import Units, starts_of
from articlefmt.layouts import NO_LAYOUT
from articlefmt.patterns import pattern
from articlefmt.syntax.parsed import Parsed
from articlefmt.values import Value, Wanted

__all__ = ["EntryLines", "Parts", "with_lines"]

_KEY = pattern(r"\n[^ #\n-]")  # in a block text every other line is deeper, a comment, an item or blank


class Parts(NamedTuple):
    """The lines of an entry.

    Attributes:
        above: the comments directly above it.
        own: its key and its value; all of its lines if these are several.
        behind: what is behind the value of one line, with the line feed; else nothing.
    """

    above: str
    own: str
    behind: str


class EntryLines:
    """A text by its top-level entries, each with the comments directly above it.

    Nothing is known of a text whose entries don't have lines of their own.
    """

    def __init__(self, parsed: Parsed) -> None:
        self._text: str = parsed.source.front
        self._lines = Lines(self._text)
        self._units: Units | None = None  # of a block text they aren't needed
        self._ends: dict[str, int] = {}  # of values, the same: there is nothing behind them
        names, starts = _entries_of_block(parsed) if parsed.is_block else self._entries(parsed)
        self._bounds = dict(zip(names, zip(starts, [*starts, len(self._text)][1:], strict=True), strict=True))
        self._places = {} if parsed.is_block else {name: place for place, name in enumerate(names)}

    @property
    def bounds(self) -> Mapping[str, tuple[int, int]]:
        """Where each entry starts, and the next one, by its name; a key that isn't text has none, but a number."""
        return self._bounds

    def span(self, name: str) -> tuple[int, int] | None:
        """Where the lines of an entry are; None where there is none."""
        bounds = self._bounds.get(name)
        return None if bounds is None else (self._above(bounds[0]), self._end(name, bounds[1]))

    def text(self, name: str) -> str | None:
        """The lines of an entry."""
        span = self.span(name)
        return None if span is None else self._text[slice(*span)]

    def parts(self, name: str) -> Parts | None:
        """The lines of an entry in three parts; None where there is none."""
        if name not in self._bounds:
            return None
        start, below = self._bounds[name]
        above, own = self._text[self._above(start) : start], self._text[start : self._end(name, below)]
        if own.count("\n") > 1:
            return Parts(above, own, "")
        end = len(own.rstrip()) if name not in self._ends else self._ends[name] - start
        return Parts(above, own[:end], own[end:])

    def differ(self, other: EntryLines) -> list[str]:
        """The entries whose lines may not be those of another text: they differ, or what is above them does."""
        others = {name: other._text[start:end] for name, (start, end) in other._bounds.items()}
        found: list[str] = []
        differs_above = True
        for name, (start, end) in self._bounds.items():
            differs = others.get(name) != self._text[start:end]
            if differs or differs_above:
                found.append(name)
            differs_above = differs
        return found

    def has_gap(self, one: str, other: str) -> bool:
        """Whether an empty line stands between two entries, of which the other is the next one."""
        if one not in self._bounds:
            return False
        return self._lines.has_blank(self._end(one, self._bounds[one][1]), self._bounds[other][0])

    def _entries(self, parsed: Parsed) -> tuple[list[str], Sequence[int]]:
        """The names of the entries, and where their lines start, in any text."""
        edit, tree = Edit(parsed, NO_LAYOUT, Wanted(parsed.values)), parsed.tree
        if tree.flow or not tree.entries or "\r" in self._text:
            return [], []
        starts = starts_of(edit, tree)
        if any(map(self._lines.column, starts)):  # indented, or behind an anchor
            return [], []
        self._units = Units(edit, tree, starts)
        self._ends = {name: entry.value.end for name, entry in tree.names.items()}
        return [f"? {at}" if name is None else name for at, name in enumerate(edit.names(tree))], starts

    def _end(self, name: str, below: int) -> int:
        """Where the lines of an entry end; `below` is where the next one starts."""
        if self._units is not None:
            return self._units.end(self._places[name]) + 1
        return self._lines.end_above(below) + 1

    def _above(self, start: int) -> int:
        """Where the comments at the margin start that stand directly above a line, else the line."""
        while start and self._text.startswith("#", above := self._lines.start(start - 1)):
            start = above
        return start


def _entries_of_block(parsed: Parsed) -> tuple[list[str], Sequence[int]]:
    """The same of a block text, without a look at its nodes."""
    return [*parsed.values], [match.start() for match in _KEY.finditer("\n" + parsed.source.front)]


def with_lines(parsed: Parsed, entries: EntryLines, lines: Mapping[str, str], values: dict[str, Value]) -> Parsed:
    """The text with other lines for some of its entries.

    Args:
        parsed: the text.
        entries: the same by its entries.
        lines: the new lines of those that get some, all of which it has.
        values: what the new text is to say.

    Raises:
        EditError: read again it says anything else.
    """
    front = parsed.source.front
    splices = [Splice(*span, text) for name, text in lines.items() if (span := entries.span(name)) is not None]
    splices = [splice for splice in splices if front[splice.start : splice.end] != splice.text]
    return proved(parsed, splices, values, splices) if splices else parsed
