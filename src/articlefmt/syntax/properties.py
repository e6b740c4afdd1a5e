"""What stands before a node's content: its anchor and its tag, in either order.

properties = tag [ separation anchor ] / anchor [ separation tag ]
tag        = "!<" *uri ">" / "!" *char
anchor     = "&" 1*char
"""

from __future__ import annotations

import re

from articlefmt.patterns import pattern
from articlefmt.syntax.nodes import Node

__all__ = ["CORE", "TAG", "content_start"]

CORE = "tag:yaml.org,2002:"
"""What the tags of YAML's own types start with."""

TAG = r"!<[^> \t\r\n]*>|![^ \t\r\n,\[\]{}]*"
"""The pattern of a tag as it stands in a text."""

_PROPERTY = pattern(rf"{TAG}|&[^ \t\r\n,\[\]{{}}]+")
_SEPARATION = pattern(r"[ \t\r\n]*+(?:(?<=[ \t\r\n])#[^\n\r]*+[ \t\r\n]*+)*+")


def content_start(front: str, node: Node) -> int:
    """Where a node's content starts, behind its properties; where the node ends, if it has none."""
    at = node.start
    if node.properties is None:
        return at
    for part in node.properties:
        if part:  # the properties of its first key are not its own
            at = _behind(_PROPERTY, front, at)
            end, at = at, _behind(_SEPARATION, front, at)
    return max(end, min(at, node.end))


def _behind(what: re.Pattern[str], front: str, at: int) -> int:
    match = what.match(front, at)
    return match.end() if match else at
