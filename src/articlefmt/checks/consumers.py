"""C6xx: does anything read differently in different consumers?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.view import View
from articlefmt.display import Key
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes
from articlefmt.syntax.scalars import is_ambiguous, is_zoneless

__all__ = ["check"]

_DOCUMENT_END = pattern(r"^\.\.\.(?=\s|$)", re.MULTILINE)
_UNUSUAL_BREAK = pattern("\r(?!\n)|[\x85\u2028\u2029]")


_DIGITS = frozenset("0123456789")


def check(view: View) -> Iterator[Finding]:
    """The file's bytes, its fences and line ends, then its scalars."""
    yield from _check_file(view)
    yield from _check_front(view)
    if any(_is_suspect(view, leaf) for leaf in view.leaves):
        for leaf, key, is_name in nodes.leaves_with_keys(view.tree):
            if isinstance(leaf, nodes.Scalar):
                yield from _check_scalar(view, leaf, key, is_name=is_name)


def _check_file(view: View) -> Iterator[Finding]:
    source = view.source
    if source.bom:
        message = "the file starts with a byte order mark: Jekyll drops the page without a word; save it without one"
        yield view.at_line("C601", "error", message, 1)
    closing_line = source.front.count("\n") + 2
    for fence, line in ((source.opening, 1), (source.closing, closing_line)):
        if fence.rstrip("\r\n") != "---":
            message = "some readers don't take a fence with blanks behind it; write exactly `---`"
            yield view.at_line("C605", "warning", message, line, len("---") + 1)


def _check_front(view: View) -> Iterator[Finding]:
    source = view.source
    if match := _DOCUMENT_END.search(source.front):
        message = "some readers end the front matter at `...`; remove it"
        yield view.finding("C602", "error", message, match.start())
    if match := _UNUSUAL_BREAK.search(source.front):
        message = (
            f"U+{ord(match[0]):04X} ends a line for some readers only; use LF or CRLF, or an escape in double quotes"
        )
        yield view.finding("C606", "warning", message, match.start())
    head = source.opening + source.front + source.closing
    if not source.crlf and head.count("\r\n") > 0:
        yield view.at_line("C606", "warning", "the front matter mixes LF and CRLF; use one of them", 1)


def _is_suspect(view: View, leaf: nodes.Scalar | nodes.Alias) -> bool:
    """Whether a scalar needs a closer look: for nearly every file no key has to be told, so none is put together."""
    if isinstance(leaf, nodes.Alias):
        return False
    if leaf.value == "<<":
        return True
    if leaf.style or leaf.properties or leaf.end == leaf.start:
        return False
    text = view.source.front[leaf.start : leaf.end]
    return is_ambiguous(text) if isinstance(leaf.value, str) else text[0] in _DIGITS and is_zoneless(text)


def _check_scalar(view: View, leaf: nodes.Scalar, key: Key, *, is_name: bool) -> Iterator[Finding]:
    text = view.source.front[leaf.start : leaf.end]
    if is_name and leaf.value == "<<":
        message = "some readers merge the mapping, others keep a key `<<`; write the keys out"
        yield view.finding("C607", "warning", message, leaf.start, key)
    elif leaf.style or leaf.properties:
        return
    elif isinstance(leaf.value, str) and is_ambiguous(text):
        message = f"readers disagree on what a plain `{text[:40]}` is; quote it if it is text"
        yield view.finding("C603", "warning", message, leaf.start, key)
    elif is_zoneless(text):
        message = "this timestamp has no zone: some readers take UTC, others local time; add `Z`"
        yield view.finding("C604", "warning", message, leaf.start, key)
