"""The records: one class for each sort of article file.

A class requires the text fields that make it one, such as the title and type of an article. What else a kind requires,
such as the `provider` of news, may be missing: `articlefmt check` then reports it. `None` means that the file has no
value, an empty list that it has no items.
"""

from datetime import datetime

from articlefmt.model import layout
from articlefmt.model.base import Part
from articlefmt.model.fields import field, record_class, specs_by_key
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
from articlefmt.values import Value

__all__ = [
    "RECORDS",
    "Article",
    "Challenge",
    "Community",
    "Organization",
    "Profile",
    "Record",
    "check_class",
    "class_of",
    "kind_of",
    "kind_of_record",
]


@record_class
class Record(Part):
    """What all records have in common. `cls=articlefmt.Record` stands for whichever class the keys tell."""

    @property
    def kind(self) -> str:
        """Which kind of file it is, such as `news`; it follows from the values alone (`docs/format.md`)."""
        return kind_of_record(self).name


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

    category: str | None = field(default=None)
    title: str = field()
    excerpt: str | None = field(default=None)
    published_date_time: datetime | None = field(default=None)
    updated_date_time: datetime | None = field(default=None)
    original_url: str | None = field(default=None)
    web_url: str | None = field(default=None)
    amp_web_url: str | None = field(default=None)
    cdn_amp_web_url: str | None = field(default=None)
    type: str = field()
    price: str | None = field(default=None)
    length: str | None = field(default=None)
    ratings: Ratings | None = field(default=None)
    quality: int | None = field(default=None)
    heat: int | None = field(default=None)
    published: bool | None = field(default=None)
    removed: bool | None = field(default=None)
    featured_content: str | None = field(default=None)
    actions: list[Action] = field(factory=list)
    provider: Provider | None = field(default=None)
    levels: list[str] = field(factory=list)
    items: list[str] = field(factory=list)
    topics: list[str] = field(factory=list)
    companies: list[Company] = field(factory=list)
    images: list[Image] = field(factory=list)
    related: list[Related] = field(factory=list)
    secured: Secured | None = field(default=None)


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

    title: str = field()
    excerpt: str = field()
    original_url: str | None = field(default=None)
    type: str | None = field(default=None)
    provider: Provider | None = field(default=None)
    levels: list[str] = field(factory=list)
    topics: list[str] = field(factory=list)
    companies: list[Company] = field(factory=list)
    images: list[Image] = field(factory=list)
    related: list[str] = field(factory=list)
    heat: int | None = field(default=None)
    secured: Secured | None = field(default=None)


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

    name: str = field()
    bio: str = field()
    location: str = field()
    type: str = field()
    heat: int | None = field(default=None)
    affiliation: Affiliation | None = field(default=None)
    website: str | None = field(default=None)
    twitter: Twitter | None = field(default=None)
    youtube: YouTube | None = field(default=None)
    twitch: Twitch | None = field(default=None)
    linkedin: LinkedIn | None = field(default=None)
    topics: list[str] = field(factory=list)
    images: list[Image] = field(factory=list)
    secured: Secured | None = field(default=None)


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

    name: str = field()
    excerpt: str = field()
    original_url: str = field()
    web_url: str = field()
    type: str | None = field(default=None)
    members: int | None = field(default=None)
    heat: int | None = field(default=None)
    provider: Provider | None = field(default=None)
    topics: list[str] = field(factory=list)
    images: list[Image] = field(factory=list)
    secured: Secured | None = field(default=None)


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

    taxonomy: str = field()
    id: str = field(key="_id")
    name: str = field()
    other_names: list[str] = field(factory=list)
    domain: str = field()
    description: str | None = field(default=None)
    images: list[Image] = field(factory=list)
    secured: Secured | None = field(default=None)


RECORDS: dict[str, type[Record]] = {cls.__name__: cls for cls in (Article, Challenge, Profile, Community, Organization)}
"""The classes by name, as `layout` names them."""


_CLASSES = (Article, Record, *RECORDS.values())


def class_of(values: dict[str, Value], wanted: type[Record] = Record) -> type[Record]:
    """The class of these values: the one wanted, or for `Record` the one that the keys tell."""
    return RECORDS[layout.class_name(values.get)] if wanted is Record else wanted


def kind_of(values: dict[str, Value], cls: type[Record]) -> layout.Kind:
    """The kind of these values in a record of this class."""
    return layout.kind_for(cls.__name__, values.get)


def kind_of_record(record: Record) -> layout.Kind:
    """The kind of a record: its row and quoting."""
    specs = specs_by_key(type(record))
    return layout.kind_for(
        type(record).__name__, lambda key: getattr(record, specs[key].name, None) if key in specs else None
    )


def check_class(cls: object) -> None:
    """Refuse what is no class of a record. Raises `TypeError`."""
    if cls not in _CLASSES:
        name = cls.__name__ if isinstance(cls, type) else type(cls).__name__
        message = f"cls takes articlefmt.Record or one of {', '.join(RECORDS)}, not {name}"
        raise TypeError(message)
