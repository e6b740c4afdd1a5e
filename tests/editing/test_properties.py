"""Anchors, tags and aliases forbid just the edits that would change what they say."""

from __future__ import annotations

import pytest

from tests.cases import Case, cases
from tests.editing.checking import check_refused, check_text

ALLOWED = cases(r"""
    === the tag of text stays with text
    x: ! 'A: b'
    >>> doc.set("x", "C: d")
    x: ! 'C: d'

    === it goes with text
    x: ! 'A: b'
    >>> doc.set("x", 5)
    x: 5

    === it goes for nothing
    x: ! 'A: b'
    >>> doc.set("x", None)
    x:␣

    === it goes for a list
    x: ! 'A: b'
    >>> doc.set("x", ["a"])
    x:
      - a

    === it is in no item's way
    x: ! [a]
    >>> doc.set("x[1]", "b")
    x: ! [a, b]

    === it is deleted with its value
    x: ! 'A: b'
    y: 1
    >>> doc.delete("x")
    y: 1

    === text without a character stays text
    x: !
    y: 1
    >>> doc.set("x", "a")
    x: ! a
    y: 1

    === it stands beside an anchor that stays
    x: &a ! b
    >>> doc.set("x", 1)
    x: &a 1

    === what has a tag is deleted
    x: !!set {a, b}
    y: 1
    >>> doc.delete("x")
    y: 1

    === so is what has one in it
    x:
      - a: !t b
      - c
    >>> doc.delete("x[0]")
    x:
      - c

    === so is a key that has one
    x:
      !t a: 1
      b: 2
    >>> doc.delete("x.a")
    x:
      b: 2

    === so is one in a flow mapping
    x: {a: !t b, c: 1}
    >>> doc.delete("x.a")
    x: {c: 1}

    === one that has a tag in it becomes another
    x: [!t a]
    >>> doc.set("x", "b")
    x: b

    === a tagged item moves
    x:
      - a
      - !t b
    >>> doc.set("x", ["b", "a"])
    x:
      - !t b
      - a

    === a list with an anchor grows
    tags: &tags
      - a
    >>> doc.set("tags[1]", "b")
    tags: &tags
      - a
      - b

    === it shrinks
    tags: &tags
      - a
      - b
    >>> doc.delete("tags[0]")
    tags: &tags
      - b

    === it is emptied
    tags: &tags
      - a
    >>> doc.delete("tags[0]")
    tags: &tags []

    === it becomes another value
    tags: &tags
      - a
    >>> doc.set("tags", "b")
    tags: &tags b

    === it is deleted
    tags: &tags
      - a
    y: 1
    >>> doc.delete("tags")
    y: 1

    === a flow list with one grows
    tags: &tags [a]
    >>> doc.set("tags[1]", "b")
    tags: &tags [a, b]

    === a mapping with one takes a key
    x: &x
      a: 1
    >>> doc.set("x.b", 2)
    x: &x
      a: 1
      b: 2

    === an empty value with one is filled
    x: &x
    y: 1
    >>> doc.set("x", "a")
    x: &x a
    y: 1

    === a value with one is emptied
    x: &x a
    y: 1
    >>> doc.set("x", None)
    x: &x
    y: 1

    === it is on a line of its own below
    x: &x
      a
    y: 1
    >>> doc.set("x", None)
    x: &x
    y: 1

    === an item with one becomes a mapping
    x:
      - &x a
    >>> doc.set("x[0]", {"b": 1})
    x:
      - &x
        b: 1

    === a value with one becomes a mapping
    x: &x a
    >>> doc.set("x", {"b": 1})
    x: &x
      b: 1

    === one in a flow list becomes a mapping
    x: [&x a]
    >>> doc.set("x[0]", {"b": 1})
    x: [&x {b: 1}]

    === an anchored key's value changes
    &k x: 1
    >>> doc.set("x", 2)
    &k x: 2

    === an alias is deleted
    x: &x a
    y: *x
    >>> doc.delete("y")
    x: &x a

    === so is an anchor with all its aliases
    x:
      - &x a
      - *x
    y: 1
    >>> doc.delete("x")
    y: 1

    === a key is added beside a merge
    D: &D {a: 1}
    x:
      <<: *D
    >>> doc.set("x.b", 2)
    D: &D {a: 1}
    x:
      <<: *D
      b: 2

    === one is deleted beside it
    D: &D {a: 1}
    x:
      <<: *D
      b: 2
    >>> doc.delete("x.b")
    D: &D {a: 1}
    x:
      <<: *D

    === one is changed beside it
    D: &D {a: 1}
    x:
      <<: *D
      b: 2
    >>> doc.set("x.b", 3)
    D: &D {a: 1}
    x:
      <<: *D
      b: 3

    === a key beside one that is referred to is changed
    x:
      a: &a 1
      b: 2
    y: *a
    >>> doc.set("x.b", 3)
    x:
      a: &a 1
      b: 3
    y: *a

    === what has nothing to do with an alias is deleted
    x: &x a
    y: *x
    z: &z 1
    >>> doc.delete("z")
    x: &x a
    y: *x

    === what has nothing to do with an alias moves
    x: &x a
    y: *x
    z:
      - 1
      - 2
    >>> doc.set("z", [2, 1])
    x: &x a
    y: *x
    z:
      - 2
      - 1

    === an anchor and a tag in what has a tag
    x: ! [&a ! b, c]
    >>> doc.set("x[0]", "q")
    x: ! [&a ! q, c]

    === a key beside one that has both
    x: &n !
      &k ! a: 1
    >>> doc.set("x.b", 1)
    x: &n !
      &k ! a: 1
      b: 1
""")


