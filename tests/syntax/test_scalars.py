"""What a plain scalar means, and what a line says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from articlefmt.syntax.scalars import decode_line, is_ambiguous, is_zoneless, resolve, resolve_tagged
from articlefmt.values import same


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("NULL", None), ("nUll", "nUll"), ("true", True), ("FALSE", False),
        ("42", 42), ("-7", -7), ("0", 0), ("0x1F", 31), ("4.6", 4.6), ("-0.5", -0.5), ("1.5e-07", 1.5e-07), (".inf", float("inf")), ("-.INF", float("-inf")),
        (".nan", float("nan")), ("9" * 641, "9" * 641), ("2020-01-31", date(2020, 1, 31)), ("2020-02-31", "2020-02-31"),
        ("2020-01-31T10:20:30Z", datetime(2020, 1, 31, 10, 20, 30, tzinfo=UTC)),
        ("2020-01-31 10:20:30.5 -1", datetime(2020, 1, 31, 11, 20, 30, 500000, tzinfo=UTC)),
        ("2020-01-31T10:20:30+05:45", datetime(2020, 1, 31, 4, 35, 30, tzinfo=UTC)),
        ("2020-01-31T10:20:30", datetime(2020, 1, 31, 10, 20, 30, tzinfo=UTC)),
        ("2020-01-31T24:00:00Z", "2020-01-31T24:00:00Z"), ("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00+01:00"),
        ("2020-01-31T10:20:30+99:99", "2020-01-31T10:20:30+99:99"),
        *((text, text) for text in ("yes", "010", "1_0", "12:30", "0o17", ".5", "+1", "1e3", "1.", "08", "1,000", "٣", "-", "-a", "1a", "0x")),
    ],
)  # fmt: skip
def test_a_plain_scalar_has_a_type_where_yaml_1_1_and_1_2_agree(text: str, value: Any) -> None:
    assert same(resolve(text), value)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "No",
        "y",
        "010",
        "1_0",
        "1,000",
        "12:30",
        "0o17",
        ".5",
        "+1",
        "1e3",
        "1.",
        "0b1",
        "0X1F",
        "2020-1-1",
        "=",
        "<<",
        "+.inf",
    ],
)
def test_what_readers_type_differently_is_ambiguous(text: str) -> None:
    assert is_ambiguous(text)
    assert resolve(text) == text


@pytest.mark.parametrize("text", ["abc", "29 seconds", "3sum", "1.2.3", "yesterday", "-", "none", "PT1H"])
def test_what_readers_agree_on_is_not_ambiguous(text: str) -> None:
    assert not is_ambiguous(text)


def test_a_timestamp_without_a_zone_is_found() -> None:
    assert is_zoneless("2020-01-31T10:20:30")
    assert not is_zoneless("2020-01-31T10:20:30Z")
    assert not is_zoneless("2020-01-31")


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("12", "str", "12"), ("12", "int", 12), ("1", "float", 1.0), ("x", "int", "x"), ("2020-01-01", "timestamp", date(2020, 1, 1)),
        ("2020-01-02T03:04:05Z", "timestamp", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)), ("1.5", "float", 1.5),
        ("", "null", None), ("true", "bool", True), ("12", "!foo", "12"),
    ],
)  # fmt: skip
def test_a_tag_never_constructs(text: str, tag: str, value: Any) -> None:
    assert same(resolve_tagged(text, tag if tag.startswith("!") else f"tag:yaml.org,2002:{tag}"), value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a", "a"),
        ("'it''s'", "it's"),
        ('"a"', "a"),
        ('"\\x41\\u00e9\\U0001f600\\n\\"\\ \\/"', 'Aé😀\n" /'),
        ('"\\q"', None),
        ('"\\UFFFFFFFF"', None),
        ('"\\x4"', None),
    ],
)
def test_a_line_says_what_its_quotes_and_escapes_say(text: str, said: str | None) -> None:
    assert decode_line(text) == said
