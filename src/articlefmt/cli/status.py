"""What the commands share: their exit status, and how they print what isn't theirs."""

from __future__ import annotations

import os

import click

from articlefmt.errors import one_line

__all__ = [
    "BROKEN_PIPE",
    "FAULT",
    "FOUND",
    "INTERRUPTED",
    "OK",
    "REFUSED",
    "printable",
    "report_fault",
    "report_refusal",
]

OK, FOUND, REFUSED, FAULT = range(4)
"""Nothing found; something found; what the system or the usage refuses; a fault of ours. The highest wins."""

INTERRUPTED, BROKEN_PIPE = 128 + 2, 128 + 13
"""As shells have it: 128 and the number of the signal."""


def printable(text: str) -> str:
    """File names may hold bytes that aren't text."""
    return text.encode("utf-8", "backslashreplace").decode()


def report_refusal(error: OSError, file: object = None) -> int:
    """Say on stderr, in one line, what the system refuses. Returns the exit status."""
    name = error.filename if file is None else file
    subject = f"{one_line(os.fsdecode(name) if isinstance(name, bytes) else str(name))}: " if name is not None else ""
    click.echo(f"articlefmt: {subject}{one_line(error.strerror or type(error).__name__)}", err=True)
    return REFUSED


def report_fault(error: Exception, file: object) -> int:
    """Say on stderr that it is our fault. What the error says may be of the file, so only its type is told."""
    name = one_line(str(file))
    click.echo(f"articlefmt: {name}: a fault of articlefmt ({type(error).__name__}); please report it", err=True)
    return FAULT
