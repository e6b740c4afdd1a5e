"""Untidy texts, and chains of edits of them.

What must survive an edit is told by names, each of which a text has once: `k1` is a key, `v2` a value or part of one,
`# o3` a comment on a line of its own, and `# c4` one behind something.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, reduce
from operator import getitem
from typing import Any, TypeAlias, TypeVar

from hypothesis import strategies as st

import articlefmt
from articlefmt import Record
from articlefmt.testing.values import plain_values, texts

__all__ = ["NAME", "Chain", "apply", "chains", "places"]

NAME = re.compile(r"\b[kv]\d+\b")
Edit: TypeAlias = tuple[Any, ...]
"""The name of a method of a document and its arguments."""

Chain: TypeAlias = tuple[str, list[Edit]]
"""A text, and edits of it: `("set", key, value)` and `("delete", key)`."""
Kind: TypeAlias = Callable[[int, int], list[str]]
"""Writes a value behind a key or dash in a column, so many levels deep: the rest of that line, and those below it."""
One = TypeVar("One")

KEYS = ("k{}", "k{}", "k{}", "'k{}'", '"k{}"', "k{} x", "? k{}")
SCALARS = ("v{}", "'v{}'", '"v{}: \\t"', "v{} lorem", "'it''s v{}'", "http://e.org/v{}#x", "C# v{}", "'v{}: b'")
NAMELESS = ("", " ~", " true", " yes", " 12.50", " 2021-05-30 19:20:00 +02:00", " ''", " []", " {}")
BLOCK_LINES = ("v{} lorem", "v{}", "", "  v{} ipsum", "v{}\tx", "\tv{}", "v{} ", "# v{}", "- v{}", "v{}: x")
PARTS = ("v{}", "v{}", "'v{}'", '"v{}"', "! v{}", "v{} x")


@cache
def up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


class Writing:
    """Draws the lines of a text."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def pick(self, *choices: One) -> One:
        return choices[self.draw(up_to(len(choices) - 1))]

    def many(self, most: int) -> range:
        return range(1 + self.draw(up_to(most - 1)))

    def named(self, *forms: str) -> str:
        """One of some forms, with a new name in it."""
        self.count += 1
        return self.pick(*forms).format(self.count)

    def behind(self) -> str:
        return self.named("", "", " # c{}", "  #c{}: 'x", " ")

    def own(self, *columns: int) -> list[str]:
        """Comments on lines of their own, and empty lines."""
        forms = self.pick((), (), (), ("# o{}",), ("#o{} ]", "# o{}"), ("", "# o{}"))
        return [" " * self.pick(*columns) + self.named(form) if form else "" for form in forms]

    def mark(self) -> str:
        return self.named("", "", "", "", "", " !", " &a{}")

    def deeper(self, column: int) -> int:
        return column + self.pick(2, 1, 4)

    def value(self, column: int, depth: int, *, is_item: bool) -> list[str]:
        kinds: list[Kind] = [self.scalar, self.nameless, self.block, self.long, self.line_below, self.flow, self.flow]
        if depth:
            kinds += [self.below, self.below, *([self.beside, self.beside] if is_item else [self.list_at_key])]
        return self.pick(*kinds)(column, depth)

    def scalar(self, _column: int, _depth: int) -> list[str]:
        return [f"{self.mark()} {self.named(*SCALARS)}{self.behind()}"]

    def nameless(self, _column: int, _depth: int) -> list[str]:
        """No comment is behind it: nobody could tell whether it may go."""
        return [self.pick(*NAMELESS)]

    def block(self, column: int, _depth: int) -> list[str]:
        indent = self.deeper(column) - column
        digit, ending = self.pick("", str(indent)), self.pick("", "-", "+")
        header = self.pick("|", ">") + self.pick(digit + ending, ending + digit)
        forms = [] if digit else ["v{}"]  # who gives no digit is told it by the first line
        forms += [self.pick(*BLOCK_LINES) for _ in self.many(3)] + self.pick([], [], ["", ""])
        lines = [" " * (column + indent) + self.named(form) if form else "" for form in forms]
        return [f"{self.mark()} {header}{self.behind()}", *lines]

    def long(self, column: int, _depth: int) -> list[str]:
        """A scalar of several lines."""
        indent, quote = " " * self.deeper(column), self.pick("", "'", '"')
        first, last = self.named(f"{quote}v{{}} lorem"), self.named(f"{indent}v{{}} ipsum{quote}") + self.behind()
        begin = self.pick([f"{self.mark()} {first}"], [self.mark() + self.behind(), indent + first])
        return [*begin, *self.pick([], [""]), last]

    def line_below(self, column: int, _depth: int) -> list[str]:
        first, *rest = self.pick(self.scalar, self.flow)(column, 0)
        indent = self.deeper(column)
        return [self.behind(), *self.own(0, indent), " " * indent + first.lstrip(), *rest]

    def flow(self, column: int, _depth: int) -> list[str]:
        text = self.flow_text(self.deeper(column), self.pick(0, 1, 2), is_open=self.pick(True, False))
        return f"{self.mark()} {text}{self.behind()}".split("\n")

    def flow_text(self, column: int, depth: int, *, is_open: bool) -> str:
        """A flow collection, over lines if it is open."""
        kind = self.pick(self.flow_item, self.flow_entry)
        text = ""
        for number in self.many(3):
            text += self.gap(column, is_open and self.pick(False, False, True)) + "," if number else ""
            text += (self.gap(column, is_open) or " ") + kind(column, depth, is_open)
        text += self.pick("", "", ",") + self.gap(column, is_open)
        return f"[{text}]" if kind == self.flow_item else f"{{{text}}}"

    def flow_item(self, column: int, depth: int, is_open: bool) -> str:
        return self.named("", "", "", "k{}: ") + self.part(column, depth, is_open)

    def flow_entry(self, column: int, depth: int, is_open: bool) -> str:
        return self.named("k{}: ", "'k{}': ") + self.pick("", "true", *[self.part(column, depth, is_open)] * 4)

    def part(self, column: int, depth: int, is_open: bool) -> str:
        is_flow = depth and self.pick(True, False)
        return self.flow_text(column, depth - 1, is_open=is_open) if is_flow else self.named(*PARTS)

    def gap(self, column: int, is_open: bool) -> str:
        """What stands between the parts of a flow collection."""
        if not is_open or self.pick(True, False, False):
            return self.pick("", " ")
        return "\n".join([self.behind(), *self.own(0, column), " " * column])

    def entries(self, column: int, depth: int) -> list[str]:
        """A block mapping; nothing is before its first key."""
        lines: list[str] = []
        for _ in self.many(3):
            key = " " * column + self.named(*KEYS)
            if "?" in key:
                lines.append(key + self.behind())
                key = " " * column
            first, *below = self.value(column, depth, is_item=not key.strip())
            lines += [f"{key}:{first}", *below, *self.own(column, 0)]
        return lines

    def items(self, column: int, depth: int) -> list[str]:
        """A block list; nothing is before its first dash."""
        lines: list[str] = []
        for _ in self.many(4):
            first, *below = self.value(column, depth, is_item=True)
            lines += [f"{' ' * column}-{first}", *below, *self.own(column, 0)]
        return lines

    def below(self, column: int, depth: int) -> list[str]:
        """A block collection below a key or a dash."""
        return self.list_at_key(self.deeper(column), depth, self.pick(self.items, self.entries))

    def list_at_key(self, column: int, depth: int, kind: Kind | None = None) -> list[str]:
        lines = (kind or self.items)(column, depth - 1)
        return [self.mark() + self.behind(), *self.own(column, 0, column + 2), *lines]

    def beside(self, column: int, depth: int) -> list[str]:
        """A block collection that starts in the line of a dash."""
        gap = self.pick(1, 1, 3)
        first, *below = self.pick(self.items, self.entries)(column + 1 + gap, depth - 1)
        return [" " * gap + first.lstrip(" "), *below]

    def front(self) -> list[str]:
        entry = f"{{{self.named('k{}')}: {self.named('v{}')}}}"
        few = self.pick(*[None] * 12, [], ["{}"], [entry])
        column = self.pick(0, 0, 0, 2)
        return [*self.own(0, column), *(self.entries(column, 2) if few is None else few), *self.own(0)]


