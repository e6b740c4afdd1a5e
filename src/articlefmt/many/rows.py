"""Records as rows of a table: flat dicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any

from articlefmt.api import unstructure
from articlefmt.document import Document
from articlefmt.many.chunks import File
from articlefmt.many.columns import FILE, Column, columns_of
from articlefmt.many.functions import read_many
from articlefmt.many.outcome import Outcome
from articlefmt.model.classes import Classes, classes_of
from articlefmt.model.records import Record
from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits
from articlefmt.values import Value

__all__ = ["row_of", "rows"]


def rows(
    files: Iterable[File],
    fields: Sequence[str] | None = None,
    *,
    cls: Classes[Any] = Record,
    executor: Executor | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[dict[str, Value]]:
    """One flat dict for each file: `file`, then a value for each field under its key, `provider.name` for a nested one.

    Which keys there are, and of which type their values, follows from the class alone; what a file lacks is None. No
    opaque value is among them, but where its key is named.

    Args:
        files: names of files, any iterable; they are taken as they come.
        fields: the keys wanted, in this order; without it, all that the class has.
        cls: the class of the records, as `load` takes it; without it, any article class.
        executor: who reads them, as in `read_many`.
        limits: how much front matter is read of a file.

    Raises:
        ArticleError: a file can't be read or typed. `read_many` goes on where this one stops.
        OSError: the system doesn't give a file.
        TypeError: the class has no such field, or an argument is of the wrong type.
    """
    columns = columns_of(classes_of(cls), fields)
    outcomes = read_many(files, partial(row_of, columns=columns), cls=cls, executor=executor, limits=limits)
    return _values(outcomes)


def row_of(document: Document[Any], columns: Sequence[Column]) -> dict[str, Value]:
    """The row of a document."""
    values = unstructure(document.record)
    return {FILE: document.file, **{column.name: column.value(values) for column in columns}}


def _values(outcomes: Iterable[Outcome[dict[str, Value]]]) -> Iterator[dict[str, Value]]:
    for outcome in outcomes:
        if outcome.error is not None:
            raise outcome.error
        yield {**(outcome.value or {}), FILE: outcome.file}
