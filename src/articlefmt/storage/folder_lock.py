"""A lock on a folder, for the instant in which a file takes the place of another one in it.

A lock on the file itself would go with it, for the rename replaces it; one in a file of its own would have to be left
behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator

if sys.platform != "win32":
    import fcntl

__all__ = ["locked"]

_PATIENCE = 5.0  # seconds; who saves holds the lock for a thousandth of one
_PAUSE = 0.001

_locked: set[int] = set()
"""The folders that are locked by threads of this process."""


@contextlib.contextmanager
def locked(folder: str) -> Iterator[None]:
    """Hold a folder's lock, and make durable what was renamed in it when the block is left without an error.

    The folder is opened first: what refuses that must not come when it is done.
    """
    descriptor = _open_folder(folder)
    if descriptor is None:
        yield
        return
    try:
        _locked.add(descriptor)
        _lock(descriptor)
        try:
            yield
        finally:
            _unlock(descriptor)  # not by closing: a process that was forked meanwhile may have it open, too
        os.fsync(descriptor)
    finally:
        _locked.discard(descriptor)
        os.close(descriptor)


def _open_folder(folder: str) -> int | None:
    """A descriptor of a folder; None on Windows, and for a folder that may be written but not read."""
    if os.name == "nt":
        return None
    try:
        return os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except PermissionError:
        return None


def _lock(folder: int) -> None:
    """Wait until nobody else has the lock; the system takes it from whoever dies.

    Waits for a limited time: a program may have been stopped, or keep the lock for reasons of its own.
    """
    if sys.platform == "win32":
        return
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError(errno.ETIMEDOUT, "another program keeps the folder locked") from None
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks
            return
        else:
            return


def _unlock(folder: int) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            fcntl.flock(folder, fcntl.LOCK_UN)


def _let_go() -> None:
    """A forked process would go on holding a lock when the one that took it is killed."""
    for descriptor in _locked:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    _locked.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
