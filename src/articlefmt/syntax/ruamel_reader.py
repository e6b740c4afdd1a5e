"""Text → the events of ruamel.yaml's parser, with what is wrong in our words.

The only module that imports ruamel.yaml. Events, not nodes or data: they come one by one, so that the limits hold while
reading, nothing is constructed whatever its tag, and no recursion depends on the depth of the text.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner, ScannerError

from articlefmt.errors import ParseError
from articlefmt.syntax.explanations import Begun, refusal
from articlefmt.syntax.source import Source
from articlefmt.syntax.stand_ins import stand_ins_for

__all__ = [
    "AliasEvent",
    "CollectionEndEvent",
    "CollectionStartEvent",
    "DocumentStartEvent",
    "Event",
    "MappingStartEvent",
    "NodeEvent",
    "ScalarEvent",
    "events",
    "tab_refused_by_ruamel",
]

_BREAKS = "\n\r"


def events(source: Source) -> Iterator[Event]:
    """The parser's events.

    Raises:
        ParseError: whatever comes out of ruamel.yaml becomes one, made from positions alone.
    """
    stand_ins = stand_ins_for(source.front)
    back = {ord(stand_in): chr(code) for code, stand_in in stand_ins.items()}
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = _Scanner
    refused: ParseError | None = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for event in yaml.parse(source.front.translate(stand_ins) if stand_ins else source.front):
                if back and isinstance(event, ScalarEvent):
                    event.value = event.value.translate(back)
                yield event
        except MarkedYAMLError as error:
            refused = _refusal(source, error, yaml.scanner)
        except Exception as error:  # noqa: BLE001  ValueError, IndexError and others of it may not escape
            refused = source.error("Y201", f"invalid YAML ({type(error).__name__} in the YAML parser)", 0)
    if refused is not None:  # not above: there the error would have the parser's as its context, which quotes the text
        raise refused


def tab_refused_by_ruamel(source: Source) -> int | None:
    """Where ruamel.yaml itself refuses a text that `events` takes, for a tab; None where it doesn't."""
    try:
        for _ in YAML(typ="safe", pure=True).parse(source.front):
            pass
    except Exception as error:  # noqa: BLE001  it raises whatever: here only the place of a tab is asked for
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        index = mark.index if mark else 0
        return next((at for at in (index, index - 1) if source.front[at : at + 1] == "\t"), None)
    return None


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

    quoted = (0, 0)
    """Where the last quoted text starts and ends."""

    def scan_plain(self) -> object:
        """Take a plain text."""
        self.plain = self.reader.index
        return super().scan_plain()

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
