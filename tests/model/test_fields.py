"""A field takes what its annotation says, exactly; the check is the same at construction and at assignment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, Any, Generic, TypeVar

import attrs
import pytest

import articlefmt
from articlefmt import (
    Article,
    Author,
    Challenge,
    EditError,
    FieldError,
    Image,
    Organization,
    Provider,
    Ratings,
    Secured,
    Value,
)
from articlefmt.model.base import Part
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
from tests.samples import form

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


NOON = datetime(2021, 5, 30, 12, tzinfo=UTC)
REQUIRED: dict[type[Part], dict[str, Any]] = {
    Article: {"title": "", "excerpt": "", "type": ""},
    Challenge: {"title": "", "excerpt": ""},
    Ratings: {"count": 1, "average": 4.5},
    Image: {"url": "", "width": 1, "height": 1},
    Provider: {"name": "", "domain": ""},
}

REFUSED: tuple[tuple[type[Part], str, object, str, type], ...] = (
    (Article, "title", None, "a str", type(None)),
    (Article, "title", 1, "a str", int),
    (Article, "title", b"", "a str", bytes),
    (Article, "web_url", 1, "a str or None", int),
    (Article, "heat", "70", "an int or None", str),
    (Article, "heat", True, "an int or None", bool),
    (Article, "heat", 1.0, "an int or None", float),
    (Article, "published", 1, "a bool or None", int),
    (Article, "published", "true", "a bool or None", str),
    (Article, "published_date_time", "2021-05-30T14:00:00Z", "a datetime with a time zone or None", str),
    (Article, "published_date_time", date(2021, 5, 30), "a datetime with a time zone or None", date),
    (Article, "provider", {"name": ""}, "a Provider or None", dict),
    (Article, "provider", Author(name=""), "a Provider or None", Author),
    (Article, "topics", None, "a list of str", type(None)),
    (Article, "topics", ("a",), "a list of str", tuple),
    (Article, "topics", "a", "a list of str", str),
    (Article, "topics", ["a", 1], "a list of str", int),
    (Article, "topics", [None], "a list of str", type(None)),
    (Article, "images", [Author(name="")], "a list of Image", Author),
    (Article, "images", [Image(url="", width=1, height=1), {}], "a list of Image", dict),
    (Article, "extra", None, "a dict", type(None)),
    (Article, "extra", [], "a dict", list),
    (Challenge, "related", [1], "a list of str", int),
    (Ratings, "count", True, "an int", bool),
    (Ratings, "count", None, "an int", type(None)),
    (Ratings, "average", True, "a float", bool),
    (Ratings, "average", "4.5", "a float", str),
    (Image, "width", "70", "an int", str),
    (Image, "extra", "", "a dict", str),
    (Provider, "images", [None], "a list of Image", type(None)),
)
TAKEN: tuple[tuple[type[Part], str, object], ...] = (
    (Article, "heat", -5),
    (Article, "heat", None),
    (Article, "published", False),
    (Article, "published_date_time", NOON),
    (Article, "published_date_time", datetime(2021, 5, 30, tzinfo=timezone(timedelta(hours=5)))),
    (Article, "provider", Provider(name="", domain="")),
    (Article, "topics", []),
    (Article, "topics", ["a", ""]),
    (Article, "extra", {"a": [None]}),
    (Ratings, "average", 4.5),
    (Ratings, "average", 5),
    (Ratings, "average", float("inf")),
)


@pytest.mark.parametrize(("cls", "name", "value", "expected", "given"), REFUSED)
class TestRefused:
    def test_a_wrong_type_is_refused_at_assignment_and_the_field_keeps_its_value(
        self, cls: type[Part], name: str, value: object, expected: str, given: type
    ) -> None:
        record = cls(**REQUIRED[cls])
        before = getattr(record, name)
        with pytest.raises(FieldError) as caught:
            setattr(record, name, value)
        assert str(caught.value) == f"E701 {name}: {name} takes {expected}, not {given.__name__}"
        assert (caught.value.field, caught.value.expected, caught.value.given) == (name, expected, given)
        assert getattr(record, name) is before

    def test_a_wrong_type_is_refused_at_construction(
        self, cls: type[Part], name: str, value: object, expected: str, given: type
    ) -> None:
        with pytest.raises(FieldError) as caught:
            cls(**{**REQUIRED[cls], name: value})
        assert str(caught.value) == f"E701 {name}: {name} takes {expected}, not {given.__name__}"


@pytest.mark.parametrize(("cls", "name", "value"), TAKEN)
def test_the_right_type_is_taken_as_it_is(cls: type[Part], name: str, value: object) -> None:
    record = cls(**REQUIRED[cls])
    setattr(record, name, value)
    assert getattr(record, name) is value
    assert getattr(cls(**{**REQUIRED[cls], name: value}), name) is value


def test_secured_takes_a_secured_at_construction_only() -> None:
    assert Article(title="", excerpt="", type="", secured=Secured("A;B")).secured == Secured("A;B")
    wrong: Any = "A;B"
    with pytest.raises(FieldError) as caught:
        Article(title="", excerpt="", type="", secured=wrong)
    assert str(caught.value) == "E701 secured: secured takes a Secured or None, not str"


def test_a_field_error_can_be_caught_as_a_type_error_or_as_an_edit_error() -> None:
    article = Article(title="", excerpt="", type="")
    wrong: Any = "12"
    for error in (TypeError, ValueError, EditError):
        with pytest.raises(error):
            article.heat = wrong


def test_records_take_keywords_only() -> None:
    make: Any = Author
    with pytest.raises(TypeError):
        make("Ada")


def test_a_required_field_has_no_default() -> None:
    make: Any = Image
    with pytest.raises(TypeError, match="'height'"):
        make(url="", width=1)


def test_a_misspelled_field_is_refused() -> None:
    article: Any = Article(title="", excerpt="", type="")
    with pytest.raises(AttributeError):
        article.heet = 1
    make: Any = Article
    with pytest.raises(TypeError, match="heet"):
        make(title="", excerpt="", type="", heet=1)


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


NAIVE = datetime(2021, 5, 30)  # noqa: DTZ001
PRECISE = datetime(2021, 5, 30, microsecond=5, tzinfo=UTC)
IN_ODD_ZONE = datetime(2021, 5, 30, tzinfo=timezone(timedelta(hours=1, microseconds=5)))
TOO_EARLY = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1)))
TOO_LATE = datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-1)))


class TestMomentsThatCannotBeWritten:
    @pytest.mark.parametrize(
        ("moment", "message"),
        [
            (NAIVE, "published_date_time takes a datetime with a time zone or None, not a naive datetime; give it a time zone, as in tzinfo=datetime.UTC"),
            (PRECISE, "published_date_time takes a datetime with a time zone or None, in whole seconds; use .replace(microsecond=0)"),
            (IN_ODD_ZONE, "published_date_time takes a datetime with a time zone or None, in whole seconds of UTC; use .astimezone(datetime.UTC).replace(microsecond=0)"),
            *((one, "published_date_time takes a datetime with a time zone or None, within the years 1 to 9999 in UTC, and this one is outside of them") for one in (TOO_EARLY, TOO_LATE)),
        ],
    )  # fmt: skip
    def test_they_are_refused_when_they_are_given_and_told_apart(self, moment: datetime, message: str) -> None:
        article = Article(title="T", type="article")
        related = articlefmt.Related(
            title="R", excerpt="", published_date_time=datetime(2021, 5, 30, tzinfo=UTC), web_url="u", type="article"
        )
        for record in (article, related):
            with pytest.raises(FieldError) as caught:
                record.published_date_time = moment
            assert caught.value.message == message
        assert article.published_date_time is None
        assert related.published_date_time != moment
        for give in (
            lambda: Article(title="T", type="article", published_date_time=moment),
            lambda: articlefmt.Related(title="R", excerpt="", published_date_time=moment, web_url="u", type="article"),
        ):
            with pytest.raises(FieldError) as caught:
                give()
            assert caught.value.message == message

    @pytest.mark.parametrize(
        ("moment", "line"),
        [
            (datetime(2021, 5, 30, tzinfo=timezone(timedelta(seconds=-5))), b"2021-05-30T00:00:05Z"),  # local mean time, say
            (datetime(2021, 5, 30, microsecond=5, tzinfo=timezone(timedelta(microseconds=5))), b"2021-05-30T00:00:00Z"),
        ],
    )  # fmt: skip
    def test_what_is_whole_seconds_in_utc_is_taken(self, moment: datetime, line: bytes) -> None:
        document = articlefmt.loads(form())
        document.record.published_date_time = moment
        assert line in document.to_bytes()

    def test_one_of_a_file_stays_and_may_be_given_back(self) -> None:
        data = form("publishedDateTime: 2021-05-30T14:00:00.5Z")
        document = articlefmt.loads(data)
        document.record.published_date_time = document.record.published_date_time
        assert document.to_bytes() == data


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
