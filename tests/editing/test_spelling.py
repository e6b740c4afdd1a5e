"""How a value is spelled, so that every reader reads it back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articlefmt.editing.spelling import CannotSpellError, is_plain_safe, spell
from articlefmt.syntax.scalars import is_ambiguous, resolve
from articlefmt.values import same


@pytest.mark.parametrize(
    ("value", "quote", "spelled"),
    [
        ("a b", "", "a b"), ("a b", "'", "'a b'"), ("a b", '"', '"a b"'), ("it's", "'", "'it''s'"), ("a\nb", "'", '"a\\nb"'), ("", "", '""'),
        ("é 😀 \xa0x", "", "é 😀 \xa0x"), ("\x00\x7f\x85\u2028\ufeff\ufffe", "", '"\\u0000\\u007f\\u0085\\u2028\\ufeff\\ufffe"'), ('\\ "\t\r', "", '"\\\\ \\"\\t\\r"'),
        (None, "", "null"), (True, '"', "true"), (False, "", "false"), (-3, "", "-3"), (4.6, "", "4.6"), (5.0, "", "5.0"), (1e-7, "", "1.0e-07"), (1e22, "", "1.0e+22"),
        (1.5e300, "", "1.5e+300"), (float("inf"), "", ".inf"), (float("-inf"), "", "-.inf"), (float("nan"), "", ".nan"), (date(2020, 1, 2), "", "2020-01-02"),
        (datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC), "", "2020-01-02T03:04:05Z"), (datetime(999, 1, 2, tzinfo=UTC), "", "0999-01-02T00:00:00Z"),
        (datetime(2020, 1, 2, 3, tzinfo=timezone(timedelta(hours=2))), "", "2020-01-02T03:00:00+02:00"),
        (datetime(2020, 1, 2, 3, tzinfo=timezone(-timedelta(hours=3, minutes=30))), '"', "2020-01-02T03:00:00-03:30"),
        (datetime(2020, 1, 2, 3, tzinfo=timezone(-timedelta(minutes=30))), "", "2020-01-02T03:00:00-00:30"),
        (datetime(2020, 1, 2, 3, tzinfo=timezone(timedelta(0))), "", "2020-01-02T03:00:00Z"),
    ],
)  # fmt: skip
def test_a_value_is_spelled_in_the_wanted_quotes_where_it_is_safe(value: Any, quote: Any, spelled: str) -> None:
    assert spell(value, quote) == spelled
    if not isinstance(value, str):
        assert same(resolve(spelled), value)


@pytest.mark.parametrize("text", [
    "y", "NO", "on", "null", "NaN", "inf", "-a", "?a", ":a", ",a", "[a", "#a", "&a", "*a", "!a", "|", ">", "'a", '"a', "%a", "@a", "`a", "=", "<", "~", ".a", "+1",
    "a: b", "a #b", "a:", " a", "a ", "a\tb", "1,000", "1_0", "1e3", "0o17", "0x1F", "0b1", "12:30", "08", "_1", "2020-01-01 x", "---", "...", "1", "4.6", "",
    "E3", "e10", "e-6", "E+03", "+e1", "-E0", ".e3", "0b,", "0x1,e", "2021-05-30 17:20:00 +0200",
])  # fmt: skip
def test_an_unsafe_text_is_never_plain(text: str) -> None:
    assert not is_plain_safe(text)
    assert spell(text, "")[0] == '"'


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a:b",
        "a#b",
        "29 seconds",
        "3sum",
        "https://example.com/?a=b#c",
        "PT17M16S",
        "O'Neil & Co",
        "yesterday",
        "Zoë",
        "a -b",
        "e",
        "E",
        "e3x",
        "e_3",
        "E3.5",
        "ee3",
        "e 10",
        "EU27",
        "e-",
        "e3 e4",
    ],
)
def test_a_safe_text_is_plain(text: str) -> None:
    assert spell(text, "") == text


@given(st.text("0129.eE+-_:,xb ~yn<=T", max_size=9) | st.text(max_size=9))
@example("e10")
@example(":a")
def test_a_text_that_check_tells_of_is_never_plain(text: str) -> None:
    assert not (is_plain_safe(text) and is_ambiguous(text))


def test_a_flow_collection_has_no_plain_brackets_or_commas() -> None:
    assert spell("a, b", "", flow=True) == '"a, b"'
    assert spell("a b", "", flow=True) == "a b"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (datetime(2020, 1, 1), "the datetime has no time zone; give it one, as in tzinfo=datetime.UTC"),  # noqa: DTZ001
        (
            datetime(2020, 1, 1, microsecond=5, tzinfo=UTC),
            "the format has no fractions of a second; give whole ones, as in 2020-01-01T00:00:00Z",
        ),
        (
            datetime(2020, 1, 1, microsecond=5, tzinfo=timezone(timedelta(hours=2))),
            "the format has no fractions of a second; give whole ones, as in 2020-01-01T00:00:00+02:00",
        ),
        (
            datetime(2020, 1, 1, tzinfo=timezone(timedelta(microseconds=-5))),
            "the zone has seconds, which no timestamp can say; give the time in UTC",
        ),
        (
            datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))),
            "the datetime is outside of the years 1 to 9999 in UTC; give one within them",
        ),
        ("\ud800", "the text has half a character (U+D800); remove it, or write the whole character"),
    ],
)
def test_what_cannot_be_spelled_says_the_cure(value: Any, message: str) -> None:
    with pytest.raises(CannotSpellError) as caught:
        spell(value)
    assert str(caught.value) == message
