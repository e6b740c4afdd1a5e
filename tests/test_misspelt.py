"""How near two names are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.misspelt import distance, nearest, plainly

NAMES = ("title", "webUrl", "originalUrl", "publishedDateTime", "heat", "topics", "type", "url", "_id")


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("secured", "secured", 0), ("securd", "secured", 1), ("sceured", "secured", 1), ("secuured", "secured", 1), ("sekured", "secured", 1),
        ("secret", "secured", 2), ("securuti", "secured", 3), ("", "ab", 2), ("title", "secured", 3), ("ab", "ba", 1), ("abc", "bca", 2),
    ],
)  # fmt: skip
def test_a_slip_adds_removes_replaces_or_swaps_a_letter(one: str, other: str, slips: int) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) == slips


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_no_slip_is_none_and_above_the_limit_nothing_is_counted(one: str, other: str) -> None:
    assert (distance(one, other, 10) == 0) is (one == other)
    assert distance(one, other, 1) == min(distance(one, other, 10), 2)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("web_url", "webUrl"), ("WEBURL", "webUrl"), ("web url", "webUrl"), ("heta", "heat"), ("het", "heat"), ("titel", "title"), ("published_datetime", "publishedDateTime"),
        ("publishedDate", None), ("x", None), ("utl", "url"), ("id", "_id"), ("", None), ("t\u00eftle", "title"), ("k" * 5000, None),
    ],
)  # fmt: skip
def test_a_name_is_meant_to_be_the_nearest_if_any_is_near(name: str, meant: str | None) -> None:
    assert nearest(name, NAMES) == meant


def test_case_accents_and_signs_are_no_slips() -> None:
    assert plainly("S\u00e9_Cured-2") == "secured2"
