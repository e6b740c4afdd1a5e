"""What a file holds of what nobody may change: read from its tree, else from its text, line by line.

There is one reading, for a save, which must not lose any of it, and for the guard, which compares two versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile
from operator import is_
from typing import NamedTuple, TypeAlias

from articlefmt.errors import ParseError
from articlefmt.keys import Key
from articlefmt.patterns import pattern
from articlefmt.secrecy import ONLY_SECURED, SECURED, masked
from articlefmt.syntax import nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import Value, same

__all__ = ["Held", "Opaque", "changed_at", "held", "held_by_text", "held_by_tree", "loses_opaque", "read"]

_RAW = "raw"
_FENCE = "---"
_OPENING = pattern(r"--[-\s]*$|---")
_CLOSING = pattern(r"(?m)^---[ \t]*$")
_INDENTED_CLOSING = pattern(r"(?m)^[ \t]+---[ \t]*$")
_BEFORE = r"""(?:^[ \t\ufeff\ufffd-]*+(?:\?[ \t]+)?|[,\[\]{}"'][ \t]*+)"""
_PROPERTIES = r"""(?:[!&][^\s,\[\]{}]*+[ \t]+)*+"""
_TEXT = (
    r"""[ \t]*[:=][ \t]*"""
    r"""(?:"(?P<double>[^"\\]*)"|'(?P<single>[^']*)'|(?P<plain>[\w+/](?:[^\s:#]|:(?=\S)|(?<=\S)\#|[ \t](?![\s#]))*))"""
)
"""A text on the line of its key: in quotes without escapes, or plain."""

_NO_VALUE = pattern(r"[^:=]*[:=][ \t]*(?:null|Null|NULL|~)?")
_NEXT = pattern(r"---|[<=>|]{7}|\?[ \t]|[^\s#\-\[\]{}'\"?:][^\n]*?(?::(?:\s|$)|[ \t]=[ \t])")
"""How a line at the margin begins that isn't of the key above."""

_ITEM = pattern(r"-(?:\s|$)")
_VALUE_ALONE = pattern(r"[ \t]*:(?:\s|$)")


class Opaque(NamedTuple):
    """What one opaque key holds. Two are equal if both are the same value, of the same type, at such a depth.

    Attributes:
        key: the key.
        kind: the type of the value; `raw` where only its spelling can be compared.
        text: the value, so that a nan is itself, and 1 is not true.
        is_top: whether the key stands at the top. In a wrong place it isn't what it was at the top.
    """

    key: str
    kind: str
    text: str
    is_top: bool


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
        return any(one not in left for _, one in _of_lines(_as_text(data), keys))
    for one in held_by_tree(old, keys).values:
        if one not in left:
            return True
        left.remove(one)
    return False


def changed_at(before: dict[str, Value], after: dict[str, Value], keys: frozenset[str] = ONLY_SECURED) -> Key | None:
    """The way to an opaque value that an edit changes, adds or takes away; None if it leaves all of them.

    A list may get and lose other items. Values that stay are the same objects, and cost nothing.
    """
    todo: list[tuple[Key, Value, Value]] = _parts((), before, after)
    while todo:
        key, was, now = todo.pop()
        if key[-1] in keys:
            if not same(was, now):
                return key
        elif isinstance(was, dict) and isinstance(now, dict):
            todo += _parts(key, was, now)
        elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
            todo += [((*key, at), was[at], now[at]) for at in range(len(was) - 1, -1, -1) if was[at] is not now[at]]
        elif isinstance(was, dict | list) or isinstance(now, dict | list):
            old, new = _between(key, was, now)
            if (found := _differ(_nested(old, keys), _nested(new, keys))) is not None:
                return found
    return None


def held(data: bytes, parsed: Parsed | None, keys: frozenset[str] = ONLY_SECURED) -> Held:
    """What a version holds at these keys, at whatever depth, be it readable or not."""
    return held_by_text(data, keys) if parsed is None else held_by_tree(parsed, keys)


def held_by_tree(parsed: Parsed, keys: frozenset[str] = ONLY_SECURED) -> Held:
    """What a file holds that was read."""
    found = (
        _of_entry(parsed, entry, keys, mapping is parsed.tree)
        for mapping in nodes.mappings(parsed.tree)
        for entry in mapping.entries
    )
    return Held([one for one in found if one is not None], is_read=True)


def held_by_text(data: bytes, keys: frozenset[str] = ONLY_SECURED) -> Held:
    """What the front matter of a file shows that can't be read. What stands in the body counts for nothing."""
    text = _as_text(data)
    start, end = _front(text)
    found = [*_of_lines(text[start:end], keys)]
    line = text.count("\n", 0, start + found[0][0]) + 1 if found else 1
    return Held([one for _, one in found], is_read=False, line=line)


def _as_text(data: bytes) -> str:
    """The text of any file, as well as it can be told. Without its zeros UTF-16 shows what is ASCII in it."""
    return data.replace(b"\0", b"").decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


_Keyed: TypeAlias = tuple[Key, Value]


def _parts(key: Key, was: dict[str, Value], now: dict[str, Value]) -> list[tuple[Key, Value, Value]]:
    """What differs in two mappings, the last first."""
    names = [name for name, one in was.items() if now.get(name) is not one]
    if not now.keys() <= was.keys():
        names += [name for name in now if name not in was and now[name] is not None]
    return [((*key, name), was.get(name), now.get(name)) for name in reversed(names)]


def _between(key: Key, was: Value, now: Value) -> tuple[list[_Keyed], list[_Keyed]]:
    """Of two lists the items that aren't the same objects at both ends; else the values themselves."""
    if not (isinstance(was, list) and isinstance(now, list)):
        return [(key, was)], [(key, now)]
    head = sum(takewhile(bool, map(is_, was, now)))
    tail = sum(takewhile(bool, map(is_, reversed(was[head:]), reversed(now[head:]))))
    return (
        [((*key, at), was[at]) for at in range(head, len(was) - tail)],
        [((*key, at), now[at]) for at in range(head, len(now) - tail)],
    )


def _nested(todo: list[_Keyed], keys: frozenset[str]) -> list[_Keyed]:
    """Each opaque value in some values, in an order that doesn't depend on that of the keys."""
    found: list[_Keyed] = []
    while todo:
        key, one = todo.pop()
        if key[-1] in keys and one is not None:
            found.append((key, one))
        elif isinstance(one, dict):
            todo += (((*key, name), below) for name, below in one.items())
        elif isinstance(one, list):
            todo += (((*key, at), below) for at, below in enumerate(one))
    return sorted(found, key=lambda pair: (_names(pair[0]), [part for part in pair[0] if isinstance(part, int)]))


def _names(key: Key) -> list[str]:
    return [part for part in key if isinstance(part, str)]


def _differ(old: list[_Keyed], new: list[_Keyed]) -> Key | None:
    """The way to the first value that the longer one of two lists has and the other hasn't there."""
    longer, other = (new, old) if len(new) > len(old) else (old, new)
    for at, (key, value) in enumerate(longer):
        if at == len(other) or _names(key) != _names(other[at][0]) or not same(value, other[at][1]):
            return key
    return None


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
    return Opaque(key.value, _RAW, front[entry.key.start : entry.value.end] + behind, is_top)


def _front(text: str) -> tuple[int, int]:
    """Where front matter can be: to the closing line, else to one that should be it, else all. Nowhere unopened."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if end < 0 or not _OPENING.match(text[start:end]):
        return 0, 0
    closing = _CLOSING.search(text, end) or _INDENTED_CLOSING.search(text, end)
    return end, closing.start() if closing else len(text)


class _Keys(NamedTuple):
    """The patterns for some keys."""

    name: re.Pattern[str]
    no_key: re.Pattern[str]
    entry: re.Pattern[str]
    alone: re.Pattern[str]
    text: re.Pattern[str]


@lru_cache(64)
def _patterns(keys: frozenset[str]) -> _Keys:
    names = "|".join(map(re.escape, sorted(keys)))
    key = rf"""(?<![\w-])["']?(?<![\w-])(?P<key>{names})["']?"""
    quoted = r"""(?:"(?:[^"\\]|\\.)*+"|(?<![^\s,\[{:(])'[^']*+')"""
    return _Keys(
        name=pattern(rf"""(?:{names})["']?[ \t]*+(?:[:=\#]|$|["'A-Za-z0-9+/]{{16}})""", re.MULTILINE),
        no_key=pattern(
            rf"""(?P<is_key>["'](?:{names})["'](?=[ \t]*(?:$|\#))|{quoted}(?=\s*[:=]))|{quoted}|(?:^|(?<=\s))\#.*"""
        ),
        entry=pattern(rf"{_BEFORE}(?P<entry>{_PROPERTIES}{key}[ \t]*+[:=])"),
        alone=pattern(rf"{_BEFORE}(?P<entry>{_PROPERTIES}{key})[ \t]*+$"),
        text=pattern(key + _TEXT),
    )


def _of_lines(text: str, keys: frozenset[str]) -> Iterator[tuple[int, Opaque]]:
    """What each line holds that has an opaque key, with the lines below that are its own, and where that is."""
    patterns = _patterns(keys)
    done = 0
    for name in patterns.name.finditer(text):
        if name.start() < done:
            continue
        start = text.rfind("\n", 0, name.start()) + 1
        first = _line(text, start)
        done = start + len(first)
        code = patterns.no_key.sub(_as_blanks, first).rstrip()
        found = patterns.entry.search(code)
        if found is None and (alone := patterns.alone.search(code)) and _has_value_alone(text, done):
            found = alone
        if found is not None:
            before = first[: found.start("entry")].strip("\ufeff\ufffd")
            is_top = not before or before.startswith("?")
            done, below = _below(text, done, 0 if before.strip(" \t-") else len(before))
            lines = [
                first[found.start("entry") : len(code)],
                *(patterns.no_key.sub(_uncommented, one) for one in below),
            ]
            if one := _of_entry_lines(lines, found["key"], is_top, patterns):
                yield start, one
        elif SECURED in code and masked(first) != first:
            # A line break or a colon was lost before the key: what stands behind it tells.
            yield start, Opaque(SECURED, _RAW, first.strip(), is_top=False)


def _line(text: str, start: int) -> str:
    """The line that begins at an offset."""
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _as_blanks(found: re.Match[str]) -> str:
    """Blanks for a comment, and for a text in quotes that is no key: both may speak of one."""
    text = found[0]
    if found["is_key"]:
        return text
    return " " * len(text) if text.startswith("#") else text[0] + " " * (len(text) - 2) + text[0]


def _uncommented(found: re.Match[str]) -> str:
    return "" if found[0].startswith("#") else found[0]


def _has_value_alone(text: str, at: int) -> bool:
    """Whether a value with the colon before it stands on the next line that says something: `? key`, `: value`."""
    return any(_VALUE_ALONE.match(line) for _, line in islice(_saying(text, at), 1))


def _below(text: str, at: int, indent: int) -> tuple[int, list[str]]:
    """The lines below one that are of the key in it, and where they end."""
    lines: list[str] = []
    for end, line in _saying(text, at):
        bare = line.lstrip(" \t")
        if bare.rstrip() == _FENCE or not _is_deeper(line, len(line) - len(bare), indent):
            break
        at = end
        lines.append(line)
    return at, lines


def _saying(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The lines below an offset that aren't blank and no comment, each with its end."""
    while at < len(text):
        line = _line(text, at + 1)
        at += 1 + len(line)
        if line.strip() and not line.lstrip().startswith("#"):
            yield at, line


def _is_deeper(line: str, found: int, indent: int) -> bool:
    if found > indent or _VALUE_ALONE.match(line) or (found == indent and _ITEM.match(line, found)):
        return True
    return found == indent == 0 and _NEXT.match(line) is None


def _of_entry_lines(lines: list[str], key: str, is_top: bool, patterns: _Keys) -> Opaque | None:
    """A text that stands on the key's line, or alone below, is known as what it is. A null is nothing."""
    first, *below = map(str.rstrip, lines)
    if below and _VALUE_ALONE.match(below[0]):
        first += below.pop(0).lstrip()
    if len(below) == 1 and first.endswith((":", "=")):
        first += f" {below.pop().lstrip()}"
    if not below:
        if _NO_VALUE.fullmatch(first):
            return None
        if simple := patterns.text.fullmatch(first):
            return Opaque(key, "str", simple["double"] or simple["single"] or simple["plain"] or "", is_top)
    return Opaque(key, _RAW, "\n".join((first, *below)), is_top)
