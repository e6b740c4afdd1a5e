"""For each shape a function that reads plain values, and one that writes them again."""

from __future__ import annotations

import enum
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Literal, NoReturn, get_origin

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt import Secured, Value
from articlefmt.lens.shaped import (
    MisfitError,
    as_written,
    read_scalar,
    reader,
    time_of,
    write_scalar,
    writer,
)
from articlefmt.lens.structurer import structurer
from articlefmt.lens.unstructurer import unstructurer
from articlefmt.model.shapes import Shape, shape_of
from articlefmt.testing.strategies import parts
from articlefmt.testing.values import values_of
from articlefmt.values import NotPlainError, same
from tests.classes import hints

NOON = datetime(2021, 5, 30, 12, tzinfo=UTC)
IN_BERLIN = datetime(2021, 5, 30, 14, tzinfo=timezone(timedelta(hours=2)))
NAIVE = datetime(2021, 5, 30)  # noqa: DTZ001  what is refused


class Colour(enum.Enum):
    RED = "red"
    TWO = 2


class Level(enum.IntEnum):
    LOW = 1


def no_class(_: type) -> NoReturn:
    raise AssertionError


def read(hint: Any, value: Any) -> Any:
    return reader(shape_of(hint, {}), no_class)(value)


def write(hint: Any, value: Any) -> Any:
    return writer(shape_of(hint, {}), no_class)(value, [])


@given(hints().map(lambda hint: shape_of(hint, {})).flatmap(lambda one: st.tuples(st.just(one), values_of(one, parts))))
def test_what_is_written_is_read_as_it_was(case: tuple[Shape, Any]) -> None:
    shape, value = case
    if value is None and not (shape.null or shape.is_any):
        return  # nothing can be drawn of an empty shape
    plain = writer(shape, unstructurer)(value, [])
    again = reader(shape, structurer)(plain)
    assert again == value
    assert type(again) is type(value)
    assert same(writer(shape, unstructurer)(again, []), plain)


PAIRS: list[tuple[Any, Any, Any]] = [
    (str, "a", "a"),
    (int | None, None, None),
    (float, 5, 5),
    (date, date(2021, 5, 30), date(2021, 5, 30)),
    (datetime, NOON, NOON),
    (date | datetime, date(2021, 5, 30), date(2021, 5, 30)),
    (time, "12:30:05", time(12, 30, 5)),
    (time | int, 12, 12),
    (Secured, "A;B", Secured("A;B")),
    (Colour, "red", Colour.RED),
    (Colour | None, 2, Colour.TWO),
    (Level, 1, Level.LOW),
    (Literal["a", 1], 1, 1),
    (Literal[True] | int, True, True),
    (list[int], [1, 2], [1, 2]),
    (list[int | None], [None], [None]),
    (list[list[str]], [["a"], []], [["a"], []]),
    (tuple[Colour, ...], ["red"], (Colour.RED,)),
    (dict[str, time], {"a": "12:30:00"}, {"a": time(12, 30)}),
    (str | list[str], "a", "a"),
    (str | list[str], ["a"], ["a"]),
    (Value, {"a": [1, None]}, {"a": [1, None]}),
    (Value, None, None),
    (list, [1, "a", []], [1, "a", []]),
    (list[int] | dict[str, int], {"a": 1}, {"a": 1}),
]


@pytest.mark.parametrize(("hint", "plain", "held"), PAIRS, ids=str)
def test_a_plain_value_stands_for_what_a_record_holds(hint: Any, plain: Any, held: Any) -> None:
    found = read(hint, plain)
    assert found == held
    assert type(found) is type(held)
    assert same(write(hint, held), plain)


MISREAD: list[tuple[Any, Any]] = [
    (str, 1),
    (str, None),
    (str, []),
    (int, True),
    (int, "1"),
    (float, True),
    (date, NOON),
    (datetime, date(2021, 5, 30)),
    (datetime, "2021-05-30"),
    (time, "24:00"),
    (time, 750),
    (Colour, "RED"),
    (Colour, 2.0),
    (Literal[1], True),
    (list[int], "a"),
    (list[int], [None]),
    (list[int], {}),
    (dict[str, int], []),
    (dict[str, int], {"a": "b"}),
    (list[int] | dict[str, int], None),
    (list[int] | str, None),
]
UNWRITABLE: list[tuple[Any, Any]] = [
    (str, None),
    (str, 1),
    (int, True),
    (datetime, NAIVE),
    (datetime | date, NAIVE),
    (time, time(12, microsecond=1)),
    (time, time(12, tzinfo=UTC)),
    (time, "12:30"),
    (Secured, "A;B"),
    (Colour, "red"),  # it would be read as another value
    (Colour, 2),
    (Literal[1], True),
    (list[int], (1,)),
    (list[int], None),
    (tuple[int, ...], [1]),
    (dict[str, int], {1: 1}),
    (dict[str, int], [1]),
    (str | list[str], [1]),
    (Level | str, 1),
]


