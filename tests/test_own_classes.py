"""Any attrs class is the record of a file, as it is: the promises hold for classes that are drawn."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Document, EditError, Secured, StructureError
from articlefmt.model.fields import field_specs, opaque_keys, specs_by_key
from articlefmt.model.layout import layout_of
from articlefmt.model.making import is_frozen
from articlefmt.testing import documents, records, untidy_documents
from articlefmt.testing.values import plain_values
from articlefmt.values import same
from tests.classes import changed_copy, classes

OWN = classes().flatmap(lambda cls: st.tuples(st.just(cls), records(cls)))


def front(data: bytes) -> str:
    return data.decode().replace("\r\n", "\n").removeprefix("---\n").partition("\n---\n")[0] + "\n"


def read_by_pyyaml(data: bytes) -> Any:
    text = data.decode().replace("\r\n", "\n")
    return {} if text.startswith("---\n---\n") else yaml.safe_load(front(data)) or {}


def zones(value: Any) -> list[timedelta | None]:
    """The zone of each moment in a value."""
    if isinstance(value, dict | list):
        return [zone for one in (value.values() if isinstance(value, dict) else value) for zone in zones(one)]
    return [value.utcoffset()] if isinstance(value, datetime) else []


def edit(document: Document[Any], new: Any, draws: st.DataObject) -> None:
    """Give the document what another record holds: the record itself, or where it can be changed its values."""
    record = document.record
    if draws.draw(st.booleans()) or is_frozen(type(record)):
        document.record = new
        return
    for spec in field_specs(type(record)).values():
        if Secured not in spec.shape.types:
            setattr(record, spec.name, getattr(new, spec.name))


@given(OWN)
def test_a_record_of_its_plain_values_is_the_same_record(case: tuple[type[Any], Any]) -> None:
    cls, record = case
    values = articlefmt.unstructure(record)
    again = articlefmt.structure(values, cls)
    assert again == record
    assert type(again) is cls
    assert same(articlefmt.unstructure(again), values)


@given(OWN)
def test_a_new_file_is_read_as_the_record_that_it_was_made_of(case: tuple[type[Any], Any]) -> None:
    cls, record = case
    document = Document.new(record)
    read = articlefmt.loads(document.to_bytes(), cls)
    assert read.record == record
    assert document.record == record
    assert read_by_pyyaml(document.to_bytes()) == read.values


@given(OWN)
def test_a_moment_is_written_in_its_zone_or_in_utc_where_the_class_says_so(case: tuple[type[Any], Any]) -> None:
    cls, record = case
    is_utc, written = layout_of(cls).utc, Document.new(record).values
    for name, value in articlefmt.unstructure(record).items():
        if name in written and same(written[name], value):
            assert zones(written[name]) == [timedelta(0) if is_utc else zone for zone in zones(value)]


@given(OWN)
def test_an_equal_record_changes_no_byte(case: tuple[type[Any], Any]) -> None:
    cls, record = case
    data = Document.new(record).to_bytes()
    for equal in (record, articlefmt.structure(articlefmt.unstructure(record), cls)):
        document = articlefmt.loads(data, cls)
        document.record = equal
        assert document.to_bytes() == data


@given(OWN, st.data())
def test_after_an_edit_the_file_says_the_record_and_the_old_one_gives_the_old_bytes(
    case: tuple[type[Any], Any], draws: st.DataObject
) -> None:
    cls, record = case
    data = Document.new(record, newline=draws.draw(st.sampled_from(("\n", "\r\n")))).to_bytes()
    document = articlefmt.loads(data, cls)
    new = record
    for _ in range(draws.draw(st.integers(1, 3))):
        new = draws.draw(changed_copy(new))
    edit(document, new, draws)
    assert document.record == new
    written = document.to_bytes()
    read = articlefmt.loads(written, cls)
    assert read.record == new
    assert read_by_pyyaml(written) == read.values
    edit(document, record, draws)
    assert document.to_bytes() == data


@given(classes().flatmap(lambda cls: st.tuples(st.just(cls), untidy_documents(cls))), st.data())
def test_an_untidy_file_is_read_edited_and_edited_back(
    case: tuple[type[Any], Document[Any]], draws: st.DataObject
) -> None:
    cls, document = case
    data = document.to_bytes()
    old = copy.deepcopy(document.record)
    document.record = articlefmt.structure(articlefmt.unstructure(document.record), cls)
    assert document.to_bytes() == data
    new = draws.draw(changed_copy(old))
    edit(document, new, draws)
    try:
        written = document.to_bytes()
    except EditError as error:
        assert error.code == "E703", error
        assert error.line is not None
    else:
        assert articlefmt.loads(written, cls).record == new
        assert read_by_pyyaml(written) == articlefmt.loads(written, cls).values
    edit(document, old, draws)
    assert document.to_bytes() == data


@given(OWN, st.data())
def test_what_is_set_by_key_is_what_the_record_says_then(case: tuple[type[Any], Any], draws: st.DataObject) -> None:
    cls, record = case
    document = articlefmt.loads(Document.new(record).to_bytes(), cls)
    is_taken = draws.draw(st.booleans()) and document.record is not None
    expected = document.values
    keys = [key for key in (*specs_by_key(cls), "unknown") if key not in opaque_keys(cls)]
    for _ in range(draws.draw(st.integers(1, 3))):
        key = draws.draw(st.sampled_from(keys))
        other = document.values if not is_taken else articlefmt.unstructure(draws.draw(changed_copy(record)))
        if key in expected and draws.draw(st.booleans()):
            document.delete((key,))
            del expected[key]
        else:
            expected[key] = draws.draw(st.sampled_from([*other.values()]) if other else plain_values)
            document.set((key,), expected[key])
    assert same(document.values, expected)
    read = articlefmt.loads(document.to_bytes(), cls)
    try:
        assert document.record == read.record
    except StructureError:
        with pytest.raises(StructureError):
            _ = read.record
    assert document.to_bytes() == read.to_bytes()


@given(classes().flatmap(documents))
def test_documents_are_copied_and_checked(document: Document[Any]) -> None:
    data = document.to_bytes()
    assert document.record is not None
    assert copy.deepcopy(document).to_bytes() == data
    codes = [finding.code for finding in articlefmt.check(document)]
    assert not [code for code in codes if code.startswith(("P", "T"))]
    assert articlefmt.loads(data, document.classes).record == document.record


def test_a_document_of_an_own_class_is_pickled() -> None:
    document = articlefmt.loads("---\ntitle: T\n---\n", Titled)
    document.record.title = "U"
    assert pickle.loads(pickle.dumps(document)).to_bytes() == b"---\ntitle: U\n---\n"


@attrs.define
class Titled:
    title: str
