"""A scalar gets another value, in the style that it has."""

from __future__ import annotations

from articlefmt.editing.edit import Slot
from articlefmt.editing.spelling import Quote, is_plain_safe, spell_block
from articlefmt.editing.writer import place_of, spelled
from articlefmt.syntax import nodes
from articlefmt.values import Value

__all__ = ["change_scalar"]


def change_scalar(slot: Slot, node: nodes.Scalar, new: Value) -> None:
    """Give a scalar another value that is one."""
    edit, text = slot.edit, slot.edit.text
    if node.is_block:
        _change_block(slot, node, new)
        return
    if new is None and not slot.is_item and not slot.in_flow:
        # The generator writes null as nothing behind `key: `: one blank stays, or comes. A value on a line below its
        # key goes with the line break before it.
        start = node.start if "\n" not in text[slot.after : node.start] else slot.after
        edit.splice(start, node.end, "" if text[slot.after : start] else " ")
        return
    quote = _quote(slot, node) if isinstance(new, str) else ""
    spelling = spelled(new, quote, slot.key, flow=slot.in_flow)
    if node.end > node.start:
        edit.splice(node.start, node.end, spelling)
        return
    # There was nothing: the span is empty, right behind the colon or dash. The value goes behind the blank that is
    # there, else brings one; and one more before whatever follows, such as a comment, but what can end a value.
    at = node.start + (text[node.start : node.start + 1] == " ")
    before = "" if at > node.start else " "
    after = "" if text[at : at + 1] in ("", " ", "\n", "\r", ",", "]", "}") else " "
    edit.splice(at, at, before + spelling + after)


def _quote(slot: Slot, node: nodes.Scalar) -> Quote:
    """The quotes that the value had, unless it had them only because it needed them."""
    writer, place = slot.edit.writer, place_of(slot.key)
    if not isinstance(node.value, str):
        return writer.quote(place)
    if node.style == '"' and not is_plain_safe(node.value) and writer.quote(place) == "":
        return ""
    return '"' if node.style == '"' else "'" if node.style == "'" else ""


def _change_block(slot: Slot, node: nodes.Scalar, new: Value) -> None:
    """Another text in a literal or folded scalar; quoted where that can't hold it."""
    # The span reaches from the header to behind the last line feed, so a new text must end with one, too.
    cut = slot.edit.text[node.start : node.end]
    header, _, content = cut.partition("\n")
    comment = header[header.find(" #") :] if " #" in header else ""
    widths = [len(line) - len(line.lstrip(" ")) for line in content.split("\n") if line.strip()]
    block = spell_block(new, node.style, " " * min(widths)) if isinstance(new, str) and widths else None
    if block is None:
        spelling = "" if new is None else spelled(new, '"', slot.key)
        slot.edit.splice(node.start, node.end, spelling + comment + "\n")
    else:
        first, _, rest = block.partition("\n")
        slot.edit.splice(node.start, node.end, first + comment + "\n" + rest)
