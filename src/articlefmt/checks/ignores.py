"""I1: the comments by which a file silences findings about itself: `# articlefmt: ignore[T301]`.

comment     = [ "#" *char ] 1*instruction              ; on a line of its own it starts with one
instruction = "#" *blank "articlefmt:" *blank word *blank "[" code *( "," code ) "]" *char
word        = "ignore" / "ignore-file"
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.view import View
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes, walks

__all__ = ["GROUP", "NOT_HEEDED", "UNUSED", "Instruction", "Lines", "instructions"]

MARK = "articlefmt:"
"""A text without it has no such comment."""

_INSTRUCTION = pattern(rf"#[ \t]*{MARK}[ \t]*([^\s\[#]*)[ \t]*(?:\[([^\]#]*)\])?")
_BREAK = pattern(r"[\n\r]")
_LINE_FEED = pattern(r"\n")
_FIRST = 2  # the line of the file that the front matter's first one is
_OF_FILE = "ignore-file"
_WORDS = ("ignore", _OF_FILE)
_EXAMPLES = f"`# {MARK} ignore[CODE]` or `# {MARK} {_OF_FILE}[CODE]`"
_SHOWN = 40  # characters of a word

NOT_HEEDED = Rule(
    code="I101",
    name="an ignore that can't be heeded",
    severity="warning",
    means=(
        "a comment starts with `articlefmt:`, and says nothing that is known: another word than `ignore` or "
        "`ignore-file`, no code in brackets, a code that there isn't, `ignore-file` behind an entry. Or it names a "
        "code that no comment silences: one of G, for the change that is checked may bring the comment; one of F and "
        "Y, for a file that can't be read has no comments; one of E and W, which `check` never tells; one of I."
    ),
    matters="it looks as if something were silenced, and nothing is.",
    mend=(
        "write `# articlefmt: ignore[T301]` behind a line or above an entry, or `# articlefmt: ignore-file[T301]` on a "
        "line of its own; with commas between several codes. What no comment silences, options do: `--ignore`, "
        "`--per-file-ignores`."
    ),
)

UNUSED = Rule(
    code="I102",
    name="an ignore that silences nothing",
    severity="warning",
    means="a comment names a code that isn't found where the comment holds; of several codes each is told.",
    matters="what it was for is mended, or stands elsewhere. It would hide the next fault of this code.",
    mend="remove the code, or the comment if it names no other.",
)

GROUP = Group(
    code="I1",
    title="Comments that silence",
    about=(
        "`# articlefmt: ignore[T301]` behind a line of the front matter silences what is told of that line; where a "
        "text of several lines ends there, of all of them. On a line of its own it silences what is told of the whole "
        "entry or item below, with all that is nested in it. `# articlefmt: ignore-file[T301, C6]`, on a line of its "
        "own, is for the whole file. A code is given whole or by its beginning. Behind the brackets there is room for "
        "a reason."
    ),
    rules=(NOT_HEEDED, UNUSED),
)


class Instruction(NamedTuple):
    """What a comment says.

    Attributes:
        start: where in the front matter it says so.
        word: the word behind `articlefmt:`.
        codes: what stands in the brackets; None if there are none.
        is_own: whether it has a line of its own.
    """

    start: int
    word: str
    codes: str | None
    is_own: bool

    @property
    def is_of_file(self) -> bool:
        """Whether it is for the whole file."""
        return self.word == _OF_FILE

    @property
    def fault(self) -> str | None:
        """Why it can't be heeded, whatever its codes are; None if it can."""
        if self.word not in _WORDS:
            said = f"says {self.word[:_SHOWN]!r}" if self.word else "says nothing"
            return f"this comment starts with `{MARK}` and {said}; write {_EXAMPLES}"
        if not (self.codes or "").strip(", \t"):
            return f"it names no code; write {_EXAMPLES}, with a code or its beginning in the brackets"
        if self.is_of_file and not self.is_own:
            return f"`{_OF_FILE}` is for the whole file; give it a line of its own, or write `ignore` for this line"
        return None


def instructions(view: View) -> Iterator[Instruction]:
    """What the comments of a text say, in their order; few texts have one that says anything."""
    front = view.source.front
    if MARK not in front:
        return
    lines = [0, *(match.end() for match in _BREAK.finditer(front))]
    for start, end in view.parsed.comments():
        found = [*_INSTRUCTION.finditer(front, start, end)]
        if found:
            is_own = not front[lines[bisect_right(lines, start) - 1] : start].strip(" \t")
            if found[0].start() == start or not is_own:  # else an entry is commented out, with what stood behind it
                yield from (Instruction(match.start(), match[1], match[2], is_own) for match in found)


class Lines:
    """The lines of the file for which comments hold. What is made of all of the text is made once, when asked for."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._tops: dict[int, int] = {}

    def covered(self, of: Instruction) -> tuple[int, int]:
        """The first and the last line; the last before the first if there is none."""
        if of.is_of_file:
            return 0, sys.maxsize
        line = self._line(of.start)
        return self._below(of.start) if of.is_own else (self._first_of_text(line), line)

    def _below(self, offset: int) -> tuple[int, int]:
        """Those of the entry or item that starts next."""
        at = bisect_right(self._units, (offset, 0))
        if at == len(self._units):
            return 1, 0
        start, minus_end = self._units[at]
        return self._line(start), self._line(max(start, -minus_end - 1))

    def _first_of_text(self, line: int) -> int:
        """The line where the text starts that ends on a line; another one may end there. Without one it is the line."""
        passed: list[int] = []
        while line not in self._tops:
            passed.append(line)
            at = bisect_right(self._ends, self._starts[line - _FIRST])
            above = self._line(self._view.leaves[at].start) if at < len(self._ends) else line
            if above >= line:
                self._tops[line] = line
            line = min(line, above)
        self._tops.update(dict.fromkeys(passed, self._tops[line]))
        return self._tops[line]

    @cached_property
    def _ends(self) -> list[int]:
        return [leaf.end for leaf in self._view.leaves]

    @cached_property
    def _units(self) -> list[tuple[int, int]]:
        """Where entries, items and values start, and the negative of where they end: the outer ones come first."""
        found: list[tuple[int, int]] = []
        for node in walks.walk(self._view.tree):
            if isinstance(node, nodes.Mapping):
                found += ((one.key.start, -max(one.key.end, one.value.end)) for one in node.entries)
            elif isinstance(node, nodes.Sequence):
                found += ((one.start, -one.end) for one in node.items)
            if not isinstance(node, (nodes.Mapping, nodes.Sequence)) or node.flow:
                found.append((node.start, -node.end))
        return sorted(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_FEED.finditer(self._view.source.front))]

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1 + _FIRST
