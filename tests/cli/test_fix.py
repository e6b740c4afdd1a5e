"""`articlefmt check --fix` and `--diff`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from articlefmt import storage
from articlefmt.checks import fixes, work
from articlefmt.cli import main
from articlefmt.errors import ConflictError
from tests.samples import SECRET, form, shows_secret

WRONG = form("price: Free", 'heat: "70"', "length: 12:30", "custom: yes", f'secured: "{SECRET}"')
MENDED = form("price: Free", "heat: 70", 'length: "12:30"', "custom: yes", f'secured: "{SECRET}"')


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(WRONG)


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, ["check", "--output-format", "concise", *words])
    assert not shows_secret(result.output)
    return result


def data() -> bytes:
    return Path("a.md").read_bytes()


def test_what_can_be_mended_is_and_the_rest_is_told() -> None:
    result = run("--fix")
    assert data() == MENDED
    assert [line.split(": ")[1][:4] for line in result.output.splitlines()[:-1]] == ["K402", "C603"]
    assert result.output.splitlines()[-1] == "1 file: 0 errors, 2 warnings; 2 mended"
    assert result.exit_code == 0


LAUGHS = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 9)]


@pytest.mark.parametrize(
    "lines",
    [
        ["a: &a [*a]"],
        ["a: &a {b: *a}"],
        ["a: &a {b: [*a]}", "c: *a"],
        ["a: &a", "  - x", "  - *a"],
        ["l0: &l0 [1]", *LAUGHS],
    ],
)
@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_where_aliases_expand_without_end_nothing_is_mended_and_all_is_told(lines: list[str], option: str) -> None:
    data = form(*lines, "y: yes", 'heat: "5"')
    Path("a.md").write_bytes(data)
    told = run("a.md").output
    result = run("a.md", option)
    assert (result.exit_code, result.output) == (1, told)
    assert "T305" in told
    assert "fault of articlefmt" not in told
    assert Path("a.md").read_bytes() == data


def test_a_second_run_mends_nothing() -> None:
    run("--fix")
    before = Path("a.md").stat().st_mtime_ns
    assert run("--fix").output.splitlines()[-1] == "1 file: 0 errors, 2 warnings"
    assert Path("a.md").stat().st_mtime_ns == before


def test_the_difference_is_shown_and_nothing_written() -> None:
    result = run("--diff")
    assert data() == WRONG
    assert result.output.startswith("--- a/a.md\n+++ b/a.md\n@@ ")
    assert [line for line in result.output.splitlines() if line.startswith(("-h", "+h", "-l", "+l"))] == [
        '-heat: "70"', "-length: 12:30", "+heat: 70", '+length: "12:30"',
    ]  # fmt: skip
    assert result.output.splitlines()[-1] == "1 file: 1 error, 3 warnings"
    assert result.exit_code == 1


def test_the_difference_is_shown_and_written_if_both_is_wanted() -> None:
    assert run("--fix", "--diff").output.startswith("--- a/a.md\n")
    assert data() == MENDED


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("--ignore", "C"), form("price: Free", "heat: 70", "length: 12:30", "custom: yes", f'secured: "{SECRET}"')), (("--select", "K"), WRONG), (("--per-file-ignores", "*.md:C,T"), WRONG)],
)  # fmt: skip
def test_what_is_not_told_is_not_mended(words: tuple[str, ...], expected: bytes) -> None:
    run("--fix", *words)
    assert data() == expected


def test_many_files_are_mended_by_several_processes() -> None:
    names = [f"{number}.md" for number in range(60)]
    for name in names:
        Path(name).write_bytes(WRONG)
    assert run("--fix", "--jobs", "2", *names).output.splitlines()[-1] == "60 files: 0 errors, 120 warnings; 120 mended"
    assert {Path(name).read_bytes() for name in names} == {MENDED}


def test_json_tells_how_many_were_mended() -> None:
    report: dict[str, Any] = json.loads(CliRunner().invoke(main, ["check", "--output-format", "json", "--fix"]).output)
    assert report["summary"] == {"files": 1, "errors": 0, "warnings": 2, "mended": 2, "known": 0, "gone": 0}


def test_a_difference_and_a_report_for_machines_do_not_mix() -> None:
    result = run("--diff", "--output-format", "json")
    assert (result.exit_code, "--diff prints to stdout, as json would; write json:FILE" in result.output) == (2, True)
    assert run("--diff", "--output-format", "json:report.json").exit_code == 1


def test_a_file_that_changed_meanwhile_is_left_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def conflict(*_: object) -> bool:
        message = "the file changed on disk since it was read; load it again"
        raise ConflictError(message, code="W801")

    monkeypatch.setattr(storage, "save", conflict)
    result = run("--fix")
    assert result.stderr == "a.md: W801 the file changed on disk since it was read; load it again\n"
    assert result.stdout.splitlines()[-1] == "1 file: 1 error, 3 warnings"
    assert (result.exit_code, data()) == (1, WRONG)


def test_a_file_that_can_not_be_written_is_2_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(storage, "save", refuse)
    result = run("--fix")
    assert (result.exit_code, result.stderr) == (2, "articlefmt: a.md: Permission denied\n")
    assert result.stdout.splitlines()[-1] == "1 file: 1 error, 3 warnings"


def test_a_file_that_somebody_else_changes_meanwhile_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    mend = fixes.mend

    def late(*words: Any) -> Any:
        Path("a.md").write_bytes(MENDED)
        return mend(*words)

    monkeypatch.setattr(work, "mend", late)
    result = run("--fix")
    assert (result.exit_code, data()) == (1, MENDED)
    assert "W801" in result.stderr


def test_what_is_ignored_stays_so_after_mending() -> None:
    assert run("--fix", "--ignore", "K").output.splitlines()[-1] == "1 file: 0 errors, 1 warning; 2 mended"


def test_a_file_that_is_given_twice_is_taken_once() -> None:
    Path("link.md").symlink_to("a.md")
    for jobs in ("1", "2"):
        Path("a.md").write_bytes(WRONG)
        result = run("--fix", "--jobs", jobs, *["a.md", "./a.md", "link.md", "."] * 20)
        assert result.output.splitlines()[-1] == "1 file: 0 errors, 2 warnings; 2 mended"


class TestStdin:
    def check(self, *words: str, data: bytes = WRONG) -> Result:
        return CliRunner().invoke(main, ["check", "--output-format", "concise", *words], input=data)

    def test_it_is_checked_as_a_file_is(self) -> None:
        assert self.check("-").output.replace("<stdin>", "a.md") == run("a.md").output
        assert self.check("-").exit_code == 1
        assert self.check("-", data=MENDED).exit_code == 0
        assert self.check("-", data=b"\xff").output.startswith("<stdin>:1:1: F101")

    def test_it_may_have_a_name(self) -> None:
        assert self.check("-", "--stdin-filename", "a.md").output == run("a.md").output
        assert self.check("-", "--stdin-filename", "d/x.md", "--per-file-ignores", "d/:T,C,K").exit_code == 0

    def test_a_file_of_that_name_is_a_file(self) -> None:
        Path("-").write_bytes(MENDED)
        assert self.check("./-").output.startswith("./-:12:1: K402")

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("-", "a.md"), "- is stdin, and is checked alone; give no other PATH"),
            (("-", "--fix"), "--against, --fix and --diff are about files, and - is stdin"),
            (("-", "--diff"), "are about files"),
            (
                ("a.md", "--stdin-filename", "x"),
                "--stdin-filename names stdin, which isn't checked; give - as PATH, too",
            ),
        ],
    )
    def test_what_does_not_go_with_it_is_bad_usage(self, words: tuple[str, ...], message: str) -> None:
        result = self.check(*words)
        assert result.exit_code == 2
        assert message in " ".join(result.output.split())
