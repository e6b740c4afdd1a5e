"""Plain values ↔ records: nothing is coerced, nothing is lost, and every problem is told at once."""

from __future__ import annotations

import copy
import json
from collections import OrderedDict
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import assume, given

import articlefmt
from articlefmt import (
    Article,
    Author,
    Challenge,
    Community,
    Image,
    Organization,
    Problem,
    Profile,
    Provider,
    Ratings,
    Record,
    Related,
    Secured,
    StructureError,
    structure,
    unstructure,
)
from articlefmt.model.base import Part
from articlefmt.model.fields import field_specs
from articlefmt.testing import records
from articlefmt.values import same
from tests.samples import SECRET, shows_secret

NOON = datetime(2021, 5, 30, 12, tzinfo=UTC)
ARTICLE: dict[str, Any] = {"title": "T", "excerpt": "", "type": "article"}
IMAGE: dict[str, Any] = {"url": "u", "width": 1, "height": 2}


def problems(values: Mapping[str, Any], cls: type[attrs.AttrsInstance] = Record) -> tuple[Problem, ...]:
    with pytest.raises(StructureError) as caught:
        structure(values, cls)
    return caught.value.problems


def has_time(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(has_time, value.values()))
    return any(map(has_time, value)) if isinstance(value, list) else isinstance(value, date)


def has_time_in_extra(record: object) -> bool:
    """Whether an unknown key of a record, or of one in it, holds a timestamp."""
    if isinstance(record, list):
        return any(map(has_time_in_extra, record))
    if not isinstance(record, Part):
        return False
    return has_time(record.extra) or any(has_time_in_extra(getattr(record, name)) for name in field_specs(type(record)))


class TestThereAndBack:
    @given(records())
    def test_a_record_of_its_plain_values_is_the_same_record(self, record: Record) -> None:
        assert structure(unstructure(record), type(record)) == record

    @given(records())
    def test_the_values_of_a_record_made_of_them_are_the_same_values(self, record: Record) -> None:
        values = unstructure(record)
        again = unstructure(structure(values, type(record)))
        assert same(again, values)
        assert list(again) == list(values)

    @given(records())
    def test_json_holds_a_record_when_timestamps_are_text(self, record: Record) -> None:
        assume(not has_time_in_extra(record))  # nobody can tell a text from a timestamp there
        text = json.dumps(unstructure(record, timestamps="text"))
        assert structure(json.loads(text), type(record), timestamps="text") == record

    @given(records())
    def test_a_record_and_its_plain_values_share_nothing(self, record: Record) -> None:
        before = copy.deepcopy(record)
        values = unstructure(record)
        again = structure(values, type(record))
        spoil(values)
        assert record == before
        assert again == before


def spoil(value: object) -> None:
    """Empty every dict and list."""
    if isinstance(value, dict | list):
        for child in list(value.values() if isinstance(value, dict) else value):
            spoil(child)
        value.clear()


