"""What a plain scalar means, and what a line says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from articlefmt.syntax.scalars import (
    decode_line,
    in_short_zone,
    is_ambiguous,
    is_zoneless,
    resolve,
    resolve_tagged,
    short_zoned,
)
from articlefmt.values import same

NOON = datetime(2021, 5, 3, 12, tzinfo=UTC)
SHORT_ZONED = [
    "2021-05-03 14:00:00 +0200", "2021-05-03 14:00:00 +02", "2021-5-3t14:00:00+2", "2021-05-03T04:30:00-0730", "2021-05-03  9:00:00\t-3",
    "2021-05-03 12:00:00 +00", "2021-05-03 12:00:00 -0000",
]  # fmt: skip
"""Noon in UTC, as text: a zone without a colon, or of hours alone."""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("NULL", None), ("nUll", "nUll"), ("true", True), ("FALSE", False),
        ("42", 42), ("-7", -7), ("0", 0), ("0x1F", 31), ("4.6", 4.6), ("-0.5", -0.5), ("1.5e-07", 1.5e-07), (".inf", float("inf")), ("-.INF", float("-inf")),
        (".nan", float("nan")), ("9" * 641, "9" * 641), ("2020-01-31", date(2020, 1, 31)), ("2020-02-31", "2020-02-31"),
        ("2020-01-31T10:20:30Z", datetime(2020, 1, 31, 10, 20, 30, tzinfo=UTC)),
        ("2020-01-31 10:20:30.5 -1:00", datetime(2020, 1, 31, 11, 20, 30, 500000, tzinfo=UTC)),
        ("2020-01-31T10:20:30+05:45", datetime(2020, 1, 31, 4, 35, 30, tzinfo=UTC)),
        ("2020-01-31T10:20:30", datetime(2020, 1, 31, 10, 20, 30, tzinfo=UTC)),
        ("2020-01-31T24:00:00Z", "2020-01-31T24:00:00Z"), ("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00+01:00"),
        ("2020-01-31T10:20:30+99:99", "2020-01-31T10:20:30+99:99"),
        *((text, text) for text in ("yes", "010", "1_0", "12:30", "0o17", ".5", "+1", "1e3", "1.", "08", "1,000", "٣", "-", "-a", "1a", "0x")),
        *((text, text) for text in SHORT_ZONED),
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
        *("E3", "e10", "e-6", "E+03", "+e1", "-E0", ".e3", ".", "-.", "0x1,e", "0b1,0", "1,0.", ":a", ":-) x"),
        *("-2021-05-30 17:20:00", "2021-05-30 17:20:00 +200", "2021-05-30 17:20:00 +0260", "2021-05-30T17:20:00z"),
        *SHORT_ZONED,
    ],
)
def test_what_readers_type_differently_is_ambiguous(text: str) -> None:
    assert is_ambiguous(text)
    assert resolve(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "29 seconds",
        "3sum",
        "1.2.3",
        "yesterday",
        "-",
        "none",
        "PT1H",
        "",
        "e",
        "E3.5",
        "3e",
        "e3x",
        "_e",
        "e_3",
        "..",
        "0xg",
        ":",
    ],
)
def test_what_readers_agree_on_is_not_ambiguous(text: str) -> None:
    assert not is_ambiguous(text)


@pytest.mark.parametrize(
    "text", ["1" * 200_000 + "x", "1," * 100_000 + "x", "1:" * 100_000, "1." * 100_000, "e" + "1" * 200_000 + "x"]
)
def test_a_long_text_is_looked_at_once(text: str) -> None:
    """Nothing of it is tried twice: with that it would take minutes."""
    assert not is_ambiguous(text)


class TestShortZones:
    @pytest.mark.parametrize("text", SHORT_ZONED)
    def test_a_moment_is_said(self, text: str) -> None:
        assert short_zoned(text) == NOON

    @pytest.mark.parametrize("text", SHORT_ZONED)
    def test_another_moment_has_the_same_spelling(self, text: str) -> None:
        said = short_zoned(text)
        assert said is not None
        assert in_short_zone(said, text) == text
        later = said + timedelta(days=200, seconds=5)
        written = str(in_short_zone(later, text))
        assert same(short_zoned(written), later)
        assert written[max(map(written.rfind, "+-")) :] == text[max(map(text.rfind, "+-")) :]

    @pytest.mark.parametrize(
        ("hours", "zone"),
        [(0, "+0000"), (2, "+0200"), (-1.5, "-0130"), (-0.5, "-0030"), (5.75, "+0545"), (14, "+1400")],
    )
    def test_it_is_in_its_own_zone(self, hours: float, zone: str) -> None:
        moment = NOON.astimezone(timezone(timedelta(hours=hours)))
        written = str(in_short_zone(moment, "1999-1-02T3:04:05\t-0300"))
        assert written == f"{moment:%Y-{moment.month}-%dT{moment.hour}:%M:%S}\t{zone}"
        assert same(short_zoned(written), moment)

    def test_minutes_are_written_where_there_are_some(self) -> None:
        moment = NOON.replace(tzinfo=timezone(timedelta(hours=2)))
        assert in_short_zone(moment, "1999-01-02 03:04:05 -3") == "2021-05-03 12:00:00 +02"
        moment = NOON.replace(tzinfo=timezone(timedelta(hours=2, minutes=30)))
        assert in_short_zone(moment, "1999-01-02 03:04:05 -3") == "2021-05-03 12:00:00 +0230"

    @pytest.mark.parametrize(
        "moment",
        [NOON.replace(microsecond=1), NOON.replace(tzinfo=timezone(timedelta(seconds=5))), NOON.replace(tzinfo=None)],
    )
    def test_a_moment_that_it_can_not_hold_has_none(self, moment: datetime) -> None:
        assert in_short_zone(moment, "2021-05-03 09:00:00 -0300") is None

    def test_a_text_without_such_a_zone_has_none(self) -> None:
        assert in_short_zone(NOON, "2021-05-03 09:00:00 -03:00") is None

    @pytest.mark.parametrize(
        "zone",
        ["", " Z", " +03:00", " +3:00", " +200", " +02000", " +0260", " +2400", " +99", " UTC", " GMT", " +", "z"],
    )
    def test_other_zones_are_not_short(self, zone: str) -> None:
        assert short_zoned("2021-05-03 12:00:00" + zone) is None

    @pytest.mark.parametrize(
        "text", ["2021-05-03 +0200", "2021-02-30 12:00:00 +0200", "2021-05-03 24:00:00 +02", "x", ""]
    )
    def test_what_is_no_moment_is_none(self, text: str) -> None:
        assert short_zoned(text) is None


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
