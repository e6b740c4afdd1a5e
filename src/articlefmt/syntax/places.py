"""Offset → place: line and column, and what of the line may be shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import itemgetter

from articlefmt.keys import Key
from articlefmt.place import Place
from articlefmt.secrecy import ONLY_SECURED, Secrets, masked_at
from articlefmt.secret_forms import names_secured
from articlefmt.secret_lines import SecretLines

__all__ = ["Places"]

_LINE_LIMIT = 4000
_START, _END = itemgetter(0), itemgetter(1)
_FIRST = 2  # the line of the file that the front matter's first one is


class Places:
    """The lines of a front matter. What is made of all of it is made once, so that any number of places is cheap.

    Attributes:
        secrets: what the lines may hold of `secured`.
    """

    def __init__(self, front: str, opaque: frozenset[str] = ONLY_SECURED) -> None:
        self._front = front
        self._starts = [0, *accumulate(len(line) + 1 for line in front.split("\n"))]  # the last: behind the text
        self._secret = SecretLines(front, opaque)
        self.secrets: Secrets = self._secret.secrets
        self._hidden = self.secrets.spans(front)
        self._excerpts: dict[int, str | None] = {}

    def place(self, offset: int, key: Key) -> Place:
        """The place of an offset. Without an excerpt where the key, or the line, is of `secured`."""
        index = bisect_right(self._starts, offset, hi=len(self._starts) - 1) - 1
        if index not in self._excerpts:
            self._excerpts[index] = self._excerpt(self._starts[index], self._starts[index + 1] - 1)
        excerpt = None if names_secured(key) or not self.secrets.names.isdisjoint(key) else self._excerpts[index]
        return Place(index + _FIRST, offset - self._starts[index] + 1, excerpt)

    def _excerpt(self, start: int, end: int) -> str | None:
        """A line; None if it is of `secured`, or too long to be looked at.

        What stands of it in any other line is masked, and so is what has its form: it may stand elsewhere by mistake.
        """
        line = self._front[start:end].rstrip("\r")
        if len(line) > _LINE_LIMIT or self._secret.include(line, start):
            return None
        end = start + len(line)
        found = self._hidden[bisect_right(self._hidden, start, key=_END) : bisect_left(self._hidden, end, key=_START)]
        return masked_at(line, [(max(first, start) - start, min(last, end) - start) for first, last in found])
