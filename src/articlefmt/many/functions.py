"""`read_many` and `edit_many`: a function of a document, for many files."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from typing import Any, Generic, TypeVar, overload

import attrs

from articlefmt.api import load
from articlefmt.document import Document
from articlefmt.many.chunks import File, outcomes
from articlefmt.many.outcome import Outcome
from articlefmt.model.classes import Classes, classes_of
from articlefmt.model.records import Record
from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits, check_limits

__all__ = ["edit_many", "edit_one", "read_many"]

R = TypeVar("R", bound=attrs.AttrsInstance)
T = TypeVar("T")


@overload
def read_many(
    files: Iterable[File],
    function: Callable[[Document[Record]], T],
    *,
    executor: Executor | None = ...,
    limits: Limits = ...,
) -> Iterator[Outcome[T]]: ...
@overload
def read_many(
    files: Iterable[File],
    function: Callable[[Document[R]], T],
    *,
    cls: Classes[R],
    executor: Executor | None = ...,
    limits: Limits = ...,
) -> Iterator[Outcome[T]]: ...
def read_many(
    files: Iterable[File],
    function: Callable[[Document[Any]], T],
    *,
    cls: Classes[Any] = Record,
    executor: Executor | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Outcome[T]]:
    """What a function says of many files, file by file and in their order.

    As in `read_many(find("content"), summary)`. A file that can't be read, and one for which the function raises, is an
    outcome with its error, and stops nothing. Memory doesn't grow with the number of files.

    Args:
        files: names of files, or URLs of objects, any iterable; they are taken as they come.
        function: takes a document, and gives what is wanted of it. With an executor what it gives pickles, and with one
            of processes or of other machines it is a function at the top level of a module.
        cls: the class of the records, as `load` takes it; without it, any article class.
        executor: any `concurrent.futures.Executor`, such as a process pool's, that of a client of Dask, or threads for
            objects; without it, this process reads. It is given chunks of 250 files, threads of 100.
        limits: how much front matter is read of a file.

    Raises:
        RuntimeError: a worker of a cluster lacks articlefmt, or has another version.
        TypeError: an argument is of the wrong type.
    """
    _check(files, function, cls, executor, limits)
    return outcomes(partial(_read, function=function, cls=cls, limits=limits), files, executor)


@overload
def edit_many(
    files: Iterable[File],
    function: Callable[[Document[Record]], T],
    *,
    dry_run: bool = ...,
    executor: Executor | None = ...,
    limits: Limits = ...,
) -> Iterator[Outcome[T]]: ...
@overload
def edit_many(
    files: Iterable[File],
    function: Callable[[Document[R]], T],
    *,
    cls: Classes[R],
    dry_run: bool = ...,
    executor: Executor | None = ...,
    limits: Limits = ...,
) -> Iterator[Outcome[T]]: ...
def edit_many(
    files: Iterable[File],
    function: Callable[[Document[Any]], T],
    *,
    cls: Classes[Any] = Record,
    dry_run: bool = False,
    executor: Executor | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Outcome[T]]:
    """Edit many files by a function of a document, file by file and in their order.

    As in `for outcome in edit_many(find("content"), raise_heat): ...`. Each file is saved as `Document.save` does, so
    one that didn't change isn't written: a run that was stopped in the middle is simply run again. A file that fails is
    an outcome with its error; it stays as it was, and stops nothing.

    The files are edited while the outcomes are asked for: who leaves them before the end gets a `RuntimeWarning`.

    Args:
        files: names of files, any iterable; they are taken as they come.
        function: changes a document. Where it runs, see `read_many`.
        cls: the class of the records, as `load` takes it; without it, any article class.
        dry_run: whether to write nothing, and only tell what would change.
        executor: any `concurrent.futures.Executor`; without it, this process edits.
        limits: how much front matter is read of a file.

    Raises:
        RuntimeError: a worker of a cluster lacks articlefmt, or has another version.
        TypeError: an argument is of the wrong type.
    """
    _check(files, function, cls, executor, limits)
    task = partial(edit_one, function=function, cls=cls, limits=limits, is_dry=dry_run)
    return _Edits(outcomes(task, files, executor))


def edit_one(
    file: str, function: Callable[[Document[Any]], T], cls: Classes[Any], limits: Limits, *, is_dry: bool
) -> Outcome[T]:
    """Edit one file as `edit_many` does; nothing is raised."""
    try:
        document = load(file, cls, limits=limits)
        value = function(document)
        diff = document.diff()
        changes = document.changes() if diff else ()
        if diff and not is_dry:
            document.save()
    except Exception as error:  # noqa: BLE001  whatever a user's function raises is the outcome of its file
        return Outcome(file, error=error)
    return Outcome(file, value, changes=changes, diff=diff)


class _Edits(Generic[T]):
    """The outcomes of an edit, which warn if they aren't taken to the end: a generator that wasn't begun couldn't."""

    def __init__(self, source: Iterator[Outcome[T]]) -> None:
        self._source = source
        self._is_done = False

    def __iter__(self) -> Iterator[Outcome[T]]:
        return self

    def __next__(self) -> Outcome[T]:
        try:
            return next(self._source)
        except BaseException:  # the end of it, or Ctrl-C: no more comes
            self._is_done = True
            raise

    def __del__(self) -> None:
        if not self._is_done:
            message = "edit_many was left before its end; the files behind aren't edited: take all of its outcomes"
            warnings.warn(message, RuntimeWarning, stacklevel=2)


def _read(file: str, *, function: Callable[[Document[Any]], T], cls: Classes[Any], limits: Limits) -> Outcome[T]:
    try:
        return Outcome(file, function(load(file, cls, limits=limits)))
    except Exception as error:  # noqa: BLE001  as above
        return Outcome(file, error=error)


def _check(files: object, function: object, cls: object, executor: object, limits: object) -> None:
    """Refuse arguments of a wrong type before any file is taken. Raises `TypeError`."""
    if isinstance(files, (str, bytes, os.PathLike)):
        message = f"files is an iterable of names, not a {type(files).__name__}; give [name], or find(folder)"
        raise TypeError(message)
    if not callable(function):
        message = f"a function of a document is wanted, not {type(function).__name__}"
        raise TypeError(message)
    if executor is not None and not isinstance(executor, Executor):
        message = f"a concurrent.futures executor is wanted, not {type(executor).__name__}"
        raise TypeError(message)
    classes_of(cls)
    check_limits(limits)
