"""The full YAML reader: a tree of nodes from the events of ruamel.yaml's parser, in one pass."""

from __future__ import annotations

import re

from articlefmt.errors import ParseError
from articlefmt.keys import Key
from articlefmt.syntax.blanks import false_blank_in, is_false_blank
from articlefmt.syntax.block_scalars import end_of_block
from articlefmt.syntax.explanations import behind_quote, false_blank, glued_colon, markers
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.nodes import Alias, Entry, Mapping, Node, Properties, Scalar, Sequence, empty_mapping
from articlefmt.syntax.properties import properties_end
from articlefmt.syntax.ruamel_reader import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    events,
)
from articlefmt.syntax.scalars import resolve, resolve_tagged
from articlefmt.syntax.source import Source
from articlefmt.values import Atom

__all__ = ["read"]

_AFTER_QUOTED = frozenset(" \t\r\n,]}:")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INDICATOR_OR_COMMENT = re.compile(r"#[^\n]*|([-:])")
_TAG_OR_COMMENT = re.compile(r"#[^\n]*|(!\S*)|\S")


def read(source: Source, limits: Limits) -> Mapping:
    """Read the front matter.

    Raises:
        ParseError: it isn't valid YAML, isn't a mapping, has a duplicate key, or is over a limit.
    """
    refused: ParseError | None = None
    try:
        return _read(source, limits)
    except ParseError as error:
        refused = error
    # What git left is the cause of whatever else is wrong; a limit is one by itself.
    raise (refused.code != "Y205" and markers(source)) or refused


def _read(source: Source, limits: Limits) -> Mapping:
    builder = _Builder(source, limits)
    for event in events(source):
        builder.take(event)
    if builder.root is None:  # nothing, or comments alone: a mapping without keys
        return empty_mapping()
    if not isinstance(builder.root, Mapping):
        raise _no_mapping(source, builder.root)
    return builder.root


def _no_mapping(source: Source, root: Node) -> ParseError:
    """What is wrong with a front matter that is something else: of one text, that a blank isn't where it must be."""
    if isinstance(root, Scalar):
        blank = false_blank_in(source.front, 0, len(source.front))  # such as behind the only colon
        if blank is not None:
            return false_blank(source, blank)
        if (glued := glued_colon(source)) is not None:
            return glued
    message = "the front matter is not a mapping; it must hold keys and values, as in `title: …`"
    return source.error("Y202", message, root.start)


class _Frame:
    """A collection that is being read, with the lists and the dict that its node holds; `key` waits for its value."""

    __slots__ = ("entries", "items", "key", "keys", "names", "node")

    def __init__(self, event: CollectionStartEvent, start: int) -> None:
        self.entries: list[Entry] = []
        self.names: dict[str, Entry] = {}
        self.items: list[Node] = []
        flow, properties = bool(event.flow_style), _properties(event)
        self.node: Mapping | Sequence
        if isinstance(event, MappingStartEvent):
            self.node = Mapping(start, flow, properties, self.entries, self.names)
        else:
            self.node = Sequence(start, flow, properties, self.items)
        self.key: Node | None = None
        self.keys: set[tuple[type, Atom]] = set()


