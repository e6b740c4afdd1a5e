"""What a place takes is said in words; which annotation takes what, `test_shapes` tells."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from articlefmt import Article, Organization, Profile, Ratings, Record
from articlefmt.model.fields import field_specs
from articlefmt.model.words import describe, describe_type


@pytest.mark.parametrize(
    ("cls", "name", "words"),
    [
        (Article, "title", "a str"),
        (Article, "heat", "an int or None"),
        (Article, "published_date_time", "a datetime with a time zone or None"),
        (Article, "images", "a list of Image"),
        (Profile, "affiliation", "an Affiliation or None"),
        (Ratings, "average", "a float"),
        (Article, "secured", "a Secured or None"),
    ],
)
def test_a_type_is_described_in_words(cls: type, name: str, words: str) -> None:
    assert describe(field_specs(cls)[name].shape) == words


@pytest.mark.parametrize(
    ("cls", "words"),
    [
        (str, "a str"),
        (bool, "a bool"),
        (datetime, "a datetime with a time zone"),
        (time, "a time"),
        (Article, "an Article"),
        (Record, "a Record"),
        (Organization, "an Organization"),
    ],
)
def test_a_type_is_described_with_its_article(cls: type, words: str) -> None:
    assert describe_type(cls) == words
