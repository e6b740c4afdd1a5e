"""What is wrong with a text is said where it is wrong."""

from __future__ import annotations

import pytest

import articlefmt
from articlefmt import ParseError, Record


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
    ("front", "line", "column"),
    [
        ("region:␣C\nb: 1\n", 2, 8), ("b: 1\nregion:␣C\n", 3, 8), ("b: 1\nregion:␣C\nc: 1\n", 3, 8), ("a:\n  region:␣C\n  b: 1\n", 3, 10), ("a:\n  b: 1\n  region:␣C\n", 4, 10),
        ("region:␣\nb: 1\n", 2, 8), ("region: C\nx:␣\n  b: 1\n", 3, 3), ("a:\n  - b\n  -␣c\n", 4, 4), ("a: b\n␣c\nd: 1\n", 3, 1), ('a: "x"␣# c\nb: 1\n', 2, 7), ("a: 'x'␣\n", 2, 7),
        ("region:␣C\n", 2, 8), ("a:␣|\n  x\n", 2, 3), ("a: b\nc:␣'d'\n", 3, 3), ("a: b\nc:␣[d]\ne: 1\n", 3, 3), ("a: [b]␣# c\nd: 1\n", 2, 7), ("a: b\nc:␣ d\n", 3, 3),
    ],
)  # fmt: skip
def test_a_blank_that_is_none_is_named_where_it_stands(
    blank: str, name: str, front: str, line: int, column: int
) -> None:
    message = f"invalid YAML: {name} stands here, which no reader takes for a blank; write a space"
    assert refused(front.replace("␣", blank)) == ("Y201", line, column, message)


@pytest.mark.parametrize(
    "front", ["a: 10\u00a0km\nb c\nd: 1\n", "a: 10\u00a0km\n  c: d\n", "a\u00a0b: \u00a0c: d\n", "a: [\u00a0b\n"]
)
def test_one_that_is_not_at_fault_is_not_blamed(front: str) -> None:
    assert "U+00A0" not in refused(front)[3]


MARKERS = "merge conflict markers stand from here on"
GLUED = "a space must stand behind the colon of a key, as in `heat: 3`"


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("title: a\n<<<<<<< HEAD\nheat: 3\n=======\nheat: 4\n>>>>>>> other\ntype: x\n", 3),
        ("<<<<<<< HEAD\nheat: 3\n=======\nheat: 4\n>>>>>>> other\n", 2),
        ("a: 1\n<<<<<<< HEAD\nheat: 3\n||||||| base\nheat: 2\n=======\nheat: 4\n>>>>>>> other\n", 3),
        ("topics:\n  - a\n<<<<<<< HEAD\n  - b\n=======\n  - c\n>>>>>>> other\n", 4),
        ("a: |\n  b\n<<<<<<< HEAD\n  c\n=======\n  d\n>>>>>>> other\n", 4),
        ("a: 1\na: 2\n<<<<<<< HEAD\nb: 3\n=======\n>>>>>>> other\n", 4),
        ("a: 1\n<<<<<<<\nb: 3\n=======\n>>>>>>>\n<<<<<<< x\n=======\n>>>>>>> y\n", 3),
        ("a: 1\nb: 2\n>>>>>>> other\n", 4),
        ("a: x\n<<<<<<< HEAD\n", 3),
    ],
)
def test_merge_conflict_markers_are_told_once_at_the_first(front: str, line: int) -> None:
    code, where, column, message = refused(front)
    assert (code, where, column) == ("Y201", line, 1)
    assert MARKERS in message
    assert [one.code for one in articlefmt.check(f"---\n{front}---\n")] == ["Y201"]


def test_markers_before_the_front_matter_are_told() -> None:
    (finding,) = articlefmt.check("<<<<<<< HEAD\n---\na: 1\n---\n=======\n---\na: 2\n---\n>>>>>>> x\n")
    assert finding.code == "F101"
    assert MARKERS in finding.message


@pytest.mark.parametrize(
    ("front", "line", "column"),
    [
        ("title: a\nheat:3\ntype: x\n", 3, 6), ("heat:3\ntitle: a\n", 2, 6), ("title: a\nheat:3\n", 3, 6), ("heat:3\n", 2, 6), ("title:a\nheat:3\n", 2, 7),
        ("topics:\n  - a\nheat:3\ntype: x\n", 4, 6), ("provider:\n  domain:y\n  name: x\n", 3, 10), ("provider:\n  name: x\n  domain:y\ntype: x\n", 4, 10),
        ("images:\n  - url:x\n    width: 3\n", 3, 9), ("images:\n  - url: x\n    width:3\n    height: 4\n", 4, 11), ("a: b\ntopics:[c]\nd: e\n", 3, 8),
        ('a: b\n"heat":3\nd: e\n', 3, 8), ("a: b\nheat:'3'\nd: e\n", 3, 6), ("a: b\nheat:3\n\n# c\nd: e\n", 3, 6), ("a: b\nc:1\nd:2\ne: f\n", 3, 3),
    ],
)  # fmt: skip
def test_a_colon_without_a_blank_behind_it_is_told_on_its_line(front: str, line: int, column: int) -> None:
    assert refused(front) == ("Y201", line, column, f"invalid YAML: {GLUED}")


