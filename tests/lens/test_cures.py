"""What to write where a value is of another type."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from articlefmt import check
from articlefmt.lens.cures import cure
from articlefmt.syntax.scalars import resolve
from tests.samples import form


@pytest.mark.parametrize(
    ("text", "wanted", "written"),
    [
        ("yes", bool, "true"), ("Yes", bool, "true"), ("on", bool, "true"), ("y", bool, "true"), ("1", bool, "true"), (" TrUe", bool, "true"),
        ("no", bool, "false"), ("OFF", bool, "false"), ("n", bool, "false"), ("perhaps", bool, None), ("", bool, None),
        ("1_000", int, "1000"), ("1,000", int, "1000"), ("+5", int, "5"), ("1e3", int, "1000"), ("5.0", int, "5"), ("010", int, None), ("00", int, None),
        ("4.5", int, None), ("hot", int, None), ("1" * 700, int, None), ("nan", int, None), ("inf", float, None),
        (".5", float, "0.5"), ("4,5", float, "4.5"), ("1e3", float, "1000"), ("+4.5", float, "4.5"), ("1_0.5", float, "10.5"), ("x", float, None), ("yes", str, None),
    ],
)  # fmt: skip
def test_a_text_that_some_take_for_a_number_or_a_bool_is_shown_as_all_do(
    text: str, wanted: type, written: str | None
) -> None:
    assert cure(text, wanted) == (None if written is None else f"write `{written}`")
    assert written is None or isinstance(resolve(written), wanted | int)


@pytest.mark.parametrize(
    ("value", "cured"),
    [
        (date(2021, 5, 30), "write it as `2021-05-30T00:00:00Z`"),
        ("2021-05-30 15:30", "write it as `2021-05-30T15:30:00Z`"),
        ("2021-05-30T15:30Z", "write it as `2021-05-30T15:30:00Z`"),
        ("2021-05-30 14:00:05 UTC", "write it as `2021-05-30T14:00:05Z`"),
        ("2021-05-32", "there is no such day or time; write one as in `2021-05-30T14:00:00Z`"),
        ("2021-05-30T25:00:00Z", "there is no such day or time; write one as in `2021-05-30T14:00:00Z`"),
        *((one, "write it as in `2021-05-30T14:00:00Z`") for one in ("30.05.2021", "May 30, 2021", "yesterday", 20210530, 5.0, True, "2021-05-30 99:00")),
    ],
)  # fmt: skip
def test_a_wrong_date_is_shown_the_right_form(value: Any, cured: str) -> None:
    assert cure(value, datetime) == cured


@pytest.mark.parametrize(
    ("line", "cured"),
    [
        ("published: yes", "write `true`"), ("removed: off", "write `false`"), ("heat: 1_000", "write `1000`"), ("heat: +5", "write `5`"),
        ("publishedDateTime: 2021-5-30", "write it as in `2021-05-30T14:00:00Z`"),
    ],
)  # fmt: skip
def test_check_says_the_same_in_both_of_its_findings(line: str, cured: str) -> None:
    findings = check(form(line))
    assert [one.code for one in findings] == ["C603", "T301"]
    assert all(one.message.endswith(f"; {cured}") for one in findings)


def test_what_takes_text_is_to_be_quoted() -> None:
    (finding,) = check(form("length: yes"))
    assert finding.message == "readers disagree on what a plain `yes` is; quote it if it is text"
