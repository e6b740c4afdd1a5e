"""What values don't tell: anchors, tags, aliases, and keys that aren't text."""

from __future__ import annotations

from typing import TypeAlias

from articlefmt.keys import Key
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.parsed import Parsed

__all__ = ["properties_by_entry"]

_Property: TypeAlias = tuple[Key, str]


def properties_by_entry(parsed: Parsed) -> dict[str, list[_Property]]:
    """What each top-level entry has of these, with the key at which it stands, in the order of the text."""
    found: dict[str, list[_Property]] = {}
    front = parsed.source.front
    for node, key, is_name in walks.walk_with_keys(parsed.tree):
        text = ""
        if isinstance(node, nodes.Alias):
            text = front[node.start : node.end]
        elif node.properties is not None:
            text = "&{} {}".format(*node.properties)
        elif "?" in key and (is_name or isinstance(node, nodes.Scalar)):
            text = front[node.start : node.end]
        if text:
            found.setdefault(str(key[0]) if key else "", []).append((key[1:], text))
    return found
