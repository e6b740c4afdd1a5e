"""P1: every accepted file is given back, byte for byte, and its tree accounts for all of it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import articlefmt
from articlefmt import Limits, ParseError
from articlefmt.checks.rules import RULES
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.proof import unaccounted
from articlefmt.syntax.ruamel_tree import read as ruamel_read
from articlefmt.syntax.source import split
from articlefmt.values import same
from tests.samples import read
from tests.strategies import documents, untidy_documents

LIMITS = Limits()
PIECES = (
    "a: 1\n", "b: 'x'  # c\n", 'c: "\\u00e9\\n"\n', "d: |\n  x\n\n  y\n\n", "e: >-\n  x\n  y\n", "f: |+\n  x\n\n\n", "g: |2\n    x\n",
    "h: [a, {b: c}, 'd', ]\n", "i:\n- a\n-   b\n- \n", "j:\n    k:\n          l: 1\n", "m: &x !t\n  n: *x\n", "o: !!str 1\n", "? p\n: q\n",
    "? [r, s]\n: t\n", "u: {v, w: , x: y}\n", "# c\n", "\n", "   \n", "  # d\n", "y: plain\n  more\n", "z: 'it''s\n\n  x'\n", "1: a\n", "true: b\n",
    "aa: \n", "ab: ~ \n", 'ac: !t &y "q"\n', "ad: - x\n", "ae: [\n", "\tb: c\n", "a: 2\n", '"a": 3\n', "af: *x\n", "ag:\n  - - 1\n    - 2\n  - - 3\n",
    "ah: &z\n", "ai: [a: b, ? c]\n", "aj: x\u2028y\n", 'ak: "a\u0085b"\n', "al: a\rb\n", "<<: *x\n", "...\n", "---x\n", "am: 2020-01-01\n", "é: 😀\n",
    "an: &k !u # c\n  [1]\n", "ao: !t # c !x\n  &w v\n", ": b\n", "ap: ''\n", 'aq: "x"#c\n', "ar: |\n", "as: > # c\n  x\n", "at: {a: 'b'}#c\n",
    "au:\n  -\n  - a\n", "av: [[], {}]\n", 'aw: "\\ud83d"\n', "ax: \x07\n", 'ay: "a\\\n  b"\n', "az: {a: b\n  c, d: [e\n  f]}\n", "ba: ! 1\n",
)  # fmt: skip

fronts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Front matter of any pieces between fences of any sort."""
    opening = draw(
        st.sampled_from(("---\n", "---\n", "---\n", "\ufeff---\n", "--- \n", "---\t\n", "----\n", " ---\n", ""))
    )
    closing = draw(st.sampled_from(("---\n", "---\n", "---\n", "---", "--- \n", "...\n", "---x\n", "")))
    text = opening + draw(fronts) + closing + draw(st.sampled_from(("", "body\n", "\nx\n---\n")))
    return (text.replace("\n", "\r\n") if draw(st.integers(0, 5)) == 0 else text).encode()


def mutated(data: bytes, place: int, byte: int) -> bytes:
    at = place % (len(data) + 1)
    return data[:at] + bytes([byte]) + data[at + byte % 2 :]


anything = (
    files()
    | untidy_documents()
    | documents()
    | st.binary(max_size=60)
    | st.builds(mutated, files() | untidy_documents(), st.integers(0, 10**6), st.integers(0, 255))
)


@given(anything)
@example(b"---\na: b\n...\n---\n")
@example(b'---\nx: "\xe2\x80\xa8"\n---\n')
@example(b"---\r\na: 1\n---\n")
@example(b"---\na: >\n---\n")
def test_a_file_is_given_back_or_refused_with_a_place_inside_it(data: bytes) -> None:
    try:
        document = articlefmt.loads(data, articlefmt.Record)
    except ParseError as error:
        assert error.code in RULES
        assert 0 < len(str(error)) <= 2000
        assert error.line is not None
        assert error.column is not None
        assert 1 <= error.line <= data.count(b"\n") + data.count(b"\r") + 2
        return
    assert document.to_bytes() == data
    assert articlefmt.loads(data.decode(), articlefmt.Record).to_str() == data.decode()
    assert list(unaccounted(document.parsed.source, walks.leaves(document.parsed.tree), LIMITS)) == []


