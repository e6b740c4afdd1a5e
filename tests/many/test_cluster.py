"""A cluster of two worker processes, on the loopback: the functions and the commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import articlefmt
from articlefmt import edit_many, read_many
from articlefmt.checks.guard import SECURED_CHANGED
from articlefmt.cli import main
from articlefmt.many import cluster
from tests.afar import BUCKET, a_cluster, an_s3, needs
from tests.many.functions import fail_at_b, fail_badly, heat, kill_at_b, raise_heat, unpicklable
from tests.samples import ROOT, SECRET, form

pytestmark = needs("distributed")

OTHER = "0.0.1"


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with a_cluster() as client:
        yield client


@pytest.fixture(scope="class")
def other_client() -> Iterator[Any]:
    """That of another cluster, whose workers have imported nothing yet."""
    with a_cluster() as client:
        yield client


@pytest.fixture
def executor(client: Any) -> Executor:
    executor: Executor = client.get_executor()
    return executor


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


class TestFunctions:
    def test_results_come_in_order(self, executor: Executor, files: list[Path]) -> None:
        many = list(islice(cycle(files), 1203))
        read = list(read_many(many, heat, executor=executor))
        assert [(one.file, one.value) for one in read] == [
            (str(file), value) for file, value in zip(many, cycle([10, 20, 30, 40, 50]), strict=False)
        ]
        assert [*articlefmt.rows(many, ["heat"], executor=executor)] == [*articlefmt.rows(many, ["heat"])]

    def test_what_is_edited_is_as_without_it(self, executor: Executor, files: list[Path]) -> None:
        dry = list(edit_many(files, raise_heat, dry_run=True, executor=executor))
        assert dry == list(edit_many(files, raise_heat, dry_run=True))
        assert list(edit_many(files, raise_heat, executor=executor)) == dry
        assert [file.read_bytes() for file in files] == [form(f"heat: {n} # c") for n in (30, 30, 30, 40, 50)]

    def test_equal_calls_are_done_each_time(self, executor: Executor, files: list[Path]) -> None:
        for value in (10, 70):
            files[0].write_bytes(form(f"heat: {value}"))
            assert [one.value for one in read_many(files[:1], heat, executor=executor)] == [value]
            assert [one.value for one in read_many(files[:1] * 500, heat, executor=executor)] == [value] * 500

    def test_a_path_means_here_what_it_does_there(
        self, executor: Executor, files: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The workers have another current folder."""
        monkeypatch.chdir(files[0].parent)
        names = [file.name for file in files]
        files[1].write_bytes(b"---\n")
        (files[2].parent / "gone.md").unlink(missing_ok=True)
        names[2] = "gone.md"
        here, there = (list(edit_many(names, raise_heat, dry_run=True, executor=one)) for one in (None, executor))
        assert [(one.file, one.value, one.diff) for one in here] == [(one.file, one.value, one.diff) for one in there]
        assert str(here[1].error) == str(there[1].error)
        assert type(here[2].error) is type(there[2].error) is FileNotFoundError
        rows = [*articlefmt.rows(names[3:], ["heat"], executor=executor)]
        assert rows == [{"file": "d.md", "heat": 40}, {"file": "e.md", "heat": 50}]

    @pytest.mark.parametrize("function", [fail_at_b, unpicklable])
    def test_what_fails_is_the_outcome_of_that_file(self, executor: Executor, files: list[Path], function: Any) -> None:
        outcomes = list(read_many(files, function, executor=executor))
        assert [one.error is not None for one in outcomes] == [False, True, False, False, False]

    def test_what_can_not_be_received_is_an_outcome(self, executor: Executor, files: list[Path]) -> None:
        assert all("can't be received" in str(one.error) for one in read_many(files, fail_badly, executor=executor))

    def test_the_files_of_a_worker_that_was_killed_are_done_again(self, executor: Executor, files: list[Path]) -> None:
        outcomes = list(edit_many([file for file in files for _ in range(120)], kill_at_b, executor=executor))
        assert (files[0].parent / "killed").exists()
        assert [one.error for one in outcomes] == [None] * 600
        assert [file.read_bytes() for file in files] == [form(f"heat: {n} # c") for n in (30, 30, 30, 40, 50)]

    def test_no_more_is_under_way_than_is_taken(self, executor: Executor, files: list[Path]) -> None:
        """So memory is flat, however many files there are."""
        taken, most = 0, (2 * 8 + 1) * 250  # as many as for eight workers, where a cluster has fewer

        def endless() -> Iterator[Path]:
            nonlocal taken
            for file in cycle(files):
                taken += 1
                yield file

        for done, outcome in enumerate(islice(read_many(endless(), heat, executor=executor), 2 * most)):
            assert outcome.value == 10 * (done % 5 + 1)
            assert taken - done <= most


