"""Proves an edit: what is read again is what was wanted.

A text of the block subset may be proved by its parts: where those that changed, read alone, and the values of those
that didn't are the values wanted, so is the whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from articlefmt.editing.losses import Lost, lost_comment
from articlefmt.editing.parts import read_parts
from articlefmt.editing.splice import Splice, apply
from articlefmt.errors import ArticleError, EditError
from articlefmt.keys import Key
from articlefmt.place import Place
from articlefmt.syntax import block_reader, walks
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.syntax.source import Source
from articlefmt.values import Value, first_difference, same

__all__ = ["checked_body", "proved", "reread"]

_LINES_AROUND = 3  # the opening line, the closing one, and that lines are counted from 1


def proved(parsed: Parsed, splices: Sequence[Splice], wanted: dict[str, Value], gone: Sequence[Splice] = ()) -> Parsed:
    """The text with the splices made, if it says what is wanted and has all comments but some of those in `gone`.

    Raises:
        EditError: it says anything else, or a comment would be lost.
    """
    try:
        return _proved(parsed, splices, wanted, gone)
    except EditError as error:
        error.key = error.key or walks.key_at(parsed.tree, min((splice.start for splice in splices), default=0))
        raise


def _proved(parsed: Parsed, splices: Sequence[Splice], wanted: dict[str, Value], gone: Sequence[Splice]) -> Parsed:
    front, limits = parsed.source.front, parsed.limits
    try:
        after = apply(front, splices)
    except ValueError:  # two splices overlap: a fault of ours, and no reason to write anything
        raise _not_proved("") from None
    source = parsed.source.with_front(after)
    values = read_parts(parsed, after, splices) if parsed.is_block and block_reader.is_within(after, limits) else None
    if values is not None and same(values, wanted):
        new = Parsed(source, limits, values)
    else:
        new = _read_again(source, limits)
        if not same(new.values, wanted):
            raise _differs(new.values, wanted, lost_comment(parsed, new, gone))
    if "#" in front and any(front.find("#", start, end) >= 0 for start, end, _ in splices):
        lost = lost_comment(parsed, new, gone)
        if lost is not None:
            raise _loses("be lost", *lost)
    return new


def reread(parsed: Parsed) -> Parsed:
    """The text read anew from its bytes, all of it. Raises `EditError` where that says anything else."""
    again = _read_again(parsed.source, parsed.limits)
    if not same(again.values, parsed.values):
        raise _differs(again.values, parsed.values, None)
    return again


def checked_body(body: str, front: str) -> str:
    """A body that UTF-8 can hold, below some front matter. Raises `EditError`."""
    try:
        body.encode()
    except UnicodeEncodeError as error:
        message = f"the body has half a character (a lone surrogate) at {error.start}, which UTF-8 can't hold"
        above = body[: error.start]
        line = _LINES_AROUND + front.count("\n") + above.count("\n")
        place = Place(line, error.start - above.rfind("\n"))
        raise EditError(message, code="E702", place=place) from None
    return body


def _read_again(source: Source, limits: Limits) -> Parsed:
    """What a source reads as, from its bytes; it must have the same parts, though it may be CRLF throughout now."""
    try:
        new = parse(source.to_bytes(), limits, source.opaque)
    except ValueError as error:
        raise _unreadable(error) from None
    if new.source.body != source.body:
        raise _not_proved("")
    return new


def _differs(values: dict[str, Value], wanted: dict[str, Value], lost: Lost | None) -> EditError:
    """The error for a text that says something else; it names the first key that differs."""
    key, text, should = first_difference(values, wanted)
    is_longer = isinstance(text, str) and isinstance(should, str) and text.startswith(should.rstrip("\n"))
    return _loses("become text of the block above", *lost) if lost and is_longer else _not_proved("", key)


def _loses(what: str, key: Key, place: Place) -> EditError:
    return EditError(f"this comment would {what}; move it, or take it out first", code="E703", key=key, place=place)


def _unreadable(error: ValueError) -> EditError:
    """The error for a text that can't be read again."""
    if not isinstance(error, ArticleError):
        return _not_proved("")
    if error.code == "Y205":
        message = f"the edited text is over a limit: {error.message}; nothing is written"
        return EditError(message, code="E702", key=error.key)
    return _not_proved(f" ({error.code})", error.key)


def _not_proved(reason: str, key: Key = ()) -> EditError:
    """The error for a text that, read again, doesn't say what is wanted; nothing of it is kept."""
    message = f"the edited text would read differently{reason}, so nothing is written; make this edit by hand"
    return EditError(message, code="E704", key=key)