@st.composite
def untidy_texts(draw: st.DrawFn) -> str:
    lines = ["---", *Writing(draw).front(), "---"]
    breaks = draw(st.sampled_from([["\n"], ["\n"], ["\r\n"], ["\n", "\r\n"]]))
    return "".join(line + draw(st.sampled_from(breaks)) for line in lines)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """A text, and edits of it, each of what the ones before it gave."""
    text = draw(untidy_texts())
    values = articlefmt.loads(text, Record).values
    edits: list[Edit] = []
    for _ in range(1 + draw(up_to(3))):
        edits.append(draw(untidy_edits(values)))
        apply(values, edits[-1])
    return text, edits


def apply(values: Any, edit: Edit) -> None:
    """Make an edit in plain values."""
    name, (*key, last), *new = edit
    holder = at(values, key)
    if name == "delete":
        del holder[last]
    elif isinstance(holder, list):
        holder[last : last + 1] = copy.deepcopy(new)
    else:
        holder[last] = copy.deepcopy(new[0])


@st.composite
def untidy_edits(draw: st.DrawFn, values: dict[str, Any]) -> Edit:
    key, value = draw(st.sampled_from([((), values), *places(values)]))
    kind = draw(st.sampled_from(("delete", "set", "add", "change", "change")))
    if kind == "add" or not key:
        key, value = (key, value) if isinstance(value, dict | list) else (key[:-1], at(values, key[:-1]))
        part = len(value) if isinstance(value, list) else draw(texts.filter(lambda name: name not in value))
        return "set", (*key, part), draw(plain_values)
    if kind == "delete":
        return "delete", key
    return "set", key, draw(changed(value) if kind == "change" else plain_values)


def at(value: Any, key: Sequence[Any]) -> Any:
    """The value at a key."""
    return reduce(getitem, key, value)


def places(value: Any, key: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each value in another one, with its key."""
    if isinstance(value, dict | list):
        for part, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*key, part), one
            yield from places(one, (*key, part))


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """A value that resembles another one."""
    if isinstance(value, str):
        return re.sub(r"\w+", draw(st.sampled_from(["changed", "two words"])), value, count=1)
    if isinstance(value, dict):
        kept = {name: one for name, one in value.items() if draw(up_to(3))}
        return {name: one if draw(up_to(2)) else draw(changed(one)) for name, one in kept.items()}
    if not isinstance(value, list):
        return draw(plain_values)
    items = [one if draw(up_to(3)) else draw(changed(one)) for one in value if draw(up_to(3))]
    if draw(up_to(1)):
        items.insert(draw(up_to(len(items))), draw(plain_values))
    return items if draw(up_to(2)) else draw(st.permutations(items))
