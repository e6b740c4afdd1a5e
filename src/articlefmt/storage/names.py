"""What a name of a file means: a path of this machine, or the URL of an object in a store.

url    = scheme "://" bucket [ "/" key ]   ; the key as the store has it, nothing in it is escaped
scheme = "s3" / "gs" / "az"
file   = "file://" [ "localhost" ] path    ; escaped by %, as RFC 8089 has it
"""

from __future__ import annotations

import errno
import os
from typing import NamedTuple

from articlefmt.patterns import pattern

__all__ = [
    "SCHEMES",
    "Object",
    "absolute",
    "is_remote",
    "path_of",
    "path_text",
    "place_of",
    "public_name",
    "whereabouts",
    "within",
]

SCHEMES = ("s3", "gs", "az")
"""The stores that are known. The bucket of `az` is a container."""

_FILE = "file"
_URL = pattern(r"(?s)([A-Za-z][A-Za-z0-9+.-]+):(//?)(.*)")  # one letter is a drive of Windows
_BUCKET = pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_QUERY = pattern(r"\?[^/?=]*=")


class Object(NamedTuple):
    """An object in a store, or what the names of several begin with.

    Attributes:
        scheme: which kind of store.
        bucket: its name there; of `az` the container's.
        key: the name in it.
    """

    scheme: str
    bucket: str
    key: str

    def __str__(self) -> str:
        """The URL."""
        return f"{self.scheme}://{self.bucket}/{self.key}"


def path_text(file: str | os.PathLike[str]) -> str:
    """A name as text. Raises `TypeError` for one in bytes: error messages and `Document.file` show it."""
    path: object = os.fspath(file)
    if not isinstance(path, str):
        message = f"a path is a str, not {type(path).__name__}; use os.fsdecode"
        raise TypeError(message)
    return path


def place_of(name: str) -> str | Object:
    """What a name means: a path as text, or an object.

    Raises:
        OSError: it is a URL that isn't understood, or one with credentials in it.
    """
    found = _URL.fullmatch(name) if ":/" in name else None
    if found is None:
        return name
    scheme, slashes, rest = found[1].lower(), found[2], found[3]
    is_known = scheme in SCHEMES or scheme == _FILE
    if slashes == "/":
        if not is_known:
            return name
        message = "a URL has two slashes behind the colon, and pathlib makes one of them; give it as a str"
        raise _refused(name, message)
    if scheme == _FILE:
        return _path_of_url(name, rest)
    if not is_known:
        message = f"no such store is known; a URL starts with {', '.join(f'{one}://' for one in SCHEMES)} or file://"
        raise _refused(name, message)
    if _has_secrets(rest):
        message = "a URL takes no password and no query; credentials are taken from the environment"
        raise _refused(name, message)
    bucket, _, key = rest.partition("/")
    if not _BUCKET.fullmatch(bucket):
        message = f"no bucket can have this name; a URL is {scheme}://BUCKET/KEY"
        raise _refused(name, message)
    return Object(scheme, bucket, key)


def is_remote(name: str) -> bool:
    """Whether a name is a URL of a store, be it one that isn't understood."""
    found = _URL.fullmatch(name) if "://" in name else None
    return found is not None and found[2] == "//" and found[1].lower() != _FILE


def public_name(name: str) -> str:
    """A name without credentials that somebody has put in it."""
    if not is_remote(name):
        return name
    scheme, _, rest = name.partition("://")
    return f"{scheme}://…" if _has_secrets(rest) else name


def absolute(name: str) -> str:
    """A name that means the same file wherever it is read. Of what isn't understood it is the name."""
    return name if is_remote(name) else os.path.abspath(path_of(name))


def whereabouts(name: str) -> str:
    """What is the same for two names of one file. Of what isn't understood it is the name."""
    try:
        place = place_of(name)
    except OSError:  # whoever opens it is told
        return name
    return _real(place) if isinstance(place, str) else str(place)


def within(name: str, folder: str | os.PathLike[str]) -> str:
    """A file's path from a folder, for patterns. Of an object it is the rest of its key.

    A file that isn't below the folder by their names may be so by another name of it: links above a file are followed
    there. A folder of this machine holds no objects: their paths start from the bucket.
    """
    base = os.fspath(folder)
    if not is_remote(name):
        path, start = path_of(name), path_of(base)
        named = os.path.relpath(path, start)
        if not _leaves(named):
            return named
        above, last = os.path.split(os.path.abspath(path))  # the file may be a link itself
        real = os.path.relpath(os.path.join(_real(above), last), _real(start))
        return named if _leaves(real) else real
    _, _, key = name.partition("://")[2].partition("/")
    if not is_remote(base):
        return key
    _, _, above = base.partition("://")[2].partition("/")
    return key.removeprefix(f"{above.rstrip('/')}/") if above.strip("/") else key


def path_of(name: str) -> str:
    """The path that a name means; the name itself where it means none, so that whoever opens it is told."""
    try:
        place = place_of(name)
    except OSError:
        return name
    return place if isinstance(place, str) else name


def _leaves(path: str) -> bool:
    """Whether a relative path leads out of its folder."""
    return path.partition(os.sep)[0] == os.pardir


def _real(path: str) -> str:
    """A path without links. What no file can be called leads nowhere."""
    return path if "\0" in path else os.path.realpath(path)


def _path_of_url(name: str, rest: str) -> str:
    """The path that a `file://` URL means."""
    from urllib.parse import unquote_to_bytes  # noqa: PLC0415  takes long to import, and few need it

    host, slash, path = rest.partition("/")
    if host not in {"", "localhost"} or not slash:
        message = "a file:// URL names a file of this machine by its whole path, as in file:///home/ada/article.md"
        raise _refused(name, message)
    path = os.fsdecode(unquote_to_bytes(path))
    return path if os.name == "nt" else f"/{path}"


def _has_secrets(rest: str) -> bool:
    """Whether what follows the scheme has a user, a password or a query."""
    return "@" in rest.partition("/")[0] or _QUERY.search(rest) is not None


def _refused(name: str, message: str) -> OSError:
    return OSError(errno.EINVAL, message, public_name(name))
