"""Values → text: splice, read again, compare.

An edit of a text in the block subset may be proved entry by entry. Read row by row, that subset starts anew at every
key in the first column: what a reader of it makes of a text is what it makes of each entry, one after the other. So if
the changed entry, read alone, gives exactly its key and the value wanted, and no other character changed, then the
whole gives the values wanted. A test holds this against reading the whole.
"""

from __future__ import annotations

from articlefmt.errors import ArticleError, EditError, SecuredChangedError
from articlefmt.gc_pause import without_gc
from articlefmt.lens.compare import agree, normal
from articlefmt.lens.get import get
from articlefmt.lens.structure import unstructure, unstructure_values
from articlefmt.model import layout
from articlefmt.model.base import Part
from articlefmt.model.records import Record, class_of, kind_of
from articlefmt.patterns import pattern
from articlefmt.syntax import block_reader, nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.syntax.source import Source
from articlefmt.syntax.splice import Splice, apply
from articlefmt.values import NotPlainError, Value, plain_copy, same

__all__ = ["checked_body", "put_record", "put_values", "reread", "write_new"]

_NEXT_KEY = pattern(r"\n(?=[A-Za-z_])")
_UTF8_BYTES = 4  # bytes of a character


def put_record(parsed: Parsed, record: Record) -> Parsed:
    """The text with a record's values; the same text where it says them already.

    Raises:
        EditError: they can't be written.
        SecuredChangedError: the record's `secured` isn't that of the text.
    """
    return without_gc(len(parsed.source.front), _put_record, parsed, record)


def _put_record(parsed: Parsed, record: Record) -> Parsed:
    cls = type(record)
    old, (wanted, has_extra) = parsed.values, unstructure_values(record)
    if wanted.get("secured") != old.get("secured"):
        raise SecuredChangedError
    changed = _changed(old, wanted, cls, strictly=has_extra)
    if not changed:
        return parsed
    return _put_entries(parsed, wanted, changed, cls) or _put_all(parsed, wanted, record)


def put_values(parsed: Parsed, values: dict[str, Value], cls: type[Record]) -> Parsed:
    """The text with exactly these values; `cls` decides where new keys go. Raises `EditError`."""
    try:
        wanted = plain_copy(values)
    except NotPlainError as error:
        raise EditError(error.reason, code="E702", key=error.key) from None
    if same(parsed.values, wanted):
        return parsed
    new = _put_splices(parsed, parsed.values, wanted, class_of(wanted, cls), exact=True)
    if not same(new.values, wanted):
        raise _not_verified(None)
    return new


def write_new(record: Record, body: str, newline: str, limits: Limits) -> Parsed:
    """A whole file in the canonical style of the record's kind. Raises `EditError`."""
    from articlefmt.lens.canonical import canonical  # noqa: PLC0415  who only reads doesn't need it

    source = Source(
        bom=False, opening="---\n", front=canonical(record), closing="---\n", body=checked_body(body),
        crlf=newline == "\r\n",
    )  # fmt: skip
    return _verified(_read_again(source, limits), record)


def reread(parsed: Parsed) -> Parsed:
    """The text read anew from its bytes, all of it. Raises `EditError` where that says anything else."""
    again = _read_again(parsed.source, parsed.limits)
    if not same(again.values, parsed.values):
        raise _not_verified(None)
    return again


def checked_body(body: str) -> str:
    """A body that UTF-8 can hold. Raises `EditError`."""
    try:
        body.encode()
    except UnicodeEncodeError as error:
        message = f"the body has half a character (a lone surrogate) at {error.start}, which UTF-8 can't hold"
        raise EditError(message, code="E702") from None
    return body


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


def _put_all(parsed: Parsed, wanted: dict[str, Value], record: Record) -> Parsed:
    """Any change, proved by reading the whole."""
    cls = type(record)
    old = normal(plain_copy(parsed.values), cls)
    return _verified(_put_splices(parsed, old, normal(wanted, cls), cls, exact=False), record)


