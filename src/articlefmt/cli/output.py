"""Where reports go: each `--output-format FORMAT[:FILE]` is one, to stdout or to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import attrs
import click
from click.shell_completion import CompletionItem

from articlefmt import storage
from articlefmt.cli.options import ParamType
from articlefmt.cli.reports import (
    Checked,
    Concise,
    Counted,
    Github,
    Gitlab,
    Grouped,
    Json,
    Junit,
    Markdown,
    Report,
    Sarif,
    Statistics,
    Summary,
    Text,
)
from articlefmt.cli.streams import say

__all__ = ["FORMATS", "Format", "Look", "Output", "OutputFormat"]


class Look(NamedTuple):
    """What a report for people is to look like: in colours, grouped by file, as a table of counts, without a sum."""

    colour: bool = False
    grouped: bool = False
    counted: bool = False
    quiet: bool = False


def _text(look: Look) -> Report:
    make = Counted if look.counted else Grouped if look.grouped else Text
    return make(colour=look.colour, quiet=look.quiet)


def _concise(look: Look) -> Report:
    return Counted(quiet=look.quiet) if look.counted else Concise(quiet=look.quiet)


class Format(NamedTuple):
    """A format.

    Attributes:
        make: makes a report in it.
        is_alone: whether nothing else may be printed where it is: it is for a program, which reads it whole.
    """

    make: Callable[[Look], Report]
    is_alone: bool = True


FORMATS: dict[str, Format] = {
    "text": Format(_text, is_alone=False),
    "concise": Format(_concise, is_alone=False),
    "json": Format(lambda _: Json()),
    "github": Format(lambda _: Github()),
    "gitlab": Format(lambda _: Gitlab()),
    "junit": Format(lambda _: Junit()),
    "markdown": Format(lambda _: Markdown()),
    "sarif": Format(lambda _: Sarif()),
}


class OutputFormat(ParamType[tuple[str, str | None]]):
    """`FORMAT` or `FORMAT:FILE`."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str | None]:
        """The format and the file, None for stdout."""
        name, colon, file = value.partition(":")
        if name not in FORMATS:
            self.fail(f"{name!r} is no format; take one of {', '.join(FORMATS)}", param, ctx)
        if colon and not file:
            self.fail(f"{value!r} names no file; write {name}:FILE, or {name} for stdout", param, ctx)
        return name, file or None

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002  click's
        """Formats that start so."""
        return [CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]


class Output:
    """All reports of one run. What goes to stdout is written at once, a file when all is known."""

    def __init__(
        self,
        wanted: Sequence[tuple[str, str | None]],
        *,
        statistics: bool = False,
        quiet: bool = False,
        colour: bool | None = None,
    ) -> None:
        """Begin.

        Args:
            wanted: the formats, each with its file, None for stdout.
            statistics: whether it is told how often each code is found.
            quiet: whether text has no summary.
            colour: whether text on stdout has colours; None where the environment says.
        """
        self._statistics = Statistics() if statistics else None
        look = partial(_look, counted=statistics, quiet=quiet, colour=colour)
        self._reports = [(FORMATS[name].make(look(file)), file, [""]) for name, file in wanted]

    def file(self, checked: Checked) -> None:
        """Tell of one file."""
        if self._statistics is not None:
            self._statistics.add(checked.findings)
        for report, file, texts in self._reports:
            _give(report.file(checked), file, texts)

    def end(self, summary: Summary) -> list[OSError]:
        """Tell of the end. Gives what the system refuses: a file that can't be written stops no other report."""
        refused: list[OSError] = []
        summary = attrs.evolve(summary, statistics=self._statistics)
        for report, file, texts in self._reports:
            _give(report.end(summary), file, texts)
            if file is not None:
                try:
                    storage.save(file, "".join(texts).encode("utf-8", "backslashreplace"))
                except OSError as error:
                    refused.append(error)
        return refused


def _give(text: str, file: str | None, texts: list[str]) -> None:
    if file is not None:
        texts.append(text)
    elif text:
        say(text, nl=False, color=True)


def _look(file: str | None, *, counted: bool, quiet: bool = False, colour: bool | None = None) -> Look:
    """A report in a file is for programs as much as for people: one line for each finding, without colours."""
    if file is not None:
        return Look(counted=counted, quiet=quiet)
    return Look(_wants_colour() if colour is None else colour, sys.stdout.isatty(), counted, quiet)


def _wants_colour() -> bool:
    """As https://no-color.org and https://force-color.org have it; else a terminal gets colours."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
