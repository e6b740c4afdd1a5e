"""`articlefmt merge-file`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from articlefmt import storage
from articlefmt.cli.config import classes_of_files, config_options
from articlefmt.cli.options import limit_options
from articlefmt.cli.status import fault_of, printable, refusal_of, shown
from articlefmt.cli.streams import show_usage, warn
from articlefmt.display import one_line
from articlefmt.keys import key_text, masked_key
from articlefmt.syntax.limits import Limits

if TYPE_CHECKING:
    from articlefmt.merging.marks import Labels
    from articlefmt.merging.text import Merged

__all__ = ["merge_file"]

_ERROR = 255
_MOST = 127
_VERSIONS = 3
_SHOWN = 10
_SIZE = 7
_WHOLE = "the body"
_UNEXPANDED = frozenset({"%S", "%X", "%Y", ""})
"""What an older git hands over in the place of a label."""


class _Driver(click.Command):
    """A command whose errors are those of a merge driver: to git any status below 128 is a number of conflicts."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Read the command line."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.ClickException as error:
            raise _failed(error) from None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the fourth word for the path, though it may start with a dash: git hands it over as it is."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        known = {name: not one.is_flag for one in options for name in one.opts}
        at = words = 0
        while at < len(args) and args[at] != "--":
            word = args[at]
            if not word.startswith("-"):
                words += 1
            elif words == _VERSIONS and word.partition("=")[0] not in known:
                return super().parse_args(ctx, [*args[:at], *args[at + 1 :], "--", word])
            at += 1 + known.get(word, False)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except click.exceptions.Exit:
            raise
        except click.ClickException as error:
            raise _failed(error) from None
        except OSError as error:
            warn(refusal_of(error).message)
        except Exception as error:  # noqa: BLE001  a fault of ours is no number of conflicts
            warn(fault_of(error, ctx.info_name).message)
        raise click.exceptions.Exit(_ERROR)


def _failed(error: click.ClickException) -> click.exceptions.Exit:
    show_usage(error)
    return click.exceptions.Exit(_ERROR)


@click.command(name="merge-file", cls=_Driver)
@click.argument("base", type=click.Path(readable=False))
@click.argument("ours", type=click.Path(readable=False))
@click.argument("theirs", type=click.Path(readable=False))
@click.argument("path", required=False, type=click.Path(readable=False))
@click.option(
    "-L",
    "labels",
    metavar="LABEL",
    multiple=True,
    help="What markers say of OURS; given again, of BASE; given a third time, of THEIRS.",
)
@click.option(
    "--marker-size",
    type=click.IntRange(1),
    default=_SIZE,
    show_default=True,
    metavar="N",
    help="How many characters a marker has.",
)
@config_options
@limit_options
@click.pass_context
def merge_file(
    context: click.Context,
    *,
    base: str,
    ours: str,
    theirs: str,
    path: str | None,
    labels: tuple[str, ...],
    marker_size: int,
    limits: Limits,
) -> None:
    """Merge two versions of an article file into one, as a merge driver of git.

    What both OURS and THEIRS made of BASE is written to OURS: the front matter is merged key by key and item by item,
    the body as git merges lines. PATH is where the file is in the repository; by it the configuration tells the class,
    and so what is opaque.

    What both changed, each in its way, is a conflict: markers stand around the lines of these entries alone. What can't
    be read as an article is merged by `git merge-file`.

    The exit status is 0, or the number of conflicts, at most 127; or 255 where something failed, and OURS is as it was.

    \b
    Example:
      git config merge.articlefmt.driver "articlefmt merge-file %O %A %B %P"
    """  # noqa: D301  click looks for the character that `\b` stands for
    from articlefmt.merging.text import merge_files  # noqa: PLC0415  no other command needs it
    from articlefmt.merging.versions import Versions  # noqa: PLC0415

    if len(labels) > _VERSIONS:
        message = "give -L three times at most"
        raise click.UsageError(message)
    file = path or ours
    opaque = classes_of_files(context).opaque_of(file)
    versions = Versions(base, ours, theirs).map(storage.read)
    merged = merge_files(versions, limits, opaque, _labels(labels, marker_size))
    if merged.count > _MOST:
        warn(f"articlefmt: {shown(file)}: git can't merge such files")
        context.exit(_ERROR)
    merged.read_again()
    storage.save(ours, merged.data)
    if merged.count:
        warn(f"articlefmt: {shown(file)}: conflict in {_told(merged)}")
    context.exit(merged.count)


def _labels(given: tuple[str, ...], size: int) -> Labels:
    """The labels, each on one line; those that are missing as they are by default."""
    from articlefmt.merging.marks import Labels  # noqa: PLC0415  as above

    cleaned = [printable(one_line(label)) for label in given] + [""] * _VERSIONS
    ours, base, theirs = (
        default if label in _UNEXPANDED else label for label, default in zip(cleaned, Labels()[:3], strict=False)
    )
    return Labels(ours, base, theirs, size)


def _told(merged: Merged) -> str:
    """The keys in conflict, in a message."""
    keys = [key_text(masked_key(clash.key)) or _WHOLE for clash in merged.clashes]
    more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
    return ", ".join(keys[:_SHOWN]) + more
