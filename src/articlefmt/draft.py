"""Front matter while it is edited: the text as read, what was set by key, and the record that speaks for it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar

from articlefmt.at_key import assign, key_of, opened, remove
from articlefmt.errors import EditError, SecuredChangedError, StructureError
from articlefmt.gc_pause import without_gc
from articlefmt.keys import Key
from articlefmt.layouts import Layout
from articlefmt.lens.adopt import adopt
from articlefmt.lens.held import Note, is_changed, left, note
from articlefmt.lens.merge import merge
from articlefmt.lens.structure import structure_values
from articlefmt.lens.type_at import type_at
from articlefmt.model.fields import describe_one, opaque_keys
from articlefmt.model.records import Record, class_of, layout_of_values
from articlefmt.opaque import changed_at
from articlefmt.origins import after_removal, after_setting, composed, resolved
from articlefmt.secrecy import SECURED
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import NotPlainError, Origins, Value, Wanted, plain_copy, same

__all__ = ["Draft"]

R = TypeVar("R", bound=Record)
_RETIRED = (
    "something was changed that doesn't speak for the document any more: another record was assigned, or a value was "
    "set or removed; take it from `record` again"
)


class Draft(Generic[R]):
    """Front matter that may be changed through two doors: by key, and by its record.

    A change by key is put at once; what the record says is put when a text is asked for. Each put starts from the text
    as it was read, so that what comes out doesn't depend on the way there.

    Attributes:
        cls: the class of the record that was asked for; `Record` stands for the one that the keys tell.
        text_as_read: the text from which every other is made.
        text_as_set: the same with what was changed by key. The changes of the record aren't in it.
    """

    __slots__ = ("_last_put", "_record", "_retired", "_wanted_as_set", "cls", "text_as_read", "text_as_set")

    def __init__(self, text: Parsed, cls: type[R]) -> None:
        """Start from a text as it was read."""
        self.cls: type[R] = cls
        self.text_as_read: Parsed = text
        self.text_as_set: Parsed = text
        self._wanted_as_set: Wanted | None = None  # what `text_as_set` says; None where nothing was changed by key
        self._record: R | None = None
        self._retired: tuple[Note, ...] = ()  # what doesn't speak any more, as it was when it last did
        self._last_put: tuple[Wanted, Parsed] | None = None

    @property
    def record(self) -> R:
        """The record that speaks for the text, built at the first access. Raises `StructureError`.

        Another one of its class may be assigned, and speaks from then on. Raises `EditError` for one of another class.
        """
        if self._record is None:
            self._record = self.read_record()
        return self._record

    @record.setter
    def record(self, record: R) -> None:
        spoke = self.record
        if type(record) is not type(spoke):
            message = f"the file holds {describe_one(type(spoke))}, not {describe_one(type(record))}"
            raise EditError(message, code="E706")
        if record is not spoke:
            self._retired = (*self._retired, note(spoke))
        self._retired = tuple(gone for noted in self._retired if (gone := left(noted, record)))
        self._record = record

    def read_record(self) -> R:
        """A fresh record of `text_as_set`. Raises `StructureError`, with the place of each problem."""
        text = self.text_as_set
        values = text.values
        try:
            return without_gc(len(text.source.front), structure_values, values, self.cls)
        except StructureError as error:
            problems = [text.locate(problem) for problem in error.problems]
        raise StructureError(problems)

    def written(self) -> Parsed:
        """The text with all changes. It follows from the text as read and the values wanted alone.

        Raises:
            EditError: the changes can't be written, or something was changed that doesn't speak any more.
            SecuredChangedError: the record's `secured` isn't that of the text.
        """
        if self._record is None and not self._retired:
            return self.text_as_set
        return self._put(self._wanted())

    def type_at(self, key: str | Key) -> type | None:
        """The type that the class gives the values at a key; None where it doesn't tell. Raises as `key_of` does."""
        cls = class_of(self.text_as_set.values, self._class())
        return type_at(cls, key_of(key))

    def opaque_keys(self, values: dict[str, Value] | None = None) -> frozenset[str]:
        """The top-level keys whose values nobody may change, in a file with these values; without any, the text's."""
        values = self.text_as_set.values if values is None else values
        return opaque_keys(class_of(values, self._class())) | {SECURED}

    def set(self, key: str | Key, value: Value) -> None:
        """Set a value by its key, in what the record says now; the record goes on speaking.

        Raises:
            EditError: the change can't be written, or there is nothing at that key.
            SecuredChangedError: an opaque value would change, or a `secured` at whatever depth.
            TypeError: the key is none.
        """
        before, path = self._wanted(), key_of(key)
        values = opened(before.values, path)
        assign(values, path, _plain(value, path))
        self._change(before, Wanted(values, after_setting(before.values, path)))

    def delete(self, key: str | Key) -> None:
        """Remove a key or an item. Raises as `set` does."""
        before, path = self._wanted(), key_of(key)
        values = opened(before.values, path)
        remove(values, path)
        self._change(before, Wanted(values, after_removal(before.values, path)))

    def replace_secured(self, secured: str | None) -> None:
        """Change `secured`, which nothing else may; None removes it. Raises `EditError`."""
        before = self._wanted()
        values = {name: value for name, value in before.values.items() if name != SECURED}
        if secured is not None:
            values[SECURED] = secured
        self._take(before, Wanted(values))

    def start_from(self, text: Parsed) -> None:
        """Take a text with all changes for the one that was read; the record goes on speaking."""
        self.text_as_read = self.text_as_set = text
        self._wanted_as_set = self._last_put = None

    def __deepcopy__(self, memo: dict[int, object]) -> Draft[R]:
        """Texts never change, so they are shared; what was retired belongs to the original."""
        new = Draft(self.text_as_read, self.cls)
        new.text_as_set, new._wanted_as_set, new._last_put = self.text_as_set, self._wanted_as_set, self._last_put
        new._record = copy.deepcopy(self._record, memo)
        return new

    def __reduce__(self) -> tuple[object, ...]:
        """Pickles hold bytes and the record, never a tree."""
        wanted, text = self._wanted_as_set, self.text_as_read
        as_set = None if wanted is None else (self.text_as_set.source.to_bytes(), dict(wanted.origins))
        return Draft._restored, (text.source.to_bytes(), text.limits, self.cls, as_set, self._record)

    @staticmethod
    def _restored(
        as_read: bytes, limits: Limits, cls: type[R], as_set: tuple[bytes, Origins] | None, record: R | None
    ) -> Draft[R]:
        new = Draft(parse(as_read, limits), cls)
        if as_set is not None:
            data, origins = as_set
            new.text_as_set = parse(data, limits)
            new._wanted_as_set = Wanted(new.text_as_set.values, origins)
        new._record = record
        return new

    def _wanted(self) -> Wanted:
        """What the text is to say: what was set by key, with the changes of the record."""
        for noted in self._retired:
            if is_changed(noted, self._record):
                raise EditError(_RETIRED, code="E703")
        as_set, record = self._wanted_as_set, self._record
        if record is None:
            return as_set or Wanted(self.text_as_read.values)
        values = self.text_as_read.values if as_set is None else as_set.values
        merged = merge(values, record)
        if (key := changed_at(values, merged.values)) is not None:
            raise SecuredChangedError(key=key)
        if as_set is None:
            return merged
        is_sure = same(as_set.values, merged.values)
        return Wanted(merged.values, composed(as_set.origins, merged.origins), is_sure=is_sure)

    def _put(self, wanted: Wanted) -> Parsed:
        """The text as it was read, with other values; who asks again with the same values gets the same."""
        last = self._last_put
        if last is not None and last[0][1:] == wanted[1:] and same(last[0].values, wanted.values):
            return last[1]
        text = _put_door()(self.text_as_read, wanted, layout_of_values(wanted.values, self.cls))
        self._last_put = wanted, text
        return text

    def _change(self, before: Wanted, change: Wanted) -> None:
        """Take other values, of which no opaque one may differ."""
        if (key := changed_at(before.values, change.values, self.opaque_keys(before.values))) is not None:
            raise SecuredChangedError(key=key)
        self._take(before, change)

    def _take(self, before: Wanted, change: Wanted) -> None:
        """Take other values for those set by key; `change` has the origins of its lists in those before."""
        wanted = before  # equal values stay, whatever led there
        if not same(before.values, change.values):
            origins = composed(before.origins, change.origins)
            wanted = Wanted(change.values, resolved(origins, self.text_as_read.values, change.values))
        self.text_as_set = self._put(wanted)
        self._wanted_as_set = wanted
        self._speak_on(change.origins)

    def _speak_on(self, origins: Origins) -> None:
        """Let the record that was taken say what the text says now; what of it can't may not be changed any more."""
        record = self._record
        if record is None:
            return
        gone = note(record)
        try:
            new: R | None = self.read_record()
        except StructureError:
            new = None
        if new is not None and type(new) is type(record):
            adopt(record, new, origins)
            gone = left(gone, record)
        else:
            self._record = None
        if gone:
            self._retired = (*self._retired, gone)

    def _class(self) -> type[Record]:
        """The class of the record, as far as it is known without building one."""
        return self.cls if self._record is None else type(self._record)


@cache
def _put_door() -> Callable[[Parsed, Wanted, Layout], Parsed]:
    """Imported at the first edit: who only reads doesn't need it. In `_put` it would take a microsecond each time."""
    from articlefmt.editing.put import put  # noqa: PLC0415  as it says

    return put


def _plain(value: Value, key: Key) -> Value:
    """A copy of a value that is set at a key. Raises `EditError` for one that front matter can't hold."""
    try:
        return plain_copy({"": value})[""]
    except NotPlainError as error:
        raise EditError(error.reason, code="E702", key=(*key, *error.key[1:])) from None
