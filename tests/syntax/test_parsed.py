"""A text that was read: values and tree, one of which follows from the other, and where a key stands."""

from __future__ import annotations

import pytest
from hypothesis import given

from articlefmt import Limits, ParseError, Problem, StructureError
from articlefmt.place import Place
from articlefmt.secrecy import ONLY_SECURED
from articlefmt.syntax import nodes
from articlefmt.syntax.parsed import Parsed, parse, parse_block
from articlefmt.values import same
from tests.samples import SECRET, file, form
from tests.strategies import documents, untidy_documents
from tests.syntax.trees import plain

LIMITS = Limits()


def read(*lines: str) -> Parsed:
    return parse(file(*lines), LIMITS)


@given(documents() | untidy_documents())
def test_the_values_are_those_of_the_tree(data: bytes) -> None:
    for asked_first in ("tree", "values"):
        parsed = parse(data, LIMITS)
        getattr(parsed, asked_first)
        assert same(parsed.values, nodes.values(parsed.tree, LIMITS.nodes))
        assert list(parsed.values) == list(parsed.tree.names)
        assert parsed.source.to_bytes() == data


@pytest.mark.parametrize(("lines", "is_block"), [(["a: 1"], True), (["a: [1]"], False), (['"a": 1'], False)])
def test_it_tells_whether_the_text_is_of_the_block_subset(lines: list[str], is_block: bool) -> None:
    assert read(*lines).is_block is is_block


@pytest.mark.parametrize("lines", [["a: 1"], ["a: [1]"]])
def test_values_and_tree_are_made_once(lines: list[str]) -> None:
    parsed = read(*lines)
    assert parsed.values is parsed.values
    assert parsed.tree is parsed.tree


@pytest.mark.parametrize("lines", [[], ["# c"], ["", "# c", "  "]])
def test_front_matter_without_a_key_is_a_mapping_without_one(lines: list[str]) -> None:
    parsed = read(*lines)
    assert (parsed.values, [*parsed.tree.entries], parsed.tree.end) == ({}, [], 0)


@pytest.mark.parametrize("lines", [["~"], ["null"], ["&x"], ["- a"], ["5"]])
def test_one_that_is_something_else_is_refused(lines: list[str]) -> None:
    with pytest.raises(ParseError) as caught:
        read(*lines)
    message = "the front matter is not a mapping; it must hold keys and values, as in `title: …`"
    assert (caught.value.code, caught.value.message, caught.value.line) == ("Y202", message, 2)


@pytest.mark.parametrize("front", ["a: 1", "a: [1]"])
class TestAnotherBody:
    def test_the_front_matter_is_the_same(self, front: str) -> None:
        parsed = read(front)
        tree, values = parsed.tree, parsed.values
        new = parsed.with_body("x\n")
        assert new.source.to_bytes() == file(front, body="x\n")
        assert (new.tree, new.values, new.is_block, new.limits) == (tree, values, parsed.is_block, LIMITS)
        assert parsed.source.to_bytes() == file(front)

    def test_it_may_be_read_before_the_tree_was(self, front: str) -> None:
        new = read(front).with_body("x\n")
        assert plain(new.tree) == plain(read(front).tree)
        assert new.values == {"a": [1] if "[" in front else 1}

    @pytest.mark.parametrize(
        ("closing", "body", "expected"),
        [("---", "x", "---\nx"), ("---", "", "---"), ("---\n", "x", "---\nx"), ("--- ", "\n", "--- \n\n")],
    )
    def test_a_closing_line_that_ends_the_file_gets_its_line_end(
        self, front: str, closing: str, body: str, expected: str
    ) -> None:
        """F-1.8."""
        new = parse(file(front, closing=closing, body=""), LIMITS).with_body(body)
        assert new.source.to_bytes().decode() == f"---\n{front}\n{expected}"


