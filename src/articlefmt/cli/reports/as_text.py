"""For people: a line for each finding, with the line of the file below it, or without; or how many there are."""

from __future__ import annotations

import attrs
import click

from articlefmt.checks import Finding
from articlefmt.cli.reports.base import Checked, Summary
from articlefmt.display import caret_lines, one_line

__all__ = ["Concise", "Counted", "Grouped", "Text"]

_COLOURS = {"error": "red", "warning": "yellow"}
_INDENT = "  "


class Concise:
    """One line for each finding, as `grep` prints its own; `quiet` leaves out the counts."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet

    def file(self, checked: Checked) -> str:
        """A line for each."""
        return "".join(f"{finding}\n" for finding in checked.findings)

    def end(self, summary: Summary) -> str:
        """The counts."""
        return "" if self._quiet else f"{summary}\n"


class Text:
    """The same with the line of the file and a caret below; in colours if wanted."""

    def __init__(self, *, colour: bool = False, quiet: bool = False) -> None:
        self._colour = colour
        self._quiet = quiet

    def file(self, checked: Checked) -> str:
        """A few lines for each."""
        return "".join(f"{line}\n" for finding in checked.findings for line in self._lines(finding))

    def end(self, summary: Summary) -> str:
        """The counts."""
        if self._quiet:
            return ""
        colour = "red" if summary.errors else "yellow" if summary.warnings else "green"
        return self._styled(str(summary), fg=colour, bold=True) + "\n"

    def _lines(self, finding: Finding) -> tuple[str, ...]:
        place, code, rest = finding.parts
        head = self._styled(place, bold=True) + self._styled(code, fg=_COLOURS[finding.severity]) + rest
        return (head, *caret_lines(finding.place))

    def _styled(self, text: str, *, fg: str | None = None, bold: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold) if self._colour and text else text


class Grouped(Text):
    """For a terminal: the name of the file once, and what is found in it below."""

    def file(self, checked: Checked) -> str:
        """The name, a few lines for each finding, and an empty one."""
        if not checked.findings:
            return ""
        rows = [row for one in checked.findings for row in self._lines(attrs.evolve(one, file=None))]
        heading = self._styled(one_line(checked.name), bold=True)
        return "".join(f"{line}\n" for line in (heading, *(f"{_INDENT}{row}" for row in rows), ""))


class Counted(Text):
    """How often each code is found, and at which keys, in place of the findings."""

    def file(self, checked: Checked) -> str:  # noqa: ARG002  findings are counted for all reports alike
        """Nothing: who wants a table of many files doesn't want to look for it below the findings."""
        return ""

    def end(self, summary: Summary) -> str:
        """The table, and the counts."""
        lines = summary.statistics.lines() if summary.statistics is not None else ()
        return "".join(f"{line}\n" for line in lines) + super().end(summary)
