"""`articlefmt export`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import attrs
import click

from articlefmt.cli.classes import FileClasses
from articlefmt.cli.config import config_options
from articlefmt.cli.doubts import doubts
from articlefmt.cli.files import Files, Found, file_options
from articlefmt.cli.options import limit_options, quiet_option
from articlefmt.cli.progress import Progress
from articlefmt.cli.status import FOUND, OK, REFUSED, print_refusal, printable, refusal_for, refusal_of, shown
from articlefmt.cli.steps import Conditions
from articlefmt.cli.streams import go_on_unread, warn
from articlefmt.cli.workers import Workers, worker_options
from articlefmt.display import one_line, plural
from articlefmt.many.chunks import as_named
from articlefmt.many.columns import FILE, Column, columns_of
from articlefmt.many.conditions import Condition
from articlefmt.many.jobs import Export, exported, lost
from articlefmt.many.tables import FORMATS, NoArrowError, Row, format_of, write_table
from articlefmt.syntax.limits import Limits

__all__ = ["export"]

_ENDINGS = " or ".join(f".{one}" for one in FORMATS)


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False))
@click.option(
    "--to",
    "target",
    metavar="FILE",
    required=True,
    help=f"The table; its name ends with {', '.join(f'.{one}' for one in FORMATS)}.",
)
@click.option(
    "--fields", metavar="KEYS", help="The columns, as title,provider.name,topics; without it all but opaque ones."
)
@click.option(
    "--where",
    "conditions",
    metavar="CONDITION",
    multiple=True,
    type=Conditions(),
    help="Take only files of which this holds, as `edit` has it; repeatable: all must hold.",
)
@quiet_option()
@worker_options
@file_options
@config_options
@limit_options
@click.pass_context
def export(
    context: click.Context,
    *,
    target: str,
    fields: str | None,
    conditions: tuple[Condition, ...],
    quiet: bool,
    workers: Workers,
    files: Files,
    limits: Limits,
) -> None:
    """Write article files as the rows of a table: Parquet, JSON lines or CSV.

    PATH is a file or a folder, as for `check`. Each file is a row: its name, then a value for each key of its class,
    those of a nested record under keys as provider.name. Which columns there are, and of which types, follows from the
    class alone. In CSV, and in Parquet where a key takes values of several types, a list or a mapping is JSON. Nothing
    opaque is among them, but where --fields names it.

    A file that can't be read or doesn't fit its class is told, and has no row; the exit status is 1 then. The table is
    written whole or not at all; where no file was found, it isn't.

    \b
    Examples:
      articlefmt export content --to articles.parquet
      articlefmt export content --to fresh.csv --fields title,heat,provider.name --where "heat>100"
    """  # noqa: D301  click looks for the character that `\b` stands for
    if format_of(target) is None:
        message = f"its name must end with {_ENDINGS}"
        raise click.BadParameter(message, param_hint="--to")
    found = files.or_here().found()
    columns = _columns(files.classes, found, fields)
    go_on_unread()
    names = [one.file for one in found if one.refusal is None]
    jobs = [Export(workers.at(name), files.classes.of(name), columns, conditions, limits) for name in names]
    run = _Run(found, names, jobs, workers)
    try:
        count = write_table(target, columns, run.rows())
    except NoArrowError as error:
        raise click.UsageError(str(error)) from None
    except ValueError as error:
        warn(printable(f"articlefmt: {error}"))
        context.exit(FOUND)
    except _NoFileError:
        warn(f"articlefmt: {printable(shown(target))}: not written, for no file was found")
        context.exit(run.status)
    except OSError as error:
        context.exit(max(run.status, print_refusal(refusal_of(error, target))))
    if not quiet:
        for doubt in doubts(conditions, files.classes.of_all(names)) if not count else ():
            warn(printable(doubt))
        warn(f"{plural(count, 'row')} in {one_line(printable(target))}")
    context.exit(run.status)


class _NoFileError(Exception):
    """None of the files is there, or the system lets none be read."""


@attrs.define
class _Run:
    """The rows of files, as they are asked for. What fails is told, and is the exit status."""

    found: list[Found]
    names: list[str]
    jobs: list[Export]
    workers: Workers
    status: int = OK

    def rows(self) -> Iterator[Row]:
        """Each row. Raises `_NoFileError` behind the last one, so that no table is written."""
        progress, is_any = Progress(len(self.found)), not self.found
        with closing(self.workers.map(exported, self.jobs, self.names, lost)) as outcomes:
            for one in self.found:
                outcome = None if one.refusal is not None else as_named(next(outcomes), one.file)
                error = None if outcome is None else outcome.error
                refusal = one.refusal if error is None else refusal_for(error, one.file)
                is_any = is_any or refusal is None or refusal.status != REFUSED
                if refusal is not None:
                    progress.clear()
                    self.status = max(self.status, print_refusal(refusal))
                elif outcome is not None and outcome.value is not None:
                    yield {**outcome.value, FILE: one.file}
                progress.step()
        progress.clear()
        if not is_any:
            raise _NoFileError


def _columns(classes: FileClasses, found: list[Found], fields: str | None) -> list[Column]:
    """The columns of all classes that the files are of. Raises `UsageError`."""
    names = None if fields is None else [name.strip() for name in fields.split(",")]
    try:
        return columns_of(classes.of_all(one.file for one in found if one.refusal is None), names)
    except TypeError as error:
        raise click.BadParameter(str(error), param_hint="--fields") from None
