"""`articlefmt diff`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial

import click

from articlefmt import storage
from articlefmt.cli import diff_markdown, diff_stat
from articlefmt.cli.classes import FileClasses
from articlefmt.cli.config import classes_of_files, config_options
from articlefmt.cli.difference import Difference, difference
from articlefmt.cli.options import limit_options
from articlefmt.cli.status import FOUND, OK, attempt, print_refusal, printable, refusal_of
from articlefmt.cli.streams import say
from articlefmt.cli.versions import Version, versions
from articlefmt.git import GitError
from articlefmt.syntax.limits import Limits

__all__ = ["diff"]

_VERSION = 1


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False))
@click.option("--against", metavar="REV", help="Compare files with what they were at a git revision.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How it is told.",
)
@click.option("--stat", is_flag=True, help="Tell of each file how many values changed, and whether the body did.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything differs.")
@config_options
@limit_options
@click.pass_context
def diff(
    context: click.Context,
    paths: tuple[str, ...],
    *,
    against: str | None,
    output_format: str,
    stat: bool,
    exit_code: bool,
    limits: Limits,
) -> None:
    """Show what differs between article files, value by value; `secured` is masked.

    Without --against, PATH is two files: the one before, and the one after. With it, each PATH is a file or a folder,
    by default the one you stand in: of the files that git tracks there, each article file that isn't what it was is
    shown. Renames are followed.

    A key that isn't there is told from one that is null. In JSON a change has no "before" where the value wasn't there,
    and no "after" where it isn't any more. In Markdown it is a table for a comment, of at most 65,000 bytes.

    The exit status is 0, also where something differs; 1 where a file is no article file. One that
    is new or deleted is told as that, and isn't read.

    \b
    Examples:
      articlefmt diff before.md after.md
      articlefmt diff --against HEAD~1 content
      articlefmt diff --against HEAD~1 --stat    how much changed, and where
      articlefmt diff --against origin/main --output-format markdown
    """  # noqa: D301  click looks for the character that `\b` stands for
    classes = classes_of_files(context)
    pairs = _versions(paths or (".",), against, classes) if against is not None else _two(paths)
    status, told = OK, []
    for pair in pairs:
        opaque = classes.opaque_of(pair.was) | classes.opaque_of(pair.file)
        found = attempt(partial(_difference, pair, limits, opaque), pair.file)
        if isinstance(found, int):
            status = max(status, found)
        elif found.what != "same" and (against is not None or found.what != "renamed"):
            told.append(found)
            if output_format == "text" and not stat:
                say(printable(found.as_text()), nl=False)
    if output_format == "json":
        report = diff_stat.as_json(told) if stat else {"files": [one.as_json() for one in told]}
        say(json.dumps({"version": _VERSION, **report}, indent=1))
    elif output_format == "markdown":
        say(diff_markdown.stat_as_markdown(told) if stat else diff_markdown.as_markdown(told), nl=False)
    elif stat:
        say("".join(f"{line}\n" for line in map(printable, diff_stat.lines(told))), nl=False)
    context.exit(max(status, FOUND if told and exit_code else OK))


def _two(paths: Sequence[str]) -> Iterator[Version]:
    """The two files that are compared."""
    if len(paths) != 2:  # noqa: PLR2004  before and after
        message = f"give two files, or --against REV; {len(paths)} given"
        raise click.UsageError(message)
    before, after = paths
    try:
        yield Version(after, before, storage.read(before), is_gone=False)
    except OSError as error:
        click.get_current_context().exit(print_refusal(refusal_of(error, before)))


def _versions(paths: Sequence[str], revision: str, classes: FileClasses) -> Iterator[Version]:
    try:
        yield from versions(paths, revision, classes)
    except GitError as error:
        raise click.UsageError(printable(str(error))) from None


def _difference(pair: Version, limits: Limits, opaque: frozenset[str]) -> Difference:
    after = None if pair.is_gone else storage.read(pair.file)
    return difference(pair.before, after, file=pair.file, was=pair.was, limits=limits, opaque=opaque)
