"""What the writer of texts knows of a class, as plain data."""

from __future__ import annotations

from typing import Any

import pytest

from articlefmt.layouts import NO_LAYOUT, NO_ORDER, Layout, Order


class TestOrder:
    def test_a_rank_is_the_place_among_the_keys_of_all_groups(self) -> None:
        order = Order([["a", "b"], ["c"]], ())
        assert [order.rank(key) for key in "abcxy"] == [0, 1, 2, 3, 3]

    def test_unknown_keys_come_last_in_their_order_and_opaque_ones_after_them(self) -> None:
        order = Order([["a"], ["b", "token"]], {"token"})
        assert order.sort(["token", "y", "b", "x", "a"]) == ["a", "b", "y", "x", "token"]

    def test_secured_is_opaque_in_any_order(self) -> None:
        assert Order([["secured"], ["a"]], ()).sort(["secured", "x", "a"]) == ["a", "x", "secured"]
        assert NO_ORDER.sort(["secured", "x", "a"]) == ["x", "a", "secured"]

    def test_each_of_these_is_a_group_of_its_own(self) -> None:
        order = Order([["a"], ["b"]], {"token"})
        assert [order.group(key) for key in ("a", "b", "x", "y", "token", "secured")] == [0, 1, 2, 2, 3, 3]

    def test_the_order_at_a_key_follows_its_names_alone(self) -> None:
        inner = Order([["z"]], ())
        order = Order([["a"]], (), lambda key: inner if key == "a" else NO_ORDER)
        assert order.at(()) is order
        assert order.at(("a",)) is order.at(("a", 0)) is order.at(("a", 1, 2)) is inner
        assert order.at(("a", "z")) is order.at(("b", 0)) is NO_ORDER

    def test_where_a_class_tells_no_groups_all_keys_are_one(self) -> None:
        order = Order([["a", "b"]], {"token"}, is_grouped=False)
        assert [order.group(key) for key in ("a", "b", "x", "token", "secured")] == [0] * 5
        assert order.sort(["token", "y", "b", "x", "a"]) == ["a", "b", "y", "x", "token"]

    def test_what_a_key_holds_has_an_order_of_its_own(self) -> None:
        inner = Order([["z", "y"]], ())
        order = Order([["a"]], (), lambda key: inner if key == "a" else NO_ORDER)
        assert order.below("a").sort(["x", "y", "z"]) == ["z", "y", "x"]
        assert order.below("b").sort(["x", "y", "z"]) == ["x", "y", "z"]

    def test_below_a_key_that_tells_none_there_is_none(self) -> None:
        assert Order([["a"]], ()).below("a") is NO_ORDER
        assert NO_ORDER.below("a") is NO_ORDER


class TestClosingBlank:
    LAYOUT = Layout(NO_ORDER, lambda _: False, {"heat": True, "provider": True, "secured": False, "token": False})

    @pytest.mark.parametrize(
        ("values", "blank"),
        [
            ({"heat": 1, "provider": {}}, True),
            ({"heat": 0, "provider": {}, "x": 1}, True),
            ({"heat": 1}, False),
            ({"heat": None, "provider": {}}, False),
            ({"heat": [], "provider": {}}, False),
            ({"heat": 1, "provider": {}, "secured": "A;B"}, False),
            ({"heat": 1, "provider": {}, "token": ""}, False),
            ({"heat": 1, "provider": {}, "token": None, "secured": []}, True),
            ({}, False),
        ],
    )
    def test_it_is_there_with_all_of_some_keys_and_without_any_of_others(
        self, values: dict[str, Any], blank: bool
    ) -> None:
        assert self.LAYOUT.ends_blank(values) is blank

    def test_where_no_keys_ask_for_it_it_is_not(self) -> None:
        assert not self.LAYOUT._replace(blank={}).ends_blank({"heat": 1, "provider": {}})


def test_without_a_class_nothing_is_ordered_quoted_or_ended() -> None:
    assert NO_LAYOUT.order is NO_ORDER
    assert NO_LAYOUT.is_quoted is None
    assert not NO_LAYOUT.ends_blank({"heat": 1, "provider": {}})
