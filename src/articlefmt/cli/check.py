"""`articlefmt check`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

import attrs
import click

from articlefmt import storage
from articlefmt.checks.finding import in_order
from articlefmt.checks.together import GROUP as TOGETHER
from articlefmt.checks.work import Job, Looked, Plan, Told, severity_of, work
from articlefmt.cli.baseline import Baseline, baseline_options
from articlefmt.cli.classes import FileClasses
from articlefmt.cli.config import config_options, is_configured
from articlefmt.cli.files import STDIN, Files, file_options
from articlefmt.cli.options import limit_options
from articlefmt.cli.output import FORMATS
from articlefmt.cli.progress import Progress
from articlefmt.cli.reporting import Reporting, report_options
from articlefmt.cli.reports import Checked, Summary
from articlefmt.cli.selection import Chosen, Selection, code_options
from articlefmt.cli.status import FOUND, OK, REFUSED, Refusal, print_refusal, printable, refusal_for, refusal_of, shown
from articlefmt.cli.streams import go_on_unread, say, warn
from articlefmt.cli.tasks import Task, tasks_of, with_earlier
from articlefmt.cli.together import are_together, joined
from articlefmt.cli.unclassed import Unclassed
from articlefmt.cli.workers import Workers, worker_options
from articlefmt.display import plural
from articlefmt.syntax.limits import Limits

__all__ = ["check"]

_UNHEEDED = (
    "articlefmt: with --against, what the configuration says of the guard (select, ignore, per-file-ignores, "
    "allow-secured-change) isn't heeded; say it on the command line"
)


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False))
@code_options
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
@click.option("--stdin-filename", metavar="NAME", help="What `-` is called in reports and for --per-file-ignores.")
@report_options
@baseline_options
@worker_options
@file_options
@config_options
@limit_options
@click.pass_context
def check(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    codes: Chosen,
    strict: bool,
    exit_zero: bool,
    against: str | None,
    allow_secured_change: bool,
    fix: bool,
    diff: bool,
    stdin_filename: str | None,
    reporting: Reporting,
    baseline: Baseline,
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
    classes of yours files are says [tool.articlefmt.classes]: "posts/" = "mysite.models:Post"; a file that
    no pattern fits is taken for an article. A comment silences a code on its line: # articlefmt: ignore[C603] why.

    \b
    Examples:
      articlefmt check content
      articlefmt check --against origin/main --output-format github
      articlefmt check --diff content/one.md    what --fix would change
      articlefmt rule C603                      what a code means
    """  # noqa: D301  click looks for the character that `\b` stands for
    files = files.or_here()
    _refuse_what_excludes(files.paths, reporting, against=against, fix=fix, diff=diff, name=stdin_filename)
    selection = codes.selection
    if against is not None:
        may_change = allow_secured_change and not is_configured(context, "allow_secured_change")
        if may_change != allow_secured_change or (selection.hides_the_guard() and not codes.given.hides_the_guard()):
            warn(_UNHEEDED)
        selection, allow_secured_change = attrs.evolve(selection, of_guard=codes.given), may_change
    nothing = OK if exit_zero else REFUSED
    tasks = list(tasks_of(files, stdin_filename, nothing))
    if against is not None:
        tasks = list(with_earlier(tasks, files, against, limits))
    plan = Plan(limits, fix, diff, allow_secured_change, are_together(files, selection))
    names = [task.file for task in tasks if task.is_there]
    jobs = [_job(task, plan, files.classes, selection, workers) for task in tasks if task.is_there]
    _refuse_in_place_of(tasks, reporting.files, baseline)
    if fix or reporting.files or baseline.is_made:
        go_on_unread()
    together = joined([task.file if task.is_there else "" for task in tasks])
    output, progress = reporting.output(), Progress(0 if reporting.quiet else len(tasks))
    status, read, mended, counts = OK, 0, 0, {"error": 0, "warning": 0}
    unclassed = Unclassed(files.classes)
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
            found = in_order([*outcome.findings, *shared]) if shared else outcome.findings
            findings = baseline.new(task.file, found, is_read=outcome.is_read)
            for finding in findings:
                counts[finding.severity] += 1
            unclassed.add(task.file, findings, is_read=outcome.is_read)
            output.file(Checked(task.file, findings, refusal))
            progress.step()
    progress.clear()
    gone = baseline.gone(lambda file, code: _is_looked_for(code, selection.told_of(file), plan))
    is_whole = status == OK
    for error in output.end(Summary(read, counts["error"], counts["warning"], mended, baseline.count, gone)):
        status = max(status, print_refusal(refusal_of(error)))
    _hint(unclassed, names, files, reporting)
    if baseline.is_made:
        status = max(status, _write(baseline, is_whole=is_whole, quiet=reporting.quiet))
    is_wrong = counts["error"] or (strict and counts["warning"])
    context.exit(max(status, FOUND if is_wrong and not exit_zero else OK))


