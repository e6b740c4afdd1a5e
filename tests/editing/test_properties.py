"""Anchors, tags and aliases forbid just the edits that would change what they say."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.rows import ALIAS, ANCHOR, TAG, Edit, Edited, Refused, check_refused, check_text, params

ALLOWED: list[Edited] = [
    ("the tag of text stays with text", "x: ! 'A: b'\n", [("set", "x", "C: d")], "x: ! 'C: d'\n"),
    ("it goes with text", "x: ! 'A: b'\n", [("set", "x", 5)], "x: 5\n"),
    ("it goes for nothing", "x: ! 'A: b'\n", [("set", "x", None)], "x: \n"),
    ("it goes for a list", "x: ! 'A: b'\n", [("set", "x", ["a"])], "x:\n  - a\n"),
    ("it is in no item's way", "x: ! [a]\n", [("set", "x[1]", "b")], "x: ! [a, b]\n"),
    ("it is deleted with its value", "x: ! 'A: b'\ny: 1\n", [("delete", "x")], "y: 1\n"),
    ("text without a character stays text", "x: !\ny: 1\n", [("set", "x", "a")], "x: ! a\ny: 1\n"),
    ("it stands beside an anchor that stays", "x: &a ! b\n", [("set", "x", 1)], "x: &a 1\n"),
    ("what has a tag is deleted", "x: !!set {a, b}\ny: 1\n", [("delete", "x")], "y: 1\n"),
    ("so is what has one in it", "x:\n  - a: !t b\n  - c\n", [("delete", "x[0]")], "x:\n  - c\n"),
    ("so is a key that has one", "x:\n  !t a: 1\n  b: 2\n", [("delete", "x.a")], "x:\n  b: 2\n"),
    ("so is one in a flow mapping", "x: {a: !t b, c: 1}\n", [("delete", "x.a")], "x: {c: 1}\n"),
    ("one that has a tag in it becomes another", "x: [!t a]\n", [("set", "x", "b")], "x: b\n"),
    ("a tagged item moves", "x:\n  - a\n  - !t b\n", [("set", "x", ["b", "a"])], "x:\n  - !t b\n  - a\n"),
    ("a list with an anchor grows", "tags: &tags\n  - a\n", [("set", "tags[1]", "b")], "tags: &tags\n  - a\n  - b\n"),
    ("it shrinks", "tags: &tags\n  - a\n  - b\n", [("delete", "tags[0]")], "tags: &tags\n  - b\n"),
    ("it is emptied", "tags: &tags\n  - a\n", [("delete", "tags[0]")], "tags: &tags []\n"),
    ("it becomes another value", "tags: &tags\n  - a\n", [("set", "tags", "b")], "tags: &tags b\n"),
    ("it is deleted", "tags: &tags\n  - a\ny: 1\n", [("delete", "tags")], "y: 1\n"),
    ("a flow list with one grows", "tags: &tags [a]\n", [("set", "tags[1]", "b")], "tags: &tags [a, b]\n"),
    ("a mapping with one takes a key", "x: &x\n  a: 1\n", [("set", "x.b", 2)], "x: &x\n  a: 1\n  b: 2\n"),
    ("an empty value with one is filled", "x: &x\ny: 1\n", [("set", "x", "a")], "x: &x a\ny: 1\n"),
    ("a value with one is emptied", "x: &x a\ny: 1\n", [("set", "x", None)], "x: &x\ny: 1\n"),
    ("it is on a line of its own below", "x: &x\n  a\ny: 1\n", [("set", "x", None)], "x: &x\ny: 1\n"),
    ("an item with one becomes a mapping", "x:\n  - &x a\n", [("set", "x[0]", {"b": 1})], "x:\n  - &x\n    b: 1\n"),
    ("a value with one becomes a mapping", "x: &x a\n", [("set", "x", {"b": 1})], "x: &x\n  b: 1\n"),
    ("one in a flow list becomes a mapping", "x: [&x a]\n", [("set", "x[0]", {"b": 1})], "x: [&x {b: 1}]\n"),
    ("an anchored key's value changes", "&k x: 1\n", [("set", "x", 2)], "&k x: 2\n"),
    ("an alias is deleted", "x: &x a\ny: *x\n", [("delete", "y")], "x: &x a\n"),
    ("so is an anchor with all its aliases", "x:\n  - &x a\n  - *x\ny: 1\n", [("delete", "x")], "y: 1\n"),
    ("a key is added beside a merge", "D: &D {a: 1}\nx:\n  <<: *D\n", [("set", "x.b", 2)], "D: &D {a: 1}\nx:\n  <<: *D\n  b: 2\n"),
    ("one is deleted beside it", "D: &D {a: 1}\nx:\n  <<: *D\n  b: 2\n", [("delete", "x.b")], "D: &D {a: 1}\nx:\n  <<: *D\n"),
    ("one is changed beside it", "D: &D {a: 1}\nx:\n  <<: *D\n  b: 2\n", [("set", "x.b", 3)], "D: &D {a: 1}\nx:\n  <<: *D\n  b: 3\n"),
    ("a key beside one that is referred to is changed", "x:\n  a: &a 1\n  b: 2\ny: *a\n", [("set", "x.b", 3)], "x:\n  a: &a 1\n  b: 3\ny: *a\n"),
    ("what has nothing to do with an alias is deleted", "x: &x a\ny: *x\nz: &z 1\n", [("delete", "z")], "x: &x a\ny: *x\n"),
    ("what has nothing to do with an alias moves", "x: &x a\ny: *x\nz:\n  - 1\n  - 2\n", [("set", "z", [2, 1])], "x: &x a\ny: *x\nz:\n  - 2\n  - 1\n"),
    ("an anchor and a tag in what has a tag", "x: ! [&a ! b, c]\n", [("set", "x[0]", "q")], "x: ! [&a ! q, c]\n"),
    ("a key beside one that has both", "x: &n !\n  &k ! a: 1\n", [("set", "x.b", 1)], "x: &n !\n  &k ! a: 1\n  b: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(ALLOWED))
def test_what_changes_nothing_else_is_done(before: str, edits: list[Edit], after: str) -> None:
    """Not `check_edit`: other readers merge `<<`, and take no tag that they don't know."""
    check_text(before, edits, after)


