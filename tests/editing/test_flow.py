"""Entries and items of flow collections come and go in the style that they have."""

from __future__ import annotations

import pytest

from tests.cases import Case, cases
from tests.editing.checking import check_edit, check_refused, check_text

EDITS = cases(r"""
    === an item is added to a flow list
    topics: [a, b]
    >>> doc.set("topics[2]", "c")
    topics: [a, b, c]

    === one is taken out of it
    topics: [a, b, c]
    >>> doc.delete("topics[1]")
    topics: [a, c]

    === its first is
    topics: [a, b, c]
    >>> doc.delete("topics[0]")
    topics: [b, c]

    === its last is, and the blanks inside the brackets stay
    topics: [ a, b ]
    >>> doc.delete("topics[1]")
    topics: [ a ]

    === a flow list of other items stays one
    topics: [a, b]
    >>> doc.set("topics", ["b", "a", "c, d"])
    topics: [b, a, "c, d"]

    === an emptied flow list keeps its brackets
    topics: [a]
    >>> doc.set("topics", [])
    topics: []

    === an entry is added to a flow mapping
    x: {a: 1}
    >>> doc.set("x.b", "2")
    x: {a: 1, b: "2"}

    === one is taken out of it
    x: {a: 1, b: 2}
    >>> doc.delete("x.a")
    x: {b: 2}

    === where the keys are quoted, a new one is
    x: {"a": 1}
    >>> doc.set("x.b", 2)
    x: {"a": 1, "b": 2}

    === flow collections nest
    x: {a: {b: [1]}}
    >>> doc.set("x.a.b[1]", 2)
    >>> doc.set("x.a.c", {"d": None})
    x: {a: {b: [1, 2], c: {d: null}}}

    === a flow list of many lines grows by a line
    x: [
      a,
      b
    ]
    >>> doc.set("x[2]", "c")
    x: [
      a,
      b,
      c
    ]

    === a comma behind the last item stays
    x: [
      a,
      b,
    ]
    >>> doc.set("x[2]", "c")
    x: [
      a,
      b,
      c,
    ]

    === a flow mapping of other keys stays one
    x: {a: 1, b: 2}
    >>> doc.set("x", {"c": 3})
    x: {c: 3}

    === flow collections in a block list
    x:
      - {a: 1}
      - [b]
    >>> doc.set("x[0].b", True)
    >>> doc.set("x[1][1]", "c")
    x:
      - {a: 1, b: true}
      - [b, c]

    === a mapping of a class in a flow mapping has its order
    provider: {name: P}
    >>> doc.set("provider.images", [{"height": 1, "width": 2, "url": "u"}])
    provider: {name: P, images: [{url: u, width: 2, height: 1}]}

    === a mapping of a class in a flow list has its order
    related: [{webUrl: u}]
    >>> doc.set("related[1]", {"webUrl": "w", "quality": 1, "excerpt": "E"})
    related: [{webUrl: u}, {excerpt: "E", webUrl: w, quality: 1}]

    === an anchor in a flow list stays when another item goes
    x: [&a 1, 2, 3]
    >>> doc.delete("x[1]")
    x: [&a 1, 3]

    === the quotes in a flow list stay
    x: ['a', b]
    >>> doc.set("x[2]", "c")
    x: ['a', b, c]

    === the first item of a flow list changes and the last goes
    x: [a, b, c]
    >>> doc.set("x", ["z", "b"])
    x: [z, b]

    === the separators of a flow list stay
    x: [a,b,  c, d]
    >>> doc.delete("x[3]")
    x: [a,b,  c]

    === an anchor before a removed key of a flow mapping
    x: {&k a: 1, b: 2}
    >>> doc.delete("x.a")
    x: {b: 2}

    === an anchor in a flow mapping
    x: {a: &a 1, b: 2}
    >>> doc.delete("x.a")
    x: {b: 2}

    === an anchor in a flow list
    x: [&a 1, 2]
    >>> doc.delete("x[0]")
    x: [2]

    === a flow list over several lines with one item
    x: [
      a
      ]
    >>> doc.set("x[1]", "b")
    x: [
      a,
      b
      ]

    === a comment behind an entry that goes stays where its line does
    x: {a: 1, # c
      b: 2}
    y: 1
    >>> doc.delete("x.a")
    x: {
      # c
      b: 2}
    y: 1

    === a comment behind an item that goes stays where its line does
    x: [a, # c
      b]
    >>> doc.delete("x[0]")
    x: [
      # c
      b]

    === a pair alone in a list gets a key
    x: [p: 1]
    >>> doc.set("x[0].q", 2)
    x: [{p: 1, q: 2}]

    === a pair loses its key
    x: [p: 1, b]
    >>> doc.delete("x[0].p")
    x: [{}, b]

    === a pair's value changes
    x: [p: 1]
    >>> doc.set("x[0].p", 2)
    x: [p: 2]

    === a pair written with `?` gets a key
    x: [? p : 1]
    >>> doc.set("x[0].q", 2)
    x: [{? p : 1, q: 2}]

    === a key written with `?` goes
    x: {? p : 1, q: 2}
    >>> doc.delete("x.p")
    x: {q: 2}

    === comments behind items, and one more
    x: [
      a, # one
      b # two
    ]
    >>> doc.set("x[2]", "c")
    x: [
      a, # one
      b, # two
      c
    ]

    === and one less
    x: [
      a, # one
      b, # two
      c # three
    ]
    >>> doc.delete("x[1]")
    x: [
      a, # one
      c # three
    ]

    === and without the last
    x: [
      a, # one
      b # two
    ]
    >>> doc.delete("x[1]")
    x: [
      a # one
    ]

    === and in another order
    x: [
      a, # one
      # of b
      b # two
    ]
    >>> doc.set("x", ["b", "a"])
    x: [
      # of b
      b, # two
      a # one
    ]

    === a comment above an item that goes stays
    x: [
      a,
      # of b
      b,
      c
    ]
    >>> doc.delete("x[1]")
    x: [
      a,
      # of b
      c
    ]

    === a comment above the last item that goes stays
    x: [
      a,
      # of b
      b]
    >>> doc.delete("x[1]")
    x: [
      a
      # of b
      ]

    === a comment behind a bracket stays when all go
    x: [ # c
      a
    ]
    >>> doc.delete("x[0]")
    x: [ # c
    ]

    === a comment ahead of a comma stays with its item
    x: [
      a # one
      , b]
    >>> doc.set("x[2]", "c")
    x: [
      a # one
      , b, c]

    === a null is no key with a comma
    x: {a: }
    >>> doc.set("x.b", 1)
    x: {a: , b: 1}

    === a null at a comma gets a value
    x: {a: , b: 1}
    >>> doc.set("x", {"a": 2, "b": 1, "c": 3})
    x: {a: 2, b: 1, c: 3}

    === a key without a colon gets an empty mapping
    x: {a, b}
    >>> doc.set("x.a", {})
    x: {a: {}, b}

    === an entry on lines of its own comes
    x: {
      a: 1
    }
    >>> doc.set("x.b", 2)
    x: {
      a: 1,
      b: 2
    }

    === a null at the end of its line is no key with a comma
    x: {
      a:
    }
    >>> doc.set("x.b", 1)
    x: {
      a: ,
      b: 1
    }

    === a comment goes with all items of its line
    x: [
      a, b, # c
      d]
    >>> doc.set("x", ["d"])
    x: [
      d]

    === it stays with one of them
    x: [
      a, b, # c
      d]
    >>> doc.set("x", ["a", "d"])
    x: [
      a,
      # c
      d]
""")


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_the_smallest_change(case: Case) -> None:
    check_edit(case)


