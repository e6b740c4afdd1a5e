"""Walks of a tree: what is in it, in the order of the text, and what stands at a key or an offset."""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.descent import descend
from articlefmt.keys import Key
from articlefmt.syntax.nodes import Alias, Entry, Mapping, Node, Scalar, Sequence, target

__all__ = [
    "find",
    "key_at",
    "last_leaf",
    "leaves",
    "leaves_with_keys",
    "mappings",
    "nearest",
    "walk",
    "walk_with_keys",
]

_LEAVES = (Scalar, Alias)


def walk(root: Node) -> Iterator[Node]:
    """Every node at or in one, keys included, outer before inner, in the order of the text; no alias is followed."""
    todo: list[Node] = [root]  # not `descend`: a call for each node would make `leaves` take twice as long
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, Scalar):  # as most are
            continue
        if isinstance(node, Mapping):
            for entry in reversed([*node.entries]):  # made from the first to the last
                todo += (entry.value, entry.key)
        elif isinstance(node, Sequence):
            todo += reversed(node.items)


def leaves(root: Node) -> list[Scalar | Alias]:
    """Every scalar and alias, keys included, in the order of the text."""
    return [node for node in walk(root) if isinstance(node, _LEAVES)]


def last_leaf(root: Node) -> Node:
    """The last scalar or alias in a node; an empty collection itself."""
    while not isinstance(root, _LEAVES):
        if isinstance(root, Sequence) and root.items:
            root = root.items[-1]
        elif isinstance(root, Mapping) and root.entries:
            entry = root.entries[-1]
            root = entry.value if entry.value.end > entry.key.end else entry.key
        else:
            break
    return root


def mappings(root: Node) -> Iterator[Mapping]:
    """Every mapping, outer before inner."""
    return (node for node in walk(root) if isinstance(node, Mapping))


def walk_with_keys(root: Node) -> Iterator[tuple[Node, Key, bool]]:
    """Every node as `walk` gives it, the key of its value, and whether it is the name in that key itself."""
    top: tuple[Node, Key, bool] = (root, (), False)
    return descend(top, _parts_with_keys)


def leaves_with_keys(root: Node) -> Iterator[tuple[Scalar | Alias, Key, bool]]:
    """Every leaf as `leaves` gives it, the key of its value, and whether it is the name in that key itself."""
    for node, key, is_name in walk_with_keys(root):
        if isinstance(node, _LEAVES):
            yield node, key, is_name


def find(root: Node, key: Key) -> Entry | Node | None:
    """What stands at a key: the entry if the last part names one, else the node; None where there is nothing."""
    found: Entry | Node = root
    for part in key:
        node = target(found.value if isinstance(found, Entry) else found)
        if isinstance(node, Mapping) and isinstance(part, str) and part in node.names:
            found = node.names[part]
        elif isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
            found = node.items[part]
        else:
            return None
    return found


def nearest(root: Mapping, key: Key) -> int:
    """Where the value at a key starts, or the nearest above that is there: a scalar itself, else its key."""
    for length in range(len(key), 0, -1):
        found = find(root, key[:length])
        if isinstance(found, Entry):
            is_whole = length == len(key) and isinstance(found.value, Scalar)
            return found.value.start if is_whole else found.key.start
        if found is not None:
            return found.start
    return root.start


def key_at(root: Node, offset: int) -> Key:
    """The key of what stands at an offset, or of the nearest above it."""
    key: Key = ()
    while isinstance(root, (Mapping, Sequence)):
        parts = list(reversed(_keyed(root)))
        above = next(((name, node) for name, start, node in parts if start <= offset), None)
        if above is None:
            break
        name, root = above
        key = (*key, name)
    return key


def _parts_with_keys(part: tuple[Node, Key, bool]) -> list[tuple[Node, Key, bool]]:
    """What is in a part, the last first."""
    node, key, _ = part
    parts: list[tuple[Node, Key, bool]] = []
    if isinstance(node, Mapping):
        for entry in reversed(node.entries):
            below = (*key, "?" if entry.name is None else entry.name)
            parts += ((entry.value, below, False), (entry.key, below, True))
    elif isinstance(node, Sequence):
        parts += ((node.items[at], (*key, at), False) for at in range(len(node.items) - 1, -1, -1))
    return parts


def _keyed(node: Mapping | Sequence) -> list[tuple[str | int, int, Node]]:
    """The parts of a collection: their name or number, where they start, and their value."""
    if isinstance(node, Sequence):
        return [(at, item.start, item) for at, item in enumerate(node.items)]
    return [("?" if entry.name is None else entry.name, entry.key.start, entry.value) for entry in node.entries]
