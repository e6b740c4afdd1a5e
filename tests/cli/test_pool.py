"""Work is shared among processes, and nobody sees that it was."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from articlefmt.cli import main, pool
from articlefmt.cli.pool import map_in_order
from tests.samples import form


def double(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


@pytest.mark.parametrize("jobs", [0, 1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 60, 600])
def test_results_come_in_the_order_of_the_tasks(jobs: int, count: int) -> None:
    results = list(map_in_order(double, range(count), jobs))
    assert [result for result, _ in results] == [2 * number for number in range(count)]


def test_few_tasks_start_no_process() -> None:
    assert {pid for _, pid in map_in_order(double, range(25), 8)} == {os.getpid()}
    assert {pid for _, pid in map_in_order(double, range(100), 0)} == {os.getpid()}


def test_many_tasks_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_cores", lambda: 2)
    assert os.getpid() not in {pid for _, pid in map_in_order(double, range(600), 0)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    for number in range(120):
        lines = ["heat: x"] if number % 7 == 0 else ["y: yes"] if number % 5 == 0 else []
        root.joinpath(f"{number:03}.md").write_bytes(form(*lines) if number % 11 else b"no front matter\n")
    root.joinpath("gone.md").symlink_to("nowhere")
    return root


def test_the_output_is_the_same_whatever_the_number_of_jobs(folder: Path) -> None:
    runs = [
        CliRunner().invoke(main, ["check", str(folder), str(folder / "gone.md"), "--jobs", jobs])
        for jobs in ("1", "2", "3")
    ]
    assert {(run.exit_code, run.stdout, run.stderr) for run in runs} == {(2, runs[0].stdout, runs[0].stderr)}
    assert runs[0].stdout.count("\n") > 40
    assert "gone.md: No such file or directory" in runs[0].stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")
def test_ctrl_c_ends_all_processes_without_a_word(tmp_path: Path) -> None:
    for number in range(3000):
        tmp_path.joinpath(f"{number}.md").write_bytes(form(*(f"x{n}: {{a: [1, 2]}}" for n in range(40))))
    command = [sys.executable, "-m", "articlefmt", "check", "--jobs", "2", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    process.stdout.readline()  # it works
    os.killpg(process.pid, signal.SIGINT)
    begun = time.monotonic()
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, b"")
    assert time.monotonic() - begun < 20


def double_or_die(number: int) -> int:
    if number == 130 and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")
def test_what_a_process_that_was_killed_left_is_done_all_the_same() -> None:
    assert list(map_in_order(double_or_die, range(300), 2)) == [2 * number for number in range(300)]