class TestUnstructure:
    def test_keys_are_those_of_the_format_and_nothing_is_left_out_but_none_and_empty_lists(self) -> None:
        article = Article(
            title="T",
            excerpt="",
            type="article",
            heat=0,
            published=False,
            published_date_time=NOON,
            provider=Provider(name="N", domain="", images=[Image(url="u", width=1, height=2, is_cached=True)]),
            related=[Related(title="R")],
            secured=Secured(SECRET),
        )
        assert unstructure(article) == {
            "publishedDateTime": NOON,
            "title": "T",
            "excerpt": "",
            "type": "article",
            "heat": 0,
            "published": False,
            "provider": {
                "name": "N",
                "domain": "",
                "images": [{"url": "u", "width": 1, "height": 2, "isCached": True}],
            },
            "related": [{"title": "R"}],
            "secured": SECRET,
        }

    def test_unknown_keys_come_after_the_fields_and_before_secured_in_their_order(self) -> None:
        article = Article(title="T", excerpt="", type="a", secured=Secured("A;B"), extra={"z": None, "b": [], "a": {}})
        assert list(unstructure(article)) == ["title", "excerpt", "type", "z", "b", "a", "secured"]
        assert list(unstructure(Author(name="A", extra={"z": 1, "b": 2}))) == ["name", "z", "b"]

    def test_a_nested_record_can_be_unstructured(self) -> None:
        assert unstructure(Ratings(count=1, average=5)) == {"count": 1, "average": 5}

    @pytest.mark.parametrize("wrong", [None, 1, {}, "a", Article])
    def test_it_takes_a_record(self, wrong: Any) -> None:
        with pytest.raises(TypeError) as caught:
            unstructure(wrong)
        assert str(caught.value) == f"unstructure takes a record, not {type(wrong).__name__}"

    @pytest.mark.parametrize("extra", [{"x": object()}, {1: "a"}, {"x": {1, 2}}])
    def test_what_front_matter_cannot_hold_is_our_error(self, extra: dict[Any, Any]) -> None:
        with pytest.raises(articlefmt.ArticleError):
            unstructure(Article(**ARTICLE, extra=extra))

    def test_deep_values_depend_on_no_stack(self) -> None:
        deep: dict[str, Any] = {}
        for _ in range(600):
            deep = {"a": deep}
        unstructure(structure({**ARTICLE, "deep": deep}), timestamps="text")

    def test_a_record_that_lacks_an_attribute_is_told_with_its_name(self) -> None:
        article = Article(**ARTICLE)
        del article.title
        with pytest.raises(articlefmt.EditError) as caught:
            unstructure(article)
        assert (caught.value.code, caught.value.message) == ("E702", "the record lacks an attribute: title")

    def test_what_is_nested_deeper_than_the_stack_is_our_error_both_ways(self) -> None:
        values: dict[str, Any] = {}
        record = Nested()
        for _ in range(5000):
            values, record = {"below": values}, Nested(record)
        assert problems(values, Nested) == (Problem("T301", "it is nested too deeply"),)
        with pytest.raises(articlefmt.EditError) as caught:
            unstructure(record)
        assert caught.value.message == "it is nested too deeply, or holds itself"

    def test_a_naive_datetime_is_refused_everywhere(self) -> None:
        with pytest.raises(articlefmt.ArticleError):
            structure({**ARTICLE, "extra": datetime(2021, 5, 30)})  # noqa: DTZ001


@attrs.define
class Nested:
    below: Nested | None = None


class TestClass:
    @pytest.mark.parametrize(
        ("values", "cls"),
        [
            (ARTICLE, Article),
            ({"title": "T", "excerpt": "", "levels": ["a"]}, Challenge),
            ({"name": "N", "bio": "", "location": "", "type": "profile"}, Profile),
            ({"name": "N", "excerpt": "", "originalUrl": "", "webUrl": ""}, Community),
            ({"taxonomy": "organization", "_id": "", "name": "", "domain": ""}, Organization),
        ],
    )
    def test_it_follows_from_the_keys(self, values: dict[str, Any], cls: type[Record]) -> None:
        assert type(structure(values)) is cls
        assert type(structure(values, cls=Record)) is cls
        assert type(structure(values, cls=cls)) is cls

    @pytest.mark.parametrize(
        ("values", "cls", "message"),
        [
            (
                {"name": "N", "bio": "", "location": "", "type": "profile"},
                Article,
                "its keys are those of a Profile, not of an Article; load it with cls=articlefmt.Profile",
            ),
            (
                ARTICLE,
                Profile,
                "its keys are those of an Article, not of a Profile; load it with cls=articlefmt.Article",
            ),
            (
                {"taxonomy": "organization"},
                Community,
                "its keys are those of an Organization, not of a Community; load it with cls=articlefmt.Organization",
            ),
            (
                {"title": "T", "excerpt": "", "levels": ["a"]},
                Article,
                "its keys are those of a Challenge, not of an Article; load it with cls=articlefmt.Challenge",
            ),
        ],
    )
    def test_another_class_says_which_and_nothing_else(
        self, values: dict[str, Any], cls: type[Record], message: str
    ) -> None:
        assert problems(values, cls) == (Problem("T303", message),)

    def test_values_that_fit_the_class_wanted_are_taken_whatever_their_keys_tell(self) -> None:
        assert type(structure({**ARTICLE, "levels": ["a"]}, Article)) is Article

    def test_a_class_that_is_no_record_is_a_type_error(self) -> None:
        wrong: Any = dict
        with pytest.raises(TypeError):
            structure({}, cls=wrong)


