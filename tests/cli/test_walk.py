"""What the commands say of the walk through a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from articlefmt.cli import main
from tests.repository import Repository
from tests.samples import form


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository.make(tmp_path / "r", a=form())
    made.write(build__b=form())
    (made.root / ".gitignore").write_text("build/\n", encoding="utf-8")
    monkeypatch.chdir(made.root)
    return made


def test_a_folder_that_git_refuses_is_walked_with_what_it_ignores_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert CliRunner().invoke(main, ["check"]).output == "1 file: 0 errors, 0 warnings\n"
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = CliRunner().invoke(main, ["check", "--ignore", "X"])
    assert (result.exit_code, result.stdout) == (0, "2 files: 0 errors, 0 warnings\n")
    assert result.stderr.startswith("articlefmt: .: ignored files are taken too, for git doesn't say which these are: ")
    assert "git: detected dubious ownership" in result.stderr
    assert result.stderr.endswith("; `git -C . status` tells more\n")


def test_nothing_can_be_compared_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = CliRunner().invoke(main, ["check", "--against", "HEAD"])
    assert (result.exit_code, "detected dubious ownership" in result.stderr) == (2, True)
