"""A scalar gets another value, in the style that it has."""

from __future__ import annotations

import pytest

from tests.editing.rows import Edit, Edited, check_edit, params

EDITS: list[Edited] = [
    ("a null in a flow mapping becomes a text", "x: {a: , b: 1}\n", [("set", "x.a", "v")], "x: {a: v, b: 1}\n"),
    ("a literal text stays literal", "x: |\n  one\n  two\n", [("set", "x", "a\nb\nc\n")], "x: |\n  a\n  b\n  c\n"),
    ("a literal text becomes null", "x: |\n  one\nheat: 5\n", [("set", "x", None)], "x: \nheat: 5\n"),
    ("a folded text stays folded", "x: >\n  one\n  two\nheat: 5\n", [("set", "x", "three four\n")], "x: >\n  three four\nheat: 5\n"),
    ("a null item becomes a text", "x:\n  -\n  - b\n", [("set", "x[0]", "a")], "x:\n  - a\n  - b\n"),
    ("a null becomes a number", "heat:\n", [("set", "heat", 5)], "heat: 5\n"),
    ("a null becomes a number, before its comment", "heat: # c\n", [("set", "heat", 5)], "heat: 5 # c\n"),
    ("a number becomes null, before its comment", "heat: 5 # c\n", [("set", "heat", None)], "heat:  # c\n"),
    ("single quotes stay", "x: 'a'\n", [("set", "x", "it's")], "x: 'it''s'\n"),
    ("what they can't hold is double-quoted", "x: 'a'\n", [("set", "x", "a\nb")], 'x: "a\\nb"\n'),
    ("what readers would type is quoted", "x: a\n", [("set", "x", "yes")], 'x: "yes"\n'),
    ("a number is never quoted", 'x: "a"\n', [("set", "x", 5)], "x: 5\n"),
    ("a plain text of many lines becomes one line", "x: a\n  b\ny: 1\n", [("set", "x", "c")], "x: c\ny: 1\n"),
    ("a quoted text of many lines becomes one line", 'x: "a\n  b" # c\ny: 1\n', [("set", "x", "c")], 'x: "c" # c\ny: 1\n'),
    ("a null keeps the blanks behind its colon", "x:   5 # c\n", [("set", "x", None)], "x:    # c\n"),
    ("a value on a line of its own becomes null", "x:\n  5\ny: 1\n", [("set", "x", None)], "x: \ny: 1\n"),
    ("a null before many blanks", "x:   # c\n", [("set", "x", 5)], "x: 5  # c\n"),
    ("a null before a brace", "x: {a: }\n", [("set", "x.a", "v")], "x: {a: v}\n"),
    ("a null before a bracket", "x: [a: ]\n", [("set", "x[0].a", "v")], "x: [a: v]\n"),
    ("quotes that were needed go with the need", 'x: "a: b"\n', [("set", "x", "c")], "x: c\n"),
    ("a comment behind a literal's header has another in it", "x: | # c # d\n  a\n", [("set", "x", "b\n")], "x: | # c # d\n  b\n"),
    ("a literal starts with an empty line", "x: |\n\n  a\ny: 1\n", [("set", "x", "b\n")], "x: |\n  b\ny: 1\n"),
    ("a timestamp of a short zone stays plain", "publishedDateTime: 2021-05-30 17:20:00 +0200  # c\n", [("set", "publishedDateTime", "2022-01-01 08:00:00 +0200")], "publishedDateTime: 2022-01-01 08:00:00 +0200  # c\n"),
    ("but a text becomes none", "x: a\n", [("set", "x", "2022-01-01 08:00:00 +02")], 'x: "2022-01-01 08:00:00 +02"\n'),
    ("nor becomes it plain text", "x: 2022-01-01 08:00:00 +02\n", [("set", "x", "e10")], 'x: "e10"\n'),
    ("what one reader takes for NaN is quoted", "x: a\ny: [a]\n", [("set", "x", "E3"), ("set", "y", ["e-6"])], 'x: "E3"\ny: ["e-6"]\n'),
    ("as a key too", "x: {a: 1}\n", [("set", "x.e10", 2), ("set", "e3", 1)], 'x: {a: 1, "e10": 2}\n"e3": 1\n'),
    ("a null before a carriage return", "heat:\r\nx: 1\n", [("set", "heat", 5)], "heat: 5\r\nx: 1\n"),
    ("its header keeps its comment", "x: |-  # c\n  one\nheat: 5\n", [("set", "x", "a\nb")], "x: |-  # c\n  a\n  b\nheat: 5\n"),
    ("a folded text gets more paragraphs", "x: >\n  one\nheat: 5\n", [("set", "x", "three\n\nfour\n")], "x: >\n  three\n\n\n  four\nheat: 5\n"),
    ("a literal without lines", "x: |\ny: 1\n", [("set", "x", "a")], "x: |-\n  a\ny: 1\n"),
    ("a literal that begins with a blank says how far it is indented", "x: |\n  one\nheat: 5\n", [("set", "x", " a\n b")], "x: |2-\n   a\n   b\nheat: 5\n"),
    ("a literal on a line of its own goes", "x:\n  # c\n  |\n  t\ny: 1\n", [("set", "x", None)], "x:\n  # c\ny: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_an_edit_is_the_smallest_change(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


WHOLE: list[Edited] = [
    ("a key that isn't text stands before the one that is set", "1: x\nheat: 1\n", [("set", "heat", 2)], "1: x\nheat: 2\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(WHOLE))
def test_an_edit_of_a_whole_front_matter_is(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after, head="")
