"""Where a value stands: behind its colon or dash; and what nobody may touch."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.rows import ALIAS, ANCHOR, TAG, Edit, Edited, Refused, check_edit, check_refused, params

EDITS: list[Edited] = [
    ("beside an anchor all can be edited", "x: &a 1\ny: *a\n", [("set", "z", 2)], "x: &a 1\ny: *a\nz: 2\n"),
    ("the value of an explicit key", "? x\n: 1\n", [("set", "x", 2)], "? x\n: 2\n"),
    ("a mapping of an explicit key", "? x\n: {a: 1}\n", [("set", "x.b", 2)], "? x\n: {a: 1, b: 2}\n"),
    ("new lines end as those before them", "heat: 5\r\n\ntopics:\n  - a\n", [("set", "quality", 1), ("set", "topics[1]", "b")], "quality: 1\r\nheat: 5\r\n\ntopics:\n  - a\n  - b\n"),
    ("a colon in a comment between a key and its own colon is none", "? x # c: d\n: 1\n", [("set", "x", None)], "? x # c: d\n: \n"),
    ("nor before a mapping that becomes a text", "? x # c: d\n:\n  a: 1\n", [("set", "x", "v")], "? x # c: d\n: v\n"),
    ("a colon in the comment behind an explicit key without a value", "? x # c: d\n:\ny: 1\n", [("set", "x", 1)], "? x # c: d\n: 1\ny: 1\n"),
    ("a new last line ends as the one before it", "heat: 5\nx: 1\r\n", [("set", "z", 2)], "heat: 5\nx: 1\r\nz: 2\r\n"),
    ("nor is one in a comment on a line of its own", "? x\n# c: d\n: 1\n", [("set", "x", [1])], "? x\n# c: d\n:\n  - 1\n"),
    ("an explicit key with a colon in its comment is given a list", "? x # c: d\n:\ny: 1\n", [("set", "x", [1])], "? x # c: d\n:\n  - 1\ny: 1\n"),
    ("a key without a colon", "x: {a, b: 1}\n", [("set", "x.a", "v")], "x: {a: v, b: 1}\n"),
    ("an explicit key without a colon", "? x\ny: 1\n", [("set", "x", 2)], "? x\n: 2\ny: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_an_edit_is_the_smallest_change(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


WHOLE: list[Edited] = [
    ("what has a tag and an anchor starts at the first of them", "x: !!str &a v\ny: 1\n", [("set", "y", 2)], "x: !!str &a v\ny: 2\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(WHOLE))
def test_an_edit_of_a_whole_front_matter_is(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after, head="")


REFUSED: list[Refused] = [
    ("an anchored value is set", "x: &a 1\ny: *a\n", ("set", "x", 2), (("x",), 5, 4, ANCHOR)),
    ("an alias is set", "x: &a 1\ny: *a\n", ("set", "y", 2), (("y",), 6, 4, ALIAS)),
    ("a tagged value is set", "x: !!str 1\n", ("set", "x", 2), (("x",), 5, 4, TAG)),
    ("a value inside a tagged mapping", "x: !!map\n  a: 1\n", ("set", "x.a", 2), (("x",), 5, 4, TAG)),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edit", "error"), params(REFUSED))
def test_an_edit_in_doubt_is_refused_with_its_place(before: str, edit: Edit, error: tuple[Any, ...]) -> None:
    check_refused(before, edit, error)