@pytest.mark.parametrize("case", ALLOWED)
def test_what_changes_nothing_else_is_done(case: Case) -> None:
    """Not `check_edit`: other readers merge `<<`, and take no tag that they don't know."""
    check_text(case)


REFUSED = cases(r"""
    === an alias is set
    x: &x a
    y: *x
    >>> doc.set("y", "b")
    6:4: E703 y: an alias stands here, so the edit can't be made; edit the text
        y: *x
           ^

    === what an alias refers to is set
    x: &x a
    y: *x
    >>> doc.set("x", "b")
    5:4: E703 x: an anchor that an alias refers to stands here, so the edit can't be made; edit the text
        x: &x a
           ^

    === a part of it is
    x: &x {a: 1}
    y: *x
    >>> doc.set("x.a", 2)
    5:4: E703 x: an anchor that an alias refers to stands here, so the edit can't be made; edit the text
        x: &x {a: 1}
           ^

    === it is deleted
    x: &x a
    y: *x
    >>> doc.delete("x")
    5:4: E703 x: an anchor that an alias refers to stands here, so the edit can't be made; edit the text
        x: &x a
           ^

    === it becomes something else
    x: [&x a]
    y: *x
    >>> doc.set("x", 1)
    5:5: E703 x[0]: an anchor that an alias refers to stands here, so the edit can't be made; edit the text
        x: [&x a]
            ^

    === one of two aliases goes with it
    x:
      - &x a
      - *x
    y: *x
    >>> doc.delete("x")
    6:5: E703 x[0]: an anchor that an alias refers to stands here, so the edit can't be made; edit the text
          - &x a
            ^

    === it moves
    x:
      - &x a
      - b
      - c
    y: *x
    >>> doc.set("x", ["b", "c", "a"])
    6:5: E703 x[0]: an anchor that an alias refers to stands here, so the edit can't be made; edit the text
          - &x a
            ^

    === an alias moves
    x: &x a
    y:
      - *x
      - b
      - c
    >>> doc.set("y", ["b", "c", "a"])
    7:5: E703 y[0]: an alias stands here, so the edit can't be made; edit the text
          - *x
            ^

    === what has a tag is set
    x: !t a
    >>> doc.set("x", "b")
    5:4: E703 x: a tag stands here, so the edit can't be made; edit the text
        x: !t a
           ^

    === a part of it is
    x: !t {a: 1}
    >>> doc.set("x.a", 2)
    5:4: E703 x: a tag stands here, so the edit can't be made; edit the text
        x: !t {a: 1}
           ^

    === a part of a block mapping is
    x: !!map
      a: 1
    >>> doc.set("x.a", 2)
    5:4: E703 x: a tag stands here, so the edit can't be made; edit the text
        x: !!map
           ^

    === a core tag says what the value is
    x: !!str 1
    >>> doc.set("x", "b")
    5:4: E703 x: a tag stands here, so the edit can't be made; edit the text
        x: !!str 1
           ^

    === a comment behind an anchor, and the list is emptied
    x:
      &A # c
      - 1
    >>> doc.delete("x[0]")
    6:6: E703 x: this comment would be lost; move it, or take it out first
          &A # c
             ^
""")


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_change_something_else_is_refused(case: Case) -> None:
    check_refused(case)
