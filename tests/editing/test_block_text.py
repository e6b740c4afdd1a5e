"""A literal or folded text that changes keeps its header, and the lines that stay as they are."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import articlefmt
from articlefmt import Record
from tests.cases import Case, cases
from tests.editing.checking import check_edit, check_text

WORDS = cases(r"""
    === an indented line
    x: |
      one two
        in
      three
    >>> doc.set("x", "one 2\n  in\nthree\n")
    x: |
      one 2
        in
      three

    === a tab
    x: |
      one→two
      three
    >>> doc.set("x", "one\ttwo\n3\n")
    x: |
      one→two
      3

    === a trailing blank
    x: |
      one␣
      two
    >>> doc.set("x", "one \n2\n")
    x: |
      one␣
      2

    === a line of blanks
    x: |
      one
    ␣␣␣␣␣
      two
    >>> doc.set("x", "one\n   \n2\n")
    x: |
      one
    ␣␣␣␣␣
      2

    === an empty line that has blanks
    x: |
      one
    ␣
      two
    >>> doc.set("x", "one\n\n2\n")
    x: |
      one
    ␣
      2

    === how far it is indented
    x: |2
        one
      two
    >>> doc.set("x", "  one\n2\n")
    x: |2
        one
      2

    === that, and what is below it
    x: |1-
       one
       two
    y: 1
    >>> doc.set("x", "  one\n  2")
    x: |1-
       one
       2
    y: 1

    === both the other way round
    x: |-1
       one
    y: 1
    >>> doc.set("x", "  1")
    x: |-1
       1
    y: 1

    === that, in a list
    x:
      - |2
          one
      - b
    >>> doc.set("x[0]", "  1\n")
    x:
      - |2
          1
      - b

    === the empty lines below it
    x: |+
      one


    y: 1
    >>> doc.set("x", "1\n\n\n")
    x: |+
      1


    y: 1

    === them, with blanks in them
    x: |+
      one
    ␣

    y: 1
    >>> doc.set("x", "1\n\n\n")
    x: |+
      1
    ␣

    y: 1

    === a comment behind its header
    x: |2  # c
        one
    >>> doc.set("x", "  1\n")
    x: |2  # c
        1

    === an anchor
    x: &a |
      one
    >>> doc.set("x", "1\n")
    x: &a |
      1

    === paragraphs
    x: >
      one

      two

      three
    >>> doc.set("x", "one\n2\nthree\n")
    x: >
      one

      2

      three

    === paragraphs on several lines
    x: >
      one and
      one

      two and
      two and
      two
    >>> doc.set("x", "one and one\ntwo and 2 and two\n")
    x: >
      one and
      one

      two and
      2 and
      two

    === a new word at the end of a line
    x: >
      one
      two
    >>> doc.set("x", "one and two\n")
    x: >
      one and
      two

    === a new word at the beginning
    x: >
      one
      two
    >>> doc.set("x", "and one two\n")
    x: >
      and one
      two

    === a new word at the end
    x: >
      one
      two
    >>> doc.set("x", "one two and\n")
    x: >
      one
      two and

    === a line that goes
    x: >
      one
      two
      three
    >>> doc.set("x", "one three\n")
    x: >
      one
      three

    === empty lines between them
    x: >
      one


      two
    >>> doc.set("x", "one\n\n2\n")
    x: >
      one


      2

    === an indented line in a folded text
    x: >
      one

        in

      two
    >>> doc.set("x", "one\n\n  in\n\n2\n")
    x: >
      one

        in

      2

    === a folded text that keeps
    x: >+
      one
      and

    y: 1
    >>> doc.set("x", "one 2\n\n")
    x: >+
      one
      2

    y: 1

    === an empty line above the text
    x: >

      one
      two
    >>> doc.set("x", "\none 2\n")
    x: >

      one
      2

    === two blanks where a line was broken
    x: >
      a
      b
    >>> doc.set("x", "a  b\n")
    x: >
      a  b