def _job(task: Task, plan: Plan, classes: FileClasses, selection: Selection, workers: Workers) -> Job:
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


def _hint(unclassed: Unclassed, names: Sequence[str], files: Files, reporting: Reporting) -> None:
    """Say where a class may be missing."""
    if reporting.quiet or reporting.is_for_programs:
        return
    for hint in unclassed.hints(names, of_folders=any(map(files.is_folder, files.paths))):
        warn(printable(hint))


def _is_looked_for(code: str, told: Told, plan: Plan) -> bool:
    return told.tells(code) and (plan.together or not code.startswith(TOGETHER.code))


def _write(baseline: Baseline, *, is_whole: bool, quiet: bool) -> int:
    """Write a baseline, if all files could be looked at. Returns the exit status."""
    name = shown(baseline.file)
    if not is_whole:
        return print_refusal(Refusal(f"articlefmt: {name}: not written, for not all could be checked", REFUSED))
    try:
        baseline.write()
    except OSError as error:
        return print_refusal(refusal_of(error, baseline.file))
    if not quiet:
        warn(printable(f"{name}: {plural(baseline.count, 'finding')} written, known from now on"))
    return OK


def _lost(_: Job, error: Exception) -> Looked:
    return Looked([], error=error, is_read=False)


def _not_there(task: Task, plan: Plan, selection: Selection) -> Looked:
    """What is told of a file that can't be looked at."""
    found = task.lost
    if found is None or not selection.told_of(task.file).tells(found.code):
        return Looked([], is_read=False)
    return Looked([attrs.evolve(found, file=task.file, severity=severity_of(found, plan))], is_read=False)


def _refuse_what_excludes(
    paths: Sequence[str],
    reporting: Reporting,
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
    printed = reporting.printed
    machine = next((one for one in printed if FORMATS[one].is_alone), None)
    if diff and machine:
        message = f"--diff prints to stdout, as {machine} would; write {machine}:FILE"
    elif machine and len(printed) > 1:
        message = f"{' and '.join(printed)} would both go to stdout; write {machine}:FILE"
    if message:
        raise click.UsageError(message)


def _refuse_in_place_of(tasks: Sequence[Task], reports: Sequence[str], baseline: Baseline) -> None:
    """Refuse to write something over a file that is checked, over a baseline that is read, or over another report."""
    baselines = [] if baseline.file is None else [baseline.file]
    written = [(file, "report") for file in reports]
    written += [(file, "baseline") for file in baselines if baseline.is_made]
    kept = {storage.whereabouts(task.file): "a file that is checked" for task in tasks} if written else {}
    kept |= {storage.whereabouts(file): "the baseline" for file in baselines if not baseline.is_made}
    for file, what in written:
        place = storage.whereabouts(file)
        if place in kept:
            message = f"{shown(file)}: the {what} would take the place of {kept[place]}; name another"
            raise click.UsageError(message)
        kept[place] = "a report"
