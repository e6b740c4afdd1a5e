"""What changed, by line: a unified diff without `secured`, and whether only the spelling did."""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.editing.splice import Splice, apply
from articlefmt.secrecy import SECURED, Secrets, hidden, told_apart
from articlefmt.syntax import nodes
from articlefmt.syntax.parsed import Parsed
from articlefmt.syntax.source import Source
from articlefmt.values import same

__all__ = ["reformatted_at", "unified"]


def unified(before: Parsed, after: Parsed, name: str) -> str:
    """A unified diff with the value of `secured` shortened."""
    if before.source == after.source:
        return ""
    import difflib  # noqa: PLC0415  few uses need it, and each start would pay for it

    secrets = Secrets(before.values, after.values)
    old, new = (secrets.mask(_masked(one)).splitlines(keepends=True) for one in (before, after))
    if old == new:
        new = [told_apart(line, "new") for line in new]
    rows = difflib.unified_diff(old, new, fromfile=f"a/{name}", tofile=f"b/{name}")
    return "".join(row if row.endswith("\n") else row + "\n\\ No newline at end of file\n" for row in rows)


def reformatted_at(old: Parsed, new: Parsed) -> int | None:
    """The first line that differs in spelling alone: all values are the same, and so is the body if all lines are."""
    if not (_is_told_whole(old) and _is_told_whole(new) and same(old.values, new.values)):
        return None
    before, after = (_head(one.source).split("\n") for one in (old, new))
    line = next((line for line, pair in enumerate(zip(before, after, strict=False), 1) if pair[0] != pair[1]), None)
    if line is None and _body(old.source) == _body(new.source):
        return 1  # line ends, or a byte order mark
    return line


def _masked(parsed: Parsed) -> str:
    """The text with every value of a key `secured`, and what such a value is an alias of, as its length."""
    source = parsed.source
    found = (mapping.names[SECURED].value for mapping in nodes.mappings(parsed.tree) if SECURED in mapping.names)
    spans = {(node.start, node.end) for value in found for node in (value, nodes.target(value))}
    shown = [Splice(start, end, hidden(end - start)) for start, end in _outermost(spans)]
    return source.opening + apply(source.front, shown) + source.closing + source.body


def _outermost(spans: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that lie in no other."""
    done = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            yield start, end
            done = end


def _is_told_whole(parsed: Parsed) -> bool:
    """Whether the values are all that the text says: a key that isn't text, a tag and an anchor are not among them."""
    if parsed.is_block:
        return True
    mappings = list(nodes.mappings(parsed.tree))
    has_others = any(entry.name is None for mapping in mappings for entry in mapping.entries)
    return not (has_others or any(node.properties for node in (*mappings, *nodes.leaves(parsed.tree))))


def _head(source: Source) -> str:
    return source.opening + source.front + source.closing


def _body(source: Source) -> str:
    return source.body.replace("\r\n", "\n")
