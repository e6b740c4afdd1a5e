"""`articlefmt set`."""

from __future__ import annotations

from pathlib import Path

import click

from articlefmt.cli.status import FOUND, OK, REFUSED, printable, refusal
from articlefmt.document import Document, load
from articlefmt.errors import ArticleError, one_line
from articlefmt.model.records import Record
from articlefmt.syntax.scalars import resolve
from articlefmt.values import Value

__all__ = ["set_values"]


@click.command("set")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("assignments", metavar="[KEY=VALUE]...", nargs=-1)
@click.option("--delete", "deleted", metavar="KEY", multiple=True, help="Remove a key or an item; repeatable.")
@click.option("--diff", is_flag=True, help="Show what changes, line by line.")
@click.option("--dry-run", is_flag=True, help="Write nothing.")
@click.pass_context
def set_values(
    context: click.Context,
    file: Path,
    assignments: tuple[str, ...],
    deleted: tuple[str, ...],
    *,
    diff: bool,
    dry_run: bool,
) -> None:
    """Set values of one article file, and change no other line.

    KEY is written as in provider.name or images[0].width. VALUE is text where the field takes text; elsewhere it is
    what it would be in YAML: 12, true, 2021-05-30T14:00:00Z, or nothing for null.
    """
    try:
        document = load(file, Record)
        for assignment in assignments:
            key, value = _split(assignment)
            document.set(key, _value(document, key, value))
        for key in deleted:
            document.delete(key)
        if diff:
            click.echo(printable(document.diff()), nl=False)
        changed = document.diff() != ""
        if changed and not dry_run:
            document.save()
    except ArticleError as error:
        click.echo(printable(str(error)), err=True)
        context.exit(FOUND)
    except OSError as error:
        click.echo(refusal(error, file), err=True)
        context.exit(REFUSED)
    click.echo(f"{one_line(str(file))}: {_outcome(changed, dry_run)}", err=True)
    context.exit(OK)


def _split(assignment: str) -> tuple[str, str]:
    key, equals, value = assignment.partition("=")
    if not equals or not key:
        message = f"{assignment!r} isn't KEY=VALUE"
        raise click.BadParameter(message, param_hint="KEY=VALUE")
    return key, value


def _value(document: Document[Record], key: str, text: str) -> Value:
    return text if document.type_at(key) is str else resolve(text)


def _outcome(changed: bool, dry_run: bool) -> str:
    if not changed:
        return "unchanged"
    return "would be changed" if dry_run else "changed"
