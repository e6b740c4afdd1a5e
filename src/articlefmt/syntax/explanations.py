"""Our words for what ruamel.yaml says is wrong: its own may quote the text, and the text may be `secured`."""

from __future__ import annotations

from articlefmt.errors import ParseError
from articlefmt.patterns import pattern
from articlefmt.syntax.blanks import behind_indicator, named
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
    line = front.rfind("\n", 0, offset) + 1
    if _NO_COLON in problem or front[offset : offset + 1] > "\x7f":
        start, end = line, front.find("\n", offset)
        end = len(front) if end < 0 else end
    else:
        start, end = front.rfind("\n", 0, begun) + 1, line if _NOT_HERE in problem else 0
    if (blank := behind_indicator(front, start, end)) is not None and (_NO_COLON in problem or blank <= offset):
        return false_blank(source, blank)
    tab = _TAB_IN_INDENT.match(front, line)
    if front.startswith("\t", offset) or (tab and _NOT_HERE in problem):
        problem, offset = "tab", offset if front.startswith("\t", offset) or not tab else tab.start(1)
    return source.error("Y201", _explain(problem), offset)


def false_blank(source: Source, offset: int) -> ParseError:
    """The error for what looks like a blank at a place where one must stand."""
    what = named(source.front[offset])
    message = f"invalid YAML: {what} stands here, which no reader takes for a blank; write a space"
    return source.error("Y201", message, offset)


def _explain(problem: str) -> str:
    for words, explanation in _EXPLANATIONS:
        if words in problem:
            return f"invalid YAML: {explanation}"
    return "invalid YAML: mend the text at this place"
