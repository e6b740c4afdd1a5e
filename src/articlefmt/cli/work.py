"""What is done to one file, in whichever process: check it, compare it, mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import attrs

from articlefmt import storage
from articlefmt.api import loads
from articlefmt.checks import Finding, Severity
from articlefmt.checks.fixes import MENDABLE, mend
from articlefmt.checks.guard import MEANT, SECURED_CHANGED
from articlefmt.checks.run import check_bytes
from articlefmt.checks.together import Trace
from articlefmt.checks.view import Before
from articlefmt.cli.classes import FileClasses
from articlefmt.cli.selection import Selection
from articlefmt.cli.status import FOUND, Refusal, fault_of, printable, refusal_of
from articlefmt.diff.text_diff import unified
from articlefmt.errors import ConflictError, naming
from articlefmt.syntax.limits import Limits

__all__ = ["Outcome", "Plan", "Task", "work"]


@attrs.frozen
class Plan:
    """What is done to all files alike.

    Attributes:
        limits: how much front matter is read.
        selection: which findings are told, and mended.
        classes: of which classes the files are.
        fix: whether what can be mended is mended.
        diff: whether that is shown.
        may_change_secured: whether another `secured` is a warning only.
        together: whether the files are to go together.
    """

    limits: Limits
    selection: Selection
    classes: FileClasses = attrs.field(factory=FileClasses)
    fix: bool = False
    diff: bool = False
    may_change_secured: bool = False
    together: bool = False


@attrs.frozen
class Task:
    """A file, or why there is none.

    Attributes:
        file: its name.
        plan: what is to be done.
        data: its content, where it isn't to be read from the disk.
        before: what it was at the revision that it is compared with, if it isn't the same.
        is_elsewhere: whether nobody asked for it, and only its `secured` is looked at.
        lost: what is to be said of a file that isn't there any more.
        refusal: why there is no file.
    """

    file: str
    plan: Plan
    data: bytes | None = None
    before: Before | None = None
    is_elsewhere: bool = False
    lost: Finding | None = None
    refusal: Refusal | None = None


class Outcome(NamedTuple):
    """What became of a file: what is left to tell, how many findings were mended, and the difference that makes.

    Whether its traces are faults is for the one that has all files to say.
    """

    findings: list[Finding]
    mended: int = 0
    diff: str = ""
    refusal: Refusal | None = None
    is_read: bool = True
    traces: Sequence[Trace] = ()


def work(task: Task) -> Outcome:
    """Do it. Raises nothing: a broken file, or a fault of ours, never stops the other files."""
    if task.refusal is not None:
        return Outcome([], refusal=task.refusal, is_read=False)
    if task.lost is not None:
        return Outcome(_told(task, [task.lost]), is_read=False)
    try:
        data = storage.read(task.file) if task.data is None else task.data
        found = _looked_at(task, data)
        if (task.plan.fix or task.plan.diff) and any(finding.code in MENDABLE for finding in found.findings):
            return _mended(task, data, found)
    except OSError as error:
        return Outcome([], refusal=refusal_of(error, task.file), is_read=False)
    except Exception as error:  # noqa: BLE001  whatever fault of ours a file brings out, the others are still to be checked
        return Outcome([], refusal=fault_of(error, task.file), is_read=False)
    return found


def _looked_at(task: Task, data: bytes) -> Outcome:
    """What is to be told of the file with these bytes."""
    plan = task.plan
    together = plan.together and not task.is_elsewhere
    found, traces = check_bytes(data, plan.classes.of(task.file), task.before, plan.limits, together=together)
    if task.is_elsewhere:
        found = [one for one in found if one.code == SECURED_CHANGED.code]
    if traces:
        tells = plan.selection.teller(task.file)
        traces = [one for one in traces if tells(one.code)]
    return Outcome(_told(task, found), is_read=not task.is_elsewhere, traces=traces)


def _told(task: Task, findings: list[Finding]) -> list[Finding]:
    selected = task.plan.selection.of(task.file, findings)
    return [attrs.evolve(one, file=task.file, severity=_severity(task.plan, one)) for one in selected]


def _severity(plan: Plan, finding: Finding) -> Severity:
    return "warning" if plan.may_change_secured and finding.code in MEANT else finding.severity


def _mended(task: Task, data: bytes, found: Outcome) -> Outcome:
    old = loads(data, task.plan.classes.of(task.file), limits=task.plan.limits)
    new, done = mend(old, found.findings)
    if not done:
        return found
    diff = printable(unified(old.parsed, new, task.file)) if task.plan.diff else ""
    if not task.plan.fix:
        return found._replace(diff=diff)
    try:
        with naming(task.file):
            storage.save(task.file, new.source.to_bytes(), storage.unless_changed(task.file, data))
    except ConflictError as error:
        return found._replace(refusal=Refusal(printable(str(error)), FOUND))
    except OSError as error:
        return found._replace(refusal=refusal_of(error, task.file))
    return _looked_at(task, new.source.to_bytes())._replace(mended=len(done), diff=diff)
