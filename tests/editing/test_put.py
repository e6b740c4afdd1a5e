"""The door to a changed text: it is literal, it is proved, and nothing else changes."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import EditError, Limits
from articlefmt.editing import put as editing_put
from articlefmt.editing.put import put
from articlefmt.editing.splice import Splice
from articlefmt.layouts import NO_LAYOUT, Layout, Order
from articlefmt.lens.classes import layout_of_values
from articlefmt.model.records import RECORDS
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.testing.values import plain_values, texts
from articlefmt.values import Value, Wanted, same
from tests.cases import Case, cases
from tests.editing.checking import HEAD, check_edit, check_put
from tests.samples import file
from tests.strategies import documents, untidy_documents

LIMITS = Limits()
LAYOUT = Layout(
    Order([["a", "b"], ["c"]], (), lambda _: Order([["z", "p"]], ())),
    lambda place: place[-1] == "q",
    {"a": True, "b": False},
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

    @given(documents() | untidy_documents(), st.data())
    def test_it_is_the_same_edit_whether_the_keys_that_it_touches_are_noted_or_not(
        self, data: bytes, draws: st.DataObject
    ) -> None:
        parsed = parse(data, LIMITS)
        old, new = parsed.values, draws.draw(changed(parsed.values))
        values = {name: old[name] if name in old and same(old[name], one) else one for name, one in new.items()}
        touched = [name for name in {**old, **new} if name not in new or values[name] is not old.get(name, parsed)]
        done: list[object] = []
        for wanted in (Wanted(values), Wanted(values, touched=touched)):
            try:
                done.append(put(parsed, wanted, layout_of_values(values, RECORDS)).source)
            except EditError as error:
                done.append(str(error))
        assert done[0] == done[1]

    @pytest.mark.parametrize("touched", [[], ["b"]])
    def test_a_touched_key_that_was_not_noted_is_never_left_as_it_is(self, touched: list[str]) -> None:
        wanted = Wanted({"a": 5, "b": 3 if touched else 2}, touched=touched)
        with pytest.raises(EditError) as caught:
            put(read("a: 1", "b: 2"), wanted, NO_LAYOUT)
        assert (caught.value.code, caught.value.key) == ("E704", ("a",))

    @pytest.mark.parametrize("lines", [["!!map", "a: 1", "b: [2]"], ["!!map {a: 1, b: [2]}"]])
    def test_below_a_tag_nothing_changes_and_that_is_no_error(self, lines: list[str]) -> None:
        """Once the whole was refused for its tag before it was looked at."""
        parsed = read(*lines)
        assert put(parsed, Wanted({"a": 1, "b": [2]}), NO_LAYOUT) is parsed
        others: list[dict[str, Value]] = [{"a": 1, "b": [3]}, {"a": 1}, {"a": 1, "b": [2], "c": 3}]
        for values in others:
            with pytest.raises(EditError, match="a tag stands here"):
                put(parsed, Wanted(values), NO_LAYOUT)


ALL = cases(r"""
    === below an anchor that nothing refers to
    &x
    a: 1
    b: [2]
    >>> put({"a": 1, "b": [3], "c": 4})
    &x
    a: 1
    b: [3]
    c: 4
