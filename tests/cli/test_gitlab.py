"""GitLab's Code Quality report has the fields that its documentation names, and paths as the repository has them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from articlefmt import Finding
from articlefmt.cli import main
from articlefmt.cli.reports import Checked, Gitlab, Summary
from tests.cli.hostile import findings, texts
from tests.repository import Repository
from tests.samples import SECRET, form, shows_secret

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string", "pattern": r"^[A-Z]\d{3}$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)[^\ud800-\udfff]+$"},
                    "lines": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format says, and no more."""
FILE = form("heat: x", "length: 12:30", f'secured: "{SECRET}"', "quality: 1")


def read(text: str) -> list[dict[str, Any]]:
    """A report, which is valid."""
    assert text.isascii()
    found: list[dict[str, Any]] = json.loads(text)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)] == []
    assert len({one["fingerprint"] for one in found}) == len(found)
    return found


def run(*words: str) -> list[dict[str, Any]]:
    text = CliRunner().invoke(main, ["check", *words, "--output-format", "gitlab"]).stdout
    assert not shows_secret(text)
    return read(text)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    Repository.make(tmp_path, one=FILE)
    (tmp_path / "content" / "é").mkdir(parents=True)
    (tmp_path / "content" / "é" / "two.md").write_bytes(FILE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@given(st.lists(findings(), min_size=1, max_size=5), texts(3))
def test_whatever_is_found_in_whatever_file_is_valid(found: list[Finding], name: str) -> None:
    report = Gitlab()
    path = re.sub(r"[\x00/]", "", name)
    assert report.file(Checked(f"a{path}.md", [*found, *found])) == ""
    assert len(read(report.end(Summary(1, 0, 0)))) == 2 * len(found)


@pytest.mark.usefixtures("repository")
class TestFields:
    def test_they_are_those_of_the_finding(self) -> None:
        first, *rest = run("one.md")
        assert first == {
            "description": "heat: takes an int or None, not text",
            "check_name": "T301",
            "fingerprint": first["fingerprint"],
            "severity": "major",
            "location": {"path": "one.md", "lines": {"begin": 9}},
        }
        assert [(one["check_name"], one["severity"]) for one in rest] == [("C603", "minor"), ("S502", "minor")]

    def test_nothing_found_is_an_empty_array(self) -> None:
        Path("clean.md").write_bytes(form())
        assert run("clean.md") == []

    def test_what_has_no_line_is_at_the_first(self) -> None:
        Path("one.md").unlink()
        Path("one.md").write_bytes(b"")
        assert {one["location"]["lines"]["begin"] for one in run("one.md")} == {1}

    def test_a_fingerprint_stays_when_lines_move(self) -> None:
        before = [one["fingerprint"] for one in run("one.md")]
        Path("one.md").write_bytes(FILE.replace(b"title:", b"# one more line\ntitle:"))
        assert [one["fingerprint"] for one in run("one.md")] == before


class TestPath:
    def paths(self, *words: str) -> set[str]:
        return {one["location"]["path"] for one in run(*words)}

    @pytest.mark.parametrize("words", [(".",), ("./content", "./one.md"), ("content/../one.md", "content/é/two.md")])
    def test_it_starts_from_the_root_of_the_repository(self, words: tuple[str, ...], repository: Path) -> None:
        assert self.paths(*words) == {"one.md", "content/é/two.md"}
        assert self.paths(*(os.fspath(repository / word) for word in words)) == {"one.md", "content/é/two.md"}

    def test_it_does_so_wherever_one_stands(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(repository / "content")
        assert self.paths(".", "../one.md") == {"one.md", "content/é/two.md"}

    def test_a_link_has_its_own_path_below_a_folder_that_is_one_that_of_the_folder(self, repository: Path) -> None:
        Path("link.md").symlink_to("one.md")
        assert self.paths("link.md") == {"link.md"}
        Path("shortcut").symlink_to("content")
        assert self.paths("shortcut/é/two.md") == {"content/é/two.md"}

    def test_outside_of_a_repository_it_starts_from_where_one_stands(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "below").mkdir()
        (tmp_path / "below" / "one.md").write_bytes(FILE)
        monkeypatch.chdir(tmp_path)
        assert self.paths("./below") == {"below/one.md"}