class TestLocate:
    """The value itself where it is a scalar; else its key, or the nearest above that is there."""

    LINES = (
        "# c",
        "é: 😀  # c",
        "a:",
        "  - b:   x",
        "    c: [1, {d: 'y'}]",
        "  -   - z",
        "e: &k {f: 1}",
        "g: *k",
        "h:",
        "  |",
        "  text",
    )

    @pytest.mark.parametrize(
        ("key", "line", "column"),
        [
            ((), 3, 1),
            (("é",), 3, 4),
            (("a",), 4, 1),
            (("a", 0), 5, 5),
            (("a", 0, "b"), 5, 10),
            (("a", 0, "c"), 6, 5),
            (("a", 0, "c", 0), 6, 9),
            (("a", 0, "c", 1), 6, 12),
            (("a", 0, "c", 1, "d"), 6, 16),
            (("a", 1), 7, 7),
            (("a", 1, 0), 7, 9),
            (("e",), 8, 1),
            (("e", "f"), 8, 11),
            (("g",), 9, 1),
            (("g", "f"), 8, 11),
            (("h",), 11, 3),
            # what isn't there
            (("a", 2), 4, 1),
            (("a", -1), 4, 1),
            (("a", "b"), 4, 1),
            (("a", 0, "x"), 5, 5),
            (("a", 0, "b", "x"), 5, 5),
            (("a", 0, "b", 0, "x"), 5, 5),
            (("a", 0, "c", 5, "d"), 6, 5),
            (("a", 0, 0), 5, 5),
            (("x",), 3, 1),
            (("x", 0, "y"), 3, 1),
            ((0,), 3, 1),
        ],
    )
    def test_a_key_has_a_place(self, key: tuple[str | int, ...], line: int, column: int) -> None:
        front = "---\n" + "".join(one + "\n" for one in self.LINES)
        problem = Problem("T301", "no", key)
        assert read(*self.LINES).locate(problem) == Problem(
            "T301", "no", key, Place(line, column, front.splitlines()[line - 1])
        )

    def test_a_place_in_a_block_text_is_found_in_its_parts(self) -> None:
        parsed = parse(form("images:", "  - url: u", "    width: x"), LIMITS)
        assert parsed.is_block
        found = parsed.locate(Problem("T301", "no", ("images", 0, "width")))
        assert found.place == Place(11, 12, "    width: x")

    def test_the_line_of_secured_is_not_shown(self) -> None:
        found = read("a: 1", f"secured: {SECRET}").locate(Problem("S501", "no", ("secured",)))
        assert found == Problem("S501", "no", ("secured",), Place(3, 10))


def test_values_that_aliases_make_without_end_are_refused_at_the_first_alias() -> None:
    parsed = read("a: &a [x, *a]")
    for _ in range(2):
        with pytest.raises(StructureError) as caught:
            _ = parsed.values
        message = "its aliases expand to more than 20,000 values; write them out"
        assert caught.value.problems == (Problem("T305", message, (), Place(2, 11, "a: &a [x, *a]")),)
    assert parsed.tree.names["a"].value.start == 3


@pytest.mark.parametrize(
    ("lines", "line", "column"),
    [
        (("t: &t [x]", "u: *t", "a: &a", "  - *t", "  - b: *a"), 6, 8),
        (("t: &t x", "u: *t", "a: &a {b: &b [*a], c: *b}"), 4, 15),
        (("t: &t [x]", "u: *t", "a: &a {b: &b {c: *t, d: *a}, e: *b}"), 4, 25),
    ],
)
def test_an_alias_that_has_an_end_is_not_named_where_another_has_none(
    lines: tuple[str, ...], line: int, column: int
) -> None:
    with pytest.raises(StructureError) as caught:
        _ = read(*lines).values
    assert (caught.value.line, caught.value.column) == (line, column)


@given(documents() | untidy_documents())
def test_a_file_of_the_block_subset_is_read_alike_by_both_functions(data: bytes) -> None:
    whole, block = parse(data, Limits()), parse_block(data, Limits(), ONLY_SECURED)
    assert (block is not None) is whole.is_block
    assert block is None or same(block.values, whole.values)


def test_what_is_not_of_the_block_subset_is_nothing_to_it() -> None:
    assert parse_block(b"text", Limits(), ONLY_SECURED) is None
    assert parse_block(file("a: 1", "a: 1"), Limits(), ONLY_SECURED) is None
