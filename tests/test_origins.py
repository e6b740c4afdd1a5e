"""Where the items of lists come from, held against lists whose items carry their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.at_key import assign, opened, remove
from articlefmt.keys import Key
from articlefmt.origins import after_removal, after_setting, between, composed, resolved
from articlefmt.values import Origins, Value, plain_copy

VALUES: dict[str, Any] = {"a": 1, "l": [1, [2, 3], {"m": [4, 5]}], "d": {"l": [6, 7]}, "n": None}


@pytest.mark.parametrize(
    ("key", "origins"),
    [
        (("a",), {}),
        (("l",), {}),
        (("l", 1), {("l",): [0, 1, 2]}),
        (("l", 3), {("l",): [0, 1, 2, None]}),
        (("l", 1, 0), {("l",): [0, 1, 2], ("l", 1): [0, 1]}),
        (("l", 2, "m", 2), {("l",): [0, 1, 2], ("l", 2, "m"): [0, 1, None]}),
        (("d", "l", 0), {("d", "l"): [0, 1]}),
        (("x", 0), {}),
        (("x", "y"), {}),
        (("n", 0), {}),
        (("l", 3, "new", 0), {("l",): [0, 1, 2, None]}),
    ],
)
def test_after_setting_items_stay_and_what_was_set_is_unknown(key: Key, origins: dict[Key, Any]) -> None:
    assert after_setting(VALUES, key) == origins | {key: None}


@pytest.mark.parametrize(
    ("key", "origins"),
    [
        (("a",), {("a",): None}),
        (("l",), {("l",): None}),
        (("l", 0), {("l",): [1, 2]}),
        (("l", 1, 1), {("l",): [0, 1, 2], ("l", 1): [0]}),
        (("l", 2, "m"), {("l",): [0, 1, 2], ("l", 2, "m"): None}),
        (("l", 2, "m", 0), {("l",): [0, 1, 2], ("l", 2, "m"): [1]}),
    ],
)
def test_after_a_removal_the_others_stay(key: Key, origins: dict[Key, Any]) -> None:
    assert after_removal(VALUES, key) == origins


@pytest.mark.parametrize(
    ("earlier", "later", "both"),
    [
        ({}, {}, {}),
        ({("l",): [1]}, {}, {("l",): [1]}),
        ({}, {("l",): [1]}, {("l",): [1]}),
        ({("l",): [1, 2, None]}, {("l",): [2, None, 0]}, {("l",): [None, None, 1]}),
        ({("l",): None}, {("l",): [1, 0]}, {("l",): None}),
        ({("l",): [1, 0]}, {("l",): None}, {("l",): None}),
        ({("l",): [1, 0]}, {("m",): [1]}, {("l",): [1, 0], ("m",): [1]}),
        ({("l", 0, "m"): [1]}, {("l",): [1, 0]}, {("l",): [1, 0], ("l", 1, "m"): [1]}),
        ({("l", 0, "m"): [1]}, {("l",): [1]}, {("l",): [1]}),
        ({("l", 0, "m"): [1]}, {("l",): None}, {("l",): None}),
        ({("l",): None}, {("l", 0, "m"): [1]}, {("l",): None, ("l", 0, "m"): None}),
        ({("m",): [0]}, {("l",): [None], ("l", 0, "m"): [1]}, {("l",): [None], ("l", 0, "m"): None, ("m",): [0]}),
    ],
)
def test_of_two_changes_each_item_comes_from_before_both(earlier: Origins, later: Origins, both: Origins) -> None:
    assert composed(earlier, later) == both


@pytest.mark.parametrize(
    ("was", "now", "origins"),
    [
        ([1, 2], [1, 2], {}),
        ([1, 2], [2], {(): [1]}),
        ([[1, 2], 5], [[2], 6], {(): [0, 1], (0,): [1]}),
        ({"a": [1, 2], "b": [1], "c": 1}, {"a": [2], "d": [3]}, {("a",): [1], ("b",): None, ("c",): None}),
        ([1], [], {(): None}),
        ([], [1], {(): None}),
        ([1], {"a": 1}, {(): None}),
        (5, [1], {}),
    ],
)
def test_between_two_values_items_are_paired(was: Value, now: Value, origins: dict[Key, Any]) -> None:
    assert between(was, now, ("k",)) == {("k", *key): items for key, items in origins.items()}


@pytest.mark.parametrize(
    ("origins", "new", "found"),
    [
        ({("l",): [0]}, {"l": [1]}, {("l",): [0]}),
        ({("l",): None}, {"l": [[3], 1]}, {("l",): [1, 0], ("l", 0): [1]}),
        ({("l",): None, ("l", 0): None}, {"l": [[3], 1]}, {("l",): [1, 0], ("l", 0): [1]}),
        ({("l",): None, ("l", 0): [0]}, {"l": [5]}, {("l",): [0]}),
        ({("l",): [1], ("l", 0): None}, {"l": [[3]]}, {("l",): [1], ("l", 0): [1]}),
        ({("l",): [None], ("l", 0): None}, {"l": [[3]]}, {("l",): [None], ("l", 0): None}),
        ({("a",): None, ("d",): None}, {"a": 2, "d": {"l": [7]}}, {("d", "l"): [1]}),
        ({("l",): None}, {}, {("l",): None}),
        ({("new",): None}, {"new": [1]}, {}),
        ({("d", "l"): [None, 1]}, {"d": {"l": [6, 7]}}, {}),
        ({("l",): [None, 1, 2], ("l", 1): [1, 0]}, VALUES, {}),
        ({("l",): [1], ("l", 0): [None, 1]}, {"l": [[2, 3]]}, {("l",): [1]}),
    ],
)
def test_what_nobody_knew_is_told_by_what_was_read(
    origins: Origins, new: dict[str, Value], found: dict[Key, Any]
) -> None:
    assert resolved(origins, VALUES, new) == found


Label: TypeAlias = "tuple[Key, Value]"
"""What a list item carries in the model: its key in the first values."""


@given(st.data())
def test_after_any_changes_the_origins_are_those_of_labelled_items(draws: st.DataObject) -> None:
    """The model has the same lists, each item in a pair with the key that it had at first."""
    values = plain_copy(VALUES)
    model = cast("dict[str, Any]", _labelled(values, ()))
    origins: Origins = {}
    for _ in range(draws.draw(st.integers(1, 6))):
        keys = [key for key, _ in _all(values)]
        ends = [(*key, len(one)) for key, one in _all(values) if isinstance(one, list)]
        if not keys:  # all was removed
            break
        key: Key = draws.draw(st.sampled_from([*keys, *ends]))
        after = opened(values, key)
        if draws.draw(st.booleans()) and key in keys:
            remove(after, key)
            change = after_removal(values, key)
            _at_holder(model, key)[0].pop(cast("Any", key[-1]))
        else:
            value: Any = draws.draw(st.sampled_from((0, [8, [9]], {"m": [8, 9]})))
            assign(after, key, cast("Any", plain_copy({"": value})[""]))
            change = after_setting(values, key)
            holder, is_list = _at_holder(model, key)
            label = None
            if is_list and key[-1] < len(holder):  # type: ignore[operator]
                label = holder[cast("int", key[-1])][0]
            if is_list:
                holder[cast("int", key[-1]) : cast("int", key[-1]) + 1] = [(label, _labelled(value, None))]
            else:
                holder[key[-1]] = _labelled(value, None)
        origins = composed(origins, change)
        values = after
    for key, one in _all(values):
        if isinstance(one, list):
            told = _told(origins, key, len(one))
            labels = [label for label, _ in _at(model, key)]
            if told is not None:
                assert [None if at is None else at for at in told] == [None if at is None else at[-1] for at in labels]
            else:
                assert all(label is None for label in labels), "it was known"


def _told(origins: Origins, key: Key, length: int) -> list[int | None] | None:
    """What the origins say of a list: nothing of one that wasn't touched, or is in what nobody knows."""
    for end in range(1, len(key) + 1):
        items = origins.get(key[:end], ())
        if items is None or (end < len(key) and items and items[cast("int", key[end])] is None):
            return None
    return cast("list[int | None]", origins.get(key, [*range(length)]))


def _labelled(value: Value, key: Key | None) -> Any:
    if isinstance(value, dict):
        return {name: _labelled(one, None if key is None else (*key, name)) for name, one in value.items()}
    if isinstance(value, list):
        keys = [None if key is None else (*key, place) for place in range(len(value))]
        return [(below, _labelled(one, below)) for below, one in zip(keys, value, strict=True)]
    return value


def _at(model: Any, key: Key) -> Any:
    for part in key:
        below: Any = cast("Any", model)[part]
        model = below[1] if isinstance(model, list) else below
    return model


def _at_holder(model: Any, key: Key) -> tuple[Any, bool]:
    holder = _at(model, key[:-1])
    return holder, isinstance(holder, list)


def _all(value: Value, key: Key = ()) -> Iterator[tuple[Key, Value]]:
    """All that is in a value, with its key."""
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, one in pairs:
        yield (*key, part), one
        yield from _all(one, (*key, part))
