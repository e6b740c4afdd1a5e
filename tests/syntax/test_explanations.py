"""What is wrong with a text is said where it is wrong."""

from __future__ import annotations

import pytest

import articlefmt
from articlefmt import ParseError, Record
from tests.cases import Pointed, pointed


def refused(front: str) -> tuple[str, int | None, int | None, str]:
    with pytest.raises(ParseError) as caught:
        articlefmt.loads(f"---\n{front}---\n", Record)
    error = caught.value
    return error.code, error.line, error.column, error.message


@pytest.mark.parametrize(
    ("blank", "name"),
    [
        ("\u00a0", "U+00A0 (a no-break space)"),
        ("\u2007", "U+2007"),
        ("\u3000", "U+3000 (an ideographic space)"),
        ("\u200b", "U+200B (a zero-width space)"),
        ("\ufeff", "U+FEFF (a byte order mark)"),
    ],
)
@pytest.mark.parametrize(
    "at",
    pointed(r"""
    region:¤C
           ^
    b: 1
    ---
    b: 1
    region:¤C
           ^
    ---
    b: 1
    region:¤C
           ^
    c: 1
    ---
    a:
      region:¤C
             ^
      b: 1
    ---
    a:
      b: 1
      region:¤C
             ^
    ---
    region:¤
           ^
    b: 1
    ---
    region: C
    x:¤
      ^
      b: 1
    ---
    a:
      - b
      -¤c
       ^
    ---
    a: b
    ¤c
    ^
    d: 1
    ---
    a: "x"¤# c
          ^
    b: 1
    ---
    a: 'x'¤
          ^
    ---
    region:¤C
           ^
    ---
    a:¤|
      ^
      x
    ---
    a: b
    c:¤'d'
      ^
    ---
    a: b
    c:¤[d]
      ^
    e: 1
    ---
    a: [b]¤# c
          ^
    d: 1
    ---
    a: b
    c:¤ d
      ^
"""),
)
def test_a_blank_that_is_none_is_named_where_it_stands(blank: str, name: str, at: Pointed) -> None:
    message = f"invalid YAML: {name} stands here, which no reader takes for a blank; write a space"
    assert refused(at.front.replace("¤", blank)) == ("Y201", at.line, at.column, message)


@pytest.mark.parametrize(
    "front", ["a: 10\u00a0km\nb c\nd: 1\n", "a: 10\u00a0km\n  c: d\n", "a\u00a0b: \u00a0c: d\n", "a: [\u00a0b\n"]
)
def test_one_that_is_not_at_fault_is_not_blamed(front: str) -> None:
    assert "U+00A0" not in refused(front)[3]


MARKERS = "merge conflict markers stand from here on"
GLUED = "a space must stand behind the colon of a key, as in `heat: 3`"


@pytest.mark.parametrize(
    "at",
    pointed(r"""
    title: a
    <<<<<<< HEAD
    ^
    heat: 3
    =======
    heat: 4
    >>>>>>> other
    type: x
    ---
    <<<<<<< HEAD
    ^
    heat: 3
    =======
    heat: 4
    >>>>>>> other
    ---
    a: 1
    <<<<<<< HEAD
    ^
    heat: 3
    ||||||| base
    heat: 2
    =======
    heat: 4
    >>>>>>> other
    ---
    topics:
      - a
    <<<<<<< HEAD
    ^
      - b
    =======
      - c
    >>>>>>> other
    ---
    a: |
      b
    <<<<<<< HEAD
    ^
      c
    =======
      d
    >>>>>>> other
    ---
    a: 1
    a: 2
    <<<<<<< HEAD
    ^
    b: 3
    =======
    >>>>>>> other
    ---
    a: 1
    <<<<<<<
    ^
    b: 3
    =======
    >>>>>>>
    <<<<<<< x
    =======
    >>>>>>> y
    ---
    a: 1
    b: 2
    >>>>>>> other
    ^
    ---
    a: x
    <<<<<<< HEAD
    ^
"""),
)
def test_merge_conflict_markers_are_told_once_at_the_first(at: Pointed) -> None:
    code, line, column, message = refused(at.front)
    assert (code, line, column) == ("Y201", at.line, at.column)
    assert MARKERS in message
    assert [one.code for one in articlefmt.check(f"---\n{at.front}---\n")] == ["Y201"]


def test_markers_before_the_front_matter_are_told() -> None:
    (finding,) = articlefmt.check("<<<<<<< HEAD\n---\na: 1\n---\n=======\n---\na: 2\n---\n>>>>>>> x\n")
    assert finding.code == "F101"
    assert MARKERS in finding.message


