"""Where the comments of a text are: all that is neither a value nor an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articlefmt.patterns import pattern
from articlefmt.syntax import nodes

__all__ = ["Comment", "behind_properties", "comments", "comments_of_rows", "header_end"]

_COMMENT = pattern(r"(?<![^\s,\[\]{}\"'])#[^\n\r\x85\u2028\u2029]*")
_ROW = pattern(r"^\ *(#[^\n]*)", re.MULTILINE)
_PROPERTY = pattern(r"[&!](?:<[^>\s]*>)?[^\s,\[\]{}]*")
_BLANKS = pattern(r"(?:\s|(?<!\S)#[^\n]*)*")


class Comment(NamedTuple):
    """From the `#` to the end of the line; the line end isn't of it."""

    start: int
    end: int


def comments(front: str, root: nodes.Node) -> Iterator[Comment]:
    """The comments of any text, in its order. `root` is its tree."""
    if "#" not in front:
        return
    done = 0
    for leaf in nodes.leaves(root):
        begin = _content(front, leaf)
        yield from _between(front, done, begin)
        done = leaf.end
        if isinstance(leaf, nodes.Scalar) and leaf.is_block:
            yield from _between(front, begin, header_end(front, begin))
    yield from _between(front, done, len(front))


def comments_of_rows(front: str) -> Iterator[Comment]:
    """The comments of a text of the block subset: each has a line of its own, and no value has two."""
    return (Comment(*match.span(1)) for match in _ROW.finditer(front))


def behind_properties(front: str, node: nodes.Node) -> int:
    """Where a node's content starts, behind its anchor and its tag; where it ends, if it has none."""
    at = node.start
    if node.properties:
        for _ in filter(None, node.properties):
            at = _behind(_PROPERTY, front, _behind(_BLANKS, front, at))
        return min(_behind(_BLANKS, front, at), max(node.end, at))
    return at


def header_end(front: str, begin: int) -> int:
    """Where the first line of a block scalar ends."""
    return min(
        (at for at in (front.find(mark, begin) for mark in "\n\r\x85\u2028\u2029") if at >= 0), default=len(front)
    )


def _behind(what: re.Pattern[str], front: str, at: int) -> int:
    match = what.match(front, at)
    return match.end() if match else at


def _content(front: str, leaf: nodes.Scalar | nodes.Alias) -> int:
    return behind_properties(front, leaf) if leaf.properties else leaf.start


def _between(front: str, start: int, end: int) -> Iterator[Comment]:
    if front.find("#", start, end) < 0:
        return
    yield from (Comment(*match.span()) for match in _COMMENT.finditer(front, start, end))
