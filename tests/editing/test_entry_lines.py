"""The lines of top-level entries."""

from __future__ import annotations

import pytest
from hypothesis import given

from articlefmt import EditError, Limits
from articlefmt.editing.entry_lines import EntryLines, with_lines
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import same
from tests.samples import file
from tests.strategies import documents, untidy_documents

BLOCK = ("# top", "", "# of a", "a: 1", "b:", "  - x", "  # inside", "  - y", "", "# of c", "", "c: 3")
OTHER = ("# top", "a: 1 # behind", "b: |", "  # text", "", "  x", "# of c", "c: [1,", "  2]", "1: n")


def read(*lines: str) -> Parsed:
    return parse(file(*lines), Limits())


def test_an_entry_has_the_comments_directly_above_it_and_no_line_of_the_next() -> None:
    entries = EntryLines(read(*BLOCK))
    expected = {"a": "# of a\na: 1\n", "b": "b:\n  - x\n  # inside\n  - y\n", "c": "c: 3\n"}
    assert {name: entries.text(name) for name in entries.bounds} == expected
    assert entries.text("d") is None
    assert entries.span("d") is None


def test_so_it_is_in_a_text_that_is_not_of_the_block_subset() -> None:
    entries = EntryLines(read(*OTHER))
    assert entries.text("a") == "# top\na: 1 # behind\n"
    assert entries.text("b") == "b: |\n  # text\n\n  x\n"
    assert entries.text("c") == "# of c\nc: [1,\n  2]\n"
    assert [*entries.bounds] == ["a", "b", "c", "? 3"]


@pytest.mark.parametrize("lines", [("{a: 1}",), ("  a: 1", "  b: 2"), ("a: 1\r", "b: 1"), ("&a", "a: 1"), ()])
def test_entries_that_share_lines_or_are_indented_are_not_known(lines: tuple[str, ...]) -> None:
    assert [*EntryLines(read(*lines)).bounds] in ([], ["a"])


@given(documents() | untidy_documents())
def test_lines_of_entries_are_in_order_and_each_says_its_entry_alone(data: bytes) -> None:
    text = parse(data, Limits())
    entries = EntryLines(text)
    done = 0
    for name in entries.bounds:
        start, end = entries.span(name) or (0, 0)
        assert done <= start < end
        alone = parse(b"---\n" + text.source.front[start:end].encode() + b"---\n", Limits())
        assert same(alone.values, {name: text.values[name]})
        done = end
    assert [*entries.bounds] == [*text.values]


def test_entries_that_differ_are_told_with_those_whose_comments_may() -> None:
    one, other = (
        EntryLines(read("a: 1", "b: 2", "# x", "c: 3", "d: 4")),
        EntryLines(read(*["a: 1", "b: 2", "c: 3", "d: 4"])),
    )
    assert one.differ(other) == ["a", "b", "c"]
    assert one.differ(one) == ["a"]


def test_lines_are_taken_over_and_proved() -> None:
    text = read(*BLOCK)
    entries = EntryLines(text)
    new = with_lines(text, entries, {"a": "a: '1' # new\n", "c": "c: 3\n"}, text.values | {"a": "1"})
    assert new.source.to_bytes() == file("# top", "", "a: '1' # new", *BLOCK[4:])
    assert with_lines(text, entries, {"c": "c: 3\n"}, text.values) is text
    with pytest.raises(EditError):
        with_lines(text, entries, {"a": "a: 2\n"}, text.values)


def test_gaps_are_between_neighbours() -> None:
    entries = EntryLines(read(*BLOCK))
    assert (entries.has_gap("a", "b"), entries.has_gap("b", "c")) == (False, True)
    assert not EntryLines(read("{a: 1, b: 1}")).has_gap("a", "b")
