"""S5: two parts of canonical base64, and the last key."""

from __future__ import annotations

import base64

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Finding, check
from articlefmt.place import Place
from tests.samples import SECRET, file, form, shows_secret

A, B = SECRET.split(";")


def malformed(reason: str, line: int = 9) -> Finding:
    message = f"{reason}; restore the value from its source"
    return Finding(code="S501", severity="error", message=message, key=("secured",), place=Place(line, 1))


LAST = Finding(
    code="S502",
    severity="warning",
    message="`secured` must be the last key; move it to the end",
    key=("secured",),
    place=Place(9, 1),
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it must be two parts joined by one `;`, not 1"),
        (A, "it must be two parts joined by one `;`, not 1"),
        (f"{A};{B};", "it must be two parts joined by one `;`, not 3"),
        (f"{A[:-1]};{B}", "its first part isn't canonical base64"),
        (f"{A};{B[:-1]}", "its second part isn't canonical base64"),
        (f" {A};{B}", "its first part isn't canonical base64"),
        (f"{A};{B} ", "its second part isn't canonical base64"),
        (f"{A};{B[:-3]}h==", "its second part isn't canonical base64"),
        (f"{A[:20]}-{A[21:]};{B}", "its first part isn't canonical base64"),
        (f"é{A};{B}", "its first part isn't canonical base64"),
        (f"QUJD;{B}", "its first part has 3 bytes, which is no multiple of 16"),
        (f"{A};QUJD", "its second part has 3 bytes, not 16"),
        (f"{A};{A}", "its second part has 32 bytes, not 16"),
    ],
)
def test_a_malformed_value_is_an_error_that_says_how_and_does_not_show_it(text: str, reason: str) -> None:
    findings = check(form(f'secured: "{text}"'))
    assert findings == [malformed(reason)]
    assert not shows_secret(str(findings))


def test_an_empty_first_part_is_called_empty() -> None:
    (finding,) = check(form(f'secured: ";{B}"'))
    assert "multiple" not in finding.message


@given(st.integers(1, 40), st.data())
def test_a_value_of_16_times_n_and_16_bytes_has_no_finding(blocks: int, data: st.DataObject) -> None:
    first, second = (data.draw(st.binary(min_size=size, max_size=size)) for size in (16 * blocks, 16))
    text = ";".join(base64.b64encode(part).decode() for part in (first, second))
    assert check(form(f'secured: "{text}"')) == []


@pytest.mark.parametrize(
    "lines", [[f"secured: {SECRET}"], [f"secured: '{SECRET}'"], ["secured: ", f'  "{SECRET}"', "# c"]]
)
def test_its_spelling_does_not_matter(lines: list[str]) -> None:
    assert check(form(*lines)) == []


@pytest.mark.parametrize("line", ["secured: ", "secured: null"])
def test_null_is_no_value(line: str) -> None:
    assert check(form(line)) == []


def test_a_value_of_another_type_is_a_problem_of_types_alone() -> None:
    assert [finding.code for finding in check(form("secured: 5"))] == ["T301"]


class TestLastKey:
    @pytest.mark.parametrize("line", ["heat: 5", "1: a", "<<: a"])
    def test_a_key_below_it_is_a_warning(self, line: str) -> None:
        assert LAST in check(form(f'secured: "{SECRET}"', line))

    def test_a_malformed_value_above_a_key_has_both_findings(self) -> None:
        findings = check(form('secured: "A;B"', "heat: 5"))
        assert findings == [malformed("its first part isn't canonical base64"), LAST]

    @pytest.mark.parametrize("more", [[], ["", "# c", ""], ["# secured: x"]])
    def test_comments_and_blank_lines_below_it_are_none(self, more: list[str]) -> None:
        assert check(form("heat: 5", f'secured: "{SECRET}"', *more)) == []

    def test_it_is_told_even_where_the_record_does_not_type(self) -> None:
        assert LAST in check(form(f'secured: "{SECRET}"', "heat: x"))

    def test_it_may_be_the_only_key(self) -> None:
        assert [finding.code for finding in check(file(f'secured: "{SECRET}"'))] == ["K401", "T302", "T302"]


class TestNotYetThere:
    def test_a_new_file_of_a_kind_that_has_one_is_a_warning_that_says_who_makes_it(self) -> None:
        record = articlefmt.structure(
            {
                "category": "news", "title": "T", "excerpt": "", "publishedDateTime": "2021-05-30T14:00:00Z", "originalUrl": "u", "type": "article",
                "provider": {"name": "N", "domain": "d"}, "topics": ["Charts"],
            },
            articlefmt.Article, timestamps="text",
        )  # fmt: skip
        assert check(articlefmt.Document.new(record).to_bytes()) == [
            Finding(
                code="S503", severity="warning", key=("secured",), place=Place(2, 1),
                message="files of kind `news` have one, and only its owner can make it: leave it out, and let the generator add it",
            )
        ]  # fmt: skip

    @pytest.mark.parametrize("lines", [("secured: ",), ("type: article",)])
    def test_a_key_without_a_value_and_a_kind_that_has_none_are_fine(self, lines: tuple[str, ...]) -> None:
        assert "S503" not in [one.code for one in check(file('title: "T"', *lines))]

    @pytest.mark.parametrize("line", ["secured:", "secured: ", "secured: null", "secured: ~ # c", "secured: !!null ''"])
    def test_a_null_is_told_as_one_that_is_missing_at_its_line(self, line: str) -> None:
        (without,) = [one for one in check(file("category: news")) if one.code == "S503"]
        (found,) = [one for one in check(file("category: news", line)) if one.code == "S503"]
        assert found == attrs.evolve(without, place=Place(3, 1))

    def test_an_alias_of_null_is_null(self) -> None:
        assert "S503" in [one.code for one in check(file("category: news", "x: &n null", "secured: *n"))]

    @pytest.mark.parametrize("line", [f"secured: {SECRET}", "secured: ''", "secured: []", "secured: !x ''"])
    def test_any_value_is_there(self, line: str) -> None:
        assert "S503" not in [one.code for one in check(file("category: news", line))]

    def test_it_is_told_even_where_the_record_does_not_type(self) -> None:
        assert "S503" in [one.code for one in check(file("category: news", "heat: x"))]


def test_a_malformed_value_is_told_even_where_the_record_does_not_type() -> None:
    assert "S501" in [one.code for one in check(form("heat: x", "secured: A;B"))]
