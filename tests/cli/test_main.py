"""How the command ends when it is interrupted, and when nobody reads what it prints."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from articlefmt.cli import main
from tests.samples import form

posix = pytest.mark.skipif(os.name == "nt", reason="signals and pipes as POSIX has them")
COMMAND = [sys.executable, "-c", "from articlefmt.cli import main; main()"]


def make(folder: Path, count: int) -> list[str]:
    names = [f"{number:04}.md" for number in range(count)]
    for name in names:
        (folder / name).write_bytes(form("heat: x"))
    return names


def test_an_interrupt_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("articlefmt.checks.work.check_bytes", interrupt)
    result = CliRunner().invoke(main, ["check", str(tmp_path / make(tmp_path, 1)[0])])
    assert (result.exit_code, result.output) == (130, "")


@posix
def test_an_interrupt_between_files_leaves_whole_files_only(tmp_path: Path) -> None:
    names = make(tmp_path, 400)
    with subprocess.Popen([*COMMAND, "edit", *names, "heat=6"], cwd=tmp_path, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"0000.md: changed\n"
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert (process.returncode, b"Traceback" in rest, b"Aborted" in rest) == (130, False, False)
    told = {b"0000.md"} | {line.split(b":")[0] for line in rest.splitlines()}
    contents = {name: (tmp_path / name).read_bytes() for name in names}
    assert set(contents.values()) == {form("heat: x"), form("heat: 6")}
    written = {name.encode() for name in names if contents[name] == form("heat: 6")}
    assert len(written - told) <= 1  # the one at hand
    assert len(written) < len(names)
    assert sorted(path.name for path in tmp_path.iterdir()) == names


@posix
@pytest.mark.parametrize("words", [["check", "."], ["edit", "--diff", "--dry-run"]])
def test_a_broken_pipe_is_quiet(tmp_path: Path, words: list[str]) -> None:
    names = make(tmp_path, 300)
    words = words if words[0] == "check" else [*words, *names, "heat=6"]
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, *words], cwd=tmp_path, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = [line for line in process.stderr.read().splitlines() if not line.endswith(b"would be changed")]
    assert (process.returncode, errors) == (141, [])


def test_a_folder_that_was_removed_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    program = f"import os; os.chdir({str(tmp_path / 'gone')!r}); os.rmdir({str(tmp_path / 'gone')!r}); {COMMAND[2]}"
    done = subprocess.run(
        [sys.executable, "-c", program, "check"], capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    told = b"articlefmt: .: no article files\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, b"0 files: 0 errors, 0 warnings\n", told)


def test_a_command_starts_without_what_only_workers_and_stores_need() -> None:
    """They take long to import; and `socket` can't be, by CPython 3.13.0, in a folder that was removed."""
    program = "import sys; import articlefmt.cli; print({'multiprocessing', 'socket', 'asyncio'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"set()\n"


def test_a_fault_before_any_file_is_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("articlefmt.cli.check.are_together", fail)
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert (result.exit_code, result.output) == (
        3,
        "articlefmt: check: a fault of articlefmt (ZeroDivisionError); please report it\n",
    )


def test_a_path_without_a_name_is_shown() -> None:
    assert CliRunner().invoke(main, ["check", ""]).output.startswith("articlefmt: '': No such file or directory\n")
