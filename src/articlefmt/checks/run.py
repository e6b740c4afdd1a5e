"""Runs the checks of all rules over a document, or over what should be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import attrs

from articlefmt.api import loads
from articlefmt.checks.finding import Finding, in_order
from articlefmt.checks.guard import unreadable_against
from articlefmt.checks.heeded import heeded
from articlefmt.checks.rules import CHECKS, from_error, from_problems
from articlefmt.checks.silence import Ignore, Spot, are_silenced, unused
from articlefmt.checks.together import GROUP as TOGETHER
from articlefmt.checks.together import Trace, traces
from articlefmt.checks.unexpanded import problems_in_sight
from articlefmt.checks.view import Before, View
from articlefmt.document import Document
from articlefmt.errors import ParseError, StructureError
from articlefmt.model.classes import Classes, classes_of
from articlefmt.model.making import opaque_names
from articlefmt.model.records import Record
from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits

__all__ = ["Findings", "check", "check_bytes"]

R = TypeVar("R", bound=attrs.AttrsInstance)
S = TypeVar("S", bound=attrs.AttrsInstance)


class Findings(NamedTuple):
    """What is found in a file, and what others decide: whether its traces are faults, and some comments silence any."""

    findings: list[Finding]
    traces: Sequence[Trace] = ()
    waiting: Sequence[Ignore] = ()


def check(
    document: Document[R] | bytes | str,
    *,
    cls: Classes[Any] = Record,
    against: Document[S] | bytes | str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> list[Finding]:
    """All findings about a document, in the order of the file. Content that is no article file is a finding, too.

    What a comment `# articlefmt: ignore[CODE]` silences is left out; a comment that silences nothing is a finding.

    Args:
        document: a document as it was read, or the bytes or the text of a file.
        cls: of bytes or text, the class of the record: any attrs class; a tuple takes the one that fits, `Record` the
            article class that the keys tell. A document has one of its own.
        against: an earlier version of the file. Then it is a finding if what is opaque isn't what it was there, and if
            only the spelling of the front matter changed.
        limits: how much front matter is read.

    Raises:
        TypeError: an argument is of the wrong type.
    """
    before: Before | None = None
    if isinstance(against, Document):
        before = Before(against.to_bytes(), opaque_names(against.classes))
    elif against is not None:
        before = Before(_as_bytes(against), opaque_names(()))
    if isinstance(document, Document):
        return _check(document, before, together=False).findings
    return check_bytes(document, cls, before, limits).findings


def check_bytes(
    data: bytes | str, cls: Classes[Any], before: Before | None, limits: Limits, *, together: bool = False
) -> Findings:
    """The same of a file's bytes, where it is known what was opaque in its earlier version.

    `together` says whether its traces are wanted, since it is one of many.
    """
    try:
        return _check(loads(data, cls=cls, limits=limits), before, together=together)
    except ParseError as error:
        found = from_error(error) + unreadable_against(_as_bytes(data), before, classes_of(cls), limits)
        return Findings(found)


def _as_bytes(text: bytes | str) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def _check(document: Document[R], against: Before | None, *, together: bool) -> Findings:
    findings: list[Finding] = []
    record: object = None
    try:
        record = document.read_record()
    except StructureError as error:
        findings = from_error(error)
    view = View(document.parsed, record, document.classes, document.file, against)
    if any(one.code == "T305" for one in findings):
        findings += from_problems(problems_in_sight(view), document.file)
    for find in CHECKS:
        findings += find(view)
    return _not_silenced(view, findings, traces(view) if together else [])


def _not_silenced(view: View, findings: list[Finding], traces: list[Trace]) -> Findings:
    """What is left of findings when the comments of the text are heeded."""
    ignores, told = heeded(view)
    if not ignores:
        return Findings(in_order(findings + told), traces)
    spots = [Spot(one.code, one.line or 0) for one in findings]
    left = [one for one, is_silenced in zip(findings, are_silenced(spots, ignores), strict=True) if not is_silenced]
    marks = are_silenced([one.spot for one in traces], ignores)
    traces = [one._replace(is_silenced=mark) for one, mark in zip(traces, marks, strict=True)]
    told += unused([one for one in ignores if not _waits(one)], spots)
    return Findings(in_order(left + told), traces, [one for one in ignores if _waits(one)])


def _waits(ignore: Ignore) -> bool:
    """Whether other files decide if it silences anything."""
    return ignore.code.startswith(TOGETHER.code[0])
