"""The door to a changed text: it is literal, it is proved, and nothing else changes."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import EditError, Limits, Related
from articlefmt.editing import put as editing_put
from articlefmt.editing.put import put
from articlefmt.editing.splice import Splice
from articlefmt.layouts import NO_LAYOUT, Layout, Order
from articlefmt.lens.classes import layout_of_values
from articlefmt.model.records import RECORDS
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.testing.values import plain_values, texts
from articlefmt.values import Value, Wanted, same
from tests.editing.rows import HEAD, Edit, Edited, check_edit, params, put_at_once
from tests.samples import file
from tests.strategies import documents, untidy_documents

LIMITS = Limits()
LAYOUT = Layout(
    Order([["a", "b"], ["c"]], (), lambda _: Order([["z", "p"]], ())),
    lambda place: place[-1] == "q",
    frozenset({"a"}),
    frozenset({"b"}),
)


def read(*lines: str) -> Parsed:
    return parse(file(*lines), LIMITS)


@st.composite
def changed(draw: st.DrawFn, values: dict[str, Value]) -> dict[str, Value]:
    """Other values: some gone, some replaced, some new, at any depth."""
    new = copy.deepcopy(values)
    for _ in range(draw(st.integers(1, 3))):
        _change(draw, new)
    return new


def _change(draw: st.DrawFn, holder: dict[str, Value] | list[Value]) -> None:
    places: list[Any] = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    way = draw(st.sampled_from(("inside", "inside", "replace", "remove", "add", "move")))
    place = draw(st.sampled_from(places)) if places else None
    keyed: Any = holder
    if place is None or way == "add":
        value = draw(plain_values)
        if isinstance(holder, dict):
            holder[draw(texts.filter(lambda key: key != "<<"))] = value
        else:
            holder.insert(draw(st.integers(0, len(holder))), value)
    elif way == "inside" and isinstance(keyed[place], dict | list):
        _change(draw, keyed[place])
    elif way == "remove":
        del keyed[place]
    elif way == "move" and isinstance(holder, list):
        holder.insert(draw(st.integers(0, len(holder) - 1)), holder.pop(place))
    else:
        keyed[place] = draw(plain_values)


class TestLaws:
    @given(documents() | untidy_documents(), st.sampled_from((NO_LAYOUT, LAYOUT, None)))
    def test_the_same_values_are_the_same_text(self, data: bytes, layout: Layout | None) -> None:
        parsed = parse(data, LIMITS)
        values = copy.deepcopy(parsed.values)
        assert put(parsed, Wanted(values), layout or layout_of_values(values, RECORDS)) is parsed

    @given(documents() | untidy_documents(), st.data(), st.sampled_from((NO_LAYOUT, LAYOUT, None)))
    def test_any_values_are_said_literally_or_refused(
        self, data: bytes, draws: st.DataObject, layout: Layout | None
    ) -> None:
        parsed = parse(data, LIMITS)
        values = draws.draw(changed(parsed.values))
        before = copy.deepcopy(values)
        try:
            new = put(parsed, Wanted(values), layout or layout_of_values(values, RECORDS))
        except EditError as error:
            assert error.code in ("E702", "E703"), error
            assert error.line is not None or error.code == "E702"
        else:
            assert same(new.values, before)
            again = parse(new.source.to_bytes(), LIMITS)
            assert again.source == new.source
            assert same(again.values, before)
            assert new.source._replace(front="") == parsed.source._replace(front="")
        assert same(values, before)
        assert parsed.source.to_bytes() == data

    @given(documents() | untidy_documents(), st.data())
    def test_what_was_written_is_not_written_again(self, data: bytes, draws: st.DataObject) -> None:
        parsed = parse(data, LIMITS)
        values = draws.draw(changed(parsed.values))
        layout = layout_of_values(values, RECORDS)
        try:
            new = put(parsed, Wanted(values), layout)
        except EditError:
            return
        assert put(new, Wanted(values), layout) is new

    @pytest.mark.parametrize("lines", [["!!map", "a: 1", "b: [2]"], ["!!map {a: 1, b: [2]}"]])
    def test_below_a_tag_nothing_changes_and_that_is_no_error(self, lines: list[str]) -> None:
        """Once the whole was refused for its tag before it was looked at."""
        parsed = read(*lines)
        assert put(parsed, Wanted({"a": 1, "b": [2]}), NO_LAYOUT) is parsed
        others: list[dict[str, Value]] = [{"a": 1, "b": [3]}, {"a": 1}, {"a": 1, "b": [2], "c": 3}]
        for values in others:
            with pytest.raises(EditError, match="a tag stands here"):
                put(parsed, Wanted(values), NO_LAYOUT)


def test_below_an_anchor_that_nothing_refers_to_all_can_change() -> None:
    assert put_at_once("&x\na: 1\nb: [2]\n", {"a": 1, "b": [3], "c": 4}) == "&x\na: 1\nb: [3]\nc: 4\n"


ORIGINS: list[tuple[str, str, dict[str, Any], dict[tuple[str | int, ...], list[int | None]], str]] = [
    ("of equal items the one that is said goes", "x:\n  - a # 1\n  - a # 2\n  - a # 3\n", {"x": ["a", "a"]}, {("x",): [0, 2]}, "x:\n  - a # 1\n  - a # 3\n"),
    ("without a word the head stays", "x:\n  - a # 1\n  - a # 2\n  - a # 3\n", {"x": ["a", "a"]}, {}, "x:\n  - a # 1\n  - a # 2\n"),
    ("an item continues the one that is said, whatever it was", "x:\n  - {a: 1} # 1\n  - {a: 2} # 2\n", {"x": [{"a": 3}]}, {("x",): [1]}, "x:\n  - {a: 3} # 2\n"),
    ("one that is said to be new is written anew", "x:\n  - 'a' # 1\n  - b\n", {"x": ["c", "b"]}, {("x",): [None, 1]}, "x:\n  - c\n  - b\n"),
    ("lists in lists are told by their new places", "x:\n  - - a # 1\n    - a # 2\n  - b\n", {"x": ["c", ["a"], "b"]}, {("x",): [None, 0, 1], ("x", 1): [1]}, "x:\n  - c\n  - - a # 2\n  - b\n"),
    ("in a flow list too", "x: [a, 'a', \"a\"]\n", {"x": ["a"]}, {("x",): [1]}, "x: ['a']\n"),
    ("a list that is equal isn't touched, whatever is said", "x:\n  - a # 1\n  - a # 2\n", {"x": ["a", "a"]}, {("x",): [None, 0]}, "x:\n  - a # 1\n  - a # 2\n"),
    ("what a record lost is its own item's", "related:\n  - quality: 1 # a\n  - quality: 2 # b\n", {"related": [{"quality": 2, "excerpt": None}]}, {("related",): [1]}, "related:\n  - excerpt: \n    quality: 2 # b\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "values", "origins", "after"), params(ORIGINS))
def test_items_continue_those_that_they_are_said_to(
    before: str, values: dict[str, Any], origins: dict[tuple[str | int, ...], list[int | None]], after: str
) -> None:
    assert put_at_once(before, values, origins=origins) == after


class TestLayout:
    """What neither the text nor its neighbours tell, the layout does."""

    @pytest.mark.parametrize(
        ("lines", "values", "layout", "after"),
        [
            (["c: 1"], {"c": 1, "b": 2}, LAYOUT, ["b: 2", "", "c: 1"]),
            (["c: 1"], {"c": 1, "b": 2}, NO_LAYOUT, ["c: 1", "b: 2"]),
            (["b: 1"], {"b": 1, "x": {"p": 1, "z": 2}}, LAYOUT, ["b: 1", "", "x:", "  z: 2", "  p: 1"]),
            (["b: 1"], {"b": 1, "x": {"p": 1, "z": 2}}, NO_LAYOUT, ["b: 1", "x:", "  p: 1", "  z: 2"]),
            (["b: 1"], {"b": 1, "q": "t"}, LAYOUT, ["b: 1", "", 'q: "t"']),
            (["b: 1"], {"b": 1, "q": "t"}, NO_LAYOUT, ["b: 1", "q: t"]),
            (["c: 1"], {"c": 1, "a": 2}, LAYOUT, ["a: 2", "", "c: 1", ""]),
            (["c: 1"], {"c": 1, "a": 2}, NO_LAYOUT, ["c: 1", "a: 2"]),
            (["c: 1"], {"c": 1, "a": 2, "b": 3}, LAYOUT, ["a: 2", "b: 3", "", "c: 1"]),
        ],
    )
    def test_it_orders_groups_quotes_and_ends(
        self, lines: list[str], values: dict[str, Value], layout: Layout, after: list[str]
    ) -> None:
        assert put(read(*lines), Wanted(values), layout).source.to_bytes() == file(*after)


CLOSING: list[Edited] = [
    ("the blank lines behind a block scalar that keeps them are its own", "x: |+\n  a\n\ny: 1\n", [("set", "y", 2)], "x: |+\n  a\n\ny: 2\n"),
    ("the empty line of a literal that keeps it is none of the generator's", "heat: 5\n\nprovider:\n  name: |+\n    P\n\n", [("delete", "heat")], "\nprovider:\n  name: |+\n    P\n\n"),
    ("the closing empty line comes with its keys", "provider:\n  name: P\n", [("set", "heat", 5)], "heat: 5\nprovider:\n  name: P\n\n"),
    ("it goes with them", "heat: 5\n\nprovider:\n  name: P\n\n", [("delete", "heat")], "\nprovider:\n  name: P\n"),
    ("it doesn't go where it wasn't", "heat: 5\n\nprovider:\n  name: P\n", [("delete", "heat")], "\nprovider:\n  name: P\n"),
    ("it doesn't come where it was", "provider:\n  name: P\n\n", [("set", "heat", 5)], "heat: 5\nprovider:\n  name: P\n\n"),
    ("it stays where its keys do", "heat: 5\n\nprovider:\n  name: P\n\n", [("set", "heat", 6)], "heat: 6\n\nprovider:\n  name: P\n\n")]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(CLOSING))
def test_the_closing_empty_line_comes_and_goes_with_its_keys(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


class TestRecords:
    """What a record can't tell is told by `merge`, and then written as it is."""

    @pytest.mark.parametrize(
        ("before", "attributes", "after"),
        [
            ("heat:\nimages: []\n", {"title": "U"}, "heat:\nimages: []\n"),
            ("heat: # c\n", {"title": "U", "heat": 5}, "heat: 5 # c\n"),
            ("heat: 5 # c\ntopics:\n  - a\n", {"heat": None, "topics": []}, ""),
            ("related:\n  - title: A # a\n    excerpt:\n  - title: B # b\n    excerpt:\n", {"related": [Related(title="B")]},
             "related:\n  - title: B # b\n    excerpt:\n"),
            ("related:\n  - title: A\n    quality: 1 # a\n", {"related": [Related(title="A", quality=2)]}, "related:\n  - title: A\n    quality: 2 # a\n"),
            ("topics:\n  - a # 1\n  - b\n  - a # 2\n", {"topics": ["b", "a"]}, "topics:\n  - b\n  - a # 2\n"),
        ],
    )  # fmt: skip
    def test_it_is_written_as_it_is(self, before: str, attributes: dict[str, Any], after: str) -> None:
        document = articlefmt.loads(f"---\n{HEAD}{before}---\n")
        for name, value in attributes.items():
            setattr(document.record, name, value)
        head = HEAD.replace('"T"', f'"{document.record.title}"')
        assert document.to_str() == f"---\n{head}{after}---\n"

    def test_what_it_lacks_becomes_null_where_the_kind_requires_it(self) -> None:
        document = articlefmt.loads("---\ntitle: T\nexcerpt: E\nheat: 5\ntype: a\n---\n")
        document.record.excerpt = document.record.heat = None
        assert document.to_str() == "---\ntitle: T\nexcerpt: \ntype: a\n---\n"


class TestProof:
    """What was written is read again. No edit has been seen to fail this, so the tests make the splices lie."""

    @pytest.fixture(params=["heat: 6\n", "---\n", "heat: [\n", "heat: x\n", "excerpt: b\n"], autouse=True)
    def lie(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
        def change(slot: Any, *_: Any) -> None:
            slot.edit.splices.append(Splice(len(slot.edit.text), len(slot.edit.text), request.param))

        monkeypatch.setattr(editing_put, "change_mapping", change)

    def test_a_record_that_reads_differently_is_refused(self) -> None:
        document = articlefmt.loads(f"---\n{HEAD}---\n")
        document.record.heat = 5
        with pytest.raises(EditError, match="the edited text would read differently") as caught:
            document.to_bytes()
        assert caught.value.code == "E704"

    def test_a_value_that_reads_differently_is_refused(self) -> None:
        document = articlefmt.loads(f"---\n{HEAD}---\n")
        with pytest.raises(EditError, match="the edited text would read differently") as caught:
            document.set("heat", 5)
        assert caught.value.code == "E704"
        assert document.to_str() == f"---\n{HEAD}---\n"
