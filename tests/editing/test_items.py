"""Items of block lists come, go and move as whole lines."""

from __future__ import annotations

import pytest

import articlefmt
from articlefmt import EditError, Record
from tests.cases import Case, cases
from tests.editing.checking import HEAD, check_edit, check_put

EDITS = cases(r"""
    === an item is inserted
    x:
      - a
      # about b
      - b # c
      - c
    >>> doc.set("x", ["n", "a", "b", "c"])
    x:
      - "n"
      - a
      # about b
      - b # c
      - c

    === a moved item
    x:
      - a
      # about b
      - b # c
      - c
    >>> doc.set("x", ["c", "a", "b"])
    x:
      - c
      - a
      # about b
      - b # c

    === a list of other items
    x:
      - a
      - b
    >>> doc.set("x", ["c"])
    x:
      - c

    === a list that isn't indented stays so
    x:
    - a
    - b
    >>> doc.set("x[2]", "c")
    x:
    - a
    - b
    - c

    === a mapping is inserted, and only its lines are new
    x:
      - title: A
      - title: B
    >>> doc.set("x", [{"title": "N", "y": 1}, {"title": "A"}, {"title": "B"}])
    x:
      - title: "N"
        "y": 1
      - title: A
      - title: B

    === a dash may have a line of its own
    x:
      -
        a: 1
      - b
    >>> doc.set("x[0].b", 2)
    >>> doc.set("x[2]", "c")
    x:
      -
        a: 1
        b: 2
      - b
      - c

    === lists nest
    x:
      - - a
        - b
      - - c
    >>> doc.set("x[0][2]", "z")
    >>> doc.delete("x[1]")
    x:
      - - a
        - b
        - z

    === all items of a list in a list are replaced
    x:
      - - a
        - b
    >>> doc.set("x", [["c", "d"]])
    x:
      - - c
        - d

    === a list in a list is given a new first item
    x:
      - - a
        - b
    >>> doc.set("x[0]", ["z", "a", "b"])
    x:
      - - z
        - a
        - b

    === those of which nothing stays, by more
    x:
      - - k: 1
        - l: 1
    >>> doc.set("x[0]", ["c", {"m": 1}, "d"])
    x:
      - - c
        - m: 1
        - d

    === all of them, by more
    x:
      - - a
        - b
    >>> doc.set("x[0]", ["c", "d", "e"])
    x:
      - - c
        - d
        - e

    === an item that moves takes the comment above it along
    x:
      - a
      # for b
      - b
      - c
    >>> doc.set("x", ["a", "c", "b"])
    x:
      - a
      - c
      # for b
      - b

    === an item of which only the identity stayed keeps its text, others are new and hold what was set alone
    related:
      - title: "A"
        webUrl: u
      - title: "B" # kept
        webUrl: v
    >>> doc.set("related", [{"webUrl": "w"}, {"webUrl": "x"}, {"title": "B", "webUrl": "v", "quality": 3}])
    related:
      - webUrl: w
      - webUrl: x
      - title: "B" # kept
        webUrl: v
        quality: 3

    === all items of a list behind a dash are replaced by fewer
    x:
      - - a
        - b
        - c
    >>> doc.set("x[0]", ["d"])
    x:
      - - d

    === the item that moves keeps its quotes and comment
    x:
      - 'a' # one
      - b
      - c
    >>> doc.set("x", ["b", "c", "a"])
    x:
      - b
      - c
      - 'a' # one

    === an item behind a dash takes its text along
    x:
      - - 'a' # one
        - b
        - c
    >>> doc.set("x[0]", ["b", "c", "a"])
    x:
      - - b
        - c
        - 'a' # one

    === the comment above an item moves with it
    x:
      - a
      # for b
      - b
      - c
      - d
    >>> doc.set("x", ["a", "c", "d", "b"])
    x:
      - a
      - c
      - d
      # for b
      - b

    === a comment above an empty line doesn't
    x:
      - a
      # far

      - b
      - c
      - d
    >>> doc.set("x", ["a", "c", "d", "b"])
    x:
      - a
      # far

      - c
      - d
      - b

    === the text of a literal above it doesn't
    x:
      - |
        a
        # text
      - b
      - c
      - d
    >>> doc.set("x", ["a\n# text\n", "c", "d", "b"])
    x:
      - |
        a
        # text
      - c
      - d
      - b

    === a new item of a class has its order
    related:
      - title: "A"
    >>> doc.set("related[1]", {"webUrl": "u", "title": "B"})
    related:
      - title: "A"
      - title: "B"
        webUrl: u

    === an item that ends with a dash
    x:
    - a-
    - b
    >>> doc.delete("x[1]")
    x:
    - a-

    === of two items that are told apart by a null alone the right one goes
    related:
      - quality: 1
        excerpt:
      - quality: 1 # b
    >>> doc.set("related", [{"quality": 1}])
    related:
      - quality: 1 # b

    === a null item without a line behind its dash goes
    x:
    -
    -
    - c
    >>> doc.delete("x[1]")
    x:
    -
    - c

    === a comment above the first item moves with it
    levels:
      # about A
      - A
      # about B
      - B
      - C
    >>> doc.set("levels", ["B", "C", "A"])
    levels:
      # about B
      - B
      - C
      # about A
      - A

    === of many equal items that move each is taken once
    x:
      - a # 1
      - a # 2
      - b
      - c
    >>> doc.set("x", ["b", "c", "a", "a"])
    x:
      - b
      - c
      - a # 1
      - a # 2

    === an anchor in a list behind a dash that is replaced
    x:
      - - &a 1
        - b
    >>> doc.set("x[0]", ["c"])
    x:
      - - &a c

    === an anchor in a list behind a dash of which nothing stays
    x:
      - - &a {k: 1}
        - {l: 1}
    >>> doc.set("x[0]", ["c"])
    x:
      - - c

    === a comment in one
    x:
      - - {k: 1}
        # own
        - {l: 1}
    >>> doc.set("x[0]", ["c"])
    x:
      - - c
        # own

    === an anchor of an item that moves
    x:
      - a
      - &b b
      - c
      - d
    >>> doc.set("x", ["a", "c", "d", "b"])
    x:
      - a
      - c
      - d
      - &b b

    === comments behind a list behind a dash of which nothing stays
    x:
      - - {k: 1} # c
        # d
        - {l: 1}
    >>> doc.set("x[0]", ["k"])
    x:
      - - k # c
        # d

    === a list whose anchor is on a line of its own gets a first item
    x:
      &A
      - 1
    >>> doc.set("x", ["f", 1])
    x:
      &A
      - f
      - 1

    === a comment behind it stays there
    x:
      &A # c
      - 1
      - 2
    >>> doc.set("x", [2, 1])
    x:
      &A # c
      - 2
      - 1

    === an item comes below a comment that is deeper than the last
    x:
      - a
        # of a
    >>> doc.set("x[1]", "b")
    x:
      - a
        # of a
      - b

    === one comes at the end of items with empty lines between them
    x:
      - a

      - b

      - c
    >>> doc.set("x[3]", "d")
    x:
      - a

      - b

      - c

      - d

    === two come between them
    x:
      - a

      - b

      - c
    >>> doc.set("x", ["a", "d", "e", "b", "c"])
    x:
      - a

      - d

      - e

      - b

      - c

    === one comes before them
    x:
      - a

      - b

      - c
    >>> doc.set("x", ["d", "a", "b", "c"])
    x:
      - d

      - a

      - b

      - c

    === the first of them goes
    x:
      - a

      - b

      - c
    >>> doc.delete("x[0]")
    x:
      - b

      - c

    === one between them goes
    x:
      - a

      - b

      - c
    >>> doc.delete("x[1]")
    x:
      - a

      - c

    === the last of them goes
    x:
      - a

      - b

      - c
    >>> doc.delete("x[2]")
    x:
      - a

      - b

    === the last two of them go
    x:
      - a

      - b

      - c
    y: 1
    >>> doc.set("x", ["a"])
    x:
      - a
    y: 1

    === they are reversed
    x:
      - a

      - b

      - c
    >>> doc.set("x", ["c", "b", "a"])
    x:
      - c

      - b

      - a

    === others take their place
    x:
      - a

      - b

      - c
    >>> doc.set("x", [{"k": 1}, {"k": 2}])
    x:
      - k: 1

      - k: 2

    === a comment behind another item of a list behind a dash of which nothing stays
    x:
      - - {k: 1}
        - {l: 1} # d
    >>> doc.set("x[0]", ["k"])
    x:
      - - k

    === a comment that is deeper than the next item is of the one above
    x:
      - a
        # of a
      - b
    >>> doc.set("x", ["b", "a", "c"])
    x:
      - b
      - a
        # of a
      - c
""")


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_the_smallest_change(case: Case) -> None:
    check_edit(case)


def test_dashes_that_are_not_one_below_the_other_are_refused() -> None:
    """Where a line ends with a lone CR, which is no line end to an editor of lines."""
    document = articlefmt.loads(f"---\n{HEAD}x:\n- a\r- b\nz: 1\n---\n", Record)
    assert document.values["x"] == ["a", "b"]
    with pytest.raises(EditError) as caught:
        document.delete("x[0]")
    found = caught.value
    assert (found.code, found.key, found.line) == ("E703", ("x",), 6)
    assert found.message == "the list's dashes aren't one below the other; edit the text"


IN_DOUBT = cases(r"""
    === its comment stays
    topics:
      - a
      - b # two
      - c
    >>> put({"topics": ["x", "c"]}, is_sure=False)
    topics:
      - x
      # two
      - c

    === nothing else does
    topics:
      - a
      - b
      - c
    >>> put({"topics": ["x", "c"]}, is_sure=False)
    topics:
      - x
      - c
""")


@pytest.mark.parametrize("case", IN_DOUBT)
def test_of_an_item_that_goes_for_another_it_may_be(case: Case) -> None:
    check_put(case)
