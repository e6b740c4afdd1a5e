"""A text that was read: its source, what it says, and where."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import attrs

from articlefmt.errors import ParseError, Problem, StructureError
from articlefmt.gc_pause import without_gc
from articlefmt.keys import Key, masked_key
from articlefmt.place import Place
from articlefmt.secrecy import ONLY_SECURED, Secrets
from articlefmt.syntax import block_reader, nodes, walks
from articlefmt.syntax.block_tree import read_tree
from articlefmt.syntax.comments import Comment, comments, comments_of_rows
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.reader import read_fully
from articlefmt.syntax.source import Source, split
from articlefmt.values import Value

__all__ = ["Parsed", "parse", "parse_block"]


def parse(data: bytes, limits: Limits, opaque: frozenset[str] = ONLY_SECURED) -> Parsed:
    """Read a file's bytes; no message shows the values of `opaque` keys. Raises `ParseError`."""
    source = split(data, limits)
    if opaque != ONLY_SECURED:
        source = source._replace(opaque=opaque)
    front = source.front
    values = without_gc(len(front), block_reader.read_values, front, limits)
    if values is not None:
        return Parsed(source, limits, values)
    return Parsed(source, limits, tree=read_fully(source, limits))


def parse_block(data: bytes, limits: Limits, opaque: frozenset[str]) -> Parsed | None:
    """The same of a file in the block subset; None for any other."""
    try:
        source = split(data, limits)._replace(opaque=opaque)
    except ParseError:
        return None
    values = without_gc(len(source.front), block_reader.read_values, source.front, limits)
    return None if values is None else Parsed(source, limits, values)


class Parsed:
    """A source, its values, and its tree; one of the two follows from the other when it is asked for.

    Attributes:
        source: the text.
        limits: those that it was read with.
        is_block: whether it is of the block subset.
    """

    __slots__ = ("_secrets", "_tree", "_values", "is_block", "limits", "source")

    def __init__(
        self,
        source: Source,
        limits: Limits,
        values: dict[str, Value] | None = None,
        tree: nodes.Mapping | None = None,
    ) -> None:
        """Keep what was read: of a text in the block subset the values, of any other the tree."""
        self.source: Source = source
        self.limits: Limits = limits
        self.is_block: bool = tree is None
        self._values = values
        self._tree = tree
        self._secrets: Secrets | None = None

    def with_body(self, body: str) -> Parsed:
        """The same front matter with another body; a closing line that ends the file gets its line end."""
        closing = self.source.closing
        if body and not closing.endswith("\n"):
            closing += "\n"
        new = copy.copy(self)
        new.source = self.source._replace(body=body, closing=closing)
        return new

    @property
    def tree(self) -> nodes.Mapping:
        """Where everything stands."""
        if self._tree is None:
            self._tree = read_tree(self.source.front, self.values)
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

    def comments(self) -> Iterator[Comment]:
        """Its comments, in their order."""
        front = self.source.front
        return comments_of_rows(front) if self.is_block else comments(front, self.tree)

    def locate(self, problem: Problem) -> Problem:
        """The problem with its line and column: of the value at its key, or of the nearest that is there."""
        place = self.place_of(problem.key)
        return attrs.evolve(problem, place=place, key=masked_key(problem.key, self.secrets))

    @property
    def secrets(self) -> Secrets:
        """What it holds of `secured`: no piece of it may be shown, nor be in a key that is."""
        if self._secrets is None:
            try:
                self._secrets = Secrets(self.values, names=self.source.opaque)
            except StructureError:  # its aliases expand without end
                self._secrets = self.source.secrets
        return self._secrets

    def place_of(self, key: Key) -> Place:
        """The place of the value at a key, or of the nearest that is there."""
        return self.place(walks.nearest(self.tree, key), key)

    def place(self, offset: int, key: Key = ()) -> Place:
        """The place of an offset into the front matter; `key` is what stands there."""
        return self.source.place(offset, key).shown(self.secrets.masked)

    def _expanded(self) -> dict[str, Value]:
        try:
            return nodes.values(self.tree, self.limits.nodes)
        except nodes.TooManyValuesError:
            aliases = [leaf for leaf in walks.leaves(self.tree) if isinstance(leaf, nodes.Alias)]
            # An anchor stands before its aliases, so what has no end has one in the very thing that it stands for.
            alias = next((one for one in aliases if one.target.start <= one.start < one.target.end), aliases[0])
            message = f"its aliases expand to more than {self.limits.nodes:,} values; write them out"
            raise StructureError([Problem("T305", message, place=self.source.place(alias.start))]) from None
