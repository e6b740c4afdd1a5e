"""What stands before a node's content: its anchor and its tag, in either order.

properties = tag [ separation anchor ] / anchor [ separation tag ]
tag        = "!<" *uri ">" / "!" *char
anchor     = "&" 1*char
"""

from __future__ import annotations

import re

from articlefmt.patterns import pattern
from articlefmt.syntax.nodes import Node, Properties

__all__ = ["CORE", "TAG", "content_start", "properties_end"]

CORE = "tag:yaml.org,2002:"
"""What the tags of YAML's own types start with."""

TAG = r"!<[^> \t\r\n]*>|![^ \t\r\n,\[\]{}]*"
"""The pattern of a tag as it stands in a text."""

_PROPERTY = pattern(rf"{TAG}|&[^ \t\r\n,\[\]{{}}]+")
_SEPARATION = pattern(r"[ \t\r\n]*+(?:(?<=[ \t\r\n])#[^\n\r]*+[ \t\r\n]*+)*+")


def content_start(front: str, node: Node) -> int:
    """Where a node's content starts, behind its properties; where the node ends, if it has none."""
    if node.properties is None:
        return node.start
    end = properties_end(front, node.start, node.properties)
    return max(end, min(_behind(_SEPARATION, front, end), node.end))


def properties_end(front: str, start: int, properties: Properties) -> int:
    """Where the properties end that start at an offset. Those of a first key or item behind them are not among them."""
    at = start
    for _ in filter(None, properties):
        at = _behind(_PROPERTY, front, _behind(_SEPARATION, front, at))
    return at


def _behind(what: re.Pattern[str], front: str, at: int) -> int:
    match = what.match(front, at)
    return match.end() if match else at
