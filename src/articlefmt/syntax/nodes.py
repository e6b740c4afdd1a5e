"""The tree that a reader makes of the front matter.

Plain slotted classes. Positions are offsets into `Source.front`, in code points; lines are computed when asked for.
A node's span starts at its properties (`&anchor`, `!tag`) where it has some. A block collection ends where its last
leaf ends, a flow collection behind its bracket, and a value that isn't there is an empty span behind its colon or
dash. A reader may make the parts of a collection when they are asked for.
"""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator
from typing import NamedTuple, Protocol, TypeAlias

from articlefmt.values import Atom, Collection, Value

__all__ = [
    "Alias",
    "Entry",
    "Keys",
    "Mapping",
    "Node",
    "Properties",
    "Scalar",
    "Sequence",
    "TooManyValuesError",
    "children",
    "empty_mapping",
    "is_marked",
    "target",
    "values",
]


class Properties(NamedTuple):
    """What stands before a node: the name behind `&`, and the tag with its `!`; empty where there is none."""

    anchor: str
    tag: str


class Scalar:
    """A leaf. `style` is its first character: `"`, `'`, `|`, `>`, or nothing for a plain one."""

    __slots__ = ("end", "properties", "start", "style", "value")

    value: Atom
    start: int
    end: int
    style: str
    properties: Properties | None

    def __init__(self, value: Atom, start: int, end: int, style: str, properties: Properties | None = None) -> None:
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
    """`*name`. It owns only its name, and has no properties; `target` is the node that the name stood for there."""

    __slots__ = ("end", "start", "target")

    target: Node
    start: int
    end: int
    properties: Properties | None = None

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


class Keys(Protocol):
    """What is known of the entries of a mapping before they are made."""

    def starts(self) -> abc.Sequence[int]:
        """Where the key of each entry starts."""
        ...

    def collections(self) -> Iterator[Entry]:
        """The entries whose value is a mapping or a list."""
        ...


class Mapping:
    """Entries in the order of the text; `names` finds one by its key.

    A reader that makes entries when they are asked for tells by `keys` what can be told without making them.
    """

    __slots__ = ("_end", "_keys", "entries", "flow", "names", "properties", "start")

    start: int
    flow: bool
    properties: Properties | None
    entries: abc.Sequence[Entry]
    names: abc.Mapping[str, Entry]

    def __init__(
        self,
        start: int,
        flow: bool,
        properties: Properties | None,
        entries: abc.Sequence[Entry],
        names: abc.Mapping[str, Entry],
        keys: Keys | None = None,
    ) -> None:
        self.start = start
        self._end = -1
        self.flow = flow
        self.properties = properties
        self.entries = entries
        self.names = names
        self._keys = keys

    @property
    def starts(self) -> abc.Sequence[int]:
        """Where the key of each entry starts."""
        return self._keys.starts() if self._keys else [entry.key.start for entry in self.entries]

    @property
    def collections(self) -> Iterator[Entry]:
        """The entries whose value is a mapping or a list."""
        if self._keys:
            return self._keys.collections()
        return (entry for entry in self.entries if isinstance(entry.value, (Mapping, Sequence)))

    @property
    def end(self) -> int:
        """Where the last leaf ends, or behind the bracket."""
        if self._end < 0:
            self._end = self.entries[-1].value.end
        return self._end

    @end.setter
    def end(self, end: int) -> None:
        self._end = end


class Sequence:
    """Items in the order of the text; `starts` are the offsets of the dashes where the reader tells them."""

    __slots__ = ("_end", "flow", "items", "properties", "start", "starts")

    start: int
    flow: bool
    properties: Properties | None
    items: abc.Sequence[Node]
    starts: abc.Sequence[int] | None

    def __init__(
        self,
        start: int,
        flow: bool,
        properties: Properties | None,
        items: abc.Sequence[Node],
        starts: abc.Sequence[int] | None = None,
    ) -> None:
        self.start = start
        self._end = -1
        self.flow = flow
        self.properties = properties
        self.items = items
        self.starts = starts

    @property
    def end(self) -> int:
        """Where the last leaf ends, or behind the bracket."""
        if self._end < 0:
            self._end = self.items[-1].end
        return self._end

    @end.setter
    def end(self, end: int) -> None:
        self._end = end


Node: TypeAlias = Scalar | Alias | Mapping | Sequence


class TooManyValuesError(Exception):
    """Aliases expand to more values than the limit; internal, never seen outside."""


def empty_mapping() -> Mapping:
    """The tree of front matter without a key: nothing, or comments alone."""
    root = Mapping(0, flow=False, properties=None, entries=(), names={})
    root.end = 0
    return root


def values(root: Mapping, limit: int) -> dict[str, Value]:
    """The values below a mapping as fresh plain data; aliases are followed, entries without a text key left out.

    Raises:
        TooManyValuesError: aliases expand to more than `limit` values, or without end.
    """
    result: dict[str, Value] = {}
    # Not `descend`: with that it takes 1.6 times as long.
    todo: list[tuple[Mapping | Sequence, Collection]] = [(root, result)]
    count = 0
    while todo:
        node, into = todo.pop()
        for name, below in children(node):
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


def is_marked(node: Node) -> bool:
    """Whether it has an anchor or a tag, or is an alias."""
    return isinstance(node, Alias) or node.properties is not None


def target(node: Node) -> Scalar | Mapping | Sequence:
    """The node itself, or what it is an alias of."""
    while isinstance(node, Alias):
        node = node.target
    return node


def children(node: Mapping | Sequence) -> Iterator[tuple[str, Node]]:
    """What is in a collection and has a value: items with no name, entries with theirs, if that is text."""
    if isinstance(node, Sequence):
        return (("", item) for item in node.items)
    return ((entry.name, entry.value) for entry in node.entries if entry.name is not None)
