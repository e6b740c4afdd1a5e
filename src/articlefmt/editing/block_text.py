r"""Another text in a literal (`|`) or folded (`>`) scalar, with the same header and the lines that stay as they are.

    scalar  = header *blank [ comment ] newline *( line newline )
    header  = ( "|" / ">" ) [ digit ] [ "-" / "+" ]         ; how far it is indented below its key, and how it ends

A literal has the text's own lines. In a folded one a line break is a blank, and an empty line is a line break, but
beside lines that start with a blank, where each line break is one (YAML 1.2, section 8.1.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from operator import eq
from typing import NamedTuple

from articlefmt.align import equal_ends
from articlefmt.editing.edit import Slot
from articlefmt.editing.properties import kept
from articlefmt.editing.writer import spelled
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes
from articlefmt.values import Atom

__all__ = ["change_block"]

_HEADER = pattern(r"([|>])([0-9]?)([-+]?)([0-9]?)")
_COMMENT = pattern(r"[ \t]#.*")
_NEVER_RAW = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")


def change_block(slot: Slot, node: nodes.Scalar, begin: int, new: Atom) -> None:
    """Give a block scalar whose header is at an offset another value; quoted where its style can't hold that.

    The span reaches from the header to behind the last line feed, so a new text must end with one, too.
    """
    text = slot.edit.text
    first, _, below = text[begin : node.end].partition("\n")
    comment = match[0] if (match := _COMMENT.search(first)) else ""
    if isinstance(new, str):
        block = _Block.read(first, below, slot.column).with_text(new)
        if block is not None:
            slot.edit.splice(begin, node.end, block.header + first[len(_header(first)) :] + "\n" + block.below)
            return
    marks = kept(node, new)
    spelling = "" if new is None else spelled(new, '"', slot.key, utc=slot.edit.layout.utc)
    value = " ".join(filter(None, (marks, spelling)))
    slot.edit.splice(node.start, node.end, value + comment + "\n")


def _header(line: str) -> str:
    return match[0] if (match := _HEADER.match(line)) else ""


class _Block(NamedTuple):
    """A block scalar: its header, its lines without their indentation, how they stand there, and the empty ones below.

    `column` is that of its key or dash, `indent` that of its lines.
    """

    header: str
    column: int
    indent: int
    lines: list[str]
    raw: list[str]
    empty: list[str]

    @classmethod
    def read(cls, first: str, below: str, column: int) -> _Block:
        """The scalar with this first line, and these lines below it; its key or dash is in a column."""
        header = _header(first)
        raw = below.split("\n")[:-1]
        digits = header.strip("|>+-")
        indents = [len(line) - len(line.lstrip(" ")) for line in raw if line.strip(" ")]
        indent = column + int(digits) if digits else indents[0] if indents else column + 2
        count = len([*takewhile(lambda line: not line[indent:], reversed(raw))])
        raw, empty = raw[: len(raw) - count], raw[len(raw) - count :]
        return cls(header, column, indent, [line[indent:] for line in raw], raw, empty)

    @property
    def below(self) -> str:
        """The lines as they stand there."""
        return "".join(line + "\n" for line in (*self.raw, *self.empty))

    def with_text(self, text: str) -> _Block | None:
        """The scalar with another text; None where it can't hold that."""
        head = text.rstrip("\n")
        count = len(text) - len(head)
        lines = head.split("\n") if head else []
        header = self._header(lines, count)
        if not self._can_hold(lines, count) or ("+" in header and "+" not in self.header):
            return None
        written = lines if header[0] == "|" else _folded(self.lines, head)
        count = count - 1 if "+" in header else 0
        return _Block(
            header, self.column, self.indent, written, self._raw(written), [*self.empty, *[""] * count][:count]
        )

    def _header(self, lines: list[str], count: int) -> str:
        """The header for lines that end with so many line breaks: as it is, if it can be."""
        header, ending = self.header, self.header.strip("|>0123456789")
        if (count, ending) not in {(0, "-"), (1, "")} and not (count and ending == "+"):
            other = "-" if not count else "+" * (count > 1)
            header = header.replace(ending, other) if ending else header + other
        begins = next((line for line in lines if line), "")
        if _is_spaced(begins) and not any(char.isdigit() for char in header):  # how far it is indented must be told
            header = f"{header[0]}{self.indent - self.column}{header[1:]}"
        return header

    def _can_hold(self, lines: list[str], count: int) -> bool:
        if not lines:  # line breaks alone are told in quotes
            return not count
        if any(map(_NEVER_RAW.search, lines)) or not lines[-1].strip():
            return False
        is_empty = [line for line in takewhile(lambda line: not line.strip(), lines) if line]  # blanks alone
        return not is_empty and self.indent - self.column in range(1, 10)

    def _raw(self, lines: list[str]) -> list[str]:
        """How lines stand there; those at both ends that stay do as they did."""
        head, tail = equal_ends(self.lines, lines, eq)
        middle = lines[head : len(lines) - tail]
        return [
            *self.raw[:head],
            *(" " * self.indent + line if line else "" for line in middle),
            *self.raw[len(self.raw) - tail :],
        ]


