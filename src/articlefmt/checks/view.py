"""What a rule sees of a document: its text, its record if it types, and the earlier version if there is one."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import attrs

from articlefmt.lens.classes import class_of
from articlefmt.model.kinds import kind_of, told_class
from articlefmt.model.layout import Kind
from articlefmt.model.records import RECORDS
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.parsed import Parsed
from articlefmt.syntax.source import Source

__all__ = ["Before", "View"]


class Before(NamedTuple):
    """The earlier version of a file: its bytes, and the top-level keys that were opaque in it."""

    data: bytes
    opaque: frozenset[str]


@attrs.frozen(slots=False)
class View:
    """One document under check. `record` is None where its values don't type, `classes` are those that it may be of."""

    parsed: Parsed
    record: object
    classes: tuple[type, ...]
    file: str | None
    earlier: Before | None = attrs.field(default=None, repr=False)

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
        return walks.leaves(self.tree)

    @cached_property
    def cls(self) -> type:
        """The class of the record; where the values don't type, the one that the keys tell."""
        if self.record is None and self.classes[0] in RECORDS:
            return told_class(RECORDS, self.value) or RECORDS[0]  # an article of another class than it was loaded as
        return class_of(self.parsed.values, self.classes)

    @cached_property
    def kind(self) -> Kind:
        """The kind of the file, whether its values type or not."""
        return kind_of(self.cls, self.value)

    def value(self, key: str) -> object:
        """What tells a kind of the value at a top-level key: a scalar's value, and whether a list has items."""
        entry = self.tree.names.get(key)
        node = None if entry is None else nodes.target(entry.value)
        if isinstance(node, nodes.Sequence):
            return [*node.items[:1]]
        return node.value if isinstance(node, nodes.Scalar) else node
