"""Where the comments of a text are: all that is neither a value nor an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articlefmt.patterns import pattern
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.properties import content_start

__all__ = ["Comment", "comments", "comments_of_rows", "header_end"]

_COMMENT = pattern(r"(?<![^ \t\r\n,\[\]{}\"'])#[^\n\r]*")
_BREAK = pattern(r"[\n\r]")
_ROW = pattern(r"^\ *(#[^\n]*)", re.MULTILINE)


class Comment(NamedTuple):
    """From the `#` to the end of the line; the line end isn't of it."""

    start: int
    end: int


def comments(front: str, root: nodes.Node) -> Iterator[Comment]:
    """The comments of any text, in its order. `root` is its tree."""
    if "#" not in front:
        return
    done = 0
    for leaf in walks.leaves(root):
        begin = content_start(front, leaf)
        yield from _between(front, done, begin)
        done = leaf.end
        if isinstance(leaf, nodes.Scalar) and leaf.is_block:
            yield from _between(front, begin, header_end(front, begin))
    yield from _between(front, done, len(front))


def comments_of_rows(front: str) -> Iterator[Comment]:
    """The comments of a text of the block subset: each has a line of its own, and no value has two."""
    return (Comment(*match.span(1)) for match in _ROW.finditer(front))


def header_end(front: str, begin: int) -> int:
    """Where the first line of a block scalar ends."""
    match = _BREAK.search(front, begin)
    return match.start() if match else len(front)


def _between(front: str, start: int, end: int) -> Iterator[Comment]:
    if front.find("#", start, end) < 0:
        return
    yield from (Comment(*match.span()) for match in _COMMENT.finditer(front, start, end))
