"""Proves an edit: what is read again is what was wanted.

A text of the block subset may be proved by its parts. Read row by row, that subset starts anew at every key in the
first column, so what a reader makes of a text is what it makes of each entry, one after the other. Where the parts that
changed, read alone, and the values of those that didn't are the values wanted, so is the whole. A test holds this
against reading the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias, cast

from articlefmt.editing.losses import Lost, lost_comment
from articlefmt.editing.splice import Splice, apply
from articlefmt.errors import ArticleError, EditError
from articlefmt.keys import Key
from articlefmt.patterns import pattern
from articlefmt.place import Place
from articlefmt.syntax import block_reader, nodes, walks
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.syntax.source import Source
from articlefmt.values import Value, first_difference, same

__all__ = ["checked_body", "proved", "reread"]

_LINES_AROUND = 3  # the opening line, the closing one, and that lines are counted from 1
_UTF8_BYTES = 4  # bytes of a character
_NEXT_KEY = pattern(r"\n(?=[A-Za-z_])")
_INDENTED = ("", " ", "-", "#", "\n")  # how a row starts that is no key in the first column
_PLACE = itemgetter(0, 1)
_Part: TypeAlias = tuple[int, int]
_LONG = 300  # characters; a shorter list is read as quickly as its items are found


def proved(parsed: Parsed, splices: Sequence[Splice], wanted: dict[str, Value], gone: Sequence[Splice] = ()) -> Parsed:
    """The text with the splices made, if it says what is wanted and has all comments but some of those in `gone`.

    Raises:
        EditError: it says anything else, or a comment would be lost.
    """
    try:
        return _proved(parsed, splices, wanted, gone)
    except EditError as error:
        error.key = error.key or walks.key_at(parsed.tree, min(splice.start for splice in splices))
        raise


def _proved(parsed: Parsed, splices: Sequence[Splice], wanted: dict[str, Value], gone: Sequence[Splice]) -> Parsed:
    try:
        source = parsed.source.with_front(apply(parsed.source.front, splices))
    except ValueError:  # two splices overlap: a fault of ours, and no reason to write anything
        raise _not_proved("") from None
    has_parts = parsed.is_block and parsed.values and _is_within(source.front, parsed.limits)
    values = _read_parts(parsed, splices) if has_parts else None
    if values is not None and same(values, wanted):
        new = Parsed(source, parsed.limits, values)
    else:
        new = _read_again(source, parsed.limits)
        if not same(new.values, wanted):
            raise _differs(new.values, wanted, lost_comment(parsed, new, gone))
    front = parsed.source.front
    if any(front.find("#", start, end) >= 0 for start, end, _ in splices) and (lost := lost_comment(parsed, new, gone)):
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


def _is_within(front: str, limits: Limits) -> bool:
    """Whether a text is within the limits for sure."""
    return _UTF8_BYTES * len(front) <= limits.size and not block_reader.may_be_over(front, limits)


def _read_parts(parsed: Parsed, splices: Sequence[Splice]) -> dict[str, Value] | None:
    """The values of a block text with the splices made, from the parts that they change; None in case of doubt."""
    front = parsed.source.front
    found: dict[str, dict[str, Value]] = {}
    for (start, end), mine in _by_part(front, splices):
        if mine[-1].end > end:
            return None
        name = front[start : front.find(":", start, end)] if front[start] not in _INDENTED else ""
        read = _read_list(parsed, name, (start, end), mine) or _read(parsed, (start, end), mine)
        if read is None:
            return None
        found[name] = read
    return _joined(parsed.values, found)


def _read(parsed: Parsed, part: _Part, splices: Sequence[Splice], above: str = "") -> dict[str, Value] | None:
    """The values of a part with the splices made, read alone or below some lines."""
    start, end = part
    text = apply(parsed.source.front[start:end], [(a - start, b - start, new) for a, b, new in splices])
    return block_reader.read_values(above + text, parsed.limits) if not text or text.endswith("\n") else None


def _read_list(parsed: Parsed, name: str, part: _Part, splices: Sequence[Splice]) -> dict[str, Value] | None:
    """The same of an entry that is a list, from the items that change: reading starts anew at each dash in its column.

    An item is read below another one, which holds it to the column.
    """
    start, end = part
    old = parsed.values.get(name)
    if not isinstance(old, list) or end - start < _LONG:
        return None
    front, starts = parsed.source.front, cast("nodes.Sequence", parsed.tree.names[name].value).starts or ()
    margin = front[front.rfind("\n", 0, starts[0]) + 1 : starts[0]]
    bounds = [*(start - len(margin) for start in starts), end]
    items: list[Value] = []
    done = 0

    def place(splice: Splice) -> tuple[int, bool]:
        """The item that a splice is in, and whether it only adds lines above it."""
        number = min(bisect_right(bounds, splice.start), len(old)) - 1
        return number, splice.start == splice.end == bounds[number]

    for (number, is_above), mine in groupby(splices, place):
        changes = list(mine)
        stop = bounds[number] if is_above else bounds[number + 1]
        if number < 0 or changes[-1].end > stop:
            return None
        read = _read(parsed, (bounds[number], stop), changes, f"k:\n{margin}- 0\n")
        if read is None or [*read] != ["k"]:
            return None
        items += (*old[done:number], *cast("list[Value]", read["k"])[1:])
        done = number + (not is_above)
    items += old[done:]
    return {name: items} if items else None


def _by_part(front: str, splices: Sequence[Splice]) -> Iterator[tuple[_Part, list[Splice]]]:
    """The parts of a block text that change, each with its splices.

    A part reaches from a key in the first column to the next one. Before the first key there may be comments.
    """
    part: _Part = (0, 0)
    mine: list[Splice] = []
    for splice in sorted(splices, key=_PLACE):
        if not mine or part[1] <= min(splice.start, len(front) - 1):
            if mine:
                yield part, mine
            part, mine = _part(front, splice.start, part[1]), []
        mine.append(splice)
    yield part, mine


def _part(front: str, offset: int, floor: int) -> _Part:
    """The part that an offset is in; it starts at another one, or below."""
    start = front.rfind("\n", floor, offset) + 1 or floor
    while start > floor and front[start : start + 1] in _INDENTED:
        start = front.rfind("\n", floor, start - 1) + 1 or floor
    below = _NEXT_KEY.search(front, start)
    return start, below.end() if below else len(front)


def _joined(old: dict[str, Value], found: dict[str, dict[str, Value]]) -> dict[str, Value] | None:
    """The values of all parts, in the order of the text; None where a key stands twice."""
    values = dict(old)
    for name, read in found.items():
        if len(read) != 1 or name not in read:
            break
        values[name] = read[name]
    else:  # nothing came, nothing went
        return values
    values = found.get("", {})
    count = len(values)
    for name, value in old.items():
        mine = found.get(name)
        if mine is None:
            values[name] = value
            count += 1
        else:
            values |= mine
            count += len(mine)
    return values if len(values) == count else None


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
