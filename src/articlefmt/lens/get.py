"""Text → record: structure the values, and say of every problem where it stands."""

from __future__ import annotations

from typing import TypeVar

from articlefmt.collector import run_paused
from articlefmt.errors import Key, Problem, StructureError
from articlefmt.lens.structure import build
from articlefmt.lens.text import Text
from articlefmt.model.records import Record
from articlefmt.syntax import nodes
from articlefmt.syntax.excerpt import excerpt

__all__ = ["get", "locate"]

R = TypeVar("R", bound=Record)


def get(text: Text, cls: type[R]) -> R:
    """The record that a text holds.

    Raises:
        StructureError: the values don't fit the class; it lists every problem with key, line and column.
    """
    values = text.values
    try:
        return run_paused(len(text.source.front), build, values, cls)
    except StructureError as error:
        raise StructureError([locate(text, problem) for problem in error.problems]) from None


def locate(text: Text, problem: Problem) -> Problem:
    """The problem with its line and column: of the value, or of the nearest that is there."""
    offset, key = _offset(text.tree, problem.key), problem.key
    line, column = text.source.position(offset)
    return problem._replace(line=line, column=column, excerpt=excerpt(text.source.front, offset, key))


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
