"""Comments are found wherever they stand, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given

from articlefmt import Limits
from articlefmt.syntax.comments import comments, comments_of_rows, header_end
from articlefmt.syntax.parsed import Parsed, parse
from tests.strategies import untidy_documents


def parsed(front: str) -> Parsed:
    return parse(f"---\n{front}---\n".encode(), Limits())


def texts(front: str) -> list[str]:
    return [front[start:end] for start, end in comments(front, parsed(front).tree)]


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("a: 1\n", []),
        ("a: C#\nb: x#y\n", []),
        ("a: 'x # y'\nb: \"x # y\"\n", []),
        ("# one\na: 1 # two\n  # three\n", ["# one", "# two", "# three"]),
        ("a: |  # one\n  # text\nb: >\n  # text\n", ["# one"]),
        ("a: |  # one\n# two\n", ["# one", "# two"]),
        ("a: 'x\n\n  # text'\n# one\n", ["# one"]),
        ("a: &x # one\n  b\n", ["# one"]),
        ("a: !t#u\n  - b # one\n", ["# one"]),
        ("a: !t # one\n  &x # two\n  # three\n  - b\n", ["# one", "# two", "# three"]),
        ("a: [b, # one\n  'c # d', # two\n  # three\n  ]  # four\n", ["# one", "# two", "# three", "# four"]),
        ("? a # one\n# two\n: # three\n  b\n", ["# one", "# two", "# three"]),
        ("a: *x # one\n", ["# one"]),
        ("# one\n", ["# one"]),
    ],
)
def test_what_is_neither_a_value_nor_an_indicator_is_a_comment(front: str, found: list[str]) -> None:
    whole = "x: &x 1\n" + front if "*x" in front else front
    assert texts(whole) == found


@given(untidy_documents())
def test_in_the_block_subset_they_are_the_rows_that_begin_so(data: bytes) -> None:
    text = parse(data, Limits())
    if text.is_block:
        assert [*comments_of_rows(text.source.front)] == [*comments(text.source.front, text.tree)]


@pytest.mark.parametrize(("text", "end"), [("|\n  a\n", 1), ("|", 1), (">- # c\n", 6), ("|\r\n", 1)])
def test_the_header_of_a_block_scalar_is_its_first_line(text: str, end: int) -> None:
    assert header_end(text, 0) == end
