"""The functions of the public interface: reading, writing and editing files, and plain values ↔ records."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, Protocol, TypeGuard, TypeVar, cast, overload

import attrs

from articlefmt import storage
from articlefmt.document import Document
from articlefmt.errors import ParseError
from articlefmt.lens import structure as lens_structure
from articlefmt.lens.timestamps import Timestamps, in_form
from articlefmt.model.classes import Classes, classes_of
from articlefmt.model.fields import is_record
from articlefmt.model.records import Article, Record
from articlefmt.place import Place
from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits
from articlefmt.values import Value

__all__ = ["Readable", "as_bytes", "dump", "dumps", "edit", "load", "loads", "structure", "unstructure"]

S = TypeVar("S", bound=attrs.AttrsInstance)


class Readable(Protocol):
    """What gives its bytes, as the paths of universal_pathlib do."""

    def read_bytes(self) -> bytes:
        """All of them."""


@overload
def load(file: str | os.PathLike[str] | Readable | IO[bytes], *, limits: Limits = ...) -> Document[Article]: ...
@overload
def load(
    file: str | os.PathLike[str] | Readable | IO[bytes], cls: Classes[S], *, limits: Limits = ...
) -> Document[S]: ...
def load(
    file: str | os.PathLike[str] | Readable | IO[bytes],
    cls: Classes[Any] = Article,
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> Document[Any]:
    """Read an article file.

    Args:
        file: a path; the URL of an object, `s3://…`, `gs://…` or `az://…`, with the extra `remote`; what has a method
            `read_bytes`, such as a path of universal_pathlib; or an open binary file.
        cls: the class of its record: any attrs class; a tuple takes the one that fits, `Record` the article class that
            the keys tell.
        limits: how much front matter is read.

    Raises:
        ParseError: it is no article file. Types are checked later, by `Document.record`.
        OSError: the system or the store doesn't give the file.
        TypeError: an argument is of the wrong type; a file open for text is, too.
    """
    classes_of(cls)
    if _reads_itself(file):
        return Document(as_bytes(file.read_bytes()), cls, file=storage.public_name(str(file)), limits=limits)
    if isinstance(file, (str, os.PathLike)):
        path = storage.path_text(file)
        return Document(storage.read(path), cls, file=path, limits=limits)
    data: object = _method(file, "read", "load")()
    if isinstance(data, str):
        message = "the file is open for text, so its line ends are lost; open it with mode 'rb'"
        raise TypeError(message)
    name = getattr(file, "name", None)
    return Document(as_bytes(data), cls, file=name if isinstance(name, str) else None, limits=limits)


@overload
def loads(data: bytes | str, *, limits: Limits = ...) -> Document[Article]: ...
@overload
def loads(data: bytes | str, cls: Classes[S], *, limits: Limits = ...) -> Document[S]: ...
def loads(data: bytes | str, cls: Classes[Any] = Article, *, limits: Limits = DEFAULT_LIMITS) -> Document[Any]:
    """Read an article file from its bytes or its text. Raises `ParseError` and `TypeError`, as `load` does."""
    return Document(as_bytes(data), cls, limits=limits)


@overload
@contextmanager
def edit(file: str | os.PathLike[str], *, limits: Limits = ...) -> Iterator[Document[Article]]: ...
@overload
@contextmanager
def edit(file: str | os.PathLike[str], cls: Classes[S], *, limits: Limits = ...) -> Iterator[Document[S]]: ...
@contextmanager
def edit(
    file: str | os.PathLike[str], cls: Classes[Any] = Article, *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Document[Any]]:
    """Load a file, and save it when the block is left; nothing is written when an exception leaves it.

    As in `with articlefmt.edit("article.md") as doc: doc.record.heat = 12`.

    Raises:
        ParseError: it is no article file.
        EditError: the changes can't be written.
        ConflictError: another program changed the file meanwhile.
        OSError: the system refuses.
        TypeError: an argument is of the wrong type.
    """
    document = load(file, cls, limits=limits)
    yield document
    document.save()


def dump(document: Document[S], file: str | os.PathLike[str] | IO[bytes]) -> None:
    """Write a document to a path, or to an open binary file.

    A path is written as `Document.save` does with `overwrite=True`. One that holds these bytes already is left alone.

    Raises:
        EditError: the changes can't be written.
        SecuredChangedError: the file at the path holds a `secured` that would be replaced or lost.
        OSError: the system refuses; a file at a path stays as it is.
        TypeError: an argument is of the wrong type.
    """
    _check_document(document, "dump")
    if isinstance(file, (str, os.PathLike)):
        document._overwrite(file)  # noqa: SLF001  the one door besides `save`
    else:
        _method(file, "write", "dump")(document.to_bytes())


def dumps(document: Document[S]) -> str:
    """The document as text: the same as `document.to_str()`.

    A record is written by way of a document: `dumps(Document.new(record))`.

    Raises:
        EditError: the changes can't be written.
        TypeError: it is no document.
    """
    _check_document(document, "dumps")
    return document.to_str()


@overload
def structure(mapping: Mapping[str, object], *, timestamps: Timestamps = ...) -> Record: ...
@overload
def structure(mapping: Mapping[str, object], cls: Classes[S], *, timestamps: Timestamps = ...) -> S: ...
def structure(
    mapping: Mapping[str, object],
    cls: Classes[Any] = Record,
    *,
    timestamps: Timestamps = "datetime",
) -> Any:
    """Make a record of a plain mapping with the keys of a file; the mapping is copied.

    A key that the class doesn't know goes into its `extra`, or where it has none nowhere, without a word: be it a known
    one misspelled, or written as the attribute is (in an article `web_url` is no key, `webUrl` is). `check` tells of
    these in a file, and which key is meant (K402).

    Args:
        mapping: keys and values as `unstructure` gives them.
        cls: the class of the record: any attrs class; a tuple takes the one that fits, `Record` the article class that
            the keys tell.
        timestamps: `"text"` where timestamps are text, as JSON has them.

    Raises:
        StructureError: the values don't fit; it lists every problem.
        TypeError: `mapping` is no mapping, `cls` no record class, or `timestamps` none of the two words.
    """
    return lens_structure.structure(mapping, cls, timestamps=timestamps)


def unstructure(
    record: attrs.AttrsInstance | Document[Any], *, timestamps: Timestamps = "datetime"
) -> dict[str, Value]:
    """Plain values under the keys of a file: of a record without what a missing key says too, of a document all.

    What a missing key says is None, or an empty collection, where that is the default of the field. Opaque values are
    among them as plain text, as in `Document.values` and in the file itself: don't print these.

    Args:
        record: a record, or a nested one; or a document, whose values needn't fit a class.
        timestamps: `"text"` writes them in UTC, as `2021-05-30T14:00:00Z`, and dates as text, for JSON.

    Raises:
        EditError: it holds what front matter can't, or what its fields don't take.
        TypeError: `record` is neither, or `timestamps` is none of the two words.
    """
    if isinstance(record, Document):
        return in_form(record.values, timestamps)
    return lens_structure.unstructure(record, timestamps=timestamps)


def _check_document(document: object, of: str) -> None:
    """Refuse what is no document, and say how to make one of it. Raises `TypeError`."""
    if isinstance(document, Document):
        return
    hint = ""
    if is_record(document):
        hint = f"; write {of}(Document.new(record)), or change the `record` of a document that was loaded"
    elif isinstance(document, Mapping):
        hint = f"; write {of}(Document.new(structure(mapping)))"
    elif isinstance(document, (str, bytes)):
        hint = "; loads makes one"
    message = f"{of} takes a Document, not {type(document).__name__}{hint}"
    raise TypeError(message)


def _reads_itself(file: object) -> TypeGuard[Readable]:
    """Whether it isn't ours to read: it has bytes, and is no path of this machine."""
    return hasattr(file, "read_bytes") and (not isinstance(file, os.PathLike) or "://" in str(file))


def _method(file: object, name: str, of: str) -> Callable[..., object]:
    method = getattr(file, name, None)
    if method is None:
        message = f"{of} takes a path or an open binary file, not {type(file).__name__}"
        raise TypeError(message)
    return cast("Callable[..., object]", method)


def as_bytes(data: object) -> bytes:
    """The bytes of a file that is given as bytes or as text. Raises `ParseError` and `TypeError`. Internal."""
    if type(data) is bytes:
        return data
    if isinstance(data, str):
        try:
            return data.encode()
        except UnicodeEncodeError as error:
            line = data.count("\n", 0, error.start) + 1
            column = error.start - data.rfind("\n", 0, error.start)
            message = "the text has half a character (a lone surrogate) here, which UTF-8 can't hold"
            raise ParseError(message, code="F104", place=Place(line, column)) from None
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    message = f"articlefmt reads bytes or str, not {type(data).__name__}"
    raise TypeError(message)
