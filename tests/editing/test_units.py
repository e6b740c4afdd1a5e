"""Entries and items go with their lines; comments on lines of their own stay."""

from __future__ import annotations

import pytest

from tests.cases import Case, cases
from tests.editing.checking import check_edit, check_refused

EDITS = cases(r"""
    === a literal text is removed with its lines
    x: |
      one

    heat: 5
    >>> doc.delete("x")

    heat: 5

    === an item is removed, the comment above it stays
    x:
      - a
      # about b
      - b # c
      - c
    >>> doc.delete("x[1]")
    x:
      - a
      # about b
      - c

    === the first item is removed
    x:
      - a
      # about b
      - b # c
      - c
    >>> doc.delete("x[0]")
    x:
      # about b
      - b # c
      - c

    === the last item is removed
    x:
      - a
      # about b
      - b # c
    >>> doc.delete("x[1]")
    x:
      - a
      # about b

    === a mapping is removed from a list, a comment in it stays
    related:
      - title: A
        domain: d
        # c
        originalUrl: u
      - title: B
        domain: e
        originalUrl: u
    >>> doc.delete("related[0]")
    related:
        # c
      - title: B
        domain: e
        originalUrl: u

    === the first key of an item goes: the next moves to its dash
    x:
      - a: 1
        b: 2
        c: 3
    >>> doc.delete("x[0].a")
    x:
      - b: 2
        c: 3

    === the first two go
    x:
      - a: 1
        b: 2
        c: 3
    >>> doc.set("x[0]", {"c": 3})
    x:
      - c: 3

    === an item's first key goes, and an earlier one comes
    related:
      - title: "A"
        webUrl: u
    >>> doc.set("related[0]", {"excerpt": "E", "webUrl": "u"})
    related:
      - excerpt: "E"
        webUrl: u

    === an item's first key goes, a literal with a line like a comment
    x:
      - a: |
          # t
        b: 1
    >>> doc.delete("x[0].a")
    x:
      - b: 1

    === the first key of an item goes, and a later one
    x:
      - a: 1
        b: 2
        c: 3
    >>> doc.set("x[0]", {"b": 2})
    x:
      - b: 2

    === the first key of an item goes below a comment above the list

    # c
    x:
      - a: 1
        b: 2
    >>> doc.delete("x[0].a")

    # c
    x:
      - b: 2

    === the first key goes, whose text has lines like a comment's but isn't
    x:
      - a: b
          X# c
        d: 1
    >>> doc.delete("x[0].a")
    x:
      - d: 1

    === a literal with a line like a comment goes with it
    x: |
      # text
      b
    y: 1
    >>> doc.delete("x")
    y: 1

    === a comment directly behind a literal stays
    x:
      a: |
        t
      # c
      b: 1
    >>> doc.delete("x")
      # c

    === an anchor before a removed key
    x:
      &k a: 1
      b: 2
    >>> doc.delete("x.a")
    x:
      b: 2

    === an anchor of an item that goes
    x:
      - &a 1
      - b
    >>> doc.delete("x[0]")
    x:
      - b

    === an anchor beside a list
    x:
      a: &a 1
      b: [1]
    >>> doc.delete("x")

    === a comment behind the first key of an item, which goes
    x:
      - a: 1 # c
        b: 2
    >>> doc.delete("x[0].a")
    x:
      - b: 2

    === a comment behind the second key, and both go
    x:
      - a: 1
        b: 2 # c
        d: 3
    >>> doc.set("x[0]", {"d": 3})
    x:
      - d: 3
""")


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_the_smallest_change(case: Case) -> None:
    check_edit(case)


REFUSED = cases(r"""
    === a comment that would become text of a block scalar
    x: |-
      a
    y:
      # c
      b: 1
    >>> doc.delete("y")
    8:3: E703 y: this comment would become text of the block above; move it, or take it out first
          # c
          ^

    === a comment below the first key of an item, which goes
    x:
      - a: 1
        # c
        b: 2
    >>> doc.delete("x[0].a")
    7:5: E703 x[0]: a comment stands below the item's first key, and has no place without it
            # c
            ^

    === a comment below an item that goes would be text
    x:
    - |
      txt
    - rm
      # c
    - next
    >>> doc.delete("x[1]")
    9:3: E703 x[1]: this comment would become text of the block above; move it, or take it out first
          # c
          ^

    === a comment below a key without a value that goes would be text
    e: |-
    d:
      # c
    >>> doc.delete("d")
    7:3: E703 d: this comment would become text of the block above; move it, or take it out first
          # c
          ^
""")


@pytest.mark.parametrize("case", REFUSED)
def test_an_edit_in_doubt_is_refused_with_its_place(case: Case) -> None:
    check_refused(case)
