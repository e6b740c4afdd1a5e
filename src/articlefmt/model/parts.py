"""The nested records: what stands below `provider`, `images`, `related` and the like."""

from datetime import datetime

import attrs

from articlefmt.model.base import Part
from articlefmt.model.checked import record_class
from articlefmt.model.layout import layout

__all__ = [
    "Action",
    "Affiliation",
    "Author",
    "Company",
    "Image",
    "LinkedIn",
    "Provider",
    "Publisher",
    "Ratings",
    "Related",
    "Twitch",
    "Twitter",
    "YouTube",
]


@record_class
class Image(Part):
    """A picture.

    Attributes:
        url: where it is; absolute or from the site's root: `/assets/images/organizations/example.com-50x50.jpg`.
        width: in pixels: `1280`.
        height: in pixels: `720`.
        is_cached: whether the site keeps a copy (`isCached`): `true`.
        title: a text for it, always quoted: `"A dashboard"`.
    """

    url: str
    width: int
    height: int
    is_cached: bool | None = None
    title: str | None = None


@record_class
class Author(Part):
    """A person who wrote for a provider.

    Attributes:
        name: the name or nickname: `Ada Example`.
    """

    name: str


@layout(required=("domain",), rename="camel", utc=True)
@record_class
class Publisher(Part):
    """An organization whose content a provider carries.

    Attributes:
        name: `Example University`.
        domain: its host name: `example.edu`; null in some real files.
        images: its logos.
    """

    name: str
    domain: str | None = None
    images: list[Image] = attrs.field(factory=list)


@record_class
class Provider(Part):
    """Who offers the content.

    Attributes:
        name: `Example News`.
        domain: the host name: `example.com`.
        images: logos, mostly one of 50 by 50 pixels.
        publishers: whose content it is, where the provider is a platform.
        authors: who wrote it.
    """

    name: str
    domain: str
    images: list[Image] = attrs.field(factory=list)
    publishers: list[Publisher] = attrs.field(factory=list)
    authors: list[Author] = attrs.field(factory=list)


@layout(required=("excerpt", "publishedDateTime", "webUrl", "type", "provider", "quality"), rename="camel", utc=True)
@record_class
class Related(Part):
    """An article that belongs to this one.

    Attributes:
        title: always quoted: `"Ten charts"`.
        excerpt: the first words, always quoted.
        published_date_time: when it appeared, in UTC (`publishedDateTime`): `2021-05-30T14:00:00Z`.
        web_url: where to read it (`webUrl`).
        amp_web_url: its AMP page (`ampWebUrl`).
        cdn_amp_web_url: its AMP page in a cache (`cdnAmpWebUrl`).
        type: `article` or `video`.
        provider: who offers it: name and domain.
        quality: a score: `72`; may be negative.
        images: its pictures.
    """

    title: str
    excerpt: str | None = None
    published_date_time: datetime | None = None
    web_url: str | None = None
    amp_web_url: str | None = None
    cdn_amp_web_url: str | None = None
    type: str | None = None
    provider: Provider | None = None
    quality: int | None = None
    images: list[Image] = attrs.field(factory=list)


@record_class
class Action(Part):
    """Something a reader can do, such as a download.

    Attributes:
        url: where it leads, always quoted.
        type: always quoted: `"download"`.
        title: the button's text, always quoted: `"Download Source Code"`.
        attribution: whom to thank, always quoted.
    """

    url: str
    type: str
    title: str
    attribution: str


@record_class
class Ratings(Part):
    """What readers gave it.

    Attributes:
        count: how many ratings: `9`.
        average: their mean, 0 to 5: `4.7`; an int in some real files.
    """

    count: int
    average: float


@record_class
class Company(Part):
    """A company that asked a challenge in interviews.

    Attributes:
        name: `Example Inc`.
        times: how often: `330`.
    """

    name: str
    times: int


@record_class
class Twitter(Part):
    """An account on Twitter.

    Attributes:
        username: without the `@`: `ada_example`.
        url: the account's page.
        followers: how many: `6289`.
    """

    username: str
    url: str
    followers: int


@record_class
class YouTube(Part):
    """A channel on YouTube.

    Attributes:
        url: the channel's page.
        subscribers: how many: `1200`.
    """

    url: str
    subscribers: int


@record_class
class Twitch(Part):
    """A channel on Twitch.

    Attributes:
        url: the channel's page.
        followers: how many: `310`.
    """

    url: str
    followers: int


@record_class
class LinkedIn(Part):
    """A page on LinkedIn.

    Attributes:
        url: the page.
    """

    url: str


@layout(required=("images",), rename="camel", utc=True)
@record_class
class Affiliation(Part):
    """The organization that a person belongs to.

    Attributes:
        name: `Example Inc`.
        domain: its host name: `example.com`.
        images: its logos.
    """

    name: str
    domain: str
    images: list[Image] = attrs.field(factory=list)
