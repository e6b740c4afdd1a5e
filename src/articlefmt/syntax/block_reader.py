r"""The fast reader: the plain block subset of YAML that nearly every file is written in.

    front  = 1*row
    row    = line *blank / blank
    blank  = *" " [ "#" *char ] newline
    line   = indent [ "- " ] key ":" [ 1*" " value ] *" " newline
           / indent "- " value *" " newline
    indent = *" "
    key    = ( letter / "_" ) *( letter / digit / "_" / "-" )      ; ASCII, and none of the words true, false, null
    value  = <"> *( char / "\" char ) <">  /  "'" *( char / "''" ) "'"  /  plain
    plain  = char *char                 ; starts with no indicator, holds no ": " and no " #", doesn't end with ":"
    char   = any character but controls, U+0085, U+2028, U+2029, U+FEFF and what YAML forbids

A row that is indented deeper than the one before it is the first of that row's value, which must be empty. Rows of one
mapping, and the dashes of one list, stand in one column; a list may stand in the column of its key.

Whatever isn't of this subset, or isn't sure, is declined: the full reader decides. What is accepted has the same tree
and the same values there.

This module is the specification. Where `_block_reader.c` could be compiled, that one reads; it does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from articlefmt.patterns import pattern
from articlefmt.syntax import compiled
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.scalars import decode_line, resolve_number
from articlefmt.values import Atom, Value, collections_in

__all__ = ["ROW", "is_within", "read_purely", "read_values", "read_within"]

# One pattern of few unnamed groups for a row. What may be missing is an empty alternative, as in `(?:x|)`: an optional
# group costs twice as much. Nothing inside a star has alternatives that aren't possessive: they would cost memory.
_C0 = r"\x00-\x1f\x7f"
_DOUBLE = rf'"[^"\\{_C0}]*+(?:"|(?:\\[^{_C0}][^"\\{_C0}]*+)++")'
_SINGLE = rf"'[^'{_C0}]*+(?:''[^'{_C0}]*+)*+'"
_REST = rf"[^\ :\#{_C0}]*+(?:(?::(?![\ \n])|\ ++(?![\#\n])|(?<!\ )\#)[^\ :\#{_C0}]*+)*+"
_PLAIN = rf"[^-?:,\[\]{{}}\#&*!|>'\"%@`~.0-9\ {_C0}]{_REST}"
_NUMBER = rf"(?:[.0-9]|-(?![\ \n])){_REST}"
_KEY = r"([A-Za-z_][A-Za-z0-9_-]{0,500}+):(?:\ ++|(?=\n))"
ROW = pattern(
    rf"(\ *+(?:-\ |))(?:{_KEY}|)(?:({_DOUBLE}|{_SINGLE})|({_PLAIN})|({_NUMBER})|)\ *+\n++"
    rf"|\ *+\#[^{_C0}]*+\n++"
    r"|(?s:(.++))"  # anything else: the text isn't of the subset
)
_CHUNK = 16 * 1024
_UTF8_BYTES = 4  # bytes of a character
_FORBIDDEN = pattern("[\x80-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SURROGATE = pattern("[\ud800-\udfff]")
_Row: TypeAlias = tuple[str, str, str, str, str, str]  # indent and dash, key, quoted, plain, number, anything else

_WORDS: dict[str, Atom] = {
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read_values(front: str, limits: Limits) -> dict[str, Value] | None:
    """The values of a front matter.

    None where it isn't of the subset, or over a limit. Nothing but blank rows and comments has no values: `{}`.
    """
    in_doubt = not _has_few(front, limits)
    if in_doubt and front.count("\n") > limits.lines:
        return None
    values = read_within(front, limits.depth)
    return None if in_doubt and values and _nodes(values) > limits.nodes else values


def read_purely(front: str, depth: int) -> dict[str, Value] | None:
    """The values of a text that is nested no deeper than `depth`, read in Python; None where it isn't of the subset."""
    if not front.isascii() and _FORBIDDEN.search(front):
        return None
    return _values(ROW.findall(front) if len(front) <= _CHUNK else _rows(front), depth)


