"""P9: a fault of the reader is found, and said to be ours. No file has one, so the tests put it there."""

from __future__ import annotations

from typing import Any

import pytest

import articlefmt
from articlefmt import RECORDS, Finding, Record, check
from articlefmt.checks import proof
from articlefmt.checks.view import View
from articlefmt.lens.structure import structure
from articlefmt.place import Place
from articlefmt.syntax import proof as syntax_proof
from articlefmt.syntax import walks
from articlefmt.syntax.nodes import Mapping, Scalar, Sequence
from articlefmt.syntax.proof import unaccounted
from articlefmt.syntax.reader import read_fully
from articlefmt.syntax.source import Source
from tests.samples import SECRET, form, shows_secret


def viewed(data: bytes, **changes: Any) -> View:
    """A view of a file; the changes are made to the values of its record."""
    values = {**articlefmt.loads(data, Record).values, **changes}
    record = structure({name: value for name, value in values.items() if value != "gone"}, Record)
    return View(articlefmt.loads(data, Record).parsed, record, RECORDS, "a.md")


def found(view: View) -> list[Finding]:
    """What the rules of this group say."""
    return [finding for rule in proof.GROUP.rules if rule.check for finding in rule.check(view)]


def lost(name: str, line: int) -> Finding:
    message = "the record doesn't hold this value; please report this"
    return Finding(code="P902", severity="error", message=message, file="a.md", key=(name,), place=Place(line, 1))


def test_a_wrong_value_is_found() -> None:
    document = articlefmt.loads(form("heat: 5"))
    scalar = document.parsed.tree.names["heat"].value
    assert isinstance(scalar, Scalar)
    scalar.value = 6
    message = "this value's span, read alone, isn't its value; please report this"
    found = Finding(code="P901", severity="error", message=message, place=Place(9, 7))
    assert [finding for finding in check(document) if finding.code != "P902"] == [found]


@pytest.mark.parametrize(("edge", "shift"), [("start", -1), ("start", 1), ("end", -1), ("end", 1)])
def test_a_wrong_span_is_found(edge: str, shift: int) -> None:
    document = articlefmt.loads(form("heat: 55"))
    scalar = document.parsed.tree.names["heat"].value
    setattr(scalar, edge, getattr(scalar, edge) + shift)
    assert {finding.code for finding in check(document)} == {"P901"}


def test_text_that_belongs_to_nothing_is_found() -> None:
    document = articlefmt.loads(form("heat: 5"))
    tree = document.parsed.tree
    kept = tree.entries[:-1]
    document.parsed._tree = Mapping(tree.start, False, None, kept, {str(entry.name): entry for entry in kept})
    message = "this text belongs to no key and no value; please report this"
    assert check(document) == [Finding(code="P901", severity="error", message=message, place=Place(9, 1))]


def test_a_value_that_the_record_does_not_hold_is_found() -> None:
    data = form("heat: 5", "x: [1, {a: b}]", "1: a")
    assert found(viewed(data)) == []
    assert found(viewed(data, heat=6)) == [lost("heat", 9)]
    assert found(viewed(data, heat="gone")) == [lost("heat", 9)]
    assert found(viewed(data, x=[1, {"a": "c"}])) == [lost("x", 10)]
    assert found(viewed(data, x=[1.0, {"a": "b"}])) == [lost("x", 10)]
    assert found(viewed(data, topics=[])) == [lost("topics", 7)]


@pytest.mark.parametrize(
    "line", ["heat: ", "levels: []", "images: ~", "provider: {name: Ada, domain: d, images: , publishers: []}"]
)
def test_what_a_record_cannot_tell_from_nothing_is_no_loss(line: str) -> None:
    assert found(viewed(form(line))) == []


def test_a_record_that_does_not_type_is_not_compared() -> None:
    assert [finding.code for finding in check(form("heat: x"))] == ["T301"]


def test_a_lost_secured_is_not_shown() -> None:
    (finding,) = found(viewed(form(f'secured: "{SECRET}"'), secured="gone"))
    assert finding == lost("secured", 9)
    assert not shows_secret(repr(finding))


def test_one_of_many_spans_that_are_read_together_and_is_wrong_is_found() -> None:
    document = articlefmt.loads(form("x: 'a\n  b'", "y: 'c\n  d'"), Record)
    document.parsed.tree.names["x"].value.end -= 1  # without its closing quote it takes the other one in
    assert [(finding.code, finding.line) for finding in check(document) if finding.code == "P901"][:1] == [("P901", 9)]


