"""Reading and saving files as bytes, by their names; knows nothing of what is in them.

Whether a name means a path of this machine or an object in a store is known here and nowhere above. A save is the same
to either: whoever judges it is given the bytes that are there, and nothing else can take their place before what is
saved does.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import IO

from articlefmt.storage import local
from articlefmt.storage.judging import Judge, changed, unless_changed
from articlefmt.storage.names import absolute, is_remote, path_of, path_text, place_of, public_name, whereabouts, within

__all__ = [
    "Judge",
    "absolute",
    "changed",
    "in_place_of",
    "is_file",
    "is_folder",
    "is_remote",
    "listed",
    "path_named",
    "path_of",
    "path_text",
    "public_name",
    "read",
    "save",
    "unless_changed",
    "whereabouts",
    "within",
]


def read(file: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, of a pipe without a name, or of an object.

    Raises:
        OSError: the system or the store doesn't give it; it is a named pipe or a device, which might never end.
    """
    place = place_of(os.fspath(file))
    if isinstance(place, str):
        return local.read(place)
    from articlefmt.storage import remote  # noqa: PLC0415  few programs need it

    return remote.get(place).data


def save(
    file: str | os.PathLike[str], data: bytes, judge: Judge | None = None, *, is_unconditional: bool = False
) -> bool:
    """Put `data` in the place of a file, or make a new one. On any error it is as it was.

    Args:
        file: its name.
        data: all of its new bytes.
        judge: is given the bytes that would be replaced, and raises where they may not be, such as `unless_changed`.
            Nobody else who saves by this function can change them before they are.
        is_unconditional: whether an object may be replaced also where its store can't promise that.

    Returns:
        Whether it wrote: a file that holds `data` already isn't written.

    Raises:
        OSError: the system or the store refuses, or it is no regular file, or it is read-only, or another program
            keeps its folder locked.
    """
    place = place_of(os.fspath(file))
    if isinstance(place, str):
        return local.save(place, data, judge)
    from articlefmt.storage import remote  # noqa: PLC0415  as above

    return remote.save(place, data, judge, is_unconditional=is_unconditional)


@contextlib.contextmanager
def in_place_of(file: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A file to be written piece by piece, which takes the place of another one where nothing was raised meanwhile.

    For what the library makes itself, such as a table. An object is kept on the disk until it is whole, and nobody is
    asked whether another one may be replaced.

    Raises:
        OSError: the system or the store refuses, or what is there is no regular file, or it is read-only.
    """
    place = place_of(os.fspath(file))
    if isinstance(place, str):
        with local.in_place_of(place) as opened:
            yield opened
        return
    from articlefmt.storage import remote  # noqa: PLC0415  as above

    with remote.in_place_of(place) as opened:
        yield opened


def listed(url: str) -> list[str]:
    """The URLs of all objects whose key begins with that of a URL and a slash, sorted.

    Raises:
        OSError: the store doesn't give them.
    """
    place = place_of(url)
    if isinstance(place, str):
        return []
    from articlefmt.storage import remote  # noqa: PLC0415  as above

    return sorted(remote.names(place))


def path_named(name: str) -> str:
    """The path that a name means on this machine. Raises `OSError` where it is no name of a file here."""
    return str(place_of(name))


def is_folder(name: str) -> bool:
    """Whether there is a folder of this name on this machine."""
    return not is_remote(name) and os.path.isdir(path_of(name))


def is_file(name: str) -> bool:
    """Whether there is a file or an object of this name, as far as anybody says so."""
    if not is_remote(name):
        return os.path.isfile(path_of(name))
    try:
        read(name)
    except OSError:
        return False
    return True
