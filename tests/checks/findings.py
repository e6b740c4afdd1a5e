"""Findings that tests expect."""

from __future__ import annotations

from articlefmt import Finding, check
from articlefmt.checks.finding import Severity
from articlefmt.keys import Key
from articlefmt.place import Place
from tests.samples import form

__all__ = ["found", "places"]


def found(code: str, severity: Severity, message: str, line: int, column: int = 1, key: Key = ()) -> Finding:
    return Finding(code=code, severity=severity, message=message, place=Place(line, column), key=key)


def places(code: str, *lines: str) -> list[tuple[int | None, int | None]]:
    """Where a rule finds something in lines below a form without a fault; the first of them is line 9."""
    return [(finding.line, finding.column) for finding in check(form(*lines)) if finding.code == code]
