"""The walks of a tree."""

from __future__ import annotations

import pytest

from articlefmt import Limits
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.parsed import parse
from articlefmt.syntax.source import split
from tests.samples import file, read

FRONTS = (
    ("a: 1", "b:", "  - c: 2", "    d: x", "  - 3", "e:", "  f: 4"),
    ("a: &x [1, {b: 2}]", "? [k, 1]", ": *x", "5: {c: *x}", "d: {}"),
)
LIMITS = Limits(depth=100_000, nodes=200_000)


def tree(*lines: str) -> nodes.Mapping:
    return read(split(file(*lines), LIMITS), LIMITS)


@pytest.mark.parametrize("front", FRONTS)
def test_every_node_comes_once_in_the_order_of_the_text(front: tuple[str, ...]) -> None:
    root = tree(*front)
    found = list(walks.walk(root))
    assert found[0] is root
    assert len({id(node) for node in found}) == len(found)
    assert [node.start for node in found] == sorted(node.start for node in found)


def test_leaves_are_what_holds_no_other_and_mappings_are_found_in_keys_too() -> None:
    root = tree("a: &x [1, {b: 2}]", "? {k: 1}", ": *x")
    leaves = walks.leaves(root)
    assert [leaf.value if isinstance(leaf, nodes.Scalar) else "*" for leaf in leaves] == ["a", 1, "b", 2, "k", 1, "*"]
    assert [list(one.names) for one in walks.mappings(root)] == [["a"], ["b"], ["k"]]


@pytest.mark.parametrize("front", FRONTS)
def test_leaves_with_keys_are_the_leaves(front: tuple[str, ...]) -> None:
    root = tree(*front)
    assert [leaf for leaf, _, _ in walks.leaves_with_keys(root)] == walks.leaves(root)


def test_a_leaf_has_the_key_of_its_value() -> None:
    told = [
        (leaf.value if isinstance(leaf, nodes.Scalar) else "*", key, is_name)
        for leaf, key, is_name in walks.leaves_with_keys(tree("a: &x", "  - b: 2", "? [k]", ": {c: *x}"))
    ]
    assert told == [
        ("a", ("a",), True),
        ("b", ("a", 0, "b"), True),
        (2, ("a", 0, "b"), False),
        ("k", ("?", 0), False),
        ("c", ("?", "c"), True),
        ("*", ("?", "c"), False),
    ]


@pytest.mark.parametrize(
    ("front", "last"),
    [("a: 1\nb: [c, d]\n", "d"), ("a: {}\n", "{}"), ("a: [[]]\n", "[]"), ("? a\n", "a"), ("a:\n", "")],
)
def test_the_last_leaf_is_what_ends_last(front: str, last: str) -> None:
    tree = parse(f"---\n{front}---\n".encode(), Limits()).tree
    node = walks.last_leaf(tree)
    assert front[node.start : node.end] == last
