"""The group of commands, and the exit status."""

from __future__ import annotations

import os
import sys

import click

from articlefmt.cli.check import check
from articlefmt.cli.diff import diff
from articlefmt.cli.rule import rule
from articlefmt.cli.schema import schema
from articlefmt.cli.set import set_values
from articlefmt.cli.status import BROKEN_PIPE, INTERRUPTED, fault_of, print_refusal, refusal_of

__all__ = ["main"]


class _Quiet(click.Group):
    """A group whose commands end without a word on Ctrl-C, and when nobody reads what they print any more."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # Python writes what is left when it ends; that must go somewhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(BROKEN_PIPE)
        except OSError as error:
            ctx.exit(print_refusal(refusal_of(error)))
        except Exception as error:  # noqa: BLE001  a fault of ours ends with 3: Python's own status, 1, means a finding
            ctx.exit(print_refusal(fault_of(error, ctx.invoked_subcommand)))


@click.group(cls=_Quiet, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="articlefmt")
def main() -> None:
    """Check and edit article files: Markdown with a typed YAML record in front.

    \b
    Exit status:
      0  nothing found, or warnings only
      1  something found; a file that is no article file is a finding
      2  bad usage, or a file that the system doesn't give
      3  a fault of articlefmt itself
    """  # noqa: D301  click looks for the character that `\b` stands for


for _command in (check, diff, rule, schema, set_values):
    main.add_command(_command)
