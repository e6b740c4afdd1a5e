"""Tables of cases that read as they are: given, edited, expected.

    === an item is taken out of a list
    topics: [a, b]
    >>> doc.delete("topics[0]")
    topics: [b]

A case begins with its sentence. Below it stand a text, the lines of Python that are run, and what comes of them: the
text then, or the error as it is printed. An empty line ends the case, and is of no text.

What nobody would see has a sign: `␣` is a blank at the end of a line, `→` a tab, `←` a carriage return.

Texts that are compared stand side by side. An empty line of one has the sign `·`:

    === each side changed another key
    a: 1 | a: 9 | a: 1 | a: 9
    b: 2 | b: 2 | b: 5 | b: 5

Of a text that is refused a `^` shows the place:

    title: a
    heat:3
         ^
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import dedent
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet

__all__ = ["Case", "Pointed", "cases", "pointed", "side_by_side", "text"]

_TITLE = "=== "
_CODE = ">>> "
_BORDER = " | "
_FENCE = "---"
_SIGNS = str.maketrans({"␣": " ", "→": "\t", "←": "\r", "·": ""})


class Case(NamedTuple):
    """What is given, what is done, and what is expected."""

    given: str
    code: str
    expected: str

    def run(self, **names: object) -> None:
        """Run the lines of Python, which know these names."""
        exec(self.code, names)  # noqa: S102  it is a part of the test


def cases(table: str) -> list[ParameterSet]:
    """The cases of a table for `parametrize`, by their sentences."""
    return [pytest.param(_case(lines), id=title) for title, lines in _parts(table)]


def side_by_side(table: str) -> list[ParameterSet]:
    """The texts of each case of a table, for `parametrize`, by the sentences."""
    return [pytest.param(*_columns(lines), id=title) for title, lines in _parts(table)]


def text(block: str) -> str:
    """A text that stands alone, as those of cases stand in their tables."""
    return dedent(block).removeprefix("\n").translate(_SIGNS)


def _parts(table: str) -> Iterator[tuple[str, list[str]]]:
    above, *parts = dedent(table).split(f"\n{_TITLE}")
    assert not above
    for part in parts:
        title, *lines, end = part.split("\n")
        assert not end
        yield title, lines


def _columns(lines: list[str]) -> Iterator[str]:
    cells = ([cell.rstrip() for cell in f"{line} ".split(_BORDER)] for line in lines)
    return (_text([cell for cell in column if cell]) for column in zip_longest(*cells, fillvalue=""))


def _case(lines: list[str]) -> Case:
    is_code = [line.startswith(_CODE) for line in lines]
    first = is_code.index(True)
    last = len(lines) - is_code[::-1].index(True)
    assert all(is_code[first:last])
    code = "\n".join(line.removeprefix(_CODE) for line in lines[first:last])
    return Case(_text(lines[:first]), code, _text(lines[last:]))


def _text(lines: list[str]) -> str:
    return "".join(f"{line.translate(_SIGNS)}\n" for line in lines)


class Pointed(NamedTuple):
    """A text, and the line and column of a file with this front matter at which a `^` points, with a note."""

    front: str
    line: int
    column: int
    note: str


def pointed(table: str) -> list[ParameterSet]:
    """The texts of a table, which are between fences, for `parametrize`. A `^` in a line of its own points above it."""
    parts = (_pointed(part.strip("\n").split("\n")) for part in dedent(table).split(f"\n{_FENCE}\n"))
    return [pytest.param(part, id=part.front) for part in parts]


def _pointed(lines: list[str]) -> Pointed:
    (at,) = (number for number, line in enumerate(lines) if line.lstrip().startswith("^"))
    before, _, note = lines[at].partition("^")
    return Pointed(_text([*lines[:at], *lines[at + 1 :]]), at + 1, len(before) + 1, note.strip())
