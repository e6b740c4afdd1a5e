"""G0: what became of the earlier version of the file?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.view import View
from articlefmt.diff.text_diff import reformatted_at
from articlefmt.errors import ParseError
from articlefmt.secrecy import SECURED, is_named
from articlefmt.syntax import nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse

__all__ = ["GROUP", "SECURED_CHANGED"]

_KEY = (SECURED,)


def _against_earlier(view: View) -> Iterator[Finding]:
    """`secured` is what it was; and where the text changed, something that it says did, too."""
    # One reading of the earlier version serves both rules.
    earlier = view.earlier
    if earlier is None or earlier == view.source.to_bytes():
        return
    old = _read(earlier, view.parsed.limits)
    now = _secured(view.parsed)
    if old is None:
        if not _stands_in(now, earlier):
            yield _about_secured(view, "the earlier version can't be read and doesn't hold this value; compare by hand")
        return
    then = _secured(old)
    if then != now:
        happened = "was added" if not then else "was removed" if not now else "changed"
        yield _about_secured(view, f"it {happened} since the earlier version; restore it, unless that is meant")
    if (line := reformatted_at(old, view.parsed)) is not None:
        message = "the front matter's text changed since the earlier version, no value did; undo it, unless meant"
        yield REFORMATTED.at_line(view, message, line)


SECURED_CHANGED = Rule(
    code="G001",
    name="`secured` isn't that of the earlier version",
    severity="error",
    severity_text="error; a warning with `--allow-secured-change`",
    means=(
        "a key `secured`, at whatever depth, changed, was added or was removed; a tag on it counts as well. Or the "
        "earlier version can't be read, and the value of now doesn't stand in it. A new file, and one that was "
        "deleted, has nothing to compare."
    ),
    matters=(
        "only its owner can make a valid value. A script or a merge that touches it makes what it protects unreadable."
    ),
    mend=(
        "restore the value: `git checkout REV -- FILE`, or copy the line from the earlier version. If the change is "
        "meant, run with `--allow-secured-change`."
    ),
    check=_against_earlier,
)

REFORMATTED = Rule(
    code="G002",
    name="reformatted: the text changed and no value did",
    severity="warning",
    means=(
        "the front matter is spelled another way: quotes, order of keys, comments, blank lines, line ends. Every value "
        "is as it was."
    ),
    matters="such a change hides the others in a review. Often a YAML library wrote the file anew.",
    mend="undo it, or keep it apart from other changes if it is meant.",
    check=_against_earlier,
)

GROUP = Group(
    code="G0",
    title="The earlier version",
    about="Given by `articlefmt check --against REV`, and by `check(document, against=earlier)`.",
    rules=(SECURED_CHANGED, REFORMATTED),
)


def _read(data: bytes, limits: Limits) -> Parsed | None:
    try:
        return parse(data, limits)
    except ParseError:
        return None


def _secured(parsed: Parsed) -> list[object]:
    """What each key `secured` has, at whatever depth: its value; its text where it has a tag, or is no scalar.

    One in a wrong place comes with its depth: it isn't what it was at the top.
    """
    found = [(entry, mapping is parsed.tree) for mapping in nodes.mappings(parsed.tree) for entry in mapping.entries]
    values = [(_opaque(parsed, entry), is_top) for entry, is_top in found if _is_secured(entry)]
    return [value if is_top else (value, "below") for value, is_top in values if value is not None]


def _is_secured(entry: nodes.Entry) -> bool:
    key = nodes.target(entry.key)
    return isinstance(key, nodes.Scalar) and key.value == SECURED


def _opaque(parsed: Parsed, entry: nodes.Entry) -> object:
    node = nodes.target(entry.value)
    if isinstance(node, nodes.Scalar) and not (node.properties or nodes.is_marked(entry.key)):
        return node.value
    return parsed.source.front[entry.key.start : entry.value.end] + parsed.source.front[node.start : node.end]


def _stands_in(secured: list[object], data: bytes) -> bool:
    """Whether a file that can't be read has these values, or has no `secured` either."""
    text = data.decode("utf-8", "replace")
    if not secured:
        return not is_named(text)
    texts = [value for value in secured if isinstance(value, str) and value]
    patterns = [rf"(?<![\w+/=;]){re.escape(value)}(?![\w+/=;])" for value in texts]
    return len(patterns) == len(secured) and all(re.search(one, text) for one in patterns)


def _about_secured(view: View, message: str) -> Finding:
    entry = view.tree.names.get(SECURED)
    return SECURED_CHANGED.finding(view, message, entry.key.start if entry else 0, _KEY)
