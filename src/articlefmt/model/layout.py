"""`layout`: what the text of a class looks like, said in one place beside the class.

A row is the notation of `docs/format.md`: the keys in their order, `|` an empty line between groups, in brackets what
may be missing. A place is a key pattern as in .gitignore, with dots: `title` is that key wherever it stands, `.title`
the one at the top, `actions.type` that one, `affiliation.**.url` every `url` below `affiliation`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeVar

import attrs

from articlefmt.layouts import KeyNames

__all__ = ["OTHER", "ClassLayout", "Get", "Kind", "Row", "Telltale", "camel", "layout", "layout_of"]

T = TypeVar("T")
_KEY = re.compile(r"[^\s|\[\]]+")
OTHER = "other"
"""What the kind is called of a class that names none."""

Get = Callable[[str], object]
"""Gives the value of a top-level key, None where there is none."""


def layout(  # noqa: PLR0913  what there is to say of a class, all by name
    row: str = "",
    *,
    kind: str = OTHER,
    kinds: Iterable[Kind] = (),
    told: Telltale | None = None,
    required: Iterable[str] = (),
    keys: Mapping[str, str] | None = None,
    rename: Literal["camel"] | Callable[[str], str] | None = None,
    quoted: Iterable[str] = (),
    plain: Iterable[str] = (),
    blank_with: Iterable[str] = (),
    utc: bool = False,
) -> Callable[[type[T]], type[T]]:
    """Say what the text of a class looks like; a decorator, above `attrs.define`.

    As in `@layout("title date [draft] | [tags]", quoted={"title"})`. A class that inherits from one with a layout has
    it, too, unless it has its own.

    Args:
        row: the keys in their order. `|` stands for an empty line between groups; what is in brackets may be missing.
            Without it, the fields' order in one group, and the fields that have a default may be missing.
        kind: what a record is called that is of none of the `kinds`.
        kinds: sorts of files that have rows of their own; the first that fits is taken.
        told: what tells a file of this class from those of other classes.
        required: keys that a file must have besides the fields without a default, where there is no row to say so.
        keys: the key in the file of each attribute where it doesn't follow from the attribute.
        rename: how a key follows from an attribute: `"camel"` makes `web_url` `webUrl`. Without it, it is the same.
        quoted: places of text that is quoted even where it could be plain. Text at all other places is plain; but where
            neither this nor `plain` is given, it is quoted as its neighbours in the file are.
        plain: places that are not, though `quoted` has them.
        blank_with: keys; an empty line ends the front matter where all of them have a value and nothing opaque has one.
        utc: whether timestamps are read and written in UTC; without it each has the zone of its value.

    Raises:
        TypeError: a str stands for several names; or `rename` is neither `"camel"` nor a function. What names no
            field in `row` or `keys` is one at the first use of the class.
    """
    if rename is not None and rename != "camel" and not callable(rename):
        message = f'rename takes "camel" or a function, not {rename!r}'
        raise TypeError(message)

    said = ClassLayout(
        own=Kind(kind, row, quoted=quoted, plain=plain),
        kinds=tuple(kinds),
        told=told,
        required=_names(required),
        keys=dict(keys or {}),
        rename=camel if rename == "camel" else rename or str,
        blank_with=_names(blank_with),
        utc=utc,
    )

    def decorate(cls: type[T]) -> type[T]:
        cls.__layout__ = said  # type: ignore[attr-defined]
        return cls

    return decorate


class Row:
    """The keys of a class or of a kind, read from their notation."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The keys in their order, a tuple for each group."""
        return tuple(tuple(_KEY.findall(group)) for group in self.text.split("|"))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All keys in their order."""
        return tuple(key for group in self.groups for key in group)

    @cached_property
    def required(self) -> frozenset[str]:
        """The keys without brackets."""
        return frozenset(_KEY.findall(re.sub(r"\[[^]]*\]", "", self.text)))


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(_in_order(names))


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    if isinstance(names, str):
        message = f"a layout takes several names here, not a str; write [{names!r}]"
        raise TypeError(message)
    return tuple(names)


@attrs.frozen
class Telltale:
    """What values tell a class or a kind.

    Attributes:
        when: what its keys must be.
        has: keys that must have a value.
        lacks: keys that must have none.
    """

    when: Mapping[str, str] = attrs.field(factory=dict)
    has: tuple[str, ...] = attrs.field(default=(), converter=_in_order)
    lacks: tuple[str, ...] = attrs.field(default=(), converter=_in_order)

    def fits(self, get: Get) -> bool:
        """Whether the values are so; an empty list is no value."""
        for key, value in self.when.items():  # no `all(...)`: every edit comes by here, and it takes twice as long
            if get(key) != value:
                return False
        for key in self.has:
            if get(key) in (None, []):
                return False
        return not self.lacks or all(get(key) in (None, []) for key in self.lacks)

    def words(self) -> Iterator[str]:
        """What it asks for, in words."""
        yield from (f"`{key}: {value}`" for key, value in self.when.items())
        yield from (f"`{key}`" for key in self.has)
        yield from (f"no `{key}`" for key in self.lacks)


def _row(row: str | Row) -> Row:
    return row if isinstance(row, Row) else Row(row)


@attrs.frozen(eq=False)
class Kind:
    """A sort of file of one class.

    Attributes:
        name: what it is called.
        row: its keys; without it, those of the class.
        told: what tells it from the other kinds of the class.
        quoted: places that it quotes besides those of the class.
        plain: places that it doesn't quote although the class does.
    """

    name: str
    row: Row = attrs.field(default=Row(""), converter=_row)
    told: Telltale = Telltale()
    quoted: frozenset[str] = attrs.field(default=frozenset(), converter=_names)
    plain: frozenset[str] = attrs.field(default=frozenset(), converter=_names)


@attrs.frozen(eq=False)
class ClassLayout:
    """What `layout` was told of a class. `own` is the kind of what is of none of the `kinds`."""

    own: Kind
    kinds: tuple[Kind, ...]
    told: Telltale | None
    required: frozenset[str]
    keys: dict[str, str]
    rename: Callable[[str], str]
    blank_with: frozenset[str]
    utc: bool

    def key(self, attribute: str) -> str:
        """The key of an attribute in the file."""
        return self.keys.get(attribute) or self.rename(attribute)

    def kind(self, get: Get) -> Kind:
        """The kind of a record with these values."""
        for kind in self.kinds:
            if kind.told.fits(get):
                return kind
        return self.own

    def row(self, kind: Kind) -> Row:
        """The row of one of the kinds; an empty one where the fields tell all."""
        return kind.row if kind.row.text else self.own.row

    def has_quotes(self, kind: Kind) -> bool:
        """Whether the quotes of a file of one of the kinds are told."""
        return any((self.own.quoted, self.own.plain, kind.quoted, kind.plain))

    def is_quoted(self, kind: Kind, place: KeyNames) -> bool:
        """Whether the text at a place is quoted in a file of one of the kinds, be it safe without."""
        if not _has(self.own.quoted | kind.quoted, place):
            return False
        return not _has(self.own.plain | kind.plain, place)


def layout_of(cls: type) -> ClassLayout:
    """What `layout` was told of a class or of the class that it inherits from, or the layout of one that tells none."""
    found: object = getattr(cls, "__layout__", None)  # of a generic class that is bound, that of the class
    return found if isinstance(found, ClassLayout) else _UNTOLD


def camel(attribute: str) -> str:
    """The name in camelCase: `web_url` is `webUrl`."""
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), attribute)


_UNTOLD = ClassLayout(Kind(OTHER, ""), (), None, frozenset(), {}, str, frozenset(), utc=False)


def _has(patterns: frozenset[str], place: KeyNames) -> bool:
    return place[-1] in patterns or any(_matches(_parts(pattern), place) for pattern in patterns)


def _parts(pattern: str) -> tuple[str, ...]:
    """The parts of a place pattern. As in .gitignore, one without an inner dot may stand at any depth."""
    anchored, parts = pattern.startswith("."), pattern.removeprefix(".").split(".")
    return tuple(parts) if anchored or len(parts) > 1 else ("**", *parts)


def _matches(pattern: tuple[str, ...], place: KeyNames) -> bool:
    if not pattern:
        return not place
    if pattern[0] == "**":
        return any(_matches(pattern[1:], place[start:]) for start in range(len(place) + 1))
    return bool(place) and pattern[0] in (place[0], "*") and _matches(pattern[1:], place[1:])
