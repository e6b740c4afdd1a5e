"""An edit is proved by what it changed, and that is what reading the whole would prove."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Document, EditError, Limits, Record, StructureError
from articlefmt.editing import proof
from articlefmt.editing.proof import checked_body, proved, reread
from articlefmt.editing.put import put
from articlefmt.editing.splice import Splice
from articlefmt.lens.classes import layout_of_values
from articlefmt.syntax import ruamel_tree
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.syntax.source import Source
from articlefmt.values import Value, same
from tests.edits import edited, merge_record
from tests.samples import form
from tests.strategies import documents, untidy_documents
from tests.syntax.trees import plain

LIMITS = Limits()


def typed(data: bytes) -> Document[Record] | None:
    document = articlefmt.loads(data, Record)
    try:
        document.record  # noqa: B018
    except StructureError:
        return None
    return document


def put_record(parsed: Parsed, record: Record) -> Parsed:
    """The text with what a record says."""
    wanted = merge_record(parsed.values, record)
    return put(parsed, wanted, layout_of_values(wanted.values, (type(record),)))


@given(documents() | untidy_documents(), st.data())
def test_what_is_proved_by_parts_is_what_the_whole_says(data: bytes, draws: st.DataObject) -> None:
    document = typed(data)
    if document is None:
        return
    draws.draw(edited(document.record))
    try:
        text = put_record(document.parsed, document.record)
    except EditError:
        return
    again = parse(text.source.to_bytes(), LIMITS)
    assert again.source == text.source
    assert same(again.values, text.values)
    assert list(again.values) == list(text.values)
    assert again.is_block or not text.is_block
    assert plain(text.tree) == plain(again.tree)
    assert reread(text).source == text.source


@given(documents(), st.data())
def test_an_edit_that_is_proved_by_parts_is_the_one_that_is_proved_by_the_whole(
    data: bytes, draws: st.DataObject
) -> None:
    document = typed(data)
    if document is None:
        return
    draws.draw(edited(document.record))
    text, record = document.parsed, document.record
    ways: list[Any] = []
    for tree in (None, ruamel_tree.read(text.source, LIMITS)):
        way = Parsed(text.source, LIMITS, text.values, tree) if tree or text.is_block else text
        try:
            ways.append(put_record(way, record).source)
        except EditError as error:
            ways.append((error.code, error.key, error.line))
    assert ways[0] == ways[1]


@pytest.fixture
def only_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be read as a whole."""
    monkeypatch.setattr(proof, "parse", None)


@pytest.mark.usefixtures("only_parts")
class TestOnlyWhatChangedIsRead:
    def test_a_value_that_is_replaced(self) -> None:
        document = articlefmt.loads(form("heat: 5"))
        document.record.heat = 6
        assert document.to_bytes() == form("heat: 6")

    def test_a_key_that_comes(self) -> None:
        document = articlefmt.loads(form("heat: 5"))
        document.set("x", {"z": [1]})
        assert document.to_bytes() == form("", "x:", "  z:", "    - 1", "", "heat: 5")

    def test_a_key_that_goes(self) -> None:
        document = articlefmt.loads(form("heat: 5"))
        document.record.heat = None
        assert document.to_bytes() == form()

    def test_items_that_come_and_go(self) -> None:
        document = articlefmt.loads(form("  - Maps", "", "heat: 5"))
        document.record.topics[:] = ["Maps", "Tables"]
        assert document.to_bytes() == form("  - Tables", "", "heat: 5").replace(b"Charts", b"Maps")

    def test_an_entry_and_the_end_of_the_text(self) -> None:
        document = articlefmt.loads(form())
        document.record.title = "U"
        document.set("x", 1)
        assert document.to_bytes() == form("", "x: 1").replace(b'"T"', b'"U"')


