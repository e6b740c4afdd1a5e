"""What `articlefmt diff` tells in a comment for those who review: a table, a row for each value that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articlefmt.cli.diff_stat import amount, summary
from articlefmt.cli.difference import Difference, sides
from articlefmt.cli.markdown import ROOM, code, table
from articlefmt.diff.changes import Change
from articlefmt.display import shortened
from articlefmt.keys import key_text

__all__ = ["as_markdown", "stat_as_markdown"]

_VALUES = ("File", "What", "Key", "Before", "After")
_AMOUNTS = ("File", "Changes")
_WORDS = {"new": "new file", "deleted": "deleted file", "reformatted": "only the spelling changed"}
_VALUE_LIMIT = 200  # characters of a value
_CONTEXT = 40  # characters of a long value before what differs


def as_markdown(differences: Sequence[Difference]) -> str:
    """Each value that differs, and what became of each file, as much as there is room for."""
    rows = [row for one in differences for row in _rows(one)]
    return _page(differences, _VALUES, rows, "changes")


def stat_as_markdown(differences: Sequence[Difference]) -> str:
    """How much changed in each file."""
    rows = [(code(one.name), _WORDS.get(amount(one), amount(one))) for one in differences]
    return _page(differences, _AMOUNTS, rows, "files")


def _page(differences: Sequence[Difference], headings: Sequence[str], rows: Sequence[Sequence[str]], noun: str) -> str:
    told = summary(differences) if differences else "No article file differs."
    head = f"### articlefmt diff\n\n{told}\n"
    rest = table(headings, rows, noun, ROOM - len(head.encode()) - 1)
    return f"{head}\n{rest}" if rest else head


def _rows(one: Difference) -> Iterator[tuple[str, ...]]:
    file = code(one.file)
    if one.was != one.file:
        yield file, "renamed", "", code(one.was), file
    for change in one.changes:
        yield file, *_cells(change)
    if one.is_body_changed:
        yield file, "body changed", "", "", ""
    if not one.changes and not one.is_body_changed and one.what != "renamed":
        yield file, _WORDS.get(one.what, one.what), "", "", ""


def _cells(change: Change) -> tuple[str, str, str, str]:
    key = code(key_text(change.key))
    before, after = sides(change)
    if before is None:
        return "added", key, "", code(shortened(after or "", _VALUE_LIMIT))
    if after is None:
        return "removed", key, code(shortened(before, _VALUE_LIMIT)), ""
    before, after = _around(before, after)
    return "changed", key, code(before), code(after)


def _around(before: str, after: str) -> tuple[str, str]:
    """Two values, each shortened to what is near the first character that differs."""
    differs = (at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1])
    start = next(differs, min(len(before), len(after))) - _CONTEXT
    if start <= 0 or max(len(before), len(after)) <= _VALUE_LIMIT:
        return shortened(before, _VALUE_LIMIT), shortened(after, _VALUE_LIMIT)
    return shortened(f"…{before[start:]}", _VALUE_LIMIT), shortened(f"…{after[start:]}", _VALUE_LIMIT)
