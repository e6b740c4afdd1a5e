"""A document: an immutable source, its tree, and the typed record that is made of them."""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any, Generic, overload

from articlefmt import storage
from articlefmt.errors import ArticleError, EditError, ParseError
from articlefmt.lens import get as lens_get
from articlefmt.lens import structure as lens_structure
from articlefmt.lens.structure import Timestamps
from articlefmt.model.base import Part
from articlefmt.model.records import Article, Record
from articlefmt.syntax import nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.reader import read
from articlefmt.syntax.source import Source, split
from articlefmt.values import Value, same

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    R = TypeVar("R", bound=Record, default=Article)
else:
    from typing import TypeVar

    R = TypeVar("R", bound=Record)

__all__ = ["Document", "dump", "dumps", "load", "loads", "structure", "unstructure"]

S = TypeVar("S", bound=Record)
_DEFAULT_LIMITS = Limits()


class Document(Generic[R]):  # noqa: PLW1641  it is mutable, so it has no hash
    """An article file: the text as read, and its typed record.

    Made by `load` and `loads`. Documents are equal if their bytes and their class are; they can be copied and pickled.
    Not thread-safe.
    """

    __slots__ = ("_cls", "_data", "_file", "_limits", "_record", "_source", "_tree", "_values")

    def __init__(self, data: bytes, cls: type[R], *, file: str | None = None, limits: Limits = _DEFAULT_LIMITS) -> None:
        """Read a file's bytes; `load` and `loads` are the usual doors.

        Raises:
            ParseError: the bytes are no article file.
        """
        self._data = data
        self._cls = cls
        self._file = file
        self._limits = limits
        try:
            self._source = split(data, limits)
            self._tree = read(self._source, limits)
        except ArticleError as error:
            error.file = file
            raise
        self._record: R | None = None
        self._values: dict[str, Value] | None = None  # what the text says, to compare the record with

    @property
    def file(self) -> str | None:
        """The name of the file it was loaded from."""
        return self._file

    @property
    def newline(self) -> str:
        r"""The line end of the front matter: `"\r\n"` where it is CRLF throughout, else `"\n"`."""
        return self._source.newline

    @property
    def body(self) -> str:
        """Exactly what follows the closing line."""
        return self._source.body

    @property
    def values(self) -> dict[str, Value]:
        """The front matter as a fresh plain dict with the format's own keys, types unchecked.

        Entries whose key isn't text are left out.

        Raises:
            StructureError: aliases expand to more values than `Limits.nodes`.
        """
        try:
            return lens_get.plain_values(self._source, self._tree, self._limits)
        except ArticleError as error:
            error.file = self._file
            raise

    @property
    def record(self) -> R:
        """The typed record, built at the first access; always the same object after that.

        Raises:
            StructureError: the values don't fit the class; it lists every problem.
        """
        if self._record is None:
            self._record = self.read_record()
            self._values = lens_structure.unstructure(self._record)
        return self._record

    def read_record(self) -> R:
        """A fresh record of what the text says, whatever was changed since. Raises `StructureError`."""
        try:
            return lens_get.get(self._source, self._tree, self._cls, self._limits)
        except ArticleError as error:
            error.file = self._file
            raise

    @property
    def parts(self) -> tuple[Source, nodes.Mapping, Limits]:
        """The source, its tree and the limits: for checks."""
        return self._source, self._tree, self._limits

    def to_bytes(self) -> bytes:
        """The file's bytes.

        Raises:
            EditError: the record was changed; this version reads only.
        """
        if self._record is not None and not same(lens_structure.unstructure(self._record), self._values):
            message = "the record was changed, and this version of articlefmt can't write changes yet"
            raise EditError(message, code="E703", file=self._file)
        return self._source.to_bytes()

    def to_str(self) -> str:
        """The file as text, its line ends as they are. Raises as `to_bytes`."""
        return self.to_bytes().decode()

    def __eq__(self, other: object) -> bool:
        """Same class, same bytes."""
        if not isinstance(other, Document):
            return NotImplemented
        return self._cls is other._cls and self.to_bytes() == other.to_bytes()

    def __repr__(self) -> str:
        """The class, the file, the number of characters of the body."""
        name = f"{self._file!r}, " if self._file is not None else ""
        size = f"{len(self._tree.entries)} keys, {len(self.body):,} characters of body"
        return f"<Document[{self._cls.__name__}] {name}{size}>"

    def __copy__(self) -> Document[R]:
        """Copies are independent: the record is copied too."""
        return copy.deepcopy(self)

    def __deepcopy__(self, memo: dict[int, object]) -> Document[R]:
        """The source and the tree never change, so they are shared."""
        new = object.__new__(type(self))
        for name in self.__slots__:
            setattr(new, name, getattr(self, name))
        new._record = copy.deepcopy(self._record, memo)
        return new

    def __reduce__(self) -> tuple[object, ...]:
        """Pickles hold the bytes and the record, never the tree."""
        return _restore, (type(self), self._data, self._cls, self._file, self._limits, self._record)


