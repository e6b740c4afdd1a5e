"""The generated functions do what the walk over the tables does, or give up."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt import Article, EditError, FieldError, Image, Provider, Ratings, Record, Secured, StructureError
from articlefmt.lens import structure as lens
from articlefmt.lens.compiled import MisfitError, structurer, unstructurer
from articlefmt.testing import records
from articlefmt.testing.values import plain_values
from articlefmt.values import same
from tests.edits import edited

ARTICLE: dict[str, Any] = {"title": "T", "type": "video"}


def walked(values: dict[str, Any], cls: type[Record]) -> Record:
    """The record that the walk makes."""
    walker = lens._Walker(texts=False)
    record = walker.record(cls, values, ())
    if walker.problems:
        raise StructureError(walker.problems)
    assert isinstance(record, Record)
    return record


@given(records(), st.data())
def test_both_ways_make_the_same_record_or_none(record: Record, draws: st.DataObject) -> None:
    values: dict[str, Any] = lens.unstructure(record)
    spoilt = copy.deepcopy(values)
    place = draws.draw(st.sampled_from(sorted(spoilt)))
    inside = spoilt[place]
    if isinstance(inside, dict) and inside and draws.draw(st.booleans()):
        inside[draws.draw(st.sampled_from(sorted(inside)))] = draws.draw(plain_values)
    elif isinstance(inside, list) and inside and draws.draw(st.booleans()):
        inside[draws.draw(st.integers(0, len(inside) - 1))] = draws.draw(plain_values)
    else:
        spoilt[place] = draws.draw(plain_values)
    for one in (values, spoilt):
        try:
            expected = walked(one, type(record))
        except StructureError:
            with pytest.raises(MisfitError):
                structurer(type(record))(one)
            continue
        built = structurer(type(record))(one)
        assert built == expected
        assert type(built) is type(record)


@given(records(), st.data())
def test_both_ways_give_the_same_values(record: Record, draws: st.DataObject) -> None:
    draws.draw(edited(record))
    odd: list[Any] = []
    try:
        values = unstructurer(type(record))(record, odd)
    except MisfitError:
        with pytest.raises(EditError):
            lens._unstructure(record, ())
    else:
        assert same(values, lens._unstructure(record, ()))
        assert list(values) == list(lens._unstructure(record, ()))
        assert bool(record.extra) <= bool(odd)


def test_the_record_checks_assignments_as_any() -> None:
    wrong: Any = 5
    record: Any = structurer(Article)(ARTICLE)
    assert type(record) is Article
    with pytest.raises(FieldError):
        record.title = wrong


def test_nothing_is_shared() -> None:
    values: dict[str, Any] = {
        **ARTICLE,
        "topics": ["a"],
        "x": {"y": [1]},
        "images": [{"url": "u", "width": 1, "height": 1}],
    }
    before = copy.deepcopy(values)
    record = lens.structure_values(values, Article)
    record.topics.append("b")
    record.extra["x"]["y"].append(2)  # type: ignore[index,call-overload,union-attr]
    record.images.append(Image(url="v", width=1, height=1))
    assert values == before
    flat = lens.unstructure(record)
    flat["topics"].append("c")  # type: ignore[union-attr]
    flat["x"]["y"].append(3)  # type: ignore[index,call-overload,union-attr]
    assert record.topics == ["a", "b"]
    assert record.extra == {"x": {"y": [1, 2]}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": 1}, {"title": None}, {"heat": True}, {"heat": 1.0}, {"published": 1}, {"provider": []}, {"provider": {"name": "N"}}, {"topics": "a"},
        {"topics": [1]}, {"images": [None]}, {"images": {}}, {"publishedDateTime": "2021-05-30"}, {"secured": 5}, {"ratings": {"count": 1, "average": "4"}},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_given_up(wrong: dict[str, Any]) -> None:
    with pytest.raises(MisfitError):
        structurer(Article)({**ARTICLE, **wrong})


def test_what_a_record_may_not_hold_is_given_up() -> None:
    wrong: list[Any] = [5]
    for record in (
        Article(title="T", type="video", extra={"title": 1}),
        Article(title="T", type="video"),
    ):
        if not record.extra:
            record.topics = ["a"]
            record.topics[:] = wrong
        with pytest.raises(MisfitError):
            unstructurer(Article)(record, [])
        with pytest.raises(EditError):
            lens.unstructure(record)


def test_a_class_of_ones_own_is_walked() -> None:
    class Mine(Provider):
        pass

    record = Article(title="T", type="video", provider=Mine(name="N", domain="d"))
    with pytest.raises(MisfitError):
        unstructurer(Article)(record, [])
    assert lens.unstructure(record)["provider"] == {"name": "N", "domain": "d"}


def test_every_type_of_field_is_built() -> None:
    values: dict[str, Any] = {
        **ARTICLE, "heat": 1, "published": True, "ratings": {"count": 1, "average": 4}, "secured": "A;B",
        "publishedDateTime": datetime(2021, 5, 30, tzinfo=UTC), "levels": None, "provider": None,
    }  # fmt: skip
    record = lens.structure_values(values, Article)
    assert (record.heat, record.published, record.levels, record.provider) == (1, True, [], None)
    assert record.ratings == Ratings(count=1, average=4)
    assert record.secured == Secured("A;B")