class _Builder:
    """Turns events into nodes, with a stack of its own."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.text = source.front
        self.limits = limits
        self.root: Node | None = None
        self.stack: list[_Frame] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0
        self.last = 0  # where the last leaf, bracket or property ends

    def take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._add(self._scalar(event), event)
        elif isinstance(event, AliasEvent):
            self._add(self._alias(event), event)
        elif isinstance(event, CollectionStartEvent):
            self._open(_Frame(event, self._start(event)), event)
        elif isinstance(event, CollectionEndEvent):
            self._close(event)
        elif isinstance(event, DocumentStartEvent) and self.root is not None:
            raise self.source.error(
                "F103",
                "a second YAML document starts here, inside the front matter; remove the `...` above",
                event.start_mark.index,
            )

    # --- leaves

    def _scalar(self, event: ScalarEvent) -> Scalar:
        start, end, style = self._start(event), event.end_mark.index, event.style or ""
        text: str = event.value
        value: Atom = text
        if style in ("|", ">"):
            end = end_of_block(self.text, start, end, text)
        elif style:
            if is_false_blank(self.text[end : end + 1]):
                raise false_blank(self.source, end)
            if end < len(self.text) and self.text[end] not in _AFTER_QUOTED:
                raise behind_quote(self.source, start, end)
            if surrogate := _SURROGATE.search(text):
                message = f"the escape \\u{ord(surrogate[0]):04x} is half a character; write the character itself"
                raise self.source.error("Y204", message, start)
        elif not event.tag:
            value = resolve(text)
            if start == end:
                start = end = self._behind_indicator(start)
        if event.tag and event.tag != "!":
            value = resolve_tagged(text, str(event.tag))
        self.last = max(end, self.last)
        return Scalar(value, start, end, style, _properties(event))

    def _behind_indicator(self, offset: int) -> int:
        """Where an empty value is: behind its colon or dash. ruamel.yaml may say where the next token starts."""
        if self.stack and isinstance(self.stack[-1].node, Mapping) and self.stack[-1].key is None:
            # Of a key that is empty in a flow mapping it says where its colon ends.
            return offset - (offset > self.last and self.text[offset - 1] == ":")
        place = self.last
        for match in _INDICATOR_OR_COMMENT.finditer(self.text, self.last, offset):
            place = match.end() if match[1] else place
        return place

    def _alias(self, event: AliasEvent) -> Alias:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor not in self.anchors:
            raise self.source.error("Y201", "invalid YAML: no anchor of this name stands above", start)
        self.last = end
        return Alias(self.anchors[event.anchor], start, end)

    def _start(self, event: NodeEvent) -> int:
        """Where the node starts, its properties included: of `!tag &anchor value` ruamel.yaml says it is at `&`."""
        start: int = event.start_mark.index
        if not (event.anchor and getattr(event, "tag", None) and self.text.startswith("&", start)):
            return start
        tag = None
        for match in _TAG_OR_COMMENT.finditer(self.text, self.last, start):
            if not match[0].startswith("#"):  # what else stands there is of what it is in
                tag = match.start() if match[1] else None
        return start if tag is None else tag

    # --- structure

    def _open(self, frame: _Frame, event: NodeEvent) -> None:
        node = frame.node
        self._add(node, event)
        self.stack.append(frame)
        if len(self.stack) > self.limits.depth:
            raise self.source.error("Y205", f"more than {self.limits.depth} levels of nesting", node.start)
        end = properties_end(self.text, node.start, node.properties) if node.properties else node.start
        self.last = max(self.last, end)

    def _close(self, event: CollectionEndEvent) -> None:
        node = self.stack.pop().node
        if node.flow and event.end_mark.index > event.start_mark.index:
            self.last = event.end_mark.index
            if self.text.startswith("#", self.last):
                raise self.source.error("Y201", "invalid YAML: a blank must stand before a comment", self.last)
        node.end = max(self.last, node.start)

    def _add(self, node: Node, event: NodeEvent) -> None:
        self.count += 1
        if self.count > self.limits.nodes:
            raise self.source.error("Y205", f"more than {self.limits.nodes:,} keys and values", node.start)
        if event.anchor and not isinstance(node, Alias):
            self.anchors[event.anchor] = node
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if isinstance(frame.node, Sequence):
            frame.items.append(node)
        elif frame.key is None:
            frame.key = node
        else:
            self._enter(frame, frame.key, node)
            frame.key = None

    def _enter(self, frame: _Frame, key: Node, value: Node) -> None:
        target = key.target if isinstance(key, Alias) else key
        name = None
        if isinstance(target, Scalar):
            identity = (type(target.value), target.value)
            if identity in frame.keys:
                shown = target.value if isinstance(target.value, str) else self.text[key.start : key.end]
                message = (
                    "this key stands twice in its mapping: some readers refuse that, others take the last; keep one"
                )
                raise self.source.error("Y203", message, key.start, (*self._key_here(), str(shown)))
            frame.keys.add(identity)
            name = target.value if isinstance(target.value, str) and key is target else None
        entry = Entry(key, name, value)
        frame.entries.append(entry)
        if name is not None:
            frame.names[name] = entry

    def _key_here(self) -> Key:
        """The key of the mapping that is being read."""
        parts: list[str | int] = []
        for frame in self.stack[:-1]:
            if isinstance(frame.node, Sequence):
                parts.append(len(frame.node.items) - 1)
            else:
                key = frame.node.entries[-1].key
                parts.append(str(key.value) if isinstance(key, Scalar) else "?")
        return tuple(parts)


def _properties(event: NodeEvent) -> Properties | None:
    anchor, tag = event.anchor, getattr(event, "tag", None)
    return Properties(anchor or "", str(tag or "")) if anchor or tag else None