def _put_splices(
    parsed: Parsed, old: dict[str, Value], wanted: dict[str, Value], cls: type[Record], *, exact: bool
) -> Parsed:
    """The text with all splices made that any change needs, read again from its bytes."""
    from articlefmt.lens.put import put  # noqa: PLC0415  who only reads doesn't need it

    splices = put(parsed.source, parsed.tree, old, wanted, cls, exact=exact)
    return _read_again(parsed.source.with_front(apply(parsed.source.front, splices)), parsed.limits)


def _read_again(source: Source, limits: Limits) -> Parsed:
    """What a source reads as, from its bytes; it must be the same source."""
    try:
        new = parse(source.to_bytes(), limits)
    except ValueError as error:
        raise _not_verified(error if isinstance(error, ArticleError) else None) from None
    if new.source != source:
        raise _not_verified(None)
    return new


def _verified(parsed: Parsed, record: Record) -> Parsed:
    """The text, if it says what a record does."""
    cls = type(record)
    try:
        written = unstructure(get(parsed, cls))
    except ArticleError as error:
        raise _not_verified(error) from None
    if not agree(written, unstructure(record), cls):
        raise _not_verified(None)
    return parsed


def _not_verified(error: ArticleError | None) -> EditError:
    """The error for a text that, read again, doesn't say what is wanted; nothing of it is kept."""
    if error is not None and error.code == "Y205":
        message = f"the edited text is over a limit: {error.message}; nothing is written"
        return EditError(message, code="E702", key=error.key)
    reason = f" ({error.code})" if error is not None else ""
    message = f"the edited text would read differently{reason}, so nothing is written; make this edit by hand"
    return EditError(message, code="E704", key=error.key if error is not None else ())


def _put_entries(parsed: Parsed, wanted: dict[str, Value], changed: list[str], cls: type[Record]) -> Parsed | None:
    """Change the values of keys that stay, each entry proved by itself; None where that isn't all there is to do."""
    if not parsed.is_block:
        return None
    for name in changed:
        if not _is_apart(name, parsed.values, wanted):
            return None
    front = parsed.source.front
    splices: list[Splice] = []
    values = dict(parsed.values)
    for name in changed:
        start, end = _entry(front, name)
        mine, new = _put_one(parsed, name, start, end, wanted, cls)
        if any(splice.start < start or splice.end > end for splice in mine):
            return None
        read = block_reader.read_values(_cut(front, start, end, mine), parsed.limits)
        if read is None or list(read) != [name] or not _is_same(read, new, name, cls):
            return None
        values[name] = read[name]
        splices += mine
    front = apply(front, splices)
    if _UTF8_BYTES * len(front) > parsed.limits.size or block_reader.may_be_over(front, parsed.limits):
        return None
    return parsed.edited(parsed.source.with_front(front), values)


def _is_same(read: dict[str, Value], wanted: dict[str, Value], name: str, cls: type[Record]) -> bool:
    """Whether an entry that was read again says what is wanted."""
    if isinstance(read[name], str | int):
        return type(read[name]) is type(wanted[name]) and read[name] == wanted[name]
    return agree(read, wanted, cls)


def _put_one(
    parsed: Parsed, name: str, start: int, end: int, wanted: dict[str, Value], cls: type[Record]
) -> tuple[list[Splice], dict[str, Value]]:
    """The splices of one entry, and what it is to say."""
    from articlefmt.lens.put import put_entry  # noqa: PLC0415  who only reads doesn't need it

    old, new = {name: parsed.values[name]}, {name: wanted[name]}
    if not (isinstance(old[name], str | int) and isinstance(new[name], str | int)):
        old, new = normal(plain_copy(old), cls), normal(new, cls)
    tree = block_reader.read_tree(parsed.source.front, start, end)

    def whole() -> tuple[nodes.Mapping, layout.Kind]:
        return parsed.tree, kind_of(wanted, cls)

    return put_entry(parsed.source, tree, old[name], new[name], cls, whole), new


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
