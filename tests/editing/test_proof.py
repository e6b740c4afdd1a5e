"""An edit is proved by what it changed, and that is what reading the whole would prove."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import articlefmt
from articlefmt import Document, EditError, Limits, Record, StructureError
from articlefmt.editing import proof
from articlefmt.editing.proof import checked_body, proved, reread
from articlefmt.editing.put import put
from articlefmt.editing.splice import Splice, apply
from articlefmt.layouts import NO_LAYOUT
from articlefmt.lens.classes import layout_of_values
from articlefmt.syntax import ruamel_tree
from articlefmt.syntax.block_reader import read_values
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.syntax.source import Source
from articlefmt.values import Value, Wanted, plain_copy, same
from tests.edits import edited, merge_record
from tests.samples import form
from tests.strategies import documents, untidy_documents
from tests.syntax.trees import any_rows, nested, plain, source_of

LIMITS = Limits()
SHORT = "# top\n\na: 1\nb:\n  - x # \n\n# about c\nc:\n  d: 2\n  e: 'f'\n".replace(" # ", "")
JUNK = (
    "",
    "\n",
    "x",
    "a: 1\n",
    "b: 2\nc: 3\n",
    "  - y\n",
    "- z\n",
    "# c\n",
    " ",
    ":",
    "\nq: 5",
    "g:\n",
    "'",
    "[1]",
    "- ",
    "true",
    "\n\n",
    "_h: 1\n",
)


def block(front: str) -> Parsed | None:
    """A text of the subset; None for another."""
    values = read_values(front, LIMITS)
    return Parsed(source_of(front), LIMITS, values) if values else None


@st.composite
def splices(draw: st.DrawFn, front: str) -> list[Splice]:
    """Splices of a text that don't overlap: at any place, of lines, or of whole entries."""
    lines = [match.start() for match in re.finditer(r"^", front, re.MULTILINE)]
    entries = [0, *(match.start() + 1 for match in re.finditer(r"\n[A-Za-z_]", front)), len(front)]
    places = st.integers(0, len(front)) | st.sampled_from(lines) | st.sampled_from(entries)
    count = draw(st.integers(1, 3))
    found = sorted(draw(st.lists(places, min_size=2 * count, max_size=2 * count)))
    rows = st.sampled_from(JUNK) | any_rows | nested()
    made = [Splice(start, end, draw(rows)) for start, end in zip(found[::2], found[1::2], strict=True)]
    return draw(st.permutations(made)) if len({one.start for one in made}) == count else made


