"""Parsed → record: structure the values, and say of every problem where it stands."""

from __future__ import annotations

from typing import TypeVar

from articlefmt.display import Key
from articlefmt.errors import Problem, StructureError
from articlefmt.gc_pause import without_gc
from articlefmt.lens.structure import structure_values
from articlefmt.model.records import Record
from articlefmt.syntax import nodes
from articlefmt.syntax.excerpt import excerpt
from articlefmt.syntax.parsed import Parsed

__all__ = ["get"]

R = TypeVar("R", bound=Record)


def get(parsed: Parsed, cls: type[R]) -> R:
    """The record that a text holds.

    Raises:
        StructureError: the values don't fit the class; it lists every problem with key, line and column.
    """
    values = parsed.values
    try:
        return without_gc(len(parsed.source.front), structure_values, values, cls)
    except StructureError as error:
        raise StructureError([_locate(parsed, problem) for problem in error.problems]) from None


def _locate(parsed: Parsed, problem: Problem) -> Problem:
    """The problem with its line and column: of the value, or of the nearest that is there."""
    offset, key = _offset(parsed.tree, problem.key), problem.key
    line, column = parsed.source.position(offset)
    return problem._replace(line=line, column=column, excerpt=excerpt(parsed.source.front, offset, key))


def _offset(tree: nodes.Mapping, key: Key) -> int:
    for length in range(len(key), 0, -1):
        found = nodes.find(tree, key[:length])
        if isinstance(found, nodes.Entry):
            whole = length == len(key)
            value = found.value
            return value.start if whole and isinstance(value, nodes.Scalar) else found.key.start
        if found is not None:
            return found.start
    return tree.start
