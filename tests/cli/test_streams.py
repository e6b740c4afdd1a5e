"""Whatever stdin, stdout and stderr are, a command does its work and ends with the status of that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from articlefmt.cli.rule import rule
from articlefmt.cli.streams import say
from tests.samples import form

pytestmark = pytest.mark.skipif(os.name == "nt", reason="streams as a POSIX shell has them")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")

CLEAN, ERROR = form(), form("żółć: 中é", "heat: x")
TOLD = "b.md:10:7: T301 error: heat: takes an int or None, not text"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(CLEAN)
    Path("b.md").write_bytes(ERROR)


def run(words: str, encoding: str = "utf-8") -> tuple[int, str, str]:
    """The command as bash runs it: its status, stdout and stderr."""
    done = subprocess.run(
        ["bash", "-c", f'set -o pipefail; articlefmt() {{ "{sys.executable}" -m articlefmt "$@"; }}; {words}'],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    name = encoding.partition(":")[0]
    return done.returncode, done.stdout.decode(name), done.stderr.decode(name)


ENCODINGS = ["cp1252", "latin-1", "ascii:strict", "utf-16"]


class TestEncodings:
    """What an encoding can't hold is escaped."""

    @pytest.mark.parametrize("encoding", ENCODINGS)
    def test_a_report_is_told_in_each(self, encoding: str) -> None:
        Path("b.md").write_bytes(form("中: 12", "heat: 12:30"))
        status, out, err = run("articlefmt check a.md b.md", encoding)
        assert (status, err) == (1, "")
        assert out.endswith("2 files: 1 error, 2 warnings\n")

    @pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
    @pytest.mark.parametrize(
        "words",
        ["diff a.md b.md", "edit b.md 'title=中é' --diff --force", "rule", "schema Article", "--help", "check --help"],
    )
    def test_every_command_ends_well_in_each(self, words: str, encoding: str) -> None:
        status, out, err = run(f"articlefmt {words}", encoding)
        assert (status, err) == (0, "b.md: changed\n1 changed, 0 unchanged\n" if words.startswith("edit") else "")
        assert out

    def test_what_can_be_encoded_is(self) -> None:
        assert (
            run("articlefmt diff a.md b.md", "latin-1")[1].splitlines()[1]
            == '  \\u017có\\u0142\\u0107: added "\\u4e2dé"'
        )

    @pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
    def test_names_on_stderr_are_escaped_too(self, encoding: str) -> None:
        status, _, err = run("articlefmt check 中.md; articlefmt edit 中.md heat=1; articlefmt chéck", encoding)
        assert status == 2
        assert err.count("No such file or directory") == 2

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
    @pytest.mark.parametrize(
        "words", ["check b.md --output-format json", "check b.md --output-format sarif", "schema Article"]
    )
    def test_json_is_json_in_each(self, words: str, encoding: str) -> None:
        assert json.loads(run(f"articlefmt {words}", encoding)[1])


