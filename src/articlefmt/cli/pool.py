"""Work that several processes share; the results come in the order of the tasks, however many there are.

Each process has a pipe of its own, and nothing is shared: no lock or queue that one of them can take along when it is
killed. A pipe that ends tells either side that the other is gone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from articlefmt.cli.signals import end_in_order

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["map_in_order"]

T = TypeVar("T")
R = TypeVar("R")

_WORTH_IT = 500  # tasks of half a millisecond; below, the processes take longer to start than they save
_CHUNK = 25
_PATIENCE = 2.0  # seconds that a process has to end


def map_in_order(function: Callable[[T], R], tasks: Sequence[T], jobs: int) -> Generator[R, None, None]:
    """The results of a function for each task.

    What a process that was killed had to do is done here. When the iterator is closed, all processes are ended.

    Args:
        function: one that can be pickled, as the tasks and results can; it raises nothing.
        tasks: what it is called with.
        jobs: how many processes; 1 is this one alone, 0 as many as there are cores where that is worth it.
    """
    if jobs == 0:
        jobs = _cores() if len(tasks) >= _WORTH_IT else 1
    jobs = min(jobs, -(-len(tasks) // _CHUNK))
    if jobs <= 1:
        yield from map(function, tasks)
        return
    chunks = [tasks[start : start + _CHUNK] for start in range(0, len(tasks), _CHUNK)]
    helpers = _Helpers(function, jobs)
    try:
        yield from _shared(function, chunks, helpers)
    finally:
        helpers.end()


def _shared(function: Callable[[T], R], chunks: Sequence[Sequence[T]], helpers: _Helpers) -> Iterator[R]:
    """The results of all chunks, in their order, whoever of the processes does them."""
    results: dict[int, list[R]] = {}
    given = 0
    for number, chunk in enumerate(chunks):
        while True:
            while given < len(chunks) and helpers.take(given, chunks[given]):
                given += 1
            if number in results:
                yield from results.pop(number)
                break
            if number not in helpers.at_work():  # it was lost, or there is nobody to do it
                given = max(given, number + 1)
                yield from map(function, chunk)
                break
            for done, result in helpers.finished():
                results[done] = cast("list[R]", result)


class _Helpers:
    """The processes: each is idle, at work on one chunk, or gone."""

    def __init__(self, function: Callable[[T], R], count: int) -> None:
        """Start them, or as many as the system gives."""
        import multiprocessing  # noqa: PLC0415  takes long to import

        self._processes: list[BaseProcess] = []
        self._idle: list[Connection] = []
        self._busy: dict[Connection, int] = {}
        is_forked = multiprocessing.get_start_method() == "fork"
        for _ in range(count):
            ours, theirs = multiprocessing.Pipe()
            inherited = [*self._idle, ours] if is_forked else []  # while they are open, no pipe tells that we are gone
            process = multiprocessing.Process(target=_serve, args=(function, theirs, inherited), daemon=True)
            try:
                process.start()
            except OSError:
                ours.close()
                break
            finally:
                theirs.close()  # before the next one starts, which would hold it open
            self._processes.append(process)
            self._idle.append(ours)

    def take(self, number: int, chunk: Sequence[object]) -> bool:
        """Give a chunk to one that is idle. Whether one took it."""
        while self._idle:
            pipe = self._idle.pop()
            try:
                pipe.send(chunk)
            except OSError:
                pipe.close()
                continue
            self._busy[pipe] = number
            return True
        return False

    def at_work(self) -> frozenset[int]:
        """The numbers of the chunks that are being done."""
        return frozenset(self._busy.values())

    def finished(self) -> Iterator[tuple[int, object]]:
        """Wait for some of them, and give what they did; who is gone has done nothing."""
        from multiprocessing.connection import wait  # noqa: PLC0415  as above

        for pipe in cast("list[Connection]", wait(list(self._busy))):
            number = self._busy.pop(pipe)
            try:
                result: object = pipe.recv()
            except (EOFError, OSError):
                pipe.close()
                continue
            self._idle.append(pipe)
            yield number, result

    def end(self) -> None:
        """End them all, in order, then by force."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()
        for pipe in (*self._idle, *self._busy):
            pipe.close()


def _serve(function: Callable[[T], R], pipe: Connection, inherited: Sequence[Connection]) -> None:
    """What a process does: a chunk, and the next one, until the one that gives them is gone."""
    end_in_order()
    for other in inherited:
        other.close()
    try:
        while True:
            pipe.send(_done(function, pipe.recv(), pipe))
    except (EOFError, OSError):
        return


def _done(function: Callable[[T], R], chunk: Sequence[T], pipe: Connection) -> list[R]:
    results: list[R] = []
    for task in chunk:
        if pipe.poll():  # nothing is sent meanwhile: it ended
            raise EOFError
        results.append(function(task))
    return results


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
