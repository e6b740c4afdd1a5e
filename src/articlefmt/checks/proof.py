"""P9xx: is everything given back? A finding here is a fault of articlefmt, not of the file."""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.view import View
from articlefmt.lens.compare import comparable
from articlefmt.lens.structure import unstructure_values
from articlefmt.syntax import nodes
from articlefmt.syntax.proof import unaccounted
from articlefmt.values import same

__all__ = ["check"]


def check(view: View) -> Iterator[Finding]:
    """Each scalar's span is its value, and the record holds every value of the text."""
    for offset, message in unaccounted(view.source, view.leaves, view.parsed.limits):
        yield view.finding("P901", "error", f"{message}; please report this", offset)
    if view.record is None:
        return
    cls = type(view.record)
    (held, has_extra), found = unstructure_values(view.record), nodes.values(view.tree, view.parsed.limits.nodes)
    if held == found and not has_extra:  # the fields of a record have one type each, so this is enough
        return
    held = comparable(held, cls)
    for name, value in comparable(found, cls).items():
        if name not in held or not same(value, held[name]):
            offset = view.tree.names[name].key.start
            yield view.finding(
                "P902", "error", "the record doesn't hold this value; please report this", offset, (name,)
            )
