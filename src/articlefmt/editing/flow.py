"""Entries and items of flow collections: they grow and shrink in their own style.

    collection = open *( part "," ) [ part [ "," ] ] close
    part       = lead text                    ; `lead` is the blanks and the comments on lines of their own above it
    ","        = ahead "," behind             ; with the comments in the part's line

What is above a part and behind it in its line goes where the part goes, or stays if only the part goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from articlefmt.align import in_order
from articlefmt.editing.edit import Edit, ListChange, Slot
from articlefmt.editing.properties import check_move, check_removal
from articlefmt.editing.spelling import Quote
from articlefmt.editing.splice import Splice, apply
from articlefmt.editing.units import starts_of
from articlefmt.editing.writer import key_name
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes
from articlefmt.values import Value

__all__ = ["EntryChange", "change_mapping", "change_sequence"]

_COMMA_OR_COMMENT = pattern(r"#[^\n]*|(,)")
_LINE_REST = pattern(r"[ \t]*(?:#[^\n]*)?(?=\n)")
_Span: TypeAlias = tuple[int, int]
_Collection: TypeAlias = nodes.Mapping | nodes.Sequence


class EntryChange(NamedTuple):
    """What becomes of a flow mapping: entries that go, by number; new ones; and the changes of those that stay."""

    removed: list[int]
    added: dict[str, Value]
    inside: dict[str, list[Splice]]


def change_mapping(slot: Slot, node: nodes.Mapping, change: EntryChange) -> None:
    """Remove entries, and add new ones at the end."""
    gone = [node.entries[index] for index in change.removed]
    check_removal(slot, *(part for entry in gone for part in (entry.key, entry.value)))
    styles = {entry.key.style if isinstance(entry.key, nodes.Scalar) else None for entry in node.entries}
    quote: Quote = '"' if styles == {'"'} else ""
    texts: list[int | str] = []
    for name, value in change.added.items():
        key = (*slot.key, name)
        texts.append(f"{key_name(key, quote)}: {slot.edit.writer.flow(key, value)}")
    kept: list[int | str] = [*range(len(node.entries))]
    for index in reversed(change.removed):
        del kept[index]
    inside = {at: change.inside[entry.name] for at, entry in enumerate(node.entries) if entry.name in change.inside}
    # The span of a value that isn't there may be before its key's end: `{a}`.
    ends = (max(_end(slot, entry.value), entry.key.end) for entry in node.entries)
    spans = [*zip(starts_of(slot.edit, node), ends, strict=True)]
    _rebuild(slot, _Flow(slot.edit, node, spans, inside), [*kept, *texts])


def change_sequence(slot: Slot, node: nodes.Sequence, change: ListChange) -> None:
    """Remove, insert and move items."""
    kept = [index for index in change.origins if index is not None]
    check_removal(slot, *(node.items[index] for index in sorted(set(range(len(node.items))).difference(kept))))
    for index in set(kept).difference(in_order(kept)):
        check_move(slot, node.items[index])
    parts: list[int | str] = [
        slot.edit.writer.flow((*slot.key, place), change.new[place]) if index is None else index
        for place, index in enumerate(change.origins)
    ]
    spans = [(item.start, _end(slot, item)) for item in node.items]
    _rebuild(slot, _Flow(slot.edit, node, spans, change.inside), parts)


def _end(slot: Slot, node: nodes.Node) -> int:
    """Where a part ends: with the blank behind its colon where it has no value, for a value would come behind that."""
    return node.end + slot.edit.text.startswith(": ", node.end - 1)


class _Part(NamedTuple):
    """A part of a flow collection, with what stands around it.

    Attributes:
        lead: what is before it, from the bracket, or from the comma of the part before and the comment behind that.
        text: the part itself, with what changes inside of it.
        ahead: what is between it and its comma.
        behind: what follows the comma in its line, if that ends there: a comment.
    """

    lead: str
    text: str
    ahead: str = ""
    behind: str = ""


class _Flow:
    """A flow collection as it is.

    Attributes:
        start: where its inside starts.
        end: where that ends.
        opening: what follows its bracket in the line, if that ends there.
        parts: its entries or items.
        comma: what is behind the last part before `tail`: a comma, or nothing.
        tail: what is between that and the closing bracket.
        bounds: where each part with all that is around it starts and ends.
    """

    def __init__(self, edit: Edit, node: _Collection, spans: list[_Span], inside: Mapping[int, list[Splice]]) -> None:
        text, first = edit.text, edit.first(node)
        self.has_brackets: bool = not spans or spans[0][0] != first  # a pair alone in a list has none: `[a: 1]`
        self.start: int = first + self.has_brackets
        self.end: int = node.end - self.has_brackets
        self.opening: str = _line_rest(text, self.start, self.end)
        self.parts: list[_Part] = []
        self.comma = ""
        self.bounds: list[_Span] = []
        done = self.start + len(self.opening)
        for (start, end), (limit, _) in pairwise((*spans, (self.end, self.end))):
            found = (match.start() for match in _COMMA_OR_COMMENT.finditer(text, end, limit) if match[1])
            comma = next(found, None)
            self.comma = "" if comma is None else ","
            after = end if comma is None else comma + 1
            behind = _line_rest(text, after, limit)
            changes = [(a - start, b - start, new) for a, b, new in inside.get(len(self.parts), ())]
            part = _Part(text[done:start], apply(text[start:end], changes), text[end:comma] if comma else "", behind)
            self.parts.append(part)
            self.bounds.append((start, after + len(behind)))
            done = after + len(behind)
        self.tail: str = text[done : self.end]


def _rebuild(slot: Slot, flow: _Flow, order: list[int | str]) -> None:
    """Write the inside anew of old parts (by number) and new ones (by text), with the separators it has."""
    edit, parts = slot.edit, flow.parts
    margin = "\n" + " " * (slot.column + 2)
    first, other = _blanks(flow, margin)
    above, left_over = _comments_of_gone(edit, flow, order, margin)
    result, is_comment = [flow.opening], "#" in flow.opening
    before: int | str | None = -1
    for place, part in enumerate(order):
        mine = parts[part] if isinstance(part, int) else _Part("", part)
        comma = "," if place + 1 < len(order) else flow.comma
        if comma and (mine.text + mine.ahead).endswith(":"):
            comma = " ,"  # a null: `a:,` would be the key `a:`
        if isinstance(part, int) and before == part - 1:
            lead = mine.lead
        else:
            comments = above.get(part, "") + _own_lines(mine.lead)
            lead = comments + _on_new_line(other if place else first, margin, bool(comments))
        lead = _on_new_line(lead, margin, is_comment)
        behind = f" {mine.behind}" if mine.behind.startswith("#") else mine.behind
        result += (lead, mine.text, mine.ahead, comma, behind)
        before, is_comment = part, "#" in mine.behind
    if (order and parts) or "#" in flow.opening + left_over + flow.tail:  # else blanks are all that there is
        tail = left_over + _on_new_line(flow.tail, margin, bool(left_over))
        result.append(_on_new_line(tail, margin, is_comment))
    text = "".join(result)
    edit.splice(flow.start, flow.end, text if flow.has_brackets else f"{{{text}}}")


def _on_new_line(lead: str, margin: str, is_comment: bool) -> str:
    """What is between two parts, or the last one and the bracket: behind a comment it starts on a new line."""
    return margin + lead.lstrip(" ") if is_comment and not lead.startswith("\n") else lead


def _blanks(flow: _Flow, margin: str) -> tuple[str, str]:
    """What stands before a new part that is the first, and before any other."""
    leads = ["\n" + lead.rpartition("\n")[2] if "#" in lead else lead for lead in (part.lead for part in flow.parts)]
    if not leads:
        return margin if "#" in flow.opening + flow.tail else "", " "
    return leads[0], leads[1] if len(leads) > 1 else leads[0] if "\n" in leads[0] else " "


def _own_lines(lead: str) -> str:
    """The comments in it, each on a line of its own."""
    return lead.rpartition("\n")[0] if "#" in lead else ""


def _comments_of_gone(edit: Edit, flow: _Flow, order: list[int | str], margin: str) -> tuple[dict[int | str, str], str]:
    """The comments of parts that go, by the part that they stand above then; and those that are left over.

    A comment goes with its line; one behind a part whose line stays gets a line of its own.
    """
    stays = set(order)
    above: dict[int | str, str] = {}
    text = ""
    for index, part in enumerate(flow.parts):
        if index in stays:
            if text:
                above[index], text = text, ""
            continue
        text += _own_lines(part.lead)
        start, end = flow.bounds[index]
        for comment in edit.comments_in(start, end):
            line = edit.lines.first(comment.start)
            if line != comment.start and (line >= start or _all_go(flow, stays, index, line)):
                edit.gone.append(Splice(*comment, ""))
            elif comment.end == end:
                text += margin + edit.text[comment.start : comment.end]
    return above, text


def _all_go(flow: _Flow, stays: set[int | str], index: int, line: int) -> bool:
    """Whether all parts on a part's line go, and nothing else stands there."""
    while index not in stays and flow.bounds[index][0] > line and index:
        index -= 1
    return index not in stays and flow.bounds[index][0] == line


def _line_rest(text: str, start: int, end: int) -> str:
    """What is between an offset and the end of its line, if that is nothing but a comment and comes before another."""
    match = _LINE_REST.match(text, start)
    return match[0] if match and match.end() <= end else ""
