"""The records: one class for each sort of article file.

A class requires the text fields that make it one, such as the title and type of an article. What else a kind requires,
such as the `provider` of news, may be missing: `articlefmt check` then reports it. `None` means that the file has no
value, an empty list that it has no items.
"""

from datetime import datetime
from functools import partial

import attrs

from articlefmt.model.base import Part
from articlefmt.model.checked import record_class
from articlefmt.model.fields import specs_by_key
from articlefmt.model.kinds import kind_of
from articlefmt.model.layout import Kind, Telltale, layout
from articlefmt.model.parts import (
    Action,
    Affiliation,
    Company,
    Image,
    LinkedIn,
    Provider,
    Ratings,
    Related,
    Twitch,
    Twitter,
    YouTube,
)
from articlefmt.model.secured import Secured

__all__ = [
    "RECORDS",
    "Article",
    "Challenge",
    "Community",
    "Organization",
    "Profile",
    "Record",
]

_URLS = ("url", "originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl")


def _urls_below(*places: str) -> tuple[str, ...]:
    """Every URL at these places, however deep."""
    return tuple(f"{place}.**.{key}" for place in places for key in _URLS)


_QUOTED = ("title", "excerpt", "bio", "featuredContent", "secured", "attribution", "actions.type")
_layout = partial(
    layout,
    rename="camel",
    quoted=(*_QUOTED, *_urls_below("affiliation", "actions")),
    blank_with=("heat", "provider"),
    utc=True,
)
"""What all article files have in common (`docs/format.md`, 4 and 5)."""


@record_class
class Record(Part):
    """What all records have in common. `cls=articlefmt.Record` stands for whichever class the keys tell."""

    @property
    def kind(self) -> str:
        """Which kind of file it is, such as `news`; it follows from the values alone (`docs/format.md`)."""
        cls, specs = type(self), specs_by_key(type(self))
        return kind_of(cls, lambda key: getattr(self, specs[key].name, None) if key in specs else None).name


