"""Entries of block mappings come and go as whole lines, in their order and their groups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.editing import entries
from articlefmt.layouts import Order
from tests.cases import Case, cases
from tests.editing.checking import check_edit, check_put, check_text

EDITS = cases(r"""
    === a group goes with its empty line
    heat: 5

    topics:
      - a

    images:
      - url: u
        width: 1
        height: 2
    >>> doc.delete("topics")
    heat: 5

    images:
      - url: u
        width: 1
        height: 2

    === a group comes with its empty line
    heat: 5

    images:
      - url: u
        width: 1
        height: 2
    >>> doc.set("topics", ["x"])
    heat: 5

    topics:
      - x

    images:
      - url: u
        width: 1
        height: 2

    === the comment above a removed key stays
    heat: 5
    # about topics
    topics:
      - a
    x: 1
    >>> doc.delete("topics")
    heat: 5
    # about topics
    x: 1

    === a nested key is removed
    provider:
      name: a # c
      domain: b
    >>> doc.delete("provider.name")
    provider:
      domain: b

    === a nested key is added in its place
    provider:
      domain: b
    >>> doc.set("provider.name", "N")
    provider:
      name: "N"
      domain: b

    === a group that leaves a comment behind keeps its empty line

    x:
      # c
      a: 1

    z: 2
    >>> doc.delete("x")

      # c

    z: 2

    === a key is placed where a literal goes whose last line looks like a comment
    provider:
      name: |
        a
        # b
      images: []
    >>> doc.set("provider", {"domain": "d", "images": []})
    provider:
      domain: d
      images: []

    === so it does as a group

    x: |
      # text

    z: 1
    >>> doc.delete("x")

    z: 1

    === one key of a group goes, the empty line stays

    heat: 5
    x: 1
    >>> doc.delete("heat")

    x: 1

    === a comment inside another group is nothing to the group that goes
    a:
      # c
      b: 1

    x: 1

    z: 2
    >>> doc.delete("x")
    a:
      # c
      b: 1

    z: 2

    === a key joins the group above the gap
    heat: 5

    topics:
      - a
    >>> doc.set("published", 1)
    heat: 5
    published: 1

    topics:
      - a

    === a key joins a group without an empty line behind it, below one

    heat: 5
    topics:
      - a
    >>> doc.set("published", 1)

    heat: 5
    published: 1

    topics:
      - a

    === the same above one
    heat: 5
    topics:
      - a

    images: []
    >>> doc.set("published", 1)
    heat: 5
    published: 1

    topics:
      - a

    images: []

    === the same behind blanks at the end of the line
    heat: 5␣
    topics:
      - a

    images: []
    >>> doc.set("published", 1)
    heat: 5␣
    published: 1

    topics:
      - a

    images: []

    === the empty line may stand below a comment
    heat: 5
    # c

    topics:
      - a

    images: []
    >>> doc.set("published", 1)
    heat: 5
    published: 1
    # c

    topics:
      - a

    images: []

    === two groups in the middle go
    a: 1

    b: 2

    c: 3

    d: 4
    >>> doc.delete("b")
    >>> doc.delete("c")
    a: 1

    d: 4

    === all but the first of a group and the next group go
    a: 1
    b: 2

    c: 3

    d: 4
    >>> doc.delete("b")
    >>> doc.delete("c")
    a: 1

    d: 4

    === a key comes below a comment that is deeper than the last
    x:
      - a
      # - b
    >>> doc.set("z", 1)
    x:
      - a
      # - b
    z: 1

    === and above one that isn't
    x:
      - a
    # c
    >>> doc.set("z", 1)
    x:
      - a
    z: 1
    # c
""")


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_the_smallest_change(case: Case) -> None:
    check_edit(case)


OTHER_KEYS = cases(r"""
    === the last key that is text goes beside one that isn't
    x:
      1: a # c
      b: 1
    >>> doc.delete("x.b")
    x:
      1: a # c

    === all that are text go
    x:
      b: 1
      1: a
    >>> doc.set("x", {})
    x:
      1: a

    === the first of an item goes beside one that isn't
    x:
      - b: 1
        1: a
    >>> doc.delete("x[0].b")
    x:
      - 1: a
