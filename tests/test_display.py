"""Names, counts and lines as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.display import one_line, plural, short_line, shortened


@pytest.mark.parametrize(
    ("count", "nouns", "text"),
    [
        (0, ("file",), "0 files"),
        (1, ("file",), "1 file"),
        (1200, ("file",), "1,200 files"),
        (1, ("body", "bodies"), "1 body"),
        (2, ("body", "bodies"), "2 bodies"),
    ],
)
def test_one_thing_is_told_from_several(count: int, nouns: tuple[str, ...], text: str) -> None:
    assert plural(count, *nouns) == text


def test_what_is_not_printable_is_escaped() -> None:
    assert one_line("a\nb\x1b[0m\udcff é") == "a\\nb\\x1b[0m\\udcff é"


def test_a_text_of_the_limit_is_whole_and_a_longer_one_ends_with_dots() -> None:
    assert [shortened(text, 3) for text in ("abc", "abcd")] == ["abc", "ab…"]


@given(st.text(st.sampled_from("ab\n\x85\U0001f600\udcff\\"), max_size=30), st.integers(1, 25))
def test_a_text_on_a_short_line_is_what_is_cut_of_the_line_that_it_is(text: str, limit: int) -> None:
    assert short_line(text, limit) == shortened(one_line(text), limit)
    assert len(short_line(text, limit)) <= limit


def test_what_is_cut_away_is_not_looked_at() -> None:
    class Text(str):
        __slots__ = ()

        def __iter__(self) -> None:  # type: ignore[override]
            raise AssertionError

    assert short_line(Text("a" * 99), 5) == "aaaa…"
