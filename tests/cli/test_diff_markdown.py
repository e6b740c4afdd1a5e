"""`articlefmt diff --output-format markdown`: what a comment holds for those who review."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.cli import main
from articlefmt.cli.diff_markdown import as_markdown, stat_as_markdown
from articlefmt.cli.difference import Difference
from articlefmt.cli.markdown import ROOM
from articlefmt.diff.changes import MISSING, Change
from articlefmt.display import one_line, shortened
from articlefmt.keys import key_text
from tests.cli.hostile import Page, page, texts
from tests.repository import Repository
from tests.samples import SECRET, form, shows_secret

SECURED = f'secured: "{SECRET}"'


def run(*words: str) -> Page:
    result = CliRunner().invoke(main, ["diff", *words, "--output-format", "markdown"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert not shows_secret(result.stdout)
    return page(result.stdout)


def rows(*words: str) -> list[list[str]]:
    """The rows of the table, without the headings."""
    (table,) = run(*words).tables
    return table[1:]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository.make(tmp_path, one=form("heat: 5", SECURED), two=form("a: 1"), three=form("b: 'x'"))
    monkeypatch.chdir(tmp_path)
    return made


class TestRows:
    def test_a_value_that_changed_was_added_or_was_removed_is_a_row(self, repository: Repository) -> None:
        repository.write(one=form("heat: 6", "length: 3", SECURED), two=form())
        assert rows("--against", "HEAD") == [
            ["one.md", "changed", "heat", "5", "6"], ["one.md", "added", "length", "", "3"],
            ["two.md", "removed", "a", "1", ""],
        ]  # fmt: skip

    def test_what_became_of_a_file_is_a_row(self, repository: Repository) -> None:
        repository.git("mv", "one.md", "moved.md")
        Path("two.md").unlink()
        repository.write(three=form('b: "x"'), four=b"---\nx: 1\n---\n")
        repository.git("add", "-A")
        assert rows("--against", "HEAD") == [
            ["four.md", "new file", "", "", ""], ["moved.md", "renamed", "", "one.md", "moved.md"],
            ["three.md", "only the spelling changed", "", "", ""], ["two.md", "deleted file", "", "", ""],
        ]  # fmt: skip

    def test_a_file_that_was_renamed_and_edited_has_a_row_for_either(self, repository: Repository) -> None:
        repository.git("mv", "one.md", "moved.md")
        repository.write(moved=form("heat: 6", SECURED) + b"more\n")
        assert rows("--against", "HEAD") == [
            ["moved.md", "renamed", "", "one.md", "moved.md"], ["moved.md", "changed", "heat", "5", "6"],
            ["moved.md", "body changed", "", "", ""],
        ]  # fmt: skip

    def test_another_secured_is_told_and_not_shown(self, repository: Repository) -> None:
        repository.write(one=form("heat: 5", f'secured: "A{SECRET[1:]}"'))
        (row,) = rows("--against", "HEAD")
        assert row == [
            "one.md", "changed", "secured", f"<secured, {len(SECRET)} characters>", f"<another secured, {len(SECRET)} characters>",
        ]  # fmt: skip

    @pytest.mark.usefixtures("repository")
    def test_where_nothing_differs_that_is_said(self) -> None:
        assert run("--against", "HEAD") == Page(["articlefmt diff", "No article file differs."], [])

    def test_the_counts_stand_above(self, repository: Repository) -> None:
        repository.write(one=form("heat: 6", SECURED) + b"more\n")
        assert run("--against", "HEAD").paragraphs == [
            "articlefmt diff", "1 file: 1 changed; 1 value, 1 body",
        ]  # fmt: skip

    def test_stat_tells_how_much(self, repository: Repository) -> None:
        repository.git("mv", "one.md", "moved.md")
        repository.write(two=form("a: 2", "b: 1") + b"more\n", three=form('b: "x"'), four=form("c: 1"))
        repository.git("add", "-A")
        assert rows("--against", "HEAD", "--stat") == [
            ["four.md", "new file"], ["one.md → moved.md", "renamed"], ["three.md", "only the spelling changed"],
            ["two.md", "2 values, body"],
        ]  # fmt: skip


def of(*changes: Change, file: str = "a.md", was: str = "a.md") -> Difference:
    return Difference(file=file, was=was, what="changed", changes=changes)


class TestValues:
    @pytest.mark.parametrize(
        ("before", "after", "told"),
        [
            ("a" * 300, "a" * 299 + "b", (f"…{'a' * 40}a\"", f"…{'a' * 40}b\"")),
            ("a" * 300, "b" + "a" * 299, (f'"{"a" * 198}…', f'"b{"a" * 197}…')),
            ("short", "s" * 300, ('"short"', f'"{"s" * 198}…')),
            ("a" * 300, "a" * 150, (f"…{'a' * 189}…"[:199] + "…", f"…{'a' * 40}\"")),
            (None, 5, ("null", "5")),
        ],
    )  # fmt: skip
    def test_of_a_long_one_is_shown_what_is_near_the_difference(
        self, before: object, after: object, told: tuple[str, str]
    ) -> None:
        (table,) = page(as_markdown([of(Change(("k",), before, after))])).tables  # type: ignore[arg-type]
        first, second = table[1][3:]
        assert (len(first) <= 200, len(second) <= 200, first != second) == (True, True, True)
        assert (first[:30], second[:30], second[-1]) == (told[0][:30], told[1][:30], told[1][-1])

    @given(st.lists(st.tuples(texts(), texts(4), texts(), texts()), min_size=1, max_size=4))
    def test_whatever_stands_in_them_a_reader_finds_the_cells_that_are_meant(
        self, drawn: list[tuple[str, str, str, str]]
    ) -> None:
        told = [of(Change((key,), MISSING, value), file=file, was=was) for file, key, value, was in drawn]
        for read in (page(as_markdown(told)), page(stat_as_markdown(told))):
            assert read.paragraphs[0] == "articlefmt diff"
            assert len(read.tables) == 1
        (table,) = page(as_markdown(told)).tables
        added = [row for row in table[1:] if row[1] == "added"]
        assert [row[:3] for row in added] == [
            [shortened(one_line(file), 500), "added", shortened(one_line(key_text((key,))), 500)]
            for file, key, _, _ in drawn
        ]

    def test_of_many_as_many_are_told_as_a_comment_takes(self) -> None:
        text = as_markdown([of(Change((f"k{number}",), number, "é" * 100)) for number in range(3_000)])
        assert 60_000 < len(text.encode()) <= ROOM
        read = page(text)
        assert read.paragraphs[-1] == f"Not shown here: {3_001 - len(read.tables[0]):,} more of 3,000 changes."
