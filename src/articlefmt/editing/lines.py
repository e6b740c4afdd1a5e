"""Lines of a text: where they start and end, which are comments, which are blank."""

from __future__ import annotations

from bisect import bisect_left

from articlefmt.syntax import nodes

__all__ = ["Lines"]


class Lines:
    """A text by its lines. Offsets are into the text; a line ends at its line feed."""

    def __init__(self, text: str) -> None:
        self.text = text

    def start(self, offset: int) -> int:
        """Where the line of an offset starts."""
        return self.text.rfind("\n", 0, offset) + 1

    def end(self, offset: int) -> int:
        """Where the line of an offset ends: at its line feed."""
        end = self.text.find("\n", offset)
        return end if end >= 0 else len(self.text)

    def column(self, offset: int) -> int:
        """The column of an offset, from 0."""
        return offset - self.start(offset)

    def last_end(self, node: nodes.Node) -> int:
        """Where the last line of a node ends. A block scalar owns its last line feed."""
        if node.end > node.start and self.text[node.end - 1] == "\n":
            return node.end - 1
        return self.end(node.end)

    def end_above(self, offset: int) -> int:
        """Where the nearest line above a line's start ends that is neither blank nor a comment."""
        at = offset - 1
        while (start := self.start(at)) and self.text[start:at].lstrip(" \t")[:1] in ("", "\r", "#"):
            at = start - 1
        return at

    def is_inline(self, offset: int) -> bool:
        """Whether something else stands before the offset in its line, such as the dash of an item."""
        return bool(self.text[self.start(offset) : offset].strip())

    def comments(self, start: int, end: int, *inside: nodes.Node) -> list[tuple[int, int]]:
        """The lines between two offsets that are comments, with their line feeds; none inside a leaf of the nodes."""
        if "#" not in self.text[start:end]:
            return []
        text = self.text
        spans = [(leaf.start, leaf.end) for node in inside for leaf in nodes.leaves(node)]
        spans = sorted(span for span in spans if "\n" in text[slice(*span)])  # no line is inside of any other
        found: list[tuple[int, int]] = []
        at = start
        while at < end:
            stop = min(self.end(at) + 1, end)
            is_comment = self.text[at:stop].lstrip(" \t").startswith("#")
            if is_comment and self.start(at) == at:
                above = bisect_left(spans, (at,)) - 1
                if above < 0 or spans[above][1] <= at:
                    found.append((at, stop))
            at = stop
        return found

    def has_blank(self, start: int, end: int) -> bool:
        """Whether a line between two offsets, both starts of lines, is blank."""
        return any(not line.strip() for line in self.text[start:end].split("\n")[:-1])
