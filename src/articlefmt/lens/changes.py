"""What changed, by value and by line; `secured` is never shown."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from articlefmt.errors import Key
from articlefmt.lens.text import Text
from articlefmt.model.secured import Secured
from articlefmt.syntax import nodes
from articlefmt.syntax.splice import Splice, apply
from articlefmt.values import Value, plain_copy, same

__all__ = ["Change", "compare", "unified"]


@attrs.frozen
class Change:
    """A value that differs; None stands for a key or item that isn't there, or a null."""

    key: Key
    before: Value | Secured
    after: Value | Secured


def compare(before: dict[str, Value], after: dict[str, Value]) -> tuple[Change, ...]:
    """Every value that differs, in the order of the keys; a list whose length differs is one value."""
    return tuple(_compare(before, after, ()))


def unified(before: Text, after: Text, name: str) -> str:
    """A unified diff with the value of `secured` shortened."""
    if before.source == after.source:
        return ""
    import difflib  # noqa: PLC0415  few uses need it, and each start would pay for it

    old, new = (_masked(text).splitlines(keepends=True) for text in (before, after))
    if old == new:
        new = [line.replace("<secured, ", "<new secured, ") for line in new]
    rows = difflib.unified_diff(old, new, fromfile=f"a/{name}", tofile=f"b/{name}")
    return "".join(row if row.endswith("\n") else row + "\n\\ No newline at end of file\n" for row in rows)


def _compare(before: Value, after: Value, key: Key) -> Iterator[Change]:
    if same(before, after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in (*before, *(name for name in after if name not in before)):
            yield from _compare(before.get(name), after.get(name), (*key, name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _compare(old, new, (*key, index))
    elif "secured" in key:
        yield Change(key, _opaque(before), _opaque(after))
    else:
        yield Change(key, _shown(before), _shown(after))


def _opaque(value: Value) -> Secured | None:
    return None if value is None else Secured(str(value))


def _shown(value: Value) -> Value:
    """A copy of the value with every `secured` in it, which doesn't belong there, as its length."""
    shown = plain_copy({"": value})
    todo: list[Value] = [shown]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            if "secured" in one:
                one["secured"] = str(_opaque(one["secured"]))
            todo += one.values()
        elif isinstance(one, list):
            todo += one
    return shown[""]


def _masked(text: Text) -> str:
    """The text with every value of a key `secured`, and what such a value is an alias of, as its length."""
    source = text.source
    found = (mapping.names["secured"].value for mapping in nodes.mappings(text.tree) if "secured" in mapping.names)
    spans = {(node.start, node.end) for value in found for node in (value, nodes.target(value))}
    shown = [Splice(start, end, f"<secured, {end - start} characters>") for start, end in _outermost(spans)]
    return source.opening + apply(source.front, shown) + source.closing + source.body


def _outermost(spans: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that lie in no other."""
    done = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            yield start, end
            done = end
