"""Plain values: when two are the same, their copies, and what holds others."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from articlefmt.values import NotPlainError, Value, collections_in, date_text, plain_copy, same

NAN = float("nan")


def nested(depth: int) -> Any:
    value: Value = {}
    for _ in range(depth // 2):
        value = {"k": [value]}
    return value


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1, 1, True), (1, 1.0, False), (1, True, False), (NAN, NAN, True), (NAN, 1.0, False), ("a", "a", True), (None, None, True),
        ({"a": [1]}, {"a": [1]}, True), ({"a": [1]}, {"a": [True]}, False), ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ([1], [1, 2], False), ({"a": None}, {}, False), ([], {}, False),
    ],
)  # fmt: skip
def test_two_values_are_the_same_if_their_types_are_too(one: Any, other: Any, expected: bool) -> None:
    assert same(one, other) is same(other, one) is expected


def test_a_copy_shares_nothing_and_has_times_of_a_fixed_zone() -> None:
    value: Any = {"a": [{"b": datetime(2021, 5, 30, 16, tzinfo=timezone(timedelta(hours=2)))}], "c": {}}
    copied = plain_copy(value)
    assert copied == value
    moment = datetime(2021, 5, 30, 16, tzinfo=ZoneInfo("Europe/Berlin"))
    fixed: Any = plain_copy({"a": moment, "b": moment.astimezone(ZoneInfo("Africa/Abidjan"))})
    assert fixed["a"].tzinfo == timezone(timedelta(hours=2))
    assert fixed["b"].tzinfo is UTC
    assert fixed["a"] == fixed["b"] == moment
    assert not {id(one) for one in collections_in(copied)} & {id(one) for one in collections_in(value)}


@pytest.mark.parametrize(
    ("value", "key"),
    [({"a": [1, {2}]}, ("a", 1)), ({"a": {1: 2}}, ("a",)), ({"a": [datetime(2021, 5, 30)]}, ("a", 0))],  # noqa: DTZ001
)
def test_what_front_matter_cannot_hold_is_told_by_its_key(value: Any, key: tuple[str | int, ...]) -> None:
    with pytest.raises(NotPlainError) as caught:
        plain_copy(value)
    assert caught.value.key == key


def test_holders_are_all_mappings_and_lists_outer_before_inner() -> None:
    value: Any = {"a": [1, {"b": []}], "c": {"d": 2}, "e": "f"}
    assert list(collections_in(value)) == [value, {"d": 2}, [1, {"b": []}], {"b": []}, []]


def test_depth_is_no_matter() -> None:
    value = nested(90_000)
    assert same(value, plain_copy(value))
    assert sum(1 for _ in collections_in(value)) == 90_001


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2021, 5, 30), "2021-05-30"),
        (datetime(2021, 5, 30, tzinfo=UTC), "2021-05-30T00:00:00Z"),
        (datetime(2021, 5, 30, tzinfo=ZoneInfo("Europe/London")), "2021-05-30T00:00:00+01:00"),
        (datetime(2021, 1, 30, tzinfo=ZoneInfo("Europe/London")), "2021-01-30T00:00:00Z"),
        (datetime(2021, 5, 30, tzinfo=timezone(timedelta(seconds=30))), "2021-05-30T00:00:00+00:00:30"),
    ],
)
def test_a_date_as_text_has_its_zone_and_z_where_that_is_utc(value: date, text: str) -> None:
    assert date_text(value) == text
