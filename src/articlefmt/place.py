"""Where something is in a file: what errors, problems and findings tell of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Place", "Placed"]


class Place(NamedTuple):
    """A place in a file.

    Attributes:
        line: from 1; the opening fence is line 1.
        column: from 1, in code points.
        excerpt: the line's text, or None; never a line of `secured`.
    """

    line: int
    column: int
    excerpt: str | None = None

    def shown(self, mask: Callable[[str], str]) -> Place:
        """The same place with an excerpt in which something is hidden."""
        return self if self.excerpt is None else self._replace(excerpt=mask(self.excerpt))

    def __str__(self) -> str:
        """`line:column`."""
        return f"{self.line}:{self.column}"


class Placed:
    """What has a `place`, or None where none is known, and tells of it as if it were its own."""

    __slots__ = ()

    place: Place | None

    @property
    def line(self) -> int | None:
        """The line in the file, from 1, or None."""
        return None if self.place is None else self.place.line

    @property
    def column(self) -> int | None:
        """The column in code points, from 1, or None."""
        return None if self.place is None else self.place.column

    @property
    def excerpt(self) -> str | None:
        """The line's text, or None; never a line of `secured`."""
        return None if self.place is None else self.place.excerpt
