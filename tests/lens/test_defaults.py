"""What a record has where the file has no key needn't be written."""

from __future__ import annotations

import enum
from datetime import time
from typing import Any

import attrs
import pytest
from hypothesis import given

import articlefmt
from articlefmt import Document, Value
from articlefmt.lens.defaults import defaults_of, without_defaults
from articlefmt.model.layout import layout_of
from articlefmt.testing import records
from articlefmt.values import same
from tests.classes import classes
from tests.samples import file


class Colour(enum.Enum):
    RED = "red"


@attrs.frozen
class Size:
    width: int = 1
    height: int | None = None


@attrs.frozen
class Post:
    title: str
    draft: bool = False
    layout: str | None = "post"
    colour: Colour = Colour.RED
    at: time = time(12, 30)
    tags: tuple[str, ...] = ("a", "b")
    none: int | None = None
    empty: tuple[str, ...] = ()
    many: list[str] = attrs.field(factory=list)
    made: list[str] = attrs.field(factory=lambda: ["a"])
    size: Size | None = Size(2)
    wrong: str = 5  # type: ignore[assignment]
    odd: Value = {1, 2}  # type: ignore[assignment]  # noqa: RUF008  nobody changes it


TOLD: dict[str, Any] = {
    "draft": False, "layout": "post", "colour": "red", "at": "12:30:00", "tags": ["a", "b"], "size": {"width": 2},
}  # fmt: skip


def test_they_are_the_plain_values_of_the_defaults_that_say_something() -> None:
    """`size` is written with its own defaults, since it may have other ones in a record that was changed."""
    assert same(defaults_of(Post), TOLD | {"size": {"width": 2}})
    assert defaults_of(articlefmt.Article) == {}


@pytest.mark.parametrize(
    ("values", "besides", "left"),
    [
        ({"title": "T", **TOLD}, {}, {"title": "T"}),
        ({"title": "T", **TOLD}, {"draft": True, "at": None}, {"title": "T", "draft": False, "at": "12:30:00"}),
        ({"draft": True, "layout": None, "colour": "red"}, {}, {"draft": True, "layout": None}),
        ({"draft": 0, "size": {"width": 2.0}}, {}, {"draft": 0, "size": {"width": 2.0}}),
        ({"title": "T"}, {}, {"title": "T"}),
    ],
)
def test_a_key_that_is_not_there_says_as_much(values: Any, besides: Any, left: Any) -> None:
    assert same(without_defaults(values, Post, besides), left)


def test_a_new_file_has_what_differs_and_an_old_one_keeps_what_it_has() -> None:
    fine: Any = {"wrong": "w", "odd": None}
    assert Document.new(Post("T", **fine)).to_bytes() == file("title: T", "made:", "  - a", "wrong: w", "odd: ")
    document = articlefmt.loads(
        file("title: T", "draft: false", "layout: page", "wrong: w", "odd: 1", "made: [a]"), Post
    )
    document.record = attrs.evolve(document.record, layout="post", tags=("c",), none=1)
    assert document.to_bytes() == file(
        "title: T", "draft: false", "layout: post", "tags:", "  - c", "none: 1", "wrong: w", "odd: 1", "made: [a]"
    )
    document.record = attrs.evolve(document.record, layout=None)
    assert "layout: \n" in document.to_str()


@given(classes().flatmap(records))
def test_no_default_stands_in_a_new_file(record: Any) -> None:
    document = Document.new(record)
    cls = type(record)
    for key, value in defaults_of(cls).items():
        if key in document.values and not layout_of(cls).own.row.text:
            assert not same(document.values[key], value)


@attrs.define
class Loose:
    tags: str | list[str] = attrs.field(factory=list)
    more: Value = attrs.field(factory=dict)


def test_a_default_that_can_be_changed_is_each_record_s_own() -> None:
    one, other = articlefmt.structure({}, Loose), articlefmt.structure({}, Loose)
    assert one == other == Loose()
    assert isinstance(one.tags, list)
    assert isinstance(one.more, dict)
    one.tags.append("a")
    one.more["b"] = 1
    assert other == articlefmt.structure({}, Loose) == Loose()
