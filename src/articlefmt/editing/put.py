"""Wanted values → a text that says them: compare, splice, prove. The only door to a changed front matter."""

from __future__ import annotations

from articlefmt.editing.change import change_mapping
from articlefmt.editing.edit import Edit, Slot
from articlefmt.editing.line_ends import as_in, odd_break, without_returns
from articlefmt.editing.proof import proved
from articlefmt.editing.properties import check_change
from articlefmt.errors import EditError
from articlefmt.gc_pause import without_gc
from articlefmt.layouts import Layout
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.comments import header_end
from articlefmt.syntax.parsed import Parsed
from articlefmt.syntax.properties import content_start
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
    try:
        with_lf = parsed if parsed.is_block else without_returns(parsed)  # a block text has none
        edit = _edited(with_lf, wanted, layout)
        splices, gone = edit.splices, edit.gone
        if with_lf is not parsed:
            splices, gone = as_in(parsed, splices), as_in(parsed, gone)
        if not splices and same(parsed.values, wanted.values):
            return parsed
        return proved(parsed, splices, wanted.values, gone)
    except EditError as error:
        raise _placed(parsed, error) from None


def _placed(parsed: Parsed, error: EditError) -> EditError:
    """The error with its place: of its key, or the nearest that is there."""
    if error.code == "E704" and (at := odd_break(parsed)) is not None:
        message = "a line ends with a character that only some readers take for a line end; use line feeds"
        return EditError(message, code="E703", key=error.key, place=parsed.source.place(at, error.key))
    if error.place is None:
        error.place = parsed.place_of(error.key)
    return error


def _edited(parsed: Parsed, wanted: Wanted, layout: Layout) -> Edit:
    """The edit that makes a text say what is wanted."""
    edit, tree = Edit(parsed, layout, wanted), parsed.tree
    slot, old, new = Slot(edit, ()), parsed.values, wanted.values
    if tree.properties and not same(old, new):
        check_change(slot, tree)
    change_mapping(slot, tree, old, new, wanted.touched)
    if wanted.touched is None or not layout.blank.keys().isdisjoint(wanted.touched):
        before, after = layout.ends_blank(old), layout.ends_blank(new)
        if before != after:
            _put_closing_blank(edit, before, after)
    return edit


def _put_closing_blank(edit: Edit, before: bool, after: bool) -> None:
    """Where the last line was empty, or not, as the generator has it, it stays so."""
    is_blank = edit.text.endswith("\n\n")
    if before == is_blank and (edit.parsed.is_block or not _ends_kept(edit.text, edit.parsed.tree)):
        end = len(edit.text)
        edit.splice(end - is_blank, end, "\n" if after else "")


def _ends_kept(text: str, tree: nodes.Mapping) -> bool:
    """Whether the last value is a block scalar that keeps the empty lines below it (`|+`)."""
    last = walks.last_leaf(tree)
    if not isinstance(last, nodes.Scalar) or not last.is_block:
        return False
    begin = content_start(text, last)
    return "+" in text[begin : header_end(text, begin)].split("#", maxsplit=1)[0]
