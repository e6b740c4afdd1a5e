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

from articlefmt.descent import descend
from articlefmt.keys import Key
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
    "find",
    "is_marked",
    "key_at",
    "last_leaf",
    "leaves",
    "leaves_with_keys",
    "mappings",
    "nearest",
    "target",
    "values",
    "walk",
    "walk_with_keys",
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

    def starts(self) -> list[int]:
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
    def starts(self) -> list[int]:
        """Where the key of each entry starts."""
        return self._keys.starts() if self._keys else [entry.key.start for entry in self.entries]

    @property
    def collections(self) -> Iterator[Entry]:
        """The entries whose value is a mapping or a list."""
        if self._keys:
            return self._keys.collections()
        return (entry for entry in self.entries if isinstance(entry.value, Mapping | Sequence))

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
_LEAVES = (Scalar, Alias)


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
    while isinstance(root, Mapping | Sequence):
        parts = list(reversed(_keyed(root)))
        above = next(((name, node) for name, start, node in parts if start <= offset), None)
        if above is None:
            break
        name, root = above
        key = (*key, name)
    return key


def _keyed(node: Mapping | Sequence) -> list[tuple[str | int, int, Node]]:
    """The parts of a collection: their name or number, where they start, and their value."""
    if isinstance(node, Sequence):
        return [(at, item.start, item) for at, item in enumerate(node.items)]
    return [("?" if entry.name is None else entry.name, entry.key.start, entry.value) for entry in node.entries]


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


def leaves_with_keys(root: Node) -> Iterator[tuple[Scalar | Alias, Key, bool]]:
    """Every leaf as `leaves` gives it, the key of its value, and whether it is the name in that key itself."""
    for node, key, is_name in walk_with_keys(root):
        if isinstance(node, _LEAVES):
            yield node, key, is_name


def is_marked(node: Node) -> bool:
    """Whether it has an anchor or a tag, or is an alias."""
    return isinstance(node, Alias) or node.properties is not None


def walk_with_keys(root: Node) -> Iterator[tuple[Node, Key, bool]]:
    """Every node as `walk` gives it, the key of its value, and whether it is the name in that key itself."""
    top: tuple[Node, Key, bool] = (root, (), False)
    return descend(top, _parts_with_keys)


def mappings(root: Node) -> Iterator[Mapping]:
    """Every mapping, outer before inner."""
    return (node for node in walk(root) if isinstance(node, Mapping))


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
