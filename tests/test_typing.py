"""What type checkers see: each line of the contract. mypy --strict runs over this file; the tests run it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, assert_type

import articlefmt
from articlefmt import Article, Change, Document, Finding, Limits, Profile, Record, Secured, Value
from tests.samples import form

DATA = form("heat: 5")
PROFILE = b'---\nname: "N"\nbio: "B"\ntype: "profile"\n---\n'

if TYPE_CHECKING:
    # What a type checker must refuse.
    articlefmt.loads(DATA).record.heat = "12"  # type: ignore[assignment]
    articlefmt.loads(DATA).record.members = 1  # type: ignore[attr-defined]
    articlefmt.loads(DATA, cls=int)  # type: ignore[type-var]
    articlefmt.loads(None)  # type: ignore[call-overload]
    articlefmt.Image(url="u")  # type: ignore[call-arg]


def test_documents_know_their_record(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(DATA)
    assert_type(articlefmt.load(path), Document[Article])
    assert_type(articlefmt.load(str(path), limits=Limits(depth=10)), Document[Article])
    assert_type(articlefmt.load(io.BytesIO(DATA), cls=Record), Document[Record])
    assert_type(articlefmt.loads(DATA), Document[Article])
    assert_type(articlefmt.loads(DATA.decode()), Document[Article])
    assert_type(articlefmt.loads(PROFILE, cls=Profile), Document[Profile])
    with articlefmt.edit(path) as document:
        assert_type(document, Document[Article])
    with articlefmt.edit(path, cls=Record) as any_document:
        assert_type(any_document, Document[Record])


def test_a_document_of_no_named_class_is_one_of_articles() -> None:
    def title(document: Document) -> str:
        return assert_type(document.record.title, str)

    assert title(articlefmt.loads(DATA)) == "T"


def test_what_a_document_gives() -> None:
    document = articlefmt.loads(DATA)
    assert_type(document.record, Article)
    assert_type(document.record.heat, int | None)
    assert_type(document.record.related, list[articlefmt.Related])
    assert_type(document.record.secured, Secured | None)
    assert_type(document.body, str)
    assert_type(document.values, dict[str, Value])
    assert_type(document.changes(), tuple[Change, ...])
    assert_type(document.diff(), str)
    assert_type(document.to_bytes(), bytes)
    assert_type(document.to_str(), str)
    assert_type(document.file, str | None)
    assert_type(document.newline, str)
    assert_type(articlefmt.dumps(document), str)


def test_a_save_tells_whether_it_wrote(tmp_path: Path) -> None:
    document = articlefmt.loads(DATA)
    assert_type(document.save(tmp_path / "a.md"), bool)


def test_records_and_plain_values() -> None:
    record = articlefmt.loads(DATA).record
    values = assert_type(articlefmt.unstructure(record), dict[str, Value])
    assert_type(articlefmt.structure(values), Record)
    assert_type(articlefmt.structure(values, cls=Article), Article)
    assert_type(Document.new(record, body="\n", newline="\n"), Document[Article])


def test_findings_and_files(tmp_path: Path) -> None:
    assert_type(articlefmt.check(articlefmt.loads(DATA)), list[Finding])
    assert_type(articlefmt.check(DATA), list[Finding])
    assert_type(articlefmt.find(tmp_path), list[Path])