class TestParts:
    @given((documents().map(lambda data: parse(data, LIMITS).source.front) | nested() | st.just(SHORT)).flatmap(lambda front: st.tuples(st.just(front), splices(front))))  # fmt: skip
    @example(("a: 1\nb: 2\n", [Splice(5, 5, "a: 3\n")]))
    @example(("a: 1\nb: 2\n", [Splice(0, 10, "")]))
    @example(("a: 1\nb: 2\n", [Splice(0, 5, ""), Splice(10, 10, "a: 1\n")]))
    @example(("a:\n  - 1\nb: 2\n", [Splice(3, 9, "  b: 1\n"), Splice(9, 10, "  c")]))
    @example(("# c\na: 1\n", [Splice(0, 4, "b: 2\n")]))
    @example(("# c\na: 1\n", [Splice(0, 4, "  - b\n")]))
    @example(("a: 1\nb: 2\n", [Splice(4, 5, "")]))
    @example(("a: 1\n# c\nb: 2\n", [Splice(9, 9, "c: 3\n")]))
    @example(("a: 1\n# c\nb: 2\n", [Splice(6, 7, "")]))
    @example(("a: 1\nb: 2\n", [Splice(10, 10, "  c: 1\n")]))
    def test_any_splices_are_read_as_the_whole_or_not_at_all(self, case: tuple[str, list[Splice]]) -> None:
        """What is not sure is left to the full reader; a wrong text is never taken for another."""
        front, made = case
        parsed = block(front)
        if parsed is None:
            return
        parts = proof._read_parts(parsed, made)
        if parts is None:
            return
        whole = read_values(apply(front, made), LIMITS)
        assert whole is not None
        assert same(parts, whole)
        assert list(parts) == list(whole)

    @given((nested() | st.just(SHORT)).flatmap(lambda front: st.tuples(st.just(front), splices(front))))
    def test_parts_are_whole_entries_in_order_each_with_its_splices(self, case: tuple[str, list[Splice]]) -> None:
        front, made = case
        found = list(proof._by_part(front, made))
        starts = {0, *(match.start() + 1 for match in re.finditer(r"\n[A-Za-z_]", front)), len(front)}
        assert sorted(one for _, mine in found for one in mine) == sorted(made)
        assert all(start <= mine[0].start for (start, _), mine in found)
        assert all(before[0][1] <= after[0][0] for before, after in pairwise(found))
        assert {edge for part, _ in found for edge in part} <= starts

    @pytest.mark.parametrize(
        ("front", "made", "expected"),
        [
            # replaced
            ("a: 1\nb: 2\nc: 3\n", [Splice(8, 9, "5")], {"a": 1, "b": 5, "c": 3}),
            ("a: 1\nb: 2\nc: 3\n", [Splice(3, 4, "x"), Splice(13, 14, "y")], {"a": "x", "b": 2, "c": "y"}),
            ("a: 1\nb:\n  - 1\n  - 2\n", [Splice(8, 14, "")], {"a": 1, "b": [2]}),
            # added: first, between, last, behind comments
            ("a: 1\nb: 2\n", [Splice(0, 0, "z: 0\n")], {"z": 0, "a": 1, "b": 2}),
            ("a: 1\nb: 2\n", [Splice(5, 5, "z: 0\ny:\n  - 1\n")], {"a": 1, "z": 0, "y": [1], "b": 2}),
            ("a: 1\nb: 2\n", [Splice(10, 10, "z: 0\n")], {"a": 1, "b": 2, "z": 0}),
            ("# c\n\na: 1\n", [Splice(5, 5, "z: 0\n")], {"z": 0, "a": 1}),
            ("# c\n\na: 1\n", [Splice(0, 0, "z: 0\n")], {"z": 0, "a": 1}),
            ("a: 1\n# c\nb: 2\n", [Splice(6, 6, " "), Splice(9, 9, "z: 0\n")], {"a": 1, "z": 0, "b": 2}),
            # removed: first, between, last, all but one
            ("a: 1\nb: 2\nc: 3\n", [Splice(0, 5, "")], {"b": 2, "c": 3}),
            ("a: 1\nb: 2\nc: 3\n", [Splice(5, 10, "")], {"a": 1, "c": 3}),
            ("a: 1\nb: 2\nc: 3\n", [Splice(10, 15, "")], {"a": 1, "b": 2}),
            ("a: 1\nb: 2\nc: 3\n", [Splice(0, 5, ""), Splice(10, 15, "")], {"b": 2}),
            # moved, and renamed
            ("a: 1\nb: 2\n", [Splice(0, 5, ""), Splice(10, 10, "a: 1\n")], {"b": 2, "a": 1}),
            ("a: 1\nb: 2\n", [Splice(0, 1, "z")], {"z": 1, "b": 2}),
            # a blank line comes and goes
            ("a: 1\n\nb: 2\n", [Splice(5, 6, ""), Splice(11, 11, "\n")], {"a": 1, "b": 2}),
            # what can't be told by parts
            ("a: 1\nb: 2\n", [Splice(4, 5, "")], None),
            ("a: 1\nb: 2\n", [Splice(3, 8, "")], None),
            ("a: 1\nb: 2\n", [Splice(5, 5, "a: 3\n")], None),
            ("a: 1\nb: 2\n", [Splice(3, 4, "[1]")], None),
            ("a: 1\nb: 2\n", [Splice(5, 5, "# c\n")], {"a": 1, "b": 2}),
            ("a: 1\nb: 2\n", [Splice(10, 10, "x")], None),
            ("a: 1\nb: 2\n", [Splice(0, 10, "")], None),
        ],
    )
    def test_what_is_replaced_comes_or_goes_is_read_by_its_parts(
        self, front: str, made: list[Splice], expected: dict[str, Value] | None
    ) -> None:
        parsed = block(front)
        assert parsed is not None
        parts = proof._read_parts(parsed, made)
        assert parts == expected
        assert list(parts or ()) == list(expected or ())


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


_ITEMS = st.sampled_from(
    ["- a", "- 1.10", "- x: 1\n  y: 2", "- x:\n    y: 2", "- x:\n    - 1\n    - 2", "- ''", "# own\n- b", "- x: 1\n  # own\n  y: 'q'", "\n- c", '- "a # b"']
)  # fmt: skip
_GARBAGE = st.sampled_from(
    [*JUNK, "  - ", "- a:\n", "    - b\n", "  - c\n", " - d\n", "      e: 1\n", "    x: 1\n", "    y: 9\n", "k: 1\n", "\n\n  - f\n", "#", "  # c\n", "\t- g\n", "-", "- - h\n", "  k:\n  - 1\n", ": ", "...\n", "---\n"]
)  # fmt: skip


