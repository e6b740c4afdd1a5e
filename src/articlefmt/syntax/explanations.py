"""Our words for what ruamel.yaml says is wrong: its own may quote the text, and the text may be `secured`."""

from __future__ import annotations

from articlefmt.errors import ParseError
from articlefmt.patterns import pattern
from articlefmt.syntax.blanks import behind_indicator, is_false, named
from articlefmt.syntax.source import Source

__all__ = ["false_blank", "refusal"]

_TAB_IN_INDENT = pattern(r"[ ?-]*(\t)")
_NO_COLON = "could not find expected ':'"
_NOT_HERE = "not allowed"

_EXPLANATIONS = (
    ("cannot start any token", "a plain text can't start with this character; quote it"),
    ("mapping values are not allowed", "`: ` can't stand here: quote the text, or mend the indentation"),
    ("could not find expected ':'", "a key without a colon, or a text that isn't indented below its key"),
    ("expected <block end>", "this doesn't belong to the mapping or list above: mend the indentation or the quotes"),
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


def refusal(source: Source, problem: str, offset: int, begun: int) -> ParseError:
    """The error for a problem, at the place of its cause.

    Args:
        source: what was read.
        problem: ruamel.yaml's words.
        offset: where it noticed.
        begun: where the last plain text began, which it may have taken for longer than it is.
    """
    front = source.front
    blank = _false_blank(front, problem, offset, begun)
    if blank is not None:
        return false_blank(source, blank)
    tab = _tab(front, problem, offset)
    if tab is not None:
        return source.error("Y201", _explain("tab"), tab)
    return source.error("Y201", _explain(problem), offset)


def false_blank(source: Source, offset: int) -> ParseError:
    """The error for what looks like a blank at a place where one must stand."""
    what = named(source.front[offset])
    message = f"invalid YAML: {what} stands here, which no reader takes for a blank; write a space"
    return source.error("Y201", message, offset)


def _false_blank(front: str, problem: str, offset: int, begun: int) -> int | None:
    """Where a blank that is none brings the problem about."""
    line = _line_start(front, offset)
    if _NO_COLON in problem:
        end = front.find("\n", offset)
        return behind_indicator(front, line, len(front) if end < 0 else end)
    if _NOT_HERE in problem:  # a plain text that began above took in the key on this line
        return behind_indicator(front, _line_start(front, begun), line)
    return offset if is_false(front[offset : offset + 1]) else None


def _tab(front: str, problem: str, offset: int) -> int | None:
    """Where a tab brings the problem about: here, or in the indentation of what can't stand here."""
    if front.startswith("\t", offset):
        return offset
    tab = _TAB_IN_INDENT.match(front, _line_start(front, offset)) if _NOT_HERE in problem else None
    return tab.start(1) if tab else None


def _line_start(front: str, offset: int) -> int:
    return front.rfind("\n", 0, offset) + 1


def _explain(problem: str) -> str:
    for words, explanation in _EXPLANATIONS:
        if words in problem:
            return f"invalid YAML: {explanation}"
    return "invalid YAML: mend the text at this place"
