"""P9xx: is everything given back? A finding here is a fault of articlefmt, not of the file."""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.view import View
from articlefmt.lens.structure import flatten
from articlefmt.lens.values import told
from articlefmt.syntax import nodes
from articlefmt.syntax.proof import unproved
from articlefmt.values import same

__all__ = ["check"]


def check(view: View) -> Iterator[Finding]:
    """Each scalar's span is its value, and the record holds every value of the text."""
    for offset, message in unproved(view.source, view.leaves, view.text.limits):
        yield view.finding("P901", "error", f"{message}; please report this", offset)
    if view.record is None:
        return
    cls = type(view.record)
    (held, is_odd), found = flatten(view.record), nodes.values(view.tree, view.text.limits.nodes)
    if held == found and not is_odd:  # the fields of a record have one type each, so this is enough
        return
    held = told(held, cls)
    for name, value in told(found, cls).items():
        if name not in held or not same(value, held[name]):
            offset = view.tree.names[name].key.start
            yield view.finding(
                "P902", "error", "the record doesn't hold this value; please report this", offset, (name,)
            )
