"""What the commands share: their exit status, and how they print what isn't theirs."""

from __future__ import annotations

__all__ = ["FAULT", "FOUND", "OK", "REFUSED", "printable", "reason"]

OK, FOUND, REFUSED, FAULT = range(4)
"""Nothing found; something found; what the system or the usage refuses; a fault of ours. The highest wins."""


def printable(text: str) -> str:
    """File names may hold bytes that aren't text."""
    return text.encode("utf-8", "backslashreplace").decode()


def reason(error: OSError) -> str:
    """What the system said."""
    return printable(error.strerror or type(error).__name__)