class TestProved:
    """Nothing has been seen to fail it, so the tests lie to it."""

    @pytest.mark.parametrize(
        "lie", ["7", "6\nx: 1", "6\nheat: 7", "true", "[6]", "'6'", "", "6\n---", "6\n  a", "'", "*a"]
    )
    @pytest.mark.parametrize("more", [(), ("x: [1]",)])
    def test_a_text_that_says_another_thing_is_refused(self, lie: str, more: tuple[str, ...]) -> None:
        parsed = parse(form("heat: 5", *more), LIMITS)
        at = parsed.source.front.index("5")
        with pytest.raises(EditError) as caught:
            proved(parsed, [Splice(at, at + 1, lie)], parsed.values | {"heat": 6})
        assert caught.value.code == "E704"
        assert caught.value.message.startswith("the edited text would read differently")

    def test_one_that_says_it_is_taken_however_it_is_written(self) -> None:
        parsed = parse(form("heat: 5"), LIMITS)
        at = parsed.source.front.index("5")
        for spelling, is_block in (("6", True), (" 6 ", True), ("6 # c", False), ("0x6", True), ("!!int 6", False)):
            new = proved(parsed, [Splice(at, at + 1, spelling)], parsed.values | {"heat": 6})
            assert new.source.to_bytes() == form(f"heat: {spelling}")
            assert same(new.values, parsed.values | {"heat": 6})
            assert new.is_block is is_block

    def test_a_splice_elsewhere_is_not_overlooked(self) -> None:
        parsed = parse(form("heat: 5"), LIMITS)
        at = parsed.source.front.index("5")
        with pytest.raises(EditError):
            proved(parsed, [Splice(at, at + 1, "6"), Splice(0, 0, "x: 1\n")], parsed.values | {"heat": 6})

    @pytest.mark.parametrize(("front", "lie"), [("heat: [\n", "Y201"), ("heat: 5\nheat: 5\n", "Y203"), ("5\n", "Y202")])
    def test_the_error_tells_why_it_can_not_be_read(self, front: str, lie: str) -> None:
        parsed = parse(form("heat: 5"), LIMITS)
        with pytest.raises(EditError) as caught:
            proved(parsed, [Splice(0, len(parsed.source.front), front)], {"heat": 5})
        assert caught.value.message == (
            f"the edited text would read differently ({lie}), so nothing is written; make this edit by hand"
        )

    def test_half_a_character_can_not_be_read_again(self) -> None:
        parsed = parse(form("heat: 5"), LIMITS)
        with pytest.raises(EditError) as caught:
            proved(parsed, [Splice(0, 0, "x: \ud800\n")], {"x": "\ud800", **parsed.values})
        assert caught.value.code == "E704"

    @pytest.mark.parametrize("limits", [Limits(size=60), Limits(nodes=12), Limits(lines=8)])
    def test_near_a_limit_everything_is_read(self, limits: Limits) -> None:
        data = b'---\ntitle: "T"\nexcerpt: ""\ntype: a\ntopics:\n  - Charts\n---\n'
        document = articlefmt.loads(data, limits=limits)
        document.record.title = "U"
        assert document.to_bytes() == data.replace(b"T", b"U")
        document.record.topics += ["a", "b", "c", "d"]
        with pytest.raises(EditError, match="over a limit"):
            document.to_bytes()

    @pytest.mark.parametrize("add", ["é" * 20, "a" * 100])
    def test_a_limit_is_of_bytes(self, add: str) -> None:
        """A text of fewer characters than bytes are allowed may be too long."""
        data = b'---\ntitle: "T"\ntype: a\n---\n'
        document = articlefmt.loads(data, limits=Limits(size=45))
        document.record.title = add
        with pytest.raises(EditError, match=r"the front matter has .* bytes; the limit is 45"):
            document.to_bytes()

    def test_a_depth_is_of_all_that_was_read(self) -> None:
        document = articlefmt.loads(form("x:", "  y: 1"), limits=Limits(depth=2))
        document.set("x.y", 2)
        with pytest.raises(EditError, match="more than 2 levels of nesting"):
            document.set("x.y", [1])


class TestReread:
    def test_the_whole_is_read_from_its_bytes(self) -> None:
        parsed = parse(form("heat: 5"), LIMITS)
        again = reread(parsed)
        assert again is not parsed
        assert again.source == parsed.source
        assert same(again.values, parsed.values)

    def test_a_text_that_can_not_be_read_again_is_refused(self) -> None:
        source = parse(form("heat: 5"), LIMITS).source
        with pytest.raises(EditError, match=r"would read differently \(Y201\)"):
            reread(Parsed(source.with_front("heat: [\n"), LIMITS, {"heat": 5}))

    def test_one_that_says_another_thing_is(self) -> None:
        source = parse(form("heat: 5"), LIMITS).source
        for other, key in (({"heat": 6}, "heat"), ({"heat": 5.0}, "heat"), ({"heat": 5, "x": None}, "x"), ({}, "heat")):
            values: dict[str, Value] = dict(other)
            with pytest.raises(EditError) as caught:
                reread(Parsed(source.with_front("heat: 5\n"), LIMITS, values))
            assert (caught.value.code, caught.value.key) == ("E704", (key,))

    def test_one_whose_parts_are_another_text_is(self) -> None:
        """The closing line is another one, when it is read."""
        source = Source(bom=False, opening="---\n", front="a: 1\n---\n", closing="---\n", body="", crlf=False)
        with pytest.raises(EditError) as caught:
            reread(Parsed(source, LIMITS, {"a": 1}))
        assert caught.value.code == "E704"

    def test_a_save_reads_everything(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_bytes(form("heat: 5"))
        document = articlefmt.load(path)
        document.record.heat = 6
        assert document.to_bytes() == form("heat: 6")
        right = parse(form("heat: 6"), LIMITS)
        for wrong in (parse(form("heat: 7"), LIMITS), Parsed(right.source, LIMITS, right.values | {"heat": 7})):
            monkeypatch.setattr(proof, "parse", lambda *_, wrong=wrong: wrong)
            with pytest.raises(EditError) as caught:
                document.save()
            assert caught.value.code == "E704"
        assert path.read_bytes() == form("heat: 5")


class TestBody:
    @pytest.mark.parametrize("body", ["", "\n", "é\r\n😀\x00", "---\n"])
    def test_any_text_will_do(self, body: str) -> None:
        assert checked_body(body, "") is body

    @pytest.mark.parametrize(("body", "at"), [("\ud800", 0), ("ab\udfffc", 2)])
    def test_half_a_character_is_refused(self, body: str, at: int) -> None:
        with pytest.raises(EditError) as caught:
            checked_body(body, "")
        message = f"the body has half a character (a lone surrogate) at {at}, which UTF-8 can't hold"
        assert (caught.value.code, caught.value.message) == ("E702", message)


def test_splices_that_overlap_write_nothing() -> None:
    parsed = parse(b"---\na: 1\nb: 2\n---\n", LIMITS)
    with pytest.raises(EditError, match="E704"):
        proved(parsed, [Splice(3, 4, "2"), Splice(3, 8, "3")], {"a": 2, "b": 2})