""")


@pytest.mark.parametrize("case", OTHER_KEYS)
def test_entries_whose_key_is_not_text_stay(case: Case) -> None:
    check_text(case)


WHOLE = cases(r"""
    === the last key goes
    heat: 1 # c
    >>> doc.delete("heat")

    === keys that aren't text tell no place
    1: x
    >>> doc.set("title", "T")
    1: x

    title: "T"

    === a key that isn't there has an empty span
    : x
    >>> doc.set("a", 2)
    : x
    a: 2

    === no key stays
    # c
    heat: 1
    x: 2
    # d
    >>> doc.set("title", "T")
    >>> doc.set("topics", ["a"])
    >>> doc.delete("heat")
    >>> doc.delete("x")
    # c
    title: "T"
    topics:
      - a
    # d

    === the first group goes, and the empty line behind it
    heat: 1

    topics: T
    >>> doc.delete("heat")
    topics: T

    === a group goes, and the comment above it stays with its empty line
    title: T

    # c
    heat: 1
    >>> doc.delete("heat")
    title: T

    # c

    === a key that has comments above it gets a neighbour above them
    # top
    x: 1
    # c
    # d
    heat: 1
    >>> doc.set("title", "T")
    # top
    x: 1
    title: "T"
    # c
    # d
    heat: 1

    === an item's first key gets a neighbour before it
    related:
      - webUrl: u
        quality: 1
    >>> doc.set("related[0].title", "T")
    related:
      - title: "T"
        webUrl: u
        quality: 1

    === a key of another group between two of one
    heat: 1
    title: T
    >>> doc.set("topics", ["a"])
    heat: 1

    topics:
      - a

    title: T

    === a key joins the group below the gap
    topics:
      - a

    heat: 5
    >>> doc.set("quality", 1)
    topics:
      - a

    quality: 1
    heat: 5

    === a gap inside a group stays behind the new key
    title: T

    heat: 5
    >>> doc.set("quality", 1)
    title: T
    quality: 1

    heat: 5

    === a key goes behind its predecessor, also where its successor stands above
    heat: 1
    excerpt: ""
    >>> doc.set("quality", 1)
    heat: 1
    excerpt: ""
    quality: 1

    === a key goes before its successor in the group, also where a key of a group before stands below
    topics:
      - a
    provider:
      name: P
    heat: 1
    >>> doc.set("levels", ["l"])
    levels:
      - l
    topics:
      - a
    provider:
      name: P
    heat: 1

    === a key without a predecessor comes first
    topics: T
    >>> doc.set("title", "T")
    title: "T"

    topics: T

    === an empty line at the very start stays

    heat: 1
    x: 2
    >>> doc.delete("heat")

    x: 2

    === a literal that is all there is goes, with a line like a comment
    a: |
      # text
    >>> doc.delete("a")

    === comments above the only key stay
    # top
    # c
    heat: 1
    >>> doc.delete("heat")
    # top
    # c

    === a comment between keys that all go stays
    a: 1
    # c
    b: 1
    >>> doc.delete("a")
    >>> doc.delete("b")
    # c

    === an anchor where no key stays
    a: &a 1
    >>> doc.delete("a")

    === nothing gets its first key
    >>> doc.set("a", 1)
    a: 1

    === comments get their first key below
    # c

    # d
    >>> doc.set("a", 1)
    >>> doc.set("b", [2])
    # c

    # d
    a: 1
    b:
      - 2

    === an empty line gets its first key below

    >>> doc.set("a", 1)

    a: 1

    === blanks and comments do
      # c
    ␣␣
    >>> doc.set("a", 1)
      # c
    ␣␣
    a: 1

    === all keys go that are indented
      a: 1
      b: 2
    >>> doc.delete("a")
    >>> doc.delete("b")

    === others come in their place
      a: 1
    >>> doc.delete("a")
    >>> doc.set("c", {"d": 1})
      c:
        d: 1

    === the first two groups go
    a: 1

    b: 2

    c: 3
    >>> doc.delete("a")
    >>> doc.delete("b")
    c: 3

    === the first and the third group go
    a: 1

    b: 2

    c: 3

    d: 4
    >>> doc.delete("a")
    >>> doc.delete("c")
    b: 2

    d: 4
""")


@pytest.mark.parametrize("case", WHOLE)
def test_an_edit_of_a_whole_front_matter_is(case: Case) -> None:
    check_edit(case, head="")


AT_ONCE = cases(r"""
    === the first group goes key by key at once
    a: 1␣
    b: 2

    c: 3
    >>> put({"c": 3})
    c: 3

    === so it does below an empty line

    a: 1
    b: 2

    c: 3
    >>> put({"c": 3})

    c: 3

    === new keys keep their order
    title: T
    >>> put({"title": "T", "a": 1, "b": 2, "c": 3})
    title: T

    a: 1
    b: 2
    c: 3

    === a key comes above the comment of the one that goes
    title: T
    # about x
    excerpt: E
    heat: 1
    >>> put({"title": "T", "type": "article", "heat": 1})
    title: T
    type: article
    # about x
    heat: 1

    === a comment between keys that all go is not lost
    a: 1
    # c
    b: 1
    >>> put({"d": 1})
    d: 1
    # c

    === new keys in the place of all have the order of their class
    a: 1
    >>> put({"provider": {"domain": "d", "name": "N"}})
    provider:
      name: "N"
      domain: d
""")


@pytest.mark.parametrize("case", AT_ONCE)
def test_many_changes_at_once_are(case: Case) -> None:
    check_put(case)


KEYS = "abcdefghij"
ORDER = Order([["a", "b", "c"], ["d"], ["e", "f", "g"]], ["j"])


@given(st.permutations(KEYS), st.integers(0, len(KEYS)), st.data())
def test_new_keys_go_where_they_would_one_by_one(keys: list[str], count: int, draws: st.DataObject) -> None:
    """The model puts each among all that stand already."""
    names: list[str | None] = [draws.draw(st.sampled_from((key, key, key, None))) for key in keys[:count]]
    added = ORDER.sort(draws.draw(st.permutations(keys[count:])))
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
    found = entries._placed(added, names, ORDER)
    assert found == expected
    assert [*found] == sorted(found)


def place_of_one(name: str, names: list[str | None]) -> int:
    """After its nearest predecessor in its group, else before its nearest successor there, else after its nearest
    predecessor of all, else first."""
    rank, group = ORDER.rank(name), ORDER.group(name)
    ranks = [(ORDER.rank(other), at) for at, other in enumerate(names) if other is not None]
    before = max((r for r in ranks if r[0] <= rank), default=None)
    after = min((r for r in ranks if r[0] > rank), default=None)
    if before and ORDER.group(names[before[1]] or "") == group:
        return before[1] + 1
    if after and ORDER.group(names[after[1]] or "") == group:
        return after[1]
    if before:
        return before[1] + 1
    return after[1] if after else len(names)
