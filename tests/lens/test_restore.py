"""What a class made of the values of a text isn't taken for an edit of it."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt.lens.restore import misread, restored
from articlefmt.testing.values import plain_values, texts
from articlefmt.values import same
from tests.samples import file

MAPPINGS = st.dictionaries(texts, plain_values, max_size=4)


@attrs.define
class Walk:
    id: str = attrs.field(factory=lambda: uuid.uuid4().hex)
    length: float = 0.5
    heights: list[float] = attrs.field(factory=list)


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


@attrs.define
class Posts:
    name: str
    posts: list[Post] = attrs.field(factory=list)


def rename(post: Post) -> None:
    post.name = "THREE SHORT WORDS"


def number(post: Post) -> None:
    post.number = 1000


def nothing(_: Post) -> None:
    pass


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (nothing, ["name: Two Words"]),
        (rename, ["name: three short words"]),
        (number, ["name: Two Words", "number: 1000"]),
    ],
)
def test_only_what_a_program_changed_is_written(edit: Callable[[Post], None], lines: list[str]) -> None:
    document = articlefmt.loads(file("name: Two Words"), Post)
    assert document.record.words == 2
    edit(document.record)
    assert document.to_bytes() == file(*lines)


@pytest.mark.parametrize(
    ("text", "old", "wanted", "read", "key"),
    [
        # nothing was edited, or what was is read as it is wanted
        ({"a": "A"}, {"a": "A"}, {"a": "b"}, {"a": "a"}, None),
        ({"a": " b "}, {"a": "A"}, {"a": "b"}, {"a": "b"}, None),
        # nor is what is read just as it is written: whole floats lose their point
        ({"a": [0]}, {"a": []}, {"a": [0.0]}, {"a": [0]}, None),
        # the innermost key or item that is read as something else
        ({"a": "B"}, {"a": "A"}, {"a": "B"}, {"a": "b"}, ("a",)),
        ({"a": {"x": "X", "y": "Y"}}, {"a": {"x": "X"}}, {"a": {"x": "x", "y": "Y"}}, {"a": {"x": "x", "y": "y"}}, ("a", "y")),
        ({"a": ["X", "Y"]}, {"a": ["X"]}, {"a": ["x", "Y"]}, {"a": ["x", "y"]}, ("a", 1)),
        ({"a": [{"n": "X"}, {"n": "Y"}]}, {"a": [{"n": "X"}]}, {"a": [{"n": "x"}, {"n": "Y"}]}, {"a": [{"n": "x"}, {"n": "y"}]}, ("a", 1, "n")),
        # items are told where the class reads as many, or fewer
        ({"a": ["x", "y", "x"]}, {"a": ["x", "y"]}, {"a": ["x", "y", "x"]}, {"a": ["x", "y"]}, ("a", 2)),
        ({"a": ["x, y", "z"]}, {"a": ["x, y"]}, {"a": ["x", "y", "z"]}, {"a": ["x", "y", "q"]}, ("a",)),
        ({"a": "x"}, {}, {"a": ["x"]}, {"a": ["x", "y"]}, ("a",)),
    ],
)  # fmt: skip
def test_an_edit_that_is_read_as_something_else_is_told_by_its_innermost_key(
    text: dict[str, Any], old: dict[str, Any], wanted: dict[str, Any], read: dict[str, Any], key: tuple[Any, ...] | None
) -> None:
    assert misread(text, old, wanted, read) == key


def test_an_edit_that_the_class_makes_something_else_of_is_refused_with_its_place() -> None:
    document = articlefmt.loads(file("name: Two Words", "posts:", "  - name: A", "  - name: B"), Posts)
    object.__setattr__(document.record.posts[1], "name", "LOUD")
    with pytest.raises(articlefmt.EditError) as caught:
        document.to_bytes()
    told = caught.value
    assert (told.code, told.key, told.line) == ("E707", ("posts", 1, "name"), 5)
    assert told.message == "`Posts` makes another value of this when it reads it; give it what it makes of it"
    object.__setattr__(document.record.posts[1], "name", "quiet")
    assert document.to_bytes() == file("name: Two Words", "posts:", "  - name: A", "  - name: quiet")


def test_a_whole_float_is_written_without_its_point_where_a_class_makes_something_of_other_values() -> None:
    document = articlefmt.loads(file("id: walk-1", "length: 2.5", "heights: []"), Walk)
    document.record.length = 5.0
    document.record.heights.append(800.0)
    assert document.to_bytes() == file("id: walk-1", "length: 5", "heights:", "  - 800")
