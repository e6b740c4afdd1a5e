"""Values → text: splice, read again, compare.

An edit of a text in the block subset may be proved entry by entry. Read row by row, that subset starts anew at every
key in the first column: what a reader of it makes of a text is what it makes of each entry, one after the other. So if
the changed entry, read alone, gives exactly its key and the value wanted, and no other character changed, then the
whole gives the values wanted. A test holds this against reading the whole.
"""

from __future__ import annotations

from articlefmt.collector import run_paused
from articlefmt.errors import ArticleError, EditError, SecuredChangedError
from articlefmt.lens.get import get
from articlefmt.lens.structure import flatten, unstructure
from articlefmt.lens.text import Text
from articlefmt.lens.values import agree, kind_of, layout_class, normal
from articlefmt.model import layout
from articlefmt.model.base import Part
from articlefmt.model.records import Record
from articlefmt.patterns import pattern
from articlefmt.syntax import block_reader, nodes
from articlefmt.syntax.source import split
from articlefmt.syntax.splice import Splice, apply
from articlefmt.values import NotPlainError, Value, plain_copy, same

__all__ = ["SECURED_DOOR", "checked_body", "put_record", "put_values", "reread", "unproved"]

SECURED_DOOR = "`secured` differs from the file's; call replace_secured on the document to change it"
_NEXT_KEY = pattern(r"\n(?=[A-Za-z_])")
_UTF8_LIMIT = 4  # bytes of a character


def put_record(text: Text, record: Record) -> Text:
    """The text with a record's values; the same text where it says them already.

    Raises:
        EditError: they can't be written.
        SecuredChangedError: the record's `secured` isn't that of the text.
    """
    return run_paused(len(text.source.front), _put_record, text, record)


def _put_record(text: Text, record: Record) -> Text:
    cls = type(record)
    old, (wanted, is_odd) = text.values, flatten(record)
    if wanted.get("secured") != old.get("secured"):
        raise SecuredChangedError(SECURED_DOOR)
    changed = _changed(old, wanted, cls, strictly=is_odd)
    if not changed:
        return text
    return _put_entries(text, wanted, changed, cls) or _put_all(text, wanted, record)


def put_values(text: Text, values: dict[str, Value], cls: type[Record]) -> Text:
    """The text with exactly these values; `cls` decides where new keys go. Raises `EditError`."""
    try:
        wanted = plain_copy(values)
    except NotPlainError as error:
        raise EditError(error.reason, code="E702", key=error.key) from None
    if same(text.values, wanted):
        return text
    new = _put_splices(text, text.values, wanted, layout_class(cls, wanted), exact=True)
    if not same(new.values, wanted):
        raise unproved(None)
    return new


def reread(text: Text) -> Text:
    """The text read anew from its bytes, all of it. Raises `EditError` where that says anything else."""
    try:
        again = Text(split(text.source.to_bytes(), text.limits), text.limits)
    except ArticleError as error:
        raise unproved(error) from None
    if again.source != text.source or not same(again.values, text.values):
        raise unproved(None)
    return again


def checked_body(text: str) -> str:
    """A body that UTF-8 can hold. Raises `EditError`."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"the body has half a character (a lone surrogate) at {error.start}, which UTF-8 can't hold"
        raise EditError(message, code="E702") from None
    return text


def unproved(error: ArticleError | None) -> EditError:
    """The error for a text that, read again, doesn't say what is wanted; nothing of it is kept."""
    if error is not None and error.code == "Y205":
        message = f"the edited text is over a limit: {error.message}; nothing is written"
        return EditError(message, code="E702", key=error.key)
    reason = f" ({error.code})" if error is not None else ""
    message = f"the edited text would read differently{reason}, so nothing is written; make this edit by hand"
    return EditError(message, code="E704", key=error.key if error is not None else ())


def _changed(old: dict[str, Value], wanted: dict[str, Value], cls: type[Part], *, strictly: bool) -> list[str]:
    """The top-level keys whose value a record of this class tells apart.

    The fields of a record have one type each, so there `==` is enough; among unknown keys 1 and True must differ.
    """
    if strictly:
        names = [name for name, value in wanted.items() if name not in old or not same(old[name], value)]
    else:
        names = [name for name, value in wanted.items() if name not in old or old[name] != value]
    names += [name for name in old if name not in wanted]
    return [name for name in names if not _agree_at(name, old, wanted, cls)]


