"""Where the commands print: stdout and stderr, whatever their encoding takes and whoever has stopped reading.

What can't be encoded is escaped. A stream that was closed before we began takes everything and keeps nothing, as
`/dev/null` does. What goes to stderr goes along with the work, so that work never stops for it.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TextIO

import click

__all__ = ["go_on_unread", "prepare", "say", "show_usage", "unread_status", "warn", "warn_here"]

_GOES_ON = f"{__name__}.goes_on"
_STATUS = f"{__name__}.status"
_WRITE_ERROR = 2


def prepare() -> None:
    """Make the streams ready: once for a command, before anything is printed or opened."""
    _fill_closed()
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str, *, nl: bool = True, color: bool | None = None) -> None:
    """Print to stdout.

    Raises:
        BrokenPipeError: nobody reads any more.
        OSError: the system refuses, with `stdout` for its file; neither where the command goes on unread.
    """
    try:
        click.echo(text, file=sys.stdout, nl=nl, color=color)
    except OSError as error:
        _silence(sys.stdout)
        context = click.get_current_context(silent=True)
        told = error if isinstance(error, BrokenPipeError) else OSError(error.errno, error.strerror, "stdout")
        if context is None or not context.meta.get(_GOES_ON):
            raise told from None
        if told is not error:
            warn(f"articlefmt: stdout: {error.strerror}")
            context.meta[_STATUS] = _WRITE_ERROR


def warn(text: str) -> None:
    """Print a line to stderr, if it can be."""
    warn_here(f"{text}\n")


def warn_here(text: str) -> None:
    """Print to stderr, if it can be, without ending the line."""
    try:
        click.echo(text, file=sys.stderr, nl=False)
    except OSError:
        _silence(sys.stderr)


def show_usage(error: click.ClickException) -> None:
    """Print what is wrong with a command line to stderr, if it can be."""
    try:
        error.show(sys.stderr)
    except OSError:
        _silence(sys.stderr)


def go_on_unread() -> None:
    """Let the current command do the rest of its work where nobody reads stdout any more: it writes files, too."""
    click.get_current_context().meta[_GOES_ON] = True


def unread_status(context: click.Context) -> int:
    """The least exit status of a command that went on though stdout refused what it printed."""
    status: int = context.meta.get(_STATUS, 0)
    return status


def _fill_closed() -> None:
    """Open something in the place of each standard stream that is closed, else the next file that is opened is it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _silence(stream: TextIO) -> None:
    """Let what is still to be written go nowhere; Python writes the rest of its buffer when it ends."""
    try:
        number = stream.fileno()
    except OSError:  # it is no file: a test's
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
