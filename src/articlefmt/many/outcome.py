"""What became of one file of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Literal, TypeVar

import attrs

from articlefmt.storage import public_name

if TYPE_CHECKING:
    from articlefmt.diff.changes import Change

__all__ = ["Outcome"]

T = TypeVar("T")


@attrs.frozen
class Outcome(Generic[T]):
    """What became of one file.

    Attributes:
        file: its name.
        value: what the function gave; None where it failed.
        error: what was raised, by the library, the system, or the function; None where nothing was.
        changes: what an edit changed in the front matter, as `Document.changes` tells it.
        diff: what it changed in the file, as `Document.diff` shows it; empty where nothing was.
    """

    file: str = attrs.field(repr=lambda name: repr(public_name(name)))
    value: T | None = attrs.field(default=None, repr=False)
    error: Exception | None = None
    changes: tuple[Change, ...] = ()
    diff: str = attrs.field(default="", repr=False)

    @property
    def status(self) -> Literal["changed", "unchanged", "failed"]:
        """What became of the file, in a word; in a dry run what would become of it."""
        if self.error is not None:
            return "failed"
        return "changed" if self.diff else "unchanged"