class TestClosed:
    """A closed stdout keeps nothing, as /dev/null does; a closed stdin can't be read."""

    @pytest.mark.parametrize("streams", [">&-", "2>&-", "<&- >&- 2>&-"])
    @pytest.mark.parametrize(
        ("words", "status"),
        [
            ("check b.md", 1),
            ("check b.md --output-format json", 1),
            ("check a.md c.md", 2),
            ("check --nothing", 2),
            ("diff a.md b.md", 0),
            ("edit a.md b.md heat=5 --diff", 0),
            ("rule C603", 0),
            ("--help", 0),
        ],
    )
    def test_the_status_is_that_of_the_work(self, words: str, status: int, streams: str) -> None:
        ended, out, err = run(f"articlefmt {words} {streams}")
        assert ended == status
        assert "Traceback" not in out + err
        if words.startswith("edit"):
            assert b"heat: 5\n" in Path("a.md").read_bytes()

    def test_a_closed_stdin_is_told(self) -> None:
        summary = "0 files: 0 errors, 0 warnings\n"
        assert run("articlefmt check - <&-") == (2, summary, "articlefmt: <stdin>: stdin is closed\n")

    def test_a_report_goes_to_its_file_all_the_same(self) -> None:
        assert run("articlefmt check b.md --output-format text --output-format json:r.json >&-")[0] == 1
        assert json.loads(Path("r.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1


class TestNobodyReads:
    """What is only printed stops without a word where nobody reads it; what is to be written is written."""

    @pytest.fixture(autouse=True)
    def _many(self) -> None:
        for number in range(300):
            Path(f"{number}.md").write_bytes(form('heat: "5"'))

    @pytest.mark.parametrize("words", ["check . --jobs 2", "check . --diff", "--help", "rule"])
    def test_it_is_quiet_and_141(self, words: str) -> None:
        assert run(f"articlefmt {words} | true") == (141, "", "")

    def test_a_report_goes_to_its_file_whole_and_the_status_is_that_of_the_findings(self) -> None:
        words = "articlefmt check . --output-format text --output-format json:r.json --output-format sarif:r.sarif"
        status, out, err = run(f"{words} | head -1")
        assert (status, out.count("\n"), err) == (1, 1, "")
        assert json.loads(Path("r.json").read_text(encoding="utf-8"))["summary"]["files"] == 302
        assert json.loads(Path("r.sarif").read_text(encoding="utf-8"))["version"]

    def test_what_is_to_be_mended_is(self) -> None:
        assert run("articlefmt check --fix --diff [0-9]*.md | true") == (0, "", "")
        assert {path.read_bytes() for path in Path().glob("[0-9]*.md")} == {form("heat: 5")}

    @pytest.mark.parametrize("words", ["edit [0-9]*.md heat=6 --diff | true", "edit [0-9]*.md heat=6 2>&1 | true"])
    def test_what_is_to_be_set_is(self, words: str) -> None:
        assert run(f"articlefmt {words}")[:2] == (0, "")
        assert {path.read_bytes() for path in Path().glob("[0-9]*.md")} == {form("heat: 6")}

    def test_who_reads_no_errors_stops_no_work(self) -> None:
        status, out, _ = run("{ articlefmt check c.md d.md b.md 2>&3 | cat; } 3> >(true)")
        assert (status, TOLD in out.splitlines()) == (2, True)


@full
class TestFullDisk:
    @pytest.mark.parametrize("words", ["check b.md", "rule", "diff a.md b.md"])
    def test_it_is_told_and_2(self, words: str) -> None:
        assert run(f"articlefmt {words} > /dev/full") == (2, "", "articlefmt: stdout: No space left on device\n")

    def test_a_report_goes_to_its_file_all_the_same(self) -> None:
        words = "articlefmt check b.md --output-format text --output-format json:r.json > /dev/full"
        assert run(words) == (2, "", "articlefmt: stdout: No space left on device\n")
        assert json.loads(Path("r.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1

    @pytest.mark.parametrize(("words", "status"), [("--help", 2), ("check --help", 2)])
    def test_help_is_no_exception(self, words: str, status: int) -> None:
        ended, _, err = run(f"articlefmt {words} > /dev/full")
        assert (ended, "Traceback" in err) == (status, False)

    @pytest.mark.parametrize(("words", "status"), [("check c.md", 2), ("nothing", 2), ("edit a.md heat=x", 1)])
    def test_a_full_stderr_changes_no_status(self, words: str, status: int) -> None:
        assert run(f"articlefmt {words} 2> /dev/full")[0] == status


class TestPipes:
    def test_a_pipe_without_a_name_is_a_file(self) -> None:
        status, out, _ = run("articlefmt check <(cat b.md) /dev/stdin < b.md")
        assert (status, out.count("T301"), out.splitlines()[-1]) == (1, 2, "2 files: 2 errors, 2 warnings")

    @pytest.mark.parametrize(
        "words", ["check p.md", "edit p.md heat=1", "diff p.md a.md", "diff a.md p.md", "check --config p.md a.md"]
    )
    def test_one_with_a_name_is_refused_at_once(self, words: str) -> None:
        os.mkfifo("p.md")
        status, _, err = run(f"articlefmt {words}")
        assert status == 2
        assert "p.md: not a regular file\n" in err


def test_outside_of_a_command_a_broken_pipe_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as unread:
        monkeypatch.setattr(sys, "stdout", unread)
        with pytest.raises(BrokenPipeError):
            say(str(rule.help))
