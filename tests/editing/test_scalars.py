"""A scalar gets another value, in the style that it has."""

from __future__ import annotations

import pytest

from tests.cases import Case, cases
from tests.editing.checking import check_edit

EDITS = cases(r"""
    === a null in a flow mapping becomes a text
    x: {a: , b: 1}
    >>> doc.set("x.a", "v")
    x: {a: v, b: 1}

    === a literal text stays literal
    x: |
      one
      two
    >>> doc.set("x", "a\nb\nc\n")
    x: |
      a
      b
      c

    === a literal text becomes null
    x: |
      one
    heat: 5
    >>> doc.set("x", None)
    x:␣
    heat: 5

    === a folded text stays folded
    x: >
      one
      two
    heat: 5
    >>> doc.set("x", "three four\n")
    x: >
      three four
    heat: 5

    === a null item becomes a text
    x:
      -
      - b
    >>> doc.set("x[0]", "a")
    x:
      - a
      - b

    === a null becomes a number
    heat:
    >>> doc.set("heat", 5)
    heat: 5

    === a null becomes a number, before its comment
    heat: # c
    >>> doc.set("heat", 5)
    heat: 5 # c

    === a number becomes null, before its comment
    heat: 5 # c
    >>> doc.set("heat", None)
    heat:  # c

    === single quotes stay
    x: 'a'
    >>> doc.set("x", "it's")
    x: 'it''s'

    === what they can't hold is double-quoted
    x: 'a'
    >>> doc.set("x", "a\nb")
    x: "a\nb"

    === what readers would type is quoted
    x: a
    >>> doc.set("x", "yes")
    x: "yes"

    === a number is never quoted
    x: "a"
    >>> doc.set("x", 5)
    x: 5

    === a plain text of many lines becomes one line
    x: a
      b
    y: 1
    >>> doc.set("x", "c")
    x: c
    y: 1

    === a quoted text of many lines becomes one line
    x: "a
      b" # c
    y: 1
    >>> doc.set("x", "c")
    x: "c" # c
    y: 1

    === a null keeps the blanks behind its colon
    x:   5 # c
    >>> doc.set("x", None)
    x:    # c

    === a value on a line of its own becomes null
    x:
      5
    y: 1
    >>> doc.set("x", None)
    x:␣
    y: 1

    === a null before many blanks
    x:   # c
    >>> doc.set("x", 5)
    x: 5  # c

    === a null before a brace
    x: {a: }
    >>> doc.set("x.a", "v")
    x: {a: v}

    === a null before a bracket
    x: [a: ]
    >>> doc.set("x[0].a", "v")
    x: [a: v]

    === quotes that were needed go with the need
    x: "a: b"
    >>> doc.set("x", "c")
    x: c

    === a comment behind a literal's header has another in it
    x: | # c # d
      a
    >>> doc.set("x", "b\n")
    x: | # c # d
      b

    === a literal starts with an empty line
    x: |

      a
    y: 1
    >>> doc.set("x", "b\n")
    x: |
      b
    y: 1

    === a timestamp of a short zone stays plain
    publishedDateTime: 2021-05-30 17:20:00 +0200  # c
    >>> doc.set("publishedDateTime", "2022-01-01 08:00:00 +0200")
    publishedDateTime: 2022-01-01 08:00:00 +0200  # c

    === but a text becomes none
    x: a
    >>> doc.set("x", "2022-01-01 08:00:00 +02")
    x: "2022-01-01 08:00:00 +02"

    === nor becomes it plain text
    x: 2022-01-01 08:00:00 +02
    >>> doc.set("x", "e10")
    x: "e10"

    === what one reader takes for NaN is quoted
    x: a
    y: [a]
    >>> doc.set("x", "E3")
    >>> doc.set("y", ["e-6"])
    x: "E3"
    y: ["e-6"]

    === as a key too
    x: {a: 1}
    >>> doc.set("x.e10", 2)
    >>> doc.set("e3", 1)
    x: {a: 1, "e10": 2}
    "e3": 1

    === a null before a carriage return
    heat:←
    x: 1
    >>> doc.set("heat", 5)
    heat: 5←
    x: 1

    === its header keeps its comment
    x: |-  # c
      one
    heat: 5
    >>> doc.set("x", "a\nb")
    x: |-  # c
      a
      b
    heat: 5

    === a folded text gets more paragraphs
    x: >
      one
    heat: 5
    >>> doc.set("x", "three\n\nfour\n")
    x: >
      three


      four
    heat: 5

    === a literal without lines
    x: |
    y: 1
    >>> doc.set("x", "a")
    x: |-
      a
    y: 1

    === a literal that begins with a blank says how far it is indented
    x: |
      one
    heat: 5
    >>> doc.set("x", " a\n b")
    x: |2-
       a
       b
    heat: 5

    === a literal on a line of its own goes
    x:
      # c
      |
      t
    y: 1
    >>> doc.set("x", None)
    x:
      # c
    y: 1
""")


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_the_smallest_change(case: Case) -> None:
    check_edit(case)


WHOLE = cases(r"""
    === a key that isn't text stands before the one that is set
    1: x
    heat: 1
    >>> doc.set("heat", 2)
    1: x
    heat: 2
""")


@pytest.mark.parametrize("case", WHOLE)
def test_an_edit_of_a_whole_front_matter_is(case: Case) -> None:
    check_edit(case, head="")
