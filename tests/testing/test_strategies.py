"""The strategies for users' own tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_type

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import articlefmt
from articlefmt import Article, Document, Profile, Record, testing
from articlefmt.model.records import RECORDS
from articlefmt.testing import documents, records, untidy_documents

ANY = settings(database=None, max_examples=2000, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@given(records())
def test_the_class_of_a_record_is_told_by_its_keys(record: Record) -> None:
    assert articlefmt.structure(articlefmt.unstructure(record)) == record


@given(st.data(), st.sampled_from(RECORDS))
def test_a_class_can_be_asked_for(data: st.DataObject, cls: type[Record]) -> None:
    assert type(data.draw(records(cls))) is cls
    assert type(data.draw(documents(cls)).record) is cls
    assert type(data.draw(untidy_documents(cls)).record) is cls


@given(documents())
def test_a_document_is_canonical_and_without_changes(document: Document[Record]) -> None:
    new = Document.new(document.record, document.body, document.newline)
    assert new.to_bytes() == document.to_bytes()
    assert document.changes() == ()


@given(untidy_documents())
def test_an_untidy_document_types_and_is_given_back(document: Document[Record]) -> None:
    assert document.changes() == ()
    assert articlefmt.loads(document.to_bytes(), Record) == document
    assert document.record == document.read_record()


@pytest.mark.parametrize(
    "is_so",
    [
        lambda one: b"#" in one.to_bytes(),
        lambda one: b" |-" in one.to_bytes(),
        lambda one: b": {" in one.to_bytes(),
        lambda one: one.newline == "\r\n",
        lambda one: one.body == "",
        lambda one: one.record.secured is not None,
        lambda one: not one.parsed.is_block,
    ],
)
def test_untidy_documents_are_of_every_sort(is_so: Callable[[Document[Record]], bool]) -> None:
    assert find(untidy_documents(), is_so, settings=ANY).to_bytes()


def test_what_is_no_record_class_is_refused() -> None:
    for strategy in (records, documents, untidy_documents):
        with pytest.raises(TypeError, match=r"cls takes an attrs class, or a tuple of them, not int"):
            strategy(int)  # type: ignore[type-var]


def test_the_strategies_are_typed() -> None:
    assert_type(records(), st.SearchStrategy[Record])
    assert_type(records(Article), st.SearchStrategy[Article])
    assert_type(documents(), st.SearchStrategy[Document[Record]])
    assert_type(untidy_documents(Profile), st.SearchStrategy[Document[Profile]])


def test_what_is_public_is_told() -> None:
    assert testing.__all__ == ["assert_round_trips", "documents", "reader", "records", "untidy_documents"]
