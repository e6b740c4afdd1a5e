"""Three versions of some values → one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articlefmt import MISSING
from articlefmt.merging.values import Clash, MergedValues, merge_values
from articlefmt.merging.versions import Versions
from articlefmt.values import Value, same

_OPAQUE = frozenset({"secured"})
_atoms = st.sampled_from([None, True, 1, 1.0, "a", "b", "c", "d", datetime(2021, 1, 2, tzinfo=UTC)])
_names = st.sampled_from(["a", "b", "url", "secured"])
_values: st.SearchStrategy[Any] = st.recursive(
    _atoms, lambda below: st.lists(below, max_size=5) | st.dictionaries(_names, below, max_size=4), max_leaves=12
)
mappings: st.SearchStrategy[dict[str, Value]] = st.dictionaries(_names, _values, max_size=4)


def merged(base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value]) -> MergedValues:
    return merge_values(Versions(base, ours, theirs), _OPAQUE)


def theirs_of(base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value]) -> dict[str, Value]:
    """The merged values with theirs where there is a clash."""
    return merge_values(Versions(base, ours, theirs), _OPAQUE, takes_theirs=True).values


def of_x(base: Value, ours: Value, theirs: Value) -> Value:
    """What becomes of the versions of one key, without a clash."""
    found = merged({"x": base}, {"x": ours}, {"x": theirs})
    assert not found.clashes
    return found.values["x"]


def unordered(value: Value) -> str:
    """A value, whatever the order of its items."""
    if isinstance(value, dict):
        return json.dumps({name: unordered(one) for name, one in sorted(value.items())})
    if isinstance(value, list):
        return json.dumps(sorted(map(unordered, value)))
    return repr(value)


class TestLaws:
    @given(mappings, mappings)
    def test_what_only_one_side_changed_is_taken(self, base: dict[str, Value], one: dict[str, Value]) -> None:
        assert same(merged(base, one, base).values, one)
        assert same(merged(base, base, one).values, one)
        assert not merged(base, one, base).clashes

    @given(mappings, mappings)
    def test_what_both_changed_alike_is_taken_once(self, base: dict[str, Value], one: dict[str, Value]) -> None:
        assert same(merged(base, one, one).values, one)

    @given(mappings, mappings, mappings)
    @example({"a": ["a", "b", "c", "d"]}, {"a": ["d", "a", "b", "c"]}, {"a": ["c", "a", "b", "d"]})  # two moves
    def test_whose_side_is_ours_decides_the_order_alone(
        self, base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value]
    ) -> None:
        one, other = merged(base, ours, theirs), merged(base, theirs, ours)
        assert bool(one.clashes) is bool(other.clashes)
        if not one.clashes:
            assert unordered(one.values) == unordered(other.values)

    @given(mappings, mappings, mappings)
    def test_origins_lead_to_the_items_of_ours(
        self, base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value]
    ) -> None:
        for key, items in merged(base, ours, theirs).origins.items():
            assert items is not None
            places = [at for at in items if at is not None]
            assert len(places) == len(set(places))
            if len(key) == 1:
                now, was = merged(base, ours, theirs).values[str(key[0])], ours[str(key[0])]
                assert isinstance(now, list)
                assert isinstance(was, list)
                assert len(items) == len(now)
                assert all(at < len(was) for at in places)

    @given(mappings, mappings, mappings)
    def test_the_sides_of_a_clash_are_values_of_the_versions(
        self, base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value]
    ) -> None:
        for clash in merged(base, ours, theirs).clashes:
            assert not same(clash.ours, clash.theirs)
            assert not same(clash.base, clash.ours)
            assert not same(clash.base, clash.theirs)


class TestLists:
    @pytest.mark.parametrize(
        ("base", "ours", "theirs", "expected"),
        [
            ("abc", "abcx", "abcy", "abcxy"),
            ("abc", "xabc", "yabc", "xyabc"),
            ("abc", "abxc", "abyc", "abxyc"),
            ("abc", "abcx", "abcx", "abcx"),
            ("abc", "abcx", "xabc", "abcx"),
            ("abc", "abcxx", "abcx", "abcxx"),
            ("abc", "abcx", "ab", "abx"),
            ("abc", "ab", "abcx", "abx"),
            ("abc", "bc", "ab", "b"),
            ("abc", "cab", "abcx", "cabx"),
            ("abc", "abcx", "cab", "cabx"),
            ("abcd", "dabc", "bcda", "dbca"),
            ("aab", "aabx", "ab", "abx"),
            ("", "x", "y", "xy"),
            ("abc", "", "abcx", "x"),
            ("ab", "a", "b", ""),
        ],
    )
    def test_insertions_deletions_and_moves_of_both_are_kept_ours_first(
        self, base: str, ours: str, theirs: str, expected: str
    ) -> None:
        assert of_x([*base], [*ours], [*theirs]) == [*expected]

    def test_one_moves_an_item_and_the_other_changes_it(self) -> None:
        a: dict[str, Value] = {"url": "a", "n": 1}
        b: dict[str, Value] = {"url": "b", "n": 2}
        assert of_x([a, b], [b, a], [a, b | {"n": 3}]) == [b | {"n": 3}, a]
        assert of_x([a, b], [a, b | {"n": 3}], [b, a]) == [b | {"n": 3}, a]

    def test_two_keys_of_an_item(self) -> None:
        item: dict[str, Value] = {"url": "a", "n": 1, "m": 1}
        assert of_x([item], [item | {"n": 2}], [item | {"m": 2}]) == [{"url": "a", "n": 2, "m": 2}]

    def test_an_item_that_both_added_with_one_identity_is_one_item(self) -> None:
        assert of_x([], [{"url": "a", "n": 1}], [{"url": "a", "m": 2}]) == [{"url": "a", "n": 1, "m": 2}]

    def test_a_list_that_both_added_has_the_items_of_both(self) -> None:
        assert merged({}, {"x": ["a"]}, {"x": ["b"]}).values == {"x": ["a", "b"]}

    def test_one_item_moved_to_two_places_is_a_clash(self) -> None:
        base, ours, theirs = [*"abcde"], [*"eabcd"], [*"abecd"]
        found = merged({"x": base}, {"x": ours}, {"x": theirs})
        assert found.clashes == [Clash(("x",), base, ours, theirs)]
        assert found.values == {"x": ours}
        assert theirs_of({"x": base}, {"x": ours}, {"x": theirs}) == {"x": theirs}


class TestClashes:
    @pytest.mark.parametrize(
        ("base", "ours", "theirs"),
        [
            ({"x": 1}, {"x": 2}, {"x": 3}),
            ({"x": 1}, {"x": 2}, {}),
            ({"x": 1}, {}, {"x": 2}),
            ({}, {"x": 1}, {"x": 2}),
            ({}, {"x": None}, {"x": 2}),
            ({"x": None}, {}, {"x": 2}),
            ({"x": 1}, {"x": 1.0}, {"x": True}),
            ({"x": "a"}, {"x": ["a"]}, {"x": "b"}),
            ({"x": {"a": 1}}, {}, {"x": {"a": 2}}),
        ],
    )
    def test_a_value_that_became_two(
        self, base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value]
    ) -> None:
        expected = Clash(("x",), base.get("x", MISSING), ours.get("x", MISSING), theirs.get("x", MISSING))
        assert merged(base, ours, theirs) == MergedValues(ours, {}, [expected])
        assert theirs_of(base, ours, theirs) == theirs

    def test_it_is_told_at_the_innermost_key(self) -> None:
        items: list[list[Value]] = [[{"url": "a", "n": n}, "b"] for n in (1, 2, 3)]
        found = merged({"x": items[0]}, {"x": items[1]}, {"x": items[2]})
        assert found.clashes == [Clash(("x", 0, "n"), 1, 2, 3)]

    def test_an_item_changed_and_deleted(self) -> None:
        one: dict[str, Value] = {"url": "a", "n": 1}
        two: dict[str, Value] = {"url": "a", "n": 2}
        found = merged({"x": ["b", one]}, {"x": ["b", two]}, {"x": ["b"]})
        assert found.clashes == [Clash(("x", 1), one, two, MISSING)]
        assert found.values == {"x": ["b", two]}

    def test_what_is_opaque_is_never_merged(self) -> None:
        found = merged({"secured": {"a": 1, "b": 1}}, {"secured": {"a": 2, "b": 1}}, {"secured": {"a": 1, "b": 2}})
        assert [clash.key for clash in found.clashes] == [("secured",)]

    def test_what_is_very_deep_is_one_whole(self) -> None:
        sides: list[dict[str, Value]] = []
        for n in (1, 2, 3):
            value: Value = n
            for _ in range(5000):
                value = {"x": value}
            sides.append({"x": value})
        (clash,) = merged(sides[0], sides[1], sides[2]).clashes
        assert len(clash.key) == 101

    def test_the_rest_is_merged(self) -> None:
        found = merged({"x": 1, "y": 1, "z": 1}, {"x": 2, "y": 2, "z": 1}, {"x": 3, "y": 1, "z": 2})
        assert found.values == {"x": 2, "y": 2, "z": 2}
