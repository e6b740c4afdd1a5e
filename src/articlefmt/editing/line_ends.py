"""Line ends that are mixed: the edit is made in a text that has line feeds alone, and its changes in the text as it is.

(Front matter that is CRLF throughout is held with line feeds from the start.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from articlefmt.editing.splice import Changes, Splice
from articlefmt.errors import ArticleError, EditError
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import same

__all__ = ["as_in", "without_returns"]


def without_returns(parsed: Parsed) -> Parsed:
    """The same front matter with each CRLF as a line feed; itself if it has none. Raises `EditError`."""
    front = parsed.source.front
    at = front.find("\r\n")
    if at < 0:
        return parsed
    try:
        plain = parse(parsed.source.with_front(front.replace("\r\n", "\n")).to_bytes(), parsed.limits)
    except ArticleError:
        plain = None
    if plain is None or not same(plain.values, parsed.values):
        message = "the line ends are mixed, and say something else as line feeds alone; make them all alike first"
        raise EditError(message, code="E703", place=parsed.source.place(at))
    return plain


def as_in(parsed: Parsed, changes: Changes) -> Changes:
    """Changes of `without_returns(parsed)` as changes of the text as it is. A new line ends as the one it starts in."""
    front = parsed.source.front
    feeds: list[int] = []  # where the line feeds of CRLFs are in the text without carriage returns
    at = front.find("\r\n")
    while at >= 0:
        feeds.append(at - len(feeds))
        at = front.find("\r\n", at + 1)

    def placed(splices: Sequence[Splice]) -> list[Splice]:
        found: list[Splice] = []
        for start, end, text in splices:
            # A CR belongs to its line feed: a place right before that is before both.
            old_start, old_end = start + bisect_left(feeds, start), end + bisect_left(feeds, end)
            line_end = front.find("\n", old_start)
            ends_crlf = front[: line_end if line_end >= 0 else len(front) - 1].endswith("\r")
            found.append(Splice(old_start, old_end, text.replace("\n", "\r\n") if ends_crlf else text))
        return found

    return Changes(placed(changes.splices), placed(changes.gone))