WRONG: tuple[tuple[str, object, tuple[Problem, ...]], ...] = (
    ("title", None, (Problem("T301", "takes a str, not null", ("title",)),)),
    ("title", 12, (Problem("T301", "takes a str, not an int; quote it", ("title",)),)),
    ("title", 1.5, (Problem("T301", "takes a str, not a float; quote it", ("title",)),)),
    ("title", True, (Problem("T301", "takes a str, not a bool; quote it", ("title",)),)),
    ("title", NOON, (Problem("T301", "takes a str, not a timestamp; quote it", ("title",)),)),
    ("title", date(2021, 5, 30), (Problem("T301", "takes a str, not a date; quote it", ("title",)),)),
    ("title", ["a"], (Problem("T301", "takes a str, not a list; quote it if it is text", ("title",)),)),
    ("webUrl", {}, (Problem("T301", "takes a str or None, not a mapping; quote it if it is text", ("webUrl",)),)),
    ("heat", True, (Problem("T301", "takes an int or None, not a bool", ("heat",)),)),
    ("heat", 70.0, (Problem("T301", "takes an int or None, not a float", ("heat",)),)),
    ("heat", "hot", (Problem("T301", "takes an int or None, not text", ("heat",)),)),
    ("heat", "010", (Problem("T301", "takes an int or None, not text", ("heat",)),)),
    ("heat", "4.5", (Problem("T301", "takes an int or None, not text", ("heat",)),)),
    ("published", 1, (Problem("T301", "takes a bool or None, not an int", ("published",)),)),
    ("published", "yes", (Problem("T301", "takes a bool or None, not text; write `true`", ("published",)),)),
    ("publishedDateTime", date(2021, 5, 30), (
        Problem("T301", "takes a datetime with a time zone or None, not a date; write it as `2021-05-30T00:00:00Z`", ("publishedDateTime",)),)),
    ("publishedDateTime", 2021, (
        Problem("T301", "takes a datetime with a time zone or None, not an int; write it as in `2021-05-30T14:00:00Z`", ("publishedDateTime",)),)),
    ("publishedDateTime", datetime(2021, 5, 30), (  # noqa: DTZ001
        Problem("T301", "the datetime has no time zone; give it one, as in tzinfo=datetime.UTC", ("publishedDateTime",)),)),
    ("topics", "a", (Problem("T301", "takes a list of str, not text; write each item behind a dash, or all as in `[a, b]`", ("topics",)),)),
    ("topics", {}, (Problem("T301", "takes a list of str, not a mapping", ("topics",)),)),
    ("topics", ["a", None, 5], (
        Problem("T301", "takes a str, not null", ("topics", 1)),
        Problem("T301", "takes a str, not an int; quote it", ("topics", 2)))),
    ("topics", [["a"]], (Problem("T301", "takes a str, not a list; quote it if it is text", ("topics", 0)),)),
    ("provider", "N", (Problem("T301", "takes a Provider or None, not text", ("provider",)),)),
    ("provider", [], (Problem("T301", "takes a Provider or None, not a list", ("provider",)),)),
    ("images", IMAGE, (Problem("T301", "takes a list of Image, not a mapping", ("images",)),)),
    ("images", [None, "u"], (
        Problem("T301", "takes an Image, not null", ("images", 0)),
        Problem("T301", "takes an Image, not text", ("images", 1)))),
    ("images", [{**IMAGE, "width": "x"}], (Problem("T301", "takes an int, not text", ("images", 0, "width")),)),
    ("images", [{"url": "u"}], (
        Problem("T302", "it is missing; Image needs an int here", ("images", 0, "width")),
        Problem("T302", "it is missing; Image needs an int here", ("images", 0, "height")))),
    ("ratings", {"count": 1, "average": None}, (Problem("T301", "takes a float, not null", ("ratings", "average")),)),
    ("ratings", {"count": 1, "average": True}, (Problem("T301", "takes a float, not a bool", ("ratings", "average")),)),
    ("secured", 5, (Problem("T301", "takes a Secured or None, not an int", ("secured",)),)),
    ("secured", ["A;B"], (Problem("T301", "takes a Secured or None, not a list", ("secured",)),)),
    # quoted
    ("heat", "70", (
        Problem("T304", "this number is quoted, so it is text; remove the quotes", ("heat",)),)),
    ("heat", "-0", (
        Problem("T304", "this number is quoted, so it is text; remove the quotes", ("heat",)),)),
    ("published", "true", (
        Problem("T304", "this bool is quoted, so it is text; remove the quotes", ("published",)),)),
    ("publishedDateTime", "2021-05-30T12:00:00Z", (
        Problem("T304", "this timestamp is quoted, so it is text; remove the quotes", ("publishedDateTime",)),)),
    ("ratings", {"count": 1, "average": "4.5"}, (
        Problem("T304", "this number is quoted, so it is text; remove the quotes", ("ratings", "average")),)),
    ("ratings", {"count": 1, "average": "5"}, (
        Problem("T304", "this number is quoted, so it is text; remove the quotes", ("ratings", "average")),)),
    ("images", [{**IMAGE, "height": "70"}], (
        Problem("T304", "this number is quoted, so it is text; remove the quotes", ("images", 0, "height")),)),
    # what front matter can't hold
    ("x", object(), (Problem("T301", "front matter can't hold object", ("x",)),)),
    ("x", [{"y": {1}}], (Problem("T301", "front matter can't hold set", ("x", 0, "y")),)),
    ("topics", ("a",), (Problem("T301", "front matter can't hold tuple", ("topics",)),)),
    ("x", {1: "a"}, (Problem("T301", "a key takes a str, not int", ("x",)),)),
)  # fmt: skip


