"""What is new is written from nothing: in the layout's order and quotes, or as its neighbours are."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import EditError, Limits, Record
from articlefmt.editing.lines import Lines
from articlefmt.editing.neighbours import Neighbours
from articlefmt.editing.writer import Writer, key_name, names_in, refuse_depth, spelled
from articlefmt.keys import Key
from articlefmt.layouts import NO_LAYOUT, Layout, Order
from articlefmt.syntax.parsed import parse
from articlefmt.testing.values import plain_values, texts
from articlefmt.values import Value, same
from tests.cases import Case, cases
from tests.editing.checking import HEAD, check_edit
from tests.samples import file

LIMITS = Limits()
INNER = Order([["z", "b"], ["a"]], ())
LAYOUT = Layout(Order([["x"]], (), lambda _: INNER), lambda place: place[-1] in ("b", "q"))


def writer(*neighbours: str) -> Writer:
    """A writer in a file with these lines."""
    if not neighbours:
        return Writer(LAYOUT)
    parsed = parse(file(*neighbours), LIMITS)
    return Writer(LAYOUT, Neighbours(parsed.tree, Lines(parsed.source.front)))


def written(value: Value, *neighbours: str, column: int = 0) -> list[str]:
    return writer(*neighbours).entry(("x",), value, column)


class TestBlock:
    @pytest.mark.parametrize(
        ("value", "lines"),
        [
            (1, ["x: 1"]),
            ("t", ["x: t"]),
            (None, ["x: "]),
            ([], ["x: []"]),
            ({}, ["x: {}"]),
            ({"a": 1, "q": "t", "b": "t", "z": "t"}, ["x:", "  z: t", '  b: "t"', "  a: 1", '  q: "t"']),
            (["t", None, 1, [], {}], ["x:", "  - t", "  - null", "  - 1", "  - []", "  - {}"]),
            ([{"a": 1, "z": 2}, {"b": "t"}], ["x:", "  - z: 2", "    a: 1", '  - b: "t"']),
            ([["t", ["u"]], [{"a": [1]}]], ["x:", "  - - t", "    - - u", "  - - a:", "        - 1"]),
            ({"a": {"a": {"a": 1}}}, ["x:", "  a:", "    a:", "      a: 1"]),
            ({"a": [{"a": [1]}]}, ["x:", "  a:", "    - a:", "        - 1"]),
        ],
    )  # fmt: skip
    def test_the_canonical_indents_are_two(self, value: Value, lines: list[str]) -> None:
        assert written(value) == lines

    def test_all_is_below_the_key(self) -> None:
        assert written({"a": [1]}, column=4) == ["    x:", "      a:", "        - 1"]

    @pytest.mark.parametrize(
        ("neighbours", "lines"),
        [
            (["a:", "    b: 1"], ["x:", "    a:", "      - 1", "      - a: 2", '        b: "t"']),
            (["a:", "- b"], ["x:", "  a:", "  - 1", "  - a: 2", '    b: "t"']),
            (["a:", "    - b", "c:", " d: 1"], ["x:", " a:", "     - 1", "     - a: 2", '       b: "t"']),
            (["a: 1"], ["x:", "  a:", "    - 1", "    - a: 2", '      b: "t"']),
        ],
    )
    def test_the_indents_are_those_of_the_file(self, neighbours: list[str], lines: list[str]) -> None:
        assert written({"a": [1, {"a": 2, "b": "t"}]}, *neighbours) == lines

    def test_the_quotes_in_a_list_are_those_of_the_file(self) -> None:
        items: Value = [{"b": "t", "c": "u", "q": "v"}]
        assert written(items, "x:", "  - b: t", "    c: 'u'") == ["x:", "  - b: t", "    c: 'u'", '    q: "v"']

    @given(plain_values, texts.filter(lambda name: name != "<<"), st.sampled_from([(), ("a:", "    b: 1"), ("a:", "- b"), ("a:", " b:", " - 'c'")]))  # fmt: skip
    def test_any_value_is_read_back(self, value: Value, name: str, neighbours: tuple[str, ...]) -> None:
        lines = writer(*neighbours).entry((name,), value, 0)
        assert same(parse(file(*lines), LIMITS).values, {name: value})

    @given(plain_values, st.sampled_from([(), ("a:", "    b: 1"), ("a:", "- b")]))
    def test_any_item_is(self, value: Value, neighbours: tuple[str, ...]) -> None:
        lines = writer(*neighbours).item(("x", 0), value, 3)
        assert same(parse(file("x:", "   - first", *lines), LIMITS).values, {"x": ["first", value]})


class TestFlow:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, "null"),
            ("a, b", '"a, b"'),
            ({"a": 1, "b": "t", "z": None}, '{z: null, b: "t", a: 1}'),
            ([{"a": [], "z": {}}, ["t"]], "[{z: {}, a: []}, [t]]"),
        ],
    )
    def test_it_is_in_order_on_one_line(self, value: Value, text: str) -> None:
        assert writer().flow(("x",), value) == text

    @given(plain_values)
    def test_any_value_is_read_back(self, value: Value) -> None:
        text = writer().flow(("x",), value)
        assert same(parse(file(f"x: [{text}]"), LIMITS).values, {"x": [value]})


class TestNames:
    @pytest.mark.parametrize(
        ("name", "text"), [("title", "title"), ("a b", "a b"), ("y", '"y"'), ("", '""'), ("a: b", '"a: b"'), ("a,b", '"a,b"'), ("\n", '"\\n"')]
    )  # fmt: skip
    def test_one_is_quoted_where_it_must_be(self, name: str, text: str) -> None:
        assert key_name((name,)) == text

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("k" * 1001, "a key takes at most 1,000 characters, as it is written"),
            ('"' * 600, "a key takes at most 1,000 characters, as it is written"),
            ("a\ud800", "the text has half a character (U+D800); remove it, or write the whole character"),
        ],
    )
    def test_what_can_not_be_a_key_is_refused(self, name: str, message: str) -> None:
        with pytest.raises(EditError) as caught:
            key_name(("x", name))
        assert (caught.value.code, caught.value.key, caught.value.message) == ("E702", ("x", name), message)
        assert key_name(("k" * 1000,)) == "k" * 1000

    def test_one_beside_quoted_ones_is_refused_alike(self) -> None:
        document = articlefmt.loads(f'---\n{HEAD}x: {{"a": 1}}\n---\n')
        with pytest.raises(EditError, match="half a character") as caught:
            document.set(("x", "\ud800"), 1)
        assert (caught.value.code, caught.value.key, caught.value.line) == ("E702", ("x", "\ud800"), 5)

    @pytest.mark.parametrize("key", ["\ud800", "a\udfff: b"])
    def test_half_a_character_in_a_key_is_refused_by_a_document(self, key: str) -> None:
        with pytest.raises(EditError, match="half a character") as caught:
            articlefmt.loads(f"---\n{HEAD}---\n").set((key,), 1)
        assert caught.value.code == "E702"


@pytest.mark.parametrize("before", ["x: a\n", "x: |\n  a\n", "x: [1]\n"])
def test_half_a_character_is_refused_with_the_key_of_its_value(before: str) -> None:
    with pytest.raises(EditError) as caught:
        articlefmt.loads(f"---\n{HEAD}{before}---\n", Record).set("x", "\ud800")
    assert (caught.value.code, caught.value.key) == ("E702", ("x",))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("\ud800", "the text has half a character (U+D800); remove it, or write the whole character"),
        (10**640, "an int of more than 640 digits can't be read back; write it as text"),
    ],
)
def test_what_can_not_be_spelled_is_refused_with_its_key(value: Any, message: str) -> None:
    def flow() -> object:
        return writer().flow(("x", 0), value)

    def alone() -> object:
        return spelled(value, "", ("x", 0), utc=False)

    for write in (flow, alone):
        with pytest.raises(EditError) as caught:
            write()
        assert (caught.value.code, caught.value.key, caught.value.message) == ("E702", ("x", 0), message)


class TestDepth:
    def test_a_hundred_keys_are_the_most(self) -> None:
        refuse_depth(("x",) * 100)
        with pytest.raises(EditError) as caught:
            refuse_depth(("x",) * 101)
        assert (caught.value.code, caught.value.key) == ("E702", ("x",))
        assert caught.value.message == "it is nested more than 100 deep, which can't be written"

    @pytest.mark.parametrize("shape", [lambda inner: [inner], lambda inner: {"a": inner}])
    def test_what_is_deeper_is_not_written_in_any_style(self, shape: Any) -> None:
        value: Value = 1
        for _ in range(99):
            value = shape(value)
        write = writer()
        assert len(write.entry(("x",), value, 0)) == (2 if isinstance(value, list) else 100)
        write.flow(("x",), value)
        too_deep: Value = shape(value)
        for tried in (
            lambda: write.entry(("x",), too_deep, 0),
            lambda: write.flow(("x",), too_deep),
            lambda: write.item(("x", 0), too_deep, 0),
        ):
            with pytest.raises(EditError, match="nested more than 100 deep"):
                tried()


@pytest.mark.parametrize(("key", "place"), [((), ()), (("a",), ("a",)), (("a", 0, "b", 1), ("a", "b")), ((0, 1), ())])
def test_a_place_is_a_key_without_the_numbers_of_items(key: Key, place: tuple[str, ...]) -> None:
    assert names_in(key) == place


def test_without_a_file_and_without_a_layout_all_is_plain_in_its_own_order() -> None:
    assert Writer(NO_LAYOUT).entry(("title",), {"b": "t", "a": "u"}, 0) == ["title:", "  b: t", "  a: u"]


EDITS = cases(r"""
    === a new value of a class in a block mapping has its order
    provider:
      name: P
    >>> doc.set("provider.images", [{"height": 1, "width": 2, "url": "u"}])
    provider:
      name: P
      images:
        - url: u
          width: 2
          height: 1

    === an item is indented as those of other lists
    x:
    - a
    >>> doc.set("z", [{"b": [1]}])
    x:
    - a
    z:
    - b:
      - 1

    === a mapping as other mappings
    x:
        a: 1
    >>> doc.set("z", {"b": {"c": 1}})
    x:
        a: 1
    z:
        b:
            c: 1

    === an item is quoted as the last one
    x:
      - 'a'
      - b
      - 'c'
    >>> doc.set("x[3]", "d")
    x:
      - 'a'
      - b
      - 'c'
      - 'd'

    === or as the last at its place in another item
    x:
      - a: 'b'
      - c: 1
    >>> doc.set("x[1].a", "d")
    x:
      - a: 'b'
      - c: 1
        a: 'd'
""")


@pytest.mark.parametrize("case", EDITS)
def test_what_an_edit_adds_is_written_as_its_neighbours_are(case: Case) -> None:
    check_edit(case)


class TestUtc:
    """Where the layout says so, a moment is written in UTC; else in the zone that it has."""

    EAST = timezone(timedelta(hours=2))

    def test_a_moment_of_another_zone_is_converted(self) -> None:
        moment = datetime(2021, 5, 30, 14, tzinfo=self.EAST)
        assert spelled(moment, "", ("x",), utc=True) == "2021-05-30T12:00:00Z"
        assert spelled(moment, "", ("x",), utc=False) == "2021-05-30T14:00:00+02:00"

    def test_one_that_utc_can_not_hold_is_refused_with_its_key(self) -> None:
        with pytest.raises(EditError) as caught:
            spelled(datetime(1, 1, 1, tzinfo=self.EAST), "", ("x",), utc=True)
        assert (caught.value.code, caught.value.key) == ("E702", ("x",))
