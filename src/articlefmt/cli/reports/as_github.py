"""For GitHub: workflow commands, which it shows beside the lines of a pull request."""

from __future__ import annotations

from articlefmt.checks import Finding
from articlefmt.cli.reports.base import Checked, Summary
from articlefmt.display import one_line
from articlefmt.keys import subject

__all__ = ["Github"]

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


class Github:
    """A command for each finding. GitHub shows few of one step, so the counts come last in a command of their own."""

    def file(self, checked: Checked) -> str:
        """A command for each."""
        return "".join(_command(finding) for finding in checked.findings)

    def end(self, summary: Summary) -> str:
        """The counts, and how often each code was found, as one notice: GitHub shows few of these, too."""
        lines = [str(summary), *(summary.statistics.lines() if summary.statistics is not None else ())]
        return _notice("\n".join(lines))


def _notice(text: str) -> str:
    return f"::notice title=articlefmt::{_escaped(text, _DATA)}\n"


def _command(finding: Finding) -> str:
    properties = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.code}
    told = {name: _escaped(str(value), _PROPERTY) for name, value in properties.items() if value is not None}
    given = ",".join(f"{name}={value}" for name, value in told.items())
    return f"::{finding.severity} {given}::{_escaped(one_line(subject(finding.key) + finding.message), _DATA)}\n"


def _escaped(text: str, characters: dict[str, str]) -> str:
    return "".join(characters.get(char, char) for char in text)
