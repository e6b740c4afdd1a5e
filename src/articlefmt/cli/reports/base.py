"""What all reports are: told of one file after the other, and of the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs

from articlefmt.checks import Finding
from articlefmt.cli.reports.statistics import Statistics
from articlefmt.cli.status import Refusal
from articlefmt.display import plural

__all__ = ["Checked", "Report", "Summary"]


@attrs.frozen
class Checked:
    """A file that was looked at, or was to be.

    Attributes:
        name: its name.
        findings: what was found, in the order of the file.
        refusal: why it couldn't be looked at; None where it could.
    """

    name: str
    findings: Sequence[Finding]
    refusal: Refusal | None = None


@attrs.frozen
class Summary:
    """What was done in all.

    Attributes:
        files: how many files were looked at.
        errors: how many findings are errors.
        warnings: how many are warnings.
        mended: how many were mended, and aren't counted otherwise.
        known: how many findings a baseline knows, which aren't counted otherwise.
        gone: how many of those that it knows aren't there any more.
        statistics: how often each code was found; None where nobody asks.
    """

    files: int
    errors: int
    warnings: int
    mended: int = 0
    known: int = 0
    gone: int = 0
    statistics: Statistics | None = None

    def __str__(self) -> str:
        """`3 files: 1 error, 0 warnings`, and what was mended, known and gone, if anything."""
        text = f"{plural(self.files, 'file')}: {plural(self.errors, 'error')}, {plural(self.warnings, 'warning')}"
        text += f"; {self.mended:,} mended" if self.mended else ""
        text += f"; {self.known:,} known" if self.known else ""
        return text + (f"; {self.gone:,} of the baseline gone: write it anew" if self.gone else "")


class Report(Protocol):
    """A format. What the two methods give, one after the other, is the report."""

    def file(self, checked: Checked) -> str:
        """One file."""

    def end(self, summary: Summary) -> str:
        """What comes after the last file."""
