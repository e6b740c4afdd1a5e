"""The fast reader reads as the full one does, or declines."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articlefmt import Limits, ParseError
from articlefmt.syntax import block_reader, nodes, ruamel_reader
from articlefmt.syntax.source import Source, split
from articlefmt.values import same
from tests.strategies import documents, untidy_documents

LIMITS = Limits()
ROWS = (
    "a: 1\n", "b: x\n", 'c: "d"\n', "e:\n", "e: \n", "f: 'g'\n", "  a: 1\n", "  b: x\n", "  e:\n", "    a: 1\n", "- x\n", "- a: 1\n", "- \n", "-\n",
    "  - x\n", "  - a: 1\n", "  - e:\n", "    - x\n", "    e:\n", "      a: 1\n", "\n", "   \n", "# c\n", "  # c\n", "    b: 2\n", "- - x\n", "-   x\n",
    "h: x: y\n", "h: x #y\n", "h: x#y\n", "h: x :y\n", "h: x:\n", "h: #y\n", "h: -\n", "h: -x\n", "h: - x\n", "h: .5\n", "h: ...\n", "...\n", "---x\n",
    "h: true\n", "h: Null\n", "h: ~\n", "h: yes\n", "true: 1\n", "null: x\n", "yes: x\n", "i-j: x\n", "h:  x  \n", "h: 2021-05-30T14:00:00Z\n",
    "h: 2021-05-30T24:00:00Z\n", "h: 2021-02-30\n", "h: 29 seconds\n", "h: 1_0\n", "h: 0x1F\n", "h: 1e3\n", "h: 1.5\n", "h: .inf\n", "h: '1'\n",
    'h: "a\\nb"\n', 'h: "a\\qb"\n', 'h: "\\ud800"\n', 'h: "\\U00110000"\n', "h: 'it''s'\n", "h: 'x' y\n", 'h: "x"#y\n', "h: [a]\n", "h: {a: 1}\n",
    "h: &a x\n", "h: *a\n", "h: !t x\n", "h: |\n", "h: >-\n", "h: \tx\n", "h: x\u2028y\n", "h: é\x85y\n", "h: \ufeffx\n", "h: 😀\n", "h: \x00\n",
    "h: x\r\n", "k: ?x\n", "k: ? x\n", "k: <<\n", "<<: x\n", "k: =\n", "x\n", "  x\n", '"a": 1\n', ": x\n", "a : 1\n", "k: \xa0x\n", "k: \ufffe\n",
)  # fmt: skip


def plain(node: nodes.Node) -> Any:
    """A tree as plain data: everything it knows."""
    if isinstance(node, nodes.Mapping):
        entries = [(plain(entry.key), entry.name, plain(entry.value)) for entry in node.entries]
        assert list(node.names.values()) == [entry for entry in node.entries if entry.name is not None]
        return ("mapping", node.start, node.end, node.flow, node.properties, entries)
    if isinstance(node, nodes.Sequence):
        return ("sequence", node.start, node.end, node.flow, node.properties, [plain(item) for item in node.items])
    assert isinstance(node, nodes.Scalar)
    value = ("nan",) if node.value != node.value else (type(node.value).__name__, node.value)
    return ("scalar", value, node.start, node.end, node.style, node.properties)


def check(source: Source, limits: Limits = LIMITS) -> bool:
    """Hold the two readers equal. Returns whether the fast one took the text."""
    values = block_reader.read_values(source.front, limits)
    if values is None:
        return False
    tree = ruamel_reader.read(source, limits)
    assert same(values, nodes.values(tree, limits.nodes))
    assert list(values) == list(tree.names)
    assert plain(block_reader.read_tree(source.front)) == plain(tree)
    return True


def source_of(front: str) -> Source:
    return Source(bom=False, opening="---\n", front=front, closing="---\n", body="", crlf=False)


@given(documents())
def test_canonical_files_are_taken(data: bytes) -> None:
    source = split(data, LIMITS)
    keys = {line.split(":")[0].strip(" -") for line in source.front.splitlines() if ":" in line}
    assert check(source) or any(not key.replace("_", "").replace("-", "").isalnum() or not key.isascii() for key in keys) or (
        ": {}" in source.front or ": []" in source.front or "- {}" in source.front or "- []" in source.front
        or "- - " in source.front or "- null\n" in source.front or keys & {"true", "null", "false", "True", "Null", "False", "TRUE", "NULL", "FALSE"}
        or any(key[:1].isdigit() for key in keys)
    )  # fmt: skip


@given(untidy_documents() | documents(), st.data())
def test_untidy_files_and_files_with_any_text_at_any_place_are_read_alike(data: bytes, draws: st.DataObject) -> None:
    front = split(data, LIMITS).front
    check(source_of(front))
    at, length = draws.draw(st.integers(0, len(front))), draws.draw(st.integers(0, 2))
    junk = draws.draw(
        st.sampled_from((*"-:#\"'\\ \n\t[{&*!|>?%@,.0é", "\n ", "  ", ": ", " #", "- ")) | st.characters()
    )
    mutated = front[:at] + junk + front[at + length :]
    check(source_of(mutated if mutated.endswith("\n") else mutated + "\n"))


@given(st.lists(st.sampled_from(ROWS), max_size=8).map("".join))
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
        "", "\n", "# c\n", "a: 1\na: 2\n", "a:\n  b: 1\n  b: 2\n", "a:\n  - b: 1\n    b: 2\n", "a: b # c\n", "a: [b]\n", "a: &x b\n", "a: |\n  b\n", "a: b\n  c\n",
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
        ruamel_reader.read(source_of(front), limits)
    except ParseError:
        assert block_reader.read_values(front, limits) is None
    else:
        assert check(source_of(front), limits)


@pytest.mark.parametrize("front", ["a: 1\n", "a:\n  - b\n  - c: 1\n    d: 2\n"])
def test_what_may_have_too_many_nodes_is_declined(front: str) -> None:
    for count in range(1, 20):
        check(source_of(front), Limits(nodes=count)) if block_reader.read_values(front, Limits(nodes=count)) else None


def test_an_entry_is_read_alone() -> None:
    front = "a: 1\nb:\n  - c: x\n    d: 2\n\n# e\nf: 3\n"
    assert block_reader.read_values(front[5:-5], LIMITS) == {"b": [{"c": "x", "d": 2}]}
    whole, part = block_reader.read_tree(front), block_reader.read_tree(front, 5, len(front) - 5)
    assert plain(part.entries[0].value) == plain(whole.entries[1].value)


def test_a_large_text_is_read_in_pieces_and_as_a_whole_all_the_same() -> None:
    limits = Limits(size=1 << 30, nodes=1 << 30)
    rows = "".join(f"  - name: n{n}\n    x: 'it''s {n}'\n\n\n# c\n    y:\n      - {n}\n" for n in range(800))
    front = f"a:\n{rows}b: 1\n"
    assert len(front) > 2 * block_reader._CHUNK
    assert check(source_of(front), limits)
    for junk in ("c: [1]\n", "x\n", "b: 2\n", "  c: 1\n"):
        assert block_reader.read_values(front + junk, limits) is None


@st.composite
def nested(draw: st.DrawFn, depth: int = 0) -> str:
    """Rows that fit together more often than not, so that most of them are taken."""
    lines: list[str] = []
    blank = st.sampled_from(("", "", "", "", "\n", "# c\n", "  \n", "      # c\n"))
    scalar = st.sampled_from(
        (
            "1",
            "x",
            "'y'",
            '"z"',
            "true",
            "2021-05-30",
            "a: b",
            "- x",
            "x:y",
            "1.5",
            "x ",
            '"a\\nb"',
            "'it''s'",
            "é",
            "null",
            "~",
            "",
        )
    )
    keys = iter(draw(st.permutations(("a", "b", "c-d", "_e", "f", "yes"))))
    for _ in range(draw(st.integers(1, 4))):
        shape = draw(st.integers(0, 3 if depth < 3 else 0))
        key = next(keys)
        if shape == 0:
            lines.append(f"{key}: {draw(scalar)}\n" + draw(blank))
            continue
        inner = draw(nested(depth + 1)).splitlines(keepends=True)
        step = draw(st.sampled_from((2, 2, 2, 1, 4)))
        dash = draw(st.sampled_from((0, 2, 2, 3)))
        if shape == 1:
            lines += [f"{key}:\n", *(" " * step + line for line in inner)]
        elif shape == 2:
            lines.append(
                f"{key}:\n" + "".join(f"{' ' * dash}- {draw(scalar)}\n" for _ in range(draw(st.integers(1, 3))))
            )
        else:
            item = [" " * dash + "- " + inner[0], *(" " * (dash + 2) + line for line in inner[1:])]
            lines += [f"{key}:\n", *item * draw(st.integers(1, 2))]
    return "".join(lines)


@given(nested())
def test_any_nesting_is_read_alike(front: str) -> None:
    check(source_of(front))
