"""Where line ends are mixed, each line keeps its own, and a new one ends as the line that it comes from or starts in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import EditError, Record
from articlefmt.editing.line_ends import as_in, without_returns
from articlefmt.editing.splice import Changes, Splice, apply
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse
from tests.editing.rows import HEAD, Edit, Edited, opened, params

EDITS: list[Edited] = [
    ("items move", "x:\n  - a\r\n  - b\n  - c\r\n", [("set", "x", ["c", "a", "b"])], "x:\n  - c\r\n  - a\r\n  - b\n"),
    ("the last item moves up", "x:\r\n  - a\n  - b\n", [("set", "x", ["b", "a"])], "x:\r\n  - b\n  - a\n"),
    ("an item comes", "x:\r\n  - a\r\n  - b\n", [("set", "x", ["a", "c", "b"])], "x:\r\n  - a\r\n  - c\n  - b\n"),
    ("a value becomes an empty list", 'x: "x"\r\ny: 1\n', [("set", "x", [])], "x: []\r\ny: 1\n"),
    ("a flow list is emptied", "x: [a]\r\ny: 1\n", [("delete", "x[0]")], "x: []\r\ny: 1\n"),
    ("a value becomes a list", "x: a\r\ny: 1\n", [("set", "x", ["b"])], "x:\r\n  - b\r\ny: 1\n"),
    ("a list becomes nothing", "x: # c\r\n  - a\ny: 1\n", [("set", "x", None)], "x: # c\r\ny: 1\n"),
    ("an empty literal gets a text", "x: |\r\ny: 1\n", [("set", "x", "a\n")], "x: |\r\n  a\r\ny: 1\n"),
    ("a literal gets another one", "x: |\r\n  a\n  b\r\ny: 1\n", [("set", "x", "a\nc\n")], "x: |\r\n  a\r\n  c\r\ny: 1\n"),
    ("a key comes at the end", "x: 1\ny: 1\r\n", [("set", "z", 1)], "x: 1\ny: 1\r\nz: 1\r\n"),
    ("a key goes", "x: 1\r\ny: 1\nz: 1\r\n", [("delete", "y")], "x: 1\r\nz: 1\r\n"),
    ("a value is on a line of its own", "x:\r\n  a\ny: 1\n", [("set", "x", "b")], "x:\r\n  b\ny: 1\n"),
    ("a quoted text of two lines is replaced", "x: 'a\r\n  b'\ny: 1\n", [("set", "x", "c")], "x: 'c'\ny: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_lines_keep_theirs_where(before: str, edits: list[Edit], after: str) -> None:
    assert opened(HEAD + before, edits).to_str() == f"---\n{HEAD}{after}---\n"


def test_a_file_may_be_crlf_throughout_after_an_edit() -> None:
    document = articlefmt.loads("---\r\nx:\r\n    - a\n---\r\n", Record)
    document.delete("x")
    assert document.to_bytes() == b"---\r\n---\r\n"


ODD: list[tuple[str, str, Edit, str | int]] = [
    ("a lone CR is above a key that is set", "x: 1\ry: 2\n", ("set", "y", 3), "x: 1\ry: 3\n"),
    ("it is below the last key", "x: 1\ry: 2\n", ("set", "z", 3), "x: 1\ry: 2\nz: 3\n"),
    ("a key beside it goes", "x: 1\ry: 2\n", ("delete", "x"), 5),
    ("a list beside it comes", "x: 1\ry: 2\nz: 3\n", ("set", "x", ["a"]), 5),
    ("it is in another part", "x: [a,\r b]\ny: 1\n", ("delete", "y"), "x: [a,\r b]\n"),
]


@pytest.mark.parametrize(("before", "edit", "outcome"), params(ODD))
def test_other_line_ends_are_refused_if_they_are_in_the_way(before: str, edit: Edit, outcome: str | int) -> None:
    if isinstance(outcome, str):
        assert opened(before, [edit]).to_str() == f"---\n{outcome}---\n"
        return
    with pytest.raises(EditError, match="only some readers take for a line end") as caught:
        opened(before, [edit])
    assert (caught.value.code, caught.value.line, caught.value.column) == ("E703", 2, outcome)


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
    changes = as_in(Parsed(source, Limits(), {}), Changes(splices))
    new = apply(front, changes.splices)
    assert new.replace("\r\n", "\n") == apply(plain, splices)
    assert "\r\r" not in new


def test_a_text_with_line_feeds_alone_is_left_as_it_is() -> None:
    parsed = parse(b"---\nx: 1\n---\n", Limits())
    assert without_returns(parsed) is parsed
