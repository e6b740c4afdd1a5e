"""The type that a class gives the values at a key."""

from __future__ import annotations

import pytest

import articlefmt
from articlefmt import Article, Organization, Profile, Provider, Record
from articlefmt.keys import Key
from articlefmt.lens.shape_at import type_at


@pytest.mark.parametrize(
    ("cls", "key", "expected"),
    [
        (Article, ("title",), str),
        (Article, ("heat",), int),
        (Article, ("ratings", "average"), float),
        (Article, ("images", 0, "width"), int),
        (Article, ("images", 0), articlefmt.Image),
        (Article, ("topics", 3), str),
        (Article, ("provider",), Provider),
        (Article, ("secured",), str),
        (Article, ("members",), None),
        (Article, ("x", "y"), None),
        (Article, ("title", "y"), None),
        (Profile, ("twitter", "followers"), int),
        (Organization, ("_id",), str),
    ],
)
def test_the_class_tells(cls: type[Record], key: Key, expected: type | None) -> None:
    assert type_at(cls, key) is expected
