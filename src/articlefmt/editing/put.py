"""Wanted values → a text that says them: compare, splice, prove. The only door to a changed front matter."""

from __future__ import annotations

from articlefmt.editing.change import change_mapping
from articlefmt.editing.edit import Edit, Slot
from articlefmt.editing.proof import proved
from articlefmt.gc_pause import without_gc
from articlefmt.layouts import Layout
from articlefmt.syntax import nodes
from articlefmt.syntax.parsed import Parsed
from articlefmt.values import Wanted, same

__all__ = ["put"]


def put(parsed: Parsed, wanted: Wanted, layout: Layout) -> Parsed:
    """The text with exactly these values; the same text where it says them already.

    Args:
        parsed: the text as read.
        wanted: its values, all of them.
        layout: decides where new keys go and how new texts are quoted, where their neighbours don't.

    Raises:
        EditError: the change can't be made here without doubt.
    """
    return without_gc(len(parsed.source.front), _put, parsed, wanted, layout)


def _put(parsed: Parsed, wanted: Wanted, layout: Layout) -> Parsed:
    edit = Edit(parsed, layout, wanted)
    slot, tree = Slot(edit, (), layout.order), parsed.tree
    # Below, a value with a tag or an anchor is refused where it changes; the whole mapping is no value of a key.
    if tree.properties and not same(parsed.values, wanted.values):
        slot.refuse_properties(tree)
    change_mapping(slot, tree, parsed.values, wanted.values)
    before, after = layout.ends_blank(parsed.values), layout.ends_blank(wanted.values)
    if before != after:
        _put_closing_blank(edit, before, after)
    if not edit.splices:
        return parsed
    return proved(parsed, edit.splices, wanted.values)


def _put_closing_blank(edit: Edit, before: bool, after: bool) -> None:
    """Where the last line was empty, or not, as the generator has it, it stays so."""
    is_blank = edit.text.endswith("\n\n")
    if before == is_blank and not _keeps_blanks(edit):
        end = len(edit.text)
        edit.splice(end - is_blank, end, "\n" if after else "")


def _keeps_blanks(edit: Edit) -> bool:
    """Whether the last value is a block scalar whose text the empty lines below it are (`|+`)."""
    if edit.parsed.is_block:  # the subset has no block scalars
        return False
    last = [*nodes.leaves(edit.parsed.tree)][-1]
    header = edit.text[last.start : edit.lines.end(last.start)]
    return isinstance(last, nodes.Scalar) and last.is_block and "+" in header.split("#")[0]
