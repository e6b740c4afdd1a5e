"""What a field is given is checked for any class that asks for it: when it is assigned, or when a record is made."""

from __future__ import annotations

import enum
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Document, EditError, FieldError, Secured, SecuredChangedError, Value
from articlefmt.model.checked import asks_for_no_more, checked, is_naive, record_class, takes
from articlefmt.model.fields import field_specs
from articlefmt.model.shapes import shape_of
from articlefmt.testing import records
from articlefmt.testing.strategies import parts
from articlefmt.testing.values import values_of
from tests.classes import classes, hints

NAIVE = datetime(2021, 5, 30)  # noqa: DTZ001  what is refused
NOON = datetime(2021, 5, 30, 12, tzinfo=UTC)


class Colour(enum.Enum):
    RED = "red"


@attrs.define
class Author:
    name: str


@attrs.define
class Editor(Author):
    pass


@attrs.define(on_setattr=checked, kw_only=True)
class Post:
    title: str = ""
    colour: Colour | None = None
    size: Literal[1, "big"] = 1
    at: datetime | None = None
    clock: time | None = None
    tags: tuple[str, ...] = ()
    names: dict[str, list[int]] = attrs.field(factory=dict)
    author: Author | str | None = None
    score: float | None = None
    anything: Value = None
    token: Secured | None = None
    made: int = attrs.field(default=0, init=False)
    extra: dict[str, Value] = attrs.field(factory=dict)


@attrs.define
class Strict:
    size: int = attrs.field(validator=articlefmt.checked)
    at: datetime = attrs.field(default=NOON, validator=articlefmt.checked)


TAKEN: list[tuple[str, object]] = [
    ("title", "T"),
    ("colour", Colour.RED),
    ("colour", None),
    ("size", 1),
    ("size", "big"),
    ("at", NOON),
    ("at", NOON.astimezone(timezone(timedelta(hours=2)))),
    ("clock", time(12, 30)),
    ("tags", ("a",)),
    ("names", {"a": [1]}),
    ("author", Author("A")),
    ("author", Editor("A")),
    ("author", "A"),
    ("score", 1),
    ("score", 1.5),
    ("anything", {"a": [NAIVE]}),  # told when it is written
    ("made", "x"),  # no file has it
    ("extra", {"x": 1}),
]
REFUSED: list[tuple[str, object, str]] = [
    ("title", None, "title takes a str, not NoneType"),
    ("colour", "red", "colour takes 'red' or None, not str"),
    ("size", True, "size takes one of 1, 'big', not bool"),
    ("size", 1.0, "size takes one of 1, 'big', not float"),
    ("at", NAIVE, "at takes a datetime with a time zone or None, not a naive datetime; give it a time zone, as in tzinfo=datetime.UTC"),
    ("at", date(2021, 5, 30), "at takes a datetime with a time zone or None, not date"),
    ("at", NOON.replace(microsecond=1), "at takes a datetime with a time zone or None, in whole seconds; use .replace(microsecond=0)"),
    ("tags", ["a"], "tags takes a tuple of str, not list"),
    ("tags", ("a", 1), "tags takes a tuple of str, not int"),
    ("names", {"a": [1, "x"]}, "names takes a dict of list of int, not str"),
    ("names", {"a": (1,)}, "names takes a dict of list of int, not tuple"),
    ("names", {1: [1]}, "names takes a dict of list of int, not dict"),
    ("author", {"name": "A"}, "author takes a str, an Author or None, not dict"),
    ("author", Post, "author takes a str, an Author or None, not type"),
    ("score", True, "score takes a float or None, not bool"),
    ("extra", None, "extra takes a dict, not NoneType"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), TAKEN)
def test_a_value_of_the_type_is_taken_as_it_is(name: str, value: object) -> None:
    post = Post()
    setattr(post, name, value)
    assert getattr(post, name) is value
    setattr(post, name, value)  # and may be given back


