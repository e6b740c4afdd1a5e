"""What a file holds of what nobody may change: read from its tree, else from its text, line by line.

There is one reading, for a save, which must not lose any of it, and for the guard, which compares two versions.
"""

from __future__ import annotations

from typing import NamedTuple

from articlefmt.errors import ParseError
from articlefmt.opaque.lines import as_text, front_of, of_lines
from articlefmt.opaque.value import RAW, Opaque
from articlefmt.secrecy import ONLY_SECURED
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse

__all__ = ["Held", "held", "held_by_text", "held_by_tree", "loses_opaque", "read"]


class Held(NamedTuple):
    """All that a file holds.

    Attributes:
        values: one for each key that isn't null, in the order of the text.
        is_read: whether the file could be read; else this is what the text of its front matter shows.
        line: the line of the file where the first key stands in a file that can't be read; 1 if none does.
    """

    values: list[Opaque]
    is_read: bool
    line: int = 1


def read(data: bytes, limits: Limits) -> Parsed | None:
    """A version as it was read; None if it can't be."""
    try:
        return parse(data, limits)
    except ParseError:
        return None


def loses_opaque(data: bytes, text: Parsed, keys: frozenset[str] = ONLY_SECURED) -> bool:
    """Whether a file with these bytes holds an opaque value that a text hasn't.

    Args:
        data: what the file holds; it need not be an article.
        text: what is to take its place.
        keys: the names of the keys that are opaque, at whatever depth they stand.
    """
    old, left = read(data, text.limits), held_by_tree(text, keys).values
    if old is None:
        # All of it counts: which part was meant as front matter is in doubt. What stands twice, as in both sides of a
        # conflict, is one value.
        return any(one not in left for _, one in of_lines(as_text(data), keys))
    for one in held_by_tree(old, keys).values:
        if one not in left:
            return True
        left.remove(one)
    return False


def held(data: bytes, parsed: Parsed | None, keys: frozenset[str] = ONLY_SECURED) -> Held:
    """What a version holds at these keys, at whatever depth, be it readable or not."""
    return held_by_text(data, keys) if parsed is None else held_by_tree(parsed, keys)


def held_by_tree(parsed: Parsed, keys: frozenset[str] = ONLY_SECURED) -> Held:
    """What a file holds that was read."""
    found = (
        _of_entry(parsed, entry, keys, mapping is parsed.tree)
        for mapping in walks.mappings(parsed.tree)
        for entry in mapping.entries
    )
    return Held([one for one in found if one is not None], is_read=True)


def held_by_text(data: bytes, keys: frozenset[str] = ONLY_SECURED) -> Held:
    """What the front matter of a file shows that can't be read. What stands in the body counts for nothing."""
    text = as_text(data)
    start, end = front_of(text)
    found = [*of_lines(text[start:end], keys)]
    line = text.count("\n", 0, start + found[0][0]) + 1 if found else 1
    return Held([one for _, one in found], is_read=False, line=line)


def _of_entry(parsed: Parsed, entry: nodes.Entry, keys: frozenset[str], is_top: bool) -> Opaque | None:
    key, node = nodes.target(entry.key), nodes.target(entry.value)
    if not (isinstance(key, nodes.Scalar) and isinstance(key.value, str) and key.value in keys):
        return None
    if isinstance(node, nodes.Scalar) and not (node.properties or nodes.is_marked(entry.key)):
        if node.value is None:
            return None
        is_text = isinstance(node.value, str)
        return Opaque(key.value, type(node.value).__name__, str(node.value) if is_text else repr(node.value), is_top)
    front = parsed.source.front
    behind = front[node.start : node.end] if isinstance(entry.value, nodes.Alias) else ""
    return Opaque(key.value, RAW, front[entry.key.start : entry.value.end] + behind, is_top)
