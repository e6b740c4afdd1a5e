"""Texts of rows, in the block subset more often than not, and trees as plain data."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from articlefmt import Limits
from articlefmt.syntax import nodes
from articlefmt.syntax.source import Source, split
from tests.strategies import documents, untidy_documents

__all__ = ["ROWS", "any_rows", "mutated", "nested", "plain", "source_of"]

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


def source_of(front: str) -> Source:
    return Source(bom=False, opening="---\n", front=front, closing="---\n", body="", crlf=False)


any_rows: st.SearchStrategy[str] = st.lists(st.sampled_from(ROWS), max_size=8).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The front matter of a file with any text at any place."""
    front = split(draw(untidy_documents() | documents()), Limits()).front
    at, length = draw(st.integers(0, len(front))), draw(st.integers(0, 2))
    junk = draw(st.sampled_from((*"-:#\"'\\ \n\t[{&*!|>?%@,.0é", "\n ", "  ", ": ", " #", "- ")) | st.characters())
    text = front[:at] + junk + front[at + length :]
    return text if text.endswith("\n") else text + "\n"


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
