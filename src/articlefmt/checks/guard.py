"""G0xx: what became of the earlier version of the file?"""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.view import View
from articlefmt.errors import ArticleError, StructureError
from articlefmt.lens.changes import reformatted_at
from articlefmt.lens.text import Text
from articlefmt.syntax.source import split
from articlefmt.values import same

__all__ = ["check"]

_KEY = ("secured",)


def check(view: View, earlier: bytes) -> Iterator[Finding]:
    """`secured` is what it was; and where the text changed, something that it says did, too."""
    new = view.text
    if earlier == new.source.to_bytes():
        return
    try:
        now = new.values.get("secured")
    except StructureError:  # a finding of its own
        return
    try:
        old = Text(split(earlier, new.limits), new.limits)
        then = old.values.get("secured")
    except ArticleError as error:
        if not _stood_in(earlier, now):
            reason = (
                f"the earlier version can't be read ({error.code}) and doesn't hold this value; compare them by hand"
            )
            yield _about_secured(view, reason)
        return
    if not same(then, now):
        happened = "was added" if then is None else "was removed" if now is None else "changed"
        yield _about_secured(view, f"it {happened} since the earlier version; restore it, unless that is meant")
    if (line := reformatted_at(old, new)) is not None:
        message = "only the text of the front matter changed since the earlier version; undo it, unless that is meant"
        yield view.at_line("G002", "warning", message, line)


def _about_secured(view: View, message: str) -> Finding:
    entry = view.tree.names.get("secured")
    return view.finding("G001", "error", message, entry.key.start if entry else 0, _KEY)


def _stood_in(earlier: bytes, secured: object) -> bool:
    """Whether a file that can't be read had this `secured`, or has none either."""
    if secured is None:
        return b"secured" not in earlier
    return isinstance(secured, str) and secured != "" and secured.encode() in earlier
