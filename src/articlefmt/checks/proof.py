"""P9xx: is everything given back? A finding here is a fault of articlefmt, not of the file."""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.view import View
from articlefmt.lens.get import plain_values
from articlefmt.lens.structure import unstructure
from articlefmt.syntax.proof import unproved
from articlefmt.values import Value, same

__all__ = ["check"]


def check(view: View) -> Iterator[Finding]:
    """Each scalar's span is its value, and the record holds every value of the text."""
    for offset, message in unproved(view.source, view.tree, view.limits):
        yield view.finding("P901", "error", f"{message}; please report this", offset)
    if view.record is None:
        return
    held = unstructure(view.record)
    for name, value in plain_values(view.source, view.tree, view.limits).items():
        if not same(_present(value), _present(held.get(name))):
            offset = view.tree.names[name].key.start
            yield view.finding(
                "P902", "error", "the record doesn't hold this value; please report this", offset, (name,)
            )


def _present(value: Value | None) -> Value:
    """Without what a record can't tell from nothing: nulls and empty lists below a key."""
    if isinstance(value, dict):
        kept = {name: _present(child) for name, child in value.items()}
        return {name: child for name, child in kept.items() if child is not None}
    if isinstance(value, list):
        return [_present(child) for child in value] or None
    return value
