"""P9: is everything given back? A finding here is a fault of articlefmt, not of the file."""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.view import View
from articlefmt.lens.comparable import comparable
from articlefmt.lens.structure import unstructure_values
from articlefmt.model.making import changes_what_it_is_given
from articlefmt.syntax import nodes
from articlefmt.syntax.proof import unaccounted
from articlefmt.values import same

__all__ = ["GROUP"]


def _spans(view: View) -> Iterator[Finding]:
    """Each scalar's span is its value."""
    for offset, message in unaccounted(view.source, view.leaves, view.parsed.limits):
        yield SPAN_IS_WRONG.finding(view, f"{message}; please report this", offset)


SPAN_IS_WRONG = Rule(
    code="P901",
    name="a span isn't its value",
    severity="error",
    means="the text at the place of a value, read alone, gives another value, or some text belongs to no value.",
    matters="an edit there could damage the file.",
    mend="report it, with the line. Don't edit this file with articlefmt.",
    check=_spans,
)


def _values(view: View) -> Iterator[Finding]:
    """The record holds every value of the text."""
    if view.record is None:
        return
    cls = view.cls
    if changes_what_it_is_given(cls):
        return  # then it needn't
    (held, is_exact), found = unstructure_values(view.record, cls), nodes.values(view.tree, view.parsed.limits.nodes)
    if is_exact and held == found:
        return
    held = comparable(held, cls)
    message = "the record doesn't hold this value; please report this"
    for name, value in comparable(found, cls).items():
        if name not in held or not same(value, held[name]):
            yield VALUE_IS_LOST.finding(view, message, view.tree.names[name].key.start, (name,))


VALUE_IS_LOST = Rule(
    code="P902",
    name="a value is lost between text and record",
    severity="error",
    means="the record doesn't hold what the text says.",
    matters="writing the record back would change the file.",
    mend="report it, with the line. Don't edit this file with articlefmt.",
    check=_values,
)

GROUP = Group(
    code="P9",
    title="Proof",
    about=(
        "`articlefmt check` doesn't believe its own reader: it reads every value a second time. A finding of this "
        "group is a fault of articlefmt, not of the file. Please report it."
    ),
    rules=(SPAN_IS_WRONG, VALUE_IS_LOST),
)
