"""What is taken at a place is read off its annotation; one that front matter can't hold has no shape."""

from __future__ import annotations

import enum
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated, Any, Generic, Literal, NewType, Optional, TypeVar, Union, cast

import attrs
import pytest
from hypothesis import given
from typing_extensions import TypeAliasType

from articlefmt import Image, Secured, Value
from articlefmt.model.shapes import ANY, Shape, UnsupportedError, bind, origin_of, shape_of
from articlefmt.model.words import describe
from tests.classes import hints

T = TypeVar("T")
Count = TypeVar("Count", bound=int)
Name = NewType("Name", str)
Alias: Any = TypeAliasType("Alias", list[int])
Many: Any = TypeAliasType("Many", dict[str, list[T]], type_params=(cast("Any", T),))


class Letter(enum.Enum):
    A = "a"
    B = "b"


class Vowel(enum.Enum):
    A = "a"


class Number(enum.Enum):
    ONE = 1


class Odd(enum.Enum):
    ONE = b"1"


@attrs.define
class Page:
    x: int = 0


@attrs.define
class Box(Generic[T]):
    held: T


TAKEN: list[tuple[Any, str]] = [
    (str, "a str"),
    (bool, "a bool"),
    (date, "a date"),
    (datetime, "a datetime with a time zone"),
    (time, "a time"),
    (None, "None"),
    (type(None), "None"),
    (Secured, "a Secured"),
    (Value, "any value"),
    (Any, "any value"),
    (int | None, "an int or None"),
    (Optional[int], "an int or None"),  # noqa: UP045  the old form
    (Union[int, str, bool, float, None], "a str, an int, a float, a bool or None"),  # noqa: UP007  the same
    (date | datetime, "a date or a datetime with a time zone"),
    (list[str], "a list of str"),
    (list, "a list of any value"),
    (tuple[int, ...], "a tuple of int"),
    (tuple, "a tuple of any value"),
    (dict[str, int], "a dict of int"),
    (dict[Name, int], "a dict of int"),
    (dict, "a dict of any value"),
    (list[int | None], "a list of (an int or None)"),
    (list[list[Page]], "a list of list of Page"),
    (dict[str, str | None] | None, "a dict of (a str or None) or None"),
    (str | list[str], "a str or a list of str"),
    (Page | str | None, "a str, a Page or None"),
    (Image | list[Image], "a list of Image or an Image"),
    (Literal["a"], "'a'"),
    (Literal["a", 1, None], "one of 'a', 1 or None"),  # noqa: PYI061  what is tested
    (Literal["a", "b"] | int, "an int or one of 'a', 'b'"),
    (Literal[Letter.A, "x"], "one of 'a', 'x'"),
    (Literal[tuple("abcdefghij")], "one of 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', … (10 in all)"),
    (Literal["a"] | Literal["b", "a"], "one of 'a', 'b'"),  # noqa: PYI030  what is tested
    (Literal[int("1000")] | Literal[int("1000"), "b"], "one of 1000, 'b'"),  # noqa: PYI030  two objects, as of two modules
    (Letter, "one of 'a', 'b'"),
    (Letter | int, "an int or one of 'a', 'b'"),
    (int | Value, "any value"),
    (Annotated[int, 5] | None, "an int or None"),
    (Name, "a str"),
    (Annotated[Name, [1]], "a str"),
    (T, "any value"),
    (Count, "an int"),
    (Alias, "a list of int"),
    (Many[str], "a dict of list of str"),
    (Box, "a Box"),
    (Box[int], "a Box"),
]
REFUSED: list[tuple[Any, str]] = [
    (bytes, "bytes"),
    (set[int], "set[int]"),
    (complex | None, "complex"),
    (Callable, "Callable"),
    ("x", "x"),
    (enum, "the module `enum`; name a type that is in it"),
    (tuple[int, str], "tuple[int, str], a tuple of a fixed length; `tuple[X, ...]` is held"),
    (tuple[int], "tuple[int], a tuple of a fixed length; `tuple[X, ...]` is held"),
    (tuple[()], "tuple[()], a tuple of a fixed length; `tuple[X, ...]` is held"),
    (dict[int, str], "dict[int, str], since a key is a str"),
    (list[bytes], "bytes"),
    (Odd, "Odd, one of whose values is bytes"),
    (Literal[b"x"], "Literal[b'x'], one of whose values is bytes"),
]
UNDECIDED: list[tuple[Any, str]] = [
    (Page | Image, "two mappings apart"),
    (Page | dict[str, int], "two mappings apart"),
    (list[int] | list[str], "two lists apart"),
    (list[int] | tuple[int, ...], "two lists apart"),
    (str | time, "str and time apart, which are all text"),
    (str | Secured, "Secured and str apart, which are all text"),
    (Letter | str, "Letter and str apart"),
    (str | Letter, "Letter and str apart"),
    (Number | float, "Number and int apart"),
    (Letter | Literal["a"], "the values of two classes apart"),
    (Literal["b", "a"] | Vowel, "the values of two classes apart"),
    (Letter | Vowel, "the values of two classes apart"),
]


