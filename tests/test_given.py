"""A text that a user gives is read by the type of its field, else by that of the old value."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Literal

import attrs
import pytest

from articlefmt.given import given_value
from articlefmt.keys import parse_key
from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits
from articlefmt.values import Value, same

MOMENT = datetime(2021, 5, 30, 14, tzinfo=UTC)
OLD: dict[str, Value] = {
    "title": "T",
    "type": "article",
    "version": "1.9",
    "weight": 5,
    "draft": True,
    "day": date(2021, 5, 30),
    "nothing": None,
    "tags": ["1.1", "1.2"],
    "numbers": [1],
    "refs": [{"version": "1.9", "n": 1}],
}


def read(key: str, text: str, values: dict[str, Value] = OLD, limits: Limits = DEFAULT_LIMITS) -> Value:
    return given_value(text, parse_key(key) or (), values, limits)


@pytest.mark.parametrize(
    "key", ["title", "topics[0]", "provider.name", "images[3].url", "secured", "version", "tags[0]"]
)
@pytest.mark.parametrize(
    "text", ["", "12", "1.10", "true", "null", "~", "yes", "[a]", "{a: b}", '"x"', "2021-05-30", "a\nb"]
)
def test_where_text_is_wanted_or_stands_any_text_is_itself(key: str, text: str) -> None:
    assert read(key, text) == text


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("heat", "5", 5),
        ("heat", "-5", -5),
        ("heat", "", None),
        ("heat", "null", None),
        ("heat", "abc", "abc"),
        ("heat", "1_000", "1_000"),
        ("published", "true", True),
        ("published", "yes", "yes"),
        ("ratings.average", "4.6", 4.6),
        ("publishedDateTime", "2021-05-30T14:00:00Z", MOMENT),
        ("publishedDateTime", "2021-05-30 16:00:00 +0200", MOMENT),
        ("publishedDateTime", "2021-05-30 16:00:00 +02:00", MOMENT),
        ("publishedDateTime", "2021-05-30", date(2021, 5, 30)),
        ("related[0].publishedDateTime", "2021-05-30T14:00:00Z", MOMENT),
        ("images[0].width", "5", 5),
    ],
)  # fmt: skip
def test_elsewhere_it_is_what_it_would_be_in_yaml(key: str, text: str, value: Value) -> None:
    assert same(read(key, text), value)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("topics", "[Charts, Maps]", ["Charts", "Maps"]),
        ("topics", "[1.10, yes, 12, null]", ["1.10", "yes", "12", "null"]),
        ("topics", "[]", []),
        ("topics", '["a, b"]', ["a, b"]),
        ("topics", "Charts", "Charts"),
        ("provider", "{name: 1.10, domain: example.com}", {"name": "1.10", "domain": "example.com"}),
        ("provider", "{name: X", "{name: X"),
        ("provider", "{1: X}", "{1: X}"),
        ("provider", "{name: X, name: Y}", "{name: X, name: Y}"),
        ("topics", "[a]\ny: 1", "[a]\ny: 1"),
        ("topics", "[a] [b]", "[a] [b]"),
        ("topics", "&a [*a]", "&a [*a]"),
        ("images", "[{url: 12, width: 12}]", [{"url": "12", "width": 12}]),
        ("ratings", "{count: 1, average: 5}", {"count": 1, "average": 5}),
        ("topics", "[&a b, *a]", "[&a b, *a]"),
    ],
)  # fmt: skip
def test_a_collection_is_read_with_the_types_of_its_parts(key: str, text: str, value: Value) -> None:
    assert same(read(key, text), value)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("version", "1.10", "1.10"),
        ("weight", "6", 6),
        ("draft", "false", False),
        ("day", "2021-06-01", date(2021, 6, 1)),
        ("nothing", "1.10", 1.1),
        ("new", "1.10", 1.1),
        ("new", '"1.10"', "1.10"),
        ("new", "[1.10]", [1.1]),
        ("tags[2]", "1.3", "1.3"),
        ("tags", "[1.10, 2, 3]", ["1.10", "2", "3"]),
        ("numbers[1]", "2", 2),
        ("refs[0].version", "1.10", "1.10"),
        ("refs[1]", "{version: 1.10, n: 2}", {"version": "1.10", "n": 2}),
    ],
)  # fmt: skip
def test_of_an_unknown_key_the_old_value_decides(key: str, text: str, value: Value) -> None:
    assert same(read(key, text), value)


@attrs.define
class Mixed:
    words: str | list[str] | None = None
    bare: str | list[str] = ""
    number: str | float = ""
    day: date | str | None = None
    at: time | None = None
    level: Literal[1, "a", True] | None = None
    counts: dict[str, int] = attrs.field(factory=dict)
    text: str | None = None
    moment: datetime | None = None
    moments: list[datetime] = attrs.field(factory=list)
    told: datetime | str | list[str] | None = None


JEKYLL = "2021-05-30 16:00:00 +0200"


@pytest.mark.parametrize(
    ("key", "text", "there", "value"),
    [
        ("words", "12", None, "12"),
        ("words", "12", ["a"], "12"),
        ("words", "[12, a]", None, ["12", "a"]),
        ("words", "[12]", "a", ["12"]),
        ("words", "", "a", None),
        ("bare", "", None, ""),
        ("bare", "null", None, "null"),
        ("number", "5", None, 5),
        ("number", "5", "a", "5"),
        ("number", "5.5", 4, 5.5),
        ("number", "true", None, "true"),
        ("day", "2024-05-02", date(2024, 5, 1), date(2024, 5, 2)),
        ("day", "2024-05-02", "soon", "2024-05-02"),
        ("day", "soon", None, "soon"),
        ("at", "12:30", None, "12:30"),
        ("level", "1", None, 1),
        ("level", "true", None, True),
        ("level", "a", None, "a"),
        ("counts.x", "5", None, 5),
        ("counts", "{x: 5}", None, {"x": 5}),
        ("text", "", None, ""),
        ("text", "[a]", None, "[a]"),
        ("moment", "2021-06-01T10:00:00+02:00", JEKYLL, "2021-06-01 10:00:00 +0200"),
        ("moment", "2021-06-01 10:00:00 +0300", JEKYLL, "2021-06-01 10:00:00 +0300"),
        ("moment", "2021-05-30T14:00:00Z", JEKYLL, JEKYLL),
        ("moment", "2021-05-30T14:00:00Z", "soon", MOMENT),
        ("moment", "2021-05-30T14:00:00Z", None, MOMENT),
        ("moment", "", JEKYLL, None),
        ("moments[1]", "2021-06-01T10:00:00+02:00", [JEKYLL], "2021-06-01 10:00:00 +0200"),
        ("told", "2021-05-30T14:00:00Z", JEKYLL, "2021-05-30T14:00:00Z"),
    ],
)
def test_so_it_is_in_any_class(key: str, text: str, there: Value, value: Value) -> None:
    assert same(
        given_value(text, parse_key(key) or (), {key.partition("[")[0]: there}, DEFAULT_LIMITS, (Mixed,)), value
    )


def test_a_collection_over_the_limits_is_text() -> None:
    assert read("topics", "[a, b, c]", limits=Limits(nodes=2)) == "[a, b, c]"
    assert read("topics", "[" * 3000) == "[" * 3000
