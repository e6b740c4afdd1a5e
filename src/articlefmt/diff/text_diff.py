"""What changed, by line: a unified diff without `secured`, and whether only the spelling did."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from articlefmt.diff.lines import Piece, Span, equal_head, equal_tail, hunks, lines_after, pieces, united
from articlefmt.editing.splice import Splice, apply
from articlefmt.secrecy import Secrets, hidden, told_apart
from articlefmt.secret_forms import is_hidden
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.parsed import Parsed
from articlefmt.syntax.source import Source
from articlefmt.values import Collection, collections_in, same

__all__ = ["reformatted_at", "unified"]

_AROUND = 4096  # characters; a value is shorter, so its name, or another part, stands as near


def unified(before: Parsed, after: Parsed, name: str) -> str:
    """A unified diff with the value of `secured` shortened."""
    if before.source == after.source:
        return ""
    secrets = Secrets(before.values, after.values, names=before.source.opaque | after.source.opaque)
    heads = _Pair(secrets.hide(_masked_head(before)), secrets.hide(_masked_head(after)))
    if heads.old == heads.new and before.source.front != after.source.front:
        heads = _Pair(heads.old, told_apart(heads.new, "new"))
    bodies = _Pair(before.source.body, after.source.body)
    parts, texts = _joined(heads, bodies)
    rows = [*_rows(texts, parts, secrets, heads)]
    return "".join((f"--- a/{name}\n", f"+++ b/{name}\n", *rows)) if rows else ""


def reformatted_at(old: Parsed, new: Parsed) -> int | None:
    """The first line that differs in spelling alone: all values are the same, and so is the body if all lines are."""
    if not (_is_told_whole(old) and _is_told_whole(new) and same(old.values, new.values)):
        return None
    before, after = (_head(one.source).split("\n") for one in (old, new))
    line = next((line for line, pair in enumerate(zip(before, after, strict=False), 1) if pair[0] != pair[1]), None)
    if line is None and _body(old.source) == _body(new.source):
        return 1  # line ends, or a byte order mark
    return line


class _Pair(NamedTuple):
    """The old text and the new one, or a part of them."""

    old: str
    new: str


def _joined(heads: _Pair, bodies: _Pair) -> tuple[list[Piece], _Pair]:
    """What is equal in two files, and their texts: of the equal lines at the end of the bodies what may be shown."""
    body_head = equal_head(*bodies)
    tail = equal_tail(*bodies, body_head)
    ends = tuple(lines_after(body, len(body) - tail, len(body)) for body in bodies)
    shown = _Pair(bodies.old[: ends[0]], bodies.new[: ends[1]])
    below = (piece.moved(len(heads.old), len(heads.new)) for piece in pieces(*shown))
    return united([*pieces(*heads), *below]), _Pair(heads.old + shown.old, heads.new + shown.new)


def _rows(texts: _Pair, parts: list[Piece], secrets: Secrets, heads: _Pair) -> Iterator[str]:
    """The hunks of a diff, a text for each piece of them."""
    old_lines = new_lines = old_done = new_done = 0
    for hunk in hunks(texts.old, parts):
        old, new = Span(hunk[0].old.start, hunk[-1].old.end), Span(hunk[0].new.start, hunk[-1].new.end)
        old_lines += texts.old.count("\n", old_done, old.start)
        new_lines += texts.new.count("\n", new_done, new.start)
        old_done, new_done = old.start, new.start
        yield f"@@ -{_range(texts.old, old, old_lines)} +{_range(texts.new, new, new_lines)} @@\n"
        old_secret = _spans(texts.old, old, secrets, len(heads.old))
        new_secret = _spans(texts.new, new, secrets, len(heads.new))
        for piece in hunk:
            was = _shown(texts.old, piece.old, old_secret)
            if piece.is_equal:
                yield _marked(" ", was)
                continue
            now = _shown(texts.new, piece.new, new_secret)
            yield _marked("-", was)
            yield _marked("+", told_apart(now, "new") if was == now else now)


def _range(text: str, span: Span, before: int) -> str:
    """The lines of a hunk: the number of the first, and how many; of none the number of the one before."""
    count = text.count("\n", *span) + (span.end > span.start and text[span.end - 1] != "\n")
    return f"{before + 1 if count else before},{count}"


def _marked(sign: str, lines: str) -> str:
    """Lines with a sign before each. Without a list of them: there may be millions."""
    if not lines:
        return ""
    ended = lines.removesuffix("\n")
    marked = sign + ended.replace("\n", "\n" + sign) + "\n"
    return marked if len(ended) < len(lines) else f"{marked}\\ No newline at end of file\n"


def _spans(text: str, span: Span, secrets: Secrets, head: int) -> list[Span]:
    """What is hidden of the lines of a hunk; looked for in what stands around, for it may go over their borders."""
    start = max(0, span.start - _AROUND)
    found = secrets.spans(text[start : span.end + _AROUND], max(0, head - start))
    return [Span(start + first, start + last) for first, last in found if start + last > span.start]


def _shown(text: str, span: Span, secret: list[Span]) -> str:
    """Some lines without what is hidden of them; as many lines."""
    parts: list[str] = []
    done, end = span
    first, last = bisect_right(secret, done, key=itemgetter(1)), bisect_left(secret, end, key=itemgetter(0))
    for one in secret[first:last]:
        start, stop = max(one.start, done), min(one.end, end)
        parts += (
            text[done:start],
            hidden(one.end - one.start) if start == one.start else "",
            "\n" * text.count("\n", start, stop),
        )
        done = stop
    return "".join((*parts, text[done:end]))


def _masked_head(parsed: Parsed) -> str:
    """The text down to the body with every value of a hidden key, and what it is an alias of, as its length."""
    source = parsed.source
    found = [node for part in _hiding(parsed) for node in _hidden_in(part)]
    spans = {(node.start, node.end) for value in found for node in (value, nodes.target(value))}
    shown = [Splice(start, end, hidden(end - start)) for start, end in _outermost(spans)]
    return source.opening + apply(source.front, shown) + source.closing


def _hiding(parsed: Parsed) -> Iterator[nodes.Entry]:
    """The entries at or in which a key is hidden. The values tell it: of a block text no more of the tree is made."""
    if not parsed.is_block:
        yield from parsed.tree.entries
        return
    for name, value in parsed.values.items():
        if is_hidden(name, value) or (isinstance(value, (dict, list)) and _hides(value)):
            yield parsed.tree.names[name]


def _hides(value: Collection) -> bool:
    mappings = (one for one in collections_in(value) if isinstance(one, dict))
    return any(is_hidden(name, one) for mapping in mappings for name, one in mapping.items())


def _hidden_in(entry: nodes.Entry) -> Iterator[nodes.Node]:
    """The values at or in an entry whose keys are hidden."""
    below = (one for part in (entry.key, entry.value) for mapping in walks.mappings(part) for one in mapping.entries)
    return (one.value for one in (entry, *below) if _is_hidden(one))


def _is_hidden(entry: nodes.Entry) -> bool:
    key, value = nodes.target(entry.key), nodes.target(entry.value)
    return is_hidden(*(node.value if isinstance(node, nodes.Scalar) else None for node in (key, value)))


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
    mappings = list(walks.mappings(parsed.tree))
    has_others = any(entry.name is None for mapping in mappings for entry in mapping.entries)
    return not (has_others or any(nodes.is_marked(node) for node in (*mappings, *walks.leaves(parsed.tree))))


def _head(source: Source) -> str:
    return source.opening + source.front + source.closing


def _body(source: Source) -> str:
    return source.body.replace("\r\n", "\n")
