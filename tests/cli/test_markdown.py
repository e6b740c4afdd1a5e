"""Markdown for comments: whatever stands in a file, its name or its keys, a cell is a cell and text is text."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from articlefmt import Finding
from articlefmt.checks.finding import Severity
from articlefmt.cli import main
from articlefmt.cli.markdown import ROOM, code, table
from articlefmt.cli.reports import Checked, Markdown, Statistics, Summary
from articlefmt.display import one_line, shortened
from articlefmt.keys import subject
from tests.cli.hostile import findings, page, texts
from tests.samples import SECRET, form, shows_secret

_CELL = re.compile(r"(?:`[^`|\n]+`|&#124;|&#96;)*")
"""What holds for any reader: bars and backticks are references, and all else is code."""


def report(*found: Finding, statistics: Statistics | None = None) -> str:
    made = Markdown()
    for one in found:
        assert made.file(Checked(one.file or "", [one])) == ""
    errors = sum(one.severity == "error" for one in found)
    return made.end(Summary(len(found), errors, len(found) - errors, statistics=statistics))


def cells(found: Finding) -> list[str]:
    """What is to be read."""
    line = str(found.line) if found.line is not None else ""
    said = [shortened(one_line(text), 500) for text in (found.file or "", subject(found.key) + found.message)]
    return [said[0], line, found.code, found.severity, said[1]]


class TestCell:
    @given(texts() | st.text(max_size=700))
    @example("a\\|b")
    @example(" a ")
    @example("`")
    @example("  ")
    @example("\\")
    def test_any_text_is_code_on_one_line(self, text: str) -> None:
        assert _CELL.fullmatch(code(text))
        assert len(code(text).encode()) < 5_000

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", ""), ("a", "`a`"), ("a|b", "`a`&#124;`b`"), ("`", "&#96;"), ("a\nb", "`a\\nb`"), (" a ", "`  a  `"), (" ", "` `"),
            ("@bob <b>", "`@bob <b>`"), ("x" * 501, f"`{'x' * 499}…`"),
        ],
    )  # fmt: skip
    def test_bars_and_backticks_stand_between_pieces_of_code(self, text: str, told: str) -> None:
        assert code(text) == told


class TestTable:
    @given(st.lists(findings(), max_size=5))
    def test_a_reader_of_markdown_finds_the_cells_that_are_meant_errors_first(self, found: list[Finding]) -> None:
        read = page(report(*found))
        (head, summary), tables = read.paragraphs, read.tables
        assert (head, summary.split(":")[0].split(" ")[0]) == ("articlefmt", str(len(found)))
        expected = [cells(one) for one in sorted(found, key=lambda one: one.severity != "error")]
        assert tables == ([[["File", "Line", "Code", "Severity", "Finding"], *expected]] if found else [])

    @given(st.lists(st.lists(texts(), min_size=2, max_size=2), min_size=1, max_size=40), st.integers(200, 3_000))
    def test_it_is_never_longer_than_there_is_room_and_says_how_much_more_there_is(
        self, rows: list[list[str]], room: int
    ) -> None:
        text = table(("A", "B"), [[code(cell) for cell in row] for row in rows], "rows", room)
        assert len(text.encode()) <= room
        read = page(text)
        shown = len(read.tables[0]) - 1
        left = f"Not shown here: {len(rows) - shown:,} more of {len(rows):,} rows."
        assert read.paragraphs == ([] if shown == len(rows) else [left])

    def test_without_rows_there_is_none(self) -> None:
        assert table(("A", "B"), [], "rows", 100) == ""

    @pytest.mark.parametrize("severity", ["error", "warning"])
    def test_of_many_findings_errors_are_told_before_warnings_and_the_whole_fits_a_comment(
        self, severity: Severity
    ) -> None:
        one = Finding(code="C603", severity="warning", message="é" * 60, file="a.md")
        many = [attrs.evolve(one, severity=severity)] * 3_000
        statistics = Statistics()
        statistics.add([*many, *(attrs.evolve(one, key=(f"k{number}",)) for number in range(3_000))])
        text = report(*many, Finding(code="T301", severity="error", message="no", file="z.md"), statistics=statistics)
        assert 60_000 < len(text.encode()) <= ROOM
        read = page(text)
        counts, told = read.tables
        shown = len(told) - 1
        assert read.paragraphs[2:] == [
            f"Not shown here: {3_001 + 1 - len(counts):,} more of 3,001 counts.",
            f"Not shown here: {3_001 - shown:,} more of 3,001 findings.",
        ]
        assert (told[1][0] == "z.md") is (severity == "warning")


class TestCommand:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a|b.md").write_bytes(form("heat: x", "length: 12:30", f'secured: "{SECRET}"', "quality: 1"))
        Path("c.md").write_bytes(form())

    def run(self, *words: str) -> Result:
        result = CliRunner().invoke(main, ["check", *words, "--ignore", "X", "--output-format", "markdown"])
        assert not shows_secret(result.stdout)
        return result

    def test_each_finding_is_a_row_and_so_is_a_file_that_can_not_be_read(self) -> None:
        result = self.run("a|b.md", "c.md", "gone.md")
        read = page(result.stdout)
        assert (result.exit_code, read.paragraphs) == (2, ["articlefmt", "2 files: 1 error, 2 warnings"])
        assert [row[:4] for row in read.tables[0][1:]] == [
            ["a|b.md", "9", "T301", "error"], ["gone.md", "", "", "unread"],
            ["a|b.md", "10", "C603", "warning"], ["a|b.md", "11", "S502", "warning"],
        ]  # fmt: skip

    def test_where_nothing_is_found_there_are_the_counts_alone(self) -> None:
        assert self.run("c.md").stdout == "### articlefmt\n\n1 file: 0 errors, 0 warnings\n\n"

    def test_statistics_are_a_table_before_that_of_the_findings(self) -> None:
        counts, found = page(self.run(".", "--statistics").stdout).tables
        assert counts == [
            ["Code", "Found", "Rule or key"],
            ["C603", "1", "ambiguous scalar"], ["", "1", "length"],
            ["S502", "1", "`secured` isn't the last key"], ["", "1", "secured"],
            ["T301", "1", "wrong type"], ["", "1", "heat"],
        ]  # fmt: skip
        assert len(found) == 4