class TestNothingIsCoerced:
    @pytest.mark.parametrize(("key", "value", "expected"), WRONG)
    def test_a_value_of_another_type_is_a_problem(self, key: str, value: object, expected: tuple[Problem, ...]) -> None:
        assert problems({**ARTICLE, key: value}) == expected

    def test_a_float_field_may_hold_an_int(self) -> None:
        article = structure({**ARTICLE, "ratings": {"count": 1, "average": 5}}, Article)
        assert article.ratings is not None
        assert type(article.ratings.average) is int

    def test_null_is_none_or_an_empty_list(self) -> None:
        article = structure({**ARTICLE, "heat": None, "topics": None, "provider": None, "secured": None}, Article)
        assert (article.heat, article.topics, article.provider, article.secured) == (None, [], None, None)

    def test_another_zone_is_converted_to_utc(self) -> None:
        moment = datetime(2021, 5, 30, 14, tzinfo=timezone(timedelta(hours=2)))
        article = structure({**ARTICLE, "publishedDateTime": moment}, Article)
        assert article.published_date_time == NOON
        assert str(article.published_date_time) == "2021-05-30 12:00:00+00:00"

    def test_a_timestamp_that_utc_cannot_hold_is_a_problem(self) -> None:
        moment = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1)))
        assert [problem.key for problem in problems({**ARTICLE, "publishedDateTime": moment})] == [
            ("publishedDateTime",)
        ]

    def test_no_problem_shows_secured(self) -> None:
        with pytest.raises(StructureError) as caught:
            structure({**ARTICLE, "secured": [SECRET], "heat": SECRET})
        assert not shows_secret(str(caught.value) + repr(caught.value.problems))