def test_deep_values_depend_on_no_stack() -> None:
    depth = 900
    limits = articlefmt.Limits(depth=2 * depth)
    assert [finding.code for finding in check(form("x: " + "[" * depth + "]" * depth), limits=limits)] == ["K402"]


def test_spans_that_overlap_are_found() -> None:
    document = articlefmt.loads(form("heat: 5"))
    names = document.parsed.tree.names
    names["heat"].value.start = names["title"].value.start
    assert "this value's span overlaps the one before it; please report this" in {f.message for f in check(document)}


@pytest.mark.parametrize(
    ("front", "end"),
    [
        ("x: |\n  a\n   \n", 13), ("x: |\n \t\n", 8), ("x: |-\n  a\n    \n", 15), ("x: |\n  a\n  \n", 9), ("x: >\n  a\n\n   \n \n", 14),
        ("x: |\n  a\n\n", 9), ("x: |\n", 5), ("x: |\n\n", 5), ("x: |+\n  a\n\n", 11), ("x: |\n  a  \n\n", 11), ("x: |\n  a\n    \n\n", 14),
    ],
)  # fmt: skip
@pytest.mark.parametrize("more", ["", "y: 1\n"])
def test_a_block_scalar_ends_with_its_last_line_be_it_of_blanks_alone(front: str, end: int, more: str) -> None:
    document = articlefmt.loads(f"---\n{front}{more}---\n", Record)
    assert document.parsed.tree.names["x"].value.end == end
    assert [finding for finding in check(document) if finding.code == "P901"] == []


@pytest.mark.parametrize(
    "line", ["x: |\n  a", "x: !t a", "x: 'a\n  b'", "x: [&a b]", "x: !<tag:example.com,2000:x> a", "x: a\tb\n  c"]
)
def test_a_wrong_value_of_many_lines_or_with_a_tag_is_found(line: str) -> None:
    document = articlefmt.loads(form(line), Record)
    assert [finding for finding in check(document) if finding.code == "P901"] == []
    node = document.parsed.tree.names["x"].value
    scalar = node.items[0] if isinstance(node, Sequence) else node
    assert isinstance(scalar, Scalar)
    scalar.value = "another"
    assert [finding.code for finding in check(document) if finding.code == "P901"] == ["P901"]


MANY = (
    *(
        "- !t a",
        "- |",
        "   b",
        "   c",
        "- 'd",
        "   e'",
        "- [f",
        "    g, &h i]",
        "- >-",
        "   j",
        "",
        "- k",
        "   l",
        "- [m",
        "n]",
    ),
    *("- {o: !u p,", "q: 'r", "s'}", "- &t !v u", "- |+", "   w", "", '- "x\\', '  y"', "- !w", "- !x {y: [!z z]}"),
)


@pytest.mark.parametrize("lines", [MANY, MANY * 30])
def test_of_many_values_that_the_full_reader_reads_again_the_wrong_ones_are_found(lines: tuple[str, ...]) -> None:
    front = "\n".join(["x:", *lines, "y:", *(f"  {line}" for line in MANY), ""])
    parsed = articlefmt.loads(f"---\n{front}---\n", Record).parsed
    leaves = [leaf for leaf in walks.leaves(parsed.tree) if isinstance(leaf, Scalar)]
    assert [*unaccounted(parsed.source, leaves, parsed.limits)] == []
    wrong = [leaf for leaf in leaves if "\n" in front[leaf.start : leaf.end] or leaf.properties][::5]
    for leaf in wrong:
        leaf.value = "another"
    message = "this value's span, read alone, isn't its value"
    assert [*unaccounted(parsed.source, leaves, parsed.limits)] == [(leaf.start, message) for leaf in wrong]


def test_many_values_are_read_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(source: Source, limits: articlefmt.Limits) -> Mapping:
        calls.append(source.front)
        return read_fully(source, limits)

    parsed = articlefmt.loads(form("x:", *["  - !t a", "  - |", "    b", "  - [&c d,", "e", "f]"] * 900), Record).parsed
    monkeypatch.setattr(syntax_proof, "read_fully", counted)
    assert [*unaccounted(parsed.source, walks.leaves(parsed.tree), parsed.limits)] == []
    assert len(calls) == 4
