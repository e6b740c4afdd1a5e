"""The proof of an edit by its entry alone agrees with reading the whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Document, EditError, Limits, Record, StructureError
from articlefmt.lens import write
from articlefmt.syntax.parsed import parse
from articlefmt.syntax.splice import Splice
from articlefmt.values import same
from tests.edits import edited
from tests.samples import form
from tests.strategies import documents, untidy_documents

LIMITS = Limits()


def typed(data: bytes) -> Document[Record] | None:
    document = articlefmt.loads(data, Record)
    try:
        document.record  # noqa: B018
    except StructureError:
        return None
    return document


@given(documents() | untidy_documents(), st.data())
def test_what_is_proved_by_entries_is_what_the_whole_says(data: bytes, draws: st.DataObject) -> None:
    document = typed(data)
    if document is None:
        return
    draws.draw(edited(document.record))
    try:
        text = write.put_record(document.parsed, document.record)
    except EditError:
        return
    again = parse(text.source.to_bytes(), LIMITS)
    assert again.source == text.source
    assert same(again.values, text.values)
    assert write.reread(text).source == text.source


@given(documents() | untidy_documents(), st.data())
def test_an_edit_of_an_entry_is_what_an_edit_of_the_whole_is(data: bytes, draws: st.DataObject) -> None:
    document = typed(data)
    if document is None:
        return
    draws.draw(edited(document.record))
    text, record = document.parsed, document.record
    ways: list[Any] = []
    for quick in (True, False):
        text.is_block = quick and text.is_block
        try:
            ways.append(write.put_record(text, record).source)
        except EditError as error:
            ways.append((error.code, error.key, error.line))
    assert ways[0] == ways[1]


def test_one_value_is_edited_without_reading_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    document = articlefmt.loads(form("heat: 5"))
    document.record.heat = 6
    monkeypatch.setattr(write, "parse", None)
    assert document.to_bytes() == form("heat: 6")


def test_a_save_reads_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(form("heat: 5"))
    document = articlefmt.load(path)
    document.record.heat = 6
    assert document.to_bytes() == form("heat: 6")
    right = parse(form("heat: 6"), LIMITS)
    for wrong in (parse(form("heat: 7"), LIMITS), right.edited(right.source, right.values | {"heat": 7})):
        monkeypatch.setattr(write, "parse", lambda *_, wrong=wrong: wrong)
        with pytest.raises(EditError) as caught:
            document.save()
        assert caught.value.code == "E704"
    assert path.read_bytes() == form("heat: 5")


@pytest.mark.parametrize("lie", ["6", "6\nx: 1", "6\nheat: 7", "true", "[6]", "'6'", "6 # c", ""])
def test_an_entry_that_says_another_thing_is_not_taken(lie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = articlefmt.loads(form("heat: 5"))
    document.record.heat = 6
    at = document.parsed.source.front.index("5")
    monkeypatch.setattr("articlefmt.lens.put.put_entry", lambda *_: [Splice(at, at + 1, lie)])
    assert document.to_bytes() == form("heat: 6")


def test_a_splice_outside_of_the_entry_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    document = articlefmt.loads(form("heat: 5"))
    document.record.heat = 6
    monkeypatch.setattr("articlefmt.lens.put.put_entry", lambda *_: [Splice(0, 0, "x: 1\n")])
    assert document.to_bytes() == form("heat: 6")


@pytest.mark.parametrize("limits", [Limits(size=60), Limits(nodes=12), Limits(lines=8)])
def test_near_a_limit_everything_is_read(limits: Limits) -> None:
    data = b'---\ntitle: "T"\nexcerpt: ""\ntype: a\ntopics:\n  - Charts\n---\n'
    document = articlefmt.loads(data, limits=limits)
    document.record.title = "U"
    assert document.to_bytes() == data.replace(b"T", b"U")
    document.record.topics += ["a", "b", "c", "d"]
    with pytest.raises(EditError, match="over a limit"):
        document.to_bytes()


@pytest.mark.parametrize("value", [None, {}, [], True, "x"])
def test_an_unknown_key_is_added_whatever_its_value(value: Any) -> None:
    """A null once looked like the null that a missing key gives."""
    document = articlefmt.loads(form())
    document.record.extra["x"] = value
    assert articlefmt.loads(document.to_bytes()).record.extra == {"x": value}
    assert [change.key for change in document.changes()] == ([("x",)] if value is not None else [])


def test_a_text_that_can_not_be_read_again_is_refused() -> None:
    text = articlefmt.loads(form("heat: 5")).parsed
    wrong = text.edited(text.source.with_front("heat: [\n"), {"heat": 5})
    with pytest.raises(EditError, match=r"would read differently \(Y201\)"):
        write.reread(wrong)