@pytest.mark.parametrize(("hint", "value"), MISREAD, ids=str)
def test_what_does_not_fit_is_given_up(hint: Any, value: Any) -> None:
    with pytest.raises(MisfitError):
        read(hint, value)


@pytest.mark.parametrize(("hint", "value"), UNWRITABLE, ids=str)
def test_what_a_record_may_not_hold_is_given_up(hint: Any, value: Any) -> None:
    with pytest.raises(MisfitError):
        write(hint, value)


@pytest.mark.parametrize("value", [object(), {1}, [(1,)], {"a": NAIVE}, {1: 1}, NAIVE])
def test_what_no_front_matter_holds_is_found_wherever_anything_is_taken(value: Any) -> None:
    with pytest.raises(NotPlainError):
        write(Value, value)


@pytest.mark.parametrize("hint", [list[int], tuple[int, ...], dict[str, int]])
def test_null_is_an_empty_collection_of_its_own(hint: Any) -> None:
    function = reader(shape_of(hint, {}), no_class)
    found = function(None)
    assert not found
    assert type(found) is type(function([] if hint != dict[str, int] else {}))
    assert found == () or found is not function(None)


@pytest.mark.parametrize("hint", [Value, list, dict, list[Value]])
def test_what_is_held_is_a_copy(hint: Any) -> None:
    value: Any = {"a": [1]} if hint in (Value, dict) else [[1]]
    held = read(hint, value)
    plain = write(hint, held)
    inner = "a" if isinstance(value, dict) else 0
    for one in (held, plain):
        assert one == value
        one[inner].append(2)
    assert value == ({"a": [1]} if isinstance(value, dict) else [[1]])


class TestMoments:
    def test_one_keeps_its_zone_unless_the_class_holds_utc(self) -> None:
        assert read_scalar(shape_of(datetime, {}), IN_BERLIN) is IN_BERLIN
        in_utc: Any = read_scalar(shape_of(datetime | str, {}, is_utc=True), IN_BERLIN)
        assert (in_utc, in_utc.tzinfo) == (NOON, UTC)

    def test_a_text_says_one_whose_zone_is_short(self) -> None:
        found: Any = read(datetime, "2021-05-30 14:00:00 +0200")
        assert (found, found.utcoffset()) == (NOON, timedelta(hours=2))

    def test_where_text_is_taken_it_is_that_text(self) -> None:
        assert read(datetime | str, "2021-05-30 14:00:00 +0200") == "2021-05-30 14:00:00 +0200"

    def test_a_text_is_a_moment_before_it_is_a_time_of_a_day(self) -> None:
        assert read(datetime | time, "2021-05-30 14:00:00 +02") == NOON
        assert read(datetime | time, "14:00") == time(14)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("12:30", time(12, 30)), ("00:00:00", time(0)), ("23:59:59", time(23, 59, 59)), ("24:00", None), ("12:60", None), ("9:30", None), ("12:30:5", None), ("12:30 ", None), ("", None)],
)  # fmt: skip
def test_a_time_of_a_day_has_two_or_three_parts(text: str, clock: time | None) -> None:
    assert time_of(text) == clock


@pytest.mark.parametrize(
    ("hint", "value", "written"),
    [(float, 5.0, 5), (float, 5.5, 5.5), (float | int, 5.0, 5.0), (float | str, 5.0, 5), (Value, 5.0, 5.0), (int, 5, 5), (float, "5.0", "5.0")],
)  # fmt: skip
def test_a_whole_float_is_written_as_an_int_where_no_int_is_taken(hint: Any, value: Any, written: Any) -> None:
    assert same(as_written(value, shape_of(hint, {})), written)


def test_a_choice_comes_before_the_type() -> None:
    assert read_scalar(shape_of(Literal[1] | bool, {}), 1) == 1
    assert write_scalar(shape_of(Level | str, {}), Level.LOW) == 1
    assert type(write_scalar(shape_of(Level, {}), Level.LOW)) is int


@attrs.define
class Above:
    name: str


@attrs.define
class Below(Above):
    born: int | None = None


def test_what_a_record_of_a_class_below_holds_is_written_whole_at_every_place() -> None:
    below, written = Below("A", 1815), {"name": "A", "born": 1815}
    hint: Any
    for hint in (Above, str | Above, Above | list[Above], Above | None):
        assert writer(shape_of(hint, {}), unstructurer)(below, []) == written
    for hint in (list[Above | None], tuple[Above, ...], Above | list[Above]):
        value = (below,) if get_origin(hint) is tuple else [below]
        assert writer(shape_of(hint, {}), unstructurer)(value, []) == [written]
    assert writer(shape_of(dict[str, Above], {}), unstructurer)({"x": below}, []) == {"x": written}
