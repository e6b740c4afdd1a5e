"""Which item of a list became which."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.align import align, in_order, pair, twins
from articlefmt.testing.values import plain_values
from articlefmt.values import Value, same

_few: st.SearchStrategy[Value] = st.sampled_from((1, 1.0, True, None, "a", "b"))
_records: st.SearchStrategy[Value] = st.fixed_dictionaries(
    {}, optional={"url": _few, "title": _few, "n": _few, "m": _few}
).map(dict[str, Value])
lists: st.SearchStrategy[list[Value]] = st.lists(plain_values | _few | _records, max_size=8)


class TestLaws:
    @given(lists, lists)
    def test_each_old_item_is_continued_once_at_most(self, old: list[Value], new: list[Value]) -> None:
        origins = pair(old, new)
        kept = [at for at in origins if at is not None]
        assert len(origins) == len(new)
        assert len(kept) == len(set(kept))
        assert set(kept) <= set(range(len(old)))

    @given(lists)
    def test_a_list_is_itself(self, items: list[Value]) -> None:
        assert pair(items, items) == align(items, items) == [*range(len(items))]

    @given(lists, lists)
    def test_as_many_equal_items_are_paired_as_there_are_on_both_sides(
        self, old: list[Value], new: list[Value]
    ) -> None:
        equal = [place for place, at in enumerate(pair(old, new)) if at is not None and same(old[at], new[place])]
        free = [*old]
        for item in new:
            match = next((number for number, one in enumerate(free) if same(one, item)), None)
            if match is not None:
                del free[match]
        assert len(equal) == len(old) - len(free)

    @given(lists, st.integers(0, 8), plain_values)
    def test_where_one_item_comes_goes_or_changes_all_others_stay(
        self, items: list[Value], at: int, value: Value
    ) -> None:
        at = min(at, len(items))
        more = [*items[:at], value, *items[at:]]
        for old, new in ((items, more), (more, items)):
            kept = [(index, place) for place, index in enumerate(pair(old, new)) if index is not None]
            assert len(kept) == len(items)
            assert kept == sorted(kept)
            assert all(same(old[index], new[place]) for index, place in kept)
        assert pair(more, [*more[:at], "another", *more[at + 1 :]]) == [*range(len(more))]

    @given(st.lists(plain_values, min_size=1, max_size=8, unique_by=repr), st.data())
    def test_where_one_item_moves_all_are_found(self, items: list[Value], draws: st.DataObject) -> None:
        one, other = draws.draw(st.integers(0, len(items) - 1)), draws.draw(st.integers(0, len(items) - 1))
        origins = [*range(len(items))]
        origins.insert(other, origins.pop(one))
        found = pair(items, [items[at] for at in origins])
        assert all(at is not None and same(items[at], items[place]) for at, place in zip(found, origins, strict=True))

    @given(lists, lists)
    def test_an_alignment_is_those_pairs_that_keep_the_order(self, old: list[Value], new: list[Value]) -> None:
        origins, plan = pair(old, new), align(old, new)
        kept = [at for at in plan if at is not None]
        assert kept == in_order([at for at in origins if at is not None])
        assert all(at in (None, one) for at, one in zip(plan, origins, strict=True))

    @given(st.permutations(range(9)))
    def test_a_run_in_order_is_the_longest(self, numbers: list[int]) -> None:
        run = in_order(numbers)
        lengths: list[int] = []
        for place, number in enumerate(numbers):
            lengths.append(1 + max((lengths[at] for at in range(place) if numbers[at] < number), default=0))
        assert run == sorted(run)
        assert len(run) == max(lengths)
        assert [number for number in numbers if number in run] == run

    def test_none_is_in_order(self) -> None:
        assert in_order([]) == []


A, B = {"title": "A", "quality": 1}, {"title": "B", "quality": 1}
A2, B2 = {"title": "A", "quality": 2}, {"title": "B", "quality": 2}
Origins = list[int | None]
PAIRED: list[tuple[str, list[Any], list[Any], Origins]] = [
    ("nothing comes of nothing", [], ["a"], [None]),
    ("nothing stays", ["a"], [], []),
    ("the equal head is first", ["a", "x", "a", "b"], ["a", "b"], [0, 3]),
    ("then the equal tail", ["b", "x", "b"], ["z", "b"], [0, 2]),
    ("all of it", ["x", "q", "y", "q", "r"], ["z", "q", "r"], [0, 3, 4]),
    ("what is of the tail is paired once", ["a", "b"], ["b", "c", "b"], [0, None, 1]),
    ("equal items are, wherever they are", ["a", "b", "c"], ["c", "a", "b"], [2, 0, 1]),
    ("of equal ones those between the same neighbours", ["x", "a", "y", "a", "z"], ["0", "y", "a", "x", "a", "1"], [None, 2, 3, 0, 1, 4]),
    ("equal before identity", [A, {**A2, "x": 1}], [A2, A], [1, 0]),
    ("the same identity", [A, B], [B2, A2, "c"], [1, 0, None]),
    ("an address before a title", [{"url": "u", "title": "s"}, {"url": "v", "title": "t"}], [{"url": "v", "title": "s"}, {"url": "u", "title": "t"}, 1], [1, 0, None]),
    ("an address of the web before a title", [{"webUrl": "u", "title": "s"}, {"webUrl": "v", "title": "t"}], [{"title": "s", "webUrl": "v"}, {"title": "t", "webUrl": "u"}, 1], [1, 0, None]),
    ("a title before a name", [{"title": "u", "name": "s"}, {"title": "v", "name": "t"}], [{"title": "v", "name": "s"}, {"title": "u", "name": "t"}, 1], [1, 0, None]),
    ("a name", [{"name": "s", "x": 1}, {"name": "t", "x": 1}], [{"name": "t", "x": 2}, {"name": "s", "x": 2}, 1], [1, 0, None]),
    ("identity before what they share", [{"url": "u", "n": 1}, {"url": "v", "n": 2}], [{"url": "v", "n": 1}, {"url": "u", "n": 2}, 1], [1, 0, None]),
    ("of the same identity, in order", [{"title": "t", "n": 1}, {"title": "t", "n": 2}], [{"title": "t", "m": 1}, {"title": "t", "m": 2}, {"title": "t"}], [0, 1, None]),
    ("the rarest value that they share", [{"a": 1, "b": 2}, {"a": 1, "b": 3}], [{"a": 1, "b": 3, "c": 1}, {"a": 1, "b": 2, "c": 1}, "x"], [1, 0, None]),
    ("a value by its key", [{"a": 1}, {"b": 1}], [{"b": 1, "x": 1}, {"a": 1, "x": 1}, "x"], [1, 0, None]),
    ("a value by its type", [{"a": 1}, {"a": 1.0}], [{"a": 1.0, "x": 1}, {"a": True, "x": 1}, {"a": 1, "x": 1}], [1, None, 0]),
    ("a value that sixteen have", [{"a": 1, "n": n} for n in range(16)], [*({"a": 1, "m": -n} for n in range(16)), 5], [*range(16), None]),
    ("one that more have tells nothing", [{"a": 1, "n": n} for n in range(17)], [{"a": 1, "m": -n} for n in range(18)], [None] * 18),
    ("nor one that more have on the other side", [{"a": 1, "n": n} for n in range(3)], [{"a": 1, "m": -n} for n in range(17)], [None] * 17),
    ("a value in a list", [[1, 1, 2], ["a", 1], "x"], ["x", ["a", 2, 2], [1, 3]], [2, 1, 0]),
    ("but an identity does", [{"title": "x"}, *({"title": "t", "n": n} for n in range(250))], [{"title": "y"}, {"title": "z"}, *({"title": "t", "n": -1 - n} for n in range(250))], [None, None, *range(1, 251)]),
    ("and so do equal items", ["x", *"a" * 250, "y"], ["z", "z", *"a" * 250, "w"], [0, None, *range(1, 252)]),
    ("one that is replaced by one", ["a", A, "b"], ["a", 5, "b"], [0, 1, 2]),
    ("as many that are replaced by as many", ["a", A, 1, "b"], ["c", 5, {"x": 1}, "d"], [0, 1, 2, 3]),
    ("between those that stay", [1, 2, 3, 4, 5], [9, 2, 8, 4, 7, 7], [0, 1, 2, 3, 4, None]),
    ("else the first scalars, and a mapping by a mapping", [{"n": 1}, 2, 3], ["x", {"n": 4}], [1, 0]),
    ("and no mapping", [{"n": 1}, {"n": 2}], [{"n": 3}, {"n": 4}, {"n": 5}], [None, None, None]),
    ("nor a list", [[1], [2]], [[3], [4], [5]], [None, None, None]),
    ("no place is between items that moved past each other", ["a", 1, "b"], ["b", 2, "a", 3], [2, None, 0, 1]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "origins"), [row[1:] for row in PAIRED], ids=[row[0] for row in PAIRED])
def test_an_item_continues(old: list[Any], new: list[Any], origins: Origins) -> None:
    assert pair(old, new) == origins


ONE_O_CLOCK = datetime(2020, 1, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(("old", "new", "is_equal"), [
    ([{"a": 1}], {"a": 1}, False),
    ({"a": [1]}, [1], False),
    ([1, 2], [3, 4], False),
    ({"a": {"b": 1}}, {"a": {"c": 1}}, False),
    ([[1], 2], [[1, 2]], False),
    ([["int", 1]], [["int"], 1], False),
    (1, True, False),
    (1, 1.0, False),
    ("1", 1, False),
    ({"a": 1, "b": [2]}, {"b": [2], "a": 1}, True),
    ([1, {"a": [2]}], [1, {"a": [2]}], True),
    (float("nan"), float("nan"), True),
    (ONE_O_CLOCK, ONE_O_CLOCK.astimezone(timezone(timedelta(hours=1))), True),
])  # fmt: skip
def test_only_its_like_is_equal_to_an_item(old: Any, new: Any, is_equal: bool) -> None:
    """It has moved past another one: nothing else tells it."""
    assert pair(["p", "q", old], [new, "p", "q", "r"]) == ([2, 0, 1, None] if is_equal else [None, 0, 1, 2])


def test_who_asks_says_what_is_equal() -> None:
    """As the head and the tail by a comparison, and in between by what is made of each item."""
    calls: Counter[str] = Counter()

    def comparable(item: Value) -> Value:
        calls[str(item)] += 1
        return str(item).lower()

    old: list[Value] = ["H", "A", "B", "T"]
    new: list[Value] = ["h", "b", "c", "a", "t"]
    assert pair(old, new, lambda one, other: str(one).lower() == str(other).lower(), comparable) == [0, 2, None, 1, 3]
    assert set(calls) == {"A", "B", "b", "c", "a"}
    assert pair(old, ["h", "b", "x", "t"], lambda *_: False, comparable) == [0, 2, None, 3]


def test_many_equal_items_take_no_time_for_each_pair() -> None:
    """Comparing each with each would take minutes."""
    old: list[Any] = ["p", *["x"] * 5000, "q", *["y"] * 5000, "r"]
    new: list[Any] = ["n", *["y"] * 5000, "q", *["x"] * 6000, "m", "s"]
    found = pair(old, new)
    assert [old[at] for at in found if at is not None and at not in (0, 10002)] == ["y"] * 5000 + ["q"] + ["x"] * 5000


class TestTwins:
    """What was added twice."""

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            (["a", "b"], ["b", "c", "a"], [1, None, 0]),
            (["a", "a"], ["a", "a", "a"], [0, 1, None]),
            ([1, True, "1"], [1.0, "1", True], [None, 2, 1]),
            ([{"url": "a", "n": 1}], [{"url": "a", "n": 2}], [0]),
            ([{"url": "a", "n": 1}, {"url": "a", "n": 2}], [{"url": "a", "n": 2}, {"url": "a", "n": 3}], [1, 0]),
            ([{"url": "a", "n": 1}], [{"url": "b", "n": 1}], [None]),
            ([{"n": 1}], [{"n": 1, "m": 2}], [None]),
            ([None, [1]], [[1], None], [1, 0]),
            ([], ["a"], [None]),
        ],
    )
    def test_what_is_equal_or_of_one_identity_is_one(
        self, old: list[Value], new: list[Value], expected: list[int | None]
    ) -> None:
        assert twins(old, new) == expected
