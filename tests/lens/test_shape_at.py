"""What a class says of the places in its values."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import articlefmt
from articlefmt import Article, Organization, Profile, Provider, Value
from articlefmt.keys import Key
from articlefmt.lens.shape_at import misnamed, records_below, shape_at, type_at
from articlefmt.model.words import describe


@attrs.define
class Author:
    name: str


@attrs.define
class Post:
    names: dict[str, list[int]] = attrs.field(factory=dict)
    either: str | list[Author] = ""
    one: Author | str | None = None
    any: Value = None
    posts: dict[str, list[Post]] = attrs.field(factory=dict)
    extra: dict[str, Value] = attrs.field(factory=dict)


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
        (Post, ("names", "x", 0), int),
        (Post, ("names",), None),
        (Post, ("either",), None),
        (Post, ("either", 0), Author),
        (Post, ("one",), None),
        (Post, ("posts", "x"), Post),
        (Post, ("any", "x"), None),
        (Post, ("extra", "x"), None),
    ],
)
def test_the_class_tells(cls: type, key: Key, expected: type | None) -> None:
    assert type_at(cls, key) is expected


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ((), "a Post"),
        (("names",), "a dict of list of int"),
        (("names", "x"), "a list of int"),
        (("names", "x", 5), "an int"),
        (("either",), "a str or a list of Author"),
        (("either", 0, "name"), "a str"),
        (("any", "x", 0), "any value"),
        (("unknown",), "any value"),
        ((0,), "any value"),
    ],
)
def test_the_shape_at_a_key_is_what_is_taken_there(key: Key, words: str) -> None:
    assert describe(shape_at(Post, key)) == words


def test_the_records_in_a_value_are_found_with_their_keys_and_none_that_is_in_another() -> None:
    value: Any = {
        "names": {},
        "either": [{"name": "A"}, 5, {"name": {}}],
        "any": {"x": {}},
        "posts": {"a": [{"either": [{}]}]},
    }
    found = [
        ((name, *key), values, cls.__name__)
        for name, below in value.items()
        for key, values, cls in records_below(shape_at(Post, (name,)), below)
    ]
    assert found == [
        (("either", 0), {"name": "A"}, "Author"),
        (("either", 2), {"name": {}}, "Author"),
        (("posts", "a", 0), {"either": [{}]}, "Post"),
    ]
    assert [*records_below(shape_at(Post, ()), value)] == [((), value, Post)]


@pytest.mark.parametrize(
    ("classes", "key", "expected"),
    [
        ((Article,), ("heat",), None),
        ((Article,), ("heta",), ("heta", "heat")),
        ((Article,), ("images", 0, "widht"), ("widht", "width")),
        ((Article,), ("provider", "domian"), ("domian", "domain")),
        ((Article,), ("topics", 0, "x"), None),  # whatever it holds is for the values to tell
        ((Article, Organization), ("taxonomi",), ("taxonomi", "taxonomy")),
        ((Article, Organization), ("taxonomy",), None),
        ((Organization, Article), ("provider", "domian"), ("domian", "domain")),
        ((Article, Organization), ("provider", "domian"), ("domian", "domain")),
        ((Post,), ("names", "anything", 0), None),
        ((Post,), ("zzzzzzzz",), ("zzzzzzzz", None)),
    ],
)
def test_a_name_that_no_class_knows_is_told_with_the_one_that_is_near(
    classes: tuple[type, ...], key: Key, expected: object
) -> None:
    assert misnamed(classes, key) == expected
