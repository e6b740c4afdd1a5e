"""`check` turns what can't be read or typed into findings: F1, Y2 and T3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import articlefmt
from articlefmt import Finding, Limits, Record, check
from articlefmt.checks.rules import RULES
from articlefmt.keys import Key
from articlefmt.place import Place
from tests.samples import FORM, SECRET, file, form, shows_secret
from tests.strategies import untidy_documents


def error(code: str, message: str, line: int, column: int, key: Key = ()) -> Finding:
    return Finding(code=code, severity="error", message=message, key=key, place=Place(line, column))


def test_a_file_without_a_fault_has_no_finding() -> None:
    assert check(form()) == []


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("data", "finding", "near_miss"),
        [
            (
                file(*FORM, opening=""),
                error("F101", "no front matter: the first line must be exactly `---`", 1, 1),
                form(),
            ),
            (b"", error("F101", "the file is empty", 1, 1), form()),
            (
                file(*FORM, closing=""),
                error("F102", "the front matter isn't closed: a line of exactly `---` must end it", 2, 1),
                file(*FORM, body=""),
            ),
            (
                form("--- x"),
                error(
                    "F103",
                    "this line starts with `---` but isn't the closing line: some readers end the front matter here, others "
                    "don't; write exactly `---`, or quote or indent the text",
                    9,
                    1,
                ),
                form("featuredContent: |", "  --- x"),
            ),
            (
                file(*FORM, opening="----\n"),
                error("F103", "the first line has more than three dashes; write exactly `---`", 1, 1),
                form(),
            ),
            (
                form("items: [é]").replace("é".encode(), b"\xe9"),
                error("F104", "not UTF-8: byte 0xe9; save the file as UTF-8", 9, 9),
                form("items: [é]"),
            ),
            (
                form("items: a: b"),
                error("Y201", "invalid YAML: `: ` can't stand here: quote the text, or mend the indentation", 9, 9),
                form('items: ["a: b"]'),
            ),
            (
                file("- a"),
                error(
                    "Y202", "the front matter is not a mapping; it must hold keys and values, as in `title: …`", 2, 1
                ),
                file('{title: "T", excerpt: "", webUrl: u, type: article, topics: []}'),
            ),
            (
                form("images:", "  - url: u", "    width: 1", "    url: v", "    height: 1"),
                error(
                    "Y203",
                    "this key stands twice in its mapping: some readers refuse that, others take the last; keep one",
                    12,
                    5,
                    ("images", 0, "url"),
                ),
                form("images:", "  - url: u", "    width: 1", "    height: 1", "    title: V"),
            ),
            (
                form('items: ["\x07"]'),
                error(
                    "Y204", "YAML forbids the character U+0007; remove it, or write an escape in double quotes", 9, 10
                ),
                form('items: ["\\u0007"]'),
            ),
            (
                form('items: ["\\ud83d\\ude00"]'),
                error("Y204", "the escape \\ud83d is half a character; write the character itself", 9, 9),
                form('items: ["\\U0001F600"]'),
            ),
        ],
    )
    def test_it_is_one_finding(self, data: bytes, finding: Finding, near_miss: bytes) -> None:
        assert check(data) == [finding]
        assert check(near_miss) == []

    @pytest.mark.parametrize(
        ("line", "limits", "finding"),
        [
            ("# more", Limits(lines=7), error("Y205", "the front matter has 8 lines; the limit is 7", 2, 1)),
            ("heat: 5", Limits(nodes=13), error("Y205", "more than 13 keys and values", 9, 7)),
            ("items: [[a]]", Limits(depth=2), error("Y205", "more than 2 levels of nesting", 9, 9)),
        ],
    )
    def test_what_is_over_a_limit_is_one_finding(self, line: str, limits: Limits, finding: Finding) -> None:
        assert check(form(line), limits=limits) == [finding]
        assert check(form(), limits=limits) == []

    def test_front_matter_that_is_too_large_is_one_finding(self) -> None:
        size = sum(len(line) + 1 for line in FORM)
        message = f"the front matter has {size} bytes; the limit is {size - 1}"
        assert check(form(), limits=Limits(size=size - 1)) == [error("Y205", message, 2, 1)]
        assert check(form(), limits=Limits(size=size)) == []


class TestWhatDoesNotType:
    @pytest.mark.parametrize(
        ("lines", "finding", "near_miss"),
        [
            (["heat: hot"], error("T301", "takes an int or None, not text", 9, 7, ("heat",)), ["heat: 5"]),
            (
                ["items:", "  - a", "  - "],
                error("T301", "takes a str, not null", 11, 4, ("items", 1)),
                ["items:", "  - a", '  - ""'],
            ),
            (
                ["images:", "  - url: u", "    width: 5"],
                error("T302", "it is missing; Image needs an int here", 10, 5, ("images", 0, "height")),
                ["images:", "  - url: u", "    width: 5", "    height: 5"],
            ),
            (
                ['heat: "70"'],
                error("T304", "this number is quoted, so it is text; remove the quotes", 9, 7, ("heat",)),
                ['length: "70"'],
            ),
            (
                ["publishedDateTime: '2021-05-30T14:00:00Z'"],
                error(
                    "T304", "this timestamp is quoted, so it is text; remove the quotes", 9, 20, ("publishedDateTime",)
                ),
                ["publishedDateTime: 2021-05-30T14:00:00Z"],
            ),
            (
                ["items: &x [*x]"],
                error("T305", "its aliases expand to more than 20,000 values; write them out", 9, 12),
                ["heat: &x 5", "quality: *x"],
            ),
        ],
    )
    def test_it_is_a_finding(self, lines: list[str], finding: Finding, near_miss: list[str]) -> None:
        assert check(form(*lines)) == [finding]
        assert check(form(*near_miss)) == []

    def test_another_class_than_the_one_wanted_is_a_finding(self) -> None:
        data = file('name: "Ada"', 'bio: "B"', "location: L", 'type: "profile"', "heat: 1", "twitter: ", "topics: []")
        message = "its keys are those of a Profile, not of an Article; load it with cls=articlefmt.Profile"
        assert check(articlefmt.loads(data)) == [error("T303", message, 2, 1)]
        assert check(articlefmt.loads(data, Record)) == check(data) == []

    def test_every_problem_is_a_finding_and_so_is_what_else_is_wrong(self) -> None:
        data = form('heat: "70"', "length: 12:30", "items: [1]", "secured: x", "1: a")
        assert [(finding.line, finding.code) for finding in check(data)] == [
            (9, "T304"), (10, "C603"), (11, "T301"), (12, "S501"), (12, "S502"), (13, "K403"),
        ]  # fmt: skip


class TestCheck:
    def test_it_takes_a_document_bytes_or_text(self) -> None:
        data = form('heat: "70"')
        assert check(data) == check(data.decode()) == check(articlefmt.loads(data)) != []

    @pytest.mark.parametrize("wrong", [None, 1, Path("a.md"), []])
    def test_anything_else_is_a_type_error(self, wrong: Any) -> None:
        with pytest.raises(TypeError) as caught:
            check(wrong)
        assert str(caught.value) == f"articlefmt reads bytes or str, not {type(wrong).__name__}"

    def test_a_document_is_checked_as_it_was_read(self) -> None:
        document = articlefmt.loads(form())
        document.record.title = "yes"
        assert check(document) == []

    def test_the_findings_of_a_document_name_its_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_bytes(form("heat: x", "length: 12:30", "1: a"))
        assert {finding.file for finding in check(articlefmt.load(path))} == {str(path)}

    def test_a_check_changes_nothing(self) -> None:
        data = form("heat: x", "length: 12:30", "1: a")
        document = articlefmt.loads(data)
        check(document)
        assert document.to_bytes() == data

    @given(untidy_documents())
    def test_findings_are_in_the_order_of_the_file_with_known_codes(self, data: bytes) -> None:
        findings = check(data)
        places = [(finding.line or 0, finding.column or 0) for finding in findings]
        assert places == sorted(places)
        assert {finding.code for finding in findings} <= RULES.keys()
        assert not any(finding.code.startswith("P") for finding in findings)

    def test_no_finding_shows_secured(self) -> None:
        for lines in ([f'secured: "{SECRET}x"'], [f"secured: [{SECRET}]"], [f'secured: "{SECRET}"', "1: a", "heat: x"]):
            assert not shows_secret("".join(map(str, check(form(*lines)))))
