"""Keys that are written with `?`, in any place."""

from __future__ import annotations

import pytest

from tests.cases import Case, cases
from tests.editing.checking import check_edit

EDITS = cases(r"""
    === a key written with `?` is removed
    ? x
    : 1
    y: 2
    >>> doc.delete("x")
    y: 2

    === a key comes beside one written with `?`
    ? k
    : v
    b: 1
    >>> doc.set("c", 1)
    ? k
    : v
    b: 1
    c: 1

    === one without a value goes
    ? k
    b: 1
    >>> doc.delete("k")
    b: 1

    === one with a comment goes, and the comment stays
    ? k
    # c
    : v
    b: 1
    >>> doc.delete("k")
    # c
    b: 1

    === one is set that is nested
    x:
      ? k
      : v
      ? l
    >>> doc.set("x.l", 1)
    >>> doc.set("x.k", [2])
    x:
      ? k
      :
        - 2
      ? l
      : 1

    === one in an item goes
    x:
      - ? k
        : v
        l: 1
    >>> doc.delete("x[0].k")
    x:
      - l: 1

    === a key comes to one in an item
    x:
      - ? k
        : v
    >>> doc.set("x[0].l", 1)
    x:
      - ? k
        : v
        l: 1

    === the one after a key that isn't text goes
    ? 1
    : 1
    ? k
    : 2
    >>> doc.delete("k")
    ? 1
    : 1

    === the indents are not those of a key written with `?`
    ? k
    :
    - 1
    x: 1
    >>> doc.set("x", {"b": ["z"]})
    ? k
    :
    - 1
    x:
      b:
      - z

    === a key comes below one that has nothing but its `?`
    ?
    : v
    y: 1
    >>> doc.set("z", 1)
    ?
    : v
    y: 1
    z: 1

    === a key that is a literal goes
    ? |
      k
    b: 1
    >>> doc.delete(("k\n",))
    b: 1

    === one gets a value
    ? |
      k
    b: 1
    >>> doc.set(("k\n",), 5)
    ? |
      k
    : 5
    b: 1

    === one gets a list
    ? |
      k
    b: 1
    >>> doc.set(("k\n",), [5])
    ? |
      k
    :
      - 5
    b: 1

    === a line of blanks below a key that goes would be text
    x:
      k: >2-
      ? t
    ␣␣␣␣␣
    y: 1
    >>> doc.delete("x.t")
    x:
      k: >2-
    y: 1

    === the value of an explicit key
    ? x
    : 1
    >>> doc.set("x", 2)
    ? x
    : 2

    === a mapping of an explicit key
    ? x
    : {a: 1}
    >>> doc.set("x.b", 2)
    ? x
    : {a: 1, b: 2}

    === a colon in a comment between a key and its own colon is none
    ? x # c: d
    : 1
    >>> doc.set("x", None)
    ? x # c: d
    :␣

    === nor before a mapping that becomes a text
    ? x # c: d
    :
      a: 1
    >>> doc.set("x", "v")
    ? x # c: d
    : v

    === a colon in the comment behind an explicit key without a value
    ? x # c: d
    :
    y: 1
    >>> doc.set("x", 1)
    ? x # c: d
    : 1
    y: 1

    === nor is one in a comment on a line of its own
    ? x
    # c: d
    : 1
    >>> doc.set("x", [1])
    ? x
    # c: d
    :
      - 1

    === an explicit key with a colon in its comment is given a list
    ? x # c: d
    :
    y: 1
    >>> doc.set("x", [1])
    ? x # c: d
    :
      - 1
    y: 1

    === an explicit key without a colon
    ? x
    y: 1
    >>> doc.set("x", 2)
    ? x
    : 2
    y: 1
""")


@pytest.mark.parametrize("case", EDITS)
def test_a_key_with_a_question_mark_is_edited_as_any_other(case: Case) -> None:
    check_edit(case)
