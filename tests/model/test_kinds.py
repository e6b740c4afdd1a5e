"""Which class and kind values are of, and what follows from the kind."""

# No `from __future__ import annotations` here: the types of the classes' fields must be types.

from typing import Any

import attrs
import pytest

from articlefmt import Image, Record, Secured
from articlefmt.layouts import NO_ORDER, Order
from articlefmt.model.fields import opaque_keys, specs_by_key
from articlefmt.model.kinds import keys_in_order, kind_of, layout_for, required_keys, told_class
from articlefmt.model.layout import Kind, Telltale, layout, layout_of
from tests.samples import KINDS


@layout("b c", quoted={"c"})
@attrs.define
class Inner:
    a: str
    b: str | None = None
    c: str | None = None


BY_ROW = Kind("by-row", "z [y] | inner", Telltale(has=("z",)), quoted={"y"})
BY_CLASS = Kind("by-class", told=Telltale(has=("x",)))


@layout(
    "[x] y | z", kind="own", kinds=(BY_ROW, BY_CLASS), told=Telltale(has=("y",)), blank_with=("x",), plain={"inner.c"}
)
@attrs.define
class Outer:
    token: Secured
    x: str
    y: str | None = None
    z: str | None = None
    inner: Inner | None = None
    inners: list[Inner] = attrs.field(factory=list)


@attrs.define(kw_only=True)
class Plain:
    a: str
    b: str | None = None
    token: Secured | None = None
    c: int = 0


@layout(required=("b",))
@attrs.define(kw_only=True)
class Required(Plain):
    d: str


@layout(told=Telltale(has=("y", "z")))
class Both:
    pass


OWN = layout_of(Outer).own
NONE: dict[str, object] = {}
ONE: dict[str, object] = {"y": 1}
BOTH: dict[str, object] = {"y": 1, "z": 1}


def groups(order: Order, keys: list[str]) -> str:
    """The groups of some keys, as a row has them."""
    ranked = sorted(keys, key=order.rank)
    numbers = [order.group(key) for key in ranked]
    return "|".join(
        " ".join(key for key, of in zip(ranked, numbers, strict=True) if of == one) for one in sorted(set(numbers))
    )


class TestClass:
    def test_the_first_that_is_told_is_taken(self) -> None:
        assert told_class((Outer, Both, Plain), BOTH.get) is Outer
        assert told_class((Both, Outer, Plain), BOTH.get) is Both
        assert told_class((Both, Outer, Plain), ONE.get) is Outer

    def test_one_that_tells_nothing_is_none(self) -> None:
        assert told_class((Plain, Outer), ONE.get) is Outer
        assert told_class((Outer, Plain, Both), NONE.get) is None


class TestKind:
    @pytest.mark.parametrize(
        ("values", "kind"),
        [({"z": 1}, BY_ROW), ({"x": 1}, BY_CLASS), ({"x": 1, "z": 1}, BY_ROW), ({}, OWN), ({"z": []}, OWN)],
    )
    def test_it_follows_from_the_values(self, values: dict[str, Any], kind: Kind) -> None:
        assert kind_of(Outer, values.get) is kind


class TestRequired:
    @pytest.mark.parametrize(
        ("cls", "kind", "keys"),
        [
            (Outer, BY_ROW, {"z", "inner"}),
            (Outer, BY_CLASS, {"y", "z"}),
            (Outer, OWN, {"y", "z"}),
            (Outer, None, {"y", "z"}),
            (Inner, None, {"b", "c"}),
            (Plain, None, {"a"}),
            (Required, None, {"a", "d", "b"}),
        ],
    )
    def test_a_row_tells_else_the_fields_and_what_the_layout_adds(
        self, cls: type, kind: Kind | None, keys: set[str]
    ) -> None:
        assert required_keys(cls, kind) == keys


