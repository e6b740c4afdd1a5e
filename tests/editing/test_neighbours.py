"""How a file writes: its indents, and the quotes in its lists."""

from __future__ import annotations

import pytest

from articlefmt import Limits
from articlefmt.editing.lines import Lines
from articlefmt.editing.neighbours import Neighbours
from articlefmt.layouts import KeyNames
from articlefmt.syntax.parsed import parse
from tests.samples import file


def neighbours(*lines: str) -> Neighbours:
    parsed = parse(file(*lines), Limits())
    return Neighbours(parsed.tree, Lines(parsed.source.front))


@pytest.mark.parametrize(
    ("lines", "indents"),
    [
        (["a: 1"], (2, 2)),
        (["a:", "    b: 1"], (4, 2)),
        (["a:", " b: 1"], (1, 2)),
        (["a:", "- 1"], (2, 0)),
        (["a:", "    - 1"], (2, 4)),
        (["a:", "   b:", "   - 1"], (3, 0)),
        (["a:", "- b:", "    c: 1"], (2, 0)),
        (["a:", "  - b:", "     c: 1"], (1, 2)),
        # the first that tells
        (["a:", "    b: 1", "c:", " d: 1"], (4, 2)),
        (["a:", "- 1", "b:", "  - 1"], (2, 0)),
        (["a:", "  - 1", "b:", "- 1"], (2, 2)),
        # what doesn't
        (["a: {b: 1}", "c: [1]"], (2, 2)),
        (["a: {b: {c: 1}, d: [1]}"], (2, 2)),
        (["a: &x", "    b: 1", "c: *x"], (2, 2)),
        (["a: &x", "- 1"], (2, 2)),
        (["a: |", "    b"], (2, 2)),
        (["? a", ": b: 1"], (2, 2)),
        (["x: [1]", "a:", "    b: 1", "c:", "   - 1"], (4, 3)),
    ],
)
def test_the_indents_are_those_of_the_first_that_are_indented(lines: list[str], indents: tuple[int, int]) -> None:
    assert neighbours(*lines).indents == indents


@pytest.mark.parametrize(
    ("lines", "place", "quote"),
    [
        (["x:", "  - 'a'"], ("x",), "'"),
        (["x:", '  - "a"'], ("x",), '"'),
        (["x:", "  - a"], ("x",), ""),
        (["x: ['a']"], ("x",), "'"),
        (["x:", "  - - 'a'"], ("x",), "'"),
        (["x:", "  - a: 'b'"], ("x", "a"), "'"),
        (["x:", "  - a:", "      - 'b'"], ("x", "a"), "'"),
        (["x:", "  a:", "    - 'b'"], ("x", "a"), "'"),
        # the last that leaves the choice
        (["x:", "  - 'a'", '  - "b"', "  - c"], ("x",), ""),
        (["x:", "  - 'a'", '  - "b: c"'], ("x",), "'"),
        (["x:", "  - 'a'", "  - ''"], ("x",), "'"),
        (["x:", "  - 'a'", "  - 1"], ("x",), "'"),
        (["x:", "  - 'a'", "  - |", "    b"], ("x",), "'"),
        (["x:", "  - 'a'", "  -"], ("x",), "'"),
        (["x:", "  - a: 'b'", "  - c: d"], ("x", "a"), "'"),
        # none
        (["x:", "  - 1"], ("x",), None),
        (["x:", '  - "1"'], ("x",), None),
        (["x:", "  - >", "    b"], ("x",), None),
        (["x: 'a'"], ("x",), None),
        (["x:", "  - 'a'"], ("y",), None),
        (["x:", "  - 'a'"], ("x", "a"), None),
        (["x:", "  - a: 'b'"], ("x",), None),
        (["x:", "  a: 'b'"], ("x", "a"), None),
        (["y: &a b", "x: [*a]"], ("x",), None),
    ],
)
def test_the_quotes_are_those_of_the_last_text_at_the_place_in_a_list(
    lines: list[str], place: KeyNames, quote: str | None
) -> None:
    found = neighbours(*lines)
    assert found.quote(place) == quote
    assert found.quote(place) == quote


def test_it_is_looked_for_when_it_is_asked_for() -> None:
    found = neighbours("x:", "  - 'a'")
    assert (found._quotes, "indents" in vars(found)) == ({}, False)
    found.quote(("x",))
    assert found._quotes == {("x",): "'"}
