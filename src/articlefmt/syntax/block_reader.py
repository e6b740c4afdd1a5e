r"""The fast reader: the plain block subset of YAML that nearly every file is written in.

    front  = *blank 1*row
    row    = line *blank
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
"""

from __future__ import annotations

import re

from articlefmt.syntax.limits import Limits
from articlefmt.syntax.nodes import Entry, Mapping, Scalar, Sequence
from articlefmt.syntax.scalars import decode_line, resolve, resolve_number
from articlefmt.values import Atom, Value

__all__ = ["read_entry", "read_tree", "read_values"]

# One pattern, of few unnamed groups, and no alternation inside a star that isn't possessive: that is what it costs.
_BAD = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_DOUBLE = rf'"[^"\\{_BAD}]*+(?:\\[^{_BAD}][^"\\{_BAD}]*+)*+"'
_SINGLE = rf"'[^'{_BAD}]*+(?:''[^'{_BAD}]*+)*+'"
_REST = rf"[^\ :\#{_BAD}]*+(?:(?::(?![\ \n])|\ ++(?![\#\n])|(?<!\ )\#)[^\ :\#{_BAD}]*+)*+"
_PLAIN = rf"[^-?:,\[\]{{}}\#&*!|>'\"%@`~.0-9\ {_BAD}]{_REST}"
_NUMBER = rf"(?:[.0-9]|-(?![\ \n])){_REST}"
_KEY = r"(?!(?:[tT]rue|TRUE|[fF]alse|FALSE|[nN]ull|NULL):)([A-Za-z_][A-Za-z0-9_-]{0,500}+):(?:\ ++|(?=\n))"
_BLANK = rf"(?:\ *+(?:\#[^{_BAD}]*+)?\n)*+"
_ROW = re.compile(
    rf"(\ *+)(-\ )?(?:{_KEY})?(?:({_DOUBLE}|{_SINGLE})|({_PLAIN})|({_NUMBER}))?\ *+\n{_BLANK}"
    r"|(?s:(.))"  # anything else: the text isn't of the subset
)
_BLANKS = re.compile(_BLANK)

