"""How a file writes: its indents, and the quotes in its lists. What is new is written in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from articlefmt.editing.lines import Lines
from articlefmt.editing.spelling import Quote, is_plain_safe
from articlefmt.layouts import KeyNames
from articlefmt.syntax import nodes
from articlefmt.syntax.properties import content_start

__all__ = ["Neighbours", "quote_of"]


class Neighbours:
    """What a tree tells of how its text is written; each answer is looked for when it is asked for."""

    def __init__(self, tree: nodes.Mapping, lines: Lines) -> None:
        self._tree = tree
        self._lines = lines
        self._quotes: dict[KeyNames, Quote | None] = {}
        self._quotes_in: dict[KeyNames, Quote | None] = {}
        self._places: dict[KeyNames, _Mappings] = {}

    @cached_property
    def indents(self) -> tuple[int, int]:
        """How far a mapping, and a list's dash, is indented below its key; the canonical 2 where nothing tells."""
        step = offset = 0  # 0: not told yet
        for mapping in _mappings(self._tree):
            if mapping.flow:
                continue
            column = self._lines.column(content_start(self._lines.text, mapping))  # of its keys, or of a `?` before one
            for entry in mapping.collections:
                value = entry.value
                if value.properties or (isinstance(value, (nodes.Mapping, nodes.Sequence)) and value.flow):
                    continue
                width = self._lines.column(value.start) - column
                if isinstance(value, nodes.Mapping):
                    step = step or max(width, 0)
                elif not offset:
                    offset = width + 1  # 1 is an answer: not indented
                if step and offset:
                    return step, offset - 1
        return step or 2, (offset or 3) - 1

    def quote(self, place: KeyNames) -> Quote | None:
        """How the last text at a place in a list is quoted that leaves the choice; None where there is none."""
        if place not in self._quotes:
            found = (_choice(one) for one in self._scalars(place))
            self._quotes[place] = next((quote for quote in found if quote is not None), None)
        return self._quotes[place]

    def quote_beside(self, place: KeyNames) -> Quote | None:
        """How the last text is quoted that leaves the choice and stands in the same mapping as one at a place."""
        above = place[:-1]
        if above not in self._quotes_in:
            scalars = (
                entry.value
                for mapping, _ in self._at(above)
                for entry in reversed([*mapping.names.values()])
                if isinstance(entry.value, nodes.Scalar)
            )
            self._quotes_in[above] = next((quote for quote in map(_choice, scalars) if quote is not None), None)
        return self._quotes_in[above]

    def _scalars(self, place: KeyNames) -> Iterator[nodes.Scalar]:
        """The scalars at a place that are inside of a list, the last first."""
        *above, name = place
        for mapping, is_in_list in self._at(tuple(above)):
            entry = mapping.names.get(name)
            for scalar, is_item in _unlisted(entry.value) if entry else ():
                if isinstance(scalar, nodes.Scalar) and (is_in_list or is_item):
                    yield scalar

    def _at(self, place: KeyNames) -> _Mappings:
        """The mappings at a place."""
        if place not in self._places:
            self._places[place] = _Mappings(self._below(place))
        return self._places[place]

    def _below(self, place: KeyNames) -> Iterator[tuple[nodes.Mapping, bool]]:
        if not place:
            yield self._tree, False
            return
        *above, name = place
        for mapping, is_in_list in self._at(tuple(above)):
            if name in mapping.names:
                for node, is_item in _unlisted(mapping.names[name].value):
                    if isinstance(node, nodes.Mapping):
                        yield node, is_in_list or is_item


def quote_of(scalar: nodes.Scalar) -> Quote:
    """The quotes of a scalar; none of a plain one, or a block."""
    return '"' if scalar.style == '"' else "'" if scalar.style == "'" else ""


class _Mappings:
    """The mappings at a place, the last first, each with whether it is inside of a list.

    Mostly the last one tells, so the others are looked for when they are asked for.
    """

    def __init__(self, source: Iterator[tuple[nodes.Mapping, bool]]) -> None:
        self._source = source
        self._seen: list[tuple[nodes.Mapping, bool]] = []

    def __iter__(self) -> Iterator[tuple[nodes.Mapping, bool]]:
        place = 0
        while True:
            if place == len(self._seen):
                found = next(self._source, None)
                if found is None:
                    return
                self._seen.append(found)
            yield self._seen[place]
            place += 1


def _unlisted(node: nodes.Node) -> Iterator[tuple[nodes.Node, bool]]:
    """A node, or if it is a list what is in it, the last first; each with whether it is of a list."""
    if not isinstance(node, nodes.Sequence):
        yield node, False
        return
    for item in reversed(node.items):
        for below, _ in _unlisted(item):
            yield below, True


def _mappings(node: nodes.Node) -> Iterator[nodes.Mapping]:
    """Every mapping, outer before inner; of a block text those behind the last one looked at aren't made."""
    if isinstance(node, nodes.Mapping):
        yield node
    parts = (entry.value for entry in node.collections) if isinstance(node, nodes.Mapping) else iter(())
    for part in node.items if isinstance(node, nodes.Sequence) else parts:
        yield from _mappings(part)


def _choice(scalar: nodes.Scalar) -> Quote | None:
    """The quotes of a text; None where the text needs its quotes, or is no text, or a block scalar."""
    if not isinstance(scalar.value, str):
        return None
    if scalar.is_block or (scalar.style and not is_plain_safe(scalar.value)):
        return None
    return quote_of(scalar)
