"""The tree that a reader makes of the front matter.

Plain slotted classes. Positions are offsets into `Source.front`, in code points; lines are computed when asked for.
A node's span starts at its properties (`&anchor`, `!tag`) where it has some. A block collection ends where its last
leaf ends, a flow collection behind its bracket, and a value that isn't there is an empty span behind its colon or
dash.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from articlefmt.display import Key
from articlefmt.values import Atom, Value

__all__ = [
    "Alias",
    "Entry",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "TooManyValuesError",
    "find",
    "leaves",
    "leaves_with_keys",
    "mappings",
    "target",
    "values",
]


class Scalar:
    """A leaf. `style` is its first character: `"`, `'`, `|`, `>`, or nothing for a plain one."""

    __slots__ = ("end", "properties", "start", "style", "value")

    value: Atom
    start: int
    end: int
    style: str
    properties: bool

    def __init__(self, value: Atom, start: int, end: int, style: str, properties: bool = False) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.style = style
        self.properties = properties

    @property
    def is_block(self) -> bool:
        """Whether it is literal or folded."""
        return self.style in ("|", ">")


class Alias:
    """`*name`. It owns only its name; `target` is the node that the name stood for there."""

    __slots__ = ("end", "start", "target")

    target: Node
    start: int
    end: int
    properties: bool = True

    def __init__(self, target: Node, start: int, end: int) -> None:
        self.target = target
        self.start = start
        self.end = end


class Entry:
    """A key and its value. `name` is the key where it is text, else None: such an entry is kept, never typed."""

    __slots__ = ("key", "name", "value")

    key: Node
    name: str | None
    value: Node

    def __init__(self, key: Node, name: str | None, value: Node) -> None:
        self.key = key
        self.name = name
        self.value = value


class Mapping:
    """Entries in the order of the text; `names` finds one by its key."""

    __slots__ = ("end", "entries", "flow", "names", "properties", "start")

    start: int
    end: int
    flow: bool
    properties: bool
    entries: list[Entry]
    names: dict[str, Entry]

    def __init__(self, start: int, flow: bool, properties: bool = False) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.properties = properties
        self.entries = []
        self.names = {}


class Sequence:
    """Items in the order of the text."""

    __slots__ = ("end", "flow", "items", "properties", "start")

    start: int
    end: int
    flow: bool
    properties: bool
    items: list[Node]

    def __init__(self, start: int, flow: bool, properties: bool = False) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.properties = properties
        self.items = []


Node: TypeAlias = Scalar | Alias | Mapping | Sequence


class TooManyValuesError(Exception):
    """Aliases expand to more values than the limit; internal, never seen outside."""


def values(root: Mapping, limit: int) -> dict[str, Value]:
    """The values below a mapping as fresh plain data; aliases are followed, entries without a text key left out.

    No recursion: how deep the tree is doesn't depend on the caller's stack.

    Raises:
        TooManyValuesError: aliases expand to more than `limit` values, or without end.
    """
    result: dict[str, Value] = {}
    todo: list[tuple[Mapping | Sequence, dict[str, Value] | list[Value]]] = [(root, result)]
    count = 0
    while todo:
        node, into = todo.pop()
        for name, below in _children(node):
            count += 1
            if count > limit:
                raise TooManyValuesError
            child = target(below)
            value: Value
            if isinstance(child, Scalar):
                value = child.value
            else:
                value = {} if isinstance(child, Mapping) else []
                todo.append((child, value))
            if isinstance(into, dict):
                into[name] = value
            else:
                into.append(value)
    return result


def find(root: Node, key: tuple[str | int, ...]) -> Entry | Node | None:
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


def leaves(root: Node) -> Iterator[Scalar | Alias]:
    """Every scalar and alias, keys included, in the order of the text."""
    todo: list[Node] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, Mapping):
            for entry in reversed(node.entries):
                todo += (entry.value, entry.key)
        elif isinstance(node, Sequence):
            todo += reversed(node.items)
        else:
            yield node


def leaves_with_keys(root: Node) -> Iterator[tuple[Scalar | Alias, Key, bool]]:
    """Every leaf as `leaves` gives it, the key of its value, and whether it is the name in that key itself."""
    todo: list[tuple[Node, Key, bool]] = [(root, (), False)]
    while todo:
        node, key, is_name = todo.pop()
        if isinstance(node, Mapping):
            for entry in reversed(node.entries):
                below = (*key, "?" if entry.name is None else entry.name)
                todo += ((entry.value, below, False), (entry.key, below, True))
        elif isinstance(node, Sequence):
            todo += ((node.items[at], (*key, at), False) for at in range(len(node.items) - 1, -1, -1))
        else:
            yield node, key, is_name


def mappings(root: Node) -> Iterator[Mapping]:
    """Every mapping, outer before inner."""
    todo: list[Node] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, Mapping):
            yield node
            for entry in reversed(node.entries):
                todo += (entry.value, entry.key)
        elif isinstance(node, Sequence):
            todo += reversed(node.items)


def target(node: Node) -> Scalar | Mapping | Sequence:
    """The node itself, or what it is an alias of."""
    while isinstance(node, Alias):
        node = node.target
    return node


def _children(node: Mapping | Sequence) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Sequence):
        return (("", item) for item in node.items)
    return ((entry.name, entry.value) for entry in node.entries if entry.name is not None)
