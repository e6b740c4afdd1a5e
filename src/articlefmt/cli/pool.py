"""Work that several processes share; the results come in the order of the tasks, however many there are."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

__all__ = ["map_in_order"]

T = TypeVar("T")
R = TypeVar("R")

_WORTH_IT = 500  # tasks of half a millisecond; below, the processes take longer to start than they save
_CHUNK = 25


def map_in_order(function: Callable[[T], R], tasks: Sequence[T], jobs: int) -> Iterator[R]:
    """The results of a function for each task.

    Args:
        function: one that can be pickled, as the tasks and results can; it raises nothing.
        tasks: what it is called with.
        jobs: how many processes; 1 is this one alone, 0 as many as there are cores where that is worth it.
    """
    if jobs == 0:
        jobs = _cores() if len(tasks) >= _WORTH_IT else 1
    jobs = min(jobs, -(-len(tasks) // _CHUNK))
    return map(function, tasks) if jobs <= 1 else _shared(function, tasks, jobs)


def _shared(function: Callable[[T], R], tasks: Sequence[T], jobs: int) -> Iterator[R]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  takes long to import
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    done = 0
    with ProcessPoolExecutor(jobs, initializer=_ignore_interrupt) as pool:
        try:
            for result in pool.map(function, tasks, chunksize=_CHUNK):
                done += 1
                yield result
        except BrokenProcessPool:  # the system killed one, as it does when memory runs out: do the rest here
            pass
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    yield from map(function, tasks[done:])


def _ignore_interrupt() -> None:
    """Ctrl-C goes to all processes of a terminal; the one that gives out the work ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
