"""Of several classes one is told: by its layout, else it is the first that the values fit."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import articlefmt
from articlefmt import Article, Profile, StructureError, Telltale
from articlefmt.layouts import Layout
from articlefmt.lens.classes import class_of, layout_of_values


@articlefmt.layout(told=Telltale(has=("price",)))
@attrs.define
class Product:
    price: int


@articlefmt.layout("[name] title", told=Telltale(when={"kind": "event"}), quoted={"title"})
@attrs.define
class Event:
    title: str
    kind: str = "event"
    name: str | None = None


@attrs.define
class Page:
    title: str
    draft: bool = False


@attrs.define
class Note:
    title: str
    draft: str = ""


@attrs.define
class Deep:
    own: Deep | None = None


CASES: list[tuple[dict[str, Any], tuple[type, ...], type]] = [
    ({}, (Product,), Product),
    ({"price": "x"}, (Page, Product), Product),
    ({"kind": "event", "price": 1}, (Event, Product), Event),
    ({"kind": "event", "price": 1}, (Product, Event), Product),
    ({"title": "T", "draft": True}, (Product, Page, Note), Page),
    ({"title": "T", "draft": "x"}, (Product, Page, Note), Note),
    ({"title": "T"}, (Note, Page), Note),
    ({"title": 1}, (Product, Note, Page), Note),  # none fits
    ({"title": "T"}, (Product, Event), Product),  # all are told by something else
    ({"title": "T"}, (Event, Page), Page),
    ({"type": "profile"}, (Article, Profile), Profile),
]


@pytest.mark.parametrize(("values", "classes", "expected"), CASES)
def test_the_class_follows_from_the_values(values: Any, classes: tuple[type, ...], expected: type) -> None:
    assert class_of(values, classes) is expected


def test_what_is_nested_too_deeply_fits_no_class() -> None:
    values: dict[str, Any] = {}
    for _ in range(5000):
        values = {"own": values}
    assert class_of(values, (Deep, Page)) is Deep
    assert class_of(values | {"title": "T"}, (Deep, Page)) is Page


def test_the_layout_is_that_of_the_class() -> None:
    found = layout_of_values({"kind": "event"}, (Page, Event))
    assert isinstance(found, Layout)
    assert found.order.sort(["kind", "title", "name"]) == ["name", "title", "kind"]
    assert found.is_quoted is not None
    assert layout_of_values({"title": "T"}, (Page, Event)).is_quoted is None


def test_a_record_of_several_classes_is_of_the_one_that_fits_and_else_all_are_named() -> None:
    both = (Page, Note)
    assert articlefmt.loads("---\ntitle: T\ndraft: true\n---\n", both).record == Page("T", draft=True)
    assert articlefmt.loads("---\ntitle: T\ndraft: x\n---\n", both).record == Note("T", "x")
    with pytest.raises(StructureError) as caught:
        _ = articlefmt.loads("---\ntitle: 1\n---\n", both).record
    assert [(one.code, one.message) for one in caught.value.problems] == [
        ("T303", "none of `Page`, `Note` fits; what follows is of `Page`"),
        ("T301", "takes a str, not an int; quote it"),
    ]


def test_one_that_is_told_has_its_own_problems_alone() -> None:
    with pytest.raises(StructureError) as caught:
        articlefmt.structure({"price": "x"}, (Page, Product))
    assert [one.code for one in caught.value.problems] == ["T301"]
