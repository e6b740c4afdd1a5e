"""Anchors, tags and aliases: which edits they allow.

An anchor that nothing refers to may stay or go with its value. One that is referred to may not: the alias would say
something else, or nothing. A tag says what its value is, so that no other value may stand behind it, but for `!`, which
says no more than that the value is text.
"""

from __future__ import annotations

from collections import Counter
from typing import NoReturn

from articlefmt.editing.edit import Slot
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.properties import content_start
from articlefmt.values import Value

__all__ = ["behind_kept", "check_change", "check_move", "check_removal", "kept"]

_TEXT = "!"  # the tag of a value that is text, however it looks


def check_change(slot: Slot, node: nodes.Node) -> None:
    """Refuse to change a value, or a part of it, where an alias or a tag forbids it."""
    if isinstance(node, nodes.Alias):
        _refuse(slot, "an alias", node)
    if node.properties and node.properties.tag not in {"", _TEXT}:
        _refuse(slot, "a tag", node)
    if node.properties and slot.edit.aliases[id(node)]:
        _refuse(slot, "an anchor that an alias refers to", node)


def check_removal(slot: Slot, *parts: nodes.Node) -> None:
    """Refuse to take out nodes if an alias that stays refers to something in them."""
    aliases = slot.edit.aliases
    if not aliases:
        return
    inside = [node for part in parts for node in walks.walk(part)]
    own = Counter(id(node.target) for node in inside if isinstance(node, nodes.Alias))
    for node in inside:
        if aliases[id(node)] > own[id(node)]:
            _refuse(slot, "an anchor that an alias refers to", node)


def check_move(slot: Slot, node: nodes.Node) -> None:
    """Refuse to move what has an alias in it, or is referred to by one: an alias must stand below its anchor."""
    aliases = slot.edit.aliases
    if not aliases:
        return
    for one in walks.walk(node):
        if isinstance(one, nodes.Alias):
            _refuse(slot, "an alias", one)
        if aliases[id(one)]:
            _refuse(slot, "an anchor that an alias refers to", one)


def kept(node: nodes.Node, new: Value) -> str:
    """The properties that stay when a node gets another value: its anchor; the tag `!` if the value is text."""
    anchor, tag = node.properties or ("", "")
    parts = (f"&{anchor}" if anchor else "", tag if isinstance(new, str) else "")
    return " ".join(filter(None, parts))


def behind_kept(text: str, node: nodes.Node, new: Value) -> tuple[int, str]:
    """Where another value goes, and which properties are written before it: behind those there are, if all stay."""
    if node.properties and node.properties.tag and not isinstance(new, str):
        marks = kept(node, new)
        return node.start, marks and marks + " "
    return content_start(text, node), ""


def _refuse(slot: Slot, what: str, node: nodes.Node) -> NoReturn:
    edit, key = slot.edit, walks.key_at(slot.edit.parsed.tree, node.start)
    edit.refuse(f"{what} stands here, so the edit can't be made; edit the text", node.start, key)
