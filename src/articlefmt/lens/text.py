"""A text that was read, and the writing of values into it: splice, read again, compare."""

from __future__ import annotations

import attrs

from articlefmt.errors import ArticleError, EditError, SecuredChangedError
from articlefmt.lens.get import get, plain_values
from articlefmt.lens.put import put
from articlefmt.lens.structure import unstructure
from articlefmt.lens.values import agree, layout_class, normal
from articlefmt.model.records import Record
from articlefmt.syntax import nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.reader import read
from articlefmt.syntax.source import Source, split
from articlefmt.syntax.splice import Splice, apply
from articlefmt.values import NotPlainError, Value, plain_copy, same

__all__ = ["SECURED_DOOR", "Text", "put_record", "put_values", "unproved"]

SECURED_DOOR = "`secured` differs from the file's; call replace_secured on the document to change it"


@attrs.frozen(eq=False)
class Text:
    """A source and the tree that was read of it."""

    source: Source
    tree: nodes.Mapping

    @classmethod
    def read(cls, source: Source, limits: Limits) -> Text:
        """Read a source. Raises `ParseError`."""
        return cls(source, read(source, limits))

    def values(self, limits: Limits) -> dict[str, Value]:
        """Its values as fresh plain data. Raises `StructureError` where aliases expand to too many."""
        return plain_values(self.source, self.tree, limits)


def put_record(text: Text, record: Record, limits: Limits) -> Text:
    """The text with a record's values; the same text where it says them already.

    Raises:
        EditError: they can't be written.
        SecuredChangedError: the record's `secured` isn't that of the text.
    """
    cls = type(record)
    wanted = unstructure(record)
    old = text.values(limits)
    if not same(wanted.get("secured"), old.get("secured")):
        raise SecuredChangedError(SECURED_DOOR)
    if agree(old, wanted, cls):
        return text
    new = _spliced(text, put(text.source, text.tree, normal(old, cls), normal(wanted, cls), cls, exact=False), limits)
    try:
        written = unstructure(get(new.source, new.tree, cls, limits))
    except ArticleError as error:
        raise unproved(error) from None
    if not agree(written, unstructure(record), cls):
        raise unproved(None)
    return new


def put_values(text: Text, values: dict[str, Value], cls: type[Record], limits: Limits) -> Text:
    """The text with exactly these values; `cls` decides where new keys go. Raises `EditError`."""
    try:
        wanted = plain_copy(values)
    except NotPlainError as error:
        raise EditError(error.reason, code="E702", key=error.key) from None
    old = text.values(limits)
    if same(old, wanted):
        return text
    new = _spliced(text, put(text.source, text.tree, old, wanted, layout_class(cls, wanted), exact=True), limits)
    if not same(new.values(limits), values):
        raise unproved(None)
    return new


def unproved(error: ArticleError | None) -> EditError:
    """The error for a text that, read again, doesn't say what is wanted; nothing of it is kept."""
    if error is not None and error.code == "Y205":
        message = f"the edited text is over a limit: {error.message}; nothing is written"
        return EditError(message, code="E702", key=error.key)
    reason = f" ({error.code})" if error is not None else ""
    message = f"the edited text would read differently{reason}, so nothing is written; make this edit by hand"
    return EditError(message, code="E704", key=error.key if error is not None else ())


def _spliced(text: Text, splices: list[Splice], limits: Limits) -> Text:
    """The text with the splices made, read again from its bytes."""
    try:
        source = text.source._replace(front=apply(text.source.front, splices))
        again = split(source.to_bytes(), limits)
        if again != source:
            raise unproved(None)
        return Text.read(again, limits)
    except ValueError as error:
        if isinstance(error, EditError):
            raise
        raise unproved(error if isinstance(error, ArticleError) else None) from None
