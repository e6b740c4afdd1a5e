"""A record takes over what another one says."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt import Article, Image, Provider, Record, Related
from articlefmt.lens.adopt import adopt
from articlefmt.lens.held import is_changed, note
from articlefmt.model.base import Part
from articlefmt.model.fields import field_specs
from articlefmt.testing import records
from tests.edits import edited

BASE: dict[str, Any] = {"title": "T", "excerpt": "", "type": "article"}


def article(**more: Any) -> Article:
    return Article(**BASE, **more)


def held(part: Part) -> Iterator[Any]:
    """Every record and list in a record."""
    for spec in field_specs(type(part)).values():
        value: Any = getattr(part, spec.name)
        if isinstance(value, list):
            yield value
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Part):
                yield one
                yield from held(one)
    yield part.extra


@given(records(), st.data())
def test_it_is_equal_to_the_other_one_then(record: Record, draws: st.DataObject) -> None:
    other = copy.deepcopy(record)
    for _ in range(3):
        draws.draw(edited(other))
    before = copy.deepcopy(other)
    adopt(record, other, type(record))
    assert record == before
    assert [*record.extra] == [*before.extra]


@given(records())
def test_of_an_equal_one_it_takes_nothing(record: Record) -> None:
    before = [id(one) for one in held(record)]
    adopt(record, copy.deepcopy(record), type(record))
    assert [id(one) for one in held(record)] == before


@given(records(), st.data())
def test_nothing_is_at_two_places_of_it(record: Record, draws: st.DataObject) -> None:
    other = copy.deepcopy(record)
    draws.draw(edited(other))
    adopt(record, other, type(record))
    ids = [id(one) for one in held(record)]
    assert len(ids) == len(set(ids))


def test_items_are_those_they_come_from_where_that_is_known() -> None:
    one, two, three = (Related(title="A") for _ in range(3))
    record = article(related=[one, two, three])
    adopt(record, article(related=[Related(title="A"), Related(title="B")]), Article, {("related",): [2, None]})
    assert record.related[0] is three
    assert record.related[1] not in (one, two)
    record = article(related=[Related(title="B"), one])
    adopt(record, article(related=[Related(title="A", quality=1), Related(title="C")]), Article, {("related",): None})
    assert record.related[0] is one
    assert one.quality == 1


def test_lists_in_items_are_told_at_the_place_that_the_item_has_now() -> None:
    one, two = Image(url="u", width=1, height=1), Image(url="u", width=1, height=1)
    record = article(related=[Related(title="A"), Related(title="B", images=[one, two])])
    other = article(related=[Related(title="B", images=[copy.copy(one)])])
    adopt(record, other, Article, {("related",): [1], ("related", 0, "images"): [1]})
    assert record.related[0].images[0] is two


def test_what_is_of_another_shape_is_new() -> None:
    provider = Provider(name="N", domain="d")
    record, extra = article(provider=provider), {"a": {"b": 1}, "c": [1]}
    record.extra.update(extra)  # type: ignore[arg-type]
    other = article()
    other.extra.update({"c": {"b": [2]}, "a": [1]})
    adopt(record, other, type(record))
    assert record.provider is None
    assert record.extra == {"c": {"b": [2]}, "a": [1]}
    adopt(record, article(provider=Provider(name="M", domain="d")), Article)
    assert record.provider is not None
    assert record.provider is not provider


def test_lists_and_mappings_that_no_class_knows_stay_too() -> None:
    record, other = article(), article()
    inner: list[Any] = [1, 1]
    items: list[Any] = [{"n": 1}, inner]
    record.extra["x"] = items
    other.extra["x"] = [[1], {"n": 2}]
    adopt(record, other, Article, {("x",): [1, 0], ("x", 0): [1]})
    assert record.extra == {"x": [[1], {"n": 2}]}
    assert record.extra["x"] is items
    assert items[0] is inner


def test_an_extra_that_two_share_is_one_s_alone_then() -> None:
    extra: dict[str, Any] = {"a": 1}
    record = article(related=[Related(title="A"), Related(title="B")], extra=extra)
    for one in record.related:
        object.__setattr__(one, "extra", extra)
    other = article(related=[Related(title="A"), Related(title="B", extra={"b": 2})])
    adopt(record, other, type(record))
    assert [one.extra for one in (record, *record.related)] == [{}, {}, {"b": 2}]


@attrs.define
class Later:
    title: str
    made: str = attrs.field(init=False)
    names: dict[str, list[int]] = attrs.field(factory=dict)
    pair: tuple[Image, ...] = ()
    frozen: Frozen | None = None


@attrs.frozen
class Frozen:
    x: list[int]


def test_what_nobody_gave_a_value_has_none_then() -> None:
    record = Later("T")
    assert adopt(record, Later("U"), Later) is record
    assert record.title == "U"
    assert not hasattr(record, "made")
    other = Later("V")
    other.made = "m"
    adopt(record, other, Later)
    assert record.made == "m"


def test_dicts_and_lists_of_any_class_stay_and_what_can_not_be_changed_is_new() -> None:
    image = Image(url="u", width=1, height=1)
    record = Later("T", {"a": [1]}, (image,), Frozen([1]))
    names, inner, frozen = record.names, record.names["a"], record.frozen
    other = Later("T", {"a": [2], "b": []}, (Image(url="v", width=1, height=1),), Frozen([2]))
    adopt(record, other, Later)
    assert (record.names is names, record.names["a"] is inner, record.names) == (True, True, {"a": [2], "b": []})
    assert record.pair[0] is not image
    assert record.frozen is not frozen
    assert adopt(Frozen([1]), other.frozen, Frozen) is other.frozen


class TestHeld:
    def changing(self, record: Article) -> list[Any]:
        provider: Any = record.provider
        x: Any = record.extra["x"]
        return [
            lambda: setattr(record, "heat", 2),
            lambda: record.topics.append("b"),
            lambda: record.topics.__setitem__(0, "b"),
            lambda: setattr(provider, "name", "M"),
            lambda: provider.extra.update(y=1),
            lambda: record.related[0].images.append(Image(url="u", width=1, height=1)),
            lambda: record.extra.pop("x"),
            lambda: record.extra.update(z=record.extra.pop("x")),
            lambda: x[0].update(k=1.0),
            lambda: x.append({}),
            lambda: setattr(record, "topics", ["a"]),
        ]

    def made(self) -> Article:
        extra: Any = {"x": [{"k": 1}]}
        return article(topics=["a"], provider=Provider(name="N", domain="d"), related=[Related(title="A")], extra=extra)

    @pytest.mark.parametrize("number", range(11))
    def test_each_change_of_what_a_record_holds_shows(self, number: int) -> None:
        record = self.made()
        noted = note(record)
        assert not is_changed(noted, None)
        self.changing(record)[number]()
        assert is_changed(noted, None)
        assert is_changed(noted, self.made())

    @pytest.mark.parametrize("number", range(11))
    def test_but_not_of_what_speaks(self, number: int) -> None:
        record = self.made()
        noted = note(record)
        self.changing(record)[number]()
        assert not is_changed(noted, record)

    def test_one_that_holds_itself_can_be_noted(self) -> None:
        record = article()
        items: list[Any] = []
        items.append(items)
        record.extra["x"] = items
        noted = note(record)
        assert not is_changed(noted, None)
        record.heat = 5
        assert is_changed(noted, None)


@attrs.define
class Grids:
    numbers: list[list[int]] = attrs.field(factory=list)
    names: list[list[str]] = attrs.field(factory=list)


def test_a_list_that_stood_at_places_of_two_types_is_one_s_alone_then() -> None:
    shared: list[Any] = []
    record = Grids([shared], [shared])
    adopt(record, Grids([[1]], [["a"]]), Grids)
    assert record == Grids([[1]], [["a"]])
    assert record.numbers[0] is shared
