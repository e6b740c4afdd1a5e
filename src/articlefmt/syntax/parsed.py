"""A text that was read: its source, what it says, and where."""

from __future__ import annotations

from articlefmt.errors import Problem, StructureError
from articlefmt.gc_pause import without_gc
from articlefmt.syntax import block_reader, nodes
from articlefmt.syntax.excerpt import excerpt
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.reader import read_fully
from articlefmt.syntax.source import Source, split
from articlefmt.values import Value

__all__ = ["Parsed", "parse"]


def parse(data: bytes, limits: Limits) -> Parsed:
    """Read a file's bytes. Raises `ParseError`."""
    return Parsed(split(data, limits), limits)


class Parsed:
    """A source, its values, and its tree. The tree of a text in the block subset is made when it is asked for."""

    __slots__ = ("_tree", "_values", "is_block", "limits", "source")

    def __init__(self, source: Source, limits: Limits) -> None:
        """Read a source. Raises `ParseError`."""
        self.source: Source = source
        self.limits: Limits = limits
        front = source.front
        self._values: dict[str, Value] | None = without_gc(len(front), block_reader.read_values, front, limits)
        self._tree: nodes.Mapping | None = read_fully(source, limits) if self._values is None else None
        self.is_block: bool = self._tree is None

    def edited(self, source: Source, values: dict[str, Value]) -> Parsed:
        """Another text in the block subset, of which it is known that it says these values."""
        new = object.__new__(Parsed)
        new.source, new.limits, new.is_block = source, self.limits, True
        new._values, new._tree = values, None
        return new

    def with_body(self, body: str) -> Parsed:
        """The same front matter with another body; a closing line that ends the file gets its line end."""
        closing = self.source.closing
        if body and not closing.endswith("\n"):
            closing += "\n"
        new = object.__new__(Parsed)
        new.source = self.source._replace(body=body, closing=closing)
        new.limits, new.is_block = self.limits, self.is_block
        new._values, new._tree = self._values, self._tree
        return new

    @property
    def tree(self) -> nodes.Mapping:
        """Where everything stands."""
        if self._tree is None:
            self._tree = block_reader.read_tree(self.source.front)
        return self._tree

    @property
    def values(self) -> dict[str, Value]:
        """The values as plain data; they are the text's own, so nobody may change them.

        Raises:
            StructureError: aliases expand to more values than the limit, or without end.
        """
        if self._values is None:
            self._values = self._expanded()
        return self._values

    def _expanded(self) -> dict[str, Value]:
        try:
            return nodes.values(self.tree, self.limits.nodes)
        except nodes.TooManyValuesError:
            source = self.source
            alias = next(leaf for leaf in nodes.leaves(self.tree) if isinstance(leaf, nodes.Alias))
            line, column = source.position(alias.start)
            message = f"its aliases expand to more than {self.limits.nodes:,} values; write them out"
            problem = Problem("T305", message, (), line, column, excerpt(source.front, alias.start))
            raise StructureError([problem]) from None
