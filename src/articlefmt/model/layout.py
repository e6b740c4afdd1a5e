"""The canonical style as data: which kinds there are, and for each the order of its keys, its groups and its quoting.

The rows are those of `docs/format.md`: `|` is an empty line between groups, what stands in brackets may be missing.
A new kind is a new row here, and no code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

import attrs

__all__ = [
    "FALLBACK",
    "KINDS",
    "PARTS",
    "TELLTALES",
    "Kind",
    "Row",
    "class_name",
    "has_closing_blank",
    "is_quoted",
    "kind_for",
]

Get = Callable[[str], object]
"""Gives the value of a top-level key, None where there is none."""


class Row:
    """The keys of a kind or of a nested record, read from their notation."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The keys in their order, a tuple for each group."""
        return tuple(tuple(re.findall(r"\w+", group)) for group in self._text.split("|"))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All keys in their order."""
        return tuple(key for group in self.groups for key in group)

    @cached_property
    def required(self) -> frozenset[str]:
        """The keys without brackets."""
        return frozenset(re.findall(r"\w+", re.sub(r"\[[^]]*\]", "", self._text)))


@attrs.frozen(eq=False)
class Kind:
    """A kind of file.

    Attributes:
        name: as `record.kind` gives it.
        record: the class of its records.
        row: its keys.
        when: what its keys must be.
        has: keys that must have a value.
        lacks: keys that must have none.
        quoted: keys at the top that it quotes besides `QUOTED`.
        plain: keys at the top that it doesn't quote although they are in `QUOTED`.
        quotes_urls: whether its URLs are quoted.
        quotes_urls_below: places where URLs are quoted although others are not.
        blank_with: an empty line stands before the closing fence where these have a value and `secured` has none.
    """

    name: str
    record: str
    row: Row
    when: dict[str, str] = attrs.field(factory=dict)
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    quoted: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    quotes_urls: bool = False
    quotes_urls_below: tuple[tuple[str, ...], ...] = ()
    blank_with: tuple[str, ...] = ("heat", "provider")


QUOTED = frozenset({"title", "excerpt", "bio", "featuredContent", "secured", "attribution"})
"""Keys whose text is always quoted, wherever they stand."""

QUOTED_AT = frozenset({("actions", "type")})
"""The same for a key in one place only."""

URLS = frozenset({"url", "originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl"})
"""Keys of URLs: whether they are quoted depends on the kind and the place."""

URLS_QUOTED_BELOW = (("affiliation",), ("actions",))
"""Places where the URLs of every kind are quoted."""

_COMMUNITY = Row("name excerpt originalUrl webUrl [type] members [heat] | [provider] | [topics] | [images] | [secured]")

KINDS: tuple[Kind, ...] = (
    Kind(
        "news",
        "Article",
        Row(
            "category title excerpt publishedDateTime [updatedDateTime] originalUrl [webUrl] [ampWebUrl cdnAmpWebUrl]"
            " type [quality heat published] [removed] | [featuredContent] | provider | topics | [images] | [related]"
            " | secured"
        ),
        when={"category": "news"},
        quotes_urls=True,
    ),
    Kind(
        "game",
        "Article",
        Row(
            "title excerpt originalUrl [webUrl] type [length publishedDateTime] heat [removed published]"
            " | [featuredContent] | provider | topics | [images] | secured"
        ),
        when={"type": "video"},
        lacks=("price",),
    ),
    Kind(
        "video",
        "Article",
        Row(
            "title excerpt originalUrl [webUrl] type price [length publishedDateTime] heat [removed published]"
            " | [featuredContent] | provider | topics | [images] | secured"
        ),
        when={"type": "video"},
        has=("price",),
    ),
    Kind(
        "course",
        "Article",
        Row(
            "title excerpt webUrl type price length [ratings] heat [removed published] | provider | levels | topics"
            " | [images] | [secured]"
        ),
        when={"type": "course"},
    ),
    Kind(
        "book",
        "Article",
        Row("title excerpt webUrl type price [length] ratings heat | provider | levels | topics | images"),
        when={"type": "book"},
    ),
    Kind(
        "collection",
        "Article",
        Row(
            "title excerpt type [price length] heat [removed published] | provider | [levels] | items | topics"
            " | [images] | secured"
        ),
        when={"type": "collection"},
    ),
    Kind(
        "sample",
        "Article",
        Row("title excerpt originalUrl type publishedDateTime [heat] | actions | provider | topics | images | secured"),
        when={"type": "download"},
    ),
    Kind(
        "form",
        "Article",
        Row("title excerpt webUrl type | topics | [images]"),
        when={"type": "article"},
        has=("webUrl",),
        lacks=("originalUrl", "provider"),
    ),
    Kind(
        "challenge",
        "Challenge",
        Row("title excerpt originalUrl type heat | provider | levels topics"),
        has=("provider", "heat"),
    ),
    Kind(
        "challenge-without-heat",
        "Challenge",
        Row("title excerpt originalUrl type | provider | levels | topics"),
        has=("provider",),
    ),
    Kind(
        "challenge-by-hand",
        "Challenge",
        Row("title excerpt | levels | topics | [companies] | [related] | [heat]"),
        lacks=("provider", "type"),
        plain=frozenset({"title"}),
    ),
    Kind(
        "profile",
        "Profile",
        Row(
            "name bio location type heat | [affiliation] | [website] | twitter | [youtube] | [twitch] | [linkedin]"
            " | topics | [images] | [secured]"
        ),
        quoted=frozenset({"name", "type"}),
        blank_with=("heat",),
    ),
    Kind(
        "community",
        "Community",
        _COMMUNITY,
        has=("heat",),
        quoted=frozenset({"name"}),
    ),
    Kind(
        "community-without-heat",
        "Community",
        _COMMUNITY,
        quoted=frozenset({"name"}),
        quotes_urls_below=(("provider", "images"),),
    ),
    Kind(
        "organization",
        "Organization",
        Row("taxonomy _id name [otherNames] domain [description] images [secured]"),
    ),
)

FALLBACK: dict[str, Kind] = {
    "Article": Kind(
        "article",
        "Article",
        Row(
            "title excerpt [originalUrl webUrl] type [price length ratings publishedDateTime heat removed published]"
            " | [featuredContent] | [actions] | [provider] | [levels] | [items] | [topics] | [companies] | [images]"
            " | [related] | [secured]"
        ),
    ),
    "Challenge": Kind(
        "challenge-other",
        "Challenge",
        Row(
            "title excerpt [originalUrl type heat] | [provider] | [levels] | [topics] | [companies] | [images]"
            " | [related] | [secured]"
        ),
    ),
}
"""For records that no row of their class tells: every key that the class has, in one order."""

PARTS: dict[str, Row] = {
    "Provider": Row("name domain [images] [publishers] [authors]"),
    "Image": Row("url width height [isCached] [title]"),
    "Action": Row("url type title attribution"),
    "Ratings": Row("count average"),
    "Twitter": Row("username url followers"),
    "YouTube": Row("url subscribers"),
    "Twitch": Row("url followers"),
    "LinkedIn": Row("url"),
    "Affiliation": Row("name domain images"),
    "Publisher": Row("name domain [images]"),
    "Author": Row("name"),
    "Company": Row("name times"),
    "Related": Row(
        "title excerpt publishedDateTime webUrl [ampWebUrl cdnAmpWebUrl] type provider quality [images]",
    ),
}
"""The nested records, by class."""

_CLASSES: tuple[tuple[str, dict[str, str], tuple[str, ...], tuple[str, ...]], ...] = (
    ("Organization", {}, ("taxonomy",), ()),
    ("Profile", {"type": "profile"}, (), ()),
    ("Community", {}, ("name",), ("title",)),
    ("Challenge", {}, ("levels",), ("price", "items")),
    ("Article", {}, (), ()),
)


TELLTALES = frozenset(key for when in (*(kind.when for kind in KINDS), *(row[1] for row in _CLASSES)) for key in when)
"""Keys whose value tells the class or the kind; of all others it matters only whether there is one."""


def class_name(get: Get) -> str:
    """The class of the records that have these values."""
    return next(name for name, when, has, lacks in _CLASSES if _holds(get, when, has, lacks))


def kind_for(record: str, get: Get) -> Kind:
    """The kind of a record of this class with these values."""
    for kind in KINDS:
        if kind.record == record and _holds(get, kind.when, kind.has, kind.lacks):
            return kind
    return FALLBACK.get(record) or Kind("other", record, Row(""))


def is_quoted(kind: Kind, place: tuple[str, ...]) -> bool:
    """Whether the canonical style quotes a text; `place` is its key without list indices."""
    *below, key = place
    if key in URLS:
        return kind.quotes_urls or any(
            tuple(below[: len(start)]) == start for start in (*URLS_QUOTED_BELOW, *kind.quotes_urls_below)
        )
    if not below and (key in kind.quoted or key in kind.plain):
        return key in kind.quoted
    return key in QUOTED or place in QUOTED_AT


def has_closing_blank(kind: Kind, get: Get) -> bool:
    """Whether the generator leaves an empty line before the closing fence."""
    return _holds(get, {}, kind.blank_with, ("secured",))


def _holds(get: Get, when: dict[str, str], has: tuple[str, ...], lacks: tuple[str, ...]) -> bool:
    return (
        all(get(key) == value for key, value in when.items())
        and all(get(key) not in (None, []) for key in has)
        and all(get(key) in (None, []) for key in lacks)
    )
