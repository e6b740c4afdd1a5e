"""The full YAML reader: a tree of nodes from the events of ruamel.yaml's parser.

The only module that imports ruamel.yaml. Events, not nodes or data: they come one by one, so that the limits hold while
reading, nothing is constructed whatever its tag, and no recursion depends on the depth of the text.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner, ScannerError

from articlefmt.errors import ParseError
from articlefmt.keys import Key
from articlefmt.syntax.blanks import behind_indicator, is_false
from articlefmt.syntax.block_scalars import end_of_block
from articlefmt.syntax.explanations import Begun, behind_quote, false_blank, glued_colon, markers, refusal
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.nodes import Alias, Entry, Mapping, Node, Properties, Scalar, Sequence, empty_mapping
from articlefmt.syntax.properties import properties_end
from articlefmt.syntax.scalars import resolve, resolve_tagged
from articlefmt.syntax.source import Source
from articlefmt.syntax.stand_ins import of_no_breaks
from articlefmt.values import Atom

__all__ = ["read", "tab_refused_by_ruamel"]

_AFTER_QUOTED = frozenset(" \t\r\n,]}:")
_BREAKS = "\n\r"
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
    for event in _events(source):
        builder.take(event)
    if builder.root is None:  # nothing, or comments alone: a mapping without keys
        return empty_mapping()
    if not isinstance(builder.root, Mapping):
        blank = behind_indicator(source.front, 0, len(source.front)) if isinstance(builder.root, Scalar) else None
        if blank is not None:  # such as behind the only colon, which makes one text of all
            raise false_blank(source, blank)
        if isinstance(builder.root, Scalar) and (glued := glued_colon(source)) is not None:
            raise glued
        message = "the front matter is not a mapping; it must hold keys and values, as in `title: …`"
        raise source.error("Y202", message, builder.root.start)
    return builder.root


def tab_refused_by_ruamel(source: Source) -> int | None:
    """Where ruamel.yaml itself refuses a text that `read` takes, for a tab; None where it doesn't."""
    try:
        for _ in YAML(typ="safe", pure=True).parse(source.front):
            pass
    except Exception as error:  # noqa: BLE001  it raises whatever: here only the place of a tab is asked for
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        index = mark.index if mark else 0
        return next((at for at in (index, index - 1) if source.front[at : at + 1] == "\t"), None)
    return None


def _events(source: Source) -> Iterator[ev.Event]:
    """The parser's events. Whatever comes out of ruamel.yaml becomes a `ParseError`, made from positions alone."""
    stand_ins = of_no_breaks(source.front)
    back = {ord(stand_in): chr(code) for code, stand_in in stand_ins.items()}
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = _Scanner
    refused: ParseError | None = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for event in yaml.parse(source.front.translate(stand_ins) if stand_ins else source.front):
                if back and isinstance(event, ev.ScalarEvent):
                    event.value = event.value.translate(back)
                yield event
        except MarkedYAMLError as error:
            refused = _refusal(source, error, yaml.scanner)
        except Exception as error:  # noqa: BLE001  ValueError, IndexError and others of it may not escape
            refused = source.error("Y201", f"invalid YAML ({type(error).__name__} in the YAML parser)", 0)
    if refused is not None:  # not above: there the error would have the parser's as its context, which quotes the text
        raise refused


class _Spaces:
    """A reader with spaces for some characters, to whoever peeks."""

    def __init__(self, reader: Reader, chars: str) -> None:
        self._reader = reader
        self._chars = chars

    def __getattr__(self, name: str) -> object:
        return getattr(self._reader, name)

    def peek(self, index: int = 0) -> str:
        char: str = self._reader.peek(index)
        return " " if char in self._chars else char


class _Scanner(Scanner):
    """ruamel.yaml's scanner, which forbids most tabs, but that it takes those that YAML takes.

    It knows where it is, so that no tab of a quoted text, a block scalar or a comment is touched, and no place moves.
    """

    plain = 0
    """Where the last plain text starts."""

    def scan_plain(self) -> object:
        """Take a plain text."""
        self.plain = self.reader.index
        return super().scan_plain()

    quoted = (0, 0)
    """Where the last quoted text starts and ends."""

    def scan_flow_scalar(self, style: object) -> object:
        """Take a quoted text."""
        start = self.reader.index
        token = super().scan_flow_scalar(style)
        self.quoted = start, self.reader.index
        return token

    def scan_to_next_token(self) -> None:
        """Go to the next token: tabs may stand before it, but not in the place of its indentation."""
        reader = self.reader
        line, is_behind_token = reader.line, reader.column > 0
        super().scan_to_next_token()
        while reader.peek() == "\t":
            length = self._blanks()
            is_last = reader.peek(length) in "#\n\r\0"
            is_on_line = is_behind_token and reader.line == line
            if not (is_last or is_on_line or reader.column > max(self.indent, 0)):
                return
            if not is_last:  # what would begin a mapping or a list here has a tab in its indentation
                self.allow_simple_key = False
            reader.forward(length)
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: int, start_mark: object) -> list[str]:  # noqa: ARG002  as it is called
        """Take what is between two words of a plain text: blanks, or line breaks that are folded."""
        reader = self.reader
        blanks: str = reader.prefix(self._blanks())
        reader.forward(len(blanks))
        if reader.peek() not in _BREAKS:
            return [blanks] if blanks else []
        self.allow_simple_key = True
        breaks = 0
        while reader.peek() in _BREAKS:
            self.scan_line_break()
            breaks += 1
            if reader.prefix(3) in ("---", "...") and reader.peek(3) in " \t\n\r\0":
                return []
            while reader.peek() == " ":
                reader.forward()
            if self.flow_level or reader.column >= indent:
                reader.forward(self._blanks())
        return [" "] if breaks == 1 else ["\n"] * (breaks - 1)

    def scan_tag(self) -> object:
        """Take a tag, behind which a tab may stand. It ends before what a flow collection is made of."""
        is_verbatim = self.reader.prefix(2) == "!<"
        token = self._with_spaces("\t" if is_verbatim else "\t,[]{}", super().scan_tag)
        if self.reader.peek() in "[{":
            raise ScannerError(None, None, "expected ' '", self.reader.get_mark())
        return token

    def scan_block_scalar_indicators(self, start_mark: object) -> object:
        """Take what stands behind `|` and `>`, and then a tab may."""
        return self._with_spaces("\t", super().scan_block_scalar_indicators, start_mark)

    def scan_block_scalar_ignored_line(self, start_mark: object) -> object:
        """Take the rest of that line."""
        return self._with_spaces("\t", super().scan_block_scalar_ignored_line, start_mark)

    def _blanks(self) -> int:
        """How many spaces and tabs stand here."""
        length, peek = 0, self.reader.peek
        while peek(length) in " \t":
            length += 1
        return length

    def _with_spaces(self, chars: str, scan: Callable[..., object], *arguments: object) -> object:
        reader = self.reader
        self._scanner_reader = _Spaces(reader, chars)
        try:
            return scan(*arguments)
        finally:
            self._scanner_reader = reader


