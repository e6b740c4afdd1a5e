"""More of what an edit does to a text, and direct tests of what stayed of a list, of splices and of tags."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

import articlefmt
from articlefmt import Article, EditError, Record
from articlefmt.lens.align import align
from articlefmt.lens.put import put
from articlefmt.syntax import nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.scalars import resolve_tagged
from articlefmt.syntax.source import split
from articlefmt.syntax.splice import Splice, apply
from tests.samples import form, read

HEAD = 'title: "T"\nexcerpt: ""\ntype: article\n'
PROPERTY = "an anchor, alias or tag stands here, so the edit can't be made; edit the text"
COMMENT = "a comment stands inside the value, and would be lost; remove it first"
FLOW_COMMENT = "a comment stands in this flow collection, and could be lost; edit the text"
NO_COLON = "this key has no colon, so the edit can't be made; write `key: value`"
Edit = tuple[Any, ...]


def edited(before: str, edits: list[Edit]) -> str:
    document = articlefmt.loads(f"---\n{before}---\n", Record)
    for name, *arguments in edits:
        getattr(document, name)(*arguments)
    return document.to_str().removeprefix("---\n").removesuffix("---\n")


def put_at_once(before: str, new: dict[str, Any], exact: bool) -> str:
    limits = Limits()
    source = split(f"---\n{before}---\n".encode(), limits)
    tree = read(source, limits)
    old = nodes.values(tree, limits.nodes)
    return apply(source.front, put(source, tree, old, new, Article, exact=exact))


EDITS: list[tuple[str, str, list[Edit], str]] = [
    ("a colon in a comment between a key and its own colon is none", "? x # c: d\n: 1\n", [("set", "x", None)], "? x # c: d\n: \n"),
    ("nor is one in a comment on a line of its own", "? x\n# c: d\n: 1\n", [("set", "x", [1])], "? x\n# c: d\n:\n    - 1\n"),
    ("nor before a mapping that becomes a text", "? x # c: d\n:\n  a: 1\n", [("set", "x", "v")], "? x # c: d\n: v\n"),
    ("a key is placed where a literal goes whose last line looks like a comment", "provider:\n  name: |\n    a\n    # b\n  images: []\n", [("set", "provider", {"domain": "d", "images": []})], "provider:\n  domain: d\n  images: []\n"),
    ("an item's first key goes, and an earlier one comes", 'related:\n  - title: "A"\n    webUrl: u\n', [("set", "related[0]", {"excerpt": "E", "webUrl": "u"})], 'related:\n  - excerpt: "E"\n    webUrl: u\n'),
    ("an item's first key goes, a literal with a line like a comment", "x:\n  - a: |\n      # t\n    b: 1\n", [("delete", "x[0].a")], "x:\n  - b: 1\n"),
    ("the empty line of a literal that keeps it is none of the generator's", "heat: 5\n\nprovider:\n  name: |+\n    P\n\n", [("delete", "heat")], "\nprovider:\n  name: |+\n    P\n\n"),
    ("all items of a list behind a dash are replaced by fewer", "x:\n  - - a\n    - b\n    - c\n", [("set", "x[0]", ["d"])], "x:\n  - - d\n"),
    ("the item that moves keeps its quotes and comment", "x:\n  - 'a' # one\n  - b\n  - c\n", [("set", "x", ["b", "c", "a"])], "x:\n  - b\n  - c\n  - 'a' # one\n"),
    ("an item behind a dash doesn't move, it is written anew", "x:\n  - - 'a'\n    - b\n    - c\n", [("set", "x[0]", ["b", "c", "a"])], "x:\n  - - b\n    - c\n    - a\n"),
    ("the comment above an item moves with it", "x:\n  - a\n  # for b\n  - b\n  - c\n  - d\n", [("set", "x", ["a", "c", "d", "b"])], "x:\n  - a\n  - c\n  - d\n  # for b\n  - b\n"),
    ("a comment above an empty line doesn't", "x:\n  - a\n  # far\n\n  - b\n  - c\n  - d\n", [("set", "x", ["a", "c", "d", "b"])], "x:\n  - a\n  # far\n\n  - c\n  - d\n  - b\n"),
    ("the text of a literal above it doesn't", "x:\n  - |\n    a\n    # text\n  - b\n  - c\n  - d\n", [("set", "x", ["a\n# text\n", "c", "d", "b"])], "x:\n  - |\n    a\n    # text\n  - c\n  - d\n  - b\n"),
    ("a new item of a class has its order", 'related:\n  - title: "A"\n', [("set", "related[1]", {"webUrl": "u", "title": "B"})], 'related:\n  - title: "A"\n  - title: "B"\n    webUrl: u\n'),
    ("an item that ends with a dash", "x:\n- a-\n- b\n", [("delete", "x[1]")], "x:\n- a-\n"),
    ("the first key of an item goes, and a later one", "x:\n  - a: 1\n    b: 2\n    c: 3\n", [("set", "x[0]", {"b": 2})], "x:\n  - b: 2\n"),
    ("the first key of an item goes below a comment above the list", "\n# c\nx:\n  - a: 1\n    b: 2\n", [("delete", "x[0].a")], "\n# c\nx:\n  - b: 2\n"),
    ("the first key goes, whose text has lines like a comment's but isn't", "x:\n  - a: b\n      X# c\n    d: 1\n", [("delete", "x[0].a")], "x:\n  - d: 1\n"),
    ("a literal with a line like a comment goes with it", "x: |\n  # text\n  b\ny: 1\n", [("delete", "x")], "y: 1\n"),
    ("so it does as a group", "\nx: |\n  # text\n\nz: 1\n", [("delete", "x")], "\nz: 1\n"),
    ("a comment directly behind a literal stays", "x:\n  a: |\n    t\n  # c\n  b: 1\n", [("delete", "x")], "  # c\n"),
    ("one key of a group goes, the empty line stays", "\nheat: 5\nx: 1\n", [("delete", "heat")], "\nx: 1\n"),
    ("a comment inside another group is nothing to the group that goes", "a:\n  # c\n  b: 1\n\nx: 1\n\nz: 2\n", [("delete", "x")], "a:\n  # c\n  b: 1\n\nz: 2\n"),
    ("a key joins the group above the gap", "heat: 5\n\ntopics:\n  - a\n", [("set", "published", 1)], "heat: 5\npublished: 1\n\ntopics:\n  - a\n"),
    ("a key joins a group without an empty line behind it, below one", "\nheat: 5\ntopics:\n  - a\n", [("set", "published", 1)], "\nheat: 5\npublished: 1\n\ntopics:\n  - a\n"),
    ("the same above one", "heat: 5\ntopics:\n  - a\n\nimages: []\n", [("set", "published", 1)], "heat: 5\npublished: 1\n\ntopics:\n  - a\n\nimages: []\n"),
    ("the same behind blanks at the end of the line", "heat: 5 \ntopics:\n  - a\n\nimages: []\n", [("set", "published", 1)], "heat: 5 \npublished: 1\n\ntopics:\n  - a\n\nimages: []\n"),
    ("the empty line may stand below a comment", "heat: 5\n# c\n\ntopics:\n  - a\n\nimages: []\n", [("set", "published", 1)], "heat: 5\npublished: 1\n# c\n\ntopics:\n  - a\n\nimages: []\n"),
    ("a mapping of a class in a flow mapping has its order", "provider: {name: P}\n", [("set", "provider.images", [{"height": 1, "width": 2, "url": "u"}])], "provider: {name: P, images: [{url: u, width: 2, height: 1}]}\n"),
    ("a new value of a class in a block mapping has its order", "provider:\n  name: P\n", [("set", "provider.images", [{"height": 1, "width": 2, "url": "u"}])], "provider:\n  name: P\n  images:\n    - url: u\n      width: 2\n      height: 1\n"),
    ("a mapping of a class in a flow list has its order", "related: [{webUrl: u}]\n", [("set", "related[1]", {"webUrl": "w", "quality": 1, "excerpt": "E"})], 'related: [{webUrl: u}, {excerpt: "E", webUrl: w, quality: 1}]\n'),
    ("in the place of a scalar too", "related: [a]\n", [("set", "related[0]", {"webUrl": "w", "excerpt": "E"})], 'related: [{excerpt: "E", webUrl: w}]\n'),
    ("and in a block list", "related:\n  - a\n", [("set", "related[0]", {"webUrl": "w", "excerpt": "E"})], 'related:\n  - excerpt: "E"\n    webUrl: w\n'),
    ("and behind a key", "provider: x\n", [("set", "provider", {"domain": "d", "name": "N"})], 'provider:\n  name: "N"\n  domain: d\n'),
    ("an anchor in a flow list stays when another item goes", "x: [&a 1, 2, 3]\n", [("delete", "x[1]")], "x: [&a 1, 3]\n"),
    ("the quotes in a flow list stay", "x: ['a', b]\n", [("set", "x[2]", "c")], "x: ['a', b, c]\n"),
    ("the first item of a flow list changes and the last goes", "x: [a, b, c]\n", [("set", "x", ["z", "b"])], "x: [z, b]\n"),
    ("the separators of a flow list stay", "x: [a,b,  c, d]\n", [("delete", "x[3]")], "x: [a,b,  c]\n"),
    ("of two items that are told apart by a null alone the right one goes", "related:\n  - quality: 1\n    excerpt:\n  - quality: 1 # b\n", [("set", "related", [{"quality": 1}])], "related:\n  - quality: 1 # b\n"),
    ("a nested scalar becomes a mapping", "x:\n  a: 1\n", [("set", "x.a", {"b": 2})], "x:\n  a:\n    b: 2\n"),
    ("a colon in the comment behind the key", "x: # a: b\n  c: 1\n", [("set", "x", "v")], "x: v # a: b\n"),
    ("a colon in the comment behind an explicit key without a value", "? x # c: d\n:\ny: 1\n", [("set", "x", 1)], "? x # c: d\n: 1\ny: 1\n"),
    ("a null keeps the blanks behind its colon", "x:   5 # c\n", [("set", "x", None)], "x:    # c\n"),
    ("a value on a line of its own becomes null", "x:\n  5\ny: 1\n", [("set", "x", None)], "x: \ny: 1\n"),
    ("a null before many blanks", "x:   # c\n", [("set", "x", 5)], "x: 5  # c\n"),
    ("a null before a brace", "x: {a: }\n", [("set", "x.a", "v")], "x: {a: v}\n"),
    ("a null before a bracket", "x: [a: ]\n", [("set", "x[0].a", "v")], "x: [a: v]\n"),
    ("quotes that were needed go with the need", 'x: "a: b"\n', [("set", "x", "c")], "x: c\n"),
    ("a comment behind a literal's header has another in it", "x: | # c # d\n  a\n", [("set", "x", "b\n")], "x: | # c # d\n  b\n"),
    ("a literal starts with an empty line", "x: |\n\n  a\ny: 1\n", [("set", "x", "b\n")], "x: |\n  b\ny: 1\n"),
    ("a literal without lines", "x: |\ny: 1\n", [("set", "x", "a")], 'x: "a"\ny: 1\n'),
    ("a literal with a line like a comment becomes a mapping", "x: |\n  # text\n", [("set", "x", {"a": 1})], "x:\n  a: 1\n"),
    ("a value close to its colon becomes a list", 'x: {"a":1}\n', [("set", "x.a", [1])], 'x: {"a":[1]}\n'),
    ("a comment above the key is nothing to its value", "# c\nx:\n  a: 1\n", [("set", "x", "v")], "# c\nx: v\n"),
    ("a list becomes a text with a colon", "x:\n  - 1\n", [("set", "x", "https://a.example/b:c")], "x: https://a.example/b:c\n"),
    ("the blanks behind a key go with its lines", "x:   \n  a: 1\n", [("set", "x", "v")], "x: v\n"),
    ("the blanks behind a flow list go with it", "x: [1] \n", [("set", "x", "v")], "x: v\n"),
    ("a mapping becomes a list", "x:\n  a: 1\n", [("set", "x", ["b", "c"])], "x:\n  - b\n  - c\n"),
    ("a number becomes a list", "x: 1\n", [("set", "x", ["b", "c"])], "x:\n  - b\n  - c\n"),
    ("the closing empty line comes with its keys", "provider:\n  name: P\n", [("set", "heat", 5)], "heat: 5\nprovider:\n  name: P\n\n"),
    ("it goes with them", "heat: 5\n\nprovider:\n  name: P\n\n", [("delete", "heat")], "\nprovider:\n  name: P\n"),
    ("it doesn't go where it wasn't", "heat: 5\n\nprovider:\n  name: P\n", [("delete", "heat")], "\nprovider:\n  name: P\n"),
    ("it doesn't come where it was", "provider:\n  name: P\n\n", [("set", "heat", 5)], "heat: 5\nprovider:\n  name: P\n\n"),
    ("a new last line ends as the one before it", "heat: 5\nx: 1\r\n", [("set", "z", 2)], "heat: 5\nx: 1\r\nz: 2\r\n"),
    ("a null before a carriage return", "heat:\r\nx: 1\n", [("set", "heat", 5)], "heat: 5\r\nx: 1\n"),
    ("all keys of a nested mapping are replaced by more", "x:\n  a: 1\n", [("set", "x", {"b": 2, "c": 3})], "x:\n  b: 2\n  c: 3\n"),
    ("an explicit key with a colon in its comment is given a list", "? x # c: d\n:\ny: 1\n", [("set", "x", [1])], "? x # c: d\n:\n    - 1\ny: 1\n"),
    ("a null item without a line behind its dash goes", "x:\n-\n-\n- c\n", [("delete", "x[1]")], "x:\n-\n- c\n"),
    ("it stays where its keys do", "heat: 5\n\nprovider:\n  name: P\n\n", [("set", "heat", 6)], "heat: 6\n\nprovider:\n  name: P\n\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS])
def test_a_further_edit_is_the_smallest_change(before: str, edits: list[Edit], after: str) -> None:
    assert edited(HEAD + before, edits) == HEAD + after


WHOLE: list[tuple[str, str, list[Edit], str]] = [
    ("a key of another group between two of one", "heat: 1\ntitle: T\n", [("set", "topics", ["a"])], "heat: 1\n\ntopics:\n  - a\n\ntitle: T\n"),
    ("a key joins the group below the gap", "topics:\n  - a\n\nheat: 5\n", [("set", "quality", 1)], "topics:\n  - a\n\nquality: 1\nheat: 5\n"),
    ("a gap inside a group stays behind the new key", "title: T\n\nheat: 5\n", [("set", "quality", 1)], "title: T\nquality: 1\n\nheat: 5\n"),
    ("a key goes behind its predecessor, also where its successor stands above", 'heat: 1\nexcerpt: ""\n', [("set", "quality", 1)], 'heat: 1\nexcerpt: ""\nquality: 1\n'),
    ("a key goes before its successor in the group, also where a key of a group before stands below", "topics:\n  - a\nprovider:\n  name: P\nheat: 1\n", [("set", "levels", ["l"])], "levels:\n  - l\ntopics:\n  - a\nprovider:\n  name: P\nheat: 1\n"),
    ("a key without a predecessor comes first", "topics: T\n", [("set", "title", "T")], 'title: "T"\n\ntopics: T\n'),
    ("a key that isn't text stands before the one that is set", "1: x\nheat: 1\n", [("set", "heat", 2)], "1: x\nheat: 2\n"),
    ("an empty line at the very start stays", "\nheat: 1\nx: 2\n", [("delete", "heat")], "\nx: 2\n"),
    ("a literal that is all there is goes, with a line like a comment", "a: |\n  # text\n", [("delete", "a")], "{}\n"),
    ("comments above the only key stay", "# top\n# c\nheat: 1\n", [("delete", "heat")], "# top\n# c\n{}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_a_further_edit_of_a_whole_front_matter(before: str, edits: list[Edit], after: str) -> None:
    assert edited(before, edits) == after


AT_ONCE: list[tuple[str, str, dict[str, Any], bool, str]] = [
    ("the first group goes key by key at once", "a: 1 \nb: 2\n\nc: 3\n", {"c": 3}, True, "c: 3\n"),
    ("so it does below an empty line", "\na: 1\nb: 2\n\nc: 3\n", {"c": 3}, True, "\nc: 3\n"),
    ("new keys keep their order", "title: T\n", {"title": "T", "a": 1, "b": 2, "c": 3}, True, "title: T\n\na: 1\nb: 2\nc: 3\n"),
    ("a key comes above the comment of the one that goes", "title: T\n# about x\nexcerpt: E\nheat: 1\n", {"title": "T", "type": "article", "heat": 1}, True, "title: T\ntype: article\n# about x\nheat: 1\n"),
    ("new keys in the place of all have the order of their class", "a: 1\n", {"provider": {"domain": "d", "name": "N"}}, True, 'provider:\n  name: "N"\n  domain: d\n'),
    ("a record leaves nulls and empty lists", "title: T\nheat:\ntopics: []\n", {"title": "U"}, False, "title: U\nheat:\ntopics: []\n"),
    ("what a record lacks becomes null where the kind requires it", "title: T\nexcerpt: E\nheat: 5\n", {"title": "T"}, False, "title: T\nexcerpt: \n"),
    ("items are told apart without their nulls", "related:\n  - quality: 1 # a\n    excerpt:\n  - quality: 2 # b\n    excerpt:\n", {"related": [{"quality": 2}]}, False, "related:\n  - quality: 2 # b\n    excerpt:\n"),
    ("nor with the nulls of the new ones", "related:\n  - quality: 1 # a\n  - quality: 2 # b\n", {"related": [{"quality": 2, "excerpt": None}]}, False, "related:\n  - excerpt: \n    quality: 2 # b\n"),
    ("nothing changes below a tag", "!!map\na: 1\n", {"a": 1}, True, "!!map\na: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "new", "exact", "after"), [row[1:] for row in AT_ONCE], ids=[row[0] for row in AT_ONCE])  # fmt: skip
def test_many_changes_at_once(before: str, new: dict[str, Any], exact: bool, after: str) -> None:
    assert put_at_once(before, new, exact) == after


REFUSED: list[tuple[str, str, Edit, tuple[Any, ...]]] = [
    ("an anchor before a removed key of a flow mapping", "x: {&k a: 1, b: 2}\n", ("delete", "x.a"), (("x",), 5, 5, PROPERTY, "x: {&k a: 1, b: 2}")),
    ("an anchor before a removed key", "x:\n  &k a: 1\n  b: 2\n", ("delete", "x.a"), (("x",), 6, 3, PROPERTY, "  &k a: 1")),
    ("an anchor in a list behind a dash that is replaced", "x:\n  - - &a 1\n    - b\n", ("set", "x[0]", ["c"]), (("x", 0), 6, 7, PROPERTY, "  - - &a 1")),
    ("an anchor of an item that moves", "x:\n  - a\n  - &b b\n  - c\n  - d\n", ("set", "x", ["a", "c", "d", "b"]), (("x",), 7, 5, PROPERTY, "  - &b b")),
    ("an anchor of an item that goes", "x:\n  - &a 1\n  - b\n", ("delete", "x[0]"), (("x",), 6, 5, PROPERTY, "  - &a 1")),
    ("an anchor in a flow mapping", "x: {a: &a 1, b: 2}\n", ("delete", "x.a"), (("x",), 5, 8, PROPERTY, "x: {a: &a 1, b: 2}")),
    ("an anchor in a flow list", "x: [&a 1, 2]\n", ("delete", "x[0]"), (("x",), 5, 5, PROPERTY, "x: [&a 1, 2]")),
    ("an anchor in a list that becomes a text", "x: [&a 1]\n", ("set", "x", "v"), (("x",), 5, 5, PROPERTY, "x: [&a 1]")),
    ("an anchor beside a list", "x:\n  a: &a 1\n  b: [1]\n", ("delete", "x"), ((), 6, 6, PROPERTY, "  a: &a 1")),
    ("a comment in a flow mapping", "x: {a: 1, # c\n  b: 2}\ny: 1\n", ("delete", "x.a"), (("x",), 5, 4, FLOW_COMMENT, "x: {a: 1, # c")),
    ("a comment on the first line of a value", "x:\n# c\n  a: 1\n", ("set", "x", "v"), (("x",), 6, 1, COMMENT, "# c")),
    ("an explicit key without a colon", "? x\ny: 1\n", ("set", "x", 2), (("x",), 5, 3, NO_COLON, "? x")),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edit", "error"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_further_edit_in_doubt_is_refused_with_its_line(before: str, edit: Edit, error: tuple[Any, ...]) -> None:
    with pytest.raises(EditError) as caught:
        edited(HEAD + before, [edit])
    found = caught.value
    assert (found.code, found.key, found.line, found.column, found.message, found.excerpt) == ("E703", *error)


@pytest.mark.parametrize(("text", "tag", "value"), [
    ("1.5", "float", 1.5),
    ("2020-01-02T03:04:05Z", "timestamp", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
])  # fmt: skip
def test_a_core_tag_says_what_the_text_resolves_to(text: str, tag: str, value: object) -> None:
    assert resolve_tagged(text, f"tag:yaml.org,2002:{tag}") == value


def test_an_anchor_where_no_key_stays_is_refused_at_the_root() -> None:
    with pytest.raises(EditError) as caught:
        edited("a: &a 1\n", [("delete", "a")])
    assert (caught.value.key, caught.value.line, caught.value.column) == ((), 2, 4)


def test_a_comment_between_two_keys_that_go_is_refused_at_its_line() -> None:
    with pytest.raises(EditError) as caught:
        put_at_once("a: 1\n# c\nb: 1\n", {"d": 1}, exact=True)
    assert (caught.value.key, caught.value.line, caught.value.column) == ((), 3, 1)
    assert caught.value.message == "a comment stands between the keys that go, and would be lost; remove it first"


@pytest.mark.parametrize("before", ["x: a\n", "x: |\n  a\n", "x: [1]\n"])
def test_half_a_character_is_refused_with_the_key_of_its_value(before: str) -> None:
    with pytest.raises(EditError) as caught:
        edited(HEAD + before, [("set", "x", "\ud800")])
    assert (caught.value.code, caught.value.key) == ("E702", ("x",))


def test_splices_that_insert_at_one_place_keep_their_order() -> None:
    assert apply("ab", [Splice(1, 1, "z"), Splice(1, 1, "c"), Splice(0, 0, "-")]) == "-azcb"


def test_splices_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^splices overlap$"):
        apply("abc", [Splice(0, 2, ""), Splice(1, 3, "")])


A, B = {"title": "A", "quality": 1}, {"title": "B", "quality": 1}
A2, B2 = {"title": "A", "quality": 2}, {"title": "B", "quality": 2}
ALIGNED: list[tuple[str, list[Any], list[Any], list[int | None]]] = [
    ("the equal head is trimmed first", ["a", "x", "a", "b"], ["a", "b"], [0, 3]),
    ("then the equal tail", ["b", "x", "b"], ["z", "b"], [None, 2]),
    ("all of it", ["x", "q", "y", "q", "r"], ["z", "q", "r"], [None, 3, 4]),
    ("what is of the tail is matched once", ["a", "b"], ["b", "c", "b"], [None, None, 1]),
    ("equal items in the middle are matched", ["a", "b", "c"], ["c", "a", "b"], [None, 0, 1]),
    ("as many are replaced by as many", [1, 2, 3, 4, 5], [9, 2, 8, 4, 7, 7], [0, 1, 2, 3, None, None]),
    ("items that often occur are matched too", ["x", *"a" * 250, "y"], ["z", "z", *"a" * 250, "w"], [None, None, *range(1, 252)]),
    ("identities that often occur are too", [{"title": "x"}, *({"title": "t", "n": n} for n in range(250))], [{"title": "y"}, {"title": "z"}, *({"title": "t", "n": -1 - n} for n in range(250))], [None, None, *range(1, 251)]),
    ("the same identity is matched", [A, B], [A2, B2, "c"], [0, 1, None]),
    ("what has none isn't", [A, 5, B], [A2, 6, B2, 7], [0, None, 2, None]),
    ("nor is a mapping without one", [{"n": 1}, {"n": 2}], [{"n": 3}, {"n": 4}, {"n": 5}], [None, None, None]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "plan"), [row[1:] for row in ALIGNED], ids=[row[0] for row in ALIGNED])
def test_which_items_of_a_list_stayed(old: list[Any], new: list[Any], plan: list[int | None]) -> None:
    assert align(old, new) == plan


ONE_O_CLOCK = datetime(2020, 1, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(("old", "new", "index"), [
    ([{"a": 1}], {"a": 1}, None),
    ({"a": [1]}, [1], None),
    ([1, 2], [1, 3], None),
    (1, True, None),
    (1, 1.0, None),
    ([1, {"a": [2]}], [1, {"a": [2]}], 1),
    (float("nan"), float("nan"), 1),
    (ONE_O_CLOCK, ONE_O_CLOCK.astimezone(timezone(timedelta(hours=1))), 1),
])  # fmt: skip
def test_an_item_is_matched_with_its_like_only(old: Any, new: Any, index: int | None) -> None:
    assert align(["p", old, "q"], ["r", "s", new, "t", "u"]) == [None, None, index, None, None]


def test_many_equal_items_are_not_matched_with_each_other_but_others_are() -> None:
    """Matching each with each would take minutes."""
    old: list[Any] = ["p", *["x"] * 1100, "q", *["y"] * 1100, "r"]
    new: list[Any] = ["n", *["y"] * 1100, "q", *["x"] * 1200, "m", "s"]
    plan = align(old, new)
    assert plan[1101] == 1101
    assert [index for index in plan[1102:] if index is not None] == []
    identified: list[Any] = [{"title": f"{at % 2}", "n": at} for at in range(3000)]
    assert align([*identified, "e"], [{"title": f"{at % 2}", "n": -1 - at} for at in range(3003)]) == [None] * 3003


def test_a_comment_above_the_first_item_moves_with_it() -> None:
    lines = ("levels:", "  # about A", "  - A", "  # about B", "  - B", "  - C")
    document = articlefmt.loads(form("price: Free", *lines))
    document.record.levels = ["B", "C", "A"]
    moved = ("levels:", "  # about B", "  - B", "  - C", "  # about A", "  - A")
    assert document.to_bytes() == form("price: Free", *moved)
