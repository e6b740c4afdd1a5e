"""`layout`: what a class says of its text, in one place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articlefmt.layouts import KeyNames
from articlefmt.model.layout import ClassLayout, Kind, Row, Telltale, camel, layout, layout_of


class Untold:
    """Nothing is said of it."""


def told(row: str = "", **how: Any) -> ClassLayout:
    """The layout of a class of which this is said."""

    class Told:
        pass

    return layout_of(layout(row, **how)(Told))


class TestRow:
    ROW = Row("a [b c] | [d] | e")

    def test_a_bar_parts_groups(self) -> None:
        assert self.ROW.groups == (("a", "b", "c"), ("d",), ("e",))

    def test_the_keys_are_in_order(self) -> None:
        assert self.ROW.keys == ("a", "b", "c", "d", "e")

    def test_what_is_not_in_brackets_is_required(self) -> None:
        assert self.ROW.required == {"a", "e"}

    def test_a_row_may_be_empty(self) -> None:
        empty = Row("")
        assert (empty.groups, empty.keys, empty.required) == (((),), (), frozenset())


class TestTelltale:
    @pytest.mark.parametrize(
        ("telltale", "values", "fits"),
        [
            (Telltale(), {}, True),
            (Telltale(when={"a": "x"}), {"a": "x"}, True),
            (Telltale(when={"a": "x"}), {"a": "y"}, False),
            (Telltale(when={"a": "x"}), {}, False),
            (Telltale(when={"a": "x", "b": "y"}), {"a": "x", "b": "z"}, False),
            (Telltale(has=("a",)), {"a": 0}, True),
            (Telltale(has=("a",)), {"a": ""}, True),
            (Telltale(has=("a",)), {"a": {}}, True),
            (Telltale(has=("a",)), {"a": None}, False),
            (Telltale(has=("a",)), {"a": []}, False),
            (Telltale(has=("a", "b")), {"a": 1}, False),
            (Telltale(lacks=("a",)), {"a": None}, True),
            (Telltale(lacks=("a",)), {"a": []}, True),
            (Telltale(lacks=("a",)), {"a": 0}, False),
            (Telltale(lacks=("a", "b")), {"b": 1}, False),
            (Telltale(when={"a": "x"}, has=("b",), lacks=("c",)), {"a": "x", "b": 1}, True),
            (Telltale(when={"a": "x"}, has=("b",), lacks=("c",)), {"a": "x", "b": 1, "c": 1}, False),
        ],
    )
    def test_it_fits_where_all_is_as_it_says(self, telltale: Telltale, values: dict[str, Any], fits: bool) -> None:
        assert telltale.fits(values.get) is fits


class TestKind:
    TOLD = told(
        "a | b", kind="own", kinds=(Kind("one", told=Telltale(has=("x",))), Kind("two", "b | a", Telltale(has=("y",))))
    )

    @pytest.mark.parametrize(
        ("values", "name"),
        [({"x": 1}, "one"), ({"y": 1}, "two"), ({"x": 1, "y": 1}, "one"), ({}, "own"), ({"x": None}, "own")],
    )
    def test_the_first_that_fits_is_taken_else_the_class_has_its_own(self, values: dict[str, Any], name: str) -> None:
        assert self.TOLD.kind(values.get).name == name

    def test_one_without_a_row_has_that_of_the_class(self) -> None:
        rows = [self.TOLD.row(kind).text for kind in (*self.TOLD.kinds, self.TOLD.own)]
        assert rows == ["a | b", "b | a", "a | b"]

    def test_two_are_never_the_same_one(self) -> None:
        assert Kind("a") != Kind("a")


class TestKeys:
    @pytest.mark.parametrize(
        ("rename", "key"), [(None, "web_url"), ("camel", "webUrl"), (str.upper, "WEB_URL"), (lambda name: name[4:], "url")]
    )  # fmt: skip
    def test_a_key_follows_from_the_attribute(
        self, rename: Literal["camel"] | Callable[[str], str] | None, key: str
    ) -> None:
        assert told(rename=rename).key("web_url") == key

    def test_one_that_does_not_is_said(self) -> None:
        layout = told(keys={"id": "_id"}, rename="camel")
        assert (layout.key("id"), layout.key("web_url")) == ("_id", "webUrl")

    @pytest.mark.parametrize(
        ("attribute", "key"),
        [("title", "title"), ("cdn_amp_web_url", "cdnAmpWebUrl"), ("is_cached", "isCached"), ("_id", "Id"), ("a_1", "a_1")],
    )  # fmt: skip
    def test_camel_case_has_a_capital_where_an_underscore_was(self, attribute: str, key: str) -> None:
        assert camel(attribute) == key


PLACES: list[tuple[str, str, bool]] = [
    # a key, wherever it stands
    ("title", "title", True),
    ("title", "images.title", True),
    ("title", "a.b.title", True),
    ("title", "title.x", False),
    ("title", "titles", False),
    # at the top alone
    (".title", "title", True),
    (".title", "images.title", False),
    (".title", "title.title", False),
    # from the top, part by part
    ("a.b", "a.b", True),
    ("a.b", "a", False),
    ("a.b", "b", False),
    ("a.b", "x.a.b", False),
    ("a.b", "a.b.c", False),
    ("a.b", "a.x.b", False),
    # at any depth below
    ("a.**.url", "a.url", True),
    ("a.**.url", "a.b.url", True),
    ("a.**.url", "a.b.c.url", True),
    ("a.**.url", "a.url.url", True),
    ("a.**.url", "url", False),
    ("a.**.url", "a", False),
    ("a.**.url", "x.a.url", False),
    ("a.**.url", "a.url.x", False),
    # any one part
    ("*", "a", True),
    ("*", "a.b", True),
    (".*", "a", True),
    (".*", "a.b", False),
    ("a.*", "a.b", True),
    ("a.*", "a", False),
    ("a.*", "a.b.c", False),
    ("*.url", "a.url", True),
    ("*.url", "url", False),
    ("*.url", "a.b.url", False),
    ("a.*.**.b", "a.b", False),
    ("a.*.**.b", "a.x.b", True),
    ("a.*.**.b", "a.x.y.b", True),
]


def as_regex(pattern: str) -> str:
    """A pattern in another notation, which `re` knows; each part of a place ends with a dot."""
    parts = pattern.removeprefix(".").split(".")
    if not pattern.startswith(".") and len(parts) == 1:
        parts.insert(0, "**")
    notations = {"**": r"(?:[^.]+\.)*", "*": r"[^.]+\."}
    return "".join(notations.get(part, re.escape(part) + r"\.") for part in parts)


class TestPlaces:
    @pytest.mark.parametrize(("pattern", "place", "fits"), PLACES)
    def test_a_pattern_is_one_of_gitignore_with_dots(self, pattern: str, place: str, fits: bool) -> None:
        one = told(quoted={pattern})
        assert one.is_quoted(one.own, tuple(place.split("."))) is fits

    @given(
        st.booleans(),
        st.lists(st.sampled_from(("a", "b", "*", "**")), min_size=1, max_size=5),
        st.lists(st.sampled_from(("a", "b", "c")), min_size=1, max_size=6),
    )
    @example(False, ["**", "**"], ["a"])
    @example(True, ["a", "**"], ["a"])
    def test_any_pattern_and_place(self, anchored: bool, parts: list[str], place: list[str]) -> None:
        pattern = "." * anchored + ".".join(parts)
        one = told(quoted={pattern})
        fits = re.fullmatch(as_regex(pattern), "".join(part + "." for part in place)) is not None
        assert one.is_quoted(one.own, tuple(place)) is fits

    @pytest.mark.parametrize(
        ("name", "place", "quoted"),
        [
            ("own", ("a",), True),
            ("own", ("b",), False),
            ("own", ("x", "b"), True),
            ("own", ("c",), False),
            ("own", ("d",), False),
            ("more", ("a",), True),
            ("more", ("c",), True),
            ("more", ("b",), False),
            ("less", ("a",), False),
            ("less", ("x", "a"), True),
            ("less", ("x", "b"), True),
        ],
    )
    def test_a_kind_quotes_more_or_less_than_its_class(self, name: str, place: KeyNames, quoted: bool) -> None:
        one = told(
            kind="own", quoted=("a", "b"), plain=(".b",), kinds=(Kind("more", quoted=("c", "b")), Kind("less", plain={".a"}))
        )  # fmt: skip
        kind = next(kind for kind in (*one.kinds, one.own) if kind.name == name)
        assert one.is_quoted(kind, place) is quoted


class TestDecorator:
    def test_the_class_stays_the_same_one(self) -> None:
        @attrs.define
        class One:
            a: int

        assert layout("a")(One) is One
        assert One(a=1).a == 1

    def test_all_that_is_said_is_kept(self) -> None:
        one = told(
            "a | b", kind="k", kinds=[Kind("m")], told=Telltale(has=("a",)), required=["c"], blank_with=["a"], utc=True
        )
        assert (one.own.name, one.own.row.text, [kind.name for kind in one.kinds]) == ("k", "a | b", ["m"])
        assert (one.told, one.required, one.blank_with, one.utc) == (
            Telltale(has=("a",)),
            frozenset({"c"}),
            frozenset({"a"}),
            True,
        )

    def test_what_is_changed_afterwards_is_not_its_own(self) -> None:
        keys = {"id": "_id"}
        one = told(keys=keys)
        keys["id"] = "other"
        assert one.key("id") == "_id"

    def test_a_class_inherits_it(self) -> None:
        @layout("a | b", kind="k")
        class Above:
            pass

        class Below(Above):
            pass

        assert layout_of(Below) is layout_of(Above)
        assert layout_of(layout("c")(Below)).own.row.keys == ("c",)
        assert layout_of(Above).own.row.keys == ("a", "b")

    def test_a_class_that_says_nothing_has_one_too(self) -> None:
        one = layout_of(Untold)
        assert (one.own.name, one.own.row.keys, one.kinds, one.told) == ("other", (), (), None)
        assert (one.required, one.blank_with, one.utc, one.key("web_url")) == (
            frozenset(),
            frozenset(),
            False,
            "web_url",
        )
        assert not one.is_quoted(one.own, ("title",))

    def test_an_attribute_of_the_same_name_that_is_none_says_nothing(self) -> None:
        class Other:
            __layout__ = "two columns"

        assert layout_of(Other) is layout_of(Untold)

    @pytest.mark.parametrize("name", ["required", "quoted", "plain", "blank_with"])
    def test_one_name_in_the_place_of_several_is_a_type_error(self, name: str) -> None:
        arguments: dict[str, Any] = {name: "title"}
        with pytest.raises(TypeError, match=r"takes several names here, not a str; write \['title'\]"):
            layout(**arguments)

    def test_nor_is_it_several_of_a_kind_or_a_telltale(self) -> None:
        with pytest.raises(TypeError):
            Kind("k", quoted="title")
        with pytest.raises(TypeError):
            Telltale(has="title")

    def test_another_way_to_rename_is_a_type_error(self) -> None:
        way: Any = "kebab"
        with pytest.raises(TypeError, match=r"rename takes \"camel\" or a function, not 'kebab'"):
            layout(rename=way)
