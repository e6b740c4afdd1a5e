"""Entries of block mappings come and go as whole lines, in their order and their groups."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Record
from articlefmt.editing import entries
from articlefmt.layouts import Order
from tests.editing.rows import Edit, Edited, check_edit, check_text, params, put_at_once

EDITS: list[Edited] = [
    ("a group goes with its empty line", "heat: 5\n\ntopics:\n  - a\n\nimages:\n  - url: u\n    width: 1\n    height: 2\n", [("delete", "topics")], "heat: 5\n\nimages:\n  - url: u\n    width: 1\n    height: 2\n"),
    ("a group comes with its empty line", "heat: 5\n\nimages:\n  - url: u\n    width: 1\n    height: 2\n", [("set", "topics", ["x"])], "heat: 5\n\ntopics:\n  - x\n\nimages:\n  - url: u\n    width: 1\n    height: 2\n"),
    ("the comment above a removed key stays", "heat: 5\n# about topics\ntopics:\n  - a\nx: 1\n", [("delete", "topics")], "heat: 5\n# about topics\nx: 1\n"),
    ("a nested key is removed", "provider:\n  name: a # c\n  domain: b\n", [("delete", "provider.name")], "provider:\n  domain: b\n"),
    ("a nested key is added in its place", "provider:\n  domain: b\n", [("set", "provider.name", "N")], 'provider:\n  name: "N"\n  domain: b\n'),
    ("a group that leaves a comment behind keeps its empty line", "\nx:\n  # c\n  a: 1\n\nz: 2\n", [("delete", "x")], "\n  # c\n\nz: 2\n"),
    ("a key is placed where a literal goes whose last line looks like a comment", "provider:\n  name: |\n    a\n    # b\n  images: []\n", [("set", "provider", {"domain": "d", "images": []})], "provider:\n  domain: d\n  images: []\n"),
    ("so it does as a group", "\nx: |\n  # text\n\nz: 1\n", [("delete", "x")], "\nz: 1\n"),
    ("one key of a group goes, the empty line stays", "\nheat: 5\nx: 1\n", [("delete", "heat")], "\nx: 1\n"),
    ("a comment inside another group is nothing to the group that goes", "a:\n  # c\n  b: 1\n\nx: 1\n\nz: 2\n", [("delete", "x")], "a:\n  # c\n  b: 1\n\nz: 2\n"),
    ("a key joins the group above the gap", "heat: 5\n\ntopics:\n  - a\n", [("set", "published", 1)], "heat: 5\npublished: 1\n\ntopics:\n  - a\n"),
    ("a key joins a group without an empty line behind it, below one", "\nheat: 5\ntopics:\n  - a\n", [("set", "published", 1)], "\nheat: 5\npublished: 1\n\ntopics:\n  - a\n"),
    ("the same above one", "heat: 5\ntopics:\n  - a\n\nimages: []\n", [("set", "published", 1)], "heat: 5\npublished: 1\n\ntopics:\n  - a\n\nimages: []\n"),
    ("the same behind blanks at the end of the line", "heat: 5 \ntopics:\n  - a\n\nimages: []\n", [("set", "published", 1)], "heat: 5 \npublished: 1\n\ntopics:\n  - a\n\nimages: []\n"),
    ("the empty line may stand below a comment", "heat: 5\n# c\n\ntopics:\n  - a\n\nimages: []\n", [("set", "published", 1)], "heat: 5\npublished: 1\n# c\n\ntopics:\n  - a\n\nimages: []\n"),
    ("a key written with `?` is removed", "? x\n: 1\ny: 2\n", [("delete", "x")], "y: 2\n"),
    ("two groups in the middle go", "a: 1\n\nb: 2\n\nc: 3\n\nd: 4\n", [("delete", "b"), ("delete", "c")], "a: 1\n\nd: 4\n"),
    ("all but the first of a group and the next group go", "a: 1\nb: 2\n\nc: 3\n\nd: 4\n", [("delete", "b"), ("delete", "c")], "a: 1\n\nd: 4\n"),
    ("a key comes below a text that keeps its empty lines", "a: |+\n  x\n\nb: 1\n", [("set", "c", 1)], "a: |+\n  x\n\nb: 1\nc: 1\n"),
    ("a key comes below it at the end", "a: 1\n\nb: >+\n  x\n\n", [("set", "c", 1)], "a: 1\n\nb: >+\n  x\n\nc: 1\n"),
    ("the key below it goes", "a: |+\n  x\n\nb: 1\n\nc: 2\n", [("delete", "b")], "a: |+\n  x\n\nc: 2\n"),
    ("the key below it goes, and the last does", "a: |+\n  x\n\nb: 1\n\n", [("delete", "b")], "a: |+\n  x\n\n"),
    ("it goes itself", "z: 1\na: |+\n  x\n\nb: 1\n", [("delete", "a")], "z: 1\nb: 1\n"),
    ("an empty one keeps them, too", "a: |+\nb: 1\n\nc: 2\n", [("delete", "b")], "a: |+\nc: 2\n"),
    ("it is inside of what is above", "a:\n  b: |+\n    x\nc: 1\n\nd: 2\n", [("delete", "c")], "a:\n  b: |+\n    x\nd: 2\n"),
    ("a key comes beside one written with `?`", "? k\n: v\nb: 1\n", [("set", "c", 1)], "? k\n: v\nb: 1\nc: 1\n"),
    ("one without a value goes", "? k\nb: 1\n", [("delete", "k")], "b: 1\n"),
    ("one with a comment goes, and the comment stays", "? k\n# c\n: v\nb: 1\n", [("delete", "k")], "# c\nb: 1\n"),
    ("one is set that is nested", "x:\n  ? k\n  : v\n  ? l\n", [("set", "x.l", 1), ("set", "x.k", [2])], "x:\n  ? k\n  :\n    - 2\n  ? l\n  : 1\n"),
    ("one in an item goes", "x:\n  - ? k\n    : v\n    l: 1\n", [("delete", "x[0].k")], "x:\n  - l: 1\n"),
    ("a key comes to one in an item", "x:\n  - ? k\n    : v\n", [("set", "x[0].l", 1)], "x:\n  - ? k\n    : v\n    l: 1\n"),
    ("the one after a key that isn't text goes", "? 1\n: 1\n? k\n: 2\n", [("delete", "k")], "? 1\n: 1\n"),
    ("the indents are not those of a key written with `?`", "? k\n:\n- 1\nx: 1\n", [("set", "x", {"b": ["z"]})], "? k\n:\n- 1\nx:\n  b:\n  - z\n"),
    ("a key comes below one that has nothing but its `?`", "?\n: v\ny: 1\n", [("set", "z", 1)], "?\n: v\ny: 1\nz: 1\n"),
    ("a key that is a literal goes", "? |\n  k\nb: 1\n", [("delete", ("k\n",))], "b: 1\n"),
    ("one gets a value", "? |\n  k\nb: 1\n", [("set", ("k\n",), 5)], "? |\n  k\n: 5\nb: 1\n"),
    ("one gets a list", "? |\n  k\nb: 1\n", [("set", ("k\n",), [5])], "? |\n  k\n:\n  - 5\nb: 1\n"),
    ("a key comes below a comment that is deeper than the last", "x:\n  - a\n  # - b\n", [("set", "z", 1)], "x:\n  - a\n  # - b\nz: 1\n"),
    ("and above one that isn't", "x:\n  - a\n# c\n", [("set", "z", 1)], "x:\n  - a\nz: 1\n# c\n"),
    ("the key below a text that keeps its empty lines goes, and there is none", "a: |+\n  x\nb: 1\nc: 2\n", [("delete", "b")], "a: |+\n  x\nc: 2\n"),
    ("a line of blanks below a key that goes would be text", "x:\n  k: >2-\n  ? t\n     \ny: 1\n", [("delete", "x.t")], "x:\n  k: >2-\ny: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_an_edit_is_the_smallest_change(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


OTHER_KEYS: list[Edited] = [
    ("the last key that is text goes beside one that isn't", "x:\n  1: a # c\n  b: 1\n", [("delete", "x.b")], "x:\n  1: a # c\n"),
    ("all that are text go", "x:\n  b: 1\n  1: a\n", [("set", "x", {})], "x:\n  1: a\n"),
    ("the first of an item goes beside one that isn't", "x:\n  - b: 1\n    1: a\n", [("delete", "x[0].b")], "x:\n  - 1: a\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(OTHER_KEYS))
def test_entries_whose_key_is_not_text_stay(before: str, edits: list[Edit], after: str) -> None:
    check_text(before, edits, after)


WHOLE: list[Edited] = [
    ("the last key goes", "heat: 1 # c\n", [("delete", "heat")], ""),
    ("keys that aren't text tell no place", "1: x\n", [("set", "title", "T")], '1: x\n\ntitle: "T"\n'),
    ("a key that isn't there has an empty span", ": x\n", [("set", "a", 2)], ": x\na: 2\n"),
    ("no key stays", "# c\nheat: 1\nx: 2\n# d\n", [("set", "title", "T"), ("set", "topics", ["a"]), ("delete", "heat"), ("delete", "x")], '# c\ntitle: "T"\ntopics:\n  - a\n# d\n'),
    ("the first group goes, and the empty line behind it", "heat: 1\n\ntopics: T\n", [("delete", "heat")], "topics: T\n"),
    ("a group goes, and the comment above it stays with its empty line", "title: T\n\n# c\nheat: 1\n", [("delete", "heat")], "title: T\n\n# c\n"),
    ("a key that has comments above it gets a neighbour above them", "# top\nx: 1\n# c\n# d\nheat: 1\n", [("set", "title", "T")], '# top\nx: 1\ntitle: "T"\n# c\n# d\nheat: 1\n'),
    ("an item's first key gets a neighbour before it", "related:\n  - webUrl: u\n    quality: 1\n", [("set", "related[0].title", "T")], 'related:\n  - title: "T"\n    webUrl: u\n    quality: 1\n'),
    ("a key of another group between two of one", "heat: 1\ntitle: T\n", [("set", "topics", ["a"])], "heat: 1\n\ntopics:\n  - a\n\ntitle: T\n"),
    ("a key joins the group below the gap", "topics:\n  - a\n\nheat: 5\n", [("set", "quality", 1)], "topics:\n  - a\n\nquality: 1\nheat: 5\n"),
    ("a gap inside a group stays behind the new key", "title: T\n\nheat: 5\n", [("set", "quality", 1)], "title: T\nquality: 1\n\nheat: 5\n"),
    ("a key goes behind its predecessor, also where its successor stands above", 'heat: 1\nexcerpt: ""\n', [("set", "quality", 1)], 'heat: 1\nexcerpt: ""\nquality: 1\n'),
    ("a key goes before its successor in the group, also where a key of a group before stands below", "topics:\n  - a\nprovider:\n  name: P\nheat: 1\n", [("set", "levels", ["l"])], "levels:\n  - l\ntopics:\n  - a\nprovider:\n  name: P\nheat: 1\n"),
    ("a key without a predecessor comes first", "topics: T\n", [("set", "title", "T")], 'title: "T"\n\ntopics: T\n'),
    ("an empty line at the very start stays", "\nheat: 1\nx: 2\n", [("delete", "heat")], "\nx: 2\n"),
    ("a literal that is all there is goes, with a line like a comment", "a: |\n  # text\n", [("delete", "a")], ""),
    ("comments above the only key stay", "# top\n# c\nheat: 1\n", [("delete", "heat")], "# top\n# c\n"),
    ("an anchor where no key stays", "a: &a 1\n", [("delete", "a")], ""),
    ("nothing gets its first key", "", [("set", "a", 1)], "a: 1\n"),
    ("comments get their first key below", "# c\n\n# d\n", [("set", "a", 1), ("set", "b", [2])], "# c\n\n# d\na: 1\nb:\n  - 2\n"),
    ("an empty line gets its first key below", "\n", [("set", "a", 1)], "\na: 1\n"),
    ("blanks and comments do", "  # c\n  \n", [("set", "a", 1)], "  # c\n  \na: 1\n"),
    ("all keys go that are indented", "  a: 1\n  b: 2\n", [("delete", "a"), ("delete", "b")], ""),
    ("others come in their place", "  a: 1\n", [("delete", "a"), ("set", "c", {"d": 1})], "  c:\n    d: 1\n"),
    ("the first two groups go", "a: 1\n\nb: 2\n\nc: 3\n", [("delete", "a"), ("delete", "b")], "c: 3\n"),
    ("the first and the third group go", "a: 1\n\nb: 2\n\nc: 3\n\nd: 4\n", [("delete", "a"), ("delete", "c")], "b: 2\n\nd: 4\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(WHOLE))
def test_an_edit_of_a_whole_front_matter_is(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after, head="")


AT_ONCE: list[tuple[str, str, dict[str, Any], str]] = [
    ("the first group goes key by key at once", "a: 1 \nb: 2\n\nc: 3\n", {"c": 3}, "c: 3\n"),
    ("so it does below an empty line", "\na: 1\nb: 2\n\nc: 3\n", {"c": 3}, "\nc: 3\n"),
    ("new keys keep their order", "title: T\n", {"title": "T", "a": 1, "b": 2, "c": 3}, "title: T\n\na: 1\nb: 2\nc: 3\n"),
    ("a key comes above the comment of the one that goes", "title: T\n# about x\nexcerpt: E\nheat: 1\n", {"title": "T", "type": "article", "heat": 1}, "title: T\ntype: article\n# about x\nheat: 1\n"),
    ("new keys in the place of all have the order of their class", "a: 1\n", {"provider": {"domain": "d", "name": "N"}}, 'provider:\n  name: "N"\n  domain: d\n'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "new", "after"), params(AT_ONCE))
def test_many_changes_at_once_are(before: str, new: dict[str, Any], after: str) -> None:
    assert put_at_once(before, new) == after


def test_a_comment_between_keys_that_all_go_is_not_lost() -> None:
    assert put_at_once("a: 1\n# c\nb: 1\n", {"d": 1}) == "d: 1\n# c\n"
    document = articlefmt.loads("---\na: 1\n# c\nb: 1\n---\n", Record)
    document.delete("a")
    document.delete("b")
    assert document.to_str() == "---\n# c\n---\n"


KEYS = "abcdefghij"
ORDER = Order([["a", "b", "c"], ["d"], ["e", "f", "g"]], ["j"])


@given(st.permutations(KEYS), st.integers(0, len(KEYS)), st.data())
def test_new_keys_go_where_they_would_one_by_one(keys: list[str], count: int, draws: st.DataObject) -> None:
    """The model puts each among all that stand already."""
    names: list[str | None] = [draws.draw(st.sampled_from((key, key, key, None))) for key in keys[:count]]
    added = ORDER.sort(draws.draw(st.permutations(keys[count:])))
    kept = [(at, name) for at, name in enumerate(names)]
    line: list[tuple[str | None, int | None]] = [(name, at) for at, name in enumerate(names)]
    for name in added:
        line.insert(place_of_one(name, [other for other, _ in line]), (name, None))
    expected: dict[int, list[str]] = {}
    above = 0
    for one, number in line:
        if number is not None:
            above = number + 1
        elif one is not None:
            expected.setdefault(above, []).append(one)
    found = entries._placed(added, kept, ORDER)
    assert found == expected
    assert [*found] == sorted(found)


def place_of_one(name: str, names: list[str | None]) -> int:
    """After its nearest predecessor in its group, else before its nearest successor there, else after its nearest
    predecessor of all, else first."""
    rank = ORDER.rank(name)
    ranks = [(ORDER.rank(other), at) for at, other in enumerate(names) if other is not None]
    before = max((r for r in ranks if r[0] <= rank), default=None)
    after = min((r for r in ranks if r[0] > rank), default=None)
    if before and before[0][0] == rank[0]:
        return before[1] + 1
    if after and after[0][0] == rank[0]:
        return after[1]
    if before:
        return before[1] + 1
    return after[1] if after else len(names)
