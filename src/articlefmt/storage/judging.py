"""Who decides whether what a file holds may be replaced."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeAlias

from articlefmt.errors import ConflictError
from articlefmt.storage.names import is_remote

__all__ = ["Judge", "changed", "unless_changed"]

Judge: TypeAlias = Callable[[bytes | None], None]
"""Is given the bytes of a file, None where there is no file, and raises where these may not be replaced."""


def unless_changed(path: str | os.PathLike[str], expected: bytes) -> Judge:
    """What refuses with a `ConflictError` to replace a file that doesn't hold the bytes that it held as it was read."""

    def judge(held: bytes | None) -> None:
        if held != expected:
            raise changed(os.fspath(path))

    return judge


def changed(path: str) -> ConflictError:
    """The error for a file that doesn't hold what it held when it was read."""
    what = "the object changed" if is_remote(path) else "the file changed on disk"
    message = f"{what} since it was read, so nothing is written; load it again, repeat the change"
    return ConflictError(message, code="W801", file=path)