""")


@pytest.mark.parametrize("case", WORDS)
def test_a_word_changes_beside(case: Case) -> None:
    check_edit(case)


OTHERS = cases(r"""
    === a line break at the end comes
    x: |-
      a
    y: 1
    >>> doc.set("x", "a\n")
    x: |
      a
    y: 1

    === one goes
    x: >2
      a
    y: 1
    >>> doc.set("x", "a")
    x: >2-
      a
    y: 1

    === more than one comes
    x: |
      a
    y: 1
    >>> doc.set("x", "a\n\n")
    x: "a\n\n"
    y: 1

    === more than one comes at the end of the text
    x: |
      a
    >>> doc.set("x", "a\n\n")
    x: "a\n\n"

    === more than one comes where an empty line is below
    x: |
      a

    y: 1
    >>> doc.set("x", "a\n\n")
    x: "a\n\n"

    y: 1

    === some of them go
    x: |+
      a


    y: 1
    >>> doc.set("x", "a\n\n")
    x: |+
      a

    y: 1

    === all of them go
    x: |+
      a


    y: 1
    >>> doc.set("x", "a")
    x: |-
      a
    y: 1

    === nothing is left
    x: |
      a
    y: 1
    >>> doc.set("x", "")
    x: |-
    y: 1

    === nothing but line breaks is
    x: |
      a
    y: 1
    >>> doc.set("x", "\n\n")
    x: "\n\n"
    y: 1

    === it begins with a blank
    x: |
      a
    y: 1
    >>> doc.set("x", " a\n")
    x: |2
       a
    y: 1

    === it begins with a line of blanks
    x: |
      a
    y: 1
    >>> doc.set("x", " \na\n")
    x: " \na\n"
    y: 1

    === it ends with one
    x: |
      a
    y: 1
    >>> doc.set("x", "a\n ")
    x: "a\n "
    y: 1

    === it has what no line may have
    x: |
      a
    y: 1
    >>> doc.set("x", "a\x07\u2028\n")
    x: "a\u0007\u2028\n"
    y: 1

    === its lines are too far indented to say so
    x: |
                a
    y: 1
    >>> doc.set("x", " a\n")
    x: " a\n"
    y: 1

    === it becomes another kind of value
    x: !  |  # c
      a
    y: 1
    >>> doc.set("x", 5)
    x: 5 # c
    y: 1

    === a folded text gets a line that can't be told
    x: >
      a
    y: 1
    >>> doc.set("x", "a\n \nb\n")
    x: >
      a
    ␣␣␣
      b
    y: 1
""")


@pytest.mark.parametrize("case", OTHERS)
def test_the_ending_follows_the_text_or_it_is_quoted(case: Case) -> None:
    check_edit(case)


lines = st.lists(
    st.sampled_from(("", " ", "a", "b c", "a b c", "   in c", "  in", "\tt", "x ", "# d", "- e", "f: g", "---")),
    max_size=5,
)
texts = st.builds(lambda rows, end: "\n".join(rows) + "\n" * end, lines, st.integers(0, 3))
old_lines = st.lists(st.sampled_from(("", "a", "b c", "d e f", "   in", "   ")), max_size=4).map(
    lambda rest: ["a b", *rest]
)
headers = st.builds(
    "".join, st.tuples(st.sampled_from("|>"), st.sampled_from(("", "2")), st.sampled_from(("", "-", "+")))
)


@given(headers, old_lines, texts, st.booleans())
@example("|", ["a"], " \na", False)
@example(">", ["a b", "c"], "a b\n\n  in\nc", True)
@example(">+", ["a", "", ""], "a\n", True)
@example(">", ["a b", "   in"], "a b\n   in c", True)  # an indented line once went on on another one
@example(">", ["a b", "   in"], "a b\nc    in", True)
def test_every_reader_reads_the_new_text(header: str, old: list[str], new: str, below: bool) -> None:
    front = (
        f"x: {header}\n" + "".join(f"  {line}\n" if line.strip() else line + "\n" for line in old) + "y: 1\n" * below
    )
    document = articlefmt.loads(f"---\n{front}---\n", Record)
    before: Any = document.values
    document.set("x", new)
    text = document.to_str().removeprefix("---\n").removesuffix("---\n")
    assert YAML(typ="safe", pure=True).load(text) == {**before, "x": new}
    assert yaml.safe_load(text) == {**before, "x": new}
    document.set("x", before["x"])
    assert document.to_str() == f"---\n{front}---\n"


TABS = cases(r"""
    === a comment behind a tab stays
    x: |→# c
      a
    y: 1
    >>> doc.set("x", 5)
    x: 5→# c
    y: 1
""")


@pytest.mark.parametrize("case", TABS)
def test_what_ruamel_refuses_for_its_tab_is_edited_too(case: Case) -> None:
    check_text(case)
