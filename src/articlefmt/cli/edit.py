"""`articlefmt edit`."""

from __future__ import annotations

import os
from contextlib import closing
from typing import NamedTuple

import attrs
import click

from articlefmt.cli.config import config_options
from articlefmt.cli.doubts import doubts
from articlefmt.cli.files import Files, file_options
from articlefmt.cli.options import limit_options, quiet_option
from articlefmt.cli.progress import Progress
from articlefmt.cli.status import OK, Refusal, print_refusal, printable, refusal_for
from articlefmt.cli.steps import Conditions, StepCommand, step_of, step_options
from articlefmt.cli.streams import go_on_unread, say, warn
from articlefmt.cli.workers import Workers, worker_options
from articlefmt.display import one_line
from articlefmt.errors import StructureError
from articlefmt.many.chunks import as_named
from articlefmt.many.conditions import Condition
from articlefmt.many.jobs import Edit, edited, lost
from articlefmt.many.outcome import Outcome
from articlefmt.many.steps import Step, Steps
from articlefmt.storage import is_remote
from articlefmt.syntax.limits import Limits

__all__ = ["edit"]


@click.command(cls=StepCommand)
@click.argument("paths", metavar="PATH... [KEY=VALUE]...", nargs=-1, type=click.Path(readable=False))
@step_options
@click.option(
    "--where",
    "conditions",
    metavar="CONDITION",
    multiple=True,
    type=Conditions(),
    help="Edit only files of which this holds: heat<30, provider.domain=example.com, topics~=Maps (has the item), "
    "heat (is there), !heat (isn't); repeatable: all must hold.",
)
@click.option("--diff", is_flag=True, help="Show what changes, line by line.")
@click.option("--dry-run", is_flag=True, help="Write nothing.")
@click.option("--force", is_flag=True, help="Write also what doesn't fit the class, and keys that it doesn't know.")
@quiet_option()
@worker_options
@file_options
@config_options
@limit_options
@click.pass_context
def edit(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    steps: tuple[Step, ...],
    conditions: tuple[Condition, ...],
    diff: bool,
    dry_run: bool,
    force: bool,
    quiet: bool,
    workers: Workers,
    files: Files,
    limits: Limits,
) -> None:
    """Edit article files, and change no other line.

    PATH is a file or a folder, as for `check`; KEY=VALUE among them is --set KEY=VALUE. The steps are done in the order
    in which they are given, these first.

    KEY is written as in provider.name or images[0].width; one with a dot as in ["og.image"]. VALUE is text where the
    field takes text; elsewhere it is what it would be in YAML: 12, true, 2021-05-30T14:00:00Z, [Charts, Maps],
    {name: Ada}, or nothing for null. Where the class doesn't know the key, or takes text and numbers alike, the value
    that is there decides.

    What would leave a file worse than it is, is refused: a value that doesn't fit its field, a key that the class
    doesn't know and that isn't there, the removal of one that it requires. --force writes it all the same.

    Each file is written whole or not at all, and one that can't be doesn't stop the others. It can be run again: a file
    that says all of it already is unchanged.

    \b
    Examples:
      articlefmt edit content --where "heat<30" --set heat=30 --dry-run --diff
      articlefmt edit content --where provider.domain=example.com --add topics=Maps
      git ls-files -z "*.md" | articlefmt edit --files-from - --rename readTime=length
    """  # noqa: D301  click looks for the character that `\b` stands for
    words, values = _taken_apart(files.words)
    files, steps = attrs.evolve(files, words=words), (*values, *steps)
    if not steps and not files.is_shown:
        message = "nothing to do: give KEY=VALUE, --set, --add, --remove, --rename or --delete"
        raise click.UsageError(message)
    if not words and files.listed is None:
        message = "no file is given; give the PATH of a file or a folder, or --files-from"
        raise click.UsageError(message)
    found = files.found()
    plan = Steps(steps, conditions, is_forced=force)
    names = [one.file for one in found if one.refusal is None]
    jobs = [Edit(workers.at(name), files.classes.of(name), plan, limits, dry_run) for name in names]
    if not dry_run:
        go_on_unread()
    counts = {"changed": 0, "unchanged": 0, "failed": 0}
    status, is_forceable, progress = OK, False, Progress(0 if quiet else len(found))
    with closing(workers.map(edited, jobs, names, lost)) as outcomes:
        for one in found:
            outcome = _Told(one.refusal) if one.refusal is not None else _told(next(outcomes), one.file)
            progress.clear()
            status = max(status, _tell(outcome, one.file, is_dry=dry_run, with_diff=diff, quiet=quiet))
            is_forceable = is_forceable or outcome.is_forceable
            counts[outcome.what] += 1
            progress.step()
    progress.clear()
    if not quiet:
        for doubt in doubts(conditions, files.classes.of_all(names)) if not counts["changed"] else ():
            warn(printable(doubt))
        warn(_summary(counts, is_dry=dry_run, is_forceable=is_forceable))
    context.exit(status)


def _taken_apart(words: tuple[str, ...]) -> tuple[tuple[str, ...], list[Step]]:
    """The paths among some words, and what the others set: those with an equals sign that name nothing there is."""
    values = [word for word in words if "=" in word and not is_remote(word) and not os.path.lexists(word)]
    return tuple(word for word in words if word not in values), [step_of("set", word) for word in values]


class _Told(NamedTuple):
    """What is told of a file: that it changed, is unchanged, or failed."""

    refusal: Refusal | None
    what: str = "failed"
    diff: str = ""
    is_forceable: bool = False


def _told(outcome: Outcome[None], file: str) -> _Told:
    outcome = as_named(outcome, file)
    if outcome.error is None:
        return _Told(None, outcome.status, outcome.diff)
    return _Told(refusal_for(outcome.error, file), is_forceable=isinstance(outcome.error, StructureError))


def _tell(told: _Told, file: str, *, is_dry: bool, with_diff: bool, quiet: bool) -> int:
    """Say what became of a file. Returns the exit status."""
    if told.refusal is not None:
        return print_refusal(told.refusal)
    if with_diff:
        say(printable(told.diff), nl=False)
    if told.diff and not quiet:
        warn(f"{one_line(printable(file))}: {'would be changed' if is_dry else 'changed'}")
    return OK


def _summary(counts: dict[str, int], *, is_dry: bool, is_forceable: bool) -> str:
    changed = "would be changed" if is_dry else "changed"
    failed = f", {counts['failed']:,} failed" if counts["failed"] else ""
    hint = "; --force writes what is refused all the same" if is_forceable else ""
    return f"{counts['changed']:,} {changed}, {counts['unchanged']:,} unchanged{failed}{hint}"
