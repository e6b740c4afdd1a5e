"""`read_many` and `edit_many`."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import articlefmt
from articlefmt import (
    Article,
    Document,
    FieldError,
    Limits,
    Outcome,
    ParseError,
    Profile,
    Record,
    StructureError,
    edit_many,
    read_many,
)
from tests.many.functions import (
    UnreadableError,
    fail_at_b,
    fail_badly,
    heat,
    kill_at_b,
    raise_heat,
    raise_heat_badly,
    slow_heat,
    unpicklable,
)
from tests.samples import form

posix = pytest.mark.skipif(os.name != "posix", reason="processes are killed by a signal")


@pytest.fixture(scope="module", params=["serial", "threads", "processes"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor | None]:
    if request.param == "serial":
        yield None
        return
    with (ThreadPoolExecutor if request.param == "threads" else ProcessPoolExecutor)(2) as pool:
        yield pool


class Recording(Executor):
    """One that does a task when its result is asked for, and notes what is submitted."""

    def __init__(self) -> None:
        self.submitted = 0
        self.cancelled = 0

    def submit(self, function: Any, /, *arguments: Any, **more: Any) -> Any:
        self.submitted += 1
        recording = self

        class Later(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                return function(*arguments, **more)

            def cancel(self) -> bool:
                recording.cancelled += 1
                return super().cancel()

        return Later()


class TestReading:
    def test_each_file_is_an_outcome_in_the_order_of_the_files(
        self, files: list[Path], executor: Executor | None
    ) -> None:
        for order in (files, files[::-1], [*files, files[0]]):
            outcomes = list(read_many(order, heat, executor=executor))
            assert [outcome.file for outcome in outcomes] == [str(file) for file in order]
            assert [outcome.value for outcome in outcomes] == [(ord(file.stem) - 96) * 10 for file in order]
            assert {(outcome.status, outcome.error, outcome.diff, outcome.changes) for outcome in outcomes} == {
                ("unchanged", None, "", ())
            }

    def test_what_fails_is_the_outcome_of_that_file(self, files: list[Path], executor: Executor | None) -> None:
        files[0].write_bytes(b"x\n")
        files[1].write_bytes(form("heat: x"))
        files[2].unlink()
        files[3].write_bytes(b"---\nx: \xff\n---\n")
        outcomes = list(read_many(map(str, files), heat, executor=executor))
        assert [type(outcome.error) for outcome in outcomes] == [
            ParseError,
            AssertionError,
            FileNotFoundError,
            ParseError,
            type(None),
        ]
        assert [outcome.status for outcome in outcomes] == ["failed"] * 4 + ["unchanged"]
        assert [outcome.value for outcome in outcomes] == [None] * 4 + [50]
        assert str(outcomes[0].error).startswith(f"{files[0]}:1:1: F101 ")

    def test_it_only_reads(self, files: list[Path]) -> None:
        assert [outcome.value for outcome in read_many(files, raise_heat)] == [10, 20, 30, 40, 50]
        assert files[0].read_bytes() == form("heat: 10 # c")

    def test_files_are_taken_as_they_come(self, files: list[Path]) -> None:
        taken: list[Path] = []
        outcomes = read_many((taken.append(file) or file for file in files), heat)  # type: ignore[func-returns-value, redundant-expr]
        assert taken == []
        assert next(outcomes).value == 10
        assert taken == files[:1]

    def test_what_the_iterable_raises_comes_behind_the_files_before_it(
        self, files: list[Path], executor: Executor | None
    ) -> None:
        """Whoever does the work, what is done to these is told."""

        def names() -> Iterator[Path]:
            yield from files[:2]
            raise PermissionError("folder")

        found: list[Path | str] = []
        with pytest.raises(PermissionError, match="folder"):
            found.extend(outcome.file for outcome in read_many(names(), heat, executor=executor))
        assert found == [os.fspath(file) for file in files[:2]]

    def test_no_files_are_no_outcomes(self, executor: Executor | None) -> None:
        assert list(read_many([], heat, executor=executor)) == []

    def test_the_class_is_asked_for(self, files: list[Path]) -> None:
        def title(document: Document[Article]) -> str | None:
            return document.record.title

        def name(document: Document[Profile]) -> str | None:
            return document.record.name

        assert [outcome.value for outcome in read_many(files, title, cls=Article)] == ["T"] * 5
        assert {type(outcome.error) for outcome in read_many(files, name, cls=Profile)} == {StructureError}

    def test_the_limits_too(self, files: list[Path]) -> None:
        (outcome,) = read_many(files[:1], heat, limits=Limits(nodes=1))
        assert isinstance(outcome.error, ParseError)

    @pytest.mark.parametrize("function", [read_many, edit_many])
    def test_a_wrong_argument_is_a_type_error_at_once(self, function: Any, files: list[Path]) -> None:
        for words, more in (((files, 5), {}), ((files, heat), {"cls": int}), ((files, heat), {"limits": 5})):
            with pytest.raises(TypeError):
                function(*words, **more)

    @pytest.mark.parametrize("name", [b"a.md", 5, None])
    def test_what_is_no_name_is_one_too(self, name: Any) -> None:
        with pytest.raises(TypeError):
            list(read_many([name], heat))

    @pytest.mark.parametrize("files", ["a.md", b"a.md", Path("a.md")])
    def test_one_name_is_no_iterable_of_names(self, files: Any) -> None:
        """A text has letters, and each may be a file."""
        for many in (read_many, edit_many):
            with pytest.raises(TypeError, match=r"files is an iterable of names, not a \w+; give \[name\]"):
                many(files, heat)
        with pytest.raises(TypeError, match="files is an iterable of names"):
            articlefmt.rows(files)

    @pytest.mark.parametrize("executor", [2, "processes", ThreadPoolExecutor])
    def test_what_is_no_executor_is_a_type_error(self, executor: Any, files: list[Path]) -> None:
        with pytest.raises(TypeError, match=r"a concurrent\.futures executor is wanted"):
            read_many(files, heat, executor=executor)


class TestEditing:
    def test_what_changed_is_told_with_its_lines(self, files: list[Path], executor: Executor | None) -> None:
        outcomes = list(edit_many(files, raise_heat, executor=executor))
        assert [outcome.status for outcome in outcomes] == ["changed", "changed", *["unchanged"] * 3]
        assert [outcome.value for outcome in outcomes] == [10, 20, 30, 40, 50]
        assert files[0].read_bytes() == form("heat: 30 # c")
        (change,) = outcomes[0].changes
        assert (change.key, change.before, change.after) == (("heat",), 10, 30)
        assert "-heat: 10 # c\n+heat: 30 # c\n" in outcomes[0].diff
        assert (outcomes[2].changes, outcomes[2].diff) == ((), "")

    def test_twice_is_once(self, files: list[Path], executor: Executor | None) -> None:
        list(edit_many(files, raise_heat, executor=executor))
        before = [(file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino) for file in files]
        assert {outcome.status for outcome in edit_many(files, raise_heat, executor=executor)} == {"unchanged"}
        assert [(file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino) for file in files] == before

    def test_a_dry_run_tells_what_the_run_does_and_writes_nothing(
        self, files: list[Path], executor: Executor | None
    ) -> None:
        before = [file.read_bytes() for file in files]
        dry = list(edit_many(files, raise_heat, executor=executor, dry_run=True))
        assert [file.read_bytes() for file in files] == before
        assert dry == list(edit_many(files, raise_heat, executor=executor))

    def test_a_file_that_fails_stays_and_stops_nothing(self, files: list[Path], executor: Executor | None) -> None:
        outcomes = list(edit_many(files, fail_at_b, executor=executor))
        assert [outcome.status for outcome in outcomes] == ["changed", "failed", *["unchanged"] * 3]
        assert isinstance(outcomes[1].error, KeyError)
        assert files[1].read_bytes() == form("heat: 20 # c")

    def test_a_wrong_value_is_the_field_s_error(self, files: list[Path]) -> None:
        def wrong(document: Document[Article]) -> None:
            document.record.heat = "x"  # type: ignore[assignment]

        assert {type(outcome.error) for outcome in edit_many(files, wrong, cls=Article)} == {FieldError}

    def test_what_the_file_became_meanwhile_is_kept(self, files: list[Path]) -> None:
        def edit(document: Document[Record]) -> None:
            Path(str(document.file)).write_bytes(form("x: 1"))
            raise_heat(document)

        (outcome,) = edit_many(files[:1], edit)
        assert isinstance(outcome.error, articlefmt.ConflictError)
        assert files[0].read_bytes() == form("x: 1")

    def test_who_leaves_before_the_end_is_warned(self, files: list[Path]) -> None:
        with pytest.warns(RuntimeWarning, match="edit_many was left before its end"):
            edit_many(files, raise_heat)
        with pytest.warns(RuntimeWarning, match="take all of its outcomes"):
            next(edit_many(files, raise_heat))
        assert files[1].read_bytes() == form("heat: 20 # c")

    def test_who_takes_all_is_not_nor_is_a_wrong_call(self, files: list[Path]) -> None:
        wrong: Any = 5
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            list(edit_many(files, raise_heat))
            with pytest.raises(TypeError):
                edit_many(files, wrong)
            with pytest.raises(TypeError):
                list(edit_many([wrong], raise_heat))


class TestExecutors:
    def test_a_task_is_some_250_files_and_no_more_is_submitted_than_can_be_taken(self, files: list[Path]) -> None:
        executor, taken = Recording(), 0

        def names() -> Iterator[Path]:
            nonlocal taken
            for _ in range(5_000):
                taken += 1
                yield files[0]

        outcomes = read_many(names(), heat, executor=executor)
        assert executor.submitted == 0
        next(outcomes)
        assert (executor.submitted, taken) == (16, 4000)
        for _ in range(250):
            next(outcomes)
        assert (executor.submitted, taken) == (17, 4250)
        assert isinstance(outcomes, Iterator)
        outcomes.close()  # type: ignore[attr-defined]
        assert executor.cancelled == 15

    def test_what_can_not_be_sent_costs_no_other(self, files: list[Path]) -> None:
        with ProcessPoolExecutor(1) as pool:
            outcomes = list(read_many(files, unpicklable, executor=pool))
            bad = list(read_many(files[:1], fail_badly, executor=pool))
            edited = list(edit_many(files[:1], raise_heat_badly, executor=pool))
        assert [outcome.value for outcome in outcomes] == [5, None, 5, 5, 5]
        assert isinstance(outcomes[1].error, RuntimeError)
        assert str(outcomes[1].error).startswith("its outcome can't be sent by the worker: ")
        assert str(bad[0].error).startswith("its outcome can't be received: ")
        assert (edited[0].status, "+heat: 30" in edited[0].diff, len(edited[0].changes)) == ("failed", True, 1)

    def test_the_error_that_can_not_be_received_is_any(self) -> None:
        assert isinstance(next(read_many(["x"], heat)).error, FileNotFoundError)
        with pytest.raises(ValueError, match="not this one"):
            pickle.loads(pickle.dumps(UnreadableError()))

    def test_an_error_of_ours_is_received_whole(self, files: list[Path]) -> None:
        files[0].write_bytes(b"---\nx: [\n---\n")
        with ProcessPoolExecutor(1) as pool:
            (outcome,) = read_many(files[:1], heat, executor=pool)
        (here,) = read_many(files[:1], heat)
        assert str(outcome.error) == str(here.error)

    @posix
    @pytest.mark.parametrize("many", [read_many, edit_many])
    def test_files_of_a_worker_that_was_killed_are_outcomes_with_the_error(
        self, many: Callable[..., Iterator[Outcome[int]]], files: list[Path]
    ) -> None:
        start = time.monotonic()
        with ProcessPoolExecutor(2) as pool:
            outcomes = list(many(files * 120, kill_at_b, executor=pool))
        assert time.monotonic() - start < 60
        assert [outcome.file for outcome in outcomes] == [str(file) for file in files] * 120
        assert "failed" in {outcome.status for outcome in outcomes}
        assert all(file.read_bytes() in {form(f"heat: {n}0 # c") for n in range(1, 6)} for file in files)
        again = list(many(files, kill_at_b))
        assert "failed" not in {outcome.status for outcome in again}
        if many is edit_many:
            assert [articlefmt.load(file).values["heat"] for file in files] == [30, 30, 30, 40, 50]

    def test_a_pool_that_takes_no_more_is_told_for_each_file(self, files: list[Path]) -> None:
        with ProcessPoolExecutor(1) as pool:
            pass
        outcomes = list(read_many(files, heat, executor=pool))
        assert [outcome.status for outcome in outcomes] == ["failed"] * 5
        assert "after shutdown" in str(outcomes[0].error)

    def test_who_leaves_before_the_end_may_have_such_a_pool(self, files: list[Path]) -> None:
        with ProcessPoolExecutor(1) as pool:
            pass
        outcomes = read_many(files * 200, heat, executor=pool)
        assert next(outcomes).status == "failed"
        assert isinstance(outcomes, Iterator)
        outcomes.close()  # type: ignore[attr-defined]

    def test_workers_need_no_click_and_no_pathspec(self, files: list[Path]) -> None:
        program = """if True:
            import sys
            sys.modules.update({name: None for name in ("click", "pathspec", "pyarrow")})
            import articlefmt
            print(sum(outcome.value for outcome in articlefmt.read_many(sys.argv[1:], lambda doc: doc.record.heat)))
            print(sum(row["heat"] for row in articlefmt.rows(sys.argv[1:], ["heat"])))
        """
        done = subprocess.run([sys.executable, "-c", program, *files], capture_output=True, check=True)
        assert done.stdout.split() == [b"150", b"150"]


@pytest.mark.parametrize("make", [lambda: None, lambda: ThreadPoolExecutor(2)], ids=["serial", "threads"])
def test_memory_does_not_grow_with_the_number_of_files(make: Callable[[], Executor | None], files: list[Path]) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        executor = make()
        try:
            for outcome in read_many((files[0] for _ in range(count)), heat, executor=executor):
                assert outcome.value == 10
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
            if executor is not None:
                executor.shutdown()

    peak(10)
    few = peak(600)
    assert peak(2400) < 1.5 * few + 300_000


def test_a_slow_consumer_holds_back_the_pool(files: list[Path]) -> None:
    with ThreadPoolExecutor(1) as pool:
        outcomes = read_many(files * 200, slow_heat, executor=pool)
        next(outcomes)
        assert pool._work_queue.qsize() <= 2
        outcomes.close()  # type: ignore[attr-defined]


class TestOutcome:
    def test_it_pickles_and_is_frozen(self, files: list[Path]) -> None:
        (outcome,) = edit_many(files[:1], raise_heat, dry_run=True)
        assert pickle.loads(pickle.dumps(outcome)) == outcome
        with pytest.raises(AttributeError):
            outcome.file = "x"  # type: ignore[misc]

    def test_its_repr_is_short_and_shows_no_content(self, files: list[Path]) -> None:
        (outcome,) = edit_many(files[:1], raise_heat, dry_run=True)
        assert repr(outcome).startswith(f"Outcome(file={str(files[0])!r}, error=None, changes=(Change(")
        assert "\n" not in repr(outcome)
