"""The nested records: what stands below `provider`, `images`, `related` and the like."""

from datetime import datetime

from articlefmt.model.base import Part
from articlefmt.model.fields import field, record_class

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

    url: str = field()
    width: int = field()
    height: int = field()
    is_cached: bool | None = field(default=None)
    title: str | None = field(default=None)


@record_class
class Author(Part):
    """A person who wrote for a provider.

    Attributes:
        name: the name or nickname: `Ada Example`.
    """

    name: str = field()


@record_class
class Publisher(Part):
    """An organization whose content a provider carries.

    Attributes:
        name: `Example University`.
        domain: its host name: `example.edu`; null in some real files.
        images: its logos.
    """

    name: str = field()
    domain: str | None = field(default=None)
    images: list[Image] = field(factory=list)


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

    name: str = field()
    domain: str = field()
    images: list[Image] = field(factory=list)
    publishers: list[Publisher] = field(factory=list)
    authors: list[Author] = field(factory=list)


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

    title: str = field()
    excerpt: str | None = field(default=None)
    published_date_time: datetime | None = field(default=None)
    web_url: str | None = field(default=None)
    amp_web_url: str | None = field(default=None)
    cdn_amp_web_url: str | None = field(default=None)
    type: str | None = field(default=None)
    provider: Provider | None = field(default=None)
    quality: int | None = field(default=None)
    images: list[Image] = field(factory=list)


@record_class
class Action(Part):
    """Something a reader can do, such as a download.

    Attributes:
        url: where it leads, always quoted.
        type: always quoted: `"download"`.
        title: the button's text, always quoted: `"Download Source Code"`.
        attribution: whom to thank, always quoted.
    """

    url: str = field()
    type: str = field()
    title: str = field()
    attribution: str = field()


@record_class
class Ratings(Part):
    """What readers gave it.

    Attributes:
        count: how many ratings: `9`.
        average: their mean, 0 to 5: `4.7`; an int in some real files.
    """

    count: int = field()
    average: float = field()


@record_class
class Company(Part):
    """A company that asked a challenge in interviews.

    Attributes:
        name: `Example Inc`.
        times: how often: `330`.
    """

    name: str = field()
    times: int = field()


@record_class
class Twitter(Part):
    """An account on Twitter.

    Attributes:
        username: without the `@`: `ada_example`.
        url: the account's page.
        followers: how many: `6289`.
    """

    username: str = field()
    url: str = field()
    followers: int = field()


@record_class
class YouTube(Part):
    """A channel on YouTube.

    Attributes:
        url: the channel's page.
        subscribers: how many: `1200`.
    """

    url: str = field()
    subscribers: int = field()


@record_class
class Twitch(Part):
    """A channel on Twitch.

    Attributes:
        url: the channel's page.
        followers: how many: `310`.
    """

    url: str = field()
    followers: int = field()


@record_class
class LinkedIn(Part):
    """A page on LinkedIn.

    Attributes:
        url: the page.
    """

    url: str = field()


@record_class
class Affiliation(Part):
    """The organization that a person belongs to.

    Attributes:
        name: `Example Inc`.
        domain: its host name: `example.com`.
        images: its logos.
    """

    name: str = field()
    domain: str = field()
    images: list[Image] = field(factory=list)
