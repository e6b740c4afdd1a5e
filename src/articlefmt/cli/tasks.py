"""What `articlefmt check` is to look at: files, what they were before, and why some can't be looked at."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import attrs
import click

from articlefmt.checks.finding import Finding
from articlefmt.checks.view import Before
from articlefmt.cli.files import STDIN, Files
from articlefmt.cli.history import past
from articlefmt.cli.status import REFUSED, Refusal, printable, refusal_of, shown
from articlefmt.git import GitError
from articlefmt.syntax.limits import Limits

__all__ = ["Task", "tasks_of", "with_earlier"]


@attrs.frozen
class Task:
    """A file, or why there is none.

    Attributes:
        file: its name.
        data: its content, where it isn't to be read.
        before: what it was at the revision that it is compared with, if it isn't the same.
        is_elsewhere: whether nobody asked for it, and only its `secured` is looked at.
        lost: what is to be said of a file that isn't there any more.
        refusal: why there is no file.
    """

    file: str
    data: bytes | None = None
    before: Before | None = None
    is_elsewhere: bool = False
    lost: Finding | None = None
    refusal: Refusal | None = None

    @property
    def is_there(self) -> bool:
        """Whether there is something to be done."""
        return self.lost is None and self.refusal is None


def tasks_of(files: Files, stdin_name: str | None, nothing: int) -> Iterator[Task]:
    """A task for each file."""
    if files.paths == (STDIN,):
        yield _of_stdin(stdin_name or "<stdin>")
    else:
        yield from (Task(one.file, refusal=one.refusal) for one in files.found(nothing))


def with_earlier(tasks: Sequence[Task], files: Files, revision: str, limits: Limits) -> Iterator[Task]:
    """The tasks with what the files were at a revision, and one for each article that is elsewhere now, or nowhere."""
    try:
        names = [task.file for task in tasks if task.refusal is None]
        found = past(names, files.paths, revision, limits, files.classes)
    except GitError as error:
        raise click.UsageError(printable(str(error))) from None
    for task in tasks:
        yield attrs.evolve(task, before=found.before.get(task.file))
    for file, before in found.elsewhere.items():
        yield Task(file, before=before, is_elsewhere=True)
    for finding in found.lost:
        yield Task(str(finding.file), lost=finding)


def _of_stdin(name: str) -> Task:
    if sys.stdin is None:
        return Task(name, refusal=Refusal(f"articlefmt: {shown(name)}: stdin is closed", REFUSED))
    try:
        return Task(name, data=sys.stdin.buffer.read())
    except OSError as error:
        return Task(name, refusal=refusal_of(error, name))