""")


@pytest.mark.parametrize("case", ALL)
def test_all_can_change(case: Case) -> None:
    check_put(case)


ORIGINS = cases(r"""
    === of equal items the one that is said goes
    x:
      - a # 1
      - a # 2
      - a # 3
    >>> put({"x": ["a", "a"]}, origins={("x",): [0, 2]})
    x:
      - a # 1
      - a # 3

    === without a word the head stays
    x:
      - a # 1
      - a # 2
      - a # 3
    >>> put({"x": ["a", "a"]})
    x:
      - a # 1
      - a # 2

    === an item continues the one that is said, whatever it was
    x:
      - {a: 1} # 1
      - {a: 2} # 2
    >>> put({"x": [{"a": 3}]}, origins={("x",): [1]})
    x:
      - {a: 3} # 2

    === one that is said to be new is written anew
    x:
      - 'a' # 1
      - b
    >>> put({"x": ["c", "b"]}, origins={("x",): [None, 1]})
    x:
      - c
      - b

    === lists in lists are told by their new places
    x:
      - - a # 1
        - a # 2
      - b
    >>> put({"x": ["c", ["a"], "b"]}, origins={("x",): [None, 0, 1], ("x", 1): [1]})
    x:
      - c
      - - a # 2
      - b

    === in a flow list too
    x: [a, 'a', "a"]
    >>> put({"x": ["a"]}, origins={("x",): [1]})
    x: ['a']

    === a list that is equal isn't touched, whatever is said
    x:
      - a # 1
      - a # 2
    >>> put({"x": ["a", "a"]}, origins={("x",): [None, 0]})
    x:
      - a # 1
      - a # 2

    === what a record lost is its own item's
    related:
      - quality: 1 # a
      - quality: 2 # b
    >>> put({"related": [{"quality": 2, "excerpt": None}]}, origins={("related",): [1]})
    related:
      - excerpt:␣
        quality: 2 # b
""")


@pytest.mark.parametrize("case", ORIGINS)
def test_items_continue_those_that_they_are_said_to(case: Case) -> None:
    check_put(case)


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


CLOSING = cases(r"""
    === the blank lines behind a block scalar that keeps them are its own
    x: |+
      a

    y: 1
    >>> doc.set("y", 2)
    x: |+
      a

    y: 2

    === the empty line of a literal that keeps it is none of the generator's
    heat: 5

    provider:
      name: |+
        P

    >>> doc.delete("heat")

    provider:
      name: |+
        P


    === the closing empty line comes with its keys
    provider:
      name: P
    >>> doc.set("heat", 5)
    heat: 5
    provider:
      name: P


    === it goes with them
    heat: 5

    provider:
      name: P

    >>> doc.delete("heat")

    provider:
      name: P

    === it doesn't go where it wasn't
    heat: 5

    provider:
      name: P
    >>> doc.delete("heat")

    provider:
      name: P

    === it doesn't come where it was
    provider:
      name: P

    >>> doc.set("heat", 5)
    heat: 5
    provider:
      name: P


    === it stays where its keys do
    heat: 5

    provider:
      name: P

    >>> doc.set("heat", 6)
    heat: 6

    provider:
      name: P

""")


@pytest.mark.parametrize("case", CLOSING)
def test_the_closing_empty_line_comes_and_goes_with_its_keys(case: Case) -> None:
    check_edit(case)


RECORDS_EDITED = cases(r"""
    === a null and an empty list stay
    heat:
    images: []
    >>> doc.record.type = "article"
    heat:
    images: []

    === a null gets a value
    heat: # c
    >>> doc.record.heat = 5
    heat: 5 # c

    === a value and a list go
    heat: 5 # c
    topics:
      - a
    >>> doc.record.heat = None
    >>> doc.record.topics = []

    === a null of an item stays when another item goes
    related:
      - title: A # a
        excerpt:
      - title: B # b
        excerpt:
    >>> from articlefmt import Related
    >>> doc.record.related = [Related(title="B")]
    related:
      - title: B # b
        excerpt:

    === an item changes
    related:
      - title: A
        quality: 1 # a
    >>> from articlefmt import Related
    >>> doc.record.related = [Related(title="A", quality=2)]
    related:
      - title: A
        quality: 2 # a

    === items move, and of equal ones one goes
    topics:
      - a # 1
      - b
      - a # 2
    >>> doc.record.topics = ["b", "a"]
    topics:
      - b
      - a # 2
""")


class TestRecords:
    """What a record can't tell is told by `merge`, and then written as it is."""

    @pytest.mark.parametrize("case", RECORDS_EDITED)
    def test_it_is_written_as_it_is(self, case: Case) -> None:
        check_edit(case)

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
