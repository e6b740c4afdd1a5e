"""What one edit knows: the text, how it is written, the splices so far; and where in it a value stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, NoReturn

import attrs

from articlefmt.editing.lines import Lines
from articlefmt.editing.neighbours import Neighbours
from articlefmt.editing.splice import Splice
from articlefmt.editing.writer import Writer
from articlefmt.errors import EditError
from articlefmt.keys import Key
from articlefmt.layouts import Layout, Order
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.comments import Comment
from articlefmt.syntax.parsed import Parsed
from articlefmt.syntax.properties import content_start
from articlefmt.values import ItemOrigins, Origins, Value, Wanted, same

__all__ = ["Edit", "ListChange", "Slot"]

_BLANKS = pattern(r"^[ \t]+$", re.MULTILINE)
_COLON_OR_COMMENT = pattern(r"#[^\n]*|:")


class Edit:
    """One edit of one text.

    Attributes:
        parsed: what was read of the text.
        text: the text.
        lines: the same by its lines.
        layout: decides where new keys go and how new texts are quoted, where their neighbours don't.
        splices: what is to be changed.
        gone: the spans whose comments may go: they stand behind a value that goes.
        origins: which items the new lists have from where; lists that it doesn't have are aligned.
        is_sure: whether it is known which items go.
        renamed: new names of keys by those in the text, by the key of the mapping that they are in.
        anew: keys of what is spelled anew, and of all that it is in.
    """

    def __init__(self, parsed: Parsed, layout: Layout, wanted: Wanted) -> None:
        self.parsed: Parsed = parsed
        self.text: str = parsed.source.front
        self.lines: Lines = Lines(self.text)
        self.splices: list[Splice] = []
        self.gone: list[Splice] = []
        self.origins: Origins = wanted.origins
        self.is_sure: bool = wanted.is_sure
        self.layout: Layout = layout
        self.anew: frozenset[Key] = _with_those_above(wanted.anew) if wanted.anew else wanted.anew
        self.renamed: dict[Key, dict[str, str]] = _by_mapping(wanted.renamed) if wanted.renamed else {}
        self._blanks: set[int] = set()

    @cached_property
    def writer(self) -> Writer:
        """Writes what is new as its neighbours are written."""
        return Writer(self.layout, Neighbours(self.parsed.tree, self.lines))

    def stays(self, key: Key, part: str | int, old: Value, new: Value) -> bool:
        """Whether the text of a part of what is at a key isn't touched: it says the same, and isn't spelled anew."""
        return (old is new or same(old, new)) and not (self.anew and (*key, part) in self.anew)

    @cached_property
    def comments(self) -> list[Comment]:
        """The comments of the text."""
        return [*self.parsed.comments()]

    def comments_in(self, start: int, end: int) -> list[Comment]:
        """The comments between two offsets."""
        if self.text.find("#", start, end) < 0:
            return []
        return self.comments[bisect_left(self.comments, (start,)) : bisect_left(self.comments, (end,))]

    @cached_property
    def has_lines_of_blanks(self) -> bool:
        """Whether a line has blanks and nothing else."""
        return _BLANKS.search(self.text) is not None

    @cached_property
    def aliases(self) -> Counter[int]:
        """How many aliases each node has, by its id."""
        if self.parsed.is_block:
            return Counter()
        return Counter(id(leaf.target) for leaf in walks.leaves(self.parsed.tree) if isinstance(leaf, nodes.Alias))

    def first(self, node: nodes.Mapping | nodes.Sequence) -> int:
        """Where the first key or dash of a block collection is, or the bracket of a flow collection."""
        return node.start if node.properties is None else content_start(self.text, node)

    def names(self, node: nodes.Mapping) -> list[str | None]:
        """The names of the entries; None for a key that isn't text."""
        if self.parsed.is_block:  # all keys are text, and no entry has to be made to know it
            return [*node.names]
        return [entry.name for entry in node.entries]

    def splice(self, start: int, end: int, text: str) -> None:
        """Note a change."""
        self.splices.append(Splice(start, end, text))

    def take(self, start: int, end: int) -> None:
        """Note that lines go whose values do, and the comments that stand behind these with them."""
        self.splice(start, end, "")
        self.gone.append(self.splices[-1])

    def take_blanks(self, start: int) -> None:
        """Note that the empty lines at the start of a line go; whoever notes them, they go once."""
        end = self.lines.behind_blanks(start)
        if end > start and start not in self._blanks:
            self._blanks.add(start)
            self.splice(start, end, "")

    def refuse(self, reason: str, offset: int, key: Key) -> NoReturn:
        """Refuse the edit, with the place."""
        raise EditError(reason, code="E703", key=key, place=self.parsed.source.place(offset, key))


