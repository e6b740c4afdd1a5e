"""Front matter while it is edited: the text as read, what was set by key, and the record that speaks for it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar, cast

import attrs

from articlefmt.at_key import assign, key_of, opened, remove, rename
from articlefmt.errors import EditError, Problem, SecuredChangedError, StructureError
from articlefmt.gc_pause import without_gc
from articlefmt.keys import Key
from articlefmt.layouts import Layout
from articlefmt.lens.adopt import adopt
from articlefmt.lens.classes import class_of, layout_of_values
from articlefmt.lens.held import Note, is_changed, left, note
from articlefmt.lens.merge import merge
from articlefmt.lens.restore import misread, restored
from articlefmt.lens.shape_at import type_at
from articlefmt.lens.structure import structure_as, unstructure_values
from articlefmt.model.classes import classes_of
from articlefmt.model.fields import name_of, opaque_keys
from articlefmt.model.making import changes_what_it_is_given, does_more_than_keep, opaque_names
from articlefmt.model.words import describe_type
from articlefmt.opaque.change import changed_at
from articlefmt.origins import after_removal, after_renaming, after_setting, composed, followed, resolved
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import NotPlainError, Origins, Value, Wanted, plain_copy, same

__all__ = ["Draft"]

R = TypeVar("R", bound=attrs.AttrsInstance)
_RETIRED = (
    "something was changed that doesn't speak for the document any more: another record was assigned, or a value was "
    "set or removed; take it from `record` again"
)


class Draft(Generic[R]):
    """Front matter that may be changed through two doors: by key, and by its record.

    A change by key is put at once; what the record says is put when a text is asked for. Each put starts from the text
    as it was read, so that what comes out doesn't depend on the way there.

    Attributes:
        cls: the class of the record that was asked for, or a tuple; `Record` stands for the one that the keys tell.
        classes: the same as a tuple.
        text_as_read: the text from which every other is made.
        text_as_set: the same with what was changed by key. The changes of the record aren't in it.
    """

    __slots__ = (
        "_built",
        "_last_put",
        "_record",
        "_record_class",
        "_retired",
        "_wanted_as_set",
        "classes",
        "cls",
        "text_as_read",
        "text_as_set",
    )

    def __init__(self, text: Parsed, cls: object) -> None:
        """Start from a text as it was read. Raises `TypeError` for what `classes_of` refuses."""
        self.cls: object = cls
        self.classes: tuple[type, ...] = classes_of(cls)
        self.text_as_read: Parsed = text
        self.text_as_set: Parsed = text
        self._wanted_as_set: Wanted | None = None  # what `text_as_set` says; None where nothing was changed by key
        self._record: R | None = None
        self._record_class: type = self.classes[0]  # of the record, where there is one
        self._built: dict[str, Value] | None = None  # what the record said first, where its class changes values
        self._retired: tuple[Note, ...] = ()  # what doesn't speak any more, as it was when it last did
        self._last_put: tuple[Wanted, Parsed] | None = None

    @property
    def record(self) -> R:
        """The record that speaks for the text, built at the first access. Raises `StructureError`.

        Another one of its class may be assigned, and speaks from then on. Raises `EditError` for one of another class.
        """
        if self._record is None:
            self._record, self._record_class, self._built = self._read()
        return self._record

    @record.setter
    def record(self, record: R) -> None:
        spoke = self.record
        if type(record) is not type(spoke):
            message = f"the file holds {describe_type(type(spoke))}, not {describe_type(type(record))}"
            raise EditError(message, code="E706")
        if record is not spoke:
            self._retired = (*self._retired, note(spoke))
        self._retired = tuple(gone for noted in self._retired if (gone := left(noted, record)))
        self._record = record

    def read_record(self) -> R:
        """A fresh record of `text_as_set`. Raises `StructureError`, with the place of each problem."""
        return self._read()[0]

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
        return type_at(self._class_of(self.text_as_set.values), key_of(key))

    def opaque_names(self, values: dict[str, Value] | None = None) -> frozenset[str]:
        """The names of keys whose values nobody may change, in a file with these values; without any, the text's."""
        values = self.text_as_set.values if values is None else values
        return opaque_names((self._class_of(values),))

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
        self._change(before, values, after_setting(before.values, path))

    def delete(self, key: str | Key) -> None:
        """Remove a key or an item. Raises as `set` does."""
        before, path = self._wanted(), key_of(key)
        values = opened(before.values, path)
        remove(values, path)
        self._change(before, values, after_removal(before.values, path))

    def rename(self, key: str | Key, name: str) -> None:
        """Give a key another name; its place, the text of its value and its comments stay. Raises as `set` does."""
        before, path = self._wanted(), key_of(key)
        values = opened(before.values, path)
        rename(values, path, name)
        self._change(after_renaming(before, path, name), values, {})

    def replace_secured(self, secured: str | None, key: str | None) -> None:
        """Change an opaque value, which nothing else may; None removes it.

        Args:
            secured: the new value.
            key: its key in the file; None where the class has one such field.

        Raises:
            EditError: the change can't be written.
            TypeError: the class has no such field, or several and no key was given.
        """
        before = self._wanted()
        cls = self._class_of(before.values)
        keys = sorted(opaque_keys(cls))
        if key is None and len(keys) == 1:
            key = keys[0]
        if key not in keys:
            told = f"it has {', '.join(f'`{one}`' for one in keys)}; name one with `key=`" if keys else "it has none"
            message = f"replace_secured takes the key of a Secured field of {name_of(cls)}: {told}"
            raise TypeError(message)
        values = {name: value for name, value in before.values.items() if name != key}
        if secured is not None:
            values[key] = secured
        self._take(before, values, {})

    def start_from(self, text: Parsed) -> None:
        """Take a text with all changes for the one that was read; the record goes on speaking."""
        self.text_as_read = self.text_as_set = text
        self._wanted_as_set = self._last_put = None
        if self._record is not None:
            self._built = _as_built(self._record, self._record_class)

    def __deepcopy__(self, memo: dict[int, object]) -> Draft[R]:
        """Texts never change, so they are shared; what was retired belongs to the original."""
        new: Draft[R] = Draft(self.text_as_read, self.cls)
        new.text_as_set, new._wanted_as_set, new._last_put = self.text_as_set, self._wanted_as_set, self._last_put
        new._record, new._record_class = copy.deepcopy(self._record, memo), self._record_class
        new._built = self._built
        return new

    def __reduce__(self) -> tuple[object, ...]:
        """Pickles hold bytes and the record, never a tree."""
        wanted, text = self._wanted_as_set, self.text_as_read
        as_set = None
        if wanted is not None:
            as_set = self.text_as_set.source.to_bytes(), dict(wanted.origins), dict(wanted.renamed)
        speaks = (self._record, self._record_class, self._built)
        return Draft._restored, (text.source.to_bytes(), text.limits, self.cls, as_set, speaks)

    @staticmethod
    def _restored(
        as_read: bytes,
        limits: Limits,
        cls: object,
        as_set: tuple[bytes, Origins, dict[Key, str]] | None,
        speaks: tuple[R | None, type, dict[str, Value] | None],
    ) -> Draft[R]:
        new: Draft[R] = Draft(parse(as_read, limits, opaque_names(classes_of(cls))), cls)
        if as_set is not None:
            data, origins, renamed = as_set
            new.text_as_set = parse(data, limits, new.text_as_read.source.opaque)
            new._wanted_as_set = Wanted(new.text_as_set.values, origins, renamed=renamed)
        new._record, new._record_class, new._built = speaks
        return new

    def _read(self) -> tuple[R, type, dict[str, Value] | None]:
        """A record of `text_as_set`, its class (a generic one with what it is bound to), and `_as_built` of both."""
        text = self.text_as_set
        values = text.values
        cls = class_of(values, self.classes)
        try:
            record = cast("R", without_gc(len(text.source.front), structure_as, values, cls, self.classes))
            return record, cls, _as_built(record, cls)
        except StructureError as error:
            problems = [text.locate(problem) for problem in error.problems]
        raise StructureError(problems)

    def _wanted(self) -> Wanted:
        """What the text is to say: what was set by key, with the changes of the record."""
        for noted in self._retired:
            if is_changed(noted, self._record):
                raise EditError(_RETIRED, code="E703")
        as_set, record = self._wanted_as_set, self._record
        if record is None:
            return as_set or Wanted(self.text_as_read.values)
        values = self.text_as_read.values if as_set is None else as_set.values
        merged = self._merged(values, record)
        key = changed_at(values, merged.values, opaque_names((self._record_class,)), merged.touched)
        if key is not None:
            raise SecuredChangedError(key=key)
        if as_set is None:
            return merged
        is_sure = same(as_set.values, merged.values)
        origins = composed(as_set.origins, merged.origins)
        renamed = followed(as_set.renamed, merged.origins)
        return Wanted(merged.values, origins, renamed=renamed, is_sure=is_sure)

    def _merged(self, old: dict[str, Value], record: R) -> Wanted:
        """What the text is to say so that it says what the record does. Raises `EditError`."""
        cls = self._record_class
        new, is_exact = unstructure_values(record, cls)
        if self._built is None:
            wanted = merge(old, new, cls, is_exact=is_exact)
        else:
            wanted = merge(old, restored(old, self._built, new), cls, is_exact=False)
        if does_more_than_keep(cls):
            self._read_again(wanted.values, old, new, cls)
        return wanted

    def _read_again(self, values: dict[str, Value], old: dict[str, Value], new: dict[str, Value], cls: type) -> None:
        """Refuse what the class wouldn't take when it is read again, or would make something else of."""
        try:
            again = structure_as(values, cls, (cls,))
        except StructureError as error:
            first = error.problems[0]
            raise EditError(first.message, code="E707", key=first.key) from None
        if self._built is not None:
            key = misread(values, old, new, unstructure_values(again, cls)[0])
            if key is not None:
                message = f"`{name_of(cls)}` makes another value of this when it reads it; give it what it makes of it"
                raise EditError(message, code="E707", key=key)

    def _put(self, wanted: Wanted) -> Parsed:
        """The text as it was read, with other values; who asks again with the same values gets the same."""
        last = self._last_put
        if last is not None and last[0][1:] == wanted[1:] and same(last[0].values, wanted.values):
            return last[1]
        text = _put_door()(self.text_as_read, wanted, layout_of_values(wanted.values, self.classes))
        self._last_put = wanted, text
        return text

    def _change(self, before: Wanted, values: dict[str, Value], origins: Origins) -> None:
        """Take other values, of which no opaque one may differ."""
        if (key := changed_at(before.values, values, self.opaque_names(before.values))) is not None:
            raise SecuredChangedError(key=key)
        self._take(before, values, origins)

    def _take(self, before: Wanted, values: dict[str, Value], origins: Origins) -> None:
        """Take other values for those set by key; their lists have these origins in those before."""
        wanted = before  # equal values stay, whatever led there
        if not same(before.values, values):
            known = resolved(composed(before.origins, origins), self.text_as_read.values, values)
            wanted = Wanted(values, known, renamed=followed(before.renamed, origins))
        self.text_as_set = self._put(wanted)
        self._wanted_as_set = wanted
        self._speak_on(origins)

    def _speak_on(self, origins: Origins) -> None:
        """Let the record that was taken say what the text says now; what of it can't may not be changed any more."""
        record = self._record
        if record is None:
            return
        gone = note(record)
        try:
            new, cls, built = self._read()
        except StructureError:
            self._record = self._built = None
        else:
            speaks = adopt(record, new, cls, origins) if type(new) is type(record) else new
            self._record, self._record_class, self._built = cast("R", speaks), cls, built
            gone = left(gone, speaks)
        if gone:
            self._retired = (*self._retired, gone)

    def _class_of(self, values: dict[str, Value]) -> type:
        """The class of a record with some values, as far as it is known without building one."""
        return class_of(values, self.classes) if self._record is None else self._record_class


def _as_built(record: object, cls: type) -> dict[str, Value] | None:
    """What a record says when it is built, where a class may have made something else of what the text says.

    Raises `StructureError` where it made what it doesn't take itself.
    """
    if not changes_what_it_is_given(cls):
        return None
    try:
        return unstructure_values(record, cls)[0]
    except EditError as error:
        message = f"`{name_of(cls)}` makes something of it that it doesn't take itself: {error.message}"
        problem = Problem("T306", message, error.key)
    raise StructureError([problem])


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
