"""The records: their fields, their kind, and what they show."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from hypothesis import given

import articlefmt
from articlefmt import Article, Image, Organization, Profile, Provider, Record, Secured, SecuredChangedError
from articlefmt.lens.classes import class_of, layout_of_values
from articlefmt.model.base import Part
from articlefmt.model.fields import field_specs, specs_by_key
from articlefmt.model.kinds import keys_in_order, kind_of, layout_for, required_keys
from articlefmt.model.layout import Kind, Row, layout_of
from articlefmt.model.records import RECORDS
from articlefmt.testing import records
from articlefmt.values import Value
from tests.samples import KINDS, ROOT, SECRET, shows_secret

CLASSES = list(RECORDS)
NAMED = {kind.name: (cls, kind) for cls, kind in KINDS}
BY_NAME = {cls.__name__: cls for cls in RECORDS}
SENTENCES = {
    "news": "F-5.12", "game": "F-5.13", "video": "F-5.14", "course": "F-5.15", "book": "F-5.16", "collection": "F-5.17",
    "sample": "F-5.18", "form": "F-5.19", "challenge": "F-5.20", "challenge-without-heat": "F-5.21",
    "challenge-by-hand": "F-5.22", "profile": "F-5.23", "community": "F-5.24", "community-without-heat": "F-5.24",
    "organization": "F-5.25", "article": "F-5.26",
}  # fmt: skip
"""Where `docs/format.md` states the keys of a kind."""


def row_of(sentence: str) -> Row:
    """The row that a sentence of `docs/format.md` states."""
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    stated = re.search(
        r"(?:: |has the (?:keys|order)\n  )`([^`]+)`", text.split(f"- **{sentence}** ")[1].split("\n- ")[0]
    )
    assert stated is not None
    return Row(stated[1])


def groups(cls: type, kind: Kind, keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """These keys in the order of a kind, by its groups."""
    order = layout_for(cls, kind).order
    groups = sorted({order.group(key) for key in keys})
    return tuple(tuple(key for key in order.sort(keys) if order.group(key) == group) for group in groups)


def documented(cls: type) -> dict[str, str]:
    """The fields that the docstring of a class documents, and what it says of each."""
    section = inspect.cleandoc(cls.__doc__ or "").partition("\nAttributes:\n")[2]
    return dict(re.findall(r"^    (\w+): (\S.*)$", section, re.MULTILINE))


def filled(cls: type[Record], **more: Any) -> Record:
    """A record of a class with its required fields."""
    given: dict[str, Any] = {name: "x" for name, spec in field_specs(cls).items() if spec.required}
    return cls(**given, **more)


class TestKind:
    @given(records())
    def test_every_record_has_a_kind_that_the_layout_knows(self, record: Record) -> None:
        cls, kind = NAMED[record.kind]
        assert type(record) is cls
        assert kind is kind_of(cls, articlefmt.unstructure(record).get)

    @given(records())
    def test_the_kind_follows_from_the_values_alone(self, record: Record) -> None:
        assert articlefmt.structure(articlefmt.unstructure(record), type(record)).kind == record.kind

    @pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
    def test_a_record_with_its_required_fields_only_has_a_kind(self, cls: type[Record]) -> None:
        assert NAMED[filled(cls).kind][0] is cls

    def test_a_bare_record_has_a_kind_too(self) -> None:
        assert Record().kind == "other"

    def test_the_kind_changes_with_the_values(self) -> None:
        article = Article(title="", excerpt="", type="video")
        assert article.kind == "game"
        article.price = "Free"
        assert article.kind == "video"
        article.type = "course"
        assert article.kind == "course"
        article.category = "news"
        assert article.kind == "news"

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("book", "book"),
            ("challenge-by-hand-with-comments", "challenge-by-hand"),
            ("challenge-generated", "challenge"),
            ("challenge-generated-without-heat", "challenge-without-heat"),
            ("collection", "collection"),
            ("community", "community"),
            ("community-without-heat", "community-without-heat"),
            ("course", "course"),
            ("form", "form"),
            ("game", "game"),
            ("news-article", "news"),
            ("news-video-crlf", "news"),
            ("organization", "organization"),
            ("profile", "profile"),
            ("sample", "sample"),
            ("video", "video"),
        ],
    )
    def test_the_examples_have_their_kinds(self, name: str, kind: str) -> None:
        assert articlefmt.load(ROOT / "examples" / f"{name}.md", cls=Record).record.kind == kind


def named(one: object) -> str:
    return getattr(one, "name", "")


class TestRows:
    @pytest.mark.parametrize("name", SENTENCES)
    def test_a_kind_has_the_keys_of_its_sentence_in_their_order_and_groups(self, name: str) -> None:
        (cls, kind), row = NAMED[name], row_of(SENTENCES[name])
        assert len(row.keys) > 3
        assert groups(cls, kind, row.keys) == row.groups

    @pytest.mark.parametrize("name", [name for name in SENTENCES if name != "article"])
    def test_a_kind_requires_what_its_sentence_does(self, name: str) -> None:
        assert required_keys(*NAMED[name]) == row_of(SENTENCES[name]).required

    def test_every_kind_has_a_sentence_but_what_is_of_none(self) -> None:
        assert set(NAMED) - set(SENTENCES) == {"challenge-other"}

    @pytest.mark.parametrize(("cls", "kind"), KINDS, ids=named)
    def test_each_key_of_a_row_is_a_field_of_its_class_and_stands_once(self, cls: type[Record], kind: Kind) -> None:
        assert set(kind.row.keys) <= set(specs_by_key(cls))
        assert len(set(kind.row.keys)) == len(kind.row.keys)

    @pytest.mark.parametrize("cls", [cls for cls in CLASSES if cls is not Organization], ids=lambda cls: cls.__name__)
    def test_each_field_of_a_class_is_in_one_of_its_rows(self, cls: type[Record]) -> None:
        """But for a class without a row, whose fields tell the order."""
        keys = {key for of, kind in KINDS if of is cls for key in kind.row.keys}
        assert set(specs_by_key(cls)) - keys == set()

    @pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
    def test_a_class_requires_no_more_than_all_its_kinds_do(self, cls: type[Record]) -> None:
        by_all = frozenset.intersection(*(required_keys(cls, kind) for of, kind in KINDS if of is cls))
        assert {key for key, spec in specs_by_key(cls).items() if spec.required} <= by_all

    @pytest.mark.parametrize(("cls", "kind"), KINDS, ids=named)
    def test_secured_is_last_wherever_a_row_has_it(self, cls: type[Record], kind: Kind) -> None:
        assert "secured" not in layout_of(cls).row(kind).keys[:-1]

    @pytest.mark.parametrize(("cls", "kind"), KINDS, ids=named)
    def test_what_tells_a_kind_is_a_key_of_its_class(self, cls: type[Record], kind: Kind) -> None:
        assert {*kind.told.when, *kind.told.has, *kind.told.lacks} <= set(specs_by_key(cls))

    def test_kinds_have_different_names(self) -> None:
        assert len(NAMED) == len(KINDS)

    @pytest.mark.parametrize("kind", [kind for cls, kind in KINDS if cls is Article], ids=named)
    def test_two_orders_serve_all_articles(self, kind: Kind) -> None:
        """News has one; the others keep to the union."""
        union = tuple(key for key in layout_of(Article).own.row.keys if key in kind.row.keys)
        assert (kind.row.keys == union) is (kind.name != "news")

    @pytest.mark.parametrize(("cls", "kind"), KINDS, ids=named)
    def test_no_key_is_left_without_a_place(self, cls: type[Record], kind: Kind) -> None:
        assert set(keys_in_order(cls, kind)) == set(specs_by_key(cls))


class TestClass:
    """F-5.1 to F-5.6."""

    @pytest.mark.parametrize(
        ("values", "name"),
        [
            ({}, "Article"),
            ({"title": "a", "type": "video"}, "Article"),
            ({"taxonomy": "organization"}, "Organization"),
            ({"category": "news", "taxonomy": "organization", "levels": ["a"]}, "Article"),
            ({"category": "news", "type": "profile", "name": "a"}, "Article"),
            ({"category": "sport", "taxonomy": "organization"}, "Organization"),
            ({"taxonomy": "organization", "type": "profile", "name": "a"}, "Organization"),
            ({"taxonomy": None, "name": "a"}, "Community"),
            ({"type": "profile"}, "Profile"),
            ({"type": "profile", "name": "a", "levels": ["b"]}, "Profile"),
            ({"name": "a"}, "Community"),
            ({"name": "a", "title": "b"}, "Article"),
            ({"name": "a", "title": None}, "Community"),
            ({"name": "a", "levels": ["b"]}, "Community"),
            ({"title": "a", "levels": ["b"]}, "Challenge"),
            ({"title": "a", "levels": []}, "Article"),
            ({"title": "a", "levels": None}, "Article"),
            ({"title": "a", "levels": ["b"], "price": "Free"}, "Article"),
            ({"title": "a", "levels": ["b"], "items": ["c"]}, "Article"),
            ({"title": "a", "levels": ["b"], "price": None, "items": []}, "Challenge"),
        ],
    )
    def test_it_follows_from_the_keys(self, values: dict[str, Any], name: str) -> None:
        assert class_of(values, RECORDS) is BY_NAME[name]

    @pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
    def test_one_that_is_wanted_is_it(self, cls: type[Record]) -> None:
        assert class_of({"taxonomy": "organization"}, (cls,)) is cls


class TestKindOfValues:
    @pytest.mark.parametrize(
        ("cls", "values", "name"),
        [
            ("Article", {}, "article"),
            ("Article", {"category": "news", "type": "video", "price": "Free"}, "news"),
            ("Article", {"category": "sport", "type": "video"}, "game"),
            ("Article", {"type": "video"}, "game"),
            ("Article", {"type": "video", "price": "Free"}, "video"),
            ("Article", {"type": "course"}, "course"),
            ("Article", {"type": "book"}, "book"),
            ("Article", {"type": "collection"}, "collection"),
            ("Article", {"type": "download"}, "sample"),
            ("Article", {"type": "article"}, "article"),
            ("Article", {"type": "article", "webUrl": "a"}, "form"),
            ("Article", {"type": "article", "webUrl": "a", "originalUrl": "b"}, "article"),
            ("Article", {"type": "article", "webUrl": "a", "provider": {}}, "article"),
            ("Article", {"type": "podcast"}, "article"),
            ("Challenge", {"provider": {}, "heat": 0}, "challenge"),
            ("Challenge", {"provider": {}}, "challenge-without-heat"),
            ("Challenge", {"heat": 5}, "challenge-by-hand"),
            ("Challenge", {"type": "article"}, "challenge-other"),
            ("Profile", {}, "profile"),
            ("Community", {"heat": 0}, "community"),
            ("Community", {"heat": None}, "community-without-heat"),
            ("Organization", {}, "organization"),
            ("Record", {}, "other"),
        ],
    )
    def test_it_follows_from_what_there_is(self, cls: str, values: dict[str, Any], name: str) -> None:
        assert kind_of(getattr(articlefmt, cls), values.get).name == name


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
class TestEveryClass:
    def test_the_docstring_documents_each_field(self, cls: type[Record]) -> None:
        assert set(documented(cls)) == set(field_specs(cls))

    def test_the_docstring_names_each_key_that_is_not_the_field_name(self, cls: type[Record]) -> None:
        texts = documented(cls)
        unnamed = [
            spec.key
            for spec in field_specs(cls).values()
            if spec.key != spec.name and f"`{spec.key}`" not in texts[spec.name]
        ]
        assert unnamed == []

    def test_secured_cannot_be_assigned_whatever_the_value(self, cls: type[Record]) -> None:
        record = filled(cls, secured=Secured(SECRET))
        for value in (None, Secured("A;B"), Secured(SECRET), "A;B", 1):
            with pytest.raises(SecuredChangedError) as caught:
                setattr(record, "secured", value)  # noqa: B010
            assert (
                str(caught.value) == "E705 secured: `secured` can't be assigned; call replace_secured on the document"
            )
        assert getattr(record, "secured", None) == Secured(SECRET)

    def test_secured_never_shows(self, cls: type[Record]) -> None:
        record = filled(cls, secured=Secured(SECRET))
        assert f"secured=<secured, {len(SECRET)} characters>" in repr(record)
        assert not any(map(shows_secret, (repr(record), str(record), f"{record}", ascii([record]))))

    def test_it_is_pickled_and_copied_with_secured(self, cls: type[Record]) -> None:
        record = filled(cls, secured=Secured(SECRET), extra={"x": [1]})
        for again in (pickle.loads(pickle.dumps(record)), copy.deepcopy(record)):
            assert again == record
            assert type(again) is cls
            cast("list[int]", again.extra["x"]).append(2)
            assert record.extra == {"x": [1]}

    def test_it_has_no_room_for_other_attributes(self, cls: type[Record]) -> None:
        assert not hasattr(filled(cls), "__dict__")

    def test_lists_and_extra_are_not_shared_between_records(self, cls: type[Record]) -> None:
        one, other = filled(cls), filled(cls)
        for spec in field_specs(cls).values():
            if spec.shape.items:
                getattr(one, spec.name).append(None)
        one.extra["x"] = 1
        assert other == filled(cls)

    def test_what_is_not_given_is_none_or_empty(self, cls: type[Record]) -> None:
        record = filled(cls)
        for name, spec in field_specs(cls).items():
            assert getattr(record, name) == ("x" if spec.required else [] if spec.shape.items else None)


@given(records())
def test_no_repr_shows_secured_or_is_long(record: Record) -> None:
    assert "QUJDQUJD" not in repr(record)
    assert len(repr(record)) < 4000


def test_a_secured_in_a_wrong_place_never_shows_either() -> None:
    provider = Provider(name="", domain="", extra={"secured": SECRET})
    assert not shows_secret(repr(provider))


def test_records_of_different_classes_differ() -> None:
    profile = Profile(name="a", bio="b", location="c", type="d")
    organization: Record = Organization(taxonomy="a", id="b", name="c", domain="d")
    assert profile != organization
    assert profile == Profile(name="a", bio="b", location="c", type="d")


def test_a_record_has_no_hash_for_it_can_change() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Article(title="", excerpt="", type=""))


def test_the_repr_shortens_long_values() -> None:
    article = Article(
        title="t" * 200,
        excerpt="",
        type="article",
        published_date_time=datetime(2021, 5, 30, tzinfo=UTC),
        topics=["a", "b", "c"],
        images=[Image(url="u", width=1, height=2)],
    )
    assert repr(article) == (
        f"Article(title='{'t' * 27}...{'t' * 28}', excerpt='', published_date_time=datetime.datetime(2021, 5, 3...tzinfo="
        "datetime.timezone.utc), type='article', topics=['a', 'b', ...], images=[Image(url='u', width=1, height=2)])"
    )


def test_a_key_in_extra_that_has_a_field_is_refused() -> None:
    article = Article(title="a", excerpt="", type="", extra={"title": "b"})
    with pytest.raises(
        articlefmt.EditError, match="title: `extra` holds a key that has a field of its own; set `title`"
    ):
        articlefmt.unstructure(article)


def test_all_record_classes_are_in_the_table() -> None:
    assert len(RECORDS) == len(set(RECORDS))
    assert set(RECORDS) == {cls for cls in Record.__subclasses__() if cls.__module__ == Record.__module__}


def test_every_public_record_is_a_part() -> None:
    public = [getattr(articlefmt, name) for name in articlefmt.__all__]
    assert {one for one in public if isinstance(one, type) and issubclass(one, Part)} >= set(CLASSES) | {Record}


EVERY_KIND = tuple(sorted(NAMED))
NEWS_ONLY = ("news",)
NOT_NEWS = tuple(name for name in EVERY_KIND if name != "news")

QUOTING: tuple[tuple[tuple[str, ...], tuple[str, ...], bool], ...] = (
    # always quoted
    (EVERY_KIND, ("excerpt",), True),
    (EVERY_KIND, ("bio",), True),
    (EVERY_KIND, ("featuredContent",), True),
    (EVERY_KIND, ("secured",), True),
    (EVERY_KIND, ("images", "title"), True),
    (EVERY_KIND, ("actions", "title"), True),
    (EVERY_KIND, ("actions", "attribution"), True),
    (EVERY_KIND, ("actions", "type"), True),
    (EVERY_KIND, ("related", "title"), True),
    (EVERY_KIND, ("related", "excerpt"), True),
    (tuple(name for name in EVERY_KIND if name != "challenge-by-hand"), ("title",), True),
    (("challenge-by-hand",), ("title",), False),
    # quoted by kind
    (("profile",), ("name",), True),
    (("profile",), ("type",), True),
    (("community", "community-without-heat"), ("name",), True),
    (("organization",), ("name",), False),
    (tuple(name for name in EVERY_KIND if name != "profile"), ("type",), False),
    # URLs
    (NEWS_ONLY, ("originalUrl",), True),
    (NEWS_ONLY, ("webUrl",), True),
    (NEWS_ONLY, ("ampWebUrl",), True),
    (NEWS_ONLY, ("cdnAmpWebUrl",), True),
    (NEWS_ONLY, ("images", "url"), True),
    (NEWS_ONLY, ("provider", "images", "url"), True),
    (NEWS_ONLY, ("related", "webUrl"), True),
    (NEWS_ONLY, ("related", "cdnAmpWebUrl"), True),
    (NEWS_ONLY, ("related", "images", "url"), True),
    (NOT_NEWS, ("originalUrl",), False),
    (NOT_NEWS, ("webUrl",), False),
    (NOT_NEWS, ("images", "url"), False),
    (NOT_NEWS, ("provider", "publishers", "images", "url"), False),
    (NOT_NEWS, ("twitter", "url"), False),
    (EVERY_KIND, ("affiliation", "images", "url"), True),
    (EVERY_KIND, ("actions", "url"), True),
    (("community-without-heat",), ("provider", "images", "url"), True),
    (tuple(name for name in NOT_NEWS if name != "community-without-heat"), ("provider", "images", "url"), False),
    # all else is plain
    (EVERY_KIND, ("category",), False),
    (EVERY_KIND, ("location",), False),
    (EVERY_KIND, ("website",), False),
    (EVERY_KIND, ("price",), False),
    (EVERY_KIND, ("length",), False),
    (EVERY_KIND, ("description",), False),
    (EVERY_KIND, ("topics",), False),
    (EVERY_KIND, ("related",), False),
    (EVERY_KIND, ("related", "type"), False),
    (EVERY_KIND, ("provider", "name"), False),
    (EVERY_KIND, ("provider", "domain"), False),
    (EVERY_KIND, ("affiliation", "name"), False),
    (EVERY_KIND, ("provider", "authors", "name"), False),
    (EVERY_KIND, ("companies", "name"), False),
    (EVERY_KIND, ("twitter", "username"), False),
    (EVERY_KIND, ("unheard",), False),
)


@pytest.mark.parametrize(
    ("kind", "place", "quoted"),
    [
        pytest.param(name, place, quoted, id=f"{name}-{'.'.join(place)}")
        for names, place, quoted in QUOTING
        for name in names
    ],
)
def test_what_is_quoted_depends_on_the_key_and_the_kind(kind: str, place: tuple[str, ...], quoted: bool) -> None:
    is_quoted = layout_for(*NAMED[kind]).is_quoted
    assert is_quoted is not None
    assert is_quoted(place) is quoted


@pytest.mark.parametrize(
    ("kind", "values", "blank"),
    [
        ("book", {"heat": 1, "provider": {}}, True),
        ("book", {"heat": 0, "provider": {}}, True),
        ("book", {"heat": None, "provider": {}}, False),
        ("book", {"heat": 1}, False),
        ("book", {"heat": 1, "provider": {}, "secured": "A;B"}, False),
        ("challenge-by-hand", {"heat": 1}, False),
        ("form", {}, False),
        ("community", {"heat": 1, "provider": {}}, True),
        ("profile", {"heat": 1}, True),
        ("profile", {"heat": 1, "secured": "A;B"}, False),
        ("profile", {"provider": {}}, False),
    ],
)
def test_heat_and_provider_without_secured_leave_an_empty_line_before_the_closing_fence(
    kind: str, values: dict[str, Any], blank: bool
) -> None:
    assert layout_for(*NAMED[kind]).ends_blank(values) is blank


def test_the_layout_of_values_is_that_of_their_class_and_kind() -> None:
    video: dict[str, Value] = {"title": "T", "type": "video", "price": "Free"}
    community: dict[str, Value] = {"name": "N", "heat": 1}
    assert layout_of_values(video, RECORDS) is layout_for(*NAMED["video"])
    assert layout_of_values(community, RECORDS) is layout_for(*NAMED["community"])
    assert layout_of_values(community, (Article,)) is layout_for(*NAMED["article"])
