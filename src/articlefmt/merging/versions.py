"""What is merged: a base, and what two sides made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Versions"]

T = TypeVar("T")
U = TypeVar("U")


class Versions(NamedTuple, Generic[T]):
    """One thing in three versions.

    Attributes:
        base: what both sides started from.
        ours: one side, the one that is kept where both are right.
        theirs: the other side.
    """

    base: T
    ours: T
    theirs: T

    def map(self, function: Callable[[T], U]) -> Versions[U]:
        """Something of each."""
        return Versions(function(self.base), function(self.ours), function(self.theirs))

    @property
    def picked(self) -> T | None:
        """What only one side changed, or both alike; None where both did."""
        base, ours, theirs = self
        return ours if theirs in (base, ours) else theirs if ours == base else None

    @property
    def either(self) -> T:
        """The same; that of ours where both changed it."""
        return self.ours if self.picked is None else self.picked
