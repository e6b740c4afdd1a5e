"""Entries and items of flow collections come and go in the style that they have."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.rows import ANCHOR, Edit, Edited, Refused, check_edit, check_refused, check_text, opened, params

EDITS: list[Edited] = [
    ("an item is added to a flow list", "topics: [a, b]\n", [("set", "topics[2]", "c")], "topics: [a, b, c]\n"),
    ("one is taken out of it", "topics: [a, b, c]\n", [("delete", "topics[1]")], "topics: [a, c]\n"),
    ("its first is", "topics: [a, b, c]\n", [("delete", "topics[0]")], "topics: [b, c]\n"),
    ("its last is, and the blanks inside the brackets stay", "topics: [ a, b ]\n", [("delete", "topics[1]")], "topics: [ a ]\n"),
    ("a flow list of other items stays one", "topics: [a, b]\n", [("set", "topics", ["b", "a", "c, d"])], 'topics: [b, a, "c, d"]\n'),
    ("an emptied flow list keeps its brackets", "topics: [a]\n", [("set", "topics", [])], "topics: []\n"),
    ("an entry is added to a flow mapping", "x: {a: 1}\n", [("set", "x.b", "2")], 'x: {a: 1, b: "2"}\n'),
    ("one is taken out of it", "x: {a: 1, b: 2}\n", [("delete", "x.a")], "x: {b: 2}\n"),
    ("where the keys are quoted, a new one is", 'x: {"a": 1}\n', [("set", "x.b", 2)], 'x: {"a": 1, "b": 2}\n'),
    ("flow collections nest", "x: {a: {b: [1]}}\n", [("set", "x.a.b[1]", 2), ("set", "x.a.c", {"d": None})], "x: {a: {b: [1, 2], c: {d: null}}}\n"),
    ("a flow list of many lines grows by a line", "x: [\n  a,\n  b\n]\n", [("set", "x[2]", "c")], "x: [\n  a,\n  b,\n  c\n]\n"),
    ("a comma behind the last item stays", "x: [\n  a,\n  b,\n]\n", [("set", "x[2]", "c")], "x: [\n  a,\n  b,\n  c,\n]\n"),
    ("a flow mapping of other keys stays one", "x: {a: 1, b: 2}\n", [("set", "x", {"c": 3})], "x: {c: 3}\n"),
    ("flow collections in a block list", "x:\n  - {a: 1}\n  - [b]\n", [("set", "x[0].b", True), ("set", "x[1][1]", "c")], "x:\n  - {a: 1, b: true}\n  - [b, c]\n"),
    ("a mapping of a class in a flow mapping has its order", "provider: {name: P}\n", [("set", "provider.images", [{"height": 1, "width": 2, "url": "u"}])], "provider: {name: P, images: [{url: u, width: 2, height: 1}]}\n"),
    ("a mapping of a class in a flow list has its order", "related: [{webUrl: u}]\n", [("set", "related[1]", {"webUrl": "w", "quality": 1, "excerpt": "E"})], 'related: [{webUrl: u}, {excerpt: "E", webUrl: w, quality: 1}]\n'),
    ("an anchor in a flow list stays when another item goes", "x: [&a 1, 2, 3]\n", [("delete", "x[1]")], "x: [&a 1, 3]\n"),
    ("the quotes in a flow list stay", "x: ['a', b]\n", [("set", "x[2]", "c")], "x: ['a', b, c]\n"),
    ("the first item of a flow list changes and the last goes", "x: [a, b, c]\n", [("set", "x", ["z", "b"])], "x: [z, b]\n"),
    ("the separators of a flow list stay", "x: [a,b,  c, d]\n", [("delete", "x[3]")], "x: [a,b,  c]\n"),
    ("an anchor before a removed key of a flow mapping", "x: {&k a: 1, b: 2}\n", [("delete", "x.a")], "x: {b: 2}\n"),
    ("an anchor in a flow mapping", "x: {a: &a 1, b: 2}\n", [("delete", "x.a")], "x: {b: 2}\n"),
    ("an anchor in a flow list", "x: [&a 1, 2]\n", [("delete", "x[0]")], "x: [2]\n"),
    ("a flow list over several lines with one item", "x: [\n  a\n  ]\n", [("set", "x[1]", "b")], "x: [\n  a,\n  b\n  ]\n"),
    ("a comment behind an entry that goes stays where its line does", "x: {a: 1, # c\n  b: 2}\ny: 1\n", [("delete", "x.a")], "x: {\n  # c\n  b: 2}\ny: 1\n"),
    ("a comment behind an item that goes stays where its line does", "x: [a, # c\n  b]\n", [("delete", "x[0]")], "x: [\n  # c\n  b]\n"),
    ("a pair alone in a list gets a key", "x: [p: 1]\n", [("set", "x[0].q", 2)], "x: [{p: 1, q: 2}]\n"),
    ("a pair loses its key", "x: [p: 1, b]\n", [("delete", "x[0].p")], "x: [{}, b]\n"),
    ("a pair's value changes", "x: [p: 1]\n", [("set", "x[0].p", 2)], "x: [p: 2]\n"),
    ("a pair written with `?` gets a key", "x: [? p : 1]\n", [("set", "x[0].q", 2)], "x: [{? p : 1, q: 2}]\n"),
    ("a key written with `?` goes", "x: {? p : 1, q: 2}\n", [("delete", "x.p")], "x: {q: 2}\n"),
    ("comments behind items, and one more", "x: [\n  a, # one\n  b # two\n]\n", [("set", "x[2]", "c")], "x: [\n  a, # one\n  b, # two\n  c\n]\n"),
    ("and one less", "x: [\n  a, # one\n  b, # two\n  c # three\n]\n", [("delete", "x[1]")], "x: [\n  a, # one\n  c # three\n]\n"),
    ("and without the last", "x: [\n  a, # one\n  b # two\n]\n", [("delete", "x[1]")], "x: [\n  a # one\n]\n"),
    ("and in another order", "x: [\n  a, # one\n  # of b\n  b # two\n]\n", [("set", "x", ["b", "a"])], "x: [\n  # of b\n  b, # two\n  a # one\n]\n"),
    ("a comment above an item that goes stays", "x: [\n  a,\n  # of b\n  b,\n  c\n]\n", [("delete", "x[1]")], "x: [\n  a,\n  # of b\n  c\n]\n"),
    ("a comment above the last item that goes stays", "x: [\n  a,\n  # of b\n  b]\n", [("delete", "x[1]")], "x: [\n  a\n  # of b\n  ]\n"),
    ("a comment behind a bracket stays when all go", "x: [ # c\n  a\n]\n", [("delete", "x[0]")], "x: [ # c\n]\n"),
    ("a comment ahead of a comma stays with its item", "x: [\n  a # one\n  , b]\n", [("set", "x[2]", "c")], "x: [\n  a # one\n  , b, c]\n"),
    ("a null is no key with a comma", "x: {a: }\n", [("set", "x.b", 1)], "x: {a: , b: 1}\n"),
    ("a null at a comma gets a value", "x: {a: , b: 1}\n", [("set", "x", {"a": 2, "b": 1, "c": 3})], "x: {a: 2, b: 1, c: 3}\n"),
    ("a key without a colon gets an empty mapping", "x: {a, b}\n", [("set", "x.a", {})], "x: {a: {}, b}\n"),
    ("an entry on lines of its own comes", "x: {\n  a: 1\n}\n", [("set", "x.b", 2)], "x: {\n  a: 1,\n  b: 2\n}\n"),
    ("a null at the end of its line is no key with a comma", "x: {\n  a:\n}\n", [("set", "x.b", 1)], "x: {\n  a: ,\n  b: 1\n}\n"),
    ("a comment goes with all items of its line", "x: [\n  a, b, # c\n  d]\n", [("set", "x", ["d"])], "x: [\n  d]\n"),
    ("it stays with one of them", "x: [\n  a, b, # c\n  d]\n", [("set", "x", ["a", "d"])], "x: [\n  a,\n  # c\n  d]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_an_edit_is_the_smallest_change(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


WHOLE: list[Edited] = [
    ("the last key of a flow mapping goes", "{a: 1}\n", [("delete", "a")], "{}\n"),
    ("an empty flow mapping gets its first key", "{}\n", [("set", "title", "T")], '{title: "T"}\n'),
    ("one with blanks in it does", "{ }\n", [("set", "a", 1), ("set", "b", 2)], "{a: 1, b: 2}\n"),
    ("one over two lines does", "{\n}\n", [("set", "a", 1)], "{a: 1}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(WHOLE))
def test_an_edit_of_a_whole_front_matter_is(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after, head="")


REFUSED: list[Refused] = [
    ("a comment in an item that goes", "x: [a, [b,\n  # c\n  d]]\n", ("delete", "x[1]"), (("x", 1, 0), 6, 3, "this comment would be lost; move it, or take it out first")),
    ("a comment in an entry that goes", "x: {a: {b: 1,\n  # c\n  d: 2}, e: 3}\n", ("delete", "x.a"), (("x", "a", "b"), 6, 3, "this comment would be lost; move it, or take it out first")),
    ("an anchor before a removed key", "x: {&k a: 1, b: *k }\n", ("delete", "x.a"), (("x", "a"), 5, 5, ANCHOR)),
    ("an anchor of an item that moves", "x: [&a 1, 2, 3]\ny: *a\n", ("set", "x", [2, 3, 1]), (("x", 0), 5, 5, ANCHOR)),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edit", "error"), params(REFUSED))
def test_an_edit_in_doubt_is_refused_with_its_place(before: str, edit: Edit, error: tuple[Any, ...]) -> None:
    check_refused(before, edit, error)


def test_a_comment_in_an_empty_front_matter_is_not_lost() -> None:
    check_edit("{ # c\n}\n", [("set", "a", 1)], "{ # c\n  a: 1\n}\n", head="")


def test_an_empty_key_stays() -> None:
    """The key of an entry that has neither key nor value was thought to be behind its colon."""
    assert opened("x: {\n  b: 2, : }\n", [("delete", "x.b")]).to_str() == "---\nx: {\n  : }\n---\n"
    assert opened("x: {: }\n", [("set", "x.a", 1)]).to_str() == "---\nx: {: , a: 1}\n---\n"


def test_a_pair_whose_key_is_a_list_gets_another() -> None:
    check_text("x: [[k]: v]\n", [("set", "x[0].n1", 1)], "x: [{[k]: v, n1: 1}]\n")
