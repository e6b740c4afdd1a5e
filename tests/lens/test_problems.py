"""What doesn't fit is told where the generated functions give up, and nowhere else.

The words of problems are tested with `structure`, their places with `Document.record`.
"""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt import Article, Author, Image, Problem, Provider, Record
from articlefmt.lens.generated import structurer, unstructurer
from articlefmt.lens.problems import faults, problems
from articlefmt.lens.shaped import MisfitError
from articlefmt.model.base import Part
from articlefmt.testing import records
from articlefmt.values import NotPlainError
from tests.spoil import spoilt_record, spoilt_values

ARTICLE: dict[str, Any] = {"title": "T", "type": "video"}


@given(records().flatmap(lambda record: st.tuples(st.just(type(record)), spoilt_values(record))))
def test_values_that_are_not_built_have_a_problem_and_others_have_none(
    case: tuple[type[Record], dict[str, Any]],
) -> None:
    cls, values = case
    before = copy.deepcopy(values)
    found = [*problems(values, cls)]
    try:
        structurer(cls)(values)
    except MisfitError:
        assert found
    else:
        assert found == []
    assert repr(values) == repr(before)


@given(spoilt_record())
def test_a_record_that_is_not_taken_apart_has_a_fault_and_others_have_none(case: tuple[Record, bool]) -> None:
    record, is_spoilt = case
    found = [*faults(record, type(record))]
    try:
        unstructurer(type(record))(record, [])
    except (MisfitError, NotPlainError):
        assert found
    else:
        assert found == []
    assert bool(found) is is_spoilt


@given(records().flatmap(lambda record: st.tuples(st.just(type(record)), spoilt_values(record))))
def test_a_problem_has_the_key_of_a_value_or_of_one_that_is_missing(case: tuple[type[Record], dict[str, Any]]) -> None:
    cls, values = case
    for problem in problems(values, cls):
        holder: Any = values
        for part in problem.key[:-1]:
            holder = holder[part]
        last = problem.key[-1]
        is_there = last in holder if isinstance(holder, dict) else 0 <= int(last) < len(holder)
        assert is_there is (problem.code != "T302")


class TestProblems:
    def test_they_come_in_the_order_of_the_values_then_what_is_missing(self) -> None:
        values: dict[str, Any] = {"topics": [1], "heat": "x", "provider": {"images": 5}}
        assert [(one.code, one.key) for one in problems(values, Article)] == [
            ("T301", ("topics", 0)),
            ("T301", ("heat",)),
            ("T301", ("provider", "images")),
            ("T302", ("provider", "name")),
            ("T302", ("provider", "domain")),
            ("T302", ("title",)),
            ("T302", ("type",)),
        ]

    def test_each_is_looked_for_when_it_is_asked_for(self) -> None:
        values: dict[str, Any] = {"heat": "x", "topics": [object()]}
        assert next(problems(values, Article)).key == ("heat",)

    def test_their_keys_begin_with_that_of_the_values(self) -> None:
        assert [*problems({"name": 1}, Author, ("provider", "authors", 0))] == [
            Problem("T301", "takes a str, not an int; quote it", ("provider", "authors", 0, "name"))
        ]

    def test_an_unknown_key_is_none_whatever_it_holds(self) -> None:
        assert [*problems({**ARTICLE, "x": {"title": [1, None]}}, Article)] == []

    def test_a_null_is_one_where_a_record_must_have_a_value(self) -> None:
        values: dict[str, Any] = {"title": None, "type": "video", "heat": None, "topics": None, "provider": None}
        assert [*problems(values, Article)] == [Problem("T301", "takes a str, not null", ("title",))]

    @pytest.mark.parametrize("cls", [Author, Image, Provider])
    def test_nothing_at_all_lacks_what_is_required(self, cls: type[Part]) -> None:
        assert {problem.code for problem in problems({}, cls)} == {"T302"}


class TestFaults:
    def test_all_are_told_in_the_order_of_the_fields_then_those_of_extra(self) -> None:
        extra: dict[str, Any] = {"type": 1, "x": [{"y": 2j}]}
        record: Any = Article(**ARTICLE, provider=Provider(name="N", domain="d"), extra=extra)
        record.topics = ["a"]
        record.topics.append(5)
        record.images.append({})
        record.provider.authors.append(Image(url="u", width=1, height=1))
        record.provider.extra["name"] = "M"
        assert [(type(one).__name__, one.code, one.key, one.message) for one in faults(record, type(record))] == [
            ("EditError", "E701", ("provider", "authors", 0), "takes an Author, not Image"),
            ("EditError", "E702", ("provider", "name"), "`extra` holds a key that has a field of its own; set `name`"),
            ("EditError", "E701", ("topics", 1), "takes a str, not int"),
            ("EditError", "E701", ("images", 0), "takes an Image, not dict"),
            ("EditError", "E702", ("type",), "`extra` holds a key that has a field of its own; set `type`"),
            ("EditError", "E702", ("x", 0, "y"), "front matter can't hold complex"),
        ]

    def test_what_hides_in_a_part_of_a_list_is_found(self) -> None:
        wrong: Any = 5
        extra: dict[str, Any] = {"z": {"y": {1}}}
        image = Image(url="u", width=1, height=1, extra=extra)
        record = Article(**ARTICLE, provider=Provider(name="N", domain="d", images=[image]), images=[image])
        record.provider.authors.append(wrong)  # type: ignore[union-attr]
        assert [one.key for one in faults(record, type(record))] == [
            ("provider", "images", 0, "z", "y"), ("provider", "authors", 0), ("images", 0, "z", "y"),
        ]  # fmt: skip

    def test_a_time_without_a_zone_is_named_with_its_cure(self) -> None:
        record = Article(**ARTICLE, extra={"x": [datetime(2021, 5, 30)]})  # noqa: DTZ001
        (found,) = faults(record, type(record))
        assert str(found) == "E702 x[0]: the datetime has no time zone; give it one, as in tzinfo=datetime.UTC"

    def test_their_keys_begin_with_that_of_the_record(self) -> None:
        (found,) = faults(Author(name="A", extra={"name": 1}), Author, ("provider", "authors", 0))
        assert found.key == ("provider", "authors", 0, "name")

    def test_a_record_of_a_class_of_ones_own_has_none(self) -> None:
        class Mine(Provider):
            pass

        assert [*faults(Article(**ARTICLE, provider=Mine(name="N", domain="d")), Article)] == []


def test_a_moment_of_a_short_zone_is_none() -> None:
    values: dict[str, Any] = {**ARTICLE, "publishedDateTime": "2021-05-30 17:20:00 +0200", "heat": "x"}
    assert [problem.key for problem in problems(values, Article)] == [("heat",)]


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("provider", "name:x domain:y", "; a space must stand behind the colon of a key, as in `name: N`"),
        ("provider", "N", ""),
        ("provider", "https://x.y", ""),
        ("images", ["url:x width:3"], "; a space must stand behind the colon of a key, as in `name: N`"),
        ("topics", "-a - b", "; a space must stand behind the dash of an item"),
        ("topics", "-", ""),
        ("levels", 5, ""),
        ("topics", [5], "; quote it"),
    ],
)
def test_a_blank_that_is_missing_is_named(name: str, value: Any, hint: str) -> None:
    (problem,) = problems({**ARTICLE, name: value}, Article)
    assert problem.message.partition(" not ")[2].partition(";")[1:] == (hint[:1], hint[1:])
