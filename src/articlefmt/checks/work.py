"""What is done to one file, by whichever worker: check it, compare it, mend it. Nothing of the commands is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import attrs

from articlefmt import storage
from articlefmt.api import loads
from articlefmt.checks.finding import Finding, Severity
from articlefmt.checks.fixes import MENDABLE, mend
from articlefmt.checks.guard import GROUP, MEANT, SECURED_CHANGED
from articlefmt.checks.rules import RULES
from articlefmt.checks.run import check_bytes
from articlefmt.checks.silence import Ignore
from articlefmt.checks.together import Trace
from articlefmt.checks.view import Before
from articlefmt.diff.text_diff import unified
from articlefmt.errors import Fault, naming
from articlefmt.model.classes import Classes
from articlefmt.syntax.limits import Limits

__all__ = ["Job", "Looked", "Plan", "Told", "severity_of", "work"]


@attrs.frozen
class Plan:
    """What is done to all files alike.

    Attributes:
        limits: how much front matter is read.
        fix: whether what can be mended is mended.
        diff: whether that is shown.
        may_change_secured: whether another `secured` is a warning only.
        together: whether the files are to go together.
    """

    limits: Limits
    fix: bool = False
    diff: bool = False
    may_change_secured: bool = False
    together: bool = False


@attrs.frozen
class Told:
    """Which findings of a file are told: by the beginnings of their codes, those of the guard apart.

    Attributes:
        selected: what is told; everything where there is nothing.
        ignored: what isn't.
        guard_selected: the same of the guard's codes.
        guard_ignored: the same.
    """

    selected: tuple[str, ...]
    ignored: tuple[str, ...]
    guard_selected: tuple[str, ...]
    guard_ignored: tuple[str, ...]

    def tells(self, code: str) -> bool:
        """Whether a finding with this code is told."""
        if code.startswith(GROUP.code):
            return code.startswith(self.guard_selected or ("",)) and not code.startswith(self.guard_ignored)
        return code.startswith(self.selected or ("",)) and not code.startswith(self.ignored)

    def tells_all(self, beginning: str) -> bool:
        """Whether every code that starts so is told."""
        return all(self.tells(code) for code in RULES if code.startswith(beginning))


@attrs.frozen
class Job:
    """A file, and what is to be done to it.

    Attributes:
        file: its name in what is told.
        at: its name where the work is done.
        plan: what is done.
        cls: of which class it is, or may be.
        told: which findings are told, and mended.
        data: its content, where it isn't to be read.
        before: what it was at the revision that it is compared with, if it isn't the same.
        is_elsewhere: whether nobody asked for it, and only its `secured` is looked at.
    """

    file: str
    at: str
    plan: Plan
    cls: Classes[attrs.AttrsInstance]
    told: Told
    data: bytes | None = None
    before: Before | None = None
    is_elsewhere: bool = False


class Looked(NamedTuple):
    """What became of a file: what is left to tell, how many findings were mended, and the difference that makes.

    Whether its traces are faults, and whether what waits silences any, is for the one that has all files to say.
    """

    findings: list[Finding]
    mended: int = 0
    diff: str = ""
    error: Exception | None = None
    is_read: bool = True
    traces: Sequence[Trace] = ()
    waiting: Sequence[Ignore] = ()


def work(job: Job) -> Looked:
    """Do it. Raises nothing: a broken file, or a fault of ours, never stops the other files."""
    try:
        data = storage.read(job.at) if job.data is None else job.data
        found = _looked_at(job, data)
        if (job.plan.fix or job.plan.diff) and any(finding.code in MENDABLE for finding in found.findings):
            return _mended(job, data, found)
    except Exception as error:  # noqa: BLE001  whatever fault of ours a file brings out, the others are still to be checked
        return Looked([], error=Fault.of(error), is_read=False)
    return found


def severity_of(finding: Finding, plan: Plan) -> Severity:
    """How grave a finding is."""
    return "warning" if plan.may_change_secured and finding.code in MEANT else finding.severity


def _looked_at(job: Job, data: bytes) -> Looked:
    """What is to be told of the file with these bytes."""
    together = job.plan.together and not job.is_elsewhere
    found, traces, waiting = check_bytes(data, job.cls, job.before, job.plan.limits, together=together)
    if job.is_elsewhere:
        found = [one for one in found if one.code == SECURED_CHANGED.code]
    traces = [one for one in traces if job.told.tells(one.code)]
    told = [
        attrs.evolve(one, file=job.file, severity=severity_of(one, job.plan))
        for one in found
        if job.told.tells(one.code)
    ]
    waiting = [
        one._replace(unused=attrs.evolve(one.unused, file=job.file))
        for one in waiting
        if together and job.told.tells_all(one.code) and job.told.tells(one.unused.code)
    ]
    return Looked(told, is_read=not job.is_elsewhere, traces=traces, waiting=waiting)


def _mended(job: Job, data: bytes, found: Looked) -> Looked:
    old = loads(data, job.cls, limits=job.plan.limits)
    new, done = mend(old, found.findings)
    if not done:
        return found
    diff = unified(old.parsed, new, job.file) if job.plan.diff else ""
    if not job.plan.fix:
        return found._replace(diff=diff)
    try:
        with naming(job.file):
            storage.save(job.at, new.source.to_bytes(), storage.unless_changed(job.file, data))
    except Exception as error:  # noqa: BLE001  as above; what was found is told all the same
        return found._replace(error=Fault.of(error))
    return _looked_at(job, new.source.to_bytes())._replace(mended=len(done), diff=diff)
