"""`articlefmt set`."""

from __future__ import annotations

import os
from functools import partial
from itertools import takewhile
from pathlib import Path

import attrs
import click

from articlefmt.api import load
from articlefmt.at_key import holds, key_of
from articlefmt.cli.classes import FileClasses
from articlefmt.cli.config import classes_of_files, config_options
from articlefmt.cli.options import limit_options
from articlefmt.cli.status import FOUND, OK, attempt, printable, shown
from articlefmt.cli.streams import go_on_unread, say, warn
from articlefmt.display import one_line
from articlefmt.errors import StructureError
from articlefmt.keys import parse_key
from articlefmt.lens.worse import worsened
from articlefmt.secrecy import masked
from articlefmt.syntax.limits import Limits

__all__ = ["set_values"]


@click.command("set")
@click.argument("words", metavar="FILE... [KEY=VALUE]...", nargs=-1, required=True)
@click.option(
    "--delete", "deleted", metavar="KEY", multiple=True, help="Remove a key or an item, if it is there; repeatable."
)
@click.option("--diff", is_flag=True, help="Show what changes, line by line.")
@click.option("--dry-run", is_flag=True, help="Write nothing.")
@click.option("--force", is_flag=True, help="Write also what doesn't fit the class, and keys that it doesn't know.")
@config_options
@limit_options
@click.pass_context
def set_values(
    context: click.Context,
    words: tuple[str, ...],
    deleted: tuple[str, ...],
    *,
    diff: bool,
    dry_run: bool,
    force: bool,
    limits: Limits,
) -> None:
    """Set values of article files, and change no other line.

    KEY is written as in provider.name or images[0].width. VALUE is text where the field takes text; elsewhere it is
    what it would be in YAML: 12, true, 2021-05-30T14:00:00Z, [Charts, Maps], or nothing for null. Where the class
    doesn't know the key, or takes text and numbers alike, the value that is there decides.

    What would leave a file worse than it is, is refused: a value that doesn't fit its field, a key that the class
    doesn't know and that isn't there, the removal of one that it requires. --force writes it all the same.

    Each file is written whole or not at all, and one that can't be doesn't stop the others. What became of each is told
    on stderr. It can be run again: a file that holds the values already is unchanged.
    """
    if "=" in words[0] and not Path(words[0]).exists():
        message = f"{shown(words[0])} is no file; the files come first, and then KEY=VALUE"
        raise click.UsageError(message)
    files = [words[0], *takewhile(lambda word: "=" not in word, words[1:])]
    if len(files) == len(words) and not deleted:
        message = "nothing to do: give KEY=VALUE or --delete KEY"
        raise click.UsageError(message)
    assignments = [_split(word) for word in words[len(files) :]]
    for key in (*(key for key, _ in assignments), *deleted):
        _check_key(key)
    classes = classes_of_files(context)
    classes.need(files)
    task = _Task(assignments, deleted, classes, diff=diff, dry_run=dry_run, force=force, limits=limits)
    if not dry_run:
        go_on_unread()
    status = OK
    for file in files:
        status = max(status, _edit(Path(file), task))
    context.exit(status)


@attrs.frozen
class _Task:
    """What is to be done to each file."""

    assignments: list[tuple[str, str]]
    deleted: tuple[str, ...]
    classes: FileClasses
    diff: bool
    dry_run: bool
    force: bool
    limits: Limits


def _edit(file: Path, task: _Task) -> int:
    outcome = attempt(partial(_outcome, file, task), file)
    if isinstance(outcome, int):
        return outcome
    status, what = outcome
    warn(f"{one_line(str(file))}: {what}")
    return status


def _outcome(file: Path, task: _Task) -> tuple[int, str]:
    cls = task.classes.of(os.fspath(file))
    document = load(file, cls, limits=task.limits)
    before, data = document.parsed, document.to_bytes()
    for key, text in task.assignments:
        document.set(key, document.given(key, text))
    for key in task.deleted:
        if holds(document.values, key_of(key)):
            document.delete(key)
    worse = [] if task.force else worsened(before.values, document.parsed.values, cls)
    if worse:
        error = StructureError([before.locate(problem) for problem in worse], file=document.file)
        warn(printable(str(error)))
        return FOUND, "refused; --force writes it all the same"
    is_changed = document.to_bytes() != data
    if task.diff:
        say(printable(document.diff()), nl=False)
    if not is_changed:
        return OK, "unchanged"
    if task.dry_run:
        return OK, "would be changed"
    document.save()
    return OK, "changed"


def _split(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not equals or not key:
        message = f"{word!r} isn't KEY=VALUE; the files come before all of these"
        raise click.BadParameter(message, param_hint="KEY=VALUE")
    return key, value


def _check_key(key: str) -> None:
    """Refuse what is no key: that is so of all files."""
    if parse_key(key) is None:
        message = f"{shown(masked(key))} isn't written as a key is, as in provider.name or images[0].width"
        raise click.BadParameter(message, param_hint="KEY")