@_layout(
    "title excerpt [originalUrl webUrl] type [price length ratings publishedDateTime heat removed published]"
    " | [featuredContent] | [actions] | [provider] | [levels] | [items] | [topics] | [companies] | [images]"
    " | [related] | [secured]",
    kind="article",
    kinds=(
        Kind(
            "news",
            "category title excerpt publishedDateTime [updatedDateTime] originalUrl [webUrl] [ampWebUrl cdnAmpWebUrl]"
            " type [quality heat published] [removed] | [featuredContent] | provider | topics | [images] | [related]"
            " | secured",
            Telltale(when={"category": "news"}),
            quoted=_URLS,
        ),
        Kind(
            "game",
            "title excerpt originalUrl [webUrl] type [length publishedDateTime] heat [removed published]"
            " | [featuredContent] | provider | topics | [images] | secured",
            Telltale(when={"type": "video"}, lacks=("price",)),
        ),
        Kind(
            "video",
            "title excerpt originalUrl [webUrl] type price [length publishedDateTime] heat [removed published]"
            " | [featuredContent] | provider | topics | [images] | secured",
            Telltale(when={"type": "video"}, has=("price",)),
        ),
        Kind(
            "course",
            "title excerpt webUrl type price length [ratings] heat [removed published] | provider | levels | topics"
            " | [images] | [secured]",
            Telltale(when={"type": "course"}),
        ),
        Kind(
            "book",
            "title excerpt webUrl type price [length] ratings heat | provider | levels | topics | images",
            Telltale(when={"type": "book"}),
        ),
        Kind(
            "collection",
            "title excerpt type [price length] heat [removed published] | provider | [levels] | items | topics"
            " | [images] | secured",
            Telltale(when={"type": "collection"}),
        ),
        Kind(
            "sample",
            "title excerpt originalUrl type publishedDateTime [heat] | actions | provider | topics | images | secured",
            Telltale(when={"type": "download"}),
        ),
        Kind(
            "form",
            "title excerpt webUrl type | topics | [images]",
            Telltale(when={"type": "article"}, has=("webUrl",), lacks=("originalUrl", "provider")),
        ),
    ),
    told=Telltale(when={"category": "news"}),
)
@record_class
class Article(Record):
    """Something to read, watch, take or download: news, game, video, course, book, collection, sample or form.

    Attributes:
        category: `news` for news, else absent.
        title: always quoted: `"Ten charts that help"`.
        excerpt: the first words, always quoted; may be empty.
        published_date_time: when it appeared, in UTC (`publishedDateTime`): `2021-05-30T14:00:00Z`.
        updated_date_time: when it last changed, in UTC (`updatedDateTime`).
        original_url: where it was first published (`originalUrl`).
        web_url: where to read it (`webUrl`).
        amp_web_url: its AMP page (`ampWebUrl`).
        cdn_amp_web_url: its AMP page in a cache (`cdnAmpWebUrl`).
        type: `article`, `video`, `course`, `book`, `collection` or `download`.
        price: `Free`, or an amount with its currency.
        length: an ISO 8601 duration: `PT17M16S`; null in some real files.
        ratings: what readers gave it.
        quality: a score: `137`; may be negative.
        heat: a score: `50`; may be negative; null in some real files.
        published: whether the site shows it.
        removed: whether the original is gone.
        featured_content: HTML to embed, always quoted (`featuredContent`).
        actions: what a reader can do.
        provider: who offers it.
        levels: for whom: `Beginner`, `Intermediate`, `Advanced`.
        items: what a collection holds, as paths of other articles: `videos/ten-charts`.
        topics: `Power Apps`.
        companies: who asked it in interviews.
        images: its pictures.
        related: articles that belong to it.
        secured: opaque; changed by `Document.replace_secured` only.
    """

    category: str | None = None
    title: str
    excerpt: str | None = None
    published_date_time: datetime | None = None
    updated_date_time: datetime | None = None
    original_url: str | None = None
    web_url: str | None = None
    amp_web_url: str | None = None
    cdn_amp_web_url: str | None = None
    type: str
    price: str | None = None
    length: str | None = None
    ratings: Ratings | None = None
    quality: int | None = None
    heat: int | None = None
    published: bool | None = None
    removed: bool | None = None
    featured_content: str | None = None
    actions: list[Action] = attrs.field(factory=list)
    provider: Provider | None = None
    levels: list[str] = attrs.field(factory=list)
    items: list[str] = attrs.field(factory=list)
    topics: list[str] = attrs.field(factory=list)
    companies: list[Company] = attrs.field(factory=list)
    images: list[Image] = attrs.field(factory=list)
    related: list[Related] = attrs.field(factory=list)
    secured: Secured | None = None


@_layout(
    "title excerpt [originalUrl type heat] | [provider] | [levels] | [topics] | [companies] | [images] | [related]"
    " | [secured]",
    kind="challenge-other",
    kinds=(
        Kind(
            "challenge",
            "title excerpt originalUrl type heat | provider | levels topics",
            Telltale(has=("provider", "heat")),
        ),
        Kind(
            "challenge-without-heat",
            "title excerpt originalUrl type | provider | levels | topics",
            Telltale(has=("provider",)),
        ),
        Kind(
            "challenge-by-hand",
            "title excerpt | levels | topics | [companies] | [related] | [heat]",
            Telltale(lacks=("provider", "type")),
            plain={".title"},
        ),
    ),
    told=Telltale(has=("levels",), lacks=("price", "items")),
)
@record_class
class Challenge(Record):
    """A programming exercise, generated or made by hand.

    Attributes:
        title: quoted where it is generated: `"Problem 1: Two Sum"`, plain where it is made by hand.
        excerpt: the task in a sentence, always quoted.
        original_url: where it was first published (`originalUrl`).
        type: `article`; absent where it is made by hand.
        heat: a score: `50`; may be negative.
        provider: who offers it.
        levels: how hard: `Beginner`.
        topics: `Hash Table`.
        companies: who asked it in interviews.
        related: the names of other challenges: `three-sum`.
        images: its pictures.
        secured: opaque; changed by `Document.replace_secured` only.
    """

    title: str
    excerpt: str
    original_url: str | None = None
    type: str | None = None
    provider: Provider | None = None
    levels: list[str] = attrs.field(factory=list)
    topics: list[str] = attrs.field(factory=list)
    companies: list[Company] = attrs.field(factory=list)
    images: list[Image] = attrs.field(factory=list)
    related: list[str] = attrs.field(factory=list)
    heat: int | None = None
    secured: Secured | None = None


