"""For people: a line for each finding, with the line of the file below it, or without."""

from __future__ import annotations

from collections.abc import Sequence

import click

from articlefmt.checks import Finding
from articlefmt.cli.reports.base import Summary
from articlefmt.display import caret_lines

__all__ = ["Concise", "Text"]

_COLOURS = {"error": "red", "warning": "yellow"}


class Concise:
    """One line for each finding, as `grep` prints its own."""

    def file(self, findings: Sequence[Finding]) -> str:
        """A line for each."""
        return "".join(f"{finding}\n" for finding in findings)

    def end(self, summary: Summary) -> str:
        """The counts."""
        return f"{summary}\n"


class Text:
    """The same with the line of the file and a caret below; in colours if wanted."""

    def __init__(self, *, colour: bool = False) -> None:
        self._colour = colour

    def file(self, findings: Sequence[Finding]) -> str:
        """A few lines for each."""
        return "".join(self._one(finding) for finding in findings)

    def end(self, summary: Summary) -> str:
        """The counts."""
        colour = "red" if summary.errors else "yellow" if summary.warnings else "green"
        return self._styled(str(summary), fg=colour, bold=True) + "\n"

    def _one(self, finding: Finding) -> str:
        place, code, rest = finding.parts
        head = self._styled(place, bold=True) + self._styled(code, fg=_COLOURS[finding.severity]) + rest
        lines = caret_lines(finding.place)
        return "".join(f"{line}\n" for line in (head, *lines))

    def _styled(self, text: str, *, fg: str | None = None, bold: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold) if self._colour and text else text