class ListChange(NamedTuple):
    """What becomes of a list.

    Attributes:
        starts: where the old items start: their dashes, or in a flow list they themselves.
        origins: for each new item the old one that it continues, or None.
        new: the new items.
        inside: the changes of old items that stay, by their index.
        in_doubt: old items that go, though another one may be meant: their comments stay.
    """

    starts: Sequence[int]
    origins: ItemOrigins
    new: list[Value]
    inside: dict[int, list[Splice]]
    in_doubt: frozenset[int]


@attrs.define(eq=False)  # made in half of the time of a tuple with names
class Slot:
    """Where a value stands, and what an edit needs to know to write there.

    Attributes:
        edit: the edit.
        key: the way to the value.
        after: where its colon or dash ends.
        start: an offset in the column of its key or dash: where the first key of its mapping starts, or the dash.
            Inside a flow collection, that of what holds the collection.
        is_item: whether it is an item of a list.
        in_flow: whether it is inside a flow collection.
        colon: what is written before anything else: a colon, where the key has none.
    """

    edit: Edit
    key: Key
    after: int = 0
    start: int = 0
    is_item: bool = False
    in_flow: bool = False
    colon: str = ""

    @property
    def order(self) -> Order:
        """The order of its keys if it is a mapping, of those of its items if it is a list."""
        return self.edit.layout.order.at(self.key)

    @property
    def column(self) -> int:
        """The column of `start`; not kept, for few edits ask."""
        return self.edit.lines.column(self.start)

    def of_entry(self, mapping: nodes.Mapping, entry: nodes.Entry, name: str) -> Slot:
        """Where the value of an entry of this name stands."""
        edit, flow = self.edit, mapping.flow
        key, colon, start = (*self.key, name), entry.key.end, self.start if flow else edit.first(mapping)
        if not edit.text.startswith(":", colon):
            gap = _COLON_OR_COMMENT.finditer(edit.text, colon, max(entry.value.start, colon + 1))
            colon = next((match.start() for match in gap if match[0] == ":"), -1)
        if colon >= 0:
            return Slot(edit, key, colon + 1, start, False, flow)  # noqa: FBT003  names would take thrice as long
        if flow:  # `{a, b: 1}`
            return Slot(edit, key, entry.key.end, start, in_flow=True, colon=":")
        colon_below = f"\n{' ' * edit.lines.column(start)}:"  # `? a`
        return Slot(edit, key, edit.lines.last_end(entry.key), start, colon=colon_below)

    def of_item(self, sequence: nodes.Sequence, dash: int, place: int) -> Slot:
        """Where an item stands that is at a place in the new list."""
        start = self.start if sequence.flow else dash
        return Slot(self.edit, (*self.key, place), dash + 1, start, is_item=True, in_flow=sequence.flow)

    def refuse(self, reason: str, offset: int) -> NoReturn:
        """Refuse the edit, with the place and the key."""
        self.edit.refuse(reason, offset, self.key)


def _with_those_above(keys: frozenset[Key]) -> frozenset[Key]:
    """Some keys, and those of all that they are in."""
    return frozenset(key[:end] for key in keys for end in range(1, len(key) + 1))


def _by_mapping(renamed: Mapping[Key, str]) -> dict[Key, dict[str, str]]:
    """Names by the key of the mapping that they are in: the new ones by those in the text."""
    names: dict[Key, dict[str, str]] = {}
    for (*above, new), old in renamed.items():
        names.setdefault(tuple(above), {})[old] = str(new)
    return names
