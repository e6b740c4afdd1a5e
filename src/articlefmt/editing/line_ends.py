"""Line ends that are mixed: the edit is made in a text that has line feeds alone, and its splices in the text as it is.

(Front matter that is CRLF throughout is held with line feeds from the start.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from articlefmt.editing.splice import Splice
from articlefmt.errors import EditError
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import same

__all__ = ["as_in", "odd_break", "without_returns"]

_ODD_BREAK = pattern(r"\r(?!\n)")


def without_returns(parsed: Parsed) -> Parsed:
    """The same front matter with each CRLF as a line feed; itself if it has none. Raises `EditError`."""
    front = parsed.source.front
    at = front.find("\r\n")
    if at < 0:
        return parsed
    plain = parse(parsed.source.with_front(front.replace("\r\n", "\n")).to_bytes(), parsed.limits, parsed.source.opaque)
    if not same(plain.values, parsed.values):
        message = "the line ends are mixed, and say something else as line feeds alone; make them all alike first"
        raise EditError(message, code="E703", place=parsed.source.place(at))
    return plain


def as_in(parsed: Parsed, splices: Sequence[Splice]) -> list[Splice]:
    """Splices of `without_returns(parsed)` as splices of the text as it is. A new line ends as the one it starts in."""
    front = parsed.source.front
    feeds: list[int] = []  # where the line feeds of CRLFs are in the text without carriage returns
    at = front.find("\r\n")
    while at >= 0:
        feeds.append(at - len(feeds))
        at = front.find("\r\n", at + 1)

    def placed(splice: Splice) -> Splice:
        # A CR belongs to its line feed: a place right before that is before both.
        start, end = (at + bisect_left(feeds, at) for at in (splice.start, splice.end))
        line_end = front.find("\n", start) % len(front)  # below the last line, that of the last one
        is_crlf = front[line_end - 1] == "\r"
        return Splice(start, end, splice.text.replace("\n", "\r\n") if is_crlf else splice.text)

    return [placed(splice) for splice in splices]


def odd_break(parsed: Parsed) -> int | None:
    """Where a line ends with something else than a line feed, but inside of a value; None if none does."""
    front, done = parsed.source.front, 0
    gaps: list[tuple[int, int]] = []
    end = nodes.Scalar(None, len(front), len(front), "")
    for leaf in (*walks.leaves(parsed.tree), end):
        gaps.append((done, leaf.start))
        done = leaf.end
    found = (_ODD_BREAK.search(front, start, stop) for start, stop in gaps)
    return next((match.start() for match in found if match), None)
