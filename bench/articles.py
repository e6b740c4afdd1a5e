"""Invented articles of the sizes that are measured."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from articlefmt import Article, Author, Document, Image, Limits, Provider, Publisher, Related, Secured

__all__ = ["MANY", "article", "front", "large", "small"]

_START = datetime(2021, 5, 30, 14, 20, tzinfo=UTC)
_SECRET = Secured("QmVuY2htYXJrcyBuZWVkIG5vIHNlY3JldCwganVzdCBieXRlcyBhbmQgYnl0ZXMu" * 8 + ";MTIzNDU2Nzg5MDEyMzQ1Ng==")
MANY = Limits(size=1 << 30, lines=1 << 30, nodes=1 << 30)


def small() -> bytes:
    """A form with a picture, as long as the shortest tenth of real files."""
    record = Article(
        title="Tell us what you need",
        excerpt="A form of three questions, which takes a minute.",
        web_url="https://example.com/forms/three",
        type="article",
        topics=["Forms", "Feedback"],
        images=[Image(url="https://example.com/images/form-with-three-questions.png", width=1280, height=720)],
    )
    return Document.new(record, "\nText.\n").to_bytes()


def article(related: int = 1) -> bytes:
    """News with so many related articles; with one it has 2.4 KB."""
    words = "A chart is read in seconds, and believed for years, so it had better be right."
    record = Article(
        category="news",
        title='Ten charts that say more than "it depends"',
        excerpt=" ".join([words] * 4),
        published_date_time=_START,
        updated_date_time=_START + timedelta(days=3),
        original_url="https://example.com/news/ten-charts-that-say-more",
        web_url="https://example.com/news/ten-charts-that-say-more?ref=feed",
        type="article",
        quality=137,
        heat=42,
        published=True,
        provider=Provider(
            name="Example News",
            domain="example.com",
            images=[Image(url="/assets/images/organizations/example.com-50x50.jpg", width=50, height=50)],
            publishers=[Publisher(name="Example University", domain="university.example.com")],
            authors=[Author(name="Ada Example")],
        ),
        topics=["Power Apps", "Charts", "Data", "Reports"],
        images=[
            Image(url=f"https://example.com/images/charts-{width}.png", width=width, height=630, is_cached=True)
            for width in (1200, 600)
        ],
        related=[_related(number) for number in range(related)],
        secured=_SECRET,
    )
    return Document.new(record, "\nText.\n", limits=MANY).to_bytes()


def large() -> bytes:
    """News with 60 related articles."""
    return article(60)


def front(data: bytes) -> str:
    """The front matter alone, as the other libraries want it."""
    return data.decode().split("---\n")[1]


def _related(number: int) -> Related:
    slug = f"https://news.example.com/{number}/how-to-read-a-chart"
    return Related(
        title=f"How to read a chart, part {number}",
        excerpt="Look at the axes first. Then look at them again.",
        published_date_time=_START + timedelta(hours=number),
        web_url=slug,
        type="article",
        provider=Provider(name="Example Times", domain="times.example.com"),
        quality=number,
        images=[Image(url=f"{slug}/image.png", width=1280, height=720)],
    )
