"""What changed, by value and by line; `secured` is never shown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

import attrs

from articlefmt.errors import Key
from articlefmt.model.secured import Secured
from articlefmt.syntax.source import Source
from articlefmt.values import Value, same

__all__ = ["Change", "compare", "unified"]

_SECURED = re.compile(r"""(?m)^(\s*-?\s*["']?secured["']?\s*:).*(?:\n[ \t]+.*)*""")


@attrs.frozen
class Change:
    """A value that differs; None stands for a key or item that isn't there, or a null."""

    key: Key
    before: Value | Secured
    after: Value | Secured


def compare(before: dict[str, Value], after: dict[str, Value]) -> tuple[Change, ...]:
    """Every value that differs, in the order of the keys; a list whose length differs is one value."""
    return tuple(_compare(before, after, ()))


def unified(before: Source, after: Source, name: str) -> str:
    """A unified diff with the value of `secured` shortened."""
    if before == after:
        return ""
    old, new = (_masked(source).splitlines(keepends=True) for source in (before, after))
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
    elif key == ("secured",):
        yield Change(key, _opaque(before), _opaque(after))
    else:
        yield Change(key, before, after)


def _opaque(value: Value) -> Value | Secured:
    return Secured(value) if isinstance(value, str) else None


def _masked(source: Source) -> str:
    front = _SECURED.sub(
        lambda match: f"{match[1]} <secured, {len(match[0]) - len(match[1])} characters>", source.front
    )
    return source.opening + front + source.closing + source.body
