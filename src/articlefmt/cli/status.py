"""What the commands share: their exit status, and how they print what isn't theirs."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from articlefmt.cli.streams import warn
from articlefmt.display import one_line, short_line
from articlefmt.errors import ArticleError, Fault
from articlefmt.storage import public_name

__all__ = [
    "BROKEN_PIPE",
    "FOUND",
    "INTERRUPTED",
    "OK",
    "REFUSED",
    "Refusal",
    "attempt",
    "fault_of",
    "print_refusal",
    "printable",
    "refusal_for",
    "refusal_of",
    "shown",
]

T = TypeVar("T")

OK, FOUND, REFUSED, _FAULT = range(4)
"""Nothing found; something found; what the system or the usage refuses; a fault of ours. The highest wins."""

INTERRUPTED, BROKEN_PIPE = 128 + 2, 128 + 13
"""As shells have it: 128 and the number of the signal."""

_NAME = 300  # characters of a file's name that are shown


class Refusal(NamedTuple):
    """Why a file wasn't looked at: a line for stderr, and the exit status."""

    message: str
    status: int


def attempt(work: Callable[[], T], file: object) -> T | int:
    """What work on a file gives; or, said on stderr, the exit status where the file, the system or we fail."""
    try:
        return work()
    except ArticleError as error:
        warn(printable(str(error)))
        return FOUND
    except BrokenPipeError:
        raise
    except OSError as error:
        return print_refusal(refusal_of(error, file))
    except Exception as error:  # noqa: BLE001  whatever fault of ours a file brings out, the others are still to be done
        return print_refusal(fault_of(error, file))


def refusal_for(error: Exception, file: str) -> Refusal:
    """What is told of a file for which a worker met an error."""
    if isinstance(error, ArticleError):
        error.file = error.file or file
        return Refusal(printable(str(error)), FOUND)
    if isinstance(error, OSError):
        return refusal_of(error, file)
    if isinstance(error, Fault):
        return fault_of(error, file)
    return Refusal(f"articlefmt: {shown(file)}: {one_line(str(error) or type(error).__name__)}", REFUSED)


def refusal_of(error: OSError, file: object = None) -> Refusal:
    """What the system refuses."""
    name = error.filename if file is None else file
    subject = f"{shown(os.fsdecode(name) if isinstance(name, bytes) else name)}: " if name is not None else ""
    return Refusal(f"articlefmt: {subject}{one_line(error.strerror or type(error).__name__)}", REFUSED)


def fault_of(error: Exception, file: object) -> Refusal:
    """A fault of ours. What the error says may be of the file, so only its type is told."""
    kind = str(error) if isinstance(error, Fault) else type(error).__name__
    return Refusal(f"articlefmt: {shown(file)}: a fault of articlefmt ({kind}); please report it", _FAULT)


def print_refusal(refusal: Refusal) -> int:
    """Say it on stderr. Returns the exit status."""
    warn(refusal.message)
    return refusal.status


def printable(text: str) -> str:
    """File names may hold bytes that aren't text."""
    return text.encode("utf-8", "backslashreplace").decode()


def shown(file: object) -> str:
    """A file's name in a message: on one line, shortened, and something where it is empty."""
    return short_line(public_name(str(file)), _NAME) or "''"
