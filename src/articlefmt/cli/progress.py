"""How far a command has come, on stderr, if that is a terminal."""

from __future__ import annotations

import sys
import time

from articlefmt.cli.streams import warn_here

__all__ = ["Progress"]

_MANY = 200  # files
_PAUSE = 0.1  # seconds between two lines


class Progress:
    """A line that is written over again and again, and cleared before anything else is printed."""

    def __init__(self, total: int) -> None:
        """`total` is the number of files; for few of them nothing is shown."""
        self._total = total
        self._done = 0
        self._shown = False
        self._last = time.monotonic()
        self._wanted = total >= _MANY and sys.stderr.isatty()

    def step(self) -> None:
        """One file more is done."""
        self._done += 1
        if self._wanted and time.monotonic() - self._last >= _PAUSE:
            self._last = time.monotonic()
            warn_here(f"\r{self._done:,} of {self._total:,} files")
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            warn_here("\r\x1b[K")
            self._shown = False
