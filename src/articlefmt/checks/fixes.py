"""What can be mended without asking: where not the value is wrong, but how it is spelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

import attrs

from articlefmt.api import loads
from articlefmt.checks.finding import Finding
from articlefmt.display import Key
from articlefmt.document import Document
from articlefmt.errors import EditError
from articlefmt.lens.keys import assign
from articlefmt.model.records import Record
from articlefmt.syntax import nodes
from articlefmt.syntax.scalars import resolve
from articlefmt.values import Value

__all__ = ["MENDABLE", "mend"]

MENDABLE = {
    "T304": "the quotes are removed; a time without a zone is taken as UTC",
    "C603": "the value is quoted, where its key takes text",
    "C604": "`Z` is added: articlefmt reads the time as UTC, as the generator writes it",
}
"""The codes of what can be mended, and what is done."""


@attrs.frozen
class _Mend:
    """A value to be spelled anew.

    Attributes:
        finding: what is said about it.
        value: what is to be written.
        other: another value of its type: an equal value keeps its spelling, so this is written first.
    """

    finding: Finding
    value: Value
    other: Value


def mend(document: Document[Record], findings: Sequence[Finding]) -> tuple[Document[Record], list[Finding]]:
    """The document with what can be mended mended, and the findings that are done with.

    Args:
        document: one without changes.
        findings: what `check` says about it.
    """
    done: list[Finding] = []
    for name, group in groupby(_mends(document, findings), lambda one: one.finding.key[0]):
        mends = list(group)
        try:
            first = _with(document, name, {one.finding.key: one.other for one in mends})
            document = _with(first, name, {one.finding.key: one.value for one in mends})
        except EditError:  # inside an anchor, say; the finding stays
            continue
        done += [one.finding for one in mends]
    return document, done


def _mends(document: Document[Record], findings: Sequence[Finding]) -> Iterator[_Mend]:
    told = {finding.key: finding for finding in findings if finding.code in MENDABLE}
    leaves = nodes.leaves_with_keys(document.parsed.tree) if told else ()
    for leaf, key, is_name in leaves:
        if key in told and not is_name and isinstance(leaf, nodes.Scalar):
            value, wanted = leaf.value, document.type_at(key)
            if told[key].code == "T304":
                yield _Mend(told[key], resolve(str(value)), value)
            elif wanted is str and isinstance(value, str):
                yield _Mend(told[key], value, f"{value} x")
            elif wanted is datetime and isinstance(value, datetime):
                yield _Mend(told[key], value, value.replace(second=(value.second + 1) % 60))


def _with(document: Document[Record], name: str | int, wanted: dict[Key, Value]) -> Document[Record]:
    """A document that stands on the text with these values, all below one key. Raises `EditError`."""
    new = loads(document.to_bytes(), Record, limits=document.parsed.limits)
    values = new.values
    for key, value in wanted.items():
        assign(values, key, value)
    new.set((name,), values[str(name)])
    return loads(new.to_bytes(), Record, limits=document.parsed.limits)
