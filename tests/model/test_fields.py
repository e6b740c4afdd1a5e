"""The table of a class says its fields: names, keys, shapes and defaults; what has no place in it is refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Generic, TypeVar

import attrs
import pytest

import articlefmt
from articlefmt import Article, Image, Organization, Provider, Ratings, Secured, Value
from articlefmt.model.checked import takes
from articlefmt.model.fields import (
    extra_shape,
    field_specs,
    is_record,
    is_record_class,
    name_of,
    opaque_keys,
    specs_by_key,
)
from articlefmt.model.records import RECORDS
from articlefmt.model.shapes import ANY
from articlefmt.model.words import describe

T = TypeVar("T")


@attrs.define
class Writer:
    name: str


Bare = attrs.make_class("Bare", ["x"])


@attrs.define
class Unknown:
    x: int
    y: Nowhere  # type: ignore[name-defined]  # noqa: F821  what is tested


@articlefmt.layout(keys={"x": "y"})
@attrs.define
class OneKey:
    x: int
    y: int


@articlefmt.layout(keys={"z": "y"})
@attrs.define
class NoAttribute:
    x: int


@articlefmt.layout("x | [z]")
@attrs.define
class NoKey:
    x: int


@articlefmt.layout(kinds=[articlefmt.Kind("k", "x z")])
@attrs.define
class NoKeyOfKind:
    x: int


@attrs.define
class OddType:
    x: list[set[int]]


@attrs.define
class Endless:
    x: Annotated[Tree, 1]


class Alias:
    """As `type Tree = list[Tree]` makes one."""

    @property
    def __value__(self) -> Any:
        return list[self]  # type: ignore[valid-type]


Tree: Any = Alias()


@attrs.define
class Post:
    @attrs.define
    class Inner:
        x: int

    date: date | None = None
    type: str = "post"
    own: Post | None = None
    inner: Inner | None = None
    many: list[Writer] = attrs.field(factory=list)


@attrs.define
class Above:
    x: int


@attrs.define
class Below(Above):
    y: int = 0


@attrs.define
class Box(Generic[T]):
    held: list[T]


@attrs.define
class OfInts(Box[int]):
    pass


@attrs.define
class Both(Box[dict[str, T]], Generic[T]):
    boxes: list[Box[T]] = attrs.field(factory=list)


@attrs.define
class Uninitialised:
    x: int
    y: object = attrs.field(default=None, init=False)
    z: object = attrs.field(init=False)


@attrs.define
class WithInts:
    extra: dict[str, int] = attrs.field(factory=dict)


@attrs.define
class Plain:
    extra: str = ""


@articlefmt.layout(rename="camel", keys={"two": "b"})
@attrs.define
class Tokens:
    one_token: Secured
    two: Secured | None = None
    three: str = ""


@attrs.define(kw_only=True)
class Defaults:
    required: int
    none: int | None = None
    value: int = 5
    many: list[int] = attrs.field(factory=list)
    sequence: tuple[int, ...] = attrs.field(factory=tuple)
    mapping: dict[str, int] = attrs.field(factory=dict)
    listed: tuple[int, ...] = ()
    made: list[int] = attrs.field(factory=lambda: [1])
    of_self: list[int] = attrs.Factory(lambda _: [], takes_self=True)
    nullable: list[int] | None = attrs.field(factory=list)
    odd: tuple[int, ...] = attrs.field(factory=list)


@pytest.mark.parametrize(
    ("cls", "name", "key", "words", "is_required"),
    [
        (Article, "title", "title", "a str", True),
        (Article, "published_date_time", "publishedDateTime", "a datetime with a time zone or None", False),
        (Article, "cdn_amp_web_url", "cdnAmpWebUrl", "a str or None", False),
        (Article, "images", "images", "a list of Image", False),
        (Article, "provider", "provider", "a Provider or None", False),
        (Article, "secured", "secured", "a Secured or None", False),
        (Ratings, "average", "average", "a float", True),
        (Image, "is_cached", "isCached", "a bool or None", False),
        (Organization, "id", "_id", "a str", True),
    ],
)
def test_a_field_is_known_by_its_name_and_by_its_key(
    cls: type, name: str, key: str, words: str, is_required: bool
) -> None:
    spec = field_specs(cls)[name]
    assert specs_by_key(cls)[key] is spec
    assert (spec.name, spec.key, describe(spec.shape), spec.required) == (name, key, words, is_required)
    assert spec.attribute == getattr(attrs.fields(cls), name)


@pytest.mark.parametrize("cls", [*RECORDS, Image, Provider], ids=lambda cls: cls.__name__)
def test_the_table_has_every_field_but_extra(cls: type) -> None:
    assert list(field_specs(cls)) == [one.name for one in attrs.fields(cls) if one.name != "extra"]
    assert len(specs_by_key(cls)) == len(field_specs(cls))


def test_a_shape_says_whether_a_field_holds_records() -> None:
    specs = field_specs(Article)
    assert [name for name, spec in specs.items() if (spec.shape.items or spec.shape).record] == [
        "ratings", "actions", "provider", "companies", "images", "related",
    ]  # fmt: skip


def test_the_type_is_looked_at_exactly() -> None:
    class Text(str):
        __slots__ = ()

    specs = field_specs(Article)
    assert takes(specs["title"].shape, "a")
    assert not takes(specs["title"].shape, Text("a"))
    assert not takes(specs["title"].shape, None)
    assert takes(specs["web_url"].shape, None)
    assert not takes(specs["topics"].shape, [Text("a")])


class TestAnyClass:
    """What is known of the fields of a class that somebody wrote."""

    @pytest.mark.parametrize(
        ("cls", "message"),
        [
            (Bare, "Bare.x has no annotation; articlefmt needs its type"),
            (Unknown, "Unknown.y: name 'Nowhere' is not defined; if it is the name of a local class, call attrs.resolve_types first"),
            (OneKey, "OneKey: `x` and `y` have one key, `y`"),
            (NoAttribute, "NoAttribute: its layout names `z`, and there is no such field"),
            (NoKey, "NoKey: its layout names `z`, and there is no such field"),
            (NoKeyOfKind, "NoKeyOfKind: its layout names `z`, and there is no such field"),
            (OddType, "OddType.x: front matter can't hold set[int]"),
            (Endless, "Endless.x: front matter can't hold a type that has no end"),
        ],
    )  # fmt: skip
    def test_a_class_that_front_matter_can_not_hold_is_a_type_error_that_names_the_field(
        self, cls: type, message: str
    ) -> None:
        for ask in (field_specs, specs_by_key):
            with pytest.raises(TypeError) as caught:
                ask(cls)
            assert str(caught.value) == message
        with pytest.raises(TypeError) as caught:
            articlefmt.loads("---\n---\n", cls)
        assert str(caught.value) == message

    def test_names_are_looked_up_where_the_class_is(self) -> None:
        specs = field_specs(Post)
        assert {name: describe(spec.shape) for name, spec in specs.items()} == {
            "date": "a date or None",
            "type": "a str",
            "own": "a Post or None",
            "inner": "an Inner or None",
            "many": "a list of Writer",
        }

    def test_a_class_that_inherits_has_the_fields_of_all(self) -> None:
        assert [*field_specs(Below)] == ["x", "y"]
        assert describe(field_specs(Below)["x"].shape) == "an int"

    def test_a_generic_class_is_bound_where_it_is_used(self) -> None:
        assert describe(field_specs(Box[int])["held"].shape) == "a list of int"
        assert describe(field_specs(Box)["held"].shape) == "a list of any value"
        assert describe(field_specs(OfInts)["held"].shape) == "a list of int"
        assert describe(field_specs(Both[str])["held"].shape) == "a list of dict of str"
        assert describe(field_specs(Both[str])["boxes"].shape) == "a list of Box"
        items = field_specs(Both[str])["boxes"].shape.items
        assert items is not None
        assert items.record == Box[str]
        assert articlefmt.structure({"held": [1]}, Box[int]) == Box([1])
        with pytest.raises(articlefmt.StructureError):
            articlefmt.structure({"held": ["x"]}, Box[int])

    def test_a_field_that_is_not_given_has_no_key(self) -> None:
        assert [*field_specs(Uninitialised)] == ["x"]

    def test_an_extra_is_for_unknown_keys_where_it_is_a_dict(self) -> None:
        assert extra_shape(Article) is not None
        assert describe(extra_shape(WithInts) or ANY) == "an int"
        assert [*field_specs(WithInts)] == []
        assert extra_shape(Plain) is None
        assert [*field_specs(Plain)] == ["extra"]
        assert extra_shape(Post) is None

    def test_what_is_opaque_is_known_by_its_type(self) -> None:
        assert opaque_keys(Article) == {"secured"}
        assert opaque_keys(Tokens) == {"oneToken", "b"}
        assert opaque_keys(Post) == frozenset()

    @pytest.mark.parametrize(
        ("name", "default", "is_empty"),
        [("required", NotImplemented, False), ("none", None, False), ("value", 5, False), ("many", [], True), ("sequence", (), True), ("mapping", {}, True),
         ("listed", (), True), ("made", NotImplemented, False), ("of_self", NotImplemented, False), ("nullable", [], False), ("odd", [], False)],
    )  # fmt: skip
    def test_a_default_is_known_where_it_is_always_the_same(self, name: str, default: object, is_empty: bool) -> None:
        spec = field_specs(Defaults)[name]
        assert spec.default == default
        assert type(spec.default) is type(default)
        assert spec.is_empty_default is is_empty
        assert spec.required is (name == "required")

    @pytest.mark.parametrize(
        ("value", "is_class", "is_one", "name"),
        [(Post, True, False, "Post"), (Box[int], True, False, "Box"), (Box([1]), False, True, ""), (int, False, False, "int"), ("Post", False, False, "")],
    )  # fmt: skip
    def test_a_record_class_is_told_from_a_record_and_from_all_else(
        self, value: Any, is_class: bool, is_one: bool, name: str
    ) -> None:
        assert (is_record_class(value), is_record(value)) == (is_class, is_one)
        if name:
            assert name_of(value) == name


def test_a_local_class_may_name_itself_and_others_once_they_are_resolved() -> None:
    @attrs.define
    class Local:
        own: Local | None = None
        other: Other | None = None

    @attrs.define
    class Other:
        x: int

    with pytest.raises(TypeError, match="if it is the name of a local class, call attrs"):
        field_specs(Local)
    attrs.resolve_types(Local, globals(), {**locals(), "Value": Value})
    assert describe(field_specs(Local)["other"].shape) == "an Other or None"
