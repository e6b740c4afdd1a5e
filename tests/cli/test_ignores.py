"""`articlefmt check` of files with comments that silence findings: options choose among what is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from articlefmt.cli import main
from tests.repository import Repository
from tests.samples import SECRET, form

NEEDED, STALE = b"heat: x # articlefmt: ignore[T301]", b"quality: 1 # articlefmt: ignore[T301]"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(form(NEEDED.decode(), STALE.decode()))
    return tmp_path


def found(*words: str, status: int = 0) -> list[tuple[str, int | None]]:
    result = CliRunner().invoke(main, ["check", "--output-format", "json", *words])
    assert result.exit_code == status, result.output
    return [(one["code"], one["line"]) for one in json.loads(result.stdout)["findings"]]


def test_one_that_silences_nothing_is_a_warning() -> None:
    assert found("a.md") == [("I102", 10)]
    assert found("a.md", "--strict", status=1) == [("I102", 10)]


@pytest.mark.parametrize("words", [(), ("--select", "I"), ("--ignore", "T"), ("--select", "C,I"), ("--per-file-ignores", "a.md:T")])  # fmt: skip
def test_one_that_silences_something_is_needed_whatever_is_told(words: tuple[str, ...]) -> None:
    assert found("a.md", *words) == [("I102", 10)]


@pytest.mark.parametrize("words", [("--ignore", "I"), ("--ignore", "I102"), ("--select", "T"), ("--per-file-ignores", "*.md:I1")])  # fmt: skip
def test_what_is_said_of_comments_is_chosen_as_all_else_is(words: tuple[str, ...]) -> None:
    assert found("a.md", *words) == []


def test_what_is_silenced_is_not_mended() -> None:
    data = form('heat: "70" # articlefmt: ignore[T304]', 'quality: "1"')
    Path("a.md").write_bytes(data)
    assert found("a.md", "--fix") == []
    assert Path("a.md").read_bytes() == data.replace(b'"1"', b"1")


def test_when_its_fault_is_mended_it_is_told() -> None:
    Path("a.md").write_bytes(form('heat: "70" # articlefmt: ignore[C6]'))
    assert found("a.md", "--fix") == [("I102", 9)]
    assert Path("a.md").read_bytes() == form("heat: 70 # articlefmt: ignore[C6]")


def test_the_guard_is_told_of_whatever_comment_the_change_brings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository.make(tmp_path / "r", a=form("heat: 1", f'secured: "{SECRET}"'))
    monkeypatch.chdir(repository.root)
    repository.write(a=form("heat: 1", "# articlefmt: ignore-file[G]", f'secured: "A{SECRET[1:]}"'))
    assert found("a.md", "--against", "HEAD", status=1) == [("I101", 10), ("G001", 11)]
