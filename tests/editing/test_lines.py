"""A text by its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt import Limits
from articlefmt.editing.lines import Lines
from articlefmt.syntax.parsed import parse
from tests.samples import file

TEXT = "# top\na: 1\n\n  # c\nb:\n  - x # d\n   \n  - |\n    # text\n    y\nc: 2 "

lines_of_text = st.lists(st.sampled_from(("", " ", "# c", "  # c", "a: 1", "  b", "#", "\t# c", "x # c"))).map(
    "\n".join
)


@given(lines_of_text, st.integers(0, 100))
def test_an_offset_is_in_a_line(text: str, at: int) -> None:
    at = min(at, len(text))
    lines = Lines(text)
    start, end = lines.start(at), lines.end(at)
    assert start <= at <= end
    assert text[start:end] == text.split("\n")[text.count("\n", 0, at)]
    assert lines.column(at) == at - start
    assert lines.is_inline(at) is (text[start:at].strip() != "")


@given(lines_of_text, st.integers(0, 10), st.integers(0, 10))
def test_a_blank_line_is_found_between_two_starts(text: str, first: int, count: int) -> None:
    rows = text.split("\n")
    first = min(first, len(rows) - 1)
    between = rows[first : first + count]
    start = sum(len(row) + 1 for row in rows[:first])
    end = min(start + sum(len(row) + 1 for row in between), len(text))
    complete = between if end < len(text) or text.endswith("\n") else between[:-1]
    assert Lines(text).has_blank(start, end) is any(not row.strip() for row in complete[: text[start:end].count("\n")])


class TestLastLine:
    @pytest.mark.parametrize(
        ("lines", "end"),
        [
            (["a: 1", "b: 2"], "a: 1"),
            (["a: 1 # c", "b: 2"], "a: 1 # c"),
            (["a:", "  b: 1  ", "b: 2"], "a:\n  b: 1  "),
            (["a: |", "  b", "b: 2"], "a: |\n  b"),
            (["a: |", "  b", "", "b: 2"], "a: |\n  b"),
            (["a: |+", "  b", "", "b: 2"], "a: |+\n  b\n"),
            (["a:", "b: 2"], "a:"),
            (["a: [1,", "  2] # c", "b: 2"], "a: [1,\n  2] # c"),
            (["a: 1"], "a: 1"),
        ],
    )
    def test_a_node_ends_with_its_line_and_a_block_scalar_with_its_last(self, lines: list[str], end: str) -> None:
        parsed = parse(file(*lines), Limits())
        front = parsed.source.front
        assert front[: Lines(front).last_end(parsed.tree.names["a"].value)] == end


class TestAbove:
    @pytest.mark.parametrize(
        ("text", "above"),
        [
            ("a: 1\n|b: 2\n", "a: 1"),
            ("a: 1\n\n|b: 2\n", "a: 1"),
            ("a: 1\n# c\n  # d\n \t\n|b: 2\n", "a: 1"),
            ("x\na: 1\n|b: 2\n", "x\na: 1"),
            ("# c\n\n|b: 2\n", "# c"),
        ],
    )
    def test_the_nearest_line_that_is_neither_blank_nor_a_comment_is_found(self, text: str, above: str) -> None:
        at = text.index("|")
        text = text.replace("|", "")
        assert text[: Lines(text).end_above(at)] == above


@pytest.mark.parametrize(("at", "inline"), [("a: 1", False), ("- x", False), ("x # d", True), ("# c", False)])
def test_what_has_something_before_it_in_its_line_is_inline(at: str, inline: bool) -> None:
    assert Lines(TEXT).is_inline(TEXT.index(at)) is inline
