"""`articlefmt check`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import attrs
import click

from articlefmt import storage
from articlefmt.checks.finding import Finding, in_order
from articlefmt.checks.view import Before
from articlefmt.checks.work import Job, Looked, Plan, severity_of, work
from articlefmt.cli.classes import FileClasses
from articlefmt.cli.config import base_of, config_options, is_configured
from articlefmt.cli.files import STDIN, Files, file_options
from articlefmt.cli.history import past
from articlefmt.cli.options import limit_options
from articlefmt.cli.output import FORMATS, Output, OutputFormat
from articlefmt.cli.progress import Progress
from articlefmt.cli.reports import Checked, Summary
from articlefmt.cli.selection import Codes, FileCodes, Selection
from articlefmt.cli.status import FOUND, OK, REFUSED, Refusal, print_refusal, printable, refusal_for, refusal_of, shown
from articlefmt.cli.streams import go_on_unread, say, warn
from articlefmt.cli.together import are_together, joined
from articlefmt.cli.workers import Workers, worker_options
from articlefmt.display import one_line
from articlefmt.git import GitError
from articlefmt.syntax.limits import Limits

__all__ = ["check"]

_UNHEEDED = (
    "articlefmt: with --against, what the configuration says of the guard (select, ignore, per-file-ignores, "
    "allow-secured-change) isn't heeded; say it on the command line"
)


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False))
@click.option(
    "--output-format",
    "formats",
    type=OutputFormat(),
    multiple=True,
    default=("text",),
    show_default=True,
    metavar="FORMAT[:FILE]",
    help=f"One of {', '.join(FORMATS)}; repeatable. With FILE the report goes there, else to stdout.",
)
@click.option(
    "--select",
    type=Codes(),
    multiple=True,
    metavar="CODES",
    help="Tell these codes only, as C603 or C,S5; repeatable.",
)
@click.option("--ignore", type=Codes(), multiple=True, metavar="CODES", help="Don't tell these codes; repeatable.")
@click.option(
    "--per-file-ignores",
    type=FileCodes(),
    multiple=True,
    metavar="PATTERN:CODES",
    help="Don't tell these codes of files that match a pattern as in .gitignore; repeatable.",
)
@click.option("--strict/--no-strict", help="Warnings make the exit status 1, too.")
@click.option(
    "--exit-zero", is_flag=True, help="Findings don't make the exit status 1, nor a folder without article files 2."
)
@click.option(
    "--against",
    metavar="REV",
    help="Compare with a git revision: another `secured` is an error, a file that was only reformatted a warning.",
)
@click.option(
    "--allow-secured-change/--no-allow-secured-change", help="Another `secured` is a warning only, with --against."
)
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; `articlefmt rule` tells what that is.")
@click.option("--diff", is_flag=True, help="Show what --fix changes; without --fix nothing is written.")
@click.option(
    "--statistics",
    is_flag=True,
    help="Tell how often each code is found, and at which keys; in text, in place of the findings.",
)
@click.option("--stdin-filename", metavar="NAME", help="What `-` is called in reports and for --per-file-ignores.")
@worker_options
@file_options
@config_options
@limit_options
@click.pass_context
def check(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    formats: tuple[tuple[str, str | None], ...],
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...],
    strict: bool,
    exit_zero: bool,
    against: str | None,
    allow_secured_change: bool,
    fix: bool,
    diff: bool,
    statistics: bool,
    stdin_filename: str | None,
    workers: Workers,
    files: Files,
    limits: Limits,
) -> None:
    """Say what is wrong with article files, and exit with 1 if anything is.

    PATH is a file, a folder, or - for stdin: of a folder, every .md, .markdown, .mdx and .qmd file below it. Without
    PATH, the folder you stand in. A folder that has none is told, and the exit status is 2, but with --exit-zero.
    Inside a git repository, ignored files are left out; elsewhere, folders whose name starts with a dot. The files of
    folders are held against each other, too (X1): a URL, a title, an item that isn't there.

    Options have their defaults from [tool.articlefmt] in pyproject.toml: strict = true, ignore = ["C603"]. Of which
    classes of yours files are says [tool.articlefmt.classes]: "posts/" = "mysite.models:Post".

    \b
    Examples:
      articlefmt check content
      articlefmt check --against origin/main --output-format github
      articlefmt check --diff content/one.md    what --fix would change
      articlefmt rule C603                      what a code means
    """  # noqa: D301  click looks for the character that `\b` stands for
    files = files.or_here()
    _refuse_what_excludes(files.paths, formats, against=against, fix=fix, diff=diff, name=stdin_filename)
    selection = Selection.make(select, ignore, per_file_ignores, base_of(context, "per_file_ignores"))
    if against is not None:
        guard = _given(context, select, ignore, per_file_ignores)
        may_change = allow_secured_change and not is_configured(context, "allow_secured_change")
        if may_change != allow_secured_change or (selection.hides_the_guard() and not guard.hides_the_guard()):
            warn(_UNHEEDED)
        selection, allow_secured_change = attrs.evolve(selection, of_guard=guard), may_change
    nothing = OK if exit_zero else REFUSED
    tasks = list(_tasks(files, stdin_filename, nothing))
    if against is not None:
        tasks = list(_with_earlier(tasks, files, against, limits))
    plan = Plan(limits, fix, diff, allow_secured_change, are_together(files, selection))
    names = [task.file for task in tasks if task.is_there]
    jobs = [_job(task, plan, files.classes, selection, workers) for task in tasks if task.is_there]
    _refuse_reports_in_place_of(tasks, formats)
    if fix or any(file for _, file in formats):
        go_on_unread()
    together = joined([task.file if task.is_there else "" for task in tasks])
    output, progress = Output(formats, statistics=statistics), Progress(len(tasks))
    status, read, mended, counts = OK, 0, 0, {"error": 0, "warning": 0}
    with closing(workers.map(work, jobs, names, _lost)) as outcomes:
        for number, task in enumerate(tasks):
            outcome = next(outcomes) if task.is_there else _not_there(task, plan, selection)
            progress.clear()
            refusal = task.refusal if outcome.error is None else refusal_for(outcome.error, task.file)
            if refusal is not None:
                status = max(status, print_refusal(refusal))
            read += outcome.is_read
            mended += outcome.mended
            say(printable(outcome.diff), nl=False)
            shared = together.findings(number, outcome.traces, outcome.waiting)
            findings = in_order([*outcome.findings, *shared]) if shared else outcome.findings
            for finding in findings:
                counts[finding.severity] += 1
            output.file(Checked(task.file, findings, refusal))
            progress.step()
    progress.clear()
    for error in output.end(Summary(read, counts["error"], counts["warning"], mended)):
        status = max(status, print_refusal(refusal_of(error)))
    found = counts["error"] or (strict and counts["warning"])
    context.exit(max(status, FOUND if found and not exit_zero else OK))


@attrs.frozen
class _Task:
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


def _job(task: _Task, plan: Plan, classes: FileClasses, selection: Selection, workers: Workers) -> Job:
    return Job(
        task.file,
        workers.at(task.file),
        plan,
        classes.of(task.file),
        selection.told_of(task.file),
        task.data,
        task.before,
        task.is_elsewhere,
    )


def _lost(_: Job, error: Exception) -> Looked:
    return Looked([], error=error, is_read=False)


def _not_there(task: _Task, plan: Plan, selection: Selection) -> Looked:
    """What is told of a file that can't be looked at."""
    found = task.lost
    if found is None or not selection.told_of(task.file).tells(found.code):
        return Looked([], is_read=False)
    return Looked([attrs.evolve(found, file=task.file, severity=severity_of(found, plan))], is_read=False)