WHOLE = cases(r"""
    === the last key of a flow mapping goes
    {a: 1}
    >>> doc.delete("a")
    {}

    === an empty flow mapping gets its first key
    {}
    >>> doc.set("title", "T")
    {title: "T"}

    === one with blanks in it does
    { }
    >>> doc.set("a", 1)
    >>> doc.set("b", 2)
    {a: 1, b: 2}

    === one over two lines does
    {
    }
    >>> doc.set("a", 1)
    {a: 1}

    === a comment in an empty one is not lost
    { # c
    }
    >>> doc.set("a", 1)
    { # c
      a: 1
    }
""")


@pytest.mark.parametrize("case", WHOLE)
def test_an_edit_of_a_whole_front_matter_is(case: Case) -> None:
    check_edit(case, head="")


REFUSED = cases(r"""
    === a comment in an item that goes
    x: [a, [b,
      # c
      d]]
    >>> doc.delete("x[1]")
    6:3: E703 x[1][0]: this comment would be lost; move it, or take it out first
          # c
          ^

    === a comment in an entry that goes
    x: {a: {b: 1,
      # c
      d: 2}, e: 3}
    >>> doc.delete("x.a")
    6:3: E703 x.a.b: this comment would be lost; move it, or take it out first
          # c
          ^

    === an anchor before a removed key
    x: {&k a: 1, b: *k }
    >>> doc.delete("x.a")
    5:5: E703 x.a: an anchor that an alias refers to stands here, so the edit can't be made; edit the text
        x: {&k a: 1, b: *k }
            ^

    === an anchor of an item that moves
    x: [&a 1, 2, 3]
    y: *a
    >>> doc.set("x", [2, 3, 1])
    5:5: E703 x[0]: an anchor that an alias refers to stands here, so the edit can't be made; edit the text
        x: [&a 1, 2, 3]
            ^
""")


@pytest.mark.parametrize("case", REFUSED)
def test_an_edit_in_doubt_is_refused_with_its_place(case: Case) -> None:
    check_refused(case)


ODD_KEYS = cases(r"""
    === an empty key stays when another goes
    x: {
      b: 2, : }
    >>> doc.delete("x.b")
    x: {
      : }

    === an empty key stays when another comes
    x: {: }
    >>> doc.set("x.a", 1)
    x: {: , a: 1}

    === a pair whose key is a list gets another
    x: [[k]: v]
    >>> doc.set("x[0].n1", 1)
    x: [{[k]: v, n1: 1}]
""")


@pytest.mark.parametrize("case", ODD_KEYS)
def test_what_few_readers_take_is_edited_too(case: Case) -> None:
    check_text(case)