@st.composite
def long_lists(draw: st.DrawFn) -> tuple[str, list[Splice]]:
    """A long list among other entries, and splices at the edges and in the middle of its lines."""
    margin = draw(st.sampled_from(["", "  ", "    "]))
    items = "\n".join(draw(st.lists(_ITEMS, min_size=8, max_size=11)))
    rows = "".join(margin + line + "\n" if line else "\n" for line in items.split("\n"))
    front = draw(st.sampled_from(["", "a: 1\n"])) + "l:\n" + rows + draw(st.sampled_from(["", "z: 1\n", "\n# c\nz:\n"]))
    edges = [match.start() for match in re.finditer(r"^|$|(?<=- )|-", front, re.MULTILINE)]
    places = st.sampled_from(edges) | st.integers(0, len(front))
    count = draw(st.integers(1, 3))
    found = sorted(draw(st.lists(places, min_size=2 * count, max_size=2 * count)))
    spans = [(start, draw(st.sampled_from((start, end)))) for start, end in zip(found[::2], found[1::2], strict=True)]
    return front, [Splice(start, end, draw(_GARBAGE)) for start, end in spans]


class TestLongLists:
    FRONT = "a: 1\nl:\n" + "".join(f"  - x: {at}\n    y: {at}\n" for at in range(9)) + "# c\nz: 1\n"

    @settings(max_examples=8 * settings().max_examples)
    @given(long_lists())
    @example((FRONT, [Splice(9, 11, "    ")]))
    @example((FRONT, [Splice(9, 17, "    w:\n")]))
    @example((FRONT, [Splice(26, 28, "  ")]))
    def test_a_wrong_text_is_never_taken(self, case: tuple[str, list[Splice]]) -> None:
        front, made = case
        parsed = block(front)
        assert parsed is not None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(proof, "_LONG", 1)
            parts = proof._read_parts(parsed, made)
        if parts is not None:
            whole = read_values(apply(front, made), LIMITS)
            assert whole is not None
            assert same(parts, whole)

    @pytest.mark.parametrize(
        ("edit", "read"),
        [
            (lambda items: items[4].update(x="q"), 1),
            (lambda items: items.pop(4), 1),
            (lambda items: items.pop(), 1),
            (lambda items: items.pop(0), 1),
            (lambda items: items.append({"x": 9}), 1),
            (lambda items: items.insert(0, {"x": -1}), 1),
            (lambda items: items.insert(4, {"x": -1}), 1),
            (lambda items: items.append(items.pop(0)), 2),
            (lambda items: [items[1].update(y=7), items[7].pop("x")], 2),
            (lambda items: items.reverse(), 9),
        ],
    )
    def test_of_the_right_one_the_items_that_changed_are_read_and_no_others(
        self, edit: Any, read: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        parsed = block(self.FRONT)
        assert parsed is not None
        wanted = plain_copy(parsed.values)
        edit(wanted["l"])
        texts: list[str] = []

        def read_noted(text: str, limits: Limits) -> dict[str, Value] | None:
            texts.append(text)
            return read_values(text, limits)

        monkeypatch.setattr(proof, "_LONG", 1)
        monkeypatch.setattr("articlefmt.syntax.block_reader.read_values", read_noted)
        monkeypatch.setattr(proof, "parse", None)
        assert same(put(parsed, Wanted(wanted), NO_LAYOUT).values, wanted)
        assert 1 <= len(texts) <= read
        assert sum(text.count("- ") - 1 for text in texts) <= 2 * read
        assert all(text.startswith("k:\n  - 0\n") for text in texts)

    @pytest.mark.parametrize(
        "made", [[Splice(5, 6, "m")], [Splice(9, 27, "")], [Splice(12, 30, "- 1\n")], [Splice(9, 153, "  - 1\n")]]
    )
    def test_what_is_of_more_than_an_item_is_read_with_its_entry(
        self, made: list[Splice], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(proof, "_LONG", 1)
        parsed = block(self.FRONT)
        assert parsed is not None
        if made[0].start == 9 and made[0].end == 27:  # just one item
            made = [Splice(9, 28, "")]
        end = self.FRONT.index("z:")
        assert proof._read_list(parsed, "l", (5, end), made) is None

    def test_short_lists_and_what_is_none_are_read_with_their_entry(self) -> None:
        parsed = block("l:\n" + "  - 1\n" * 7 + "m:\n  a: 1\n" + "b: " + "x" * 400 + "\n")
        assert parsed is not None
        assert proof._read_list(parsed, "l", (0, 45), [Splice(7, 8, "2")]) is None
        assert proof._read_list(parsed, "m", (45, 54), [Splice(52, 53, "2")]) is None
        assert proof._read_list(parsed, "b", (54, 458), [Splice(57, 58, "2")]) is None
        assert proof._read_list(parsed, "", (0, 0), [Splice(52, 53, "2")]) is None

    def test_a_list_of_which_all_items_go_is_not_proved_by_items(self) -> None:
        front = "l:\n" + "  - 1\n" * 80
        parsed = block(front)
        assert parsed is not None
        made = [Splice(3 + 6 * at, 9 + 6 * at, "") for at in range(80)]
        assert proof._read_list(parsed, "l", (0, len(front)), made) is None


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
