"""Lines of a text: where they start and end, which are comments, which are blank."""

from __future__ import annotations

from articlefmt.syntax import nodes

__all__ = ["Lines"]


class Lines:
    """A text by its lines. Offsets are into the text; a line ends at its line feed."""

    def __init__(self, text: str) -> None:
        self.text = text

    def start(self, offset: int) -> int:
        """Where the line of an offset starts."""
        return self.text.rfind("\n", 0, offset) + 1

    def first(self, offset: int) -> int:
        """Where the first character of the line of an offset is that isn't a blank, up to the offset."""
        start = self.start(offset)
        return offset - len(self.text[start:offset].lstrip(" \t"))

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
        while (start := self.start(at)) and self.text[start:at].lstrip(" \t")[:1] in ("", "#"):
            at = start - 1
        return at

    def is_inline(self, offset: int) -> bool:
        """Whether something else stands before the offset in its line, such as the dash of an item."""
        return bool(self.text[self.start(offset) : offset].strip())

    def has_blank(self, start: int, end: int) -> bool:
        """Whether a line between two offsets, both starts of lines, is blank."""
        return start < end and not all(map(str.strip, self.text[start:end].split("\n")[:-1]))

    def behind_blanks(self, offset: int) -> int:
        """Where the first line at an offset or below it starts that isn't blank."""
        while offset < len(self.text) and not self.text[offset : self.end(offset)].strip():
            offset = self.end(offset) + 1
        return min(offset, len(self.text))