def _restore(
    cls: type[Document[R]], data: bytes, record_cls: type[R], file: str | None, limits: Limits, record: R | None
) -> Document[R]:
    new = cls(data, record_cls, file=file, limits=limits)
    if record is not None:
        new.record  # noqa: B018  what the text says is made with it
        new._record = record
    return new


@overload
def load(file: str | os.PathLike[str] | IO[bytes], *, limits: Limits = ...) -> Document[Article]: ...
@overload
def load(file: str | os.PathLike[str] | IO[bytes], cls: type[S], *, limits: Limits = ...) -> Document[S]: ...
def load(
    file: str | os.PathLike[str] | IO[bytes], cls: type[Record] = Article, *, limits: Limits = _DEFAULT_LIMITS
) -> Document[Any]:
    """Read an article file.

    Args:
        file: a path, or an open binary file.
        cls: the class of its record; `Record` takes the one that the keys tell.
        limits: how much front matter is read.

    Raises:
        ParseError: it is no article file. Types are checked later, by `Document.record`.
        OSError: the system doesn't give the file.
    """
    if isinstance(file, str | os.PathLike):
        return Document(storage.read(file), cls, file=os.fspath(file), limits=limits)
    data = file.read()
    name = getattr(file, "name", None)
    return Document(_as_bytes(data), cls, file=name if isinstance(name, str) else None, limits=limits)


@overload
def loads(data: bytes | str, *, limits: Limits = ...) -> Document[Article]: ...
@overload
def loads(data: bytes | str, cls: type[S], *, limits: Limits = ...) -> Document[S]: ...
def loads(data: bytes | str, cls: type[Record] = Article, *, limits: Limits = _DEFAULT_LIMITS) -> Document[Any]:
    """Read an article file from its bytes or its text. Raises `ParseError`, as `load` does."""
    return Document(_as_bytes(data), cls, limits=limits)


def dump(document: Document[Any], file: str | os.PathLike[str] | IO[bytes]) -> None:
    """Write a document to a path or an open binary file. Raises `EditError` and `OSError`."""
    data = document.to_bytes()
    if isinstance(file, str | os.PathLike):
        storage.write(file, data)
    else:
        file.write(data)


def dumps(document: Document[Any]) -> str:
    """The document as text: the same as `document.to_str()`."""
    return document.to_str()


@overload
def structure(mapping: Mapping[str, object], *, timestamps: Timestamps = ...) -> Record: ...
@overload
def structure(mapping: Mapping[str, object], cls: type[S], *, timestamps: Timestamps = ...) -> S: ...
def structure(
    mapping: Mapping[str, object], cls: type[Record] = Record, *, timestamps: Timestamps = "datetime"
) -> Record:
    """Make a record of a plain mapping with the format's own keys; the mapping is copied.

    Args:
        mapping: keys and values as `unstructure` gives them.
        cls: the class of the record; `Record` takes the one that the keys tell.
        timestamps: `"text"` where timestamps are text, as JSON has them.

    Raises:
        StructureError: the values don't fit; it lists every problem.
        TypeError: `mapping` is no mapping.
    """
    return lens_structure.structure(mapping, cls, timestamps=timestamps)


def unstructure(record: Part, *, timestamps: Timestamps = "datetime") -> dict[str, Value]:
    """The values of a record, under the format's own keys; `None` and empty lists are left out.

    `secured` is among them, as its text: this is one of the two ways to see it.

    Args:
        record: a record, or a nested one.
        timestamps: `"text"` writes them as `2021-05-30T14:00:00Z`, for JSON.

    Raises:
        TypeError: `record` is no record.
    """
    return lens_structure.unstructure(record, timestamps=timestamps)


def _as_bytes(data: object) -> bytes:
    if isinstance(data, str):
        try:
            return data.encode()
        except UnicodeEncodeError as error:
            line = data.count("\n", 0, error.start) + 1
            column = error.start - data.rfind("\n", 0, error.start)
            message = "the text has half a character (a lone surrogate) here, which UTF-8 can't hold"
            raise ParseError(message, code="F104", line=line, column=column) from None
    if isinstance(data, bytes | bytearray | memoryview):
        return bytes(data)
    message = f"articlefmt reads bytes or str, not {type(data).__name__}"
    raise TypeError(message)
