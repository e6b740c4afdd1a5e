"""Git's markers around what differs between the two sides of a conflict."""

from __future__ import annotations

from collections.abc import Iterator
from operator import eq
from typing import NamedTuple

from articlefmt.align import equal_ends
from articlefmt.editing.entry_lines import EntryLines
from articlefmt.syntax.parsed import Parsed

__all__ = ["Labels", "marked"]


class Labels(NamedTuple):
    """What the markers of a conflict say, and how many characters they have.

    Attributes:
        ours: the name of our side.
        base: the name of what both started from.
        theirs: the name of the other side.
        size: the length of a marker.
    """

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"
    size: int = 7


def marked(ours: Parsed, theirs: Parsed, labels: Labels) -> str:
    """The front matter of two texts that differ in some entries: what differs stands there twice, between markers."""
    here, there = _parts(ours), _parts(theirs)
    places = {name: at for at, (name, _) in enumerate(there)}
    text: list[str] = []
    one = other = 0
    for at, (name, part) in enumerate(here):
        same = places.get(name, -1)
        if same >= other and there[same][1] == part:
            text += _hunk(here[one:at], there[other:same], labels)
            text.append(part)
            one, other = at + 1, same + 1
    text += _hunk(here[one:], there[other:], labels)
    return "".join(text)


def _parts(parsed: Parsed) -> list[tuple[str, str]]:
    """The text from each top-level key to the next one; first what is above them."""
    front = parsed.source.front
    bounds = EntryLines(parsed).bounds
    head = next((start for start, _ in bounds.values()), len(front))
    return [("", front[:head]), *((name, front[start:end]) for name, (start, end) in bounds.items())]


def _hunk(here: list[tuple[str, str]], there: list[tuple[str, str]], labels: Labels) -> Iterator[str]:
    """Lines that differ, without those that both begin or end with, between markers."""
    mine, yours = (_lines(parts) for parts in (here, there))
    head, tail = equal_ends(mine, yours, eq)
    yield from mine[:head]
    end = len(mine) - tail
    one, other = mine[head:end], yours[head : len(yours) - tail]
    if one or other:
        newline = "\r\n" if (one or other)[0].endswith("\r\n") else "\n"
        yield _marker("<", labels.ours, labels.size) + newline
        yield from one
        yield _marker("=", "", labels.size) + newline
        yield from other
        yield _marker(">", labels.theirs, labels.size) + newline
    yield from mine[end:]


def _lines(parts: list[tuple[str, str]]) -> list[str]:
    """Only a line feed ends a line."""
    text = "".join(part for _, part in parts)
    return [line + "\n" for line in text.split("\n")[:-1]]


def _marker(char: str, label: str, size: int) -> str:
    return f"{char * size} {label}".rstrip(" ") if label else char * size
