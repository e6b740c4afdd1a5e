"""When two sets of plain values are the same to a record class."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, time
from typing import Any

import attrs
import pytest
from hypothesis import given

from articlefmt import Article, Record, Related
from articlefmt.lens.comparable import comparable, comparable_at
from articlefmt.lens.structure import structure_values, unstructure_values
from articlefmt.model.base import Part
from articlefmt.model.shapes import ANY, Shape
from articlefmt.testing import records
from articlefmt.values import same
from tests.edits import agree

IMAGE: dict[str, Any] = {"url": "u", "width": 1, "height": 2}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"title": "T", "heat": None, "topics": [], "levels": None}, {"title": "T"}),
        ({"provider": {"name": "N", "images": [], "x": None}}, {"provider": {"name": "N", "x": None}}),
        ({"images": [{**IMAGE, "title": None}, IMAGE]}, {"images": [IMAGE, IMAGE]}),
        ({"ratings": {"count": 5, "average": 5.0}}, {"ratings": {"count": 5, "average": 5}}),
        ({"ratings": {"count": 5, "average": 4.5}}, {"ratings": {"count": 5, "average": 4.5}}),
        ({"publishedDateTime": "2021-05-03 14:00:00 +0200"}, {"publishedDateTime": datetime(2021, 5, 3, 12, tzinfo=UTC)}),
        ({"related": [{"publishedDateTime": "2021-05-03 14:00:00 +02"}]}, {"related": [{"publishedDateTime": datetime(2021, 5, 3, 12, tzinfo=UTC)}]}),
        ({"publishedDateTime": "x", "title": "2021-05-03 14:00:00 +02"}, {"publishedDateTime": "x", "title": "2021-05-03 14:00:00 +02"}),
        # what the class doesn't know
        ({"x": None, "z": [], "w": {"heat": None, "average": 5.0}}, {"x": None, "z": [], "w": {"heat": None, "average": 5.0}}),
        # what doesn't type
        ({"provider": "N", "images": [None, 5], "ratings": []}, {"provider": "N", "images": [None, 5], "ratings": []}),
        ({"provider": {}, "topics": [None]}, {"provider": {}, "topics": [None]}),
    ],
)  # fmt: skip
def test_what_a_record_can_not_tell_is_left_out(values: dict[str, Any], expected: dict[str, Any]) -> None:
    before = copy.deepcopy(values)
    found = comparable(values, Article)
    assert same(found, expected)
    assert list(found) == list(expected)
    assert values == before


@pytest.mark.parametrize(
    ("value", "cls", "expected"),
    [
        ({"title": "R", "images": None}, Related, {"title": "R"}),
        ({"title": "R", "images": None}, None, {"title": "R", "images": None}),
        ("R", Related, "R"),
        (None, Related, None),
        ([{"images": None}], Related, [{"images": None}]),
    ],
)
def test_an_item_that_is_no_mapping_or_of_no_class_is_as_it_is(
    value: Any, cls: type[Part] | None, expected: object
) -> None:
    assert same(comparable_at(ANY if cls is None else Shape(record=cls), value), expected)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"heat": None}, {}, True),
        ({"topics": []}, {"topics": None}, True),
        ({"ratings": {"count": 1, "average": 5}}, {"ratings": {"count": 1, "average": 5.0}}, True),
        ({"ratings": {"count": 1, "average": 5}}, {"ratings": {"count": 1.0, "average": 5}}, False),
        ({"heat": 0}, {}, False),
        ({"title": ""}, {}, False),
        ({"x": None}, {}, False),
        ({"x": 5}, {"x": 5.0}, False),
    ],
)
def test_they_agree_where_a_record_tells_no_difference(
    one: dict[str, Any], other: dict[str, Any], expected: bool
) -> None:
    assert agree(one, other, Article) is expected
    assert agree(other, one, Article) is expected


@given(records())
def test_what_is_left_is_what_the_record_gives(record: Record) -> None:
    """But for a whole float, which a record gives as one."""
    cls = type(record)
    values = unstructure_values(record, type(record))[0]
    told = comparable(values, cls)
    again = structure_values(told, (cls,))
    assert again == record
    assert same(comparable(unstructure_values(again, type(again))[0], cls), told)


@attrs.define
class Post:
    title: str = "T"
    clock: time | None = None
    tags: tuple[str, ...] = ()
    size: int | None = 5


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"unknown": 1}, {}, True),  # the class has no field for it
        ({"title": "T"}, {}, True),
        ({"title": "U"}, {}, False),
        ({"clock": "12:30"}, {"clock": "12:30:00"}, True),
        ({"clock": "12:30"}, {"clock": "12:31"}, False),
        ({"clock": "x"}, {"clock": "x"}, True),
        ({"tags": None}, {"tags": []}, True),
        ({"tags": None}, {}, True),
        ({"size": None}, {}, False),
        ({"size": 5}, {}, True),
    ],
)
def test_it_is_so_of_any_class(one: dict[str, Any], other: dict[str, Any], expected: bool) -> None:
    assert agree(one, other, Post) is expected
    assert agree(other, one, Post) is expected