class TestWorkers:
    def test_they_need_the_core_alone(self, other_client: Any, files: list[Path], tmp_path: Path) -> None:
        def forget() -> None:
            for name in ("click", "pathspec"):
                sys.modules[name] = None  # type: ignore[assignment]

        def remember() -> list[str]:
            for name in ("click", "pathspec"):
                sys.modules.pop(name, None)
            return [name for name in sys.modules if name.startswith("articlefmt.cli")]

        other_client.run(forget)
        address = other_client.scheduler.address
        try:
            checked = run("check", tmp_path, "--dask", address)
            edited = run("edit", *files, "--where", "heat<30", "heat=30", "--dask", address)
            exported = run("export", *files, "--to", tmp_path / "t.csv", "--dask", address)
        finally:
            imported = other_client.run(remember)
        assert (checked.exit_code, edited.exit_code, exported.exit_code) == (0, 0, 0), checked.output + edited.output
        assert list(imported.values()) == [[], []]

    def test_one_of_another_version_is_named(self, other_client: Any, files: list[Path]) -> None:
        def pretend(version: str) -> str:
            from articlefmt import version as module

            before, module.__version__ = module.__version__, version
            return before

        worker = min(other_client.scheduler_info()["workers"])
        real = other_client.run(pretend, OTHER, workers=[worker])[worker]
        try:
            for many in (read_many, edit_many):
                with pytest.raises(RuntimeError, match=f"the worker {worker} .* has {OTHER}; install") as caught:
                    many(files, raise_heat, executor=other_client.get_executor())
                assert real in str(caught.value)
            result = run("edit", *files, "heat=1", "--dask", other_client.scheduler.address)
            assert (result.exit_code, f"the worker {worker}" in result.output) == (2, True)
        finally:
            other_client.run(pretend, real, workers=[worker])
        assert files[0].read_bytes() == form("heat: 10 # c")

    def test_one_that_lacks_articlefmt_is_named(self, other_client: Any, files: list[Path]) -> None:
        def lose() -> None:
            for name in [name for name in sys.modules if name.startswith("articlefmt")]:
                del sys.modules[name]
            sys.modules["articlefmt"] = None  # type: ignore[assignment]

        def regain() -> None:
            del sys.modules["articlefmt"]

        worker = max(other_client.scheduler_info()["workers"])
        other_client.run(lose, workers=[worker])
        try:
            with pytest.raises(RuntimeError, match=f"the worker {worker} .* has none; install"):
                read_many(files, heat, executor=other_client.get_executor())
        finally:
            other_client.run(regain, workers=[worker])
        assert [one.value for one in read_many(files, heat, executor=other_client.get_executor())] == [
            10,
            20,
            30,
            40,
            50,
        ]


