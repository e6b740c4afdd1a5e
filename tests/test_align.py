"""Which items of a list stayed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.align import align
from articlefmt.testing.values import plain_values
from articlefmt.values import Value, same

lists: st.SearchStrategy[list[Value]] = st.lists(plain_values | st.sampled_from((1, 1.0, True, "a", "b")), max_size=8)


@given(lists, lists)
def test_each_old_item_is_continued_once_and_all_keep_their_order(old: list[Value], new: list[Value]) -> None:
    plan = align(old, new)
    kept = [index for index in plan if index is not None]
    assert len(plan) == len(new)
    assert kept == sorted(set(kept))
    assert set(kept) <= set(range(len(old)))


@given(lists, st.integers(0, 7), plain_values)
def test_where_one_item_comes_goes_or_changes_all_others_stay(items: list[Value], at: int, value: Value) -> None:
    at = min(at, len(items))
    assert align(items, items) == list(range(len(items)))
    more = [*items[:at], value, *items[at:]]
    for old, new in ((items, more), (more, items), (more, [*more[:at], "another", *more[at + 1 :]])):
        plan = align(old, new)
        kept = [index for index in plan if index is not None]
        assert all(same(old[index], new[place]) for place, index in enumerate(plan) if index not in (None, at))
        assert len(kept) >= len(items)


A, B = {"title": "A", "quality": 1}, {"title": "B", "quality": 1}
A2, B2 = {"title": "A", "quality": 2}, {"title": "B", "quality": 2}
ALIGNED: list[tuple[str, list[Any], list[Any], list[int | None]]] = [
    ("the equal head is trimmed first", ["a", "x", "a", "b"], ["a", "b"], [0, 3]),
    ("then the equal tail", ["b", "x", "b"], ["z", "b"], [None, 2]),
    ("all of it", ["x", "q", "y", "q", "r"], ["z", "q", "r"], [None, 3, 4]),
    ("what is of the tail is matched once", ["a", "b"], ["b", "c", "b"], [None, None, 1]),
    ("equal items in the middle are matched", ["a", "b", "c"], ["c", "a", "b"], [None, 0, 1]),
    ("as many are replaced by as many", [1, 2, 3, 4, 5], [9, 2, 8, 4, 7, 7], [0, 1, 2, 3, None, None]),
    ("items that often occur are matched too", ["x", *"a" * 250, "y"], ["z", "z", *"a" * 250, "w"], [None, None, *range(1, 252)]),
    ("identities that often occur are too", [{"title": "x"}, *({"title": "t", "n": n} for n in range(250))], [{"title": "y"}, {"title": "z"}, *({"title": "t", "n": -1 - n} for n in range(250))], [None, None, *range(1, 251)]),
    ("the same identity is matched", [A, B], [A2, B2, "c"], [0, 1, None]),
    ("what has none isn't", [A, 5, B], [A2, 6, B2, 7], [0, None, 2, None]),
    ("nor is a mapping without one", [{"n": 1}, {"n": 2}], [{"n": 3}, {"n": 4}, {"n": 5}], [None, None, None]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "plan"), [row[1:] for row in ALIGNED], ids=[row[0] for row in ALIGNED])
def test_which_items_of_a_list_stayed(old: list[Any], new: list[Any], plan: list[int | None]) -> None:
    assert align(old, new) == plan


ONE_O_CLOCK = datetime(2020, 1, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(("old", "new", "index"), [
    ([{"a": 1}], {"a": 1}, None),
    ({"a": [1]}, [1], None),
    ([1, 2], [1, 3], None),
    (1, True, None),
    (1, 1.0, None),
    ([1, {"a": [2]}], [1, {"a": [2]}], 1),
    (float("nan"), float("nan"), 1),
    (ONE_O_CLOCK, ONE_O_CLOCK.astimezone(timezone(timedelta(hours=1))), 1),
])  # fmt: skip
def test_an_item_is_matched_with_its_like_only(old: Any, new: Any, index: int | None) -> None:
    assert align(["p", old, "q"], ["r", "s", new, "t", "u"]) == [None, None, index, None, None]


def test_many_equal_items_are_not_matched_with_each_other_but_others_are() -> None:
    """Matching each with each would take minutes."""
    old: list[Any] = ["p", *["x"] * 1100, "q", *["y"] * 1100, "r"]
    new: list[Any] = ["n", *["y"] * 1100, "q", *["x"] * 1200, "m", "s"]
    plan = align(old, new)
    assert plan[1101] == 1101
    assert [index for index in plan[1102:] if index is not None] == []
    identified: list[Any] = [{"title": f"{at % 2}", "n": at} for at in range(3000)]
    assert align([*identified, "e"], [{"title": f"{at % 2}", "n": -1 - at} for at in range(3003)]) == [None] * 3003
