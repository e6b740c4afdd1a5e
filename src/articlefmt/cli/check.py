"""`articlefmt check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import click

from articlefmt.checks import Finding, check_file
from articlefmt.cli.options import limit_options
from articlefmt.cli.output import FORMATS, Output, OutputFormat
from articlefmt.cli.pool import map_in_order
from articlefmt.cli.progress import Progress
from articlefmt.cli.reports import Summary
from articlefmt.cli.selection import Codes, Selection
from articlefmt.cli.status import FOUND, OK, Refusal, fault_of, refusal_of, report
from articlefmt.discovery import find
from articlefmt.syntax.limits import Limits

__all__ = ["check"]


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
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
@click.option("--strict", is_flag=True, help="Warnings make the exit status 1, too.")
@click.option("--exit-zero", is_flag=True, help="Findings don't make the exit status 1.")
@click.option(
    "--jobs",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Processes that share the work; 0 is one, and for many files one for each core.",
)
@limit_options
@click.pass_context
def check(  # noqa: PLR0913  one for each option
    context: click.Context,
    paths: tuple[Path, ...],
    *,
    formats: tuple[tuple[str, str | None], ...],
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    strict: bool,
    exit_zero: bool,
    jobs: int,
    limits: Limits,
) -> None:
    """Say what is wrong with article files, and exit with 1 if anything is.

    PATH is a file, or a folder: of a folder, every *.md below it. Without PATH, the folder you stand in. Inside a git
    repository, ignored files are left out; elsewhere, folders whose name starts with a dot.
    """
    tasks = [_Task(file, limits) for file in _files(paths or (Path(),))]
    output, progress = Output(formats), Progress(len(tasks))
    selection = Selection(sum(select, ()), sum(ignore, ()))
    status, files, counts = OK, 0, {"error": 0, "warning": 0}
    for outcome in map_in_order(_check, tasks, jobs):
        progress.clear()
        if isinstance(outcome, Refusal):
            status = max(status, report(outcome))
        else:
            files += 1
            findings = selection.of(outcome)
            for finding in findings:
                counts[finding.severity] += 1
            output.file(findings)
        progress.step()
    progress.clear()
    try:
        output.end(Summary(files, counts["error"], counts["warning"]))
    except OSError as error:
        status = max(status, report(refusal_of(error)))
    found = counts["error"] or (strict and counts["warning"])
    context.exit(max(status, FOUND if found and not exit_zero else OK))


@attrs.frozen
class _Task:
    """A file to check, or what the system said when it was looked for."""

    file: Path | OSError
    limits: Limits


def _files(paths: Iterable[Path]) -> Iterator[Path | OSError]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            yield from find(path)
        except OSError as error:
            yield error


def _check(task: _Task) -> list[Finding] | Refusal:
    """The findings about one file, or why there are none; a broken file never stops the others."""
    if isinstance(task.file, OSError):
        return refusal_of(task.file)
    try:
        return check_file(task.file, limits=task.limits)
    except OSError as error:
        return refusal_of(error, task.file)
    except Exception as error:  # noqa: BLE001  a fault of ours must not stop the other files
        return fault_of(error, task.file)
