"""How a file writes: its indents, and the quotes in its lists. What is new is written in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from articlefmt.editing.lines import Lines
from articlefmt.editing.spelling import Quote, is_plain_safe
from articlefmt.layouts import Place
from articlefmt.syntax import nodes

__all__ = ["Neighbours"]


class Neighbours:
    """What a tree tells of how its text is written; each answer is looked for when it is asked for."""

    def __init__(self, tree: nodes.Mapping, lines: Lines) -> None:
        self._tree = tree
        self._lines = lines
        self._quotes: dict[Place, Quote | None] = {}

    @cached_property
    def indents(self) -> tuple[int, int]:
        """How far a mapping, and a list's dash, is indented below its key; the canonical 2 where nothing tells."""
        step = offset = 0
        for mapping in nodes.mappings(self._tree):
            for entry in mapping.entries if not mapping.flow else ():
                value = entry.value
                if isinstance(value, nodes.Alias | nodes.Scalar) or value.flow or value.properties:
                    continue
                width = self._lines.column(value.start) - self._lines.column(entry.key.start)
                if isinstance(value, nodes.Mapping):
                    step = step or max(width, 0)
                elif not offset:
                    offset = width + 1  # 1 is an answer: not indented
                if step and offset:
                    return step, offset - 1
        return step or 2, (offset or 3) - 1

    def quote(self, place: Place) -> Quote | None:
        """How the last text at a place in a list is quoted that leaves the choice; None where there is none."""
        if place not in self._quotes:
            found = (_choice(one) for one in _scalars(self._tree, place, in_list=False))
            self._quotes[place] = next((quote for quote in found if quote is not None), None)
        return self._quotes[place]


def _choice(scalar: nodes.Scalar) -> Quote | None:
    """The quotes of a text; None where the text needs its quotes, or is no text, or a block scalar."""
    if not isinstance(scalar.value, str):
        return None
    if not scalar.style:
        return ""
    if scalar.is_block or not is_plain_safe(scalar.value):
        return None
    return '"' if scalar.style == '"' else "'"


def _scalars(node: nodes.Node, place: Place, *, in_list: bool) -> Iterator[nodes.Scalar]:
    """The scalars at a place that are inside of a list, the last first."""
    if isinstance(node, nodes.Sequence):
        for item in reversed(node.items):
            yield from _scalars(item, place, in_list=True)
    elif isinstance(node, nodes.Mapping):
        if place and place[0] in node.names:
            yield from _scalars(node.names[place[0]].value, place[1:], in_list=in_list)
    elif isinstance(node, nodes.Scalar) and in_list and not place:
        yield node
