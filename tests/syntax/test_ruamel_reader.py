"""What the full reader takes that ruamel.yaml doesn't: tabs, U+0085, U+2028 and U+2029, tags before a comma."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Limits, ParseError, Record, check
from articlefmt.syntax import walks
from articlefmt.syntax.parsed import Parsed
from articlefmt.values import Value
from tests.strategies import untidy_documents


def read(front: str) -> Parsed:
    """A front matter that is taken, given back, and of which every character is accounted for."""
    document = articlefmt.loads(f"---\n{front}---\n", Record)
    assert document.to_str() == f"---\n{front}---\n"
    assert [finding for finding in check(document) if finding.code.startswith("P")] == []
    return document.parsed


def spans(parsed: Parsed) -> list[tuple[int, int]]:
    return [(leaf.start, leaf.end) for leaf in walks.leaves(parsed.tree)]


def with_spaces(value: Value) -> Value:
    """A value in which each tab of a text is a space."""
    if isinstance(value, dict):
        return {with_spaces_in(name): with_spaces(child) for name, child in value.items()}
    if isinstance(value, list):
        return [with_spaces(item) for item in value]
    return with_spaces_in(value) if isinstance(value, str) else value


def with_spaces_in(text: str) -> str:
    return text.replace("\t", " ")


TABS: list[tuple[str, Any]] = [
    ("a: b→\n", {"a": "b"}), ("a:→\n", {"a": None}), ("a: [b]→\n", {"a": ["b"]}), ("a: {b: c}→\n", {"a": {"b": "c"}}), ("a: 'b'→\n", {"a": "b"}),
    ('a: "b"→\n', {"a": "b"}), ("a: 5 →\n", {"a": 5}), ("a: b→→ →\n", {"a": "b"}), ("a:→b\n", {"a": "b"}), ("a: →b\n", {"a": "b"}), ("a:→[b]\n", {"a": ["b"]}),
    ("a:→'b'\n", {"a": "b"}), ("a:→|\n  b\n", {"a": "b\n"}), ("a: |→\n  b\n", {"a": "b\n"}), ("a: >-→# c\n  b\n", {"a": "b"}), ("a: |2-→\n   b\n", {"a": " b"}),
    ("a: b→c\n", {"a": "b\tc"}), ("a: [b→c]\n", {"a": ["b\tc"]}), ("a: b→# c\n", {"a": "b"}), ("a: b → # c\n", {"a": "b"}), ("a:→# c\n", {"a": None}),
    ("a:→# c\n  b: 1\n", {"a": {"b": 1}}), ("a: [b]→# c\n", {"a": ["b"]}), ('a: "b"→# c\n', {"a": "b"}), ("a→: b\n", {"a": "b"}), ('"a"→: b\n', {"a": "b"}),
    ("a: b\n→# c\n", {"a": "b"}), ("a: b\n→\nc: d\n", {"a": "b", "c": "d"}), ("→\na: b\n", {"a": "b"}), ("a: b\n  →\n", {"a": "b"}), ("a:→\n  b: c→\n", {"a": {"b": "c"}}),
    ("a:→\n  - b→\n  -→c\n", {"a": ["b", "c"]}), ("a:\n  -→\n    b: c\n", {"a": [{"b": "c"}]}), ("a: b→\n  c\n", {"a": "b c"}), ("a: b\n  →c\n", {"a": "b c"}),
    ("a: b→\n\n →c\n", {"a": "b\nc"}), ("a: !!str→5\n", {"a": "5"}), ("a: &x→b→\nc: *x→\n", {"a": "b", "c": "b"}), ("a: [b→, c→]\n", {"a": ["b", "c"]}),
    ("a: {b→: c→}\n", {"a": {"b": "c"}}), ("?→a\n:→b\n", {"a": "b"}), ("a:\n →b\n", {"a": "b"}), ("a: # c\n  →b\n", {"a": "b"}), ("a: [!!str→b]\n", {"a": ["b"]}),
    # these are content
    ("a: |\n  b→\n", {"a": "b\t\n"}), ("a: >\n  b→\n  →c\n", {"a": "b\t\n\tc\n"}), ("a: 'b→c'\n", {"a": "b\tc"}), ("a: b #→c\n", {"a": "b"}), ("a: '→b→'\n", {"a": "\tb\t"}),
]  # fmt: skip


class TestTabs:
    @pytest.mark.parametrize(("front", "values"), TABS)
    def test_one_that_is_valid_is_taken(self, front: str, values: Any) -> None:
        assert read(front.replace("→", "\t")).values == values

    @pytest.mark.parametrize("front", [front for front, _ in TABS])
    def test_no_place_moves(self, front: str) -> None:
        assert spans(read(front.replace("→", "\t"))) == spans(read(front.replace("→", " ")))

    @pytest.mark.parametrize(("front", "values"), TABS)
    def test_with_crlf_it_is_the_same(self, front: str, values: Any) -> None:
        data = f"---\n{front}---\n".replace("→", "\t").replace("\n", "\r\n").encode()
        document = articlefmt.loads(data, Record)
        assert document.values == values
        assert document.to_bytes() == data

    @pytest.mark.parametrize(
        ("front", "line", "column"),
        [
            ("→a: b\n", 2, 1), ("a:\n→b: c\n", 3, 1), ("a:\n→b\n", 3, 1), ("a:\n→- b\n", 3, 1), ("a:\n  - b\n→- c\n", 4, 1), ("a: |\n→b\n", 3, 1), ("a: b\n\n→c: d\n", 4, 1),
            ("a:\n  -→b: c\n", 3, 4), ("a:\n  -→- b\n", 3, 4), ("a:\n  →b: c\n", 3, 3), (" →a: b\n", 2, 2),
        ],
    )  # fmt: skip
    def test_one_in_the_place_of_indentation_is_refused_where_it_stands(
        self, front: str, line: int, column: int
    ) -> None:
        with pytest.raises(ParseError) as caught:
            read(front.replace("→", "\t"))
        error = caught.value
        assert (error.code, error.line, error.column) == ("Y201", line, column)
        assert error.message == "invalid YAML: a tab can't stand here; indent with spaces"

    @given(
        untidy_documents(), st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from("\t ")), min_size=1, max_size=5)
    )
    def test_at_a_line_s_end_it_is_a_blank(self, data: bytes, places: list[tuple[int, str]]) -> None:
        front = data.decode().replace("\r\n", "\n").removeprefix("---\n").split("\n---\n")[0] + "\n"
        for place, more in places:
            at = [match.start() for match in re.finditer("\n", front)][place % front.count("\n")]
            front = front[:at] + "\t" + more.replace(" ", "") + front[at:]
        blanks = articlefmt.loads(f"---\n{with_spaces_in(front)}---\n", Record).parsed
        tabs = read(front)
        assert spans(tabs) == spans(blanks)
        assert with_spaces(tabs.values) == with_spaces(blanks.values)

    def test_many_are_taken_in_one_reading(self) -> None:
        front = "".join(f"a{number}:\tb\tc\t# d\n\t\n" for number in range(4000)) + "z: b" + "\t" * 50_000 + "\n"
        limits = Limits(lines=10**6)
        assert len(articlefmt.loads(f"---\n{front}---\n", Record, limits=limits).values) == 4001


BREAKS = ["\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("char", BREAKS)
class TestWhatEndsNoLine:
    @pytest.mark.parametrize(
        ("front", "values"),
        [
            ("# c¶d\na: b\n", {"a": "b"}), ("a: b # c¶d\n", {"a": "b"}), ("a: b # c¶d: e\n", {"a": "b"}), ("a: b # c¶d: e\nf: g\n", {"a": "b", "f": "g"}),
            ("a: |\n  b¶c\n", {"a": "b¶c\n"}), ("a: |\n  b¶  c\n", {"a": "b¶  c\n"}), ("a: >-\n  b¶c\n  d\n", {"a": "b¶c d"}), ("a: |+\n  b¶\n\n", {"a": "b¶\n\n"}),
            ("a: | # c¶d\n  b\n", {"a": "b\n"}), ('a: "b¶c"\n', {"a": "b¶c"}), ('a: "b ¶  c"\n', {"a": "b ¶  c"}), ("a: 'b¶'\n", {"a": "b¶"}), ("a: b¶c\n", {"a": "b¶c"}),
            ("a: b¶\n", {"a": "b¶"}), ("a: ¶b\n", {"a": "¶b"}), ("a: [b¶, c]\n", {"a": ["b¶", "c"]}), ("a¶b: c\n", {"a¶b": "c"}), ("a: b\n  ¶c\n", {"a": "b ¶c"}),
            ("a: &x b¶c\nd: *x\n", {"a": "b¶c", "d": "b¶c"}), ('a: "\\ue000¶\\uE001"\n', {"a": "\ue000¶\ue001"}), ('a: "\\U0000e000¶"\nb: \ue001\n', {"a": "\ue000¶", "b": "\ue001"}),
        ],
    )  # fmt: skip
    def test_it_is_a_character_as_any_other(self, char: str, front: str, values: Any) -> None:
        found = read(front.replace("¶", char)).values
        assert repr(found) == repr(values).replace("¶", repr(char)[1:-1])

    def test_a_place_below_it_is_right(self, char: str) -> None:
        with pytest.raises(ParseError) as caught:
            read(f"# c{char}d\na: b{char}c\nd: @\n")
        assert (caught.value.line, caught.value.column) == (4, 4)

    def test_behind_a_colon_it_is_no_blank(self, char: str) -> None:
        with pytest.raises(ParseError):
            read(f"a: b\nc:{char}d\n")

    def test_check_tells_of_it(self, char: str) -> None:
        document = articlefmt.loads(f"---\n# c{char}d\na: b\n---\n", Record)
        assert [(found.line, found.column) for found in check(document) if found.code == "C606"] == [(2, 4)]


@given(untidy_documents(), st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(BREAKS)), min_size=1, max_size=3))
@example(b'---\ntitle: "\xee\x80\x80"\n---\n', [(8, "\x85")])
def test_what_ends_no_line_is_read_as_a_letter_is(data: bytes, places: list[tuple[int, str]]) -> None:
    front = data.decode().replace("\r\n", "\n").removeprefix("---\n").split("\n---\n")[0] + "\n"
    letters = front
    for place, char in places:
        at = place % len(front)
        front, letters = front[:at] + char + front[at:], letters[:at] + "\uf8ff" + letters[at:]
    try:
        expected = articlefmt.loads(f"---\n{letters}---\n", Record).parsed
    except ParseError as error:
        with pytest.raises(ParseError) as caught:
            articlefmt.loads(f"---\n{front}---\n", Record)
        assert (caught.value.code, caught.value.line, caught.value.column) == (error.code, error.line, error.column)
        return
    assert spans(read(front)) == spans(expected)


class TestTags:
    @pytest.mark.parametrize(
        ("front", "values"),
        [
            ("a: !<tag:example.com,2000:x> [b]\n", {"a": ["b"]}), ("a: !<tag:example.com,2000:x> b\n", {"a": "b"}), ("a: !<x,[]> {b: c}\n", {"a": {"b": "c"}}),
            ("a: [!<tag:example.com,2000:x> b, c]\n", {"a": ["b", "c"]}), ("!<tag:example.com,2000:x> a: b\n", {"a": "b"}), ("a: &x !<tag:e.com,2000:x>\n  - b\n", {"a": ["b"]}),
            ("a: !<tag:example.com,2000:x> &x [b]\n", {"a": ["b"]}), ("a: !<tag:example.com,2000:x> # c\n  [b]\n", {"a": ["b"]}), ("a: !<tag:yaml.org,2002:int> 5\n", {"a": 5}),
            ("a: [!t, b]\n", {"a": ["", "b"]}), ("a: [b, !t]\n", {"a": ["b", ""]}), ("a: {b: !t, c: d}\n", {"a": {"b": "", "c": "d"}}), ("a: {b: !t}\n", {"a": {"b": ""}}),
            ("a: [!, b]\n", {"a": ["", "b"]}), ("a: [!!str, b]\n", {"a": ["", "b"]}), ("a: !t%2Cx b\n", {"a": "b"}), ("a: !t#x b\n", {"a": "b"}),
        ],
    )  # fmt: skip
    def test_one_is_accounted_for(self, front: str, values: Any) -> None:
        assert read(front).values == values

    @pytest.mark.parametrize(("front", "column"), [("a: !t[b]\n", 6), ("a: !!str{b: c}\n", 9), ("a: [!t[b]]\n", 7)])
    def test_a_blank_must_stand_behind_one(self, front: str, column: int) -> None:
        with pytest.raises(ParseError, match="a blank must stand behind the tag") as caught:
            read(front)
        assert caught.value.column == column
