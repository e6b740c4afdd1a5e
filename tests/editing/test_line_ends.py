"""Where line ends are mixed, each line keeps its own, and a new one ends as the line that it comes from or starts in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import EditError, Record
from articlefmt.editing.line_ends import as_in, without_returns
from articlefmt.editing.splice import Splice, apply
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse
from tests.cases import Case, cases
from tests.editing.checking import check_refused, check_text

EDITS = cases(r"""
    === items move
    x:
      - a←
      - b
      - c←
    >>> doc.set("x", ["c", "a", "b"])
    x:
      - c←
      - a←
      - b

    === the last item moves up
    x:←
      - a
      - b
    >>> doc.set("x", ["b", "a"])
    x:←
      - b
      - a

    === an item comes
    x:←
      - a←
      - b
    >>> doc.set("x", ["a", "c", "b"])
    x:←
      - a←
      - c
      - b

    === a value becomes an empty list
    x: "x"←
    y: 1
    >>> doc.set("x", [])
    x: []←
    y: 1

    === a flow list is emptied
    x: [a]←
    y: 1
    >>> doc.delete("x[0]")
    x: []←
    y: 1

    === a value becomes a list
    x: a←
    y: 1
    >>> doc.set("x", ["b"])
    x:←
      - b←
    y: 1

    === a list becomes nothing
    x: # c←
      - a
    y: 1
    >>> doc.set("x", None)
    x: # c←
    y: 1

    === an empty literal gets a text
    x: |←
    y: 1
    >>> doc.set("x", "a\n")
    x: |←
      a←
    y: 1

    === a literal gets another one
    x: |←
      a
      b←
    y: 1
    >>> doc.set("x", "a\nc\n")
    x: |←
      a←
      c←
    y: 1

    === a key comes at the end
    x: 1
    y: 1←
    >>> doc.set("z", 1)
    x: 1
    y: 1←
    z: 1←

    === a key goes
    x: 1←
    y: 1
    z: 1←
    >>> doc.delete("y")
    x: 1←
    z: 1←

    === a value is on a line of its own
    x:←
      a
    y: 1
    >>> doc.set("x", "b")
    x:←
      b
    y: 1

    === a quoted text of two lines is replaced
    x: 'a←
      b'
    y: 1
    >>> doc.set("x", "c")
    x: 'c'
    y: 1
""")


@pytest.mark.parametrize("case", EDITS)
def test_lines_keep_theirs_where(case: Case) -> None:
    check_text(case)


def test_a_file_may_be_crlf_throughout_after_an_edit() -> None:
    document = articlefmt.loads("---\r\nx:\r\n    - a\n---\r\n", Record)
    document.delete("x")
    assert document.to_bytes() == b"---\r\n---\r\n"


LONE_CR = cases(r"""
    === it is above a key that is set
    x: 1←y: 2
    >>> doc.set("y", 3)
    x: 1←y: 3

    === it is below the last key
    x: 1←y: 2
    >>> doc.set("z", 3)
    x: 1←y: 2
    z: 3

    === it is in another part
    x: [a,← b]
    y: 1
    >>> doc.delete("y")
    x: [a,← b]
""")


@pytest.mark.parametrize("case", LONE_CR)
def test_a_lone_cr_stays_where(case: Case) -> None:
    check_text(case, head="")


IN_THE_WAY = cases(r"""
    === a key beside it goes
    x: 1←y: 2
    >>> doc.delete("x")
    2:5: E703 y: a line ends with a character that only some readers take for a line end; use line feeds
        x: 1←y: 2
            ^

    === a list beside it comes
    x: 1←y: 2
    z: 3
    >>> doc.set("x", ["a"])
    2:5: E703 y: a line ends with a character that only some readers take for a line end; use line feeds
        x: 1←y: 2
            ^
""")


@pytest.mark.parametrize("case", IN_THE_WAY)
def test_one_that_is_in_the_way_is_refused_where(case: Case) -> None:
    check_refused(case, head="")


def test_line_ends_that_say_something_are_not_touched() -> None:
    """Two line ends, one of which is lost with the CR before the other."""
    document = articlefmt.loads(b"---\nx: |\n  a\r\r\n  b\ny: 1\n---\n", Record)
    with pytest.raises(EditError, match="line ends are mixed") as caught:
        document.set("y", 2)
    assert (caught.value.code, caught.value.line) == ("E703", 3)


ends = st.sampled_from(("\n", "\r\n"))
mixed = st.lists(st.tuples(st.sampled_from(("a", "b: 1", "", "- x")), ends), min_size=1, max_size=6)


@given(mixed, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.sampled_from(("", "q", "q\nr\n")))))
def test_a_place_in_the_text_without_returns_is_found_in_the_text_as_it_is(
    rows: list[tuple[str, str]], drawn: list[tuple[int, int, str]]
) -> None:
    front = "".join(text + end for text, end in rows)
    plain = front.replace("\r\n", "\n")
    splices: list[Splice] = []
    for at, length, text in sorted(drawn):
        start = max(min(at, len(plain)), splices[-1].end if splices else 0)
        splices.append(Splice(start, min(start + length, len(plain)), text))
    source = parse(b"---\na: 1\n---\n", Limits()).source.with_front(front)
    made = as_in(Parsed(source, Limits(), {}), splices)
    new = apply(front, made)
    assert new.replace("\r\n", "\n") == apply(plain, splices)
    assert "\r\r" not in new


def test_a_text_with_line_feeds_alone_is_left_as_it_is() -> None:
    parsed = parse(b"---\nx: 1\n---\n", Limits())
    assert without_returns(parsed) is parsed
