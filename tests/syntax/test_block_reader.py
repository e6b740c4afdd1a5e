"""The fast reader reads as the full one does, or declines; the compiled one as the one in Python."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articlefmt import Limits, ParseError
from articlefmt.syntax import block_reader, compiled, nodes, ruamel_tree
from articlefmt.syntax.source import Source, split
from articlefmt.values import Value, same
from tests.strategies import documents, untidy_documents
from tests.syntax.mutants import is_exactly
from tests.syntax.trees import ROWS, any_rows, mutated, nested, source_of

LIMITS = Limits()


def check(source: Source, limits: Limits = LIMITS) -> bool:
    """Hold the readers equal. Returns whether the fast one took the text."""
    values = block_reader.read_values(source.front, limits)
    if compiled.read is not None:
        assert is_exactly(
            compiled.read(source.front, limits.depth), block_reader.read_purely(source.front, limits.depth)
        )
    if values is None:
        return False
    tree = ruamel_tree.read(source, limits)
    assert same(values, nodes.values(tree, limits.nodes))
    assert in_order(values) == in_order(nodes.values(tree, limits.nodes))
    return True


def in_order(value: Value) -> Any:
    """The keys of all mappings, in their order."""
    if isinstance(value, dict):
        return [(key, in_order(child)) for key, child in value.items()]
    return [in_order(item) for item in value] if isinstance(value, list) else None


@given(documents())
def test_canonical_files_are_taken(data: bytes) -> None:
    source = split(data, LIMITS)
    keys = {line.split(":")[0].strip(" -") for line in source.front.splitlines() if ":" in line}
    assert check(source) or any(not key.replace("_", "").replace("-", "").isalnum() or not key.isascii() for key in keys) or (
        ": {}" in source.front or ": []" in source.front or "- {}" in source.front or "- []" in source.front
        or "- - " in source.front or "- null\n" in source.front or keys & {"true", "null", "false", "True", "Null", "False", "TRUE", "NULL", "FALSE"}
        or any(key[:1].isdigit() for key in keys)
    )  # fmt: skip


@given(untidy_documents() | documents())
def test_untidy_files_are_read_alike(data: bytes) -> None:
    check(source_of(split(data, LIMITS).front))


@given(mutated())
def test_files_with_any_text_at_any_place_are_read_alike(front: str) -> None:
    check(source_of(front))


@given(any_rows)
@example("a:\n- x\nb: 1\n")
@example("e:\n  - e:\n    - x\n  - a: 1\n")
def test_any_rows_are_read_alike(front: str) -> None:
    check(source_of(front))


@pytest.mark.parametrize("row", ROWS)
def test_each_row_alone_and_below_another_is_read_alike(row: str) -> None:
    for front in (row, "z:\n" + row, "z: 1\n" + row, "z:\n  y: 1\n" + row, "z:\n  - y\n" + row, "z:\n- y\n" + row):
        check(source_of(front))


@pytest.mark.parametrize(
    "front",
    [
        "a: 1\n", "# c\n\na:\n  b: x\n\n  # d\n  c: 'y'\ne:\n  - 1\n  - f: \"\\u00e9\"\n    g:\n      - h\ni:\n- j\nk: \n\n# end\n",
        "a: 29 seconds\n", "a: https://example.com/x?y=z#a\n", "a: x: y\n".replace(": y", ":y"),
    ],
)  # fmt: skip
def test_the_subset_is_taken(front: str) -> None:
    assert check(source_of(front))


@pytest.mark.parametrize(
    "front",
    [
        "a: 1\na: 2\n", "a:\n  b: 1\n  b: 2\n", "a:\n  - b: 1\n    b: 2\n", "a: b # c\n", "a: [b]\n", "a: &x b\n", "a: |\n  b\n", "a: b\n  c\n",
        '"a": 1\n', "true: 1\n", "a: ~\n", "a: null\n", "a: 'b\n  c'\n", "a: \tb\n", "- a\n", "  a: 1\n", "a:\n    b: 1\n  c: 2\n", "a: 1\n  b: 2\n", "a:\n  - b\n - c\n",
        "a:\n  - b\n  c: d\n", "a: - b\n", "a:\n  - - b\n", 'a: "\\ud800"\n', 'a: "\\x"\n', "a: b\r\n", "a:\n  -\n", "a:\n  - b\n    - c\n", "a:\n  - b\n    c: d\n", "x" * 600 + ": 1\n",
    ],
)  # fmt: skip
def test_anything_else_is_declined(front: str) -> None:
    assert block_reader.read_values(front, LIMITS) is None


@pytest.mark.parametrize("depth", range(1, 6))
@pytest.mark.parametrize("front", ["a:\n  b:\n    c: 1\n", "a:\n  - b:\n      - c\n", "a:\n- b: 1\n"])
def test_the_depth_is_bounded_as_the_full_reader_bounds_it(front: str, depth: int) -> None:
    limits = Limits(depth=depth)
    try:
        ruamel_tree.read(source_of(front), limits)
    except ParseError:
        assert block_reader.read_values(front, limits) is None
    else:
        assert check(source_of(front), limits)


@pytest.mark.parametrize("front", ["a: 1\n", "a:\n  - b\n  - c: 1\n    d: 2\n", "a:\n  b:\n    c: d\ne: \n# f\n\n"])
def test_nodes_are_counted_as_the_full_reader_counts_them(front: str) -> None:
    for count in range(1, 20):
        limits = Limits(nodes=count)
        try:
            ruamel_tree.read(source_of(front), limits)
        except ParseError:
            assert block_reader.read_values(front, limits) is None
        else:
            assert check(source_of(front), limits)


@pytest.mark.parametrize("front", ["", "\n", "# c\n", "   \n", "\n  # c\n\n# d\n"])
def test_comments_and_blanks_alone_have_no_values(front: str) -> None:
    """What stands above the first entry, read alone; or a mapping without keys."""
    assert block_reader.read_values(front, LIMITS) == {}
    assert check(source_of(front))


def test_an_entry_is_read_alone() -> None:
    front = "a: 1\nb:\n  - c: x\n    d: 2\n\n# e\nf: 3\n"
    assert block_reader.read_values(front[5:-5], LIMITS) == {"b": [{"c": "x", "d": 2}]}


@given(nested(), st.integers(0, 100))
def test_a_text_is_read_as_its_entries_one_after_the_other(front: str, at: int) -> None:
    """F-10.3: a key in the first column starts anew, whatever stands above."""
    starts = [match.start() + 1 for match in re.finditer(r"\n[A-Za-z_]", front)] or [0]
    start = starts[at % len(starts)]
    whole = block_reader.read_values(front, LIMITS)
    parts = [block_reader.read_values(part, LIMITS) for part in (front[:start], front[start:])]
    if whole is None:
        repeated = None not in parts and set(parts[0] or ()) & set(parts[1] or ())
        assert None in parts or repeated
    else:
        assert same(whole, (parts[0] or {}) | (parts[1] or {}))


def test_a_large_text_is_read_in_pieces_and_as_a_whole_all_the_same() -> None:
    limits = Limits(size=1 << 30, nodes=1 << 30)
    rows = "".join(f"  - name: n{n}\n    x: 'it''s {n}'\n\n\n# c\n    y:\n      - {n}\n" for n in range(800))
    front = f"a:\n{rows}b: 1\n"
    assert len(front) > 2 * block_reader._CHUNK
    assert check(source_of(front), limits)
    for junk in ("c: [1]\n", "x\n", "b: 2\n", "  c: 1\n"):
        assert block_reader.read_values(front + junk, limits) is None


@given(nested())
def test_any_nesting_is_read_alike(front: str) -> None:
    check(source_of(front))
