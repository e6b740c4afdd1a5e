"""`articlefmt check`: what it prints, and its exit status."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from articlefmt.cli import main
from tests.samples import SECRET, file, form, shows_secret

CLEAN, WARNING, ERROR = form(), form("length: 12:30"), form("heat: x")
T301 = "T301 error: heat: takes an int or None, not text"
C603 = "C603 warning: length: readers disagree on what a plain `12:30` is; quote it if it is text"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(**files: bytes) -> None:
    for name, data in files.items():
        Path(f"{name}.md").write_bytes(data)


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--output-format", "concise", *words])
    return result.exit_code, result.output


class TestStatus:
    def test_nothing_found_is_0(self) -> None:
        write(a=CLEAN, b=CLEAN)
        assert run("a.md", "b.md") == (0, "2 files: 0 errors, 0 warnings\n")

    def test_warnings_are_0(self) -> None:
        write(a=WARNING)
        assert run("a.md") == (0, f"a.md:9:9: {C603}\n1 file: 0 errors, 1 warning\n")

    def test_warnings_are_1_when_strict(self) -> None:
        write(a=WARNING)
        assert run("--strict", "a.md") == (1, f"a.md:9:9: {C603}\n1 file: 0 errors, 1 warning\n")

    def test_nothing_found_is_0_when_strict(self) -> None:
        write(a=CLEAN)
        assert run("--strict", "a.md") == (0, "1 file: 0 errors, 0 warnings\n")

    def test_errors_are_1(self) -> None:
        write(a=ERROR)
        assert run("a.md") == (1, f"a.md:9:7: {T301}\n1 file: 1 error, 0 warnings\n")

    def test_a_file_that_is_no_article_file_is_a_finding(self) -> None:
        write(a=b"# Hello\n")
        line = "a.md:1:1: F101 error: no front matter: the first line must be exactly `---`"
        assert run("a.md") == (1, f"{line}\n1 file: 1 error, 0 warnings\n")

    def test_a_missing_path_is_2(self) -> None:
        assert run("a.md") == (2, "articlefmt: a.md: No such file or directory\n0 files: 0 errors, 0 warnings\n")

    @pytest.mark.skipif(os.geteuid() == 0, reason="everything is readable to root")
    def test_a_file_without_permission_is_2(self) -> None:
        write(a=CLEAN)
        Path("a.md").chmod(0)
        assert run("a.md") == (2, "articlefmt: a.md: Permission denied\n0 files: 0 errors, 0 warnings\n")

    def test_a_file_without_permission_stops_no_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(path: str) -> bytes:
            if str(path) == "b.md":
                raise PermissionError(13, "Permission denied", path)
            return Path(path).read_bytes()

        write(a=ERROR, b=CLEAN, c=ERROR)
        monkeypatch.setattr("os.access", lambda path, *_: str(path) != "b.md")
        monkeypatch.setattr("articlefmt.storage.read", refuse)
        status, output = run("a.md", "b.md", "c.md")
        assert (status, output.splitlines()[1]) == (2, "articlefmt: b.md: Permission denied")
        assert output.count(T301) == 2

    def test_an_unknown_option_is_2(self) -> None:
        status, output = run("--stict")
        assert status == 2
        assert "--stict" in output

    def test_a_fault_of_ours_is_3_and_shows_no_more_than_its_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError(SECRET)

        write(a=CLEAN)
        monkeypatch.setattr("articlefmt.checks.work.check_bytes", fail)
        message = "articlefmt: a.md: a fault of articlefmt (ZeroDivisionError); please report it\n"
        write(b=CLEAN)
        assert run("a.md", "b.md") == (3, message + message.replace("a.md", "b.md") + "0 files: 0 errors, 0 warnings\n")

    def test_a_folder_that_cannot_be_walked_is_2(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_: str, refuse: Callable[[OSError], None], *__: object, **___: object) -> list[Path]:
            refuse(PermissionError(13, "Permission denied", "d"))
            return []

        write(a=ERROR)
        monkeypatch.setattr("articlefmt.cli.files.walk", fail)
        status, output = run(".", "a.md")
        assert status == 2
        assert output == f"articlefmt: d: Permission denied\na.md:9:7: {T301}\n1 file: 1 error, 0 warnings\n"

    def test_a_part_of_a_folder_that_cannot_be_walked_is_named_and_the_rest_is_checked(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: str, refuse: Callable[[OSError], None], *__: object, **___: object) -> list[Path]:
            refuse(PermissionError(13, "Permission denied", "folder"))
            return [Path("a.md")]

        write(a=ERROR)

        monkeypatch.setattr("articlefmt.cli.files.walk", fail)
        told = f"articlefmt: folder: Permission denied\na.md:9:7: {T301}\n1 file: 1 error, 0 warnings\n"
        assert run(".") == (2, told)

    @pytest.mark.parametrize(
        ("names", "status"),
        [
            (("clean", "warning"), 0),
            (("clean", "error", "warning"), 1),
            (("error", "missing"), 2),
            (("missing", "error", "clean"), 2),
            (("missing", "clean"), 2),
        ],
    )
    def test_the_highest_wins(self, names: tuple[str, ...], status: int) -> None:
        write(clean=CLEAN, warning=WARNING, error=ERROR)
        assert run(*(f"{name}.md" for name in names))[0] == status


class TestFiles:
    def test_a_broken_file_stops_no_other(self) -> None:
        write(a=b"\xff", b=file("a: [\n"), c=ERROR, e=CLEAN)
        status, output = run("a.md", "b.md", "c.md", "d.md", "e.md")
        assert status == 2
        assert [line.split(":")[0] for line in output.splitlines()] == ["a.md", "b.md", "c.md", "articlefmt", "4 files"]

    def test_a_folder_is_walked_in_order(self) -> None:
        Path("d/.x").mkdir(parents=True)
        for name in ("d/b.md", "d/a.md", "d/.x/c.md", "d/e.txt", "f.md"):
            Path(name).write_bytes(ERROR)
        lines = [f"d/a.md:9:7: {T301}", f"d/b.md:9:7: {T301}", "2 files: 2 errors, 0 warnings"]
        assert run("d", "--ignore", "X") == (1, "\n".join(lines) + "\n")

    def test_the_folder_one_stands_in_is_the_default(self) -> None:
        write(a=ERROR)
        assert run() == run(".") == (1, f"a.md:9:7: {T301}\n1 file: 1 error, 0 warnings\n")

    def test_a_file_may_have_any_ending(self) -> None:
        Path("a.txt").write_bytes(ERROR)
        assert run("a.txt")[0] == 1

    def test_an_empty_folder_is_told_and_2(self) -> None:
        assert run() == (2, "articlefmt: .: no article files\n0 files: 0 errors, 0 warnings\n")
        assert run("--exit-zero") == (0, "articlefmt: .: no article files\n0 files: 0 errors, 0 warnings\n")

    def test_each_empty_folder_is_told_beside_what_others_hold(self) -> None:
        for name in ("full", "empty", "other/below"):
            Path(name).mkdir(parents=True)
        Path("full/a.md").write_bytes(CLEAN)
        Path("other/below/a.txt").write_bytes(CLEAN)
        told = (
            "articlefmt: empty: no article files\narticlefmt: other: no article files\n1 file: 0 errors, 0 warnings\n"
        )
        assert run("empty", "full", "other") == (2, told)
        assert run("empty", "full", "other", "--exit-zero") == (0, told)

    def test_only_emptiness_is_excused_by_exit_zero(self) -> None:
        assert run("--exit-zero", "missing.md")[0] == 2

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none")
    def test_a_pipe_with_a_name_and_a_device_are_refused_at_once(self) -> None:
        write(b=ERROR)
        os.mkfifo("a.md")
        status, output = run("a.md", "b.md", os.devnull)
        assert status == 2
        assert output.splitlines() == [
            "articlefmt: a.md: not a regular file",
            f"b.md:9:7: {T301}",
            f"articlefmt: {os.devnull}: not a regular file",
            "1 file: 1 error, 0 warnings",
        ]
        assert run(".") == (1, f"b.md:9:7: {T301}\n1 file: 1 error, 0 warnings\n")

    @pytest.mark.parametrize("name", ["x" * 300 + ".md", "d/" * 2500 + "a.md"])
    def test_a_path_that_is_too_long_is_refused_and_stops_no_other(self, name: str) -> None:
        write(b=ERROR)
        status, output = run(name, "b.md", name)
        assert status == 2
        refused, found, summary = output.splitlines()
        assert refused.endswith("…: File name too long")
        assert len(refused) < 400
        assert (found, summary) == (f"b.md:9:7: {T301}", "1 file: 1 error, 0 warnings")

    def test_large_counts_have_separators(self) -> None:
        write(a=form("items:", *["  - 12:30"] * 1200))
        assert run("a.md")[1].splitlines()[-1] == "1 file: 0 errors, 1,200 warnings"

    def test_a_file_name_stays_on_its_line(self) -> None:
        name = "a\n\x1b[31mb.md"
        Path(name).write_bytes(ERROR)
        expected = (1, f"a\\n\\x1b[31mb.md:9:7: {T301}\n1 file: 1 error, 0 warnings\n")
        assert run(name) == run() == expected

    def test_the_name_of_a_missing_file_stays_on_its_line(self) -> None:
        assert run("a\n\x1b[31mb.md") == (
            2, "articlefmt: a\\n\\x1b[31mb.md: No such file or directory\n0 files: 0 errors, 0 warnings\n",
        )  # fmt: skip

    def test_a_file_name_that_is_not_utf_8_is_shown_escaped(self) -> None:
        name = os.fsdecode(b"a\xff.md")
        try:
            Path(name).write_bytes(ERROR)
        except OSError:
            pytest.skip("the file system takes UTF-8 names only")
        assert run(name) == run() == (1, f"a\\udcff.md:9:7: {T301}\n1 file: 1 error, 0 warnings\n")

    def test_a_missing_file_name_that_is_not_utf_8_is_shown_escaped(self) -> None:
        name = os.fsdecode(b"\xff.md")
        assert run(name)[1].startswith("articlefmt: \\udcff.md: No such file or directory\n")

    def test_a_name_with_a_dash_comes_after_two(self) -> None:
        Path("--strict").write_bytes(WARNING)
        assert run("--", "--strict")[0] == 0

    def test_secured_is_not_shown(self) -> None:
        write(a=form(f"secured: [{SECRET}]"), b=form(f'secured: "{SECRET}x"'), c=form(f'secured: "{SECRET}'))
        status, output = run()
        assert status == 1
        assert output.count("secured") == 2
        assert not shows_secret(output)


class TestLimits:
    @pytest.mark.parametrize("option", ["--max-size", "--max-lines", "--max-nodes", "--max-depth"])
    def test_each_is_an_option(self, option: str) -> None:
        write(a=CLEAN)
        status, output = run("a.md", option, "1")
        assert (status, "Y205 error" in output) == (1, True)

    def test_what_is_no_number_from_1_is_2(self) -> None:
        assert run("--max-depth", "0")[0] == run("--max-depth", "x")[0] == 2


class TestMain:
    def test_help_names_the_statuses(self) -> None:
        result = CliRunner().invoke(main, ["-h"])
        assert result.exit_code == 0
        for status in ("0  nothing found", "1  something found", "2  bad usage", "3  a fault"):
            assert status in result.output

    def test_help_of_the_command_names_its_options(self) -> None:
        status, output = run("--help")
        assert status == 0
        assert "--strict" in output

    def test_an_unknown_command_is_2(self) -> None:
        assert CliRunner().invoke(main, ["chek"]).exit_code == 2


def test_it_is_a_command() -> None:
    """As a user runs it: findings and the count on stdout, what the system refuses on stderr."""
    write(a=ERROR, é=CLEAN)
    command = Path(sysconfig.get_path("scripts"), "articlefmt")
    if not command.exists():
        pytest.skip(f"articlefmt isn't installed beside {sys.executable}")
    done = subprocess.run(
        [command, "check", "--output-format", "concise", "a.md", "é.md", "b.md"],
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout.decode() == f"a.md:9:7: {T301}{os.linesep}2 files: 1 error, 0 warnings{os.linesep}"
    assert done.stderr.decode() == f"articlefmt: b.md: No such file or directory{os.linesep}"
