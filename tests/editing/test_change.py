"""Value by value: what is equal stays, what became another shape is written anew."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.rows import Edit, Edited, check_edit, params, put_at_once

EDITS: list[Edited] = [
    ("an empty list that is filled becomes a block", "topics: []\n", [("set", "topics", ["a"])], "topics:\n  - a\n"),
    ("a mapping becomes a text", "x:\n  a: 1\n  b: 2\nheat: 5\n", [("set", "x", "v")], "x: v\nheat: 5\n"),
    ("a number becomes a mapping, below its comment", "x: 1 # c\nheat: 5\n", [("set", "x", {"a": 1})], "x: # c\n  a: 1\nheat: 5\n"),
    ("a mapping becomes a text, before its comment", "x: # c\n  a: 1\nheat: 5\n", [("set", "x", "v")], "x: v # c\nheat: 5\n"),
    ("an item becomes a mapping", "x:\n  - a\n  - b\n", [("set", "x[0]", {"p": 1, "q": [2]})], "x:\n  - p: 1\n    q:\n      - 2\n  - b\n"),
    ("an emptied list", "x:\n  - a\n  - b\nheat: 5\n", [("set", "x", [])], "x: []\nheat: 5\n"),
    ("a mapping whose last key goes stays, empty", "x:\n  a: 1\ny: 2\n", [("delete", "x.a")], "x: {}\ny: 2\n"),
    ("all keys of a mapping are replaced", "x:\n  a: 1\n", [("set", "x", {"b": 2})], "x:\n  b: 2\n"),
    ("values of other shapes go into a flow mapping", "x: {a: 1, b: }\n", [("set", "x.a", [1, "b"]), ("set", "x.b", {"c": None})], "x: {a: [1, b], b: {c: null} }\n"),
    ("and into an empty place of it", "x: {a: , b: 1}\n", [("set", "x.a", [[1], {}])], "x: {a: [[1], {}] , b: 1}\n"),
    ("in the place of a scalar too", "related: [a]\n", [("set", "related[0]", {"webUrl": "w", "excerpt": "E"})], 'related: [{excerpt: "E", webUrl: w}]\n'),
    ("and in a block list", "related:\n  - a\n", [("set", "related[0]", {"webUrl": "w", "excerpt": "E"})], 'related:\n  - excerpt: "E"\n    webUrl: w\n'),
    ("and behind a key", "provider: x\n", [("set", "provider", {"domain": "d", "name": "N"})], 'provider:\n  name: "N"\n  domain: d\n'),
    ("a nested scalar becomes a mapping", "x:\n  a: 1\n", [("set", "x.a", {"b": 2})], "x:\n  a:\n    b: 2\n"),
    ("a colon in the comment behind the key", "x: # a: b\n  c: 1\n", [("set", "x", "v")], "x: v # a: b\n"),
    ("a literal with a line like a comment becomes a mapping", "x: |\n  # text\n", [("set", "x", {"a": 1})], "x:\n  a: 1\n"),
    ("a value close to its colon becomes a list", 'x: {"a":1}\n', [("set", "x.a", [1])], 'x: {"a":[1]}\n'),
    ("a comment above the key is nothing to its value", "# c\nx:\n  a: 1\n", [("set", "x", "v")], "# c\nx: v\n"),
    ("a list becomes a text with a colon", "x:\n  - 1\n", [("set", "x", "https://a.example/b:c")], "x: https://a.example/b:c\n"),
    ("the blanks behind a key go with its lines", "x:   \n  a: 1\n", [("set", "x", "v")], "x: v\n"),
    ("the blanks behind a flow list go with it", "x: [1] \n", [("set", "x", "v")], "x: v\n"),
    ("a mapping becomes a list", "x:\n  a: 1\n", [("set", "x", ["b", "c"])], "x:\n  - b\n  - c\n"),
    ("a number becomes a list", "x: 1\n", [("set", "x", ["b", "c"])], "x:\n  - b\n  - c\n"),
    ("all keys of a nested mapping are replaced by more", "x:\n  a: 1\n", [("set", "x", {"b": 2, "c": 3})], "x:\n  b: 2\n  c: 3\n"),
    ("a comment inside a removed value", "x:\n  a: 1\n  # c\n  b: 2\nheat: 5\n", [("set", "x", "v")], "x: v\n  # c\nheat: 5\n"),
    ("an anchor in a list that becomes a text", "x: [&a 1]\n", [("set", "x", "v")], "x: v\n"),
    ("a comment on the first line of a value", "x:\n# c\n  a: 1\n", [("set", "x", "v")], "x: v\n# c\n"),
    ("a comment in a flow mapping that becomes a number", "x: {k: {l: 1, # c\n  m: 2}}\n", [("set", "x", 5)], "x: 5 # c\n"),
    ("a comment above a text that becomes null", "x:\n  # c\n  plain\ny: 1\n", [("set", "x", None)], "x:\n  # c\ny: 1\n"),
    ("one behind its key", "x: # c\n  plain\ny: 1\n", [("set", "x", None)], "x: # c\ny: 1\n"),
    ("one above it and one behind it", "x:\n  # c\n  plain # d\ny: 1\n", [("set", "x", None)], "x:\n  # c\n   # d\ny: 1\n"),
    ("one behind the header of a text that becomes a list", "x: |  # c\n  a\ny: 1\n", [("set", "x", [1])], "x:  # c\n  - 1\ny: 1\n"),
    ("one in a flow list that becomes a number", "x: [a, # c\n  b]\ny: 1\n", [("set", "x", 5)], "x: 5 # c\ny: 1\n"),
    ("one behind a bracket on another line", "x: [a,\n  b] # c\ny: 1\n", [("set", "x", 5)], "x: 5 # c\ny: 1\n"),
    ("comments at both ends of a flow list", "x: [ # c\n  b\n] # d\ny: 1\n", [("set", "x", 5)], "x: 5 # c\n  # d\ny: 1\n"),
    ("comments in an item behind two dashes", "x:\n  - - # c\n      # d\n      a: 1\n", [("set", "x[0]", 5)], "x:\n  - 5 # c\n      # d\n"),
    ("the last item below a comment goes", "tags:\n  # main\n  - a # b\ny: 1\n", [("delete", "tags[0]")], "tags: []\n  # main\ny: 1\n"),
    ("the last key below a comment goes", "x:\n  # main\n  a: 1\ny: 1\n", [("delete", "x.a")], "x: {}\n  # main\ny: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_an_edit_is_the_smallest_change(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


AT_ONCE: list[tuple[str, str, dict[str, Any], str]] = [
    ("nothing changes below a tag", "!!map\na: 1\n", {"a": 1}, "!!map\na: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "new", "after"), params(AT_ONCE))
def test_many_changes_at_once_are(before: str, new: dict[str, Any], after: str) -> None:
    assert put_at_once(before, new) == after
