"""What the commands share: their exit status, and how they print what isn't theirs."""

from __future__ import annotations

import os
from typing import NamedTuple

import click

from articlefmt.display import one_line

__all__ = [
    "BROKEN_PIPE",
    "FAULT",
    "FOUND",
    "INTERRUPTED",
    "OK",
    "REFUSED",
    "Refusal",
    "fault_of",
    "print_refusal",
    "printable",
    "refusal_of",
]

OK, FOUND, REFUSED, FAULT = range(4)
"""Nothing found; something found; what the system or the usage refuses; a fault of ours. The highest wins."""

INTERRUPTED, BROKEN_PIPE = 128 + 2, 128 + 13
"""As shells have it: 128 and the number of the signal."""


def printable(text: str) -> str:
    """File names may hold bytes that aren't text."""
    return text.encode("utf-8", "backslashreplace").decode()


class Refusal(NamedTuple):
    """Why a file wasn't looked at: a line for stderr, and the exit status."""

    message: str
    status: int


def refusal_of(error: OSError, file: object = None) -> Refusal:
    """What the system refuses."""
    name = error.filename if file is None else file
    text = one_line(os.fsdecode(name) if isinstance(name, bytes) else str(name)) or "''"
    subject = f"{text}: " if name is not None else ""
    return Refusal(f"articlefmt: {subject}{one_line(error.strerror or type(error).__name__)}", REFUSED)


def fault_of(error: Exception, file: object) -> Refusal:
    """A fault of ours. What the error says may be of the file, so only its type is told."""
    name = one_line(str(file))
    return Refusal(f"articlefmt: {name}: a fault of articlefmt ({type(error).__name__}); please report it", FAULT)


def print_refusal(refusal: Refusal) -> int:
    """Say it on stderr. Returns the exit status."""
    click.echo(refusal.message, err=True)
    return refusal.status
