"""Python's search for garbage, paused while a large text becomes objects.

It looks again and again at all the objects there are, of which here none is garbage: with 10,000 items that takes a
third of the time, and more for each item the more there are.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

__all__ = ["paused"]

_LARGE = 100_000  # characters
_NOTHING = nullcontext()


def paused(size: int) -> AbstractContextManager[None]:
    """Pause it for the work on a text of so many characters, if that is many; for all threads of the process."""
    return _paused() if size >= _LARGE and gc.isenabled() else _NOTHING


@contextmanager
def _paused() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
