"""Files of this machine: read at once, and saved whole.

A save leaves the old file or the new one, whatever happens: the bytes go to a temporary file beside it, are synced to
the disk, and take its place by a rename. From the last look at the file to the rename the folder is locked, so that
programs that use articlefmt don't undo each other's changes. What stays open: a program that doesn't ask for that lock
and writes in this instant is not noticed, and of a hard-linked file the other names keep the old content.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from typing import IO

from articlefmt.storage import folder_lock
from articlefmt.storage.judging import Judge

__all__ = ["in_place_of", "read", "save"]

_OF_SHELLS = ("/dev/fd/", "/dev/stdin", "/proc/")
_CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, or of a pipe without a name, as a shell's `<(…)` is one.

    Raises:
        OSError: the system doesn't give it; it is a named pipe or a device, which might never end.
    """
    _check_name(path)
    with open(path, "rb", opener=_open_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            _refuse_endless(path, file.fileno())
        return file.read()


def save(path: str | os.PathLike[str], data: bytes, judge: Judge | None = None) -> bool:
    """Put `data` in the place of a file, or make a new one in a folder that is there.

    A symbolic link stays one: what it leads to is written. Owner, mode and extended attributes are kept where the
    system allows it; the mode never becomes wider. On any error before the rename the file is as it was, and nothing
    else is left.

    Args:
        path: the file.
        data: all of its new bytes.
        judge: is given the bytes that would be replaced, and raises where they may not be, such as `unless_changed`.
            Nobody else who saves by this function can change them before they are.

    Returns:
        Whether it wrote: a file that holds `data` already isn't written.

    Raises:
        OSError: the system refuses, or it is no regular file, or it is read-only, or another program keeps its folder
            locked.
    """
    _check_name(path)
    real = os.path.realpath(path)
    with _named(path):
        old = _writable_status(real)
        if old is not None and _holds(real, data):
            if judge is not None:
                judge(data)
            return False
        _replace(real, data, old, judge)
    return True


@contextlib.contextmanager
def in_place_of(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A file to be written piece by piece, which takes the place of another one where nothing was raised meanwhile.

    For what the library makes itself, such as a table: it is durable as what `save` writes, and keeps as much of the
    old one, but no other program is asked to wait for it.

    Raises:
        OSError: the system refuses, or what is there is no regular file, or it is read-only.
    """
    _check_name(path)
    real = os.path.realpath(path)
    with _removed_on_error() as made:
        with _named(path):
            old = _writable_status(real)
            file = _temporary(os.path.dirname(real), 0o666 if old is None else 0o600, made)
        with os.fdopen(file, "wb") as opened:
            yield opened
            opened.flush()
            _finish(file, real, old)
        with _named(path):
            os.replace(made[0], real)


@contextlib.contextmanager
def _named(path: str | os.PathLike[str]) -> Iterator[None]:
    """Let what the system refuses name the file that was meant, not the one beside it or behind a link."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting, as a named pipe would, until somebody writes."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_endless(path: str | os.PathLike[str], file: int) -> None:
    """Refuse what isn't a file, but for a pipe that has no name: somebody writes to it, and it ends."""
    if not stat.S_ISFIFO(os.fstat(file).st_mode) or not os.fspath(path).startswith(_OF_SHELLS):
        raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
    os.set_blocking(file, True)


def _check_name(path: str | os.PathLike[str]) -> None:
    """Refuse what Python would refuse before it asks the system: a NUL in the name, or half a character."""
    try:
        name = os.fsencode(path)
    except UnicodeEncodeError:
        name = b"\0"
    if b"\0" in name:
        raise OSError(errno.EINVAL, "no file can have this name", os.fspath(path))


def _writable_status(real: str) -> os.stat_result | None:
    """What the system says of the file; None for one that isn't there yet."""
    try:
        status = os.lstat(real)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    if not os.access(real, os.W_OK):
        raise OSError(errno.EACCES, "the file is read-only")
    return status


def _replace(real: str, data: bytes, old: os.stat_result | None, judge: Judge | None) -> None:
    """Write the bytes beside the file. Only then comes the lock, for what takes an instant: to look, and to rename."""
    with _removed_on_error() as made:
        file = _temporary(os.path.dirname(real), 0o666 if old is None else 0o600, made)
        try:
            _fill(file, data, real, old)
        finally:
            os.close(file)
        with folder_lock.locked(os.path.dirname(real)):
            if judge is not None:
                judge(_content(real))
            os.replace(made[0], real)


@contextlib.contextmanager
def _removed_on_error() -> Iterator[list[str]]:
    """The names of temporary files, which go whatever stops the block, Ctrl-C too."""
    made: list[str] = []
    try:
        yield made
    except BaseException:  # Ctrl-C leaves none behind, either
        for temporary in made:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise


def _temporary(folder: str, mode: int, made: list[str]) -> int:
    """The descriptor of a new hidden file that no walk takes for an article.

    Its name is noted before it is made: a signal may come right behind that.
    """
    while True:
        path = f"{folder}/.articlefmt-{os.urandom(8).hex()}.tmp"
        made[:] = [path]
        try:
            return os.open(path, _CREATE_FLAGS, mode)
        except FileExistsError:
            made.clear()  # it is another's


def _fill(file: int, data: bytes, real: str, old: os.stat_result | None) -> None:
    """Write and sync the bytes; owner, mode and attributes become those of the old file."""
    with os.fdopen(file, "wb", closefd=False) as stream:
        stream.write(data)
    _finish(file, real, old)


def _finish(file: int, real: str, old: os.stat_result | None) -> None:
    """Sync what was written, when its owner, mode and attributes are those of the old file."""
    if old is not None and hasattr(os, "fchown"):
        new = os.fstat(file)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            _restore_owner(file, old)
        os.fchmod(file, stat.S_IMODE(old.st_mode))
        _copy_attributes(file, real)
    os.fsync(file)


def _restore_owner(file: int, old: os.stat_result) -> None:
    """Restore owner and group, or at least the group: who may not give a file away may still save it."""
    for owner in (old.st_uid, -1):
        try:
            os.fchown(file, owner, old.st_gid)
        except PermissionError:
            continue
        return


def _copy_attributes(file: int, real: str) -> None:
    if not hasattr(os, "listxattr"):
        return
    names: list[str] = []
    with contextlib.suppress(OSError):
        names = os.listxattr(real)
    for name in names:
        with contextlib.suppress(OSError):
            os.setxattr(file, name, os.getxattr(real, name))


def _holds(real: str, data: bytes) -> bool:
    """Whether a file holds these bytes; of one that isn't there, or can't be read, nobody can say so."""
    try:
        return read(real) == data
    except (FileNotFoundError, PermissionError):
        return False


def _content(real: str) -> bytes | None:
    """The bytes of a file, None where there is none."""
    try:
        return read(real)
    except FileNotFoundError:
        return None
