"""Items of block lists come, go and move as whole lines."""

from __future__ import annotations

import pytest

import articlefmt
from articlefmt import EditError, Record
from tests.editing.rows import HEAD, Edit, Edited, check_edit, params, put_at_once

EDITS: list[Edited] = [
    ("an item is inserted", "x:\n  - a\n  # about b\n  - b # c\n  - c\n", [("set", "x", ["n", "a", "b", "c"])], 'x:\n  - "n"\n  - a\n  # about b\n  - b # c\n  - c\n'),
    ("a moved item", "x:\n  - a\n  # about b\n  - b # c\n  - c\n", [("set", "x", ["c", "a", "b"])], "x:\n  - c\n  - a\n  # about b\n  - b # c\n"),
    ("a list of other items", "x:\n  - a\n  - b\n", [("set", "x", ["c"])], "x:\n  - c\n"),
    ("a list that isn't indented stays so", "x:\n- a\n- b\n", [("set", "x[2]", "c")], "x:\n- a\n- b\n- c\n"),
    ("a mapping is inserted, and only its lines are new", "x:\n  - title: A\n  - title: B\n", [("set", "x", [{"title": "N", "y": 1}, {"title": "A"}, {"title": "B"}])], 'x:\n  - title: "N"\n    "y": 1\n  - title: A\n  - title: B\n'),
    ("a dash may have a line of its own", "x:\n  -\n    a: 1\n  - b\n", [("set", "x[0].b", 2), ("set", "x[2]", "c")], "x:\n  -\n    a: 1\n    b: 2\n  - b\n  - c\n"),
    ("lists nest", "x:\n  - - a\n    - b\n  - - c\n", [("set", "x[0][2]", "z"), ("delete", "x[1]")], "x:\n  - - a\n    - b\n    - z\n"),
    ("all items of a list in a list are replaced", "x:\n  - - a\n    - b\n", [("set", "x", [["c", "d"]])], "x:\n  - - c\n    - d\n"),
    ("a list in a list is given a new first item", "x:\n  - - a\n    - b\n", [("set", "x[0]", ["z", "a", "b"])], "x:\n  - - z\n    - a\n    - b\n"),
    ("those of which nothing stays, by more", "x:\n  - - k: 1\n    - l: 1\n", [("set", "x[0]", ["c", {"m": 1}, "d"])], "x:\n  - - c\n    - m: 1\n    - d\n"),
    ("all of them, by more", "x:\n  - - a\n    - b\n", [("set", "x[0]", ["c", "d", "e"])], "x:\n  - - c\n    - d\n    - e\n"),
    ("an item that moves takes the comment above it along", "x:\n  - a\n  # for b\n  - b\n  - c\n", [("set", "x", ["a", "c", "b"])], "x:\n  - a\n  - c\n  # for b\n  - b\n"),
    ("an item of which only the identity stayed keeps its text, others are new and hold what was set alone", 'related:\n  - title: "A"\n    webUrl: u\n  - title: "B" # kept\n    webUrl: v\n', [("set", "related", [{"webUrl": "w"}, {"webUrl": "x"}, {"title": "B", "webUrl": "v", "quality": 3}])], 'related:\n  - webUrl: w\n  - webUrl: x\n  - title: "B" # kept\n    webUrl: v\n    quality: 3\n'),
    ("all items of a list behind a dash are replaced by fewer", "x:\n  - - a\n    - b\n    - c\n", [("set", "x[0]", ["d"])], "x:\n  - - d\n"),
    ("the item that moves keeps its quotes and comment", "x:\n  - 'a' # one\n  - b\n  - c\n", [("set", "x", ["b", "c", "a"])], "x:\n  - b\n  - c\n  - 'a' # one\n"),
    ("an item behind a dash takes its text along", "x:\n  - - 'a' # one\n    - b\n    - c\n", [("set", "x[0]", ["b", "c", "a"])], "x:\n  - - b\n    - c\n    - 'a' # one\n"),
    ("the comment above an item moves with it", "x:\n  - a\n  # for b\n  - b\n  - c\n  - d\n", [("set", "x", ["a", "c", "d", "b"])], "x:\n  - a\n  - c\n  - d\n  # for b\n  - b\n"),
    ("a comment above an empty line doesn't", "x:\n  - a\n  # far\n\n  - b\n  - c\n  - d\n", [("set", "x", ["a", "c", "d", "b"])], "x:\n  - a\n  # far\n\n  - c\n  - d\n  - b\n"),
    ("the text of a literal above it doesn't", "x:\n  - |\n    a\n    # text\n  - b\n  - c\n  - d\n", [("set", "x", ["a\n# text\n", "c", "d", "b"])], "x:\n  - |\n    a\n    # text\n  - c\n  - d\n  - b\n"),
    ("a new item of a class has its order", 'related:\n  - title: "A"\n', [("set", "related[1]", {"webUrl": "u", "title": "B"})], 'related:\n  - title: "A"\n  - title: "B"\n    webUrl: u\n'),
    ("an item that ends with a dash", "x:\n- a-\n- b\n", [("delete", "x[1]")], "x:\n- a-\n"),
    ("of two items that are told apart by a null alone the right one goes", "related:\n  - quality: 1\n    excerpt:\n  - quality: 1 # b\n", [("set", "related", [{"quality": 1}])], "related:\n  - quality: 1 # b\n"),
    ("a null item without a line behind its dash goes", "x:\n-\n-\n- c\n", [("delete", "x[1]")], "x:\n-\n- c\n"),
    ("a comment above the first item moves with it", "levels:\n  # about A\n  - A\n  # about B\n  - B\n  - C\n", [("set", "levels", ["B", "C", "A"])], "levels:\n  # about B\n  - B\n  - C\n  # about A\n  - A\n"),
    ("of many equal items that move each is taken once", "x:\n  - a # 1\n  - a # 2\n  - b\n  - c\n", [("set", "x", ["b", "c", "a", "a"])], "x:\n  - b\n  - c\n  - a # 1\n  - a # 2\n"),
    ("an anchor in a list behind a dash that is replaced", "x:\n  - - &a 1\n    - b\n", [("set", "x[0]", ["c"])], "x:\n  - - &a c\n"),
    ("an anchor in a list behind a dash of which nothing stays", "x:\n  - - &a {k: 1}\n    - {l: 1}\n", [("set", "x[0]", ["c"])], "x:\n  - - c\n"),
    ("a comment in one", "x:\n  - - {k: 1}\n    # own\n    - {l: 1}\n", [("set", "x[0]", ["c"])], "x:\n  - - c\n    # own\n"),
    ("an anchor of an item that moves", "x:\n  - a\n  - &b b\n  - c\n  - d\n", [("set", "x", ["a", "c", "d", "b"])], "x:\n  - a\n  - c\n  - d\n  - &b b\n"),
    ("an item comes below a text that keeps its empty lines", "x:\n  - |+\n    a\n\n  - b\n", [("set", "x[2]", "c")], "x:\n  - |+\n    a\n\n  - b\n  - c\n"),
    ("one comes right below it", "x:\n  - |+\n    a\n\n  - b\n", [("set", "x", ["a\n\n", "c", "b"])], "x:\n  - |+\n    a\n\n  - c\n  - b\n"),
    ("the item below it goes", "x:\n  - |+\n    a\n\n  - b\n\n  - c\n", [("delete", "x[1]")], "x:\n  - |+\n    a\n\n  - c\n"),
    ("the item below it moves", "x:\n  - |+\n    a\n\n  - b\n\n  - c\n  - d\n", [("set", "x", ["a\n\n", "c", "d", "b"])], "x:\n  - |+\n    a\n\n  - c\n  - d\n  - b\n"),
    ("it moves itself", "x:\n  - |+\n    a\n\n  - b\n\n  - c\n", [("set", "x", ["b", "a\n\n", "c"])], "x:\n  - b\n  - |+\n    a\n\n  - c\n"),
    ("it goes", "x:\n  - |+\n    a\n\n  - b\n", [("delete", "x[0]")], "x:\n  - b\n"),
    ("comments behind a list behind a dash of which nothing stays", "x:\n  - - {k: 1} # c\n    # d\n    - {l: 1}\n", [("set", "x[0]", ["k"])], "x:\n  - - k # c\n    # d\n"),
    ("a list whose anchor is on a line of its own gets a first item", "x:\n  &A\n  - 1\n", [("set", "x", ["f", 1])], "x:\n  &A\n  - f\n  - 1\n"),
    ("a comment behind it stays there", "x:\n  &A # c\n  - 1\n  - 2\n", [("set", "x", [2, 1])], "x:\n  &A # c\n  - 2\n  - 1\n"),
    ("an item comes below a comment that is deeper than the last", "x:\n  - a\n    # of a\n", [("set", "x[1]", "b")], "x:\n  - a\n    # of a\n  - b\n"),
    ("a text that keeps empty lines moves above one", "x:\n\n  - b\n  - |+\n    a\n\n", [("set", "x", ["a\n\n", "b"])], "x:\n  - |+\n    a\n\n  - b\n"),
    ("one comes at the end of items with empty lines between them", "x:\n  - a\n\n  - b\n\n  - c\n", [("set", "x[3]", "d")], "x:\n  - a\n\n  - b\n\n  - c\n\n  - d\n"),
    ("two come between them", "x:\n  - a\n\n  - b\n\n  - c\n", [("set", "x", ["a", "d", "e", "b", "c"])], "x:\n  - a\n\n  - d\n\n  - e\n\n  - b\n\n  - c\n"),
    ("one comes before them", "x:\n  - a\n\n  - b\n\n  - c\n", [("set", "x", ["d", "a", "b", "c"])], "x:\n  - d\n\n  - a\n\n  - b\n\n  - c\n"),
    ("the first of them goes", "x:\n  - a\n\n  - b\n\n  - c\n", [("delete", "x[0]")], "x:\n  - b\n\n  - c\n"),
    ("one between them goes", "x:\n  - a\n\n  - b\n\n  - c\n", [("delete", "x[1]")], "x:\n  - a\n\n  - c\n"),
    ("the last of them goes", "x:\n  - a\n\n  - b\n\n  - c\n", [("delete", "x[2]")], "x:\n  - a\n\n  - b\n"),
    ("the last two of them go", "x:\n  - a\n\n  - b\n\n  - c\ny: 1\n", [("set", "x", ["a"])], "x:\n  - a\ny: 1\n"),
    ("they are reversed", "x:\n  - a\n\n  - b\n\n  - c\n", [("set", "x", ["c", "b", "a"])], "x:\n  - c\n\n  - b\n\n  - a\n"),
    ("others take their place", "x:\n  - a\n\n  - b\n\n  - c\n", [("set", "x", [{"k": 1}, {"k": 2}])], "x:\n  - k: 1\n\n  - k: 2\n"),
    ("a comment behind another item of a list behind a dash of which nothing stays", "x:\n  - - {k: 1}\n    - {l: 1} # d\n", [("set", "x[0]", ["k"])], "x:\n  - - k\n"),
    ("a comment that is deeper than the next item is of the one above", "x:\n  - a\n    # of a\n  - b\n", [("set", "x", ["b", "a", "c"])], "x:\n  - b\n  - a\n    # of a\n  - c\n"),
    ("an item comes below one that keeps empty lines, and has none", "x:\n  - a\n\n  - |+\n", [("set", "x[2]", "c")], "x:\n  - a\n\n  - |+\n  - c\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_an_edit_is_the_smallest_change(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


def test_dashes_that_are_not_one_below_the_other_are_refused() -> None:
    """Where a line ends with a lone CR, which is no line end to an editor of lines."""
    document = articlefmt.loads(f"---\n{HEAD}x:\n- a\r- b\nz: 1\n---\n", Record)
    assert document.values["x"] == ["a", "b"]
    with pytest.raises(EditError) as caught:
        document.delete("x[0]")
    found = caught.value
    assert (found.code, found.key, found.line) == ("E703", ("x",), 6)
    assert found.message == "the list's dashes aren't one below the other; edit the text"


def test_of_items_of_which_nobody_knows_which_goes_only_comments_stay() -> None:
    before = "topics:\n  - a\n  - b # two\n  - c\n"
    after = {"topics": ["x", "c"]}
    assert put_at_once(before, after, is_sure=False) == "topics:\n  - x\n  # two\n  - c\n"
    assert put_at_once(before.replace(" # two", ""), after, is_sure=False) == "topics:\n  - x\n  - c\n"