@_layout(
    "name bio location type heat | [affiliation] | [website] | twitter | [youtube] | [twitch] | [linkedin] | topics"
    " | [images] | [secured]",
    kind="profile",
    told=Telltale(when={"type": "profile"}),
    quoted=(*_QUOTED, *_urls_below("affiliation", "actions"), ".name", ".type"),
    blank_with=("heat",),
)
@record_class
class Profile(Record):
    """A person.

    Attributes:
        name: always quoted: `"Ada Example"`.
        bio: a line about the person, always quoted.
        location: `Springfield, OR`.
        type: always `"profile"`, quoted.
        heat: a score: `110`; may be negative.
        affiliation: the organization the person belongs to.
        website: a URL.
        twitter: the account there.
        youtube: the channel there.
        twitch: the channel there.
        linkedin: the page there.
        topics: `Power Apps`.
        images: portraits.
        secured: opaque; changed by `Document.replace_secured` only.
    """

    name: str
    bio: str
    location: str
    type: str
    heat: int | None = None
    affiliation: Affiliation | None = None
    website: str | None = None
    twitter: Twitter | None = None
    youtube: YouTube | None = None
    twitch: Twitch | None = None
    linkedin: LinkedIn | None = None
    topics: list[str] = attrs.field(factory=list)
    images: list[Image] = attrs.field(factory=list)
    secured: Secured | None = None


@_layout(
    "name excerpt originalUrl webUrl [type] members [heat] | [provider] | [topics] | [images] | [secured]",
    kind="community-without-heat",
    kinds=(Kind("community", told=Telltale(has=("heat",)), plain=_urls_below("provider.images")),),
    told=Telltale(has=("name",), lacks=("title",)),
    quoted=(*_QUOTED, *_urls_below("affiliation", "actions", "provider.images"), ".name"),
)
@record_class
class Community(Record):
    """A group of people who talk about a topic.

    Attributes:
        name: always quoted: `"Example User Group"`.
        excerpt: a sentence about it, always quoted.
        original_url: its page (`originalUrl`).
        web_url: its page (`webUrl`).
        type: such as `forum`.
        members: how many: `8400`.
        heat: a score: `50`; may be negative.
        provider: the platform it is on.
        topics: `Power Apps`.
        images: its pictures.
        secured: opaque; changed by `Document.replace_secured` only.
    """

    name: str
    excerpt: str
    original_url: str
    web_url: str
    type: str | None = None
    members: int | None = None
    heat: int | None = None
    provider: Provider | None = None
    topics: list[str] = attrs.field(factory=list)
    images: list[Image] = attrs.field(factory=list)
    secured: Secured | None = None


@_layout(required=("images",), kind="organization", keys={"id": "_id"}, told=Telltale(has=("taxonomy",)))
@record_class
class Organization(Record):
    """A company, a school, a newspaper.

    Attributes:
        taxonomy: `organization`.
        id: its domain (`_id`): `example.com`.
        name: `Example Inc`.
        other_names: further names (`otherNames`).
        domain: its host name: `example.com`.
        description: a sentence about it.
        images: its logos.
        secured: opaque; changed by `Document.replace_secured` only.
    """

    taxonomy: str
    id: str
    name: str
    other_names: list[str] = attrs.field(factory=list)
    domain: str
    description: str | None = None
    images: list[Image] = attrs.field(factory=list)
    secured: Secured | None = None


RECORDS: tuple[type[Record], ...] = (Article, Organization, Profile, Community, Challenge)
"""The classes, in the order in which keys are asked whose they are; what none is told by is the first one's."""
