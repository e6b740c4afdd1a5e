"""Items of block lists come, go and move as whole lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from articlefmt.align import in_order
from articlefmt.editing.edit import Edit, ListChange, Slot
from articlefmt.editing.properties import check_move, check_removal
from articlefmt.editing.splice import Splice, apply
from articlefmt.editing.units import Staying, Units, remove_units
from articlefmt.syntax import nodes
from articlefmt.syntax.properties import properties_end
from articlefmt.values import ItemOrigins, Value, same

__all__ = ["change_items", "dashes", "doubtful"]


def doubtful(origins: ItemOrigins, old: list[Value], new: list[Value]) -> frozenset[int]:
    """Old items that go where another one changed: of items that hold nothing nobody can tell which is meant."""
    stays, changed = list[int](), set[int]()
    for place, index in enumerate(origins):
        if index is not None and (old[index] is new[place] or same(old[index], new[place])):
            stays.append(index)
        elif index is not None and not isinstance(old[index], (dict, list)):
            changed.add(index)
    bounds = in_order(stays)
    gaps = {bisect_left(bounds, index) for index in changed}
    gone = set(range(len(old))).difference(index for index in origins if index is not None)
    return frozenset(
        index for index in gone if not isinstance(old[index], (dict, list)) and bisect_left(bounds, index) in gaps
    )


def change_items(slot: Slot, node: nodes.Sequence, change: ListChange) -> None:
    """Remove, insert and move items of a block list. Those that keep their order stay where they are."""
    edit, starts = slot.edit, change.starts
    units = Units(edit, node, starts)
    kept = [index for index in change.origins if index is not None]
    stays = in_order(kept)
    moved = sorted(set(kept).difference(stays))
    removed = sorted(set(range(len(units))).difference(kept))
    for index in moved:
        check_move(slot, node.items[index])
    for index in stays:  # those that move have their changes in their text
        edit.splices += change.inside.get(index, ())
    runs = _runs(change.origins, set(stays))
    texts = {at: _texts(slot, units, change, places, node.items[at or 0]) for at, places in runs.items()}
    column, inline = edit.lines.column(starts[0]), edit.lines.is_inline(starts[0])
    if not stays and inline:
        _replace_items(slot, node, units, "".join(texts[None])[column:].removesuffix("\n"))
        return
    cut = set(range(stays[0])) if inline else set[int]()  # the first that stays moves behind the dash
    last = {at: change.origins[places[-1]] for at, places in runs.items()}
    staying = Staying(stays, {at for at in (None, *stays) if units.keeps_blanks(last.get(at, at))})
    for index in moved:
        if index not in cut:
            edit.splice(units.above(index), units.end(index) + 1, "")
            units.take_blanks(index, staying)
    in_doubt = change.in_doubt - cut
    sure = _keep_comments(slot, units, node, in_doubt)
    remove_units(slot, node, units, sorted(cut.union(removed, sure) - (in_doubt - sure)), staying)
    is_apart = not inline and units.are_apart()
    if is_apart:
        _take_gaps(edit, units, sorted({*moved, *removed} - in_doubt.difference(sure)), stays)
    for at, mine in texts.items():
        text = _joined(mine, is_first=at is None, is_alone=not stays) if is_apart else "".join(mine)
        if at is None and inline:
            _refuse_comment_above(slot, units, change.origins[0], text)
            edit.splice(starts[0], starts[0], text[column:] + " " * column)
            continue
        place = _below_head(slot, node) if at is None else units.below(at)
        edit.splice(place, place, text)
        if at in staying.keeping:
            edit.take_blanks(place)


def _refuse_comment_above(slot: Slot, units: Units, index: int | None, text: str) -> None:
    """Refuse to move an item behind the dash of another list if a comment stands above it."""
    if index is not None and text.lstrip(" \t").startswith("#"):
        message = "a comment stands above the item that comes behind the dash, and has no place there; move it first"
        slot.refuse(message, units.above(index))


def _take_gaps(edit: Edit, units: Units, gone: list[int], stays: list[int]) -> None:
    """Of items with empty lines between them, take those below one that goes; above the last ones."""
    for index in gone:
        above = index if stays and index < stays[-1] else index - 1
        if above >= 0:
            edit.take_blanks(units.end(above) + 1)


def _joined(texts: list[str], *, is_first: bool, is_alone: bool) -> str:
    """Items with empty lines between them, and one to those that stay."""
    text = "\n".join(texts)
    return text if is_alone else text + "\n" if is_first else "\n" + text


def _below_head(slot: Slot, node: nodes.Sequence) -> int:
    """The line below a list's key, or below its anchor, above comments on its first item."""
    edit = slot.edit
    head = properties_end(edit.text, node.start, node.properties) if node.properties else slot.after
    return edit.lines.end(head) + 1