def _refusal(source: Source, error: MarkedYAMLError, scanner: _Scanner) -> ParseError:
    """What is wrong, in our words, and where."""
    problem = error.problem or ""
    is_earlier = _is_unclosed(error) or "could not find expected ':'" in problem
    mark = (is_earlier and error.context_mark) or error.problem_mark or error.context_mark
    offset = mark.index if mark else 0
    return refusal(source, problem, offset, Begun(min(offset, scanner.plain), scanner.quoted))


def _is_unclosed(error: MarkedYAMLError) -> bool:
    """Whether a quote or bracket is at fault that stands far above the place where the parser noticed."""
    problem, begun, noticed = error.problem or "", error.context_mark, error.problem_mark
    return "end of stream" in problem or ("expected ',' or" in problem and begun.line != noticed.line)


class _Frame:
    """A collection that is being read, with the lists and the dict that its node holds; `key` waits for its value."""

    __slots__ = ("entries", "items", "key", "keys", "names", "node")

    def __init__(self, event: ev.CollectionStartEvent, start: int) -> None:
        self.entries: list[Entry] = []
        self.names: dict[str, Entry] = {}
        self.items: list[Node] = []
        flow, properties = bool(event.flow_style), _properties(event)
        self.node: Mapping | Sequence
        if isinstance(event, ev.MappingStartEvent):
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

    def take(self, event: ev.Event) -> None:
        if isinstance(event, ev.ScalarEvent):
            self._add(self._scalar(event), event)
        elif isinstance(event, ev.AliasEvent):
            self._add(self._alias(event), event)
        elif isinstance(event, ev.CollectionStartEvent):
            self._open(_Frame(event, self._start(event)), event)
        elif isinstance(event, ev.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, ev.DocumentStartEvent) and self.root is not None:
            raise self.source.error(
                "F103",
                "a second YAML document starts here, inside the front matter; remove the `...` above",
                event.start_mark.index,
            )

    # --- leaves

    def _scalar(self, event: ev.ScalarEvent) -> Scalar:
        start, end, style = self._start(event), event.end_mark.index, event.style or ""
        text: str = event.value
        value: Atom = text
        if style in ("|", ">"):
            end = end_of_block(self.text, start, end, text)
        elif style:
            if is_false(self.text[end : end + 1]):
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

    def _alias(self, event: ev.AliasEvent) -> Alias:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor not in self.anchors:
            raise self.source.error("Y201", "invalid YAML: no anchor of this name stands above", start)
        self.last = end
        return Alias(self.anchors[event.anchor], start, end)

    def _start(self, event: ev.NodeEvent) -> int:
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

    def _open(self, frame: _Frame, event: ev.NodeEvent) -> None:
        node = frame.node
        self._add(node, event)
        self.stack.append(frame)
        if len(self.stack) > self.limits.depth:
            raise self.source.error("Y205", f"more than {self.limits.depth} levels of nesting", node.start)
        end = properties_end(self.text, node.start, node.properties) if node.properties else node.start
        self.last = max(self.last, end)

    def _close(self, event: ev.CollectionEndEvent) -> None:
        node = self.stack.pop().node
        if node.flow and event.end_mark.index > event.start_mark.index:
            self.last = event.end_mark.index
            if self.text.startswith("#", self.last):
                raise self.source.error("Y201", "invalid YAML: a blank must stand before a comment", self.last)
        node.end = max(self.last, node.start)

    def _add(self, node: Node, event: ev.NodeEvent) -> None:
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


def _properties(event: ev.NodeEvent) -> Properties | None:
    anchor, tag = event.anchor, getattr(event, "tag", None)
    return Properties(anchor or "", str(tag or "")) if anchor or tag else None