@pytest.mark.parametrize(("name", "value", "message"), REFUSED)
def test_any_other_is_refused_and_the_field_keeps_its_own(name: str, value: object, message: str) -> None:
    post = Post()
    before = getattr(post, name)
    with pytest.raises(FieldError) as caught:
        setattr(post, name, value)
    assert caught.value.message == message
    assert getattr(post, name) is before


def test_what_is_given_back_is_checked_again_since_it_may_have_changed() -> None:
    post = Post()
    wrong: Any = 5
    post.names["a"] = wrong
    with pytest.raises(FieldError, match="names takes a dict of list of int, not int"):
        post.names = post.names


def test_a_moment_with_a_fraction_that_a_record_has_may_be_given_back() -> None:
    post = Post(at=NOON.replace(microsecond=5))
    post.at = post.at
    assert post.at == NOON.replace(microsecond=5)


def test_what_is_opaque_is_given_once() -> None:
    post = Post(token=Secured("A;B"))
    for value in (Secured("C"), None):
        with pytest.raises(SecuredChangedError):
            post.token = value
    post.token = post.token
    assert post.token == Secured("A;B")


def test_as_a_validator_it_checks_what_a_record_is_made_of() -> None:
    wrong: Any = "1"
    assert Strict(1).size == 1
    with pytest.raises(FieldError, match="size takes an int, not str"):
        Strict(wrong)
    with pytest.raises(FieldError, match="not a naive datetime"):
        Strict(1, NAIVE)
    precise = Strict(1, NOON.replace(microsecond=5))  # which is told when it is written
    with pytest.raises(EditError, match="at: the format has no fractions of a second"):
        Document.new(precise)


def test_a_class_that_front_matter_can_not_hold_is_told_when_it_is_assigned() -> None:
    odd: Any = attrs.make_class("Odd", {"a": attrs.field(type=bytes, default=b"")}, on_setattr=checked)
    with pytest.raises(TypeError, match=r"Odd\.a: front matter can't hold bytes"):
        odd().a = b"x"


def test_a_validator_that_asks_for_nothing_else_is_known() -> None:
    article = attrs.fields(articlefmt.Article).title.validator
    assert [asks_for_no_more(one) for one in (None, checked, article, attrs.validators.ge(1))] == [
        True, True, True, False,
    ]  # fmt: skip


def test_a_moment_lacks_nothing_but_a_zone_where_a_moment_is_taken() -> None:
    assert is_naive(shape_of(datetime | date, {}), NAIVE)
    assert not is_naive(shape_of(datetime | date, {}), NOON)
    assert not is_naive(shape_of(date, {}), NAIVE)
    assert not is_naive(shape_of(datetime, {}), 5)


@given(
    hints()
    .map(lambda hint: shape_of(hint, {}))
    .flatmap(lambda shape: st.tuples(st.just(shape), values_of(shape, parts)))
)
def test_what_is_drawn_of_a_shape_is_taken(case: tuple[Any, Any]) -> None:
    shape, value = case
    assert takes(shape, value) or value is None
    assert takes(shape, None) is (shape.null or shape.is_any)
    if not shape.is_any:
        assert not takes(shape, object())


@given(classes().flatmap(lambda cls: st.tuples(st.just(cls), records(cls))))
def test_every_field_of_a_drawn_record_takes_what_it_has(case: tuple[type[Any], Any]) -> None:
    cls, record = case
    for spec in field_specs(cls).values():
        assert takes(spec.shape, getattr(record, spec.name))
        checked(record, spec.attribute, getattr(record, spec.name))


def test_a_record_class_is_mutable_slotted_and_takes_keywords_only() -> None:
    made: Any = record_class(type("Made", (), {"__annotations__": {"a": int, "extra": dict[str, int]}}))
    record = made(a=1, extra={})
    assert not hasattr(record, "__dict__")
    with pytest.raises(FieldError):
        record.a = "1"
    with pytest.raises(FieldError):
        made(a="1", extra={})
    with pytest.raises(FieldError):
        made(a=1, extra=None)
    with pytest.raises(TypeError):
        made(1, {})
