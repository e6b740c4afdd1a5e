"""A function of an item, done for many by any executor: in chunks, in order, and never more than can be taken."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import islice
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from articlefmt.errors import ArticleError
from articlefmt.many import cluster
from articlefmt.many.outcome import Outcome
from articlefmt.storage import absolute, path_text

__all__ = ["File", "Task", "as_named", "outcomes", "shared"]

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")
File: TypeAlias = str | os.PathLike[str]
Task: TypeAlias = Callable[[str], Outcome[T]]

_CHUNK = 250  # files; a task costs an executor a millisecond or more, and a file less than one
_CHUNK_OF_THREAD = 100  # a thread is handed one for nothing, and waits for a store: more are to be under way
_ALONE = "the process that gave the work is gone"
_WORKERS = 8  # where an executor doesn't tell how many it has


def outcomes(task: Task[T], files: Iterable[File], executor: Executor | None) -> Iterator[Outcome[T]]:
    """What becomes of each file, in their order.

    The workers of a cluster have other current folders, so there a path is given whole.

    Args:
        task: what is done with one file; it doesn't raise. With an executor it must be one that pickles.
        files: taken as they come.
        executor: who does it; None for this process.

    Raises:
        ClusterError: a worker of a cluster can't do it.
    """
    names = map(path_text, files)
    if executor is None:
        return map(task, names)
    if not cluster.is_one(executor):
        return shared(task, names, executor, _lost)
    cluster.check(executor)
    return _by_cluster(task, names, executor)


def shared(
    function: Callable[[A], B], items: Iterable[A], executor: Executor, lost: Callable[[A, Exception], B]
) -> Iterator[B]:
    """What a function gives for each item, in their order. Twice as many chunks as there are workers are under way.

    Args:
        function: one that can be pickled, as the items and the results can; it raises nothing.
        items: what it is called with, taken as they come.
        executor: who does it.
        lost: the result for an item of a chunk that wasn't done, and why.
    """
    size = _CHUNK_OF_THREAD if isinstance(executor, ThreadPoolExecutor) else _CHUNK
    source, running = iter(items), deque[tuple[list[A], "Future[bytes] | Exception"]]()
    try:
        raised: Exception | None = None
        while raised is None:
            chunk, raised = _next_chunk(source, size)
            if not chunk:
                break
            running.append((chunk, _submitted(executor, function, chunk)))
            if len(running) >= 2 * _workers_of(executor):
                yield from _results(*running.popleft(), executor, lost)
        while running:
            yield from _results(*running.popleft(), executor, lost)
        if raised is not None:
            raise raised
    finally:
        for _, future in running:
            if isinstance(future, Future):
                future.cancel()


def as_named(outcome: Outcome[T], name: str) -> Outcome[T]:
    """The outcome of a file under another name."""
    at = outcome.file
    if at == name:
        return outcome
    if isinstance(outcome.error, ArticleError) and outcome.error.file == at:
        outcome.error.file = name
    head = f"--- a/{at}\n+++ b/{at}\n"
    diff = outcome.diff
    if diff.startswith(head):
        diff = f"--- a/{name}\n+++ b/{name}\n{diff[len(head) :]}"
    return attrs.evolve(outcome, file=name, diff=diff)


def _next_chunk(items: Iterator[A], size: int) -> tuple[list[A], Exception | None]:
    """The next items, and what the iterable raised behind them: what is done is told before it is."""
    chunk: list[A] = []
    try:
        chunk.extend(islice(items, size))
    except Exception as error:  # noqa: BLE001  whatever a user's iterable raises
        return chunk, error
    return chunk, None


def _by_cluster(task: Task[T], names: Iterator[str], executor: Executor) -> Iterator[Outcome[T]]:
    given: deque[str] = deque()

    def whole() -> Iterator[str]:
        for name in names:
            given.append(name)
            yield absolute(name)

    for outcome in shared(task, whole(), executor, _lost):
        yield as_named(outcome, given.popleft())


def _workers_of(executor: Executor) -> int:
    if cluster.is_one(executor):
        return max(_WORKERS, cluster.workers_of(executor))
    return cast("int | None", getattr(executor, "_max_workers", None)) or _WORKERS


def _submitted(executor: Executor, function: Callable[[A], B], chunk: list[A]) -> Future[bytes] | Exception:
    submit: Callable[..., Future[bytes]] = executor.submit
    how = {"pure": False} if cluster.is_one(executor) else {}  # else it takes equal calls for one
    try:
        return submit(_do, function, chunk, **how)
    except Exception as error:  # noqa: BLE001  a pool that broke takes no more
        return error


def _do(function: Callable[[A], B], chunk: list[A]) -> bytes:
    """Do a chunk, in a worker. Each result is pickled by itself, so that one that can't be costs no other.

    They are sent as one: Dask takes a list of bytes apart, which takes as long as the work.

    A process that was made by another one does no more of it when that is gone: whoever runs the work again isn't to
    meet the first run.
    """
    from multiprocessing.process import parent_process  # noqa: PLC0415  takes long to import, and only workers need it

    parent, above = parent_process(), os.getppid()
    if parent is not None and not parent.is_alive():
        raise RuntimeError(_ALONE)
    results: list[bytes] = []
    for item in chunk:
        if parent is not None and os.getppid() != above:  # a hundredth of what `is_alive` takes
            raise RuntimeError(_ALONE)
        results.append(_pickled(function(item)))
    return pickle.dumps(results)


def _pickled(result: object) -> bytes:
    try:
        return pickle.dumps(result)
    except Exception as error:  # whatever a user's object raises
        if not isinstance(result, Outcome):
            raise
        return pickle.dumps(_failed(result, f"its outcome can't be sent by the worker: {error}"))


def _results(
    chunk: list[A], done: Future[bytes] | Exception, executor: Executor, lost: Callable[[A, Exception], B]
) -> Iterator[B]:
    """The result of each item of a chunk, once it is done; or that it is lost, and why."""
    error = done
    if not isinstance(done, Exception):
        try:
            results: list[bytes] = pickle.loads(done.result())  # noqa: S301  a worker of ours made it
        except Exception as raised:  # noqa: BLE001  the worker was killed, or the pool broke
            error = cluster.explained(executor, raised)
        else:
            for item, data in zip(chunk, results, strict=True):
                yield _unpickled(item, data, lost)
            return
    for item in chunk:
        yield lost(item, cast("Exception", error))


def _unpickled(item: A, data: bytes, lost: Callable[[A, Exception], B]) -> B:
    try:
        return cast("B", pickle.loads(data))  # noqa: S301  a worker of ours made it
    except Exception as error:  # noqa: BLE001  whatever a user's objects raise
        return lost(item, RuntimeError(f"its outcome can't be received: {error}"))


def _lost(name: str, error: Exception) -> Outcome[Any]:
    return Outcome(name, error=error)


def _failed(outcome: Outcome[Any], reason: str) -> Outcome[Any]:
    """An outcome without what can't be sent. What an edit did is told all the same."""
    told = f"{type(outcome.error).__name__}: {outcome.error}; " if outcome.error is not None else ""
    return Outcome(outcome.file, error=RuntimeError(told + reason), changes=outcome.changes, diff=outcome.diff)
