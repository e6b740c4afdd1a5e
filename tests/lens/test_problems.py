"""What doesn't fit is told where the generated functions give up, and nowhere else.

The words of problems are tested with `structure`, their places with `Document.record`.
"""

from __future__ import annotations

import copy
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt import Article, Author, Image, Problem, Provider, Record, Value
from articlefmt.lens.problems import problems
from articlefmt.lens.shaped import MisfitError
from articlefmt.lens.structurer import structurer
from articlefmt.model.base import Part
from articlefmt.testing import records
from tests.lens.odd import Odd
from tests.spoil import spoilt_values

ARTICLE: dict[str, Any] = {"title": "T", "type": "video"}


@attrs.define
class Note:
    about: Any
    body: Value


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


def test_a_required_value_of_any_type_is_missing_where_there_is_no_key() -> None:
    """It took null for it, and wrote that."""
    assert [problem.key for problem in problems({"body": None}, Note)] == [("about",)]
    with pytest.raises(MisfitError):
        structurer(Note)({"body": None})
    assert structurer(Note)({"about": None, "body": None}) == Note(None, None)


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
        ("topics", "-", "; write each item behind a dash, or all as in `[a, b]`"),
        ("levels", 5, ""),
        ("topics", [5], "; quote it"),
    ],
)
def test_a_blank_that_is_missing_is_named(name: str, value: Any, hint: str) -> None:
    (problem,) = problems({**ARTICLE, name: value}, Article)
    assert problem.message.partition(" not ")[2].partition(";")[1:] == (hint[:1], hint[1:])


@pytest.mark.parametrize(
    ("name", "value", "key", "code", "message"),
    [
        ("clock", "x", (), "T301", "takes a time or None, not text"),
        ("clock", 750, (), "T301", "takes a time or None, not an int"),
        ("score", "5", (), "T304", "this number is quoted, so it is text; remove the quotes"),
        ("colour", "blue", (), "T301", "takes one of 'red', 1 or None, not text"),
        ("names", {"a": "x"}, ("a",), "T301", "takes an int or a list of bool, not text"),
        ("names", {"a": [True, 5]}, ("a", 1), "T301", "takes a bool, not an int"),
        ("names", [1], (), "T301", "takes a dict of (an int or a list of bool), not a list"),
        ("day", "2021-05-30", (), "T304", "this date is quoted, so it is text; remove the quotes"),
        ("either", "true", (), "T301", "takes an int, a bool or None, not text"),
        ("sequence", [{"name": 1}], (0, "name"), "T301", "takes a str, not an int; quote it"),
        ("sequence", {"name": "A"}, (), "T301", "takes a tuple of Author, not a mapping"),
        ("unknown", "x", (), "T301", "takes an int, not text"),
    ],
)
def test_what_any_type_takes_is_told_in_words(
    name: str, value: Any, key: tuple[Any, ...], code: str, message: str
) -> None:
    assert [*problems({name: value}, Odd)] == [Problem(code, message, (name, *key))]