def _given(
    context: click.Context,
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...],
) -> Selection:
    """What the command line says of codes, without the configuration: the change that is checked could bring that."""
    return Selection.make(
        () if is_configured(context, "select") else select,
        () if is_configured(context, "ignore") else ignore,
        () if is_configured(context, "per_file_ignores") else per_file_ignores,
        Path(),
    )


def _tasks(files: Files, stdin_name: str | None, nothing: int) -> Iterator[_Task]:
    """A task for each file."""
    if files.paths == (STDIN,):
        yield _of_stdin(stdin_name or "<stdin>")
    else:
        yield from (_Task(one.file, refusal=one.refusal) for one in files.found(nothing))


def _of_stdin(name: str) -> _Task:
    if sys.stdin is None:
        return _Task(name, refusal=Refusal(f"articlefmt: {shown(name)}: stdin is closed", REFUSED))
    try:
        return _Task(name, data=sys.stdin.buffer.read())
    except OSError as error:
        return _Task(name, refusal=refusal_of(error, name))


def _with_earlier(tasks: Sequence[_Task], files: Files, revision: str, limits: Limits) -> Iterator[_Task]:
    """The tasks with what the files were at a revision, and one for each article that is elsewhere now, or nowhere."""
    try:
        names = [task.file for task in tasks if task.refusal is None]
        found = past(names, files.paths, revision, limits, files.classes)
    except GitError as error:
        raise click.UsageError(printable(str(error))) from None
    for task in tasks:
        yield attrs.evolve(task, before=found.before.get(task.file))
    for file, before in found.elsewhere.items():
        yield _Task(file, before=before, is_elsewhere=True)
    for finding in found.lost:
        yield _Task(str(finding.file), lost=finding)


def _refuse_what_excludes(
    paths: Sequence[str],
    formats: Sequence[tuple[str, str | None]],
    *,
    against: str | None,
    fix: bool,
    diff: bool,
    name: str | None,
) -> None:
    """Refuse options that don't go together, and say what does."""
    message = ""
    if STDIN not in paths:
        message = "--stdin-filename names stdin, which isn't checked; give - as PATH, too" if name else ""
    elif against or fix or diff:
        message = "--against, --fix and --diff are about files, and - is stdin; give the file's name as PATH"
    elif len(paths) > 1:
        message = "- is stdin, and is checked alone; give no other PATH"
    printed = [one for one, file in formats if file is None]
    machine = next((one for one in printed if FORMATS[one].is_alone), None)
    if diff and machine:
        message = f"--diff prints to stdout, as {machine} would; write {machine}:FILE"
    elif machine and len(printed) > 1:
        message = f"{' and '.join(printed)} would both go to stdout; write {machine}:FILE"
    if message:
        raise click.UsageError(message)


def _refuse_reports_in_place_of(tasks: Sequence[_Task], formats: Sequence[tuple[str, str | None]]) -> None:
    """Refuse to write a report over a file that is checked."""
    reports = {storage.whereabouts(file) for _, file in formats if file is not None}
    clash = next((task.file for task in tasks if storage.whereabouts(task.file) in reports), None) if reports else None
    if clash is not None:
        message = f"{one_line(clash)}: the report would take the place of a file that is checked; name another"
        raise click.UsageError(message)
