"""A function of a file, done for many files by any executor: in chunks, in order, and never more than can be taken."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from typing import Any, TypeAlias, TypeVar, cast

from articlefmt.many.outcome import Outcome
from articlefmt.storage import path_text

__all__ = ["File", "Task", "outcomes"]

T = TypeVar("T")
File: TypeAlias = str | os.PathLike[str]
Task: TypeAlias = Callable[[str], Outcome[T]]

_CHUNK = 250  # files; a task costs an executor a millisecond or more, and a file less than one
_WORKERS = 8  # where an executor doesn't tell how many it has


def outcomes(task: Task[T], files: Iterable[File], executor: Executor | None) -> Iterator[Outcome[T]]:
    """What becomes of each file, in their order.

    Args:
        task: what is done with one file; it doesn't raise. With an executor it must be one that pickles.
        files: taken as they come.
        executor: who does it; None for this process.
    """
    names = map(path_text, files)
    if executor is None:
        return map(task, names)
    return _by(executor, task, names)


def _by(executor: Executor, task: Task[T], names: Iterator[str]) -> Iterator[Outcome[T]]:
    """The same by an executor. Twice as many chunks are under way as it has workers, and no more."""
    ahead = 2 * (cast("int | None", getattr(executor, "_max_workers", None)) or _WORKERS)
    running: deque[tuple[list[str], Future[list[bytes]] | Exception]] = deque()
    try:
        raised: Exception | None = None
        while raised is None:
            chunk, raised = _next_chunk(names)
            if not chunk:
                break
            running.append((chunk, _submitted(executor, task, chunk)))
            if len(running) >= ahead:
                yield from _results(*running.popleft())
        while running:
            yield from _results(*running.popleft())
        if raised is not None:
            raise raised
    finally:
        for _, future in running:
            if isinstance(future, Future):
                future.cancel()


def _next_chunk(names: Iterator[str]) -> tuple[list[str], Exception | None]:
    """The next names, and what the iterable raised behind them: what is done is told before it is."""
    chunk: list[str] = []
    try:
        chunk.extend(islice(names, _CHUNK))
    except Exception as error:  # noqa: BLE001  whatever a user's iterable raises
        return chunk, error
    return chunk, None


def _submitted(executor: Executor, task: Task[T], chunk: list[str]) -> Future[list[bytes]] | Exception:
    try:
        return executor.submit(_do, task, chunk)
    except Exception as error:  # noqa: BLE001  a pool that broke takes no more
        return error


def _do(task: Task[Any], chunk: list[str]) -> list[bytes]:
    """Do a chunk, in a worker. Each outcome is pickled by itself, so that one that can't be costs no other."""
    return [_pickled(task(name)) for name in chunk]


def _pickled(outcome: Outcome[Any]) -> bytes:
    try:
        return pickle.dumps(outcome)
    except Exception as error:  # noqa: BLE001  whatever a user's objects raise
        return pickle.dumps(_failed(outcome, f"its outcome can't be sent by the worker: {error}"))


def _results(chunk: list[str], done: Future[list[bytes]] | Exception) -> Iterator[Outcome[Any]]:
    error = done
    if not isinstance(done, Exception):
        try:
            results = done.result()
        except Exception as raised:  # noqa: BLE001  the worker was killed, or the pool broke
            error = raised
        else:
            for name, data in zip(chunk, results, strict=True):
                yield _unpickled(name, data)
            return
    for name in chunk:
        yield Outcome(name, error=cast("Exception", error))


def _unpickled(name: str, data: bytes) -> Outcome[Any]:
    try:
        return cast("Outcome[Any]", pickle.loads(data))  # noqa: S301  a worker of ours made it
    except Exception as error:  # noqa: BLE001  whatever a user's objects raise
        return _failed(Outcome(name), f"its outcome can't be received: {error}")


def _failed(outcome: Outcome[Any], reason: str) -> Outcome[Any]:
    """An outcome without what can't be sent. What an edit did is told all the same."""
    told = f"{type(outcome.error).__name__}: {outcome.error}; " if outcome.error is not None else ""
    return Outcome(outcome.file, error=RuntimeError(told + reason), changes=outcome.changes, diff=outcome.diff)
