"""The group of commands, and the exit status."""

from __future__ import annotations

import click

from articlefmt.cli.check import check
from articlefmt.cli.set import set_values

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="articlefmt")
def main() -> None:
    r"""Check and edit article files: Markdown with a typed YAML record in front.

    \b
    Exit status:
      0  nothing found, or warnings only
      1  something found; a file that is no article file is a finding
      2  bad usage, or a file that the system doesn't give
      3  a fault of articlefmt itself
    """


main.add_command(check)
main.add_command(set_values)