REFUSED: list[Refused] = [
    ("an alias is set", "x: &x a\ny: *x\n", ("set", "y", "b"), (("y",), 6, 4, ALIAS)),
    ("what an alias refers to is set", "x: &x a\ny: *x\n", ("set", "x", "b"), (("x",), 5, 4, ANCHOR)),
    ("a part of it is", "x: &x {a: 1}\ny: *x\n", ("set", "x.a", 2), (("x",), 5, 4, ANCHOR)),
    ("it is deleted", "x: &x a\ny: *x\n", ("delete", "x"), (("x",), 5, 4, ANCHOR)),
    ("it becomes something else", "x: [&x a]\ny: *x\n", ("set", "x", 1), (("x", 0), 5, 5, ANCHOR)),
    ("one of two aliases goes with it", "x:\n  - &x a\n  - *x\ny: *x\n", ("delete", "x"), (("x", 0), 6, 5, ANCHOR)),
    ("it moves", "x:\n  - &x a\n  - b\n  - c\ny: *x\n", ("set", "x", ["b", "c", "a"]), (("x", 0), 6, 5, ANCHOR)),
    ("an alias moves", "x: &x a\ny:\n  - *x\n  - b\n  - c\n", ("set", "y", ["b", "c", "a"]), (("y", 0), 7, 5, ALIAS)),
    ("what has a tag is set", "x: !t a\n", ("set", "x", "b"), (("x",), 5, 4, TAG)),
    ("a part of it is", "x: !t {a: 1}\n", ("set", "x.a", 2), (("x",), 5, 4, TAG)),
    ("a core tag says what the value is", "x: !!str 1\n", ("set", "x", "b"), (("x",), 5, 4, TAG)),
    ("a comment behind an anchor, and the list is emptied", "x:\n  &A # c\n  - 1\n", ("delete", "x[0]"), (("x",), 6, 6, "this comment would be lost; move it, or take it out first")),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edit", "error"), params(REFUSED))
def test_what_would_change_something_else_is_refused(before: str, edit: Edit, error: tuple[Any, ...]) -> None:
    check_refused(before, edit, error)
