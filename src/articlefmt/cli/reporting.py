"""The options of `articlefmt check` that say how it is told."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import attrs
import click

from articlefmt.cli.options import quiet_option
from articlefmt.cli.output import FORMATS, Output, OutputFormat

__all__ = ["Reporting", "report_options"]

P = ParamSpec("P")
R = TypeVar("R")

_COLOURS = {"auto": None, "always": True, "never": False}


@attrs.frozen
class Reporting:
    """How it is told.

    Attributes:
        formats: each with its file, None for stdout.
        counts: whether it is told how often each code is found.
        quiet: whether only what is wrong is told.
        colour: whether there are colours; None where the environment says.
    """

    formats: tuple[tuple[str, str | None], ...]
    counts: bool = False
    quiet: bool = False
    colour: bool | None = None

    @property
    def files(self) -> list[str]:
        """Where reports are written."""
        return [file for _, file in self.formats if file is not None]

    @property
    def printed(self) -> list[str]:
        """The formats that go to stdout."""
        return [name for name, file in self.formats if file is None]

    @property
    def is_for_programs(self) -> bool:
        """Whether a program reads any of the reports."""
        return any(FORMATS[name].is_alone for name, _ in self.formats)

    def output(self) -> Output:
        """What writes the reports."""
        return Output(self.formats, statistics=self.counts, quiet=self.quiet, colour=self.colour)


_OPTIONS = (
    click.option(
        "--output-format",
        "formats",
        type=OutputFormat(),
        multiple=True,
        default=("text",),
        show_default=True,
        metavar="FORMAT[:FILE]",
        help=f"One of {', '.join(FORMATS)}; repeatable. With FILE the report goes there, else to stdout.",
    ),
    click.option(
        "--statistics",
        is_flag=True,
        help="Tell how often each code is found, and at which keys; in text, in place of the findings.",
    ),
    click.option(
        "--color",
        type=click.Choice([*_COLOURS]),
        default="auto",
        show_default=True,
        help="Whether text on stdout has colours; auto is as NO_COLOR, FORCE_COLOR and the terminal say.",
    ),
    quiet_option("Tell only what is wrong: no summary in text, no progress."),
)


def report_options(function: Callable[P, R]) -> Callable[P, R]:
    """Options for how it is told; the command is given them as `reporting`."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **options: P.kwargs) -> R:
        formats, colour = options.pop("formats"), _COLOURS[str(options.pop("color"))]
        counts, quiet = bool(options.pop("statistics")), bool(options.pop("quiet"))
        given = cast("tuple[tuple[str, str | None], ...]", formats)
        options["reporting"] = Reporting(given, counts=counts, quiet=quiet, colour=colour)
        return function(*args, **options)

    command: Callable[P, R] = wrapper
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
