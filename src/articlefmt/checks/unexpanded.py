"""What is wrong with values whose aliases expand without end: there is no record, and the rest is told all the same.

Only what stands in the text itself is looked at, so this takes no longer than the text is long.
"""

from __future__ import annotations

from articlefmt.checks.view import View
from articlefmt.errors import Problem
from articlefmt.keys import Key, masked_key
from articlefmt.lens.problems import problems
from articlefmt.syntax import nodes
from articlefmt.values import Collection, Value

__all__ = ["problems_in_sight"]


def problems_in_sight(view: View) -> list[Problem]:
    """What doesn't fit the class that the keys tell; nothing is said of what an alias of a collection stands for."""
    values, unseen = _in_sight(view.tree)
    unseen = {masked_key(key) for key in unseen}  # as problems have them
    return [view.parsed.locate(one) for one in problems(values, view.cls) if one.key not in unseen]


def _in_sight(tree: nodes.Mapping) -> tuple[dict[str, Value], set[Key]]:
    """The values that stand in the text; and the keys where an alias of a collection does, which is null here."""
    values: dict[str, Value] = {}
    unseen: set[Key] = set()
    todo: list[tuple[nodes.Mapping | nodes.Sequence, Collection, Key]] = [(tree, values, ())]
    while todo:
        node, into, key = todo.pop()
        for name, below in nodes.children(node):
            at = (*key, len(into) if isinstance(into, list) else name)
            value: Value = None
            if isinstance(below, (nodes.Mapping, nodes.Sequence)):
                value = {} if isinstance(below, nodes.Mapping) else []
                todo.append((below, value, at))
            elif isinstance(scalar := nodes.target(below), nodes.Scalar):
                value = scalar.value
            else:
                unseen.add(at)
            if isinstance(into, dict):
                into[name] = value
            else:
                into.append(value)
    return values, unseen
