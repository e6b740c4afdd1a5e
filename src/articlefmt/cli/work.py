"""What is done to one file, in whichever process: check it, compare it, mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import attrs

from articlefmt import storage
from articlefmt.api import load
from articlefmt.checks import Finding, check, check_file
from articlefmt.checks.fixes import MENDABLE, mend
from articlefmt.cli.selection import Selection
from articlefmt.cli.status import FOUND, Refusal, fault_of, printable, refusal_of
from articlefmt.errors import ConflictError, naming
from articlefmt.lens.changes import unified
from articlefmt.model.records import Record
from articlefmt.syntax.limits import Limits

__all__ = ["Outcome", "Plan", "Task", "work"]


@attrs.frozen
class Plan:
    """What is done to all files alike.

    Attributes:
        limits: how much front matter is read.
        selection: which findings are told, and mended.
        fix: whether what can be mended is mended.
        diff: whether that is shown.
        may_change_secured: whether another `secured` is a warning only.
    """

    limits: Limits
    selection: Selection
    fix: bool = False
    diff: bool = False
    may_change_secured: bool = False


@attrs.frozen
class Task:
    """A file, or what the system said when it was looked for.

    Attributes:
        file: its name.
        plan: what is to be done.
        data: its content, where it isn't to be read from the disk.
        before: its content at the revision that it is compared with, if it isn't the same.
        refusal: why there is no file.
    """

    file: str
    plan: Plan
    data: bytes | None = None
    before: bytes | None = None
    refusal: OSError | None = None


class Outcome(NamedTuple):
    """What became of a file: what is left to tell, how many findings were mended, and the difference that makes."""

    findings: list[Finding]
    mended: int = 0
    diff: str = ""
    refusal: Refusal | None = None
    is_read: bool = True


def work(task: Task) -> Outcome:
    """Do it. Raises nothing: a broken file, or a fault of ours, never stops the other files."""
    if task.refusal is not None:
        return Outcome([], refusal=refusal_of(task.refusal), is_read=False)
    try:
        findings = _told(task, _findings(task))
        if (task.plan.fix or task.plan.diff) and any(finding.code in MENDABLE for finding in findings):
            return _mended(task, findings)
    except OSError as error:
        return Outcome([], refusal=refusal_of(error, task.file), is_read=False)
    except Exception as error:  # noqa: BLE001  a fault of ours must not stop the other files
        return Outcome([], refusal=fault_of(error, task.file), is_read=False)
    return Outcome(findings)


def _findings(task: Task) -> list[Finding]:
    limits = task.plan.limits
    if task.data is None:
        return check_file(task.file, against=task.before, limits=limits)
    found = check(task.data, against=task.before, limits=limits)
    return [attrs.evolve(finding, file=task.file) for finding in found]


def _told(task: Task, findings: Sequence[Finding]) -> list[Finding]:
    told = task.plan.selection.of(task.file, findings)
    if task.plan.may_change_secured:
        told = [attrs.evolve(one, severity="warning") if one.code == "G001" else one for one in told]
    return told


def _mended(task: Task, findings: list[Finding]) -> Outcome:
    old = load(task.file, Record, limits=task.plan.limits)
    new, done = mend(old, findings)
    if not done:
        return Outcome(findings)
    diff = printable(unified(old.text, new.text, task.file)) if task.plan.diff else ""
    if not task.plan.fix:
        return Outcome(findings, 0, diff)
    try:
        with naming(task.file):
            storage.save(task.file, new.to_bytes(), old.to_bytes())
    except ConflictError as error:
        return Outcome(findings, refusal=Refusal(printable(str(error)), FOUND))
    except OSError as error:
        return Outcome(findings, refusal=refusal_of(error, task.file))
    left = check(new, against=task.before, limits=task.plan.limits)
    return Outcome(_told(task, [attrs.evolve(finding, file=task.file) for finding in left]), len(done), diff)