_WORDS: dict[str, Atom] = {
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_values(front: str, limits: Limits) -> dict[str, Value] | None:
    """The values of a front matter; None where it isn't of the subset, or may be over a limit."""
    blanks = _BLANKS.match(front)
    rows: list[tuple[str, ...]] = _ROW.findall(front, blanks.end() if blanks else 0)
    if 3 * len(rows) >= limits.nodes:
        return None
    return _values(rows, limits.depth)


def read_entry(text: str, limits: Limits) -> dict[str, Value] | None:
    """The values of one top-level entry, from the first character of its key; None as `read_values` has it."""
    return _values(_ROW.findall(text), limits.depth)


def _values(rows: list[tuple[str, ...]], depth: int) -> dict[str, Value] | None:  # noqa: C901, PLR0911, PLR0912, PLR0915  the inner loop: a call for each row would cost a third
    root: dict[str, Value] = {}
    stack: list[tuple[int, dict[str, Value] | None, list[Value] | None]] = []
    column = 0
    mapping: dict[str, Value] | None = root
    items: list[Value] | None = None
    last = ""  # the key that is open, if its value is empty
    word = _WORDS.get
    value: Value
    for indent, dash, key, quoted, plain, number, junk in rows:
        if quoted:
            if "\\" in quoted or quoted[0] == "'":
                value = _decode(quoted)
                if value is None:
                    return None
            else:
                value = quoted[1:-1]
        elif plain:
            value = word(plain, plain)
            if value is None:
                return None
        elif number:
            value = resolve_number(number)
        elif junk:
            return None
        else:
            value = None
        width = len(indent)
        if width == column and mapping is not None and not dash:
            if not key or key in mapping:
                return None
            mapping[key] = value
            last = key
            continue
        while column > width:
            column, mapping, items = stack.pop()
            last = ""
        if dash:
            if items is None or column != width:
                if not last or mapping is None or mapping[last] is not None:
                    return None
                stack.append((column, mapping, None))
                mapping[last] = items = []
                column = width
                mapping = None
            if key:
                stack.append((column, None, items))
                mapping = {key: value}
                items.append(mapping)
                items = None
                column = width + 2
                last = key
            elif value is None:
                return None
            else:
                items.append(value)
                last = ""
        else:
            if items is not None and column == width:
                column, mapping, items = stack.pop()
                last = ""
            if not key or mapping is None:
                return None
            if column != width:
                if not last or mapping[last] is not None:
                    return None
                stack.append((column, mapping, None))
                below: dict[str, Value] = {}
                mapping[last] = below
                mapping = below
                column = width
            elif key in mapping:
                return None
            mapping[key] = value
            last = key
        if len(stack) >= depth:
            return None
    return root or None


def read_tree(front: str, start: int = 0, end: int | None = None) -> Mapping:
    """The tree of a text that `read_values` has accepted, or of one top-level entry of it.

    Args:
        front: the text.
        start: where the part begins: a blank row, or the first character of a key.
        end: where it ends: at another key, or at the end.
    """
    blanks = _BLANKS.match(front, start)
    builder = _TreeBuilder(blanks.end() if blanks else start)
    for row in _ROW.finditer(front, builder.root.start, len(front) if end is None else end):
        builder.take(row)
    builder.close(-1)
    return builder.root


class _TreeBuilder:
    """Makes nodes of rows that fit together; `columns` are those of the collections in `stack`."""

    def __init__(self, start: int) -> None:
        self.root = Mapping(start, flow=False)
        self.stack: list[Mapping | Sequence] = [self.root]
        self.columns = [0]
        self.last = start  # end of the last leaf

    def take(self, row: re.Match[str]) -> None:
        column = row.end(1) - row.start(1)
        self.close(column)
        if row[2]:
            self._item(row, column)
        else:
            if isinstance(self.stack[-1], Sequence):
                self._pop()  # a list in the column of its key
            if self.columns[-1] < column:
                self._open(Mapping(row.start(3), flow=False), column)
        leaf = _leaf(row)
        self.last = leaf.end
        top = self.stack[-1]
        if isinstance(top, Sequence):
            top.items.append(leaf)
        else:
            entry = Entry(Scalar(row[3], *row.span(3), ""), row[3], leaf)
            top.entries.append(entry)
            top.names[row[3]] = entry

    def close(self, column: int) -> None:
        """Close the collections that are indented deeper than a column."""
        while self.columns and self.columns[-1] > column:
            self._pop()

    def _item(self, row: re.Match[str], column: int) -> None:
        if self.columns[-1] < column or not isinstance(self.stack[-1], Sequence):
            self._open(Sequence(row.start(2), flow=False), column)
        if row[3]:
            self._open(Mapping(row.start(3), flow=False), column + 2)

    def _open(self, node: Mapping | Sequence, column: int) -> None:
        """A collection: the next item of a list, or the value of the last key of a mapping."""
        above = self.stack[-1]
        if isinstance(above, Sequence):
            above.items.append(node)
        else:
            above.entries[-1].value = node
        self.stack.append(node)
        self.columns.append(column)

    def _pop(self) -> None:
        self.stack.pop().end = self.last
        self.columns.pop()


def _leaf(row: re.Match[str]) -> Scalar:
    """The scalar of a row; where there is none, an empty span behind the colon."""
    if row[4]:
        return Scalar(_decode(row[4]), *row.span(4), row[4][0])
    if text := row[5] or row[6]:
        return Scalar(resolve(text), *row.span(5 if row[5] else 6), "")
    return Scalar(None, row.end(3) + 1, row.end(3) + 1, "")


def _decode(quoted: str) -> str | None:
    """What a quoted text says; None where it holds an escape that isn't one, or half a character."""
    text = decode_line(quoted)
    return None if text is None or _SURROGATE.search(text) else text