@given(anything)
def test_leaf_spans_are_ordered_and_disjoint(data: bytes) -> None:
    try:
        tree = articlefmt.loads(data, articlefmt.Record).parsed.tree
    except ParseError:
        return
    spans = [(leaf.start, leaf.end) for leaf in walks.leaves(tree)]
    assert all(start <= end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@given(untidy_documents(), st.integers(0, 100), st.sampled_from(("start", "end", "value")))
def test_the_proof_finds_a_wrong_span_or_value(data: bytes, which: int, what: str) -> None:
    source = split(data, LIMITS)
    tree = read(source, LIMITS)
    scalars = [leaf for leaf in walks.leaves(tree) if isinstance(leaf, nodes.Scalar) and leaf.end > leaf.start + 2]
    leaf = scalars[which % len(scalars)]
    if what == "value":
        leaf.value = "something else entirely"
    elif what == "start":
        leaf.start += 1
    else:
        leaf.end -= 1
    problems = list(unaccounted(source, walks.leaves(tree), LIMITS))
    blank_cut = what == "end" and source.front[leaf.end] in " \n"
    assert problems or blank_cut


def test_the_proof_finds_overlapping_spans() -> None:
    source = split(b"---\na: 1\nb: 2\n---\n", LIMITS)
    tree = read(source, LIMITS)
    tree.names["b"].key.start = 0
    assert next(unaccounted(source, walks.leaves(tree), LIMITS)) == (0, "this value's span overlaps the one before it")


def test_the_proof_finds_text_behind_the_last_value() -> None:
    source = split(b"---\na: 1\nb: 2\n---\n", LIMITS)
    tree = read(source, LIMITS)
    leaves = list(walks.leaves(tree))[:2]
    assert list(unaccounted(source, leaves, LIMITS)) == [(5, "this text belongs to no key and no value")]


def plain_text_says_the_same(text: str, ours: Any) -> None:
    """PyYAML and ruamel.yaml where they agree; text where readers are known to disagree."""
    theirs = [yaml.safe_load(f"a: {text}")["a"], YAML(typ="safe", pure=True).load(f"a: {text}")["a"]]
    assert ours == text or any(same(_utc(ours), _utc(one)) for one in theirs), (text, ours, theirs)


def _utc(value: Any) -> Any:
    from datetime import UTC, datetime

    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value


@given(
    st.from_regex(r"[-+.~0-9a-zA-Z_:,TZ]{1,12}", fullmatch=True).filter(
        lambda text: not text.startswith(("-", ",", ":")) and not text.endswith(":")
    )
)
def test_a_plain_scalar_is_what_others_read_or_its_text(text: str) -> None:
    try:
        ours = articlefmt.loads(f"---\na: {text}\n---\n", articlefmt.Record).values["a"]
        plain_text_says_the_same(text, ours)
    except (ValueError, OverflowError):  # what PyYAML and ruamel.yaml raise for impossible dates
        assert ours == text


@given(untidy_documents())
def test_the_values_are_those_of_other_readers(data: bytes) -> None:
    front = data.decode().replace("\r\n", "\n").removeprefix("---\n").split("\n---\n")[0] + "\n"
    values = articlefmt.loads(data, articlefmt.Record).values
    assert same(values, yaml.safe_load(front))
    assert same(values, YAML(typ="safe", pure=True).load(front))


@given(untidy_documents())
def test_a_crlf_file_has_the_values_of_its_lf_twin(data: bytes) -> None:
    lf = data.replace(b"\r\n", b"\n")
    crlf = lf.replace(b"\n", b"\r\n")
    one, other = articlefmt.loads(lf, articlefmt.Record), articlefmt.loads(crlf, articlefmt.Record)
    assert same(one.values, other.values)
    assert (one.newline, other.newline) == ("\n", "\r\n")


@pytest.mark.parametrize(
    ("front", "limits", "refused"),
    [
        ("a: 1\n", Limits(size=5), False),
        ("a: 1\n", Limits(size=4), True),
        ("a: 1\n", Limits(lines=1), False),
        ("a: 1\nb: 2\n", Limits(lines=1), True),
        ("a: 1\n", Limits(nodes=3), False),
        ("a: 1\n", Limits(nodes=2), True),
        ("a: [1]\n", Limits(depth=2), False),
        ("a: [[1]]\n", Limits(depth=2), True),
    ],
)
def test_limits_refuse_only_what_is_past_them(front: str, limits: Limits, refused: bool) -> None:
    data = f"---\n{front}---\n"
    if not refused:
        assert articlefmt.loads(data, limits=limits).to_str() == data
        return
    with pytest.raises(ParseError) as caught:
        articlefmt.loads(data, limits=limits)
    assert caught.value.code == "Y205"


class TestWhatRuamelDoes:
    """The facts that the reader is built around; a new release that changes one fails here."""

    def events(self, text: str) -> list[Any]:
        return list(YAML(typ="safe", pure=True).parse(text))

    def test_duplicate_keys_pass(self) -> None:
        assert len(self.events("a: 1\na: 2\n")) == 10

    def test_a_comment_directly_behind_a_quote_passes(self) -> None:
        assert self.events('a: "x"#c\n')

    def test_a_tagged_and_anchored_node_starts_at_its_anchor(self) -> None:
        assert self.events('a: !t &y "q"\n')[4].start_mark.index == 6

    def test_a_block_scalar_runs_to_the_next_token(self) -> None:
        assert self.events("a: |\n  x\n\nb: 1\n")[4].end_mark.index == 10

    @pytest.mark.parametrize("text", ["a: b\t# c\n", "a: x\ty\n"])
    def test_a_tab_is_refused_though_valid(self, text: str) -> None:
        with pytest.raises(Exception):  # noqa: B017, PT011
            self.events(text)

    def test_an_empty_last_value_is_said_to_be_at_the_next_token(self) -> None:
        assert self.events("a: \n")[4].start_mark.index == 4


def test_an_empty_value_stands_behind_its_colon_or_dash() -> None:
    source = split(b"---\na: \nb: # c: -\nc:\n  - # - :\n  -\nd:\n---\n", LIMITS)
    tree = ruamel_read(source, LIMITS)
    empties = [leaf.start for leaf in walks.leaves(tree) if isinstance(leaf, nodes.Scalar) and leaf.value is None]
    assert [source.front[start - 1] for start in empties] == [":", ":", "-", "-", ":"]
    assert [source.front.count("\n", 0, start) for start in empties] == [0, 1, 3, 4, 5]
