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
from tests.editing.rows import Edit, Edited, check_edit, check_text, params

WORDS: list[Edited] = [
    ("an indented line", "x: |\n  one two\n    in\n  three\n", [("set", "x", "one 2\n  in\nthree\n")], "x: |\n  one 2\n    in\n  three\n"),
    ("a tab", "x: |\n  one\ttwo\n  three\n", [("set", "x", "one\ttwo\n3\n")], "x: |\n  one\ttwo\n  3\n"),
    ("a trailing blank", "x: |\n  one \n  two\n", [("set", "x", "one \n2\n")], "x: |\n  one \n  2\n"),
    ("a line of blanks", "x: |\n  one\n     \n  two\n", [("set", "x", "one\n   \n2\n")], "x: |\n  one\n     \n  2\n"),
    ("an empty line that has blanks", "x: |\n  one\n \n  two\n", [("set", "x", "one\n\n2\n")], "x: |\n  one\n \n  2\n"),
    ("how far it is indented", "x: |2\n    one\n  two\n", [("set", "x", "  one\n2\n")], "x: |2\n    one\n  2\n"),
    ("that, and what is below it", "x: |1-\n   one\n   two\ny: 1\n", [("set", "x", "  one\n  2")], "x: |1-\n   one\n   2\ny: 1\n"),
    ("both the other way round", "x: |-1\n   one\ny: 1\n", [("set", "x", "  1")], "x: |-1\n   1\ny: 1\n"),
    ("that, in a list", "x:\n  - |2\n      one\n  - b\n", [("set", "x[0]", "  1\n")], "x:\n  - |2\n      1\n  - b\n"),
    ("the empty lines below it", "x: |+\n  one\n\n\ny: 1\n", [("set", "x", "1\n\n\n")], "x: |+\n  1\n\n\ny: 1\n"),
    ("them, with blanks in them", "x: |+\n  one\n \n\ny: 1\n", [("set", "x", "1\n\n\n")], "x: |+\n  1\n \n\ny: 1\n"),
    ("a comment behind its header", "x: |2  # c\n    one\n", [("set", "x", "  1\n")], "x: |2  # c\n    1\n"),
    ("an anchor", "x: &a |\n  one\n", [("set", "x", "1\n")], "x: &a |\n  1\n"),
    ("paragraphs", "x: >\n  one\n\n  two\n\n  three\n", [("set", "x", "one\n2\nthree\n")], "x: >\n  one\n\n  2\n\n  three\n"),
    ("paragraphs on several lines", "x: >\n  one and\n  one\n\n  two and\n  two and\n  two\n", [("set", "x", "one and one\ntwo and 2 and two\n")], "x: >\n  one and\n  one\n\n  two and\n  2 and\n  two\n"),
    ("a new word at the end of a line", "x: >\n  one\n  two\n", [("set", "x", "one and two\n")], "x: >\n  one and\n  two\n"),
    ("a new word at the beginning", "x: >\n  one\n  two\n", [("set", "x", "and one two\n")], "x: >\n  and one\n  two\n"),
    ("a new word at the end", "x: >\n  one\n  two\n", [("set", "x", "one two and\n")], "x: >\n  one\n  two and\n"),
    ("a line that goes", "x: >\n  one\n  two\n  three\n", [("set", "x", "one three\n")], "x: >\n  one\n  three\n"),
    ("empty lines between them", "x: >\n  one\n\n\n  two\n", [("set", "x", "one\n\n2\n")], "x: >\n  one\n\n\n  2\n"),
    ("an indented line in a folded text", "x: >\n  one\n\n    in\n\n  two\n", [("set", "x", "one\n\n  in\n\n2\n")], "x: >\n  one\n\n    in\n\n  2\n"),
    ("a folded text that keeps", "x: >+\n  one\n  and\n\ny: 1\n", [("set", "x", "one 2\n\n")], "x: >+\n  one\n  2\n\ny: 1\n"),
    ("an empty line above the text", "x: >\n\n  one\n  two\n", [("set", "x", "\none 2\n")], "x: >\n\n  one\n  2\n"),
    ("two blanks where a line was broken", "x: >\n  a\n  b\n", [("set", "x", "a  b\n")], "x: >\n  a  b\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(WORDS))
def test_a_word_changes_beside(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


OTHERS: list[Edited] = [
    ("a line break at the end comes", "x: |-\n  a\ny: 1\n", [("set", "x", "a\n")], "x: |\n  a\ny: 1\n"),
    ("one goes", "x: >2\n  a\ny: 1\n", [("set", "x", "a")], "x: >2-\n  a\ny: 1\n"),
    ("more than one comes", "x: |\n  a\ny: 1\n", [("set", "x", "a\n\n")], 'x: "a\\n\\n"\ny: 1\n'),
    ("more than one comes at the end of the text", "x: |\n  a\n", [("set", "x", "a\n\n")], 'x: "a\\n\\n"\n'),
    ("more than one comes where an empty line is below", "x: |\n  a\n\ny: 1\n", [("set", "x", "a\n\n")], 'x: "a\\n\\n"\n\ny: 1\n'),
    ("some of them go", "x: |+\n  a\n\n\ny: 1\n", [("set", "x", "a\n\n")], "x: |+\n  a\n\ny: 1\n"),
    ("all of them go", "x: |+\n  a\n\n\ny: 1\n", [("set", "x", "a")], "x: |-\n  a\ny: 1\n"),
    ("nothing is left", "x: |\n  a\ny: 1\n", [("set", "x", "")], "x: |-\ny: 1\n"),
    ("nothing but line breaks is", "x: |\n  a\ny: 1\n", [("set", "x", "\n\n")], 'x: "\\n\\n"\ny: 1\n'),
    ("it begins with a blank", "x: |\n  a\ny: 1\n", [("set", "x", " a\n")], "x: |2\n   a\ny: 1\n"),
    ("it begins with a line of blanks", "x: |\n  a\ny: 1\n", [("set", "x", " \na\n")], 'x: " \\na\\n"\ny: 1\n'),
    ("it ends with one", "x: |\n  a\ny: 1\n", [("set", "x", "a\n ")], 'x: "a\\n "\ny: 1\n'),
    ("it has what no line may have", "x: |\n  a\ny: 1\n", [("set", "x", "a\x07\u2028\n")], 'x: "a\\u0007\\u2028\\n"\ny: 1\n'),
    ("its lines are too far indented to say so", f"x: |\n{' ' * 12}a\ny: 1\n", [("set", "x", " a\n")], 'x: " a\\n"\ny: 1\n'),
    ("it becomes another kind of value", "x: !  |  # c\n  a\ny: 1\n", [("set", "x", 5)], "x: 5 # c\ny: 1\n"),
    ("a folded text gets a line that can't be told", "x: >\n  a\ny: 1\n", [("set", "x", "a\n \nb\n")], "x: >\n  a\n   \n  b\ny: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(OTHERS))
def test_the_ending_follows_the_text_or_it_is_quoted(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


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


def test_a_comment_behind_a_tab_stays() -> None:
    check_text("x: |\t# c\n  a\ny: 1\n", [("set", "x", 5)], "x: 5\t# c\ny: 1\n")
