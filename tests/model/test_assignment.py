"""What the fields of the article classes take: when it is assigned, and when a record is made."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

import articlefmt
from articlefmt import Article, Author, Challenge, EditError, FieldError, Image, Provider, Ratings, Secured
from articlefmt.model.base import Part
from tests.samples import form

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
NAIVE = datetime(2021, 5, 30)  # noqa: DTZ001
PRECISE = datetime(2021, 5, 30, microsecond=5, tzinfo=UTC)
IN_ODD_ZONE = datetime(2021, 5, 30, tzinfo=timezone(timedelta(hours=1, microseconds=5)))
TOO_EARLY = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1)))
TOO_LATE = datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-1)))


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