# --- folding


class _Paragraph(NamedTuple):
    """A line of the text, how many line breaks are before it, and the lines that it is written on."""

    breaks: int
    text: str
    lines: list[str]


def _folded(old: list[str], text: str) -> list[str]:
    """The lines of a folded scalar; paragraphs that stay are wrapped as they were."""
    new = _paragraphs(text.split("\n"))
    before = _unfolded(old)
    head, tail = equal_ends([part.text for part in before], [part.text for part in new], eq)
    stays = len(new) - head - tail
    same_count = stays == len(before) - head - tail
    lines: list[str] = []
    for at, part in enumerate(new):
        if at < head:
            wrapped = before[at].lines
        elif at >= len(new) - tail:
            wrapped = before[at - len(new)].lines
        else:
            wrapped = _wrapped(part.text, before[at].lines) if same_count else [part.text]
        is_beside = at > 0 and (_is_spaced(part.text) or _is_spaced(new[at - 1].text))
        lines += [""] * (part.breaks - is_beside)
        lines += wrapped
    return lines


def _paragraphs(lines: Iterable[str]) -> list[_Paragraph]:
    parts: list[_Paragraph] = []
    breaks = 0
    for line in lines:
        if line:
            parts.append(_Paragraph(breaks, line, [line]))
            breaks = 0
        breaks += 1
    return parts


def _unfolded(lines: list[str]) -> list[_Paragraph]:
    """The text of folded lines."""
    parts: list[tuple[int, list[str]]] = []
    empty = 0
    for line in lines:
        if not line:
            empty += 1
            continue
        last = parts[-1][1] if parts else []
        is_beside = bool(last) and (_is_spaced(line) or _is_spaced(last[-1]))
        if last and not empty and not is_beside:
            last.append(line)
        else:
            parts.append((empty + is_beside, [line]))
        empty = 0
    return [_Paragraph(breaks, " ".join(wrapped), wrapped) for breaks, wrapped in parts]


def _wrapped(text: str, old: list[str]) -> list[str]:
    """A paragraph on the lines that it was on, as far as they stay; the rest of it on one.

    A line that starts with a blank is never joined with others.
    """
    if _is_spaced(text) or _is_spaced(old[0]):
        return [text]
    first, last = 0, len(old)
    start, end = 0, len(text)
    while first < last and text.startswith(old[first] + " ", start, end):
        start += len(old[first]) + 1
        first += 1
    while first < last and text.endswith(" " + old[last - 1], start, end):
        last -= 1
        end -= len(old[last]) + 1
    rest = text[start:end]
    if not rest or rest != rest.strip():
        return [text]
    if first < last:
        return [*old[:first], rest, *old[last:]]
    lines = [*old]  # all of them stay: what came in goes on the line before it, or on the one behind
    lines[max(first - 1, 0)] = f"{old[first - 1]} {rest}" if first else f"{rest} {old[0]}"
    return lines


def _is_spaced(line: str) -> bool:
    return line[:1] in {" ", "\t"}
