"""What stands before a node's content: its tag and its anchor, in either order.

properties = tag [ separation anchor ] / anchor [ separation tag ]
tag        = "!<" *uri ">" / "!" *char
anchor     = "&" 1*char
"""

from __future__ import annotations

from articlefmt.patterns import pattern
from articlefmt.syntax.nodes import Mapping, Scalar, Sequence

__all__ = ["CORE", "TAG", "content_start", "tag_of"]

CORE = "tag:yaml.org,2002:"
"""What the tags of YAML's own types start with."""

TAG = r"!<[^> \t\r\n]*>|![^ \t\r\n,\[\]{}]*"
"""The pattern of a tag as it stands in a text."""

_PROPERTY = pattern(rf"(?:({TAG})|&[^ \t\r\n,\[\]{{}}]+)(?:[ \t\r\n]+(?:#[^\n\r]*+)?)*+")


def tag_of(front: str, node: Scalar | Mapping | Sequence) -> str | None:
    """The tag that stands before a node, in full: `!!int` is `tag:yaml.org,2002:int`. None where it has none."""
    at = node.start
    while node.properties and at < node.end and (match := _PROPERTY.match(front, at)):
        if tag := match[1]:
            return tag[2:-1] if tag.startswith("!<") else CORE + tag[2:] if tag.startswith("!!") else tag
        at = match.end()
    return None


def content_start(front: str, node: Scalar) -> int:
    """Where a scalar's content starts, behind its properties."""
    at = node.start
    while node.properties and at < node.end and (match := _PROPERTY.match(front, at)):
        at = match.end()
    return min(at, node.end)
