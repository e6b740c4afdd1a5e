"""What a class made of the values of a text isn't taken for an edit of it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt.lens.restore import restored
from articlefmt.testing.values import plain_values, texts
from articlefmt.values import same

MAPPINGS = st.dictionaries(texts, plain_values, max_size=4)


@given(MAPPINGS, MAPPINGS)
def test_a_record_that_stayed_says_what_the_text_does(old: dict[str, Any], built: dict[str, Any]) -> None:
    found = restored(old, built, copy.deepcopy(built))
    assert same(
        {name: found[name] for name in built if name in old}, {name: old[name] for name in built if name in old}
    )
    assert {*found} == {*old}


@given(MAPPINGS, MAPPINGS)
def test_where_the_class_made_nothing_else_the_record_decides(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert same(restored(old, old, new), new)


@pytest.mark.parametrize(
    ("old", "built", "new", "expected"),
    [
        # what stayed, what changed, what came, what went
        ({"a": " A "}, {"a": "A"}, {"a": "A"}, {"a": " A "}),
        ({"a": " A "}, {"a": "A"}, {"a": "B"}, {"a": "B"}),
        ({"a": " A "}, {"a": "A"}, {"a": "A", "b": 1}, {"a": " A ", "b": 1}),
        ({"a": " A "}, {"a": "A"}, {}, {}),
        # what the class made of nothing isn't written, until it is changed
        ({}, {"id": 7}, {"id": 7}, {}),
        ({}, {"id": 7}, {"id": 8}, {"id": 8}),
        ({}, {"id": 1}, {"id": True}, {"id": True}),
        # what the class left out stays
        ({"a": 1, "b": None}, {"a": 1}, {"a": 2}, {"a": 2, "b": None}),
        # in mappings, and in lists item by item
        ({"a": {"b": " B ", "c": " C "}}, {"a": {"b": "B", "c": "C"}}, {"a": {"b": "B", "c": "D"}}, {"a": {"b": " B ", "c": "D"}}),
        ({"a": [" A ", " B "]}, {"a": ["A", "B"]}, {"a": ["B", "C", "A"]}, {"a": [" B ", "C", " A "]}),
        ({"a": [{"b": " B ", "c": 1}]}, {"a": [{"b": "B", "c": 1}]}, {"a": [{"b": "B", "c": 2}]}, {"a": [{"b": " B ", "c": 2}]}),
        # a list of another length, or in another order: each item is what it was made of, as far as that shows
        ({"a": [" A "]}, {"a": ["A", "made"]}, {"a": ["A", "made", "B"]}, {"a": [" A ", "made", "B"]}),
        ({"a": ["b", "a"]}, {"a": ["a", "b"]}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": [" A "]}, {"a": ["A", "made"]}, {"a": ["A", "made"]}, {"a": [" A "]}),
        ({"a": "x, y"}, {"a": ["x", "y"]}, {"a": ["x"]}, {"a": ["x"]}),
    ],
)  # fmt: skip
def test_the_text_stands_where_the_record_is_as_it_was_built(
    old: dict[str, Any], built: dict[str, Any], new: dict[str, Any], expected: dict[str, Any]
) -> None:
    before = copy.deepcopy((old, built, new))
    assert same(restored(old, built, new), expected)
    assert same([*before], [old, built, new])


def lowered(text: str) -> str:
    return text.lower()


def numbered() -> int:
    NUMBERS.append(len(NUMBERS))
    return NUMBERS[-1]


NUMBERS: list[int] = []


@attrs.define
class Post:
    name: str = attrs.field(converter=lowered)
    number: int = attrs.field(factory=numbered)
    words: int = 0

    def __attrs_post_init__(self) -> None:
        self.words = len(self.name.split())


FILE = "---\nname: Two Words\n---\n"


def rename(post: Post) -> None:
    post.name = "THREE SHORT WORDS"


def number(post: Post) -> None:
    post.number = 1000


def nothing(_: Post) -> None:
    pass


@pytest.mark.parametrize(
    ("edit", "front"),
    [
        (nothing, "name: Two Words\n"),
        (rename, "name: three short words\n"),
        (number, "name: Two Words\nnumber: 1000\n"),
    ],
)
def test_only_what_a_program_changed_is_written(edit: Callable[[Post], None], front: str) -> None:
    document = articlefmt.loads(FILE, Post)
    assert document.record.words == 2
    edit(document.record)
    assert document.to_str() == f"---\n{front}---\n"
