"""What the commands do to one file of many, by whichever worker: the core alone is needed there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from articlefmt.api import load
from articlefmt.errors import Fault
from articlefmt.many.columns import Column
from articlefmt.many.conditions import Condition, all_hold
from articlefmt.many.functions import edit_one
from articlefmt.many.outcome import Outcome
from articlefmt.many.rows import row_of
from articlefmt.many.steps import Steps
from articlefmt.many.tables import Row
from articlefmt.model.classes import Classes
from articlefmt.syntax.limits import Limits

__all__ = ["Edit", "Export", "edited", "exported", "lost"]


@attrs.frozen
class Edit:
    """A file to be edited.

    Attributes:
        file: its name where that is done.
        cls: of which class it is, or may be.
        steps: what is done to it.
        limits: how much front matter is read.
        is_dry: whether nothing is written.
    """

    file: str
    cls: Classes[attrs.AttrsInstance]
    steps: Steps
    limits: Limits
    is_dry: bool


@attrs.frozen
class Export:
    """A file whose row is wanted.

    Attributes:
        file: its name where it is read.
        cls: of which class it is, or may be.
        columns: what is wanted of it.
        conditions: what must hold of it.
        limits: how much front matter is read.
    """

    file: str
    cls: Classes[attrs.AttrsInstance]
    columns: Sequence[Column]
    conditions: Sequence[Condition]
    limits: Limits


def edited(job: Edit) -> Outcome[None]:
    """Edit a file. Raises nothing."""
    outcome = edit_one(job.file, job.steps, job.cls, job.limits, is_dry=job.is_dry)
    return outcome if outcome.error is None else Outcome(job.file, error=Fault.of(outcome.error))


def exported(job: Export) -> Outcome[Row]:
    """The row of a file; no value where a condition doesn't hold. Raises nothing."""
    try:
        document = load(job.file, job.cls, limits=job.limits)
        if not all_hold(job.conditions, document):
            return Outcome(job.file)
        return Outcome(job.file, row_of(document, job.columns))
    except Exception as error:  # noqa: BLE001  whatever fault of ours a file brings out, the others are still to be done
        return Outcome(job.file, error=Fault.of(error))


def lost(job: Edit | Export, error: Exception) -> Outcome[Any]:
    """The outcome of a file whose worker was lost with it."""
    return Outcome(job.file, error=error)