class TestOrder:
    @pytest.mark.parametrize(
        ("known", "row", "expected"),
        [
            ("a b", "a x b", "a x b"),
            ("a b", "x a", "x a b"),
            ("a b", "b x", "a b x"),
            ("a | b", "a | x | b", "a|x|b"),
            ("a | b", "x | a", "x|a|b"),
            ("a | b", "a | b | x y", "a|b|x y"),
            ("a | b", "a b x", "a|b x"),
            ("a", "x y a", "x y a"),
            ("b | a", "a x y", "b|a x y"),
            ("a", "a", "a"),
            ("a c", "q | x c", "q|a x c"),
            ("a | c", "x a y c", "x a y|c"),
            ("c | a", "x | y a c", "x|c|y a"),
        ],
    )
    def test_a_key_that_the_row_lacks_goes_beside_its_neighbours_in_another(
        self, known: str, row: str, expected: str
    ) -> None:
        kind = Kind("k", known)
        keys = sorted({*kind.row.keys, *Kind("own", row).row.keys})
        made: type = attrs.make_class("C", {key: attrs.field(type=str) for key in keys})
        cls: type = layout(row, kinds=(kind,))(made)
        assert groups(layout_for(cls, kind).order, keys) == expected

    @pytest.mark.parametrize(
        ("cls", "kind", "expected"),
        [
            # its own row, then that of the class, then those of other kinds, then the fields
            (Outer, BY_ROW, "z x y|inner inners|token"),
            (Outer, BY_CLASS, "x y|z|inner inners|token"),
            (Outer, OWN, "x y|z|inner inners|token"),
            (Inner, layout_of(Inner).own, "a b c"),
            (Plain, layout_of(Plain).own, "a b c token"),  # it tells no groups
        ],
    )
    def test_the_nearest_row_has_it_else_the_fields_do(self, cls: type, kind: Kind, expected: str) -> None:
        keys = list(specs_by_key(cls))
        assert groups(layout_for(cls, kind).order, keys) == expected
        assert keys_in_order(cls, kind) == tuple(expected.replace("|", " ").split())

    def test_what_a_key_holds_is_in_the_order_of_its_class(self) -> None:
        order = layout_for(Outer, BY_ROW).order
        for key in ("inner", "inners"):
            assert order.below(key).sort(["q", "c", "b", "a"]) == ["a", "b", "c", "q"]
        assert order.below("x") is order.below("unknown") is NO_ORDER


class TestLayout:
    def is_quoted(self, kind: Kind, place: tuple[str, ...]) -> bool:
        found = layout_for(Outer, kind).is_quoted
        assert found is not None
        return found(place)

    def test_the_quotes_are_those_of_the_class_and_the_kind(self) -> None:
        assert (self.is_quoted(BY_ROW, ("y",)), self.is_quoted(BY_CLASS, ("y",))) == (True, False)

    def test_where_none_are_told_the_neighbours_tell(self) -> None:
        assert layout_for(Plain, layout_of(Plain).own).is_quoted is None

    def test_those_of_a_nested_class_are_not_asked(self) -> None:
        """A place is a place in the file, and the class of the file says what is quoted there."""
        assert layout_of(Inner).is_quoted(layout_of(Inner).own, ("c",))
        assert not self.is_quoted(OWN, ("inner", "c"))

    def test_the_empty_line_depends_on_keys_with_values_and_without_opaque_ones(self) -> None:
        found = layout_for(Outer, OWN)
        assert opaque_keys(Outer) == {"token"}
        assert found.ends_blank({"x": "1"})
        assert not found.ends_blank({"x": "1", "token": "A"})
        assert not found.ends_blank({"y": "1"})

    def test_one_that_must_have_a_value_and_none_never_ends_the_front_matter(self) -> None:
        @layout(blank_with={"a", "token"})
        @attrs.define
        class Never:
            a: str
            token: Secured | None = None

        found = layout_for(Never, layout_of(Never).own)
        assert not found.ends_blank({"a": "1"})
        assert not found.ends_blank({"a": "1", "token": "A"})


@pytest.mark.parametrize(("cls", "kind"), KINDS, ids=lambda one: getattr(one, "name", ""))
class TestKindsOfArticleFiles:
    def test_its_own_row_keeps_its_order(self, cls: type[Record], kind: Kind) -> None:
        keys = [key for key in layout_of(cls).row(kind).keys if key != "secured"]
        assert [key for key in keys_in_order(cls, kind) if key in keys] == keys

    def test_every_key_of_the_class_has_a_place_and_secured_is_the_last(self, cls: type[Record], kind: Kind) -> None:
        keys = keys_in_order(cls, kind)
        assert sorted(keys) == sorted(specs_by_key(cls))
        assert keys[-1] == "secured"
        assert layout_for(cls, kind).order.sort([*keys[::-1], "unknown"]) == [*keys[:-1], "unknown", "secured"]


def test_a_nested_record_has_the_order_of_its_fields() -> None:
    order = layout_for(Image, layout_of(Image).own).order
    assert order.sort(["x", "height", "url"]) == ["url", "height", "x"]