@pytest.mark.parametrize(
    "at",
    pointed(r"""
    title: a
    heat:3
         ^
    type: x
    ---
    heat:3
         ^
    title: a
    ---
    title: a
    heat:3
         ^
    ---
    heat:3
         ^
    ---
    title:a
          ^
    heat:3
    ---
    topics:
      - a
    heat:3
         ^
    type: x
    ---
    provider:
      domain:y
             ^
      name: x
    ---
    provider:
      name: x
      domain:y
             ^
    type: x
    ---
    images:
      - url:x
            ^
        width: 3
    ---
    images:
      - url: x
        width:3
              ^
        height: 4
    ---
    a: b
    topics:[c]
           ^
    d: e
    ---
    a: b
    "heat":3
           ^
    d: e
    ---
    a: b
    heat:'3'
         ^
    d: e
    ---
    a: b
    heat:3
         ^

    # c
    d: e
    ---
    a: b
    c:1
      ^
    d:2
    e: f
"""),
)
def test_a_colon_without_a_blank_behind_it_is_told_on_its_line(at: Pointed) -> None:
    assert refused(at.front) == ("Y201", at.line, at.column, f"invalid YAML: {GLUED}")


def test_a_url_is_no_key() -> None:
    assert GLUED not in refused("a: b\nhttps://example.com\nc: d\n")[3]


@pytest.mark.parametrize(
    "at",
    pointed(r"""
    title: "a
           ^ 3
    excerpt: "b"
    type: x
    ---
    title: 'a
           ^ 3
    excerpt: 'b'
    type: x
    ---
    a: 1
    title: "a
           ^ 4
    excerpt: " b c"
    ---
    title: "a
           ^ 5
    type: x
    heat: 4
    secured: "A;B"
    ---
    topics:
      - "a
        ^ 5
      - b
      - "c"
    ---
    x: [{url: "a, width: 1}]
              ^ 3
    title: "x"
    ---
    title: "a\"
           ^ 3
    excerpt: "b"
    ---
    title: 'a
           ^ 3
    excerpt: "it's"
    ---
    title: "a
           ^ 3
    excerpt: ""
    b: c
    ---
    a: b
    "type: x
    ^ 4
    heat: "3"
    ---
    title: "a
           ^ 3
    excerpt: ": b c"
    ---
    title: "a
           ^ 3
    excerpt: "b: c
"""),
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(at: Pointed) -> None:
    message = (
        f"invalid YAML: the quote that opens here isn't closed before line {at.note}; close it where its text ends"
    )
    assert refused(at.front) == ("Y201", at.line, at.column, message)


@pytest.mark.parametrize(
    "at",
    pointed(r"""
    a: 1
    title: "a
           ^
    type: x
    ---
    title: 'a
           ^
    ---
    "title: a
    ^
    b: c
    ---
    x: {y: "z}
           ^
    b: c
"""),
)
def test_so_is_one_that_is_never_closed(at: Pointed) -> None:
    assert refused(at.front) == ("Y201", at.line, at.column, "invalid YAML: a quote or bracket isn't closed")


@pytest.mark.parametrize(
    "at",
    pointed(r"""
    title: 'it's
               ^ `''`
    ---
    title: "a "b" c"
               ^ `\"`
"""),
)
def test_a_quote_inside_of_a_quoted_text_is_told_with_its_spelling(at: Pointed) -> None:
    message = f"invalid YAML: a blank must follow the closing quote; a quote inside of the text is written {at.note}"
    assert refused(at.front) == ("Y201", at.line, at.column, message)


@pytest.mark.parametrize(
    "at",
    pointed(r"""
    a:
    →b: c
    ^
    ---
    a:
      - b: c
     →  d: e
     ^
    ---
    a: |
      b
     →c
     ^
    ---
    a:
      b: c
    →d: e
    ^
    ---
    a:
    - b
    →- c: d
    ^
"""),
)
def test_a_tab_in_the_indentation_is_told_and_nobody_told_to_quote_it(at: Pointed) -> None:
    assert refused(at.front) == ("Y201", at.line, at.column, "invalid YAML: a tab can't stand here; indent with spaces")


@pytest.mark.parametrize(
    "at",
    pointed(r"""
    a: b
    foo bar
    ^
    c: 1
    ---
    a: b
    foo
    ^


    c: 1
    ---
    a:
      b: c
      foo
      ^
      d: e
    ---
    a: b
    foo bar
    ^
"""),
)
def test_a_key_without_a_colon_is_told_on_its_line(at: Pointed) -> None:
    message = "invalid YAML: a key without a colon, or a text that isn't indented below its key"
    assert refused(at.front) == ("Y201", at.line, at.column, message)


@pytest.mark.parametrize(
    "at",
    pointed(r"""
    a: 1
    b: [c,
       ^ [
    ---
    b: [
       ^ [
    ---
    a: [c, [d]]
    b: [{c: d}, e,
       ^ [
    ---
    b: {c: [d], e: {},
       ^ {
    ---
    a: b]
    b: [c,
       ^ [
    ---
    b: {
       ^ {
    ---
    b: ['[', "{", # {
       ^ [
"""),
)
def test_a_bracket_that_is_not_closed_is_told_where_it_opens(at: Pointed) -> None:
    code, line, column, message = refused(at.front)
    assert (code, line, column) == ("Y201", at.line, at.column)
    assert message.startswith(f"invalid YAML: the `{at.note}` that opens here isn't closed")
