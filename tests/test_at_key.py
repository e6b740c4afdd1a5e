"""What is done to plain values at a key."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import EditError
from articlefmt.at_key import assign, found_at, holds, key_of, opened, remove
from articlefmt.keys import Key
from articlefmt.testing.values import plain_values
from articlefmt.values import Value, plain_copy, same
from tests.samples import SECRET, file, form


class TestKeyOf:
    def test_a_text_is_read_as_a_key(self) -> None:
        assert key_of("images[0].width") == ("images", 0, "width")

    @pytest.mark.parametrize("key", [("a",), ("a.b", "c[0]"), ("a", 0, -1, "")])
    def test_a_tuple_is_taken_as_it_is(self, key: Key) -> None:
        assert key_of(key) is key

    @pytest.mark.parametrize("wrong", ["", ".", "a.", ".a", "a..b", "[0]", "a[", "a[x]", "a[-1]", "a[0]b", (), (0,)])
    def test_anything_else_is_refused_and_told_how(self, wrong: str | Key) -> None:
        with pytest.raises(EditError) as caught:
            key_of(wrong)
        message = (
            "a key is written as in `provider.name` or `images[0].width`, or, in Python, is a tuple of str and int"
        )
        assert (caught.value.code, caught.value.message) == ("E703", message)
        assert caught.value.key == ((wrong,) if isinstance(wrong, str) else wrong)

    @pytest.mark.parametrize("wrong", [None, 1, ["a"], b"a", ("a", 1.0), ("a", True), (None,)])
    def test_what_is_neither_text_nor_tuple_is_a_type_error(self, wrong: Any) -> None:
        with pytest.raises(TypeError, match="a key is a str or a tuple"):
            key_of(wrong)


class TestOpened:
    @given(st.dictionaries(st.sampled_from("abc"), plain_values, max_size=3), st.data())
    def test_what_is_on_the_way_is_copied_and_the_rest_is_shared(
        self, values: dict[str, Value], draws: st.DataObject
    ) -> None:
        key: Key = ()
        before, holder = plain_copy(values), cast("Any", values)
        while isinstance(holder, dict | list) and holder and (not key or draws.draw(st.booleans())):
            part = draws.draw(st.sampled_from([*holder] if isinstance(holder, dict) else range(len(holder))))
            key, holder = (*key, part), holder[part]
        key = key or ("d", "e")
        top = opened(values, key)
        old, new = cast("Any", values), cast("Any", top)
        for part in key:
            assert old == new
            assert old is not new
            assert all(one is new[at] for at, one in _pairs(old) if at != part)
            if part in [at for at, _ in _pairs(old)]:
                old, new = old[part], new[part]
        assert old is new or key == ("d", "e")
        assign(top, key, 9)
        remove(top, key)
        assert same(values, before)

    @pytest.mark.parametrize("key", [("s", "x", "y"), ("l", 5, 0), ("l", "x", "y"), ("z", "x", "y"), ("l", -1, 0)])
    def test_where_the_way_ends_early_what_there_is_of_it_is_copied(self, key: Key) -> None:
        values: dict[str, Any] = {"s": "x", "l": [[1]], "d": {}}
        top = opened(values, key)
        assert top == values
        assert top is not values
        assert (top["l"] is values["l"]) is (key[0] != "l")
        assert top["d"] is values["d"]


def _pairs(holder: Any) -> list[tuple[Any, Any]]:
    return [*(holder.items() if isinstance(holder, dict) else enumerate(holder))]


class TestAssign:
    @pytest.mark.parametrize(
        ("key", "after"),
        [
            ("a", {"a": 9, "b": [1, 2]}),
            ("c", {"a": {"x": None}, "b": [1, 2], "c": 9}),
            ("a.x", {"a": {"x": 9}, "b": [1, 2]}),
            ("a.x.y", {"a": {"x": {"y": 9}}, "b": [1, 2]}),
            ("a.x[0]", {"a": {"x": [9]}, "b": [1, 2]}),
            ("b[0]", {"a": {"x": None}, "b": [9, 2]}),
            ("b[2]", {"a": {"x": None}, "b": [1, 2, 9]}),
            ("d.e.f", {"a": {"x": None}, "b": [1, 2], "d": {"e": {"f": 9}}}),
        ],
    )
    def test_a_value_is_set_and_what_leads_to_it_is_made(self, key: str, after: dict[str, Any]) -> None:
        values: dict[str, Any] = {"a": {"x": None}, "b": [1, 2]}
        assign(values, key_of(key), 9)
        assert values == after

    @pytest.mark.parametrize("key", ["a[0]", "b.x", "b[3]", "b[0].x", "c[1]", "b[5].x", "a.y[1]"])
    def test_where_nothing_can_be_it_is_refused(self, key: str) -> None:
        values: dict[str, Any] = {"a": {"x": 1}, "b": [1, 2]}
        with pytest.raises(EditError, match="there is nothing at this key") as caught:
            assign(values, key_of(key), 9)
        assert caught.value.key == key_of(key)


class TestRemove:
    @pytest.mark.parametrize(
        ("key", "after"),
        [("a", {"b": [1, 2]}), ("a.x", {"a": {}, "b": [1, 2]}), ("b[0]", {"a": {"x": 1}, "b": [2]})],
    )
    def test_a_key_or_an_item_goes(self, key: str, after: dict[str, Any]) -> None:
        values: dict[str, Any] = {"a": {"x": 1}, "b": [1, 2]}
        remove(values, key_of(key))
        assert values == after

    @pytest.mark.parametrize("key", ["c", "a.y", "b[2]", "c.d", "b.x", "a[0]", "a.x.y", "b[9].x"])
    def test_what_is_not_there_is_refused(self, key: str) -> None:
        with pytest.raises(EditError, match="there is nothing at this key"):
            remove({"a": {"x": 1}, "b": [1, 2]}, key_of(key))


class TestDocument:
    def test_a_key_with_a_dot_is_a_tuple(self) -> None:
        document = articlefmt.loads(form())
        document.set(("a.b", "c[0]"), 1)
        assert document.to_bytes() == form("", "a.b:", '  "c[0]": 1')

    @pytest.mark.parametrize("key", ["secured", ("secured",)])
    def test_secured_has_its_own_door(self, key: str | Key) -> None:
        document = articlefmt.loads(form("secured: " + SECRET))
        with pytest.raises(articlefmt.SecuredChangedError):
            document.set(key, "x")
        with pytest.raises(articlefmt.SecuredChangedError):
            document.delete(key)
        assert document.to_bytes() == form("secured: " + SECRET)

    def test_what_does_not_type_is_mended_by_its_key(self) -> None:
        document = articlefmt.loads(file('title: "T"', 'excerpt: ""', "type: article", 'heat: "70"'))
        document.set("heat", 70)
        assert document.record.heat == 70
        assert document.to_bytes() == file('title: "T"', 'excerpt: ""', "type: article", "heat: 70")


@pytest.mark.parametrize(
    ("key", "found"),
    [
        (("a",), True), (("b",), False), (("a", "n"), True), (("l", 0), True), (("l", 1), False), (("l", -1), False), (("l", "0"), False),
        (("s", "x"), False), (("s", 0), False), (("b", "c"), False), (("l", 5, "x"), False), (("a", 0), False),
    ],
)  # fmt: skip
def test_holds_tells_whether_something_is_there_be_it_null(key: Key, found: bool) -> None:
    values: dict[str, Any] = {"a": {"n": None}, "l": [1], "s": "x"}
    assert holds(values, key) is found


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (("a",), {"n": 1}), (("a", "n"), 1), (("l", 0), 5), (("b",), None), (("l", 1), None), (("l", -1), None),
        (("b", "c"), None), (("s", "x"), None), (("s", 0), None), (("l", 7, "x"), None),
    ],
)  # fmt: skip
def test_nothing_is_found_where_the_way_to_a_value_ends_early(key: Key, value: Any) -> None:
    values: dict[str, Any] = {"a": {"n": 1}, "l": [5], "s": "xyz"}
    assert found_at(values, key) == value
