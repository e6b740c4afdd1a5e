"""Which lines of two texts are equal: whatever they are, the pieces are all there is, and a diff can be applied."""

from __future__ import annotations

import difflib
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articlefmt.diff import lines
from articlefmt.diff.lines import Piece, Span, equal_head, equal_tail, pieces

TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "a\r\n", "\u2028\n", "a"]), max_size=12).map("".join)
LONG = st.lists(st.integers(0, 40), max_size=400).map(lambda numbers: "".join(f"{number}\n" for number in numbers))


def check(old: str, new: str) -> list[Piece]:
    """The pieces; they are the two texts, whole lines, by turns equal and not."""
    found = pieces(old, new)
    for text, spans in ((old, [one.old for one in found]), (new, [one.new for one in found])):
        assert "".join(text[slice(*span)] for span in spans) == text
        assert all(span.start == 0 or text[span.start - 1] == "\n" for span in spans if span.start < span.end)
        assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]
    assert all(old[slice(*one.old)] == new[slice(*one.new)] for one in found if one.is_equal)
    assert all(one.is_equal != other.is_equal for one, other in pairwise(found))
    return found


@given(TEXTS, TEXTS)
@example("a\na", "a\na\n")
def test_pieces_are_all_there_is(old: str, new: str) -> None:
    check(old, new)


@given(LONG, LONG)
@example("0\n9\n" + "1\n2\n" * 40 + "3\n", "4\n9\n" + "2\n1\n" * 40 + "5\n")  # below an anchor too many to compare
def test_pieces_of_many_lines_are_all_there_is(old: str, new: str) -> None:
    check(old, new)


@given(TEXTS, TEXTS)
def test_of_a_few_lines_as_many_are_equal_as_difflib_finds(old: str, new: str) -> None:
    head = equal_head(old, new)
    tail = equal_tail(old, new, head)
    was, now = (text[head : len(text) - tail].split("\n") for text in (old, new))
    blocks = difflib.SequenceMatcher(None, was[:-1], now[:-1], autojunk=False).get_matching_blocks()
    kept = sum(old[slice(*one.old)].count("\n") for one in check(old, new) if one.is_equal)
    assert kept >= sum(size for _, _, size in blocks)


@given(TEXTS, TEXTS)
def test_what_both_begin_and_end_with_are_whole_lines(old: str, new: str) -> None:
    head = equal_head(old, new)
    tail = equal_tail(old, new, head)
    assert head + tail <= min(len(old), len(new))
    assert old[:head] == new[:head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    for text in (old, new):
        assert all(at == 0 or text[at - 1] == "\n" for at in (head, len(text) - tail) if at < len(text))


def test_lines_that_are_unique_keep_their_order_where_they_can() -> None:
    old = "".join(f"{number}\n" for number in range(300))
    moved = old[4:] + old[:4]
    changed = check(old, moved.replace("\n150\n", "\nx\n"))
    assert [(one.is_equal, old[slice(*one.old)][:8]) for one in changed] == [
        (False, "0\n1\n"), (True, "2\n3\n4\n5\n"), (False, "150\n"), (True, "151\n152\n"), (False, ""),
    ]  # fmt: skip


def test_many_lines_in_another_order_keep_one() -> None:
    numbers = [f"{number}\n" for number in range(19_000)]
    found = check("".join(numbers), "".join(reversed(numbers)))
    assert sum(one.old.end - one.old.start for one in found if one.is_equal) > 0


def test_too_many_lines_are_replaced_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "a\nb\nc\nd\ne\nf\n", "a\nB\nc\nd\nE\nf\n"
    assert len(check(old, new)) == 5
    monkeypatch.setattr(lines, "_LARGE", 7)
    assert check(old, new) == [
        Piece(is_equal=True, old=Span(0, 2), new=Span(0, 2)),
        Piece(is_equal=False, old=Span(2, 10), new=Span(2, 10)),
        Piece(is_equal=True, old=Span(10, 12), new=Span(10, 12)),
    ]
