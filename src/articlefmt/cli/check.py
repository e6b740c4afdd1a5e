"""`articlefmt check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from articlefmt.checks import Finding, check_file
from articlefmt.cli.options import limit_options
from articlefmt.cli.status import FOUND, OK, report_fault, report_refusal
from articlefmt.discovery import find
from articlefmt.syntax.limits import Limits

__all__ = ["check"]


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings make the exit status 1, too.")
@limit_options
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], *, strict: bool, limits: Limits) -> None:
    """Say what is wrong with article files, and exit with 1 if anything is.

    PATH is a file, or a folder: of a folder, every *.md below it. Without PATH, the folder you stand in. Inside a git
    repository, ignored files are left out; elsewhere, folders whose name starts with a dot.
    """
    status, files, counts = OK, 0, {"error": 0, "warning": 0}
    for file in _files(paths or (Path(),)):
        if isinstance(file, OSError):
            status = max(status, report_refusal(file))
            continue
        findings, own = _check(file, limits)
        files += own == OK
        status = max(status, own, _status(findings, strict))
        for finding in findings:
            counts[finding.severity] += 1
            click.echo(str(finding))
    click.echo(
        f"{_plural(files, 'file')}: {_plural(counts['error'], 'error')}, {_plural(counts['warning'], 'warning')}"
    )
    context.exit(status)


def _files(paths: Iterable[Path]) -> Iterator[Path | OSError]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            yield from find(path)
        except OSError as error:
            yield error


def _check(file: Path, limits: Limits) -> tuple[list[Finding], int]:
    """The findings about one file, and the status for what isn't one; a broken file never stops the others."""
    try:
        return check_file(file, limits=limits), OK
    except OSError as error:
        return [], report_refusal(error, file)
    except Exception as error:  # noqa: BLE001  a fault of ours must not stop the other files
        return [], report_fault(error, file)


def _status(findings: Iterable[Finding], strict: bool) -> int:
    return FOUND if any(strict or finding.severity == "error" for finding in findings) else OK


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
