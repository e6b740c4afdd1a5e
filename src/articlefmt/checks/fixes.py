"""What can be mended without asking: where not the value is wrong, but how it is spelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple, TypeVar

import attrs

from articlefmt.at_key import assign
from articlefmt.checks.finding import Finding
from articlefmt.checks.rules import RULES
from articlefmt.document import Document
from articlefmt.editing.put import put
from articlefmt.errors import EditError, StructureError
from articlefmt.lens.classes import layout_of_values
from articlefmt.model.making import opaque_names
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.parsed import Parsed
from articlefmt.syntax.scalars import resolve
from articlefmt.values import Value, Wanted, plain_copy

__all__ = ["MENDABLE", "mend"]

R = TypeVar("R", bound=attrs.AttrsInstance)

MENDABLE = frozenset(rule.code for rule in RULES.values() if rule.fix is not None)
"""The codes of what can be mended; their rules say what is done."""


class _Mend(NamedTuple):
    """A scalar to be mended: what is said about it, and its value."""

    finding: Finding
    value: Value


def mend(document: Document[R], findings: Sequence[Finding]) -> tuple[Parsed, list[Finding]]:
    """The text with what can be mended mended, and the findings that are done with.

    Args:
        document: one without changes.
        findings: what `check` says about it.
    """
    text = document.parsed
    done: list[Finding] = []
    if not _has_values(text):
        return text, done
    for _, group in groupby(_mends(document, findings), lambda one: one.finding.key[0]):
        mends = list(group)
        values = plain_copy(text.values)
        for finding, value in mends:
            assign(values, finding.key, value)
        wanted = Wanted(values, anew=frozenset(finding.key for finding, _ in mends))
        try:
            text = put(text, wanted, layout_of_values(values, document.classes))
        except EditError:  # inside an anchor, say; the finding stays
            continue
        done += [one.finding for one in mends]
    return text, done


def _has_values(text: Parsed) -> bool:
    """Whether a text has values at all: some aliases expand without end, and then no edit of it can be proved."""
    try:
        return bool(text.values)
    except StructureError:
        return False


def _mends(document: Document[R], findings: Sequence[Finding]) -> Iterator[_Mend]:
    """The scalars that can be mended, in the order of the text."""
    told = {one.key: one for one in findings if one.code in MENDABLE}
    opaque = opaque_names(document.classes)
    leaves = walks.leaves_with_keys(document.parsed.tree) if told else ()
    for leaf, key, is_name in leaves:
        if key in told and not is_name and isinstance(leaf, nodes.Scalar) and opaque.isdisjoint(key):
            value, wanted = leaf.value, document.type_at(key)
            if told[key].code == "T304":
                yield _Mend(told[key], resolve(str(value)))
            elif wanted in (str, datetime) and isinstance(value, str if wanted is str else datetime):
                yield _Mend(told[key], value)
