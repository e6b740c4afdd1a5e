"""What a rule sees of a document: its text, and its record if it types."""

from __future__ import annotations

from functools import cached_property

import attrs

from articlefmt.checks.finding import Finding, Severity
from articlefmt.display import Key
from articlefmt.model.records import Record
from articlefmt.syntax import nodes
from articlefmt.syntax.excerpt import excerpt
from articlefmt.syntax.parsed import Parsed
from articlefmt.syntax.source import Source

__all__ = ["View"]


@attrs.frozen(slots=False)
class View:
    """One document under check."""

    parsed: Parsed
    record: Record | None
    file: str | None

    @property
    def source(self) -> Source:
        """The source."""
        return self.parsed.source

    @property
    def tree(self) -> nodes.Mapping:
        """Where everything stands in it."""
        return self.parsed.tree

    @cached_property
    def leaves(self) -> list[nodes.Scalar | nodes.Alias]:
        """Every leaf of the tree, in the order of the text."""
        return list(nodes.leaves(self.tree))

    def finding(self, code: str, severity: Severity, message: str, offset: int, key: Key = ()) -> Finding:
        """A finding at an offset into the front matter."""
        line, column = self.source.position(offset)
        line_text = excerpt(self.source.front, offset, key)
        return Finding(
            code=code, severity=severity, message=message, file=self.file, key=key, line=line, column=column,
            excerpt=line_text,
        )  # fmt: skip

    def at_line(self, code: str, severity: Severity, message: str, line: int, column: int = 1) -> Finding:
        """A finding at a line of the file."""
        return Finding(code=code, severity=severity, message=message, file=self.file, line=line, column=column)
