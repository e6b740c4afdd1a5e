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


posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")


@pytest.fixture(scope="module")
def slow_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that takes two processes some seconds."""
    root = tmp_path_factory.mktemp("slow")
    data = form("heat: x", *(f"x{n}: {{a: [1, 2]}}" for n in range(40)))
    for number in range(3000):
        root.joinpath(f"{number}.md").write_bytes(data)
    return root


def at_work(folder: Path) -> subprocess.Popen[bytes]:
    """`check` with two helpers, when it has told of the first file."""
    command = [sys.executable, "-m", "articlefmt", "check", "--jobs", "2", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def skip_if_ignored(number: signal.Signals) -> None:
    """A shell that runs the tests in the background, or `nohup`, lets them ignore a signal, and so what they start."""
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip(f"{number.name} is ignored here")


@posix
def test_ctrl_c_ends_all_processes_without_a_word(slow_folder: Path) -> None:
    skip_if_ignored(signal.SIGINT)
    process = at_work(slow_folder)
    os.killpg(process.pid, signal.SIGINT)
    begun = time.monotonic()
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, b"")
    assert time.monotonic() - begun < 20


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL"])
def test_no_process_is_left_when_the_first_one_is_ended(slow_folder: Path, name: str) -> None:
    """Its helpers hold its output open: that ends when all of them have."""
    number = signal.Signals[name]
    skip_if_ignored(number)
    process = at_work(slow_folder)
    process.send_signal(number)
    begun = time.monotonic()
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (-9 if name == "SIGKILL" else 128 + number, b"")
    assert time.monotonic() - begun < 10


@posix
def test_a_signal_that_ends_it_leaves_whole_files_only(tmp_path: Path) -> None:
    old, new = form('heat: "5"'), form("heat: 5")
    for number in range(1500):
        tmp_path.joinpath(f"{number}.md").write_bytes(old)
    command = [sys.executable, "-m", "articlefmt", "check", "--jobs", "2", "--fix", "--diff", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 143
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {old, new}
    assert {path.suffix for path in tmp_path.iterdir()} == {".md"}


def slowly(number: int) -> int:
    time.sleep(0.001)
    return 2 * number


DOUBLED = [2 * number for number in range(300)]


@posix
@pytest.mark.parametrize("try_", range(10))
def test_all_helpers_may_be_killed_at_once(try_: int) -> None:
    results = map_in_order(slowly, range(300), 2)
    found = [next(results)]
    time.sleep(try_ / 500)
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGKILL)
    assert [*found, *results] == DOUBLED


@posix
def test_helpers_may_be_killed_one_after_the_other() -> None:
    results = map_in_order(slowly, range(300), 4)
    found: list[int] = []
    for result in results:
        found.append(result)
        if len(found) % 30 == 1 and multiprocessing.active_children():
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    assert found == DOUBLED


def double_or_die(number: int) -> int:
    if number % 50 == 30 and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@posix
def test_what_a_process_that_was_killed_left_is_done_all_the_same() -> None:
    assert list(map_in_order(double_or_die, range(300), 2)) == DOUBLED


def test_where_the_system_gives_no_process_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(multiprocessing.Process, "start", refuse)
    assert list(map_in_order(slowly, range(300), 2)) == DOUBLED


def test_no_process_is_left_when_the_results_are_not_wanted_any_more() -> None:
    results = map_in_order(slowly, range(300), 2)
    next(results)
    results.close()
    assert multiprocessing.active_children() == []


def megabytes(number: int) -> bytes:
    return bytes(number * 10_000)


def test_tasks_and_results_may_be_large() -> None:
    assert [len(one) for one in map_in_order(megabytes, range(100), 2)] == [number * 10_000 for number in range(100)]
    texts = [bytes(200_000)] * 60
    assert list(map_in_order(len, texts, 2)) == [200_000] * 60