@pytest.mark.parametrize(("hint", "words"), TAKEN, ids=str)
def test_what_an_annotation_takes_can_be_said(hint: Any, words: str) -> None:
    assert describe(shape_of(hint, {})) == words


@pytest.mark.parametrize(("hint", "reason"), REFUSED, ids=str)
def test_a_type_that_front_matter_can_not_hold_is_named(hint: Any, reason: str) -> None:
    with pytest.raises(UnsupportedError) as caught:
        shape_of(hint, {})
    assert str(caught.value) == reason


def test_a_field_that_hides_the_type_it_is_annotated_with_is_told_so() -> None:
    """As in `date: date = attrs.field()`: Python looks the type up when its name is that of the field already."""
    with pytest.raises(UnsupportedError) as caught:
        shape_of(attrs.field(), {})
    assert str(caught.value) == "the field itself, which its annotation names; import the type under another name"


@pytest.mark.parametrize(("hint", "what"), UNDECIDED, ids=str)
def test_a_union_that_the_value_can_not_decide_is_refused(hint: Any, what: str) -> None:
    with pytest.raises(UnsupportedError, match=f"since the value can't tell {what}$"):
        shape_of(hint, {})


@given(hints())
def test_every_drawn_annotation_has_a_shape_that_can_be_said(hint: Any) -> None:
    shape = shape_of(hint, {})
    assert describe(shape)
    assert describe(shape_of(hint, {})) == describe(shape)


@pytest.mark.parametrize(
    ("hint", "empty"),
    [
        (list[int], []),
        (tuple[int, ...], ()),
        (dict[str, int], {}),
        (list[int] | None, NotImplemented),
        (list[int] | str, NotImplemented),
        (list[int] | dict[str, int], NotImplemented),
        (Page, NotImplemented),
        (str, NotImplemented),
        (Any, NotImplemented),
        (Literal["a"], NotImplemented),
    ],
)
def test_null_is_an_empty_collection_where_nothing_else_is_taken(hint: Any, empty: object) -> None:
    found = shape_of(hint, {}).empty
    assert found == empty
    assert type(found) is type(empty)


@pytest.mark.parametrize(
    ("hint", "only"),
    [(str, str), (int | None, int), (Secured, Secured), (int | str, None), (list[int], None), (int | list[int], None), (Page | int, None), (Any, None), (Letter | int, None), (None, None)],
)  # fmt: skip
def test_only_is_the_type_of_scalars_alone(hint: Any, only: type | None) -> None:
    assert shape_of(hint, {}).only is only


def test_a_choice_is_told_by_type_and_value() -> None:
    shape = shape_of(Literal[1, "1", True] | None, {})
    assert [shape.choice(value) for value in (1, "1", True)] == [1, "1", True]
    assert shape.choice(True) is True
    assert shape.choice(1.0) is NotImplemented
    assert shape.choice("x") is shape_of(int, {}).choice(1) is NotImplemented
    assert shape_of(Letter, {}).choice("a") is Letter.A


def test_text_is_taken_for_what_it_is_where_text_or_what_is_opaque_is_taken() -> None:
    assert [shape_of(hint, {}).is_text_taken for hint in (str, Secured, str | int, int, time)] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_timestamps_are_in_utc_where_that_is_said_at_any_depth() -> None:
    shape = shape_of(dict[str, list[datetime | None]] | date, {}, is_utc=True)
    assert shape.values is not None
    assert shape.values.items is not None
    assert (shape.is_utc, shape.values.items.is_utc) == (False, True)
    assert not shape_of(datetime, {}).is_utc
    assert shape_of(datetime | str, {}, is_utc=True).is_utc


def test_a_type_variable_is_what_it_is_bound_to() -> None:
    variable: Any = T
    box: Any = Box
    assert shape_of(T, {T: int}).only is int
    assert describe(shape_of(list[variable], {T: str | None})) == "a list of (a str or None)"
    assert shape_of(box[T], {T: int}).record == Box[int]
    assert (bind(T, {}), bind(T, {T: int}), bind(int, {T: int}), bind(Box, {T: int})) == (T, int, int, Box)
    assert bind(dict[str, box[T]], {T: int}) == dict[str, Box[int]]


def test_the_class_of_a_bound_class_is_the_class() -> None:
    assert origin_of(Box[int]) is origin_of(Box) is Box


def test_any_is_a_shape_that_takes_nothing_else() -> None:
    assert ANY.is_any
    assert not Shape().is_any
