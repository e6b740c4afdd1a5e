"""What a rule sees of a document: its source, its tree, its record if it types."""

from __future__ import annotations

import attrs

from articlefmt.checks.finding import Finding, Severity
from articlefmt.errors import Key
from articlefmt.model.records import Record
from articlefmt.syntax import nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.source import Source

__all__ = ["View"]


@attrs.frozen
class View:
    """One document under check."""

    source: Source
    tree: nodes.Mapping
    record: Record | None
    limits: Limits
    file: str | None

    def finding(self, code: str, severity: Severity, message: str, offset: int, key: Key = ()) -> Finding:
        """A finding at an offset into the front matter."""
        line, column = self.source.position(offset)
        return Finding(code=code, severity=severity, message=message, file=self.file, key=key, line=line, column=column)

    def at_line(self, code: str, severity: Severity, message: str, line: int, column: int = 1) -> Finding:
        """A finding at a line of the file."""
        return Finding(code=code, severity=severity, message=message, file=self.file, line=line, column=column)
