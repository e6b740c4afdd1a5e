"""Characters that look like a blank and are none."""

from __future__ import annotations

import pytest

from articlefmt.syntax.blanks import false_blank_in, misplaced_blank, name_of_blank


@pytest.mark.parametrize(
    ("text", "at", "as_key"),
    [
        ("a\u00a0b", None, None), ("\u00a0a", 0, 0), ("a\u200b", 1, 1), ("a\u00a0#b", 1, 1), ("-\u00a0a", 1, 1), ("?\u00a0a", 1, 1), ("a-\u00a0b", None, None),
        ("a:\u00a0b", None, 2), ("a", None, None), ("", None, None), ("\u00e9", None, None),
    ],
)  # fmt: skip
def test_one_stands_where_a_blank_would_set_something_apart(text: str, at: int | None, as_key: int | None) -> None:
    assert misplaced_blank(text, may_be_key=False) == at
    assert misplaced_blank(text, may_be_key=True) == as_key


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("a:\u00a0b", 2), ("a: \u00a0b", 3), ("\u00a0a: b", 0), ("  \u3000a", 2), ("-\u00a0a", 1), ("[a,\u00a0b]", 3), ("'a'\u00a0# c", 3), ("a\u00a0 # c", 1),
        ("a: b\n\u00a0c", 5), ("a\u00a0b: c", None), ("a: b", None), ("", None),
    ],
)  # fmt: skip
def test_one_is_found_in_a_line_where_a_blank_could_stand(line: str, at: int | None) -> None:
    assert false_blank_in(line, 0, len(line)) == at


def test_it_is_called_by_its_number_and_by_its_name_if_that_is_known() -> None:
    assert (name_of_blank("\u00a0"), name_of_blank("\u2007")) == ("U+00A0 (a no-break space)", "U+2007")
