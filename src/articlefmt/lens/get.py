"""Tree → record: structure the values, and say of every problem where it stands."""

from __future__ import annotations

from typing import TypeVar

from articlefmt.errors import Key, Problem, StructureError
from articlefmt.lens.structure import build
from articlefmt.model.records import Record
from articlefmt.syntax import nodes
from articlefmt.syntax.excerpt import excerpt
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.source import Source
from articlefmt.values import Value

__all__ = ["get", "locate", "plain_values"]

R = TypeVar("R", bound=Record)


def get(source: Source, tree: nodes.Mapping, cls: type[R], limits: Limits) -> R:
    """The record that the tree holds.

    Raises:
        StructureError: the values don't fit the class; it lists every problem with key, line and column.
    """
    values = plain_values(source, tree, limits)
    try:
        return build(values, cls)
    except StructureError as error:
        raise StructureError([locate(source, tree, problem) for problem in error.problems]) from None


def plain_values(source: Source, tree: nodes.Mapping, limits: Limits) -> dict[str, Value]:
    """The values of the tree as fresh plain data.

    Raises:
        StructureError: aliases expand to more values than the limit, or without end.
    """
    try:
        return nodes.values(tree, limits.nodes)
    except nodes.TooManyValuesError:
        alias = next(leaf for leaf in nodes.leaves(tree) if isinstance(leaf, nodes.Alias))
        line, column = source.position(alias.start)
        message = f"its aliases expand to more than {limits.nodes:,} values; write them out"
        raise StructureError([Problem("T305", message, (), line, column, excerpt(source.front, alias.start))]) from None


def locate(source: Source, tree: nodes.Mapping, problem: Problem) -> Problem:
    """The problem with its line and column: of the value, or of the nearest that is there."""
    offset, key = _offset(tree, problem.key), problem.key
    line, column = source.position(offset)
    return problem._replace(line=line, column=column, excerpt=excerpt(source.front, offset, key))


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