def test_a_url_is_no_key() -> None:
    assert GLUED not in refused("a: b\nhttps://example.com\nc: d\n")[3]


@pytest.mark.parametrize(
    ("front", "line", "column", "until"),
    [
        ('title: "a\nexcerpt: "b"\ntype: x\n', 2, 8, 3), ("title: 'a\nexcerpt: 'b'\ntype: x\n", 2, 8, 3), ('a: 1\ntitle: "a\nexcerpt: " b c"\n', 3, 8, 4),
        ('title: "a\ntype: x\nheat: 4\nsecured: "A;B"\n', 2, 8, 5), ('topics:\n  - "a\n  - b\n  - "c"\n', 3, 5, 5), ('x: [{url: "a, width: 1}]\ntitle: "x"\n', 2, 11, 3),
        ('title: "a\\"\nexcerpt: "b"\n', 2, 8, 3), ("title: 'a\nexcerpt: \"it's\"\n", 2, 8, 3), ('title: "a\nexcerpt: ""\nb: c\n', 2, 8, 3), ('a: b\n"type: x\nheat: "3"\n', 3, 1, 4),
        ('title: "a\nexcerpt: ": b c"\n', 2, 8, 3), ('title: "a\nexcerpt: "b: c\n', 2, 8, 3),
    ],
)  # fmt: skip
def test_a_quote_that_is_not_closed_is_told_where_it_opens(front: str, line: int, column: int, until: int) -> None:
    message = f"invalid YAML: the quote that opens here isn't closed before line {until}; close it where its text ends"
    assert refused(front) == ("Y201", line, column, message)


@pytest.mark.parametrize(
    ("front", "line", "column"), [('a: 1\ntitle: "a\ntype: x\n', 3, 8), ("title: 'a\n", 2, 8), ('"title: a\nb: c\n', 2, 1), ('x: {y: "z}\nb: c\n', 2, 8)]
)  # fmt: skip
def test_so_is_one_that_is_never_closed(front: str, line: int, column: int) -> None:
    assert refused(front) == ("Y201", line, column, "invalid YAML: a quote or bracket isn't closed")


@pytest.mark.parametrize(
    ("front", "column", "inside"), [("title: 'it's\n", 12, "`''`"), ('title: "a "b" c"\n', 12, '`\\"`')]
)
def test_a_quote_inside_of_a_quoted_text_is_told_with_its_spelling(front: str, column: int, inside: str) -> None:
    message = f"invalid YAML: a blank must follow the closing quote; a quote inside of the text is written {inside}"
    assert refused(front) == ("Y201", 2, column, message)


@pytest.mark.parametrize(
    ("front", "line", "column"),
    [("a:\n\tb: c\n", 3, 1), ("a:\n  - b: c\n \t  d: e\n", 4, 2), ("a: |\n  b\n \tc\n", 4, 2), ("a:\n  b: c\n\td: e\n", 4, 1), ("a:\n- b\n\t- c: d\n", 4, 1)],
)  # fmt: skip
def test_a_tab_in_the_indentation_is_told_and_nobody_told_to_quote_it(front: str, line: int, column: int) -> None:
    assert refused(front) == ("Y201", line, column, "invalid YAML: a tab can't stand here; indent with spaces")


@pytest.mark.parametrize(
    ("front", "line", "column"), [("a: b\nfoo bar\nc: 1\n", 3, 1), ("a: b\nfoo\n\n\nc: 1\n", 3, 1), ("a:\n  b: c\n  foo\n  d: e\n", 4, 3), ("a: b\nfoo bar\n", 3, 1)]
)  # fmt: skip
def test_a_key_without_a_colon_is_told_on_its_line(front: str, line: int, column: int) -> None:
    message = "invalid YAML: a key without a colon, or a text that isn't indented below its key"
    assert refused(front) == ("Y201", line, column, message)


@pytest.mark.parametrize(
    ("front", "line", "column", "bracket"),
    [
        ("a: 1\nb: [c,\n", 3, 4, "["),
        ("b: [\n", 2, 4, "["),
        ("a: [c, [d]]\nb: [{c: d}, e,\n", 3, 4, "["),
        ("b: {c: [d], e: {},\n", 2, 4, "{"),
        ("a: b]\nb: [c,\n", 3, 4, "["),
        ("b: {\n", 2, 4, "{"),
        ("b: ['[', \"{\", # {\n", 2, 4, "["),
    ],
)
def test_a_bracket_that_is_not_closed_is_told_where_it_opens(front: str, line: int, column: int, bracket: str) -> None:
    with pytest.raises(articlefmt.ParseError) as caught:
        articlefmt.loads(f"---\n{front}---\n")
    error = caught.value
    assert (error.code, error.line, error.column) == ("Y201", line, column)
    assert error.message.startswith(f"invalid YAML: the `{bracket}` that opens here isn't closed")
