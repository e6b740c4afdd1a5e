"""Who does the work of a command: this process, several, threads, or a cluster."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import ParamSpec, TypeVar, cast

import attrs
import click
from click.core import ParameterSource

from articlefmt import storage
from articlefmt.cli.pool import map_in_order
from articlefmt.cli.status import printable
from articlefmt.cli.streams import warn
from articlefmt.many.chunks import shared
from articlefmt.many.cluster import ClusterError, connected

__all__ = ["Workers", "worker_options"]

A = TypeVar("A")
B = TypeVar("B")
P = ParamSpec("P")
R = TypeVar("R")

_AT_ONCE = 16  # objects that are under way where nobody says how many; most of the time is spent waiting for the store
_AHEAD = 4  # objects for each thread


@attrs.frozen
class Workers:
    """Who does it.

    Attributes:
        jobs: how many processes, or threads where there are objects of stores; 0 where nobody says.
        cluster: the address of a cluster, or None.
    """

    jobs: int = 0
    cluster: str | None = None

    def at(self, file: str) -> str:
        """A file's name where the work on it is done: the workers of a cluster have other current folders."""
        return file if self.cluster is None else storage.absolute(file)

    def map(
        self, function: Callable[[A], B], jobs: Sequence[A], files: Sequence[str], lost: Callable[[A, Exception], B]
    ) -> Generator[B, None, None]:
        """The result of a function for each of some jobs, in their order.

        Args:
            function: one that can be pickled, as the jobs and the results can; it raises nothing.
            jobs: what it is called with.
            files: the names of the files that they are about.
            lost: the result of a job that nobody did, and why.

        Raises:
            UsageError: there is no such cluster, or a worker of it can't do the work.
        """
        if self.cluster is not None:
            try:
                with connected(self.cluster, lambda text: warn(printable(f"articlefmt: {text}"))) as executor:
                    yield from shared(function, jobs, executor, lost)
            except ClusterError as error:
                message = f"--dask: {error}"
                raise click.UsageError(printable(message)) from None
        elif any(map(storage.is_remote, files)):
            yield from _by_threads(function, jobs, self.jobs or _AT_ONCE)
        else:
            yield from map_in_order(function, jobs, self.jobs)


def worker_options(function: Callable[P, R]) -> Callable[P, R]:
    """Options for who does the work; the command is given them as `workers`."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **options: P.kwargs) -> R:
        jobs, cluster = options.pop("jobs"), options.pop("dask")
        context = click.get_current_context()
        if cluster is not None and context.get_parameter_source("jobs") is ParameterSource.COMMANDLINE:
            message = "--jobs and --dask exclude each other; give one of them"
            raise click.UsageError(message)
        options["workers"] = Workers(cast("int", jobs), cast("str | None", cluster))
        return function(*args, **options)

    command: Callable[P, R] = wrapper
    for option in (
        click.option(
            "--dask",
            metavar="ADDRESS",
            help="Let the workers of a cluster of Dask share the work, as tcp://scheduler:8786; they read the files.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Processes that share the work; 0 is one, and for many files one for each core. For objects of a "
            f"store it is how many are under way at once, and 0 is {_AT_ONCE}.",
        ),
    ):
        command = option(command)
    return command


def _by_threads(function: Callable[[A], B], jobs: Sequence[A], count: int) -> Generator[B, None, None]:
    """The same by threads, for work that waits: a process can't be forked from one that talks to a store."""
    source, running = iter(jobs), deque["Future[B]"]()
    with ThreadPoolExecutor(max(1, min(count, len(jobs)))) as pool:
        try:
            running.extend(pool.submit(function, job) for job in islice(source, _AHEAD * count))
            while running:
                result = running.popleft().result()
                running.extend(pool.submit(function, job) for job in islice(source, 1))
                yield result
        finally:
            for future in running:
                future.cancel()
