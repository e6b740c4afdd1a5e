"""A scalar gets another value, in the style that it has."""

from __future__ import annotations

from articlefmt.editing.block_text import change_block
from articlefmt.editing.edit import Slot
from articlefmt.editing.neighbours import quote_of
from articlefmt.editing.properties import behind_kept
from articlefmt.editing.spelling import Quote, is_plain_safe
from articlefmt.editing.writer import names_in, spelled
from articlefmt.syntax import nodes
from articlefmt.syntax.scalars import short_zoned
from articlefmt.values import Atom

__all__ = ["change_scalar"]


def change_scalar(slot: Slot, node: nodes.Scalar, new: Atom) -> None:
    """Give a scalar another value that is one."""
    begin, marks = (node.start, "") if node.properties is None else behind_kept(slot.edit.text, node, new)
    is_taken = new is None and not slot.is_item and not slot.in_flow
    if node.is_block and not (is_taken and "\n" in slot.edit.text[slot.after : begin]):
        change_block(slot, node, begin, new)
    elif is_taken:
        _take(slot, begin, slot.edit.lines.last_end(node) if node.is_block else node.end, marks)
    else:
        spelling = marks + _spelling(slot, node, new)
        if begin < node.end:
            slot.edit.splice(begin, node.end, spelling)
        else:
            _fill(slot, slot.after if slot.colon else max(begin, slot.after), spelling)


def _spelling(slot: Slot, node: nodes.Scalar, new: Atom) -> str:
    """Another value as it is written in the place of a scalar."""
    quote: Quote = ""
    if isinstance(new, str):
        if _stays_plain(node, new):
            return new
        quote = _quote(slot, node)
    return spelled(new, quote, slot.key, utc=slot.edit.layout.utc, flow=slot.in_flow)


def _fill(slot: Slot, at: int, spelling: str) -> None:
    """Write a value where there was none: the place is right behind the colon, the dash, or an anchor.

    It goes behind the blank that is there, else brings one; and one more before whatever follows, such as a comment,
    but what can end a value.
    """
    text = slot.edit.text
    at += text[at : at + 1] == " "
    before = "" if text[at - 1] == " " and not slot.colon else " "
    after = "" if text[at : at + 1] in ("", " ", "\n", ",", "]", "}") else " "
    slot.edit.splice(at, at, slot.colon + before + spelling + after)


def _take(slot: Slot, start: int, end: int, marks: str) -> None:
    """Write null as the generator does, as nothing behind `key: `: one blank stays, or comes."""
    edit, text = slot.edit, slot.edit.text
    before = text[slot.after : start]
    stop = slot.after + len(before.rstrip())
    if "\n" not in before:
        blank = "" if before else " "
        edit.splice(start if stop == slot.after else stop, end, slot.colon + (marks.rstrip() or blank))
        return
    if "#" not in before:  # the line break before it goes, too
        edit.splice(stop, end, " " if stop == slot.after else "")
        return
    # A comment is above it. The line that it is on goes, if nothing else is there.
    line_end = edit.lines.end(end)
    behind = text[end:line_end]
    edit.splice(start if behind.strip() else edit.lines.start(start) - 1, end if behind.strip() else line_end, "")


def _stays_plain(node: nodes.Scalar, new: str) -> bool:
    """Whether a plain text that some readers take for a timestamp becomes another such one."""
    return not node.style and isinstance(node.value, str) and bool(short_zoned(node.value) and short_zoned(new))


def _quote(slot: Slot, node: nodes.Scalar) -> Quote:
    """The quotes that the value had, unless it had them only because it needed them."""
    writer, place = slot.edit.writer, names_in(slot.key)
    if not isinstance(node.value, str):
        return writer.quote(place)
    if node.style == '"' and not is_plain_safe(node.value) and writer.quote(place) == "":
        return ""
    return quote_of(node)
