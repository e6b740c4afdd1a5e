"""What one edit knows: the text, its lines, its style, and the splices so far."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, NoReturn

from articlefmt.display import Key
from articlefmt.errors import EditError
from articlefmt.lens.render import Place, Style, place_of
from articlefmt.model import layout
from articlefmt.model.base import Part
from articlefmt.syntax import nodes
from articlefmt.syntax.excerpt import excerpt
from articlefmt.syntax.source import Source
from articlefmt.syntax.spelling import Quote, is_plain_safe
from articlefmt.syntax.splice import Splice

__all__ = ["Edit", "Slot"]


class Slot(NamedTuple):
    """Where a value stands, and what it is.

    Attributes:
        key: the way to the value.
        cls: the class of the nested record, or of those in the list, that it is; None for anything else.
        after: where its colon or dash ends.
        column: where the key or the dash starts.
        item: whether it is an item of a list.
        flow: whether it is inside a flow collection.
    """

    key: Key
    cls: type[Part] | None
    after: int = 0
    column: int = 0
    item: bool = False
    flow: bool = False


class Edit:
    """One edit of one text."""

    def __init__(self, source: Source, whole: Callable[[], tuple[nodes.Mapping, layout.Kind]], exact: bool) -> None:
        self.source = source
        self.text: str = source.front
        self.exact = exact
        self.splices: list[Splice] = []
        self._whole = whole

    @cached_property
    def style(self) -> Style:
        """How the file writes, told by all of it; few edits ask."""
        tree, kind = self._whole()
        step, offset = _indents(self, tree)
        return Style(kind, _quotes(tree), step, offset, complete=not self.exact)

    def splice(self, start: int, end: int, text: str) -> None:
        """Note a change. New lines end as the line before them does."""
        if "\r" in self.text and self.text[: self.line_end(start) + 1].endswith("\r\n"):
            text = text.replace("\n", "\r\n")
        self.splices.append(Splice(start, end, text))

    def refuse(self, reason: str, offset: int, key: Key) -> NoReturn:
        """Refuse the edit, with the place."""
        line, column = self.source.position(offset)
        raise EditError(reason, code="E703", key=key, line=line, column=column, excerpt=excerpt(self.text, offset, key))

    def refuse_properties(self, node: nodes.Node, key: Key) -> None:
        """Refuse to touch what has an anchor or a tag, or is an alias, anywhere inside."""
        todo = [node]
        while todo:
            one = todo.pop()
            if one.properties:
                self.refuse(
                    "an anchor, alias or tag stands here, so the edit can't be made; edit the text", one.start, key
                )
            if isinstance(one, nodes.Mapping):
                todo += (part for entry in one.entries for part in (entry.key, entry.value))
            elif isinstance(one, nodes.Sequence):
                todo += one.items

    # --- lines

    def line_start(self, offset: int) -> int:
        """Where the line of an offset starts."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends: at its line feed."""
        end = self.text.find("\n", offset)
        return end if end >= 0 else len(self.text)

    def column(self, offset: int) -> int:
        """The column of an offset, from 0."""
        return offset - self.line_start(offset)

    def last_line_end(self, node: nodes.Node) -> int:
        """Where the last line of a node ends. A block scalar owns its last line feed."""
        if node.end > node.start and self.text[node.end - 1] == "\n":
            return node.end - 1
        return self.line_end(node.end)

    def is_inline(self, offset: int) -> bool:
        """Whether something else stands before the offset in its line, such as the dash of an item."""
        return bool(self.text[self.line_start(offset) : offset].strip())

    def own_line_comments(self, start: int, end: int, *inside: nodes.Node) -> list[tuple[int, int]]:
        """The lines between two offsets that are comments, with their line feeds; none inside a leaf of the nodes."""
        spans = [(leaf.start, leaf.end) for node in inside for leaf in nodes.leaves(node)]
        found: list[tuple[int, int]] = []
        at = start
        while at < end:
            stop = min(self.line_end(at) + 1, end)
            is_comment = self.text[at:stop].lstrip(" \t").startswith("#")
            if is_comment and self.line_start(at) == at and not any(a < at < b for a, b in spans):
                found.append((at, stop))
            at = stop
        return found

    def has_blank_line(self, start: int, end: int) -> bool:
        """Whether a line between two offsets, both starts of lines, is blank."""
        return any(not line.strip() for line in self.text[start:end].split("\n")[:-1])


def _indents(edit: Edit, tree: nodes.Mapping) -> tuple[int, int]:
    """How far the file indents a mapping, and a list's dash, below its key; the canonical 2 where it doesn't tell."""
    step = offset = 0
    for mapping in nodes.mappings(tree):
        for entry in mapping.entries if not mapping.flow else ():
            value = entry.value
            if isinstance(value, nodes.Alias | nodes.Scalar) or value.flow or value.properties:
                continue
            width = edit.column(value.start) - edit.column(entry.key.start)
            if isinstance(value, nodes.Mapping):
                step = step or max(width, 0)
            elif not offset:
                offset = width + 1  # 1 is an answer: not indented
    return step or 2, (offset or 3) - 1


def _quotes(tree: nodes.Mapping) -> dict[Place, Quote]:
    """How the texts in lists are quoted, by place, where the text itself leaves the choice."""
    found: dict[Place, Quote] = {}
    todo: list[tuple[nodes.Node, tuple[str | int, ...]]] = [(tree, ())]
    while todo:
        node, key = todo.pop()
        if isinstance(node, nodes.Mapping):
            todo += ((entry.value, (*key, entry.name)) for entry in node.entries if entry.name is not None)
        elif isinstance(node, nodes.Sequence):
            todo += ((item, (*key, 0)) for item in node.items)
        elif isinstance(node, nodes.Scalar) and isinstance(node.value, str) and 0 in key:
            place = place_of(key)
            if node.style in ("'", '"') and is_plain_safe(node.value):
                found.setdefault(place, '"' if node.style == '"' else "'")
            elif not node.style:
                found.setdefault(place, "")
    return found
