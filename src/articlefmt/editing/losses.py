"""Which comment an edit would lose.

A comment is known by its text: all that a text had, the new one must have, but for those that go with their value.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeAlias

from articlefmt.editing.splice import Splice
from articlefmt.keys import Key
from articlefmt.place import Place
from articlefmt.syntax import walks
from articlefmt.syntax.comments import Comment
from articlefmt.syntax.parsed import Parsed

__all__ = ["Lost", "lost_comment"]

Lost: TypeAlias = tuple[Key, Place]
"""The key that a comment stands at, and its place."""


def lost_comment(old: Parsed, new: Parsed, gone: Sequence[Splice]) -> Lost | None:
    """The first comment of a text that another one of it doesn't have; those inside of some spans may be missing."""
    found = list(old.comments())
    left = Counter(_text(new, comment) for comment in new.comments())
    left.update(_text(old, comment) for comment in _inside(found, gone))
    for comment in found:
        text = _text(old, comment)
        if not left[text]:
            key = walks.key_at(old.tree, comment.start)
            return key, old.source.place(comment.start, key)
        left[text] -= 1
    return None


def _text(parsed: Parsed, comment: Comment) -> str:
    return parsed.source.front[comment.start : comment.end].rstrip()


def _inside(found: list[Comment], gone: Sequence[Splice]) -> Iterator[Comment]:
    spans = sorted((start, end) for start, end, _ in gone)
    starts, ends = [start for start, _ in spans], [0, *accumulate((end for _, end in spans), max)]
    return (comment for comment in found if ends[bisect_right(starts, comment.start)] > comment.start)