def is_within(front: str, limits: Limits) -> bool:
    """Whether a text of the subset surely has no more bytes, lines and nodes than is allowed."""
    return _UTF8_BYTES * len(front) <= limits.size and _has_few(front, limits)


def _has_few(front: str, limits: Limits) -> bool:
    """Whether a text surely has no more lines and nodes than is allowed; a row has at most three nodes."""
    size = 3 * len(front)
    if size < limits.lines and size < limits.nodes:  # so few characters have few lines
        return True
    lines = front.count("\n")
    return lines <= limits.lines and 3 * lines < limits.nodes


def _nodes(values: dict[str, Value]) -> int:
    """How many nodes the tree of some values has: a mapping has two for each key, a list one for each item."""
    return 1 + sum(len(one) * (2 if isinstance(one, dict) else 1) for one in collections_in(values))


def _rows(front: str) -> Iterator[_Row]:
    """All rows, some at a time: a large text takes a fifth less time so, for its rows stay in the processor's cache."""
    at = 0
    while at < len(front):
        end = front.find("\n", at + _CHUNK) + 1 or len(front)
        yield from ROW.findall(front, at, end)
        at = end


def _values(rows: Iterable[_Row], depth: int) -> dict[str, Value] | None:  # noqa: C901, PLR0911, PLR0912, PLR0915  the inner loop: a call for each row would cost a third
    root: dict[str, Value] = {}
    stack: list[tuple[int, dict[str, Value], list[Value] | None]] = []
    # The collection that is open: `items` if that is a list, else `mapping`, whose rows all have the same `margin`.
    mapping, column = root, 0
    items: list[Value] | None = None
    margin: str | None = ""
    last = ""  # the last key of the mapping, whose value may begin below it
    word = _WORDS.get
    value: Value
    for prefix, key, quoted, plain, number, other in rows:
        if quoted:
            value = quoted[1:-1] if "\\" not in quoted and quoted[0] == '"' else _decode(quoted)
            if value is None:
                return None
        elif plain:
            value = word(plain, plain)
            if value is None:
                return None
        elif number:
            value = resolve_number(number)
        else:
            value = None
        if prefix == margin and key:
            if key in mapping or key in _WORDS:
                return None
            mapping[key] = value
            last = key
            continue
        indent = len(prefix)
        if prefix[-2:-1] == "-":
            indent -= 2
            while column > indent:
                column, mapping, items = stack.pop()
                last = ""
            if column != indent or items is None:  # a list begins: the value of the last key
                if not last or mapping[last] is not None:
                    return None
                stack.append((column, mapping, None))
                mapping[last] = items = []
                column, margin = indent, None
            if key:
                stack.append((column, mapping, items))
                mapping = {}
                items.append(mapping)
                column, margin, items = indent + 2, " " * (indent + 2), None
            elif value is None or len(stack) >= depth:
                return None
            else:
                items.append(value)
                last, margin = "", None
                continue
        elif key:
            while column > indent or (items is not None and column == indent):  # a list may be in its key's column
                column, mapping, items = stack.pop()
                last = ""
            if column != indent:  # a mapping begins: the value of the last key
                if not last or mapping[last] is not None:
                    return None
                stack.append((column, mapping, None))
                mapping[last] = mapping = {}
                column = indent
            margin = " " * indent
        elif value is None and not other:  # a blank row
            continue
        else:
            return None
        if items is not None or key in mapping or key in _WORDS or len(stack) >= depth:
            return None
        mapping[key] = value
        last = key
    return root


def _decode(quoted: str) -> str | None:
    """What a quoted text says; None where it holds an escape that isn't one, or half a character."""
    text = decode_line(quoted)
    return None if text is None or _SURROGATE.search(text) else text


read_within: Callable[[str, int], dict[str, Value] | None] = compiled.read or read_purely
"""The values of a text that is within the limits but that of depth, which it is given; or of whole entries of one.

None where it isn't of the subset, or too deep.
"""
