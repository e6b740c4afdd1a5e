"""What all reports are: told of one file after the other, and of the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs

from articlefmt.checks import Finding
from articlefmt.cli.reports.statistics import Statistics
from articlefmt.display import counted

__all__ = ["Report", "Summary"]


@attrs.frozen
class Summary:
    """What was done in all.

    Attributes:
        files: how many files were looked at.
        errors: how many findings are errors.
        warnings: how many are warnings.
        mended: how many were mended, and aren't counted otherwise.
        statistics: how often each code was found; None where nobody asks.
    """

    files: int
    errors: int
    warnings: int
    mended: int = 0
    statistics: Statistics | None = None

    def __str__(self) -> str:
        """`3 files: 1 error, 0 warnings`, and what was mended, if anything."""
        text = f"{counted(self.files, 'file')}: {counted(self.errors, 'error')}, {counted(self.warnings, 'warning')}"
        return f"{text}; {self.mended:,} mended" if self.mended else text


class Report(Protocol):
    """A format. What the two methods give, one after the other, is the report."""

    def file(self, findings: Sequence[Finding]) -> str:
        """The findings of one file, in the order of the file."""

    def end(self, summary: Summary) -> str:
        """What comes after the last file."""
