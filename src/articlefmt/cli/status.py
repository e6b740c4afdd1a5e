"""What the commands share: their exit status, and how they print what isn't theirs."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple, TypeVar

import click

from articlefmt.display import one_line
from articlefmt.errors import ArticleError

__all__ = [
    "BROKEN_PIPE",
    "FAULT",
    "FOUND",
    "INTERRUPTED",
    "OK",
    "REFUSED",
    "Refusal",
    "attempt",
    "fault_of",
    "print_refusal",
    "printable",
    "refusal_of",
]

T = TypeVar("T")

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


def attempt(work: Callable[[], T], file: object) -> T | int:
    """What work on a file gives; or, said on stderr, the exit status where the file, the system or we fail."""
    try:
        return work()
    except ArticleError as error:
        click.echo(printable(str(error)), err=True)
        return FOUND
    except BrokenPipeError:
        raise
    except OSError as error:
        return print_refusal(refusal_of(error, file))
    except Exception as error:  # noqa: BLE001  whatever fault of ours a file brings out, the others are still to be done
        return print_refusal(fault_of(error, file))


def print_refusal(refusal: Refusal) -> int:
    """Say it on stderr. Returns the exit status."""
    click.echo(refusal.message, err=True)
    return refusal.status
