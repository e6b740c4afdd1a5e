"""What a rule sees of a document: its text, its record if it types, and the earlier version if there is one."""

from __future__ import annotations

from functools import cached_property

import attrs

from articlefmt.model.records import Record
from articlefmt.syntax import nodes
from articlefmt.syntax.parsed import Parsed
from articlefmt.syntax.source import Source

__all__ = ["View"]


@attrs.frozen(slots=False)
class View:
    """One document under check."""

    parsed: Parsed
    record: Record | None
    file: str | None
    earlier: bytes | None = attrs.field(default=None, repr=False)

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
        return nodes.leaves(self.tree)