def dashes(slot: Slot, node: nodes.Sequence) -> Sequence[int]:
    """Where each item's dash is: at the list's column, in the gap before the item."""
    if node.starts is not None:
        return node.starts
    text, lines = slot.edit.text, slot.edit.lines
    first = slot.edit.first(node)
    column = lines.column(first)
    found = [first]
    for before, item in zip(node.items, node.items[1:], strict=False):
        at = lines.last_end(before) + 1
        while at <= item.start:  # blanks and comments may be between; events don't tell of dashes
            if text[at : at + column + 1] == " " * column + "-":
                found.append(at + column)
                break
            at = lines.end(at) + 1
        else:
            slot.refuse("the list's dashes aren't one below the other; edit the text", item.start)
    return found


def _runs(origins: ItemOrigins, stays: set[int]) -> dict[int | None, list[int]]:
    """The places of new items and of those that move, by the old item that they follow."""
    runs: dict[int | None, list[int]] = {}
    last: int | None = None
    for place, index in enumerate(origins):
        if index in stays:
            last = index
        else:
            runs.setdefault(last, []).append(place)
    return runs


def _keep_comments(slot: Slot, units: Units, node: nodes.Sequence, in_doubt: frozenset[int]) -> frozenset[int]:
    """Take items of which it isn't sure that they are meant, and keep the comment behind each on a line of its own.

    Gives those that have none.
    """
    edit, lines = slot.edit, slot.edit.lines
    done = set[int]()
    for index in in_doubt:
        end = node.items[index].end
        comments = edit.comments_in(end, lines.end(end))
        if comments and not lines.is_inline(units.start(index)):
            check_removal(slot, node.items[index])
            edit.splice(units.start(index), comments[0].start, "")
            done.add(index)
    return in_doubt - done


def _texts(slot: Slot, units: Units, change: ListChange, places: list[int], neighbour: nodes.Node) -> list[str]:
    """The lines of each item that is new, or that moves."""
    texts: list[str] = []
    for place in places:
        index = change.origins[place]
        if index is None:
            texts.append(_new(slot, change, place, neighbour))
        else:
            texts.append(_moved(slot, units, index, change.inside.get(index, ())))
    return texts


def _moved(slot: Slot, units: Units, index: int, inside: Sequence[Splice]) -> str:
    """The lines of an item that moves, with the comments directly above it, and with its changes."""
    text, lines, unit = slot.edit.text, slot.edit.lines, units[index]
    is_inline = lines.is_inline(unit.start)  # behind another dash: what is before it doesn't move
    start, end = unit.start if is_inline else units.above(index), unit.end + 1
    moved = apply(text[start:end], [(a - start, b - start, new) for a, b, new in inside])
    indent = " " * lines.column(unit.start) if is_inline else ""
    return indent + moved.removesuffix("\n") + "\n"


def _new(slot: Slot, change: ListChange, place: int, neighbour: nodes.Node) -> str:
    """The lines of a new item: in a flow style where its neighbour has one."""
    key, value, writer = (*slot.key, place), change.new[place], slot.edit.writer
    column = slot.edit.lines.column(change.starts[0])
    if isinstance(value, (dict, list)) and isinstance(neighbour, (nodes.Mapping, nodes.Sequence)) and neighbour.flow:
        return " " * column + "- " + writer.flow(key, value) + "\n"
    return "".join(line + "\n" for line in writer.item(key, value, column))


def _replace_items(slot: Slot, node: nodes.Sequence, units: Units, text: str) -> None:
    """Write others in the place of all items of a list that begins behind another dash."""
    check_removal(slot, *node.items)
    edit, start, end = slot.edit, units.start(0), units.end(len(units) - 1)
    line_end = edit.lines.end(start)
    first, below, rest = text.partition("\n")
    text = (
        first
        + "".join(" " + edit.text[slice(*comment)] for comment in edit.comments_in(start, line_end))
        + below
        + rest
    )
    for comment in edit.comments_in(line_end, end):
        if not edit.lines.is_inline(comment.start):
            text += "\n" + edit.text[edit.lines.start(comment.start) : comment.end]
    edit.splice(start, end, text)
    edit.gone.append(Splice(line_end, end, ""))
