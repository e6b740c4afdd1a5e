"""A document: an article file as it was read, the draft of its front matter, and its body."""

from __future__ import annotations

import copy
import os
from typing import TYPE_CHECKING, Generic

import attrs

from articlefmt import storage
from articlefmt.at_key import key_of
from articlefmt.draft import Draft
from articlefmt.editing.proof import checked_body, reread
from articlefmt.errors import ArticleError, EditError, ParseError, StructureError, telling
from articlefmt.keys import Key, masked_key
from articlefmt.lens.classes import layout_of_values
from articlefmt.lens.merge import values_of_new
from articlefmt.model.classes import Classes, classes_of
from articlefmt.model.fields import is_record, name_of
from articlefmt.model.making import opaque_names
from articlefmt.model.records import Article
from articlefmt.replacing import Replacing
from articlefmt.secrecy import masked
from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits, check_limits
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import Value, plain_copy

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    from articlefmt.diff.changes import Change

    R = TypeVar("R", bound=attrs.AttrsInstance, default=Article)
else:
    from typing import TypeVar

    R = TypeVar("R", bound=attrs.AttrsInstance)

__all__ = ["Document"]

S = TypeVar("S", bound=attrs.AttrsInstance)


class Document(Generic[R]):  # noqa: PLW1641  it is mutable, so it has no hash
    """An article file: the text as read, and its typed record.

    Made by `load`, `loads` and `Document.new`. An edit changes the record, the body, or a value by its key (`set`,
    `delete`); the bytes are made when they are asked for, and are proved by reading them again. They follow from the
    text as it was read and the values wanted alone, so that setting a value back gives the original bytes.

    Documents are equal if their bytes and their class are; they can be copied and pickled. Not thread-safe.
    """

    __slots__ = ("_body", "_draft", "_file")

    def __init__(
        self, data: bytes, cls: Classes[R], *, file: str | None = None, limits: Limits = DEFAULT_LIMITS
    ) -> None:
        """Read a file's bytes; `load` and `loads` are the usual doors.

        Raises:
            ParseError: the bytes are no article file.
            TypeError: `cls` is no attrs class that front matter can hold, nor a tuple of them, or `limits` no `Limits`.
        """
        check_limits(limits)
        try:  # not `naming`, here and below: for an ordinary file that takes a twentieth of the time
            text = parse(data, limits, opaque_names(classes_of(cls)))
        except ParseError as error:
            error.file = file
            raise
        self._draft: Draft[R] = Draft(text, cls)
        self._file = file
        self._body: str | None = None

    @classmethod
    def _of_text(cls, text: Parsed, record_class: Classes[S]) -> Document[S]:
        """A document that stands on a text which was read."""
        new: Document[S] = Document.__new__(Document)
        new._draft, new._file, new._body = Draft(text, record_class), None, None
        return new

    @staticmethod
    def new(record: S, body: str = "\n", newline: str = "\n", *, limits: Limits = DEFAULT_LIMITS) -> Document[S]:
        r"""A document in the style of the record's class and kind, from values alone.

        Args:
            record: what the front matter says.
            body: what follows the closing line, never converted.
            newline: the line end of the front matter, ``"\n"`` or ``"\r\n"``.
            limits: how much front matter the document may have.

        Raises:
            EditError: a value can't be written.
            TypeError: an argument is of the wrong type.
        """
        given: tuple[object, object] = (record, body)
        if not is_record(record) or not isinstance(given[1], str):
            message = f"Document.new takes a record and a str, not {type(record).__name__} and {type(body).__name__}"
            raise TypeError(message)
        if newline not in {"\n", "\r\n"}:
            message = f"newline must be '\\n' or '\\r\\n', not {masked(repr(newline))}"
            raise TypeError(message)
        check_limits(limits)
        from articlefmt.editing.canonical import write_new  # noqa: PLC0415  who only reads doesn't need it

        cls = type(record)
        values = values_of_new(record, cls)
        new = write_new(values, layout_of_values(values, (cls,)), body, newline, limits)
        return Document(new.source.to_bytes(), cls, limits=limits)

    @property
    def file(self) -> str | None:
        """The name of the file it was loaded from."""
        return self._file

    @property
    def newline(self) -> str:
        r"""What ends the lines of the front matter, ``"\r\n"`` where it is CRLF throughout, else ``"\n"``."""
        return self._draft.text_as_read.source.newline

    @property
    def body(self) -> str:
        """Exactly what follows the closing line. Assign a str to change it; its line ends are never converted."""
        return self._draft.text_as_read.source.body if self._body is None else self._body

    @body.setter
    def body(self, text: str) -> None:
        if not isinstance(text, str):
            message = f"body takes a str, not {type(text).__name__}"
            raise TypeError(message)
        with self._named():
            self._body = checked_body(text, self._draft.text_as_read.source.front)

    @property
    def values(self) -> dict[str, Value]:
        """The front matter as a fresh plain dict with the keys of the file, types unchecked, changes included.

        Entries whose key isn't text are left out. For JSON, `unstructure(document, timestamps="text")` gives the same
        with timestamps and dates as text.

        Raises:
            StructureError: aliases expand to more values than `Limits.nodes`.
            EditError: the changes can't be written.
        """
        with self._named():
            return plain_copy(self._draft.written().values)

    @property
    def record(self) -> R:
        """The typed record, built at the first access. Change it, or assign another of its class.

        One of a frozen class is assigned: `doc.record = attrs.evolve(doc.record, title="New")`.

        Raises:
            StructureError: the values don't fit the class, or it refuses them; it lists every problem.
            EditError: a record of another class was assigned, or a converter gives what its field doesn't take.
        """
        try:
            return self._draft.record
        except StructureError as error:
            error.file = self._file
            raise

    @record.setter
    def record(self, record: R) -> None:
        if not is_record(record):
            message = f"record takes a record, not {type(record).__name__}"
            raise TypeError(message)
        with self._named():
            self._draft.record = record

    def read_record(self) -> R:
        """A fresh record of what the text says, without the changes of `record`. Raises `StructureError`."""
        with self._named():
            return self._draft.read_record()

    @property
    def parsed(self) -> Parsed:
        """The text as read, with what was set by key, and without the changes of `record`. Internal, for checks."""
        return self._draft.text_as_set

    @property
    def classes(self) -> tuple[type, ...]:
        """The classes of which one is its record's. Internal, for checks."""
        return self._draft.classes

    def set(self, key: str | Key, value: Value) -> None:
        """Set a value by its key, whatever its type: `"provider.name"`, `"images[0].width"`, or a tuple of str and int.

        The way to mend what doesn't type. A mapping that isn't there is made; the index behind the last adds an item.
        The changes of `record` are written first. A record that was taken before goes on speaking for the document.

        Raises:
            EditError: the change can't be written, or there is nothing at that key.
            SecuredChangedError: a `secured`, at whatever depth, would change, come or go.
        """
        with self._named():
            self._draft.set(key, value)

    def type_at(self, key: str | Key) -> type | None:
        """The type of the values at a key, such as `str` for `images[0].url`; None where the class doesn't tell.

        Raises:
            EditError: the key isn't written as `set` takes it.
            TypeError: it is neither a str nor a tuple of str and int.
        """
        with self._named():
            return self._draft.type_at(key)

    def given(self, key: str | Key, text: str) -> Value:
        """What a text means at a key, by the type of its field, else by that of the value there.

        Internal, for commands. Raises as `type_at` does.
        """
        from articlefmt.given import given_value  # noqa: PLC0415  programs give values

        with self._named():
            return given_value(text, key_of(key), self._draft.written().values, self.parsed.limits, self._draft.classes)

    def delete(self, key: str | Key) -> None:
        """Remove a key or an item. Raises as `set` does."""
        with self._named():
            self._draft.delete(key)

    def rename(self, key: str | Key, name: str) -> None:
        """Give a key another name: `doc.rename("provider.name", "title")`.

        The entry stays where it is, with the text of its value and its comments; other places that have the key, such
        as the items of a list, are other keys.

        Raises:
            EditError: there is nothing at that key, or the new name is there already.
            SecuredChangedError: a `secured`, at whatever depth, would change, come or go.
            TypeError: `name` is no str.
        """
        if not isinstance(name, str):
            message = f"rename takes a str as the new name, not {type(name).__name__}"
            raise TypeError(message)
        with self._named():
            self._draft.rename(key, name)

    def replace_secured(self, secured: str | None, *, key: str | None = None) -> None:
        """Change the value of a `Secured` field, the only way to do so; None removes it.

        Args:
            secured: the new value.
            key: its key in the file, where the class has several such fields.

        Raises:
            EditError: the change can't be written.
            TypeError: it is neither a str nor None; or the class has no such field, or several and no `key` is given.
        """
        if secured is not None and not isinstance(secured, str):
            message = f"replace_secured takes a str or None, not {type(secured).__name__}"
            raise TypeError(message)
        with self._named():
            self._draft.replace_secured(secured, key)

    def changes(self) -> tuple[Change, ...]:
        """What differs from the text as it was read, key by key, in the order of the keys; `secured` is masked.

        Raises:
            EditError: the changes can't be written.
        """
        from articlefmt.diff.changes import compare  # noqa: PLC0415  few programs ask

        with self._named():
            before = self._draft.text_as_read
            return compare(before.values, self._draft.written().values, opaque=before.source.opaque)

    def diff(self) -> str:
        """A unified diff from the text as it was read, empty where nothing changed; `secured` is shortened.

        Raises:
            EditError: the changes can't be written.
        """
        from articlefmt.diff.text_diff import unified  # noqa: PLC0415  few programs ask

        name = self._file or "article.md"
        return unified(self._draft.text_as_read, self._final(), name)

    def to_bytes(self) -> bytes:
        """The file's bytes, proved by reading them again: they say what is wanted, and nothing else differs.

        Raises:
            EditError: the changes can't be written.
            SecuredChangedError: a `secured` of the record, at whatever depth, isn't that of the file.
        """
        return self._final().source.to_bytes()

    def to_str(self) -> str:
        """The file as text, its line ends as they are. Raises as `to_bytes`."""
        return self.to_bytes().decode()

    def save(self, file: str | os.PathLike[str] | None = None, overwrite: bool = False) -> bool:
        """Write the file, if it changed; the document then stands on the new text.

        Args:
            file: another path, or the URL of an object; without it, the file it was loaded from.
            overwrite: whether a file may be replaced that isn't the one that was read: another one, or a changed one;
                and an object whose store can't say whether it is.

        Returns:
            Whether it wrote.

        Raises:
            EditError: the changes can't be written; the file stays as it is.
            SecuredChangedError: the file on disk holds a `secured` that would be replaced or lost.
            ConflictError: the file isn't the one that was read.
            OSError: the system or the store refuses, or another program keeps the folder locked.
            TypeError: there is no path: the document came from bytes.
        """
        path = self._file if file is None else storage.path_text(file)
        if path is None:
            message = "the document came from bytes; give save() a file"
            raise TypeError(message)
        text, is_own = self._reread(), self._is_own(path)
        if is_own and not overwrite and text.source == self._draft.text_as_read.source:
            return False
        wrote = self._write(path, text, overwrite=overwrite)
        self._stand_on(text, path)
        return wrote

    def _overwrite(self, file: str | os.PathLike[str]) -> None:
        """Write a file whatever it holds; if it is the document's own, the document stands on the new text."""
        path, text = storage.path_text(file), self._reread()
        self._write(path, text, overwrite=True)
        if self._is_own(path):
            self._stand_on(text, path)

    def _write(self, path: str, text: Parsed, *, overwrite: bool) -> bool:
        """Write a text, if what it replaces may be."""
        of = Replacing(self._draft.text_as_read, text, self._draft.opaque_names(), is_own=self._is_own(path))
        return of.write(path, overwrite=overwrite)

    def _is_own(self, path: str) -> bool:
        """Whether a path leads to the document's file, however it is spelled."""
        return self._file is not None and storage.whereabouts(path) == storage.whereabouts(self._file)

    def _stand_on(self, text: Parsed, path: str) -> None:
        if not self._is_own(path):
            self._file = path
        self._draft.start_from(text)
        self._body = None

    def _reread(self) -> Parsed:
        """The text with all changes, all of its front matter read anew: what goes to a disk."""
        text = self._final()
        with self._named():
            return text if text is self._draft.text_as_read else reread(text)

    def __eq__(self, other: object) -> bool:
        """Same class, same bytes."""
        if not isinstance(other, Document):
            return NotImplemented
        return self._draft.classes == other._draft.classes and self.to_bytes() == other.to_bytes()

    def __repr__(self) -> str:
        """The class, the file, the number of keys, the length of the body."""
        name = f"{self._file!r}, " if self._file is not None else ""
        size = f"{len(self.parsed.tree.entries)} keys, {len(self.body):,} characters of body"
        names = " | ".join(map(name_of, self._draft.classes)) if isinstance(self._draft.cls, tuple) else None
        return f"<Document[{names or name_of(self._draft.cls)}] {name}{size}>"

    def __copy__(self) -> Document[R]:
        """Copies are independent: the record is copied too."""
        return copy.deepcopy(self)

    def __getstate__(self) -> tuple[Draft[R], str | None, str | None]:
        """Pickles and copies are made of the parts."""
        return self._draft, self._file, self._body

    def __setstate__(self, state: tuple[Draft[R], str | None, str | None]) -> None:
        """As `__getstate__` says."""
        self._draft, self._file, self._body = state

    def _named(self) -> telling:
        return telling(self._tell)

    def _tell(self, error: ArticleError) -> None:
        """Errors say in which file, and where: at their key, or at the nearest that is there."""
        error.file = error.file or self._file
        if error.place is None and isinstance(error, EditError):
            error.place = self._draft.text_as_read.place_of(error.key)
        for text in (self._draft.text_as_read, self._draft.text_as_set):  # `secured` may have been replaced
            error.key = masked_key(error.key, text.secrets)
            error.place = error.place and error.place.shown(text.secrets.masked)

    def _final(self) -> Parsed:
        """The text with all changes, the body's too."""
        try:
            text = self._draft.written()
        except ArticleError as error:
            self._tell(error)
            raise
        if self._body is None or self._body == text.source.body:
            return text
        return text.with_body(self._body)