def _agree_at(name: str, old: dict[str, Value], wanted: dict[str, Value], cls: type[Part]) -> bool:
    """Whether two values that differ are the same to a record of this class."""
    value = wanted.get(name)
    if isinstance(value, str | int) and type(old.get(name)) is type(value):
        return False
    return agree(_only(old, name), _only(wanted, name), cls)


def _only(values: dict[str, Value], name: str) -> dict[str, Value]:
    return {name: values[name]} if name in values else {}


def _put_all(text: Text, wanted: dict[str, Value], record: Record) -> Text:
    """Any change, proved by reading the whole."""
    cls = type(record)
    old = normal(plain_copy(text.values), cls)
    new = _put_splices(text, old, normal(wanted, cls), cls, exact=False)
    try:
        written = unstructure(get(new, cls))
    except ArticleError as error:
        raise unproved(error) from None
    if not agree(written, unstructure(record), cls):
        raise unproved(None)
    return new


def _put_splices(
    text: Text, old: dict[str, Value], wanted: dict[str, Value], cls: type[Record], *, exact: bool
) -> Text:
    """The text with all splices made that any change needs, read again from its bytes."""
    from articlefmt.lens.put import put  # noqa: PLC0415  who only reads doesn't need it

    splices = put(text.source, text.tree, old, wanted, cls, exact=exact)
    try:
        source = text.source.with_front(apply(text.source.front, splices))
        again = split(source.to_bytes(), text.limits)
        new = Text(again, text.limits)
    except ValueError as error:
        raise unproved(error if isinstance(error, ArticleError) else None) from None
    if again != source:
        raise unproved(None)
    return new


def _put_entries(text: Text, wanted: dict[str, Value], changed: list[str], cls: type[Record]) -> Text | None:
    """Change the values of keys that stay, each entry proved by itself; None where that isn't all there is to do."""
    if not text.is_block:
        return None
    for name in changed:
        if not _is_apart(name, text.values, wanted):
            return None
    front = text.source.front
    splices: list[Splice] = []
    values = dict(text.values)
    for name in changed:
        start, end = _entry(front, name)
        mine, new = _put_one(text, name, start, end, wanted, cls)
        if any(splice.start < start or splice.end > end for splice in mine):
            return None
        read = block_reader.read_values(_cut(front, start, end, mine), text.limits)
        if read is None or list(read) != [name] or not _is_same(read, new, name, cls):
            return None
        values[name] = read[name]
        splices += mine
    front = apply(front, splices)
    if _UTF8_LIMIT * len(front) > text.limits.size or block_reader.may_be_over(front, text.limits):
        return None
    return text.edited(text.source.with_front(front), values)


def _is_same(read: dict[str, Value], wanted: dict[str, Value], name: str, cls: type[Record]) -> bool:
    """Whether an entry that was read again says what is wanted."""
    if isinstance(read[name], str | int):
        return type(read[name]) is type(wanted[name]) and read[name] == wanted[name]
    return agree(read, wanted, cls)


def _put_one(
    text: Text, name: str, start: int, end: int, wanted: dict[str, Value], cls: type[Record]
) -> tuple[list[Splice], dict[str, Value]]:
    """The splices of one entry, and what it is to say."""
    from articlefmt.lens.put import put_entry  # noqa: PLC0415  who only reads doesn't need it

    old, new = {name: text.values[name]}, {name: wanted[name]}
    if not (isinstance(old[name], str | int) and isinstance(new[name], str | int)):
        old, new = normal(plain_copy(old), cls), normal(new, cls)
    tree = block_reader.read_tree(text.source.front, start, end)

    def whole() -> tuple[nodes.Mapping, layout.Kind]:
        return text.tree, kind_of(cls, wanted)

    return put_entry(text.source, tree, old[name], new[name], cls, whole), new


def _is_apart(name: str, old: dict[str, Value], wanted: dict[str, Value]) -> bool:
    """Whether a key keeps its place and no other line depends on its value."""
    value = old.get(name)
    is_empty = value is None or (isinstance(value, list | dict) and not value)
    return not is_empty and name in wanted and name not in layout.TELLTALES


def _entry(front: str, name: str) -> tuple[int, int]:
    """From a key in the first column to the next one."""
    start = 0 if front.startswith(name + ":") else front.index(f"\n{name}:") + 1
    following = _NEXT_KEY.search(front, start)
    return start, following.end() if following else len(front)


def _cut(front: str, start: int, end: int, splices: list[Splice]) -> str:
    return apply(front[start:end], [(a - start, b - start, new) for a, b, new in splices])