class TestCommands:
    @pytest.fixture
    def address(self, client: Any) -> str:
        address: str = client.scheduler.address
        return address

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        monkeypatch.chdir(tmp_path)
        for number in range(270):
            path = tmp_path / "content" / f"{number:03}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(form(f"heat: {number % 40}" if number % 30 else 'heat: "7"'))
        (path.parent / "broken.md").write_bytes(b"---\ntitle: [\n---\n")

    @pytest.mark.parametrize(
        "words",
        [
            ("check", "content"),
            ("check", "content", "--diff"),
            ("check", "content", "--select", "T,F,Y,X", "--per-file-ignores", "content/03*:T"),
            ("check", "content", "--output-format", "json", "--strict"),
            ("edit", "content", "--where", "heat<20", "--set", "heat=20", "--dry-run", "--diff"),
            ("edit", "content/broken.md", "content/gone.md", "content/001.md", "--set", "titel=x"),
        ],
    )
    def test_they_say_the_same_as_without_it(self, address: str, words: tuple[str, ...]) -> None:
        here, there = run(*words, "--jobs", "1"), run(*words, "--dask", address)
        assert (there.exit_code, there.stdout, there.stderr) == (here.exit_code, here.stdout, here.stderr)

    @pytest.mark.parametrize(
        "words", [("check", "content", "--fix"), ("edit", "content", "--where", "heat<20", "--set", "heat=20")]
    )
    def test_they_write_the_same(self, address: str, words: tuple[str, ...]) -> None:
        before = contents()
        here = run(*words, "--jobs", "2")
        after = contents()
        for name, data in before.items():
            Path(name).write_bytes(data)
        there = run(*words, "--dask", address)
        assert (there.exit_code, there.output) == (here.exit_code, here.output)
        assert contents() == after != before

    def test_the_table_is_the_same(self, address: str) -> None:
        for name, words in (("here", ("--jobs", "1")), ("there", ("--dask", address))):
            run("export", "content", "--to", f"{name}.jsonl", "--where", "heat", *words)
        assert Path("here.jsonl").read_bytes() == Path("there.jsonl").read_bytes()
        assert Path("here.jsonl").read_bytes().count(b'{"file": "content/') == 261

    def test_what_git_had_is_compared(self, address: str) -> None:
        Path("content/005.md").write_bytes(form(f'secured: "{SECRET}"'))
        as_ada = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
        for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
            subprocess.run(["git", *as_ada, *words], check=True)
        Path("content/005.md").write_bytes(form(f'secured: "{SECRET[::-1]}"'))
        check = ("check", "content", "--against", "HEAD")
        here, there = run(*check, "--jobs", "1"), run(*check, "--dask", address)
        assert (there.exit_code, there.output) == (here.exit_code, here.output)
        assert f": {SECURED_CHANGED.code} error: secured" in there.output

    def test_processes_and_a_cluster_exclude_each_other(self, address: str) -> None:
        result = run("check", "content", "--jobs", "2", "--dask", address)
        assert (result.exit_code, "--jobs and --dask exclude each other" in result.output) == (2, True)

    @pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "127.0.0.1:1"])
    def test_a_cluster_that_is_not_there_is_told(self, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cluster, "_PATIENCE", 0.5)
        before = contents()
        result = run("edit", "content", "heat=1", "--dask", address)
        assert (result.exit_code, f"--dask: {address}: no cluster answers" in result.output) == (2, True)
        assert contents() == before


def contents() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path("content").iterdir())}


def test_without_dask_it_is_told_what_is_to_be_installed(monkeypatch: pytest.MonkeyPatch, files: list[Path]) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("check", *files, "--dask", "tcp://127.0.0.1:1")
    assert (result.exit_code, "pip install 'articlefmt[dask]'" in result.output) == (2, True)


@needs("obstore", "boto3", "moto")
def test_the_same_edit_here_by_a_pool_by_a_cluster_and_in_a_store_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workers of a cluster have the environment that they were started in, so it is started here."""
    monkeypatch.delenv("HTTP_PROXY", raising=False)
    examples = sorted((ROOT / "examples").rglob("*.md"))
    made = {
        f"{number:03}.md": file.read_bytes() if number % 2 else form(f"heat: {number}", f"# {number}")
        for number, file in enumerate(islice(cycle(examples), 60))
    }
    with an_s3() as bucket:
        for name, value in bucket.environment.items():
            monkeypatch.setenv(name, value)
        ways: dict[str, tuple[list[str], Executor | None]] = {}
        for way in ("here", "pool", "cluster"):
            for name, data in made.items():
                path = tmp_path / way / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(data)
        for way in ("store", "pool of the store", "cluster of the store"):
            for name, data in made.items():
                bucket[f"{way}/{name}"] = data
        with a_cluster() as client, ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            executor = client.get_executor()
            ways = {
                "here": ([str(tmp_path / "here" / name) for name in made], None),
                "pool": ([str(tmp_path / "pool" / name) for name in made], pool),
                "cluster": ([str(tmp_path / "cluster" / name) for name in made], executor),
                "store": ([f"s3://{BUCKET}/store/{name}" for name in made], None),
                "pool of the store": ([f"s3://{BUCKET}/pool of the store/{name}" for name in made], pool),
                "cluster of the store": ([f"s3://{BUCKET}/cluster of the store/{name}" for name in made], executor),
            }
            told = {
                way: [(one.status, one.changes) for one in edit_many(files, raise_or_make_heat, executor=by)]
                for way, (files, by) in ways.items()
            }
        wrote = {
            way: [Path(file).read_bytes() if os.sep == file[0] else bucket[file.split("/", 3)[3]] for file in files]
            for way, (files, _) in ways.items()
        }
    assert all(one == told["here"] for one in told.values())
    assert all(one == wrote["here"] for one in wrote.values())
    assert wrote["here"] != list(made.values())
    assert {status for status, _ in told["here"]} == {"changed", "unchanged"}


def raise_or_make_heat(document: articlefmt.Document[Any]) -> None:
    """No heat below 200."""
    value = document.values.get("heat")
    if not isinstance(value, int) or value < 200:
        document.set("heat", 200)
