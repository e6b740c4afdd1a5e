"""A node's tag, and where its content starts."""

from __future__ import annotations

import pytest

import articlefmt
from articlefmt import Record
from articlefmt.syntax import nodes
from articlefmt.syntax.properties import content_start


@pytest.mark.parametrize(
    ("value", "tag", "content"),
    [
        ("x", None, "x"), ("!t x", "!t", "x"), ("!!int 5", "tag:yaml.org,2002:int", "5"), ("!<tag:yaml.org,2002:int> 5", "tag:yaml.org,2002:int", "5"), ("! x", "!", "x"),
        ("!<!t> x", "!t", "x"), ("&a x", None, "x"), ("&a !t x", "!t", "x"), ("!t &a x", "!t", "x"), ("!t # !u\n  &a # &b\n  x", "!t", "x"), ("!t", "!t", ""), ("&a", None, ""),
        ('"!t x"', None, '"!t x"'), ("!t '!u'", "!t", "'!u'"), ("&a '&b !u'", None, "'&b !u'"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("more", ["", "b: !u y\n"])
def test_the_tag_and_the_content_of_a_scalar(value: str, tag: str | None, content: str, more: str) -> None:
    parsed = articlefmt.loads(f"---\nx: {value}\n{more}---\n", Record).parsed
    node, front = parsed.tree.names["x"].value, parsed.source.front
    assert isinstance(node, nodes.Scalar)
    assert ((node.properties and node.properties.tag) or None) == tag
    assert front[content_start(front, node) : node.end] == content


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("!t [!u a]", "!t"),
        ("[!u a]", None),
        ("&a !t\n  b: c", "!t"),
        ("!<tag:example.com,2000:x> [b]", "tag:example.com,2000:x"),
    ],
)
def test_the_tag_of_a_collection(value: str, tag: str | None) -> None:
    parsed = articlefmt.loads(f"---\nx: {value}\n---\n", Record).parsed
    node = parsed.tree.names["x"].value
    assert not isinstance(node, nodes.Alias)
    assert ((node.properties and node.properties.tag) or None) == tag


@pytest.mark.parametrize(
    ("value", "content"),
    [
        ("&x [b]", "[b]"),
        ("&x\n  - b", "- b"),
        ("&x\n  &k b: 1", "&k b: 1"),
        ("!t\n  !u b: 1", "!u b: 1"),
        ("&x |\n  b", "|\n  b\n"),
        ("! [b]", "[b]"),
    ],
)
def test_the_properties_of_a_first_key_are_not_those_of_its_mapping(value: str, content: str) -> None:
    parsed = articlefmt.loads(f"---\nx: {value}\n---\n", Record).parsed
    node, front = parsed.tree.names["x"].value, parsed.source.front
    assert front[content_start(front, node) : node.end] == content
