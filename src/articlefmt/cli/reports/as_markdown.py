"""For a comment or a step summary: Markdown, a row for each finding, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.checks import Finding
from articlefmt.cli.markdown import ROOM, code, table
from articlefmt.cli.reports.base import Checked, Summary
from articlefmt.cli.reports.statistics import Statistics
from articlefmt.keys import subject
from articlefmt.storage import public_name

__all__ = ["Markdown"]

_FINDINGS = ("File", "Line", "Code", "Severity", "Finding")
_COUNTS = ("Code", "Found", "Rule or key")


class Markdown:
    """The counts and a table, errors first: where there isn't room for all, warnings are left out before errors."""

    def __init__(self) -> None:
        self._errors: list[tuple[str, ...]] = []
        self._warnings: list[tuple[str, ...]] = []

    def file(self, checked: Checked) -> str:
        """Nothing yet: errors of later files come first."""
        for finding in checked.findings:
            (self._errors if finding.severity == "error" else self._warnings).append(_cells(finding))
        if checked.refusal is not None:
            name = code(public_name(checked.name))
            self._errors.append((name, "", "", "unread", code(checked.refusal.message)))
        return ""

    def end(self, summary: Summary) -> str:
        """All of it."""
        head = f"### articlefmt\n\n{summary}\n\n"
        statistics = summary.statistics
        counts = table(_COUNTS, [*_counts(statistics)], "counts", ROOM // 2) if statistics is not None else ""
        head += f"{counts}\n" if counts else ""
        return head + table(_FINDINGS, self._errors + self._warnings, "findings", ROOM - len(head.encode()))


def _cells(finding: Finding) -> tuple[str, ...]:
    line = "" if finding.line is None else str(finding.line)
    message = code(subject(finding.key) + finding.message)
    return code(finding.file or ""), line, finding.code, finding.severity, message


def _counts(statistics: Statistics) -> Iterator[tuple[str, ...]]:
    for one in statistics.counts:
        yield one.code, f"{one.found:,}", code(one.name)
        for key, count in one.keys:
            yield "", f"{count:,}", code(key)
