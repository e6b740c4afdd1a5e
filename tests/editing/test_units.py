"""Entries and items go with their lines; comments on lines of their own stay."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.rows import ANCHOR, Edit, Edited, Refused, check_edit, check_refused, params

EDITS: list[Edited] = [
    ("a literal text is removed with its lines", "x: |\n  one\n\nheat: 5\n", [("delete", "x")], "\nheat: 5\n"),
    ("an item is removed, the comment above it stays", "x:\n  - a\n  # about b\n  - b # c\n  - c\n", [("delete", "x[1]")], "x:\n  - a\n  # about b\n  - c\n"),
    ("the first item is removed", "x:\n  - a\n  # about b\n  - b # c\n  - c\n", [("delete", "x[0]")], "x:\n  # about b\n  - b # c\n  - c\n"),
    ("the last item is removed", "x:\n  - a\n  # about b\n  - b # c\n", [("delete", "x[1]")], "x:\n  - a\n  # about b\n"),
    ("a mapping is removed from a list, a comment in it stays", "related:\n  - title: A\n    domain: d\n    # c\n    originalUrl: u\n  - title: B\n    domain: e\n    originalUrl: u\n", [("delete", "related[0]")], "related:\n    # c\n  - title: B\n    domain: e\n    originalUrl: u\n"),
    ("the first key of an item goes: the next moves to its dash", "x:\n  - a: 1\n    b: 2\n    c: 3\n", [("delete", "x[0].a")], "x:\n  - b: 2\n    c: 3\n"),
    ("the first two go", "x:\n  - a: 1\n    b: 2\n    c: 3\n", [("set", "x[0]", {"c": 3})], "x:\n  - c: 3\n"),
    ("an item's first key goes, and an earlier one comes", 'related:\n  - title: "A"\n    webUrl: u\n', [("set", "related[0]", {"excerpt": "E", "webUrl": "u"})], 'related:\n  - excerpt: "E"\n    webUrl: u\n'),
    ("an item's first key goes, a literal with a line like a comment", "x:\n  - a: |\n      # t\n    b: 1\n", [("delete", "x[0].a")], "x:\n  - b: 1\n"),
    ("the first key of an item goes, and a later one", "x:\n  - a: 1\n    b: 2\n    c: 3\n", [("set", "x[0]", {"b": 2})], "x:\n  - b: 2\n"),
    ("the first key of an item goes below a comment above the list", "\n# c\nx:\n  - a: 1\n    b: 2\n", [("delete", "x[0].a")], "\n# c\nx:\n  - b: 2\n"),
    ("the first key goes, whose text has lines like a comment's but isn't", "x:\n  - a: b\n      X# c\n    d: 1\n", [("delete", "x[0].a")], "x:\n  - d: 1\n"),
    ("a literal with a line like a comment goes with it", "x: |\n  # text\n  b\ny: 1\n", [("delete", "x")], "y: 1\n"),
    ("a comment directly behind a literal stays", "x:\n  a: |\n    t\n  # c\n  b: 1\n", [("delete", "x")], "  # c\n"),
    ("an anchor before a removed key", "x:\n  &k a: 1\n  b: 2\n", [("delete", "x.a")], "x:\n  b: 2\n"),
    ("an anchor of an item that goes", "x:\n  - &a 1\n  - b\n", [("delete", "x[0]")], "x:\n  - b\n"),
    ("an anchor beside a list", "x:\n  a: &a 1\n  b: [1]\n", [("delete", "x")], ""),
    ("a comment behind the first key of an item, which goes", "x:\n  - a: 1 # c\n    b: 2\n", [("delete", "x[0].a")], "x:\n  - b: 2\n"),
    ("a comment behind the second key, and both go", "x:\n  - a: 1\n    b: 2 # c\n    d: 3\n", [("set", "x[0]", {"d": 3})], "x:\n  - d: 3\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_an_edit_is_the_smallest_change(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


REFUSED: list[Refused] = [
    ("a comment that would become text of a block scalar", "x: |-\n  a\ny:\n  # c\n  b: 1\n", ("delete", "y"), (("y",), 8, 3, "this comment would become text of the block above; move it, or take it out first")),
    ("an anchor is removed", "x: &a 1\ny: *a\n", ("delete", "x"), (("x",), 5, 4, ANCHOR)),
    ("a comment below the first key of an item, which goes", "x:\n  - a: 1\n    # c\n    b: 2\n", ("delete", "x[0].a"), (("x", 0), 7, 5, "a comment stands below the item's first key, and has no place without it")),
    ("a comment below an item that goes would be text", "x:\n- |\n  txt\n- rm\n  # c\n- next\n", ("delete", "x[1]"), (("x", 1), 9, 3, "this comment would become text of the block above; move it, or take it out first")),
    ("a comment below a key without a value that goes would be text", "e: |-\nd:\n  # c\n", ("delete", "d"), (("d",), 7, 3, "this comment would become text of the block above; move it, or take it out first")),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edit", "error"), params(REFUSED))
def test_an_edit_in_doubt_is_refused_with_its_place(before: str, edit: Edit, error: tuple[Any, ...]) -> None:
    check_refused(before, edit, error)
