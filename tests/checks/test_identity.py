"""Which article a file is of, by what it says."""

from __future__ import annotations

import pytest

from articlefmt.checks.identity import identity
from tests.samples import file


def shares(one: str, other: str) -> bool:
    """Whether two files are of one article, of which all that is known is a URL."""
    return identity(file(f'webUrl: "{one}"'), None).shares(identity(file(f'webUrl: "{other}"'), None))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.com/a", "https://www.EXAMPLE.com:443/a/"),
        ("https://example.com/a", "example.com/a"),
        ("https://example.com/a?", "https://example.com/a#"),
        ("https://example.com/a/#b", "https://example.com/a#b"),
        ("https://example.com/watch?v=1", "http://example.com/watch?v=1"),
        ("https://[a/b", " https://[a/b "),  # no URL: what is written tells
    ],
)
def test_a_page_has_one_url_however_it_is_written(one: str, other: str) -> None:
    assert shares(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a#b", "https://example.com/ab"),
        ("https://example.com/a?q=1#2", "https://example.com/a?q=12"),
        ("https://example.co#m", "https://example.com"),
        ("#a", "a"),
        ("https://example.com/a#b", "https://example.com/a#c"),
        ("https://example.com/watch?v=1", "https://example.com/watch?v=2"),
        ("https://[a/b", "https://[a/c"),
        ("https://[a/b", "https://a/b"),
        ("/", "https://"),  # nothing is left of either
    ],
)
def test_other_pages_have_others(one: str, other: str) -> None:
    assert not shares(one, other)
