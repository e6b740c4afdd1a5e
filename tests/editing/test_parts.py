"""What is read of a changed text by its parts is what the whole says."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articlefmt import Limits
from articlefmt.editing import parts as parts_of
from articlefmt.editing import proof
from articlefmt.editing.parts import read_parts
from articlefmt.editing.put import put
from articlefmt.editing.splice import Splice, apply
from articlefmt.layouts import NO_LAYOUT
from articlefmt.syntax import block_reader
from articlefmt.syntax.block_reader import read_values
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import Value, Wanted, plain_copy, same
from tests.strategies import documents
from tests.syntax.trees import any_rows, nested, source_of

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


def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read from now on."""
    texts: list[str] = []
    read = block_reader.read_within

    def read_noted(text: str, depth: int) -> dict[str, Value] | None:
        texts.append(text)
        return read(text, depth)

    monkeypatch.setattr(block_reader, "read_within", read_noted)
    return texts


def texts_read(front: str, made: list[Splice], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read to know what a text says when it is changed."""
    parsed = block(front)
    assert parsed is not None
    texts = noted(monkeypatch)
    read_parts(parsed, apply(front, made), made)
    return texts


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
        parts = read_parts(parsed, apply(parsed.source.front, made), made)
        if parts is None:
            return
        whole = read_values(apply(front, made), LIMITS)
        assert whole is not None
        assert same(parts, whole)
        assert list(parts) == list(whole)

    @given((nested() | st.just(SHORT)).flatmap(lambda front: st.tuples(st.just(front), splices(front))))
    def test_parts_are_whole_entries_in_order_each_with_its_splices(self, case: tuple[str, list[Splice]]) -> None:
        front, made = case
        found = parts_of._by_part(front, made)
        starts = {0, *(match.start() + 1 for match in re.finditer(r"\n[A-Za-z_]", front)), len(front)}
        assert sorted(one for *_, mine in found for one in mine) == sorted(made)
        assert all(start <= mine[0].start for start, _, mine in found)
        assert all(end <= start for (_, end, _), (start, _, _) in pairwise(found))
        assert {edge for start, end, _ in found for edge in (start, end)} <= starts

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
        parts = read_parts(parsed, apply(parsed.source.front, made), made)
        assert parts == expected
        assert list(parts or ()) == list(expected or ())


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
            patch.setattr(parts_of, "_LONG", 1)
            parts = read_parts(parsed, apply(parsed.source.front, made), made)
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
        monkeypatch.setattr(parts_of, "_LONG", 1)
        texts = noted(monkeypatch)
        monkeypatch.setattr(proof, "parse", None)
        assert same(put(parsed, Wanted(wanted), NO_LAYOUT).values, wanted)
        assert 1 <= len(texts) <= read
        assert sum(text.count("- ") - 1 for text in texts) <= 2 * read
        assert all(text.startswith("k:\n  - 0\n") for text in texts)

    @pytest.mark.parametrize(
        "made", [[Splice(5, 6, "m")], [Splice(9, 28, "")], [Splice(12, 30, "- 1\n")], [Splice(9, 153, "  - 1\n")]]
    )
    def test_what_is_of_more_than_an_item_is_read_with_its_entry(
        self, made: list[Splice], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parts_of, "_LONG", 1)
        assert texts_read(self.FRONT, made, monkeypatch)[-1][:3] in {"l:\n", "m:\n"}

    @pytest.mark.parametrize(
        ("made", "text"),
        [
            (Splice(7, 8, "2"), "l:\n  - 2\n" + "  - 1\n" * 6),
            (Splice(53, 54, "2"), "m:\n  a: 2\n"),
            (Splice(58, 59, "2"), "b: 2" + "x" * 399 + "\n"),
        ],
    )
    def test_short_lists_and_what_is_none_are_read_with_their_entry(
        self, made: Splice, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        front = "l:\n" + "  - 1\n" * 7 + "m:\n  a: 1\n" + "b: " + "x" * 400 + "\n"
        assert texts_read(front, [made], monkeypatch) == [text]

    def test_a_list_of_which_all_items_go_is_not_read_by_items(self, monkeypatch: pytest.MonkeyPatch) -> None:
        front = "l:\n" + "  - 1\n" * 80
        made = [Splice(3 + 6 * at, 9 + 6 * at, "") for at in range(80)]
        assert texts_read(front, made, monkeypatch)[-1] == "l:\n"
