"""What is mended without asking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Record
from articlefmt.checks.fixes import mend
from articlefmt.values import same
from tests.samples import SECRET, form

AMBIGUOUS = ["yes", "No", "12:30", "010", "0o17", "1_0", ".5", "+1", "1e3", "on", "1,000"]


def mended(data: bytes) -> tuple[bytes, list[str]]:
    document = articlefmt.loads(data, Record)
    new, done = mend(document, articlefmt.check(document))
    assert document.to_bytes() == data, "the document given stays"
    return new.source.to_bytes(), [finding.code for finding in done]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (('heat: "70"  # c',), ("heat: 70  # c",), "T304"),
        (("heat: '-7'",), ("heat: -7",), "T304"),
        (('publishedDateTime: "2021-05-30T14:00:00Z"',), ("publishedDateTime: 2021-05-30T14:00:00Z",), "T304"),
        (("removed: 'true'",), ("removed: true",), "T304"),
        (('ratings: {count: "3", average: 4.6}',), ("ratings: {count: 3, average: 4.6}",), "T304"),
        (("length: 12:30 # c",), ('length: "12:30" # c',), "C603"),
        (("levels:", "  # own", "  - on  # c"), ("levels:", "  # own", '  - "on"  # c'), "C603"),
        (("levels: [on, Beginner]",), ('levels: ["on", Beginner]',), "C603"),
        (("publishedDateTime: 2021-05-30 14:00:00",), ("publishedDateTime: 2021-05-30T14:00:00Z",), "C604"),
        (("publishedDateTime: 2021-05-30T14:00:59 # c",), ("publishedDateTime: 2021-05-30T14:00:59Z # c",), "C604"),
    ],
)  # fmt: skip
def test_a_spelling_is_mended_and_nothing_else_changes(
    before: tuple[str, ...], after: tuple[str, ...], code: str
) -> None:
    assert mended(form(*before)) == (form(*after), [code])


@pytest.mark.parametrize(
    "line",
    [
        "heat: 1_0", 'heat: "1_0"', "heat: x", "custom: yes", "custom: 2021-05-30T14:00:00", "on: x", "publishedDateTime: 2021-05-30T14:00:00.5",
        "length: !t 12:30", "a: &a on\nlevels: [*a]", "heat: !x 1", "heat: 5", f'secured: "{SECRET}"', "secured: 12:30", "updatedDateTime: 12:30",
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise_or_can_not_be_edited_stays(line: str) -> None:
    assert mended(form(line)) == (form(line), [])


def test_one_that_can_not_be_mended_stops_no_other() -> None:
    data = form("price: Free", 'heat: "7"', "provider: !!map {name: on, domain: example.com}", "length: 12:30")
    assert mended(data) == (
        form("price: Free", "heat: 7", "provider: !!map {name: on, domain: example.com}", 'length: "12:30"'),
        ["T304", "C603"],
    )


def test_line_ends_and_the_body_stay() -> None:
    data = form("length: 12:30").replace(b"\n", b"\r\n") + b"a\rb\n"
    assert mended(data)[0] == form('length: "12:30"').replace(b"\n", b"\r\n") + b"a\rb\n"


@given(
    st.lists(st.sampled_from([*AMBIGUOUS, "Charts", "12:30 x", '"no"', "'x'"]), min_size=1),
    st.sampled_from(AMBIGUOUS),
    st.booleans(),
)
def test_mending_leaves_every_value_and_nothing_to_mend(levels: list[str], length: str, flow: bool) -> None:
    items = (
        [f"levels: [{', '.join(level.replace(',', '') for level in levels)}]"]
        if flow
        else ["levels:", *(f"  - {level}" for level in levels)]
    )
    data = form("price: Free", f"length: {length}", *items)
    document = articlefmt.loads(data, Record)
    new, _ = mend(document, articlefmt.check(document))
    assert same(new.values, document.values)
    after = new.source.to_bytes()
    assert not [finding for finding in articlefmt.check(after) if finding.code == "C603"]
    assert mended(after) == (after, [])


def test_many_in_one_list_take_no_longer_than_the_list() -> None:
    data = form("levels:", *["  - 12:30"] * 3000)
    new, codes = mended(data)
    assert new == form("levels:", *['  - "12:30"'] * 3000)
    assert len(codes) == 3000
