"""Timestamps as such and as text, both ways."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest

import articlefmt
from articlefmt import Article, Problem, StructureError, structure, unstructure
from tests.samples import form

NOON = datetime(2021, 5, 30, 12, tzinfo=UTC)
ARTICLE: dict[str, Any] = {"title": "T", "excerpt": "", "type": "article"}


@attrs.define
class Moments:
    by_name: dict[str, datetime] = attrs.field(factory=dict)
    any_names: dict[str, articlefmt.Value] = attrs.field(factory=dict)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOON, "2021-05-30T12:00:00Z"),
        (datetime(2021, 5, 30, 12, tzinfo=timezone(timedelta(hours=2))), "2021-05-30T10:00:00Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
    ],
)
def test_a_timestamp_becomes_text_in_utc(moment: datetime, text: str) -> None:
    article = Article(**ARTICLE, published_date_time=moment, extra={"a": [{"b": moment}], "c": date(2021, 5, 30)})
    values = unstructure(article, timestamps="text")
    assert (values["publishedDateTime"], values["a"], values["c"]) == (text, [{"b": text}], "2021-05-30")


def test_text_is_a_timestamp_only_where_that_was_said() -> None:
    values = {**ARTICLE, "title": "2021-05-30T12:00:00Z", "publishedDateTime": "2021-05-30T14:00:00+02:00"}
    article = structure(values, Article, timestamps="text")
    assert (article.title, article.published_date_time) == ("2021-05-30T12:00:00Z", NOON)


def test_it_is_so_in_nested_records_and_nowhere_else() -> None:
    text = "2021-05-30T12:00:00Z"
    values = {**ARTICLE, "related": [{"title": text, "publishedDateTime": text}], "x": {"publishedDateTime": text}}
    article = structure(values, Article, timestamps="text")
    assert (article.related[0].title, article.related[0].published_date_time) == (text, NOON)
    assert article.extra == {"x": {"publishedDateTime": text}}


def test_it_is_so_in_mappings_of_timestamps() -> None:
    text = "2021-05-30T12:00:00Z"
    values = {"by_name": {"a": text}, "any_names": {"a": text}}
    assert structure(values, Moments, timestamps="text") == Moments({"a": NOON}, {"a": text})


@pytest.mark.parametrize(
    ("text", "cured"),
    [
        ("tomorrow", "write it as in `2021-05-30T14:00:00Z`"),
        ("2021-02-30T00:00:00Z", "there is no such day or time; write one as in `2021-05-30T14:00:00Z`"),
        ("", "write it as in `2021-05-30T14:00:00Z`"),
    ],
)
def test_text_that_is_no_timestamp_is_a_problem_that_shows_the_form(text: str, cured: str) -> None:
    with pytest.raises(StructureError) as caught:
        structure({**ARTICLE, "publishedDateTime": text}, timestamps="text")
    assert caught.value.problems == (
        Problem("T301", f"takes a datetime with a time zone or None, not text; {cured}", ("publishedDateTime",)),
    )


def test_timestamps_is_one_of_two_words() -> None:
    with pytest.raises(TypeError, match="timestamps is"):
        structure(ARTICLE, timestamps="iso")  # type: ignore[call-overload]


class TestDocuments:
    DATA = form(
        "publishedDateTime: 2021-05-30T14:00:00+02:00", "heat: x", "x: {day: 2021-05-30, at: [2021-05-30T14:00:00Z]}"
    )

    def test_their_values_have_both_forms_whether_they_type_or_not(self) -> None:
        document = articlefmt.loads(self.DATA)
        plain = articlefmt.unstructure(document, timestamps="text")
        assert plain["publishedDateTime"] == "2021-05-30T12:00:00Z"
        assert plain["x"] == {"day": "2021-05-30", "at": ["2021-05-30T14:00:00Z"]}
        assert json.loads(json.dumps(plain)) == plain
        assert articlefmt.unstructure(document) == document.values

    def test_the_document_stays_as_it_is(self) -> None:
        document = articlefmt.loads(self.DATA)
        articlefmt.unstructure(document, timestamps="text")["x"] = 1
        assert document.to_bytes() == self.DATA
        assert isinstance(document.values["publishedDateTime"], datetime)

    def test_the_two_words_are_the_same_there(self) -> None:
        wrong: Any = "iso"
        with pytest.raises(TypeError, match="timestamps is"):
            articlefmt.unstructure(articlefmt.loads(self.DATA), timestamps=wrong)
