"""Names, counts and lines as people read them."""

from __future__ import annotations

import pytest

from articlefmt.display import one_line, plural, shortened


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
