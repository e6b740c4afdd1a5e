"""Objects in stores, by obstore: list, get, and put if nobody else did.

Credentials, endpoints and retries are obstore's, which takes them from the environment; credentials of profiles come
from boto3 where that is installed, for obstore reads none. Nothing that obstore says is passed on, since it has URLs
with signatures in it: what is told is made of the kind of its error, the status, and the code that the store gave.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Literal, NamedTuple, NoReturn, TypeAlias

from articlefmt.patterns import pattern
from articlefmt.storage.judging import Judge
from articlefmt.storage.names import Object

if TYPE_CHECKING:
    from obstore import Attributes, ObjectMeta, UpdateVersion
    from obstore.store import AzureStore, GCSStore, S3CredentialProvider, S3Store

    Store: TypeAlias = S3Store | GCSStore | AzureStore

__all__ = ["Got", "get", "in_place_of", "names", "save"]

_TRIES = 20
_PAGE = 1000
_ENVIRONMENT = ("AWS_", "GOOGLE_", "AZURE_", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
_OWN_CREDENTIALS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_SKIP_SIGNATURE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)
"""What tells obstore itself who asks."""

_DEBUG = "\n\nDebug source"
_STATUS = pattern(r"status code: (\d{3}(?: [A-Z][A-Za-z ]*)?)")
_CODE = pattern(r"<Code>(\w+)</Code>")
_PATH = pattern(r'[Pp]ath "([^"]*)"')
_NOT_ALONE = (
    "the store can't say whether somebody else changes the object meanwhile, so nothing is written; save with "
    "overwrite=True if nobody does"
)


class Got(NamedTuple):
    """What an object holds.

    Attributes:
        data: its bytes.
        version: what a put is compared with, as obstore takes it; empty where the store gives nothing that can be.
        attributes: its content type and the like, and what users have written beside it.
    """

    data: bytes
    version: UpdateVersion
    attributes: Attributes


def names(place: Object) -> Iterator[str]:
    """The URLs of the objects below a key, in no order. Raises `OSError`."""
    with _telling(place, is_about_bucket=True):
        import obstore  # noqa: PLC0415  an extra

        pages = obstore.list(_store(place), prefix=_prefix(place) or None, chunk_size=_PAGE)
        yield from (str(place._replace(key=one["path"])) for page in pages for one in page)


def get(place: Object) -> Got:
    """What an object holds. Raises `OSError`; `FileNotFoundError` where there is none."""
    with _telling(place):
        import obstore  # noqa: PLC0415  an extra

        result = obstore.get(_store(place), _key(place))
        return Got(bytes(result.bytes()), _version(result.meta), result.attributes)


def save(place: Object, data: bytes, judge: Judge | None, *, is_unconditional: bool) -> bool:
    """Put `data` in the place of an object, or make a new one, as `storage.save` says. Its content type is kept.

    What is judged is what is replaced: the put says which version it is for. Where somebody else was quicker, the
    object is judged anew.
    """
    is_unconditional = is_unconditional or judge is None
    for _ in range(_TRIES):
        held = _held(place)
        if judge is not None:
            judge(None if held is None else held.data)
        if held is not None and held.data == data:
            return False
        if _put(place, data, held, is_unconditional=is_unconditional):
            return True
    raise OSError(errno.EBUSY, "others change the object all the time, so nothing is written; try again", str(place))


@contextlib.contextmanager
def in_place_of(place: Object) -> Iterator[IO[bytes]]:
    """A temporary file that is put in the place of an object when it is whole. Raises `OSError`."""
    _key(place)
    from tempfile import TemporaryFile  # noqa: PLC0415  takes long to import

    with TemporaryFile() as file:
        yield file
        file.seek(0)
        with _telling(place, is_about_bucket=True):
            import obstore  # noqa: PLC0415  an extra

            obstore.put(_store(place), place.key, file)


def _held(place: Object) -> Got | None:
    try:
        return get(place)
    except FileNotFoundError:
        return None


def _put(place: Object, data: bytes, held: Got | None, *, is_unconditional: bool) -> bool:
    """Put an object in the place of what it held, or make it where there was none. Whether that was still so."""
    with _telling(place, is_about_bucket=True):
        import obstore  # noqa: PLC0415  an extra
        from obstore.exceptions import AlreadyExistsError, PreconditionError  # noqa: PLC0415  an extra

        store, key = _store(place), _key(place)
        attributes = None if held is None else held.attributes
        mode: Literal["create"] | UpdateVersion = "create" if held is None else held.version
        if mode:
            try:
                # In one piece: a condition is for that.
                obstore.put(store, key, data, attributes=attributes, mode=mode, use_multipart=False)
            except (AlreadyExistsError, PreconditionError):
                return False
            except Exception as error:  # which one a store has for what it can't do differs
                if not _is_unknown(error):
                    raise
            else:
                return True
        if not is_unconditional:
            raise OSError(errno.ENOTSUP, _NOT_ALONE, str(place))
        obstore.put(store, key, data, attributes=attributes)
        return True


def _is_unknown(error: Exception) -> bool:
    """Whether a store, or the environment for it, knows of no conditions."""
    return isinstance(error, NotImplementedError) or (_status(error) or "").startswith("501")


def _version(meta: ObjectMeta) -> UpdateVersion:
    """What a put is compared with. A weak ETag stands for several contents, and stores compare strong ones alone."""
    found: UpdateVersion = {}
    if (tag := meta["e_tag"]) is not None and not tag.startswith("W/"):
        found["e_tag"] = tag
    if (version := meta["version"]) is not None:
        found["version"] = version
    return found


def _key(place: Object) -> str:
    """The key of an object. Obstore would leave out a slash at either end, and take another object."""
    if not place.key or place.key.endswith("/"):
        raise OSError(errno.EISDIR, "this names a bucket or a folder, and no object", str(place))
    return _prefix(place)


def _prefix(place: Object) -> str:
    if place.key.startswith("/"):
        raise OSError(errno.EINVAL, "a key that begins with a slash can't be read", str(place))
    return place.key


def _store(place: Object) -> Store:
    """The store that a bucket is in, as the environment has it now."""
    environment = tuple((name, value) for name, value in os.environ.items() if name.startswith(_ENVIRONMENT))
    return _made(place.scheme, place.bucket, environment)


@lru_cache(16)
def _made(scheme: str, bucket: str, _environment: tuple[tuple[str, str], ...]) -> Store:
    """A store, which is kept: it holds connections."""
    from obstore.store import AzureStore, GCSStore, S3Store  # noqa: PLC0415  an extra

    if scheme == "gs":
        return GCSStore(bucket)
    if scheme == "az":
        return AzureStore(bucket)
    provider = _provider()
    return S3Store(bucket) if provider is None else S3Store(bucket, credential_provider=provider)


def _provider() -> S3CredentialProvider | None:
    """What gives the credentials of a profile, if there is one and boto3 reads it."""
    if any(name in os.environ for name in _OWN_CREDENTIALS):
        return None
    try:
        from obstore.auth.boto3 import Boto3CredentialProvider  # noqa: PLC0415  takes long to import

        return Boto3CredentialProvider()
    except (ImportError, ValueError):  # boto3 isn't installed, or knows of none
        return None


_inherited = False
"""Whether stores were made before this process was forked: their threads are gone, and an answer would never come."""


def _note_fork() -> None:
    global _inherited  # noqa: PLW0603  a fork is of the whole process
    _inherited = _inherited or _made.cache_info().currsize > 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_note_fork)


@contextlib.contextmanager
def _telling(place: Object, *, is_about_bucket: bool = False) -> Iterator[None]:
    """Let everything that goes wrong be an `OSError` of ours, which names the object."""
    if _inherited:
        message = (
            "this process was forked from one that uses object stores; take threads, or processes that are started by"
            " `spawn`"
        )
        raise OSError(errno.ENOTSUP, message, str(place))
    try:
        yield
    except ImportError:
        message = "objects are read by obstore, which isn't installed: pip install 'articlefmt[remote]'"
        raise OSError(errno.ENOTSUP, message, str(place)) from None
    except Exception as error:  # whatever a store raises is told with its URL
        if isinstance(error, OSError) and error.filename == str(place):  # ours
            raise
        _refuse(place, error, is_about_bucket=is_about_bucket)


def _refuse(place: Object, error: Exception, *, is_about_bucket: bool) -> NoReturn:
    """Say what is wrong."""
    text = str(error).partition(_DEBUG)[0]
    status, code = _status(error), _CODE.search(text)
    told = ", ".join(one for one in (status, code and code[1]) if one)
    kind = type(error).__name__
    if kind in {"PermissionDeniedError", "UnauthenticatedError"} or (status or "").startswith(("401", "403")):
        number, message = errno.EACCES, f"the store refuses access ({told or kind}); are the credentials right?"
    elif isinstance(error, FileNotFoundError) or (status or "").startswith("404"):
        is_bucket = is_about_bucket or (code is not None and code[1] in {"NoSuchBucket", "ContainerNotFound"})
        number, message = errno.ENOENT, f"there is no such {'bucket' if is_bucket else 'object'}"
    elif isinstance(error, ValueError) or kind == "InvalidPathError":
        part = _PATH.search(text)
        which = f"the key {part[1]!r}" if part and part[1] != place.key else "this key"
        number = errno.EINVAL
        message = f"{which} can't be read: it has an empty part, `.` or `..`, or a character that keys don't have"
    elif type(error).__module__.startswith("botocore"):
        number, message = errno.EACCES, f"boto3 has no credentials ({kind})"
    elif "169.254." in text or "metadata.google" in text:
        number, message = errno.EACCES, "no credentials are found in the environment"
    elif "Account must be specified" in text:
        number, message = errno.EACCES, "no account is named; set AZURE_STORAGE_ACCOUNT_NAME"
    elif "builder error" in text:
        number, message = errno.EINVAL, "the endpoint isn't https; where http is meant, set AWS_ALLOW_HTTP=true"
    elif status is None and "HTTP error" in text:
        number, message = errno.ENETUNREACH, "the store can't be reached"
    else:
        number, message = errno.EIO, f"the store fails ({told or kind})"
    raise OSError(number, message, str(place)) from None


def _status(error: Exception) -> str | None:
    found = _STATUS.search(str(error).partition(_DEBUG)[0])
    return found[1] if found else None