class TestProblems:
    def test_all_are_told_at_once_with_their_keys(self) -> None:
        values = {
            "title": 1,
            "heat": "70",
            "provider": {"name": "N", "images": [IMAGE, {**IMAGE, "width": None, "title": 2}]},
            "topics": ["a", 1],
            "related": [{"provider": {"domain": "d"}}],
        }
        assert problems(values, Article) == (
            Problem("T301", "takes a str, not an int; quote it", ("title",)),
            Problem("T304", "this number is quoted, so it is text; remove the quotes", ("heat",)),
            Problem("T301", "takes an int, not null", ("provider", "images", 1, "width")),
            Problem("T301", "takes a str or None, not an int; quote it", ("provider", "images", 1, "title")),
            Problem("T302", "it is missing; Provider needs a str here", ("provider", "domain")),
            Problem("T301", "takes a str, not an int; quote it", ("topics", 1)),
            Problem("T302", "it is missing; Provider needs a str here", ("related", 0, "provider", "name")),
            Problem("T302", "it is missing; Related needs a str here", ("related", 0, "title")),
            Problem("T302", "it is missing; Article needs a str here", ("type",)),
        )

    def test_a_missing_field_is_named_by_its_key_in_the_file(self) -> None:
        assert problems({"taxonomy": "a"}) == (
            Problem("T302", "it is missing; Organization needs a str here", ("_id",)),
            Problem("T302", "it is missing; Organization needs a str here", ("name",)),
            Problem("T302", "it is missing; Organization needs a str here", ("domain",)),
        )

    def test_the_error_shows_every_one(self) -> None:
        with pytest.raises(StructureError) as caught:
            structure({})
        assert str(caught.value) == (
            "T302 title: it is missing; Article needs a str here\nT302 type: it is missing; Article needs a str here"
        )

    @pytest.mark.parametrize("wrong", [None, 1, [], "title", [("title", "T")]])
    def test_what_is_no_mapping_is_a_type_error(self, wrong: Any) -> None:
        with pytest.raises(TypeError) as caught:
            structure(wrong)
        assert str(caught.value) == f"structure takes a mapping, not {type(wrong).__name__}"

    def test_what_holds_itself_is_a_problem(self) -> None:
        values: dict[str, Any] = dict(ARTICLE)
        values["x"] = [values]
        assert problems(values) == (Problem("T301", "it holds itself", ("x",)),)


class TestExtra:
    def test_unknown_keys_are_kept_in_their_order_at_every_level(self) -> None:
        values = {
            "z": 1, **ARTICLE, "b": [{"q": None}], "provider": {"y": 1, "name": "N", "domain": "", "x": 2}, "a": {},
            "images": [{**IMAGE, "w": 3, "v": 4}],
        }  # fmt: skip
        article = structure(values, Article)
        assert article.provider is not None
        assert list(article.extra.items()) == [("z", 1), ("b", [{"q": None}]), ("a", {})]
        assert list(article.provider.extra.items()) == [("y", 1), ("x", 2)]
        assert list(article.images[0].extra.items()) == [("w", 3), ("v", 4)]

    def test_attribute_names_are_no_keys(self) -> None:
        assert structure({**ARTICLE, "web_url": "a", "extra": 1}).extra == {"web_url": "a", "extra": 1}

    @pytest.mark.parametrize("wrap", [OrderedDict, MappingProxyType])
    def test_any_mapping_will_do(self, wrap: Any) -> None:
        record = structure(wrap({**ARTICLE, "provider": wrap({"name": "N", "domain": ""}), "x": wrap({"y": 1})}))
        assert unstructure(record) == {**ARTICLE, "provider": {"name": "N", "domain": ""}, "x": {"y": 1}}
        assert type(record.extra["x"]) is dict


def test_a_null_where_none_is_needed_is_no_problem_beside_others() -> None:
    with pytest.raises(StructureError) as caught:
        structure({"title": "T", "type": "article", "heat": None, "topics": None, "quality": "x"}, Article)
    assert [problem.key for problem in caught.value.problems] == [("quality",)]
