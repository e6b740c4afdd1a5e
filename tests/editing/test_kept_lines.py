"""Texts that keep the empty lines below them (`|+`), which no edit around them may change."""

from __future__ import annotations

import pytest

from tests.cases import Case, cases
from tests.editing.checking import check_edit

EDITS = cases(r"""
    === a key comes below a text that keeps its empty lines
    a: |+
      x

    b: 1
    >>> doc.set("c", 1)
    a: |+
      x

    b: 1
    c: 1

    === a key comes below it at the end
    a: 1

    b: >+
      x

    >>> doc.set("c", 1)
    a: 1

    b: >+
      x

    c: 1

    === a key of another group comes right below it
    featuredContent: |+
      x

    >>> doc.set("topics", ["a"])
    featuredContent: |+
      x

    topics:
      - a

    === the key below it goes
    a: |+
      x

    b: 1

    c: 2
    >>> doc.delete("b")
    a: |+
      x

    c: 2

    === the key below it goes, and the last does
    a: |+
      x

    b: 1

    >>> doc.delete("b")
    a: |+
      x


    === it goes itself
    z: 1
    a: |+
      x

    b: 1
    >>> doc.delete("a")
    z: 1
    b: 1

    === an empty one keeps them, too
    a: |+
    b: 1

    c: 2
    >>> doc.delete("b")
    a: |+
    c: 2

    === it is inside of what is above
    a:
      b: |+
        x
    c: 1

    d: 2
    >>> doc.delete("c")
    a:
      b: |+
        x
    d: 2

    === the key below a text that keeps its empty lines goes, and there is none
    a: |+
      x
    b: 1
    c: 2
    >>> doc.delete("b")
    a: |+
      x
    c: 2

    === an item comes below a text that keeps its empty lines
    x:
      - |+
        a

      - b
    >>> doc.set("x[2]", "c")
    x:
      - |+
        a

      - b
      - c

    === one comes right below it
    x:
      - |+
        a

      - b
    >>> doc.set("x", ["a\n\n", "c", "b"])
    x:
      - |+
        a

      - c
      - b

    === the item below it goes
    x:
      - |+
        a

      - b

      - c
    >>> doc.delete("x[1]")
    x:
      - |+
        a

      - c

    === the item below it moves
    x:
      - |+
        a

      - b

      - c
      - d
    >>> doc.set("x", ["a\n\n", "c", "d", "b"])
    x:
      - |+
        a

      - c
      - d
      - b

    === it moves itself
    x:
      - |+
        a

      - b

      - c
    >>> doc.set("x", ["b", "a\n\n", "c"])
    x:
      - b
      - |+
        a

      - c

    === it goes
    x:
      - |+
        a

      - b
    >>> doc.delete("x[0]")
    x:
      - b

    === a text that keeps empty lines moves above one
    x:

      - b
      - |+
        a

    >>> doc.set("x", ["a\n\n", "b"])
    x:
      - |+
        a

      - b

    === an item comes below one that keeps empty lines, and has none
    x:
      - a

      - |+
    >>> doc.set("x[2]", "c")
    x:
      - a

      - |+
      - c
""")


@pytest.mark.parametrize("case", EDITS)
def test_the_empty_lines_are_of_the_text_above(case: Case) -> None:
    check_edit(case)
