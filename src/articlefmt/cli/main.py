"""The group of commands, and the exit status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from articlefmt.cli.check import check
from articlefmt.cli.diff import diff
from articlefmt.cli.edit import edit
from articlefmt.cli.export import export
from articlefmt.cli.merge_file import merge_file
from articlefmt.cli.rule import rule
from articlefmt.cli.schema import schema
from articlefmt.cli.signals import ending_in_order
from articlefmt.cli.status import BROKEN_PIPE, INTERRUPTED, fault_of, print_refusal, refusal_of
from articlefmt.cli.streams import prepare, show_usage, unread_status
from articlefmt.syntax.compiled import reader
from articlefmt.version import __version__

__all__ = ["main"]


class _Quiet(click.Group):
    """A group whose commands end without a word on a signal, and when nobody reads what they print any more."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Read the command line, and print what `--help` and `--version` ask for."""
        prepare()
        with _told("articlefmt"):
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with _told(ctx):
            return super().invoke(ctx)


@contextmanager
def _told(of: click.Context | str) -> Iterator[None]:
    """Whatever ends a command becomes its exit status, with a line that says why where there is something to say."""
    status: int | None = None
    try:
        with ending_in_order():
            yield
    except click.exceptions.Exit as end:
        status = end.exit_code if isinstance(of, str) else max(end.exit_code, unread_status(of))
    except KeyboardInterrupt:
        status = INTERRUPTED
    except click.Abort:
        raise
    except click.ClickException as error:
        show_usage(error)
        status = error.exit_code
    except BrokenPipeError:
        status = BROKEN_PIPE
    except OSError as error:
        status = print_refusal(refusal_of(error))
    except Exception as error:  # noqa: BLE001  a fault of ours ends with 3: Python's own status, 1, means a finding
        status = print_refusal(fault_of(error, of if isinstance(of, str) else of.invoked_subcommand))
    if status is not None:
        raise click.exceptions.Exit(status)


@click.group(cls=_Quiet, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message=f"%(prog)s, version %(version)s, {reader()} reader")
def main() -> None:
    """Check and edit article files: Markdown with a typed YAML record in front.

    \b
    Exit status:
      0  nothing found, or warnings only
      1  something found; a file that is no article file is a finding
      2  bad usage, or a file that the system doesn't give
      3  a fault of articlefmt itself
    """  # noqa: D301  click looks for the character that `\b` stands for


for _command in (check, diff, edit, export, merge_file, rule, schema):
    main.add_command(_command)
