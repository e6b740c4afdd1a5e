"""What the commands share: their exit status, and how they print what isn't theirs."""

from __future__ import annotations

import os

from articlefmt.errors import one_line

__all__ = ["FAULT", "FOUND", "OK", "REFUSED", "printable", "refusal"]

OK, FOUND, REFUSED, FAULT = range(4)
"""Nothing found; something found; what the system or the usage refuses; a fault of ours. The highest wins."""


def printable(text: str) -> str:
    """File names may hold bytes that aren't text."""
    return text.encode("utf-8", "backslashreplace").decode()


def refusal(error: OSError, name: object = None) -> str:
    """What the system said of a file, in one line."""
    file = error.filename if name is None else name
    subject = f"{one_line(os.fsdecode(file) if isinstance(file, bytes) else str(file))}: " if file is not None else ""
    return f"articlefmt: {subject}{one_line(error.strerror or type(error).__name__)}"
