"""Tables of cases that read as they are: given, edited, expected.

    === an item is taken out of a list
    topics: [a, b]
    >>> doc.delete("topics[0]")
    topics: [b]

A case begins with its sentence. Below it stand a text, the lines of Python that are run, and what comes of them: the
text then, or the error as it is printed. An empty line ends the case, and is of no text.

What nobody would see has a sign: `␣` is a blank at the end of a line, `→` a tab, `←` a carriage return.
"""

from __future__ import annotations

from textwrap import dedent
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet

__all__ = ["Case", "cases"]

_TITLE = "=== "
_CODE = ">>> "
_SIGNS = str.maketrans({"␣": " ", "→": "\t", "←": "\r"})


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
    above, *parts = dedent(table).split(f"\n{_TITLE}")
    assert not above
    return [_case(part) for part in parts]


def _case(part: str) -> ParameterSet:
    title, _, rest = part.partition("\n")
    lines = rest.split("\n")[:-1]
    is_code = [line.startswith(_CODE) for line in lines]
    first = is_code.index(True)
    last = len(lines) - is_code[::-1].index(True)
    assert all(is_code[first:last])
    code = "\n".join(line.removeprefix(_CODE) for line in lines[first:last])
    return pytest.param(Case(_text(lines[:first]), code, _text(lines[last:])), id=title)


def _text(lines: list[str]) -> str:
    return "".join(f"{line.translate(_SIGNS)}\n" for line in lines)
