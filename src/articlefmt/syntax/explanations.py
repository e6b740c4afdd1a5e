"""Our words for what ruamel.yaml says is wrong: its own may quote the text, and the text may be `secured`."""

from __future__ import annotations

import re
from typing import NamedTuple

from articlefmt.errors import ParseError
from articlefmt.patterns import pattern
from articlefmt.syntax.blanks import false_blank_in, is_false_blank, name_of_blank
from articlefmt.syntax.source import Source

__all__ = ["Begun", "behind_quote", "false_blank", "glued_colon", "markers", "refusal"]

_MARKER = pattern(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_GLUED = pattern(r"""^[ ]*(?:- +)*(?:[A-Za-z_][\w-]*|"[\w -]+"|'[\w -]+'):(?!//)[^ \t\r\n:]""", re.MULTILINE)

_BRACKET = pattern(r"""(?<![^\s,\[{:])(?:"(?:[^"\\]|\\.)*"|'[^']*'|\#[^\n]*)|[\[\]{}]""", re.DOTALL)
_OPENING, _CLOSING = ("[", "{"), ("]", "}")
_TAB_IN_INDENT = pattern(r"[ ?-]*(\t)")
_NO_COLON = "could not find expected ':'"
_NOT_HERE = "not allowed"
_NOT_PART = "expected <block end>"

_EXPLANATIONS = (
    ("cannot start any token", "a plain text can't start with this character; quote it"),
    ("mapping values are not allowed", "`: ` can't stand here: quote the text, or mend the indentation"),
    (_NO_COLON, "a key without a colon, or a text that isn't indented below its key"),
    (_NOT_PART, "this doesn't belong to the mapping or list above: mend the indentation or the quotes"),
    ("sequence entries are not allowed", "a list item can't stand here; put it on a line of its own"),
    ("unexpected end of stream", "a quote or bracket isn't closed"),
    ("unexpected document", "the document ends inside a quoted text"),
    ("expected ',' or", "a flow list or mapping isn't closed, or a comma is missing"),
    ("unknown escape", "this escape isn't one of YAML's; write a backslash as `\\\\`"),
    ("escape sequence of", "this escape needs hexadecimal digits"),
    ("expected ' '", "a blank must stand behind the tag"),
    ("tab", "a tab can't stand here; indent with spaces"),
    ("undefined tag handle", "this tag's handle isn't defined"),
    ("expected alphabetic or numeric", "an anchor or alias needs a name"),
    ("expected a single document", "the front matter must be one YAML document"),
    ("document start", "the front matter must be one YAML document"),
)


class Begun(NamedTuple):
    """Where texts began that may have been taken for longer than they are: the last plain one, and the last quoted."""

    plain: int
    quoted: tuple[int, int]


def refusal(source: Source, problem: str, offset: int, begun: Begun) -> ParseError:
    """The error for a problem, at the place of its cause.

    Args:
        source: what was read.
        problem: ruamel.yaml's words.
        offset: where it noticed.
        begun: where texts began before that.
    """
    front = source.front
    if _is_of_quote(front, offset, begun.quoted):
        return behind_quote(source, *begun.quoted)
    blank = _false_blank(front, problem, offset, begun.plain)
    if blank is not None:
        return false_blank(source, blank)
    if (glued := _glued(front, problem, offset, begun.plain)) is not None:
        return _glued_colon(source, glued)
    if not front[offset:].strip() and (bracket := _open_bracket(front)) is not None:
        message = (
            f"invalid YAML: the `{front[bracket]}` that opens here isn't closed; close it where its last part ends"
        )
        return source.error("Y201", message, bracket)
    tab = _tab(front, problem, offset)
    if tab is not None:
        return source.error("Y201", _explain("tab"), tab)
    return source.error("Y201", _explain(problem), offset)


def false_blank(source: Source, offset: int) -> ParseError:
    """The error for what looks like a blank at a place where one must stand."""
    what = name_of_blank(source.front[offset])
    message = f"invalid YAML: {what} stands here, which no reader takes for a blank; write a space"
    return source.error("Y201", message, offset)


def markers(source: Source) -> ParseError | None:
    """The error for a text in which git left both sides of a merge; None for any other."""
    marker = _MARKER.search(source.front)
    if marker is None:
        return None
    message = (
        "invalid YAML: merge conflict markers stand from here on; keep what is right of both sides, and remove the "
        "lines that start with `<<<<<<<`, `=======` and `>>>>>>>`"
    )
    return source.error("Y201", message, marker.start())


def glued_colon(source: Source) -> ParseError | None:
    """The error for the first line with a colon and no blank behind it; None where there is none."""
    match = _GLUED.search(source.front)
    return None if match is None else _glued_colon(source, match.end() - 1)


def behind_quote(source: Source, start: int, end: int) -> ParseError:
    """The error for a quoted text with more behind it: it was closed too early, or not on its line."""
    front = source.front
    if "\n" in front[start:end]:
        line = source.place(end - 1).line
        message = (
            f"invalid YAML: the quote that opens here isn't closed before line {line}; close it where its text ends"
        )
        return source.error("Y201", message, start)
    message = "invalid YAML: a blank must follow the closing quote"
    if not front.startswith("#", end):
        inside = "`''`" if front.startswith("'", start) else '`\\"`'
        message += f"; a quote inside of the text is written {inside}"
    return source.error("Y201", message, end)


def _glued_colon(source: Source, offset: int) -> ParseError:
    message = "invalid YAML: a space must stand behind the colon of a key, as in `heat: 3`"
    return source.error("Y201", message, offset)


def _is_of_quote(front: str, offset: int, quoted: tuple[int, int]) -> bool:
    """Whether a quoted text of many lines brings the problem about: it is a key, or ends on this line."""
    start, end = quoted
    if "\n" not in front[start:end]:
        return False
    return start == offset or (end <= offset and "\n" not in front[end:offset])


def _open_bracket(front: str) -> int | None:
    """Where the last bracket opens that isn't closed; None where all are. One in a plain text counts, too."""
    opened: list[int] = []
    for match in _BRACKET.finditer(front):
        if match[0] in _OPENING:
            opened.append(match.start())
        elif match[0] in _CLOSING and opened:
            opened.pop()
    return opened[-1] if opened else None


def _glued(front: str, problem: str, offset: int, begun: int) -> int | None:
    """Where a line isn't taken for a key because no blank stands behind its colon: this one, or one above it."""
    if _NO_COLON not in problem and _NOT_HERE not in problem:
        return None
    first = _line_start(front, min(begun, offset)) if _NOT_HERE in problem else _line_start(front, offset)
    end = front.find("\n", offset)
    match = _GLUED.search(front, first, len(front) if end < 0 else end)
    return None if match is None else match.end() - 1


def _false_blank(front: str, problem: str, offset: int, begun: int) -> int | None:
    """Where a blank that is none brings the problem about."""
    line = _line_start(front, offset)
    if _NO_COLON in problem:
        end = front.find("\n", offset)
        return false_blank_in(front, line, len(front) if end < 0 else end)
    if _NOT_HERE in problem:  # a plain text that began above took in the key on this line
        return false_blank_in(front, _line_start(front, begun), line)
    return offset if is_false_blank(front[offset : offset + 1]) else None


def _tab(front: str, problem: str, offset: int) -> int | None:
    """Where a tab brings the problem about: here, or in the indentation of what can't stand here."""
    if front.startswith("\t", offset):
        return offset
    is_of_place = any(words in problem for words in (_NOT_HERE, _NOT_PART, _NO_COLON))
    tab = _TAB_IN_INDENT.match(front, _line_start(front, offset)) if is_of_place else None
    return tab.start(1) if tab else None


def _line_start(front: str, offset: int) -> int:
    return front.rfind("\n", 0, offset) + 1


def _explain(problem: str) -> str:
    for words, explanation in _EXPLANATIONS:
        if words in problem:
            return f"invalid YAML: {explanation}"
    return "invalid YAML: mend the text at this place"
