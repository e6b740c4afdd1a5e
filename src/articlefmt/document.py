"""A document: an immutable source, its tree, and the typed record that is made of them."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Generic

from articlefmt import storage
from articlefmt.at_key import assign, key_of, opened, remove
from articlefmt.editing.proof import checked_body, reread
from articlefmt.errors import ArticleError, EditError, ParseError, SecuredChangedError, StructureError, naming
from articlefmt.gc_pause import without_gc
from articlefmt.keys import Key
from articlefmt.layouts import Layout
from articlefmt.lens.adopt import adopt
from articlefmt.lens.held import Note, is_changed, left, note
from articlefmt.lens.merge import merge, values_of_new
from articlefmt.lens.structure import structure_values
from articlefmt.lens.type_at import type_at
from articlefmt.model.fields import describe_one, opaque_keys
from articlefmt.model.records import RECORDS, Article, Record, check_class, class_of, layout_of_values
from articlefmt.origins import after_removal, after_setting, composed, resolved
from articlefmt.secrecy import SECURED
from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits, check_limits
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import NotPlainError, Origins, Value, Wanted, plain_copy, same

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    from articlefmt.diff.changes import Change

    R = TypeVar("R", bound=Record, default=Article)
else:
    from typing import TypeVar

    R = TypeVar("R", bound=Record)

__all__ = ["Document"]

S = TypeVar("S", bound=Record)
_STALE = (
    "something was changed that doesn't speak for the document any more: another record was assigned, or a value was "
    "set or removed; take it from `record` again"
)


class Document(Generic[R]):  # noqa: PLW1641  it is mutable, so it has no hash
    """An article file: the text as read, and its typed record.

    Made by `load`, `loads` and `Document.new`. An edit changes the record, the body, or a value by its key (`set`,
    `delete`); the bytes are made when they are asked for, and are proved by reading them again. They follow from the
    text as it was read and the values wanted alone, so that setting a value back gives the original bytes.

    Documents are equal if their bytes and their class are; they can be copied and pickled. Not thread-safe.
    """

    __slots__ = ("_base", "_body", "_cls", "_file", "_limits", "_made", "_origin", "_record", "_set", "_stale")

    def __init__(self, data: bytes, cls: type[R], *, file: str | None = None, limits: Limits = DEFAULT_LIMITS) -> None:
        """Read a file's bytes; `load` and `loads` are the usual doors.

        Raises:
            ParseError: the bytes are no article file.
            TypeError: `cls` is no record class, or `limits` no `Limits`.
        """
        check_class(cls)
        check_limits(limits)
        self._cls = cls
        self._file = file
        self._limits = limits
        try:  # not `naming`, here and below: for an ordinary file that takes a twentieth of the time
            self._origin = self._base = parse(data, limits)
        except ParseError as error:
            error.file = file
            raise
        self._body: str | None = None
        self._record: R | None = None
        self._set: Wanted | None = None
        self._made: tuple[Wanted, Parsed] | None = None
        self._stale: tuple[Note, ...] = ()

    @staticmethod
    def new(record: S, body: str = "\n", newline: str = "\n", *, limits: Limits = DEFAULT_LIMITS) -> Document[S]:
        r"""A document in the canonical style of the record's kind, from values alone.

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
        if type(record) not in RECORDS or not isinstance(given[1], str):
            message = f"Document.new takes a record and a str, not {type(record).__name__} and {type(body).__name__}"
            raise TypeError(message)
        if newline not in {"\n", "\r\n"}:
            message = f"newline must be '\\n' or '\\r\\n', not {newline!r}"
            raise TypeError(message)
        check_limits(limits)
        from articlefmt.editing.canonical import write_new  # noqa: PLC0415  who only reads doesn't need it

        values = values_of_new(record)
        new = write_new(values, layout_of_values(values, type(record)), body, newline, limits)
        return Document(new.source.to_bytes(), type(record), limits=limits)

    @property
    def file(self) -> str | None:
        """The name of the file it was loaded from."""
        return self._file

    @property
    def newline(self) -> str:
        r"""What ends the lines of the front matter, ``"\r\n"`` where it is CRLF throughout, else ``"\n"``."""
        return self._origin.source.newline

    @property
    def body(self) -> str:
        """Exactly what follows the closing line. Assign a str to change it; its line ends are never converted."""
        return self._origin.source.body if self._body is None else self._body

    @body.setter
    def body(self, text: str) -> None:
        if not isinstance(text, str):
            message = f"body takes a str, not {type(text).__name__}"
            raise TypeError(message)
        with self._named():
            self._body = checked_body(text)

    @property
    def values(self) -> dict[str, Value]:
        """The front matter as a fresh plain dict with the format's own keys, types unchecked, changes included.

        Entries whose key isn't text are left out.

        Raises:
            StructureError: aliases expand to more values than `Limits.nodes`.
            EditError: the changes can't be written.
        """
        with self._named():
            return plain_copy(self._written().values)

    @property
    def record(self) -> R:
        """The typed record, built at the first access. Change it, or assign another of its class.

        Raises:
            StructureError: the values don't fit the class; it lists every problem.
            EditError: a record of another class was assigned.
        """
        if self._record is None:
            self._record = self.read_record()
        return self._record

    @record.setter
    def record(self, record: R) -> None:
        if not isinstance(record, Record):
            message = f"record takes a record, not {type(record).__name__}"
            raise TypeError(message)
        wanted = type(self.record)
        if type(record) is not wanted:
            message = f"the file holds {describe_one(wanted)}, not {describe_one(type(record))}"
            raise EditError(message, code="E706", file=self._file)
        if self._record is not None and record is not self._record:
            self._retire(self._record)
        self._stale = tuple(left(noted, record) for noted in self._stale)
        self._record = record

    def read_record(self) -> R:
        """A fresh record of what the text says, without the changes of `record`. Raises `StructureError`."""
        with self._named():
            values = self._base.values
        try:
            return without_gc(len(self._base.source.front), structure_values, values, self._cls)
        except StructureError as error:
            problems = [self._base.locate(problem) for problem in error.problems]
        raise StructureError(problems, file=self._file)

    @property
    def parsed(self) -> Parsed:
        """What it stands on as it was read, without the changes of `record`. Internal, for checks."""
        return self._base

    def set(self, key: str | Key, value: Value) -> None:
        """Set a value by its key, whatever its type: `"provider.name"`, `"images[0].width"`, or a tuple of str and int.

        The way to mend what doesn't type. A mapping that isn't there is made; the index behind the last adds an item.
        The changes of `record` are written first. A record that was taken before goes on speaking for the document.

        Raises:
            EditError: the change can't be written, or there is nothing at that key.
            SecuredChangedError: the key is `secured`.
        """
        with self._named():
            wanted, path = self._wanted(), key_of(key)
            values = opened(wanted.values, path)
            assign(values, path, _plain(value, path))
            self._change(wanted, Wanted(values, after_setting(wanted.values, path)))

    def type_at(self, key: str | Key) -> type | None:
        """The type of the values at a key, such as `str` for `images[0].url`; None where the class doesn't tell.

        Raises:
            EditError: the key isn't written as `set` takes it.
            TypeError: it is neither a str nor a tuple of str and int.
        """
        with self._named():
            cls = class_of(self._base.values, self._wanted_class())
            return type_at(cls, key_of(key))

    def delete(self, key: str | Key) -> None:
        """Remove a key or an item. Raises as `set` does."""
        with self._named():
            wanted, path = self._wanted(), key_of(key)
            values = opened(wanted.values, path)
            remove(values, path)
            self._change(wanted, Wanted(values, after_removal(wanted.values, path)))

    def replace_secured(self, secured: str | None) -> None:
        """Change `secured`, the only way to do so; None removes it.

        Raises:
            EditError: the change can't be written.
            TypeError: it is neither a str nor None.
        """
        if secured is not None and not isinstance(secured, str):
            message = f"replace_secured takes a str or None, not {type(secured).__name__}"
            raise TypeError(message)
        with self._named():
            wanted = self._wanted()
            values = {name: value for name, value in wanted.values.items() if name != SECURED}
            self._stand_on_values(wanted, Wanted(values if secured is None else values | {SECURED: secured}))

    def changes(self) -> tuple[Change, ...]:
        """What differs from the text as it was read, key by key, in the order of the keys; `secured` is masked.

        Raises:
            EditError: the changes can't be written.
        """
        from articlefmt.diff.changes import compare  # noqa: PLC0415  few programs ask

        with self._named():
            return compare(self._origin.values, self._written().values)

    def diff(self) -> str:
        """A unified diff from the text as it was read, empty where nothing changed; `secured` is shortened.

        Raises:
            EditError: the changes can't be written.
        """
        from articlefmt.diff.text_diff import unified  # noqa: PLC0415  few programs ask

        name = self._file or "article.md"
        return unified(self._origin, self._final(), name)

    def to_bytes(self) -> bytes:
        """The file's bytes, proved by reading them again: they say what is wanted, and nothing else differs.

        Raises:
            EditError: the changes can't be written.
            SecuredChangedError: the record's `secured` isn't that of the file.
        """
        return self._final().source.to_bytes()

    def to_str(self) -> str:
        """The file as text, its line ends as they are. Raises as `to_bytes`."""
        return self.to_bytes().decode()

    def save(self, file: str | os.PathLike[str] | None = None) -> bool:
        """Write the file, if it changed; the document then stands on the new text.

        Args:
            file: another path; without it, the file it was loaded from.

        Returns:
            Whether it wrote.

        Raises:
            EditError: the changes can't be written; the file stays as it is.
            ConflictError: the file isn't the one that was read.
            OSError: the system refuses.
            TypeError: there is no path: the document came from bytes.
        """
        path = self._file if file is None else storage.path_text(file)
        if path is None:
            message = "the document came from bytes; give save() a file"
            raise TypeError(message)
        text, is_own = self._reread(), self._is_own(path)
        if is_own and text.source == self._origin.source:
            return False
        wrote = storage.save(path, text.source.to_bytes(), self._origin.source.to_bytes() if is_own else None)
        self._stand_on(text, path)
        return wrote

    def _overwrite(self, file: str | os.PathLike[str]) -> None:
        """Write a file whatever it holds; if it is the document's own, the document stands on the new text."""
        path, text = storage.path_text(file), self._reread()
        storage.save(path, text.source.to_bytes())
        if self._is_own(path):
            self._stand_on(text, path)

    def _is_own(self, path: str) -> bool:
        """Whether a path leads to the document's file, however it is spelled."""
        return self._file is not None and os.path.realpath(path) == os.path.realpath(self._file)

    def _stand_on(self, text: Parsed, path: str) -> None:
        if not self._is_own(path):
            self._file = path
        self._origin = self._base = text
        self._set = self._made = self._body = None

    def _reread(self) -> Parsed:
        """The text with all changes, all of its front matter read anew: what goes to a disk."""
        text = self._final()
        with self._named():
            return text if text is self._origin else reread(text)

    def __eq__(self, other: object) -> bool:
        """Same class, same bytes."""
        if not isinstance(other, Document):
            return NotImplemented
        return self._cls is other._cls and self.to_bytes() == other.to_bytes()

    def __repr__(self) -> str:
        """The class, the file, the number of keys, the length of the body."""
        name = f"{self._file!r}, " if self._file is not None else ""
        size = f"{len(self._base.tree.entries)} keys, {len(self.body):,} characters of body"
        return f"<Document[{self._cls.__name__}] {name}{size}>"

    def __copy__(self) -> Document[R]:
        """Copies are independent: the record is copied too."""
        return copy.deepcopy(self)

    def __deepcopy__(self, memo: dict[int, object]) -> Document[R]:
        """Texts never change, so they are shared."""
        new = object.__new__(type(self))
        for name in self.__slots__:
            setattr(new, name, getattr(self, name))
        new._record = copy.deepcopy(self._record, memo)
        new._stale = ()  # what was put away belongs to the original
        return new

    def __reduce__(self) -> tuple[object, ...]:
        """Pickles hold the bytes and the record, never the tree."""
        base = None if self._set is None else (self._base.source.to_bytes(), dict(self._set.origins))
        origin = self._origin.source.to_bytes()
        return _restore, (type(self), origin, base, self._cls, self._file, self._limits, self._body, self._record)

    def _named(self) -> naming:
        return naming(self._file)

    def _written(self) -> Parsed:
        """The text with the changes of the record. A function of the text as read and the values wanted alone."""
        if self._record is None and not self._stale:
            return self._base
        return self._put(self._wanted())

    def _wanted(self) -> Wanted:
        """What the text is to say: what was set, with the changes of the record."""
        if any(is_changed(noted, self._record) for noted in self._stale):
            raise EditError(_STALE, code="E703")
        made = self._set
        if self._record is None:
            return made or Wanted(self._origin.values)
        if made is None:
            return merge(self._origin.values, self._record)
        merged = merge(made.values, self._record)
        return Wanted(merged.values, composed(made.origins, merged.origins))

    def _put(self, wanted: Wanted) -> Parsed:
        """The text as it was read, with other values; who asks again with the same values gets the same."""
        made = self._made
        if made is not None and made[0][1:] == wanted[1:] and same(made[0].values, wanted.values):
            return made[1]
        text = _put_door()(self._origin, wanted, layout_of_values(wanted.values, self._wanted_class()))
        self._made = wanted, text
        return text

    def _change(self, before: Wanted, change: Wanted) -> None:
        """Stand on other values, of which no opaque one may differ."""
        opaque = {SECURED, *opaque_keys(class_of(before.values, self._wanted_class()))}
        if any(not same(before.values.get(key), change.values.get(key)) for key in opaque):
            raise SecuredChangedError
        self._stand_on_values(before, change)

    def _stand_on_values(self, before: Wanted, change: Wanted) -> None:
        """Stand on other values; `change` has the origins of its lists in those before."""
        wanted = before  # equal values stay, whatever led there
        if not same(before.values, change.values):
            origins = composed(before.origins, change.origins)
            wanted = Wanted(change.values, resolved(origins, self._origin.values, change.values))
        self._base = self._put(wanted)
        self._set = wanted
        self._speak_on(change.origins)

    def _speak_on(self, origins: Origins) -> None:
        """Let the record that was taken say what the text says now; what of it can't may not be changed any more."""
        record, self._record = self._record, None
        if record is None:
            return
        try:
            new = self.read_record()
        except StructureError:
            self._retire(record)
            return
        if type(new) is not type(record):
            self._retire(record)
            return
        noted = note(record)
        adopt(record, new, origins)
        self._record = record
        if gone := left(noted, record):
            self._stale = (*self._stale, gone)

    def _retire(self, record: Record) -> None:
        """Note a record that doesn't speak for the document any more: a change of it would be lost."""
        self._stale = (*self._stale, note(record))

    def _wanted_class(self) -> type[Record]:
        return self._cls if self._record is None else type(self._record)

    def _final(self) -> Parsed:
        """The text with all changes, the body's too."""
        try:
            parsed = self._written()
        except ArticleError as error:
            error.file = self._file
            raise
        if self._body is None or self._body == parsed.source.body:
            return parsed
        return parsed.with_body(self._body)


@cache
def _put_door() -> Callable[[Parsed, Wanted, Layout], Parsed]:
    """Imported at the first edit: who only reads doesn't need it. In `_put` it would take a microsecond each time."""
    from articlefmt.editing.put import put  # noqa: PLC0415  as it says

    return put


def _restore(  # noqa: PLR0917  what a pickle holds
    cls: type[Document[R]],
    origin: bytes,
    base: tuple[bytes, Origins] | None,
    record_cls: type[R],
    file: str | None,
    limits: Limits,
    body: str | None,
    record: R | None,
) -> Document[R]:
    new = cls(origin, record_cls, file=file, limits=limits)
    if base is not None:
        data, origins = base
        new._base = parse(data, limits)
        new._set = Wanted(new._base.values, origins)
    new._body, new._record = body, record
    return new


def _plain(value: Value, key: Key) -> Value:
    """A copy of a value that is set at a key. Raises `EditError` for one that front matter can't hold."""
    try:
        return plain_copy({"": value})[""]
    except NotPlainError as error:
        raise EditError(error.reason, code="E702", key=(*key, *error.key[1:])) from None
