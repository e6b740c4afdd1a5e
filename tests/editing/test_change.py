"""Value by value: what is equal stays, what became another shape is written anew."""

from __future__ import annotations

import pytest

from tests.cases import Case, cases
from tests.editing.checking import check_edit, check_put

EDITS = cases(r"""
    === an empty list that is filled becomes a block
    topics: []
    >>> doc.set("topics", ["a"])
    topics:
      - a

    === a mapping becomes a text
    x:
      a: 1
      b: 2
    heat: 5
    >>> doc.set("x", "v")
    x: v
    heat: 5

    === a number becomes a mapping, below its comment
    x: 1 # c
    heat: 5
    >>> doc.set("x", {"a": 1})
    x: # c
      a: 1
    heat: 5

    === a mapping becomes a text, before its comment
    x: # c
      a: 1
    heat: 5
    >>> doc.set("x", "v")
    x: v # c
    heat: 5

    === an item becomes a mapping
    x:
      - a
      - b
    >>> doc.set("x[0]", {"p": 1, "q": [2]})
    x:
      - p: 1
        q:
          - 2
      - b

    === an emptied list
    x:
      - a
      - b
    heat: 5
    >>> doc.set("x", [])
    x: []
    heat: 5

    === a mapping whose last key goes stays, empty
    x:
      a: 1
    y: 2
    >>> doc.delete("x.a")
    x: {}
    y: 2

    === all keys of a mapping are replaced
    x:
      a: 1
    >>> doc.set("x", {"b": 2})
    x:
      b: 2

    === values of other shapes go into a flow mapping
    x: {a: 1, b: }
    >>> doc.set("x.a", [1, "b"])
    >>> doc.set("x.b", {"c": None})
    x: {a: [1, b], b: {c: null} }

    === and into an empty place of it
    x: {a: , b: 1}
    >>> doc.set("x.a", [[1], {}])
    x: {a: [[1], {}] , b: 1}

    === in the place of a scalar too
    related: [a]
    >>> doc.set("related[0]", {"webUrl": "w", "excerpt": "E"})
    related: [{excerpt: "E", webUrl: w}]

    === and in a block list
    related:
      - a
    >>> doc.set("related[0]", {"webUrl": "w", "excerpt": "E"})
    related:
      - excerpt: "E"
        webUrl: w

    === and behind a key
    provider: x
    >>> doc.set("provider", {"domain": "d", "name": "N"})
    provider:
      name: "N"
      domain: d

    === a nested scalar becomes a mapping
    x:
      a: 1
    >>> doc.set("x.a", {"b": 2})
    x:
      a:
        b: 2

    === a colon in the comment behind the key
    x: # a: b
      c: 1
    >>> doc.set("x", "v")
    x: v # a: b

    === a literal with a line like a comment becomes a mapping
    x: |
      # text
    >>> doc.set("x", {"a": 1})
    x:
      a: 1

    === a value close to its colon becomes a list
    x: {"a":1}
    >>> doc.set("x.a", [1])
    x: {"a":[1]}

    === a comment above the key is nothing to its value
    # c
    x:
      a: 1
    >>> doc.set("x", "v")
    # c
    x: v

    === a list becomes a text with a colon
    x:
      - 1
    >>> doc.set("x", "https://a.example/b:c")
    x: https://a.example/b:c

    === the blanks behind a key go with its lines
    x:␣␣␣
      a: 1
    >>> doc.set("x", "v")
    x: v

    === the blanks behind a flow list go with it
    x: [1]␣
    >>> doc.set("x", "v")
    x: v

    === a mapping becomes a list
    x:
      a: 1
    >>> doc.set("x", ["b", "c"])
    x:
      - b
      - c

    === a number becomes a list
    x: 1
    >>> doc.set("x", ["b", "c"])
    x:
      - b
      - c

    === all keys of a nested mapping are replaced by more
    x:
      a: 1
    >>> doc.set("x", {"b": 2, "c": 3})
    x:
      b: 2
      c: 3

    === a comment inside a removed value
    x:
      a: 1
      # c
      b: 2
    heat: 5
    >>> doc.set("x", "v")
    x: v
      # c
    heat: 5

    === an anchor in a list that becomes a text
    x: [&a 1]
    >>> doc.set("x", "v")
    x: v

    === a comment on the first line of a value
    x:
    # c
      a: 1
    >>> doc.set("x", "v")
    x: v
    # c

    === a comment in a flow mapping that becomes a number
    x: {k: {l: 1, # c
      m: 2}}
    >>> doc.set("x", 5)
    x: 5 # c

    === a comment above a text that becomes null
    x:
      # c
      plain
    y: 1
    >>> doc.set("x", None)
    x:
      # c
    y: 1

    === one behind its key
    x: # c
      plain
    y: 1
    >>> doc.set("x", None)
    x: # c
    y: 1

    === one above it and one behind it
    x:
      # c
      plain # d
    y: 1
    >>> doc.set("x", None)
    x:
      # c
       # d
    y: 1

    === one behind the header of a text that becomes a list
    x: |  # c
      a
    y: 1
    >>> doc.set("x", [1])
    x:  # c
      - 1
    y: 1

    === one in a flow list that becomes a number
    x: [a, # c
      b]
    y: 1
    >>> doc.set("x", 5)
    x: 5 # c
    y: 1

    === one behind a bracket on another line
    x: [a,
      b] # c
    y: 1
    >>> doc.set("x", 5)
    x: 5 # c
    y: 1

    === comments at both ends of a flow list
    x: [ # c
      b
    ] # d
    y: 1
    >>> doc.set("x", 5)
    x: 5 # c
      # d
    y: 1

    === comments in an item behind two dashes
    x:
      - - # c
          # d
          a: 1
    >>> doc.set("x[0]", 5)
    x:
      - 5 # c
          # d

    === the last item below a comment goes
    tags:
      # main
      - a # b
    y: 1
    >>> doc.delete("tags[0]")
    tags: []
      # main
    y: 1

    === the last key below a comment goes
    x:
      # main
      a: 1
    y: 1
    >>> doc.delete("x.a")
    x: {}
      # main
    y: 1
""")


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_the_smallest_change(case: Case) -> None:
    check_edit(case)


AT_ONCE = cases(r"""
    === nothing changes below a tag
    !!map
    a: 1
    >>> put({"a": 1})
    !!map
    a: 1
""")


@pytest.mark.parametrize("case", AT_ONCE)
def test_many_changes_at_once_are(case: Case) -> None:
    check_put(case)
