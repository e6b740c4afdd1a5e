"""What type checkers see: each line of the contract. mypy --strict runs over this file; the tests run it."""

from __future__ import annotations

import copy
import io
import pickle
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, assert_type

import attrs

import articlefmt
from articlefmt import Article, Change, Document, Finding, Limits, Missing, Profile, Record, Secured, Value
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


@attrs.define
class Post:
    title: str
    tags: list[str] = attrs.field(factory=list)


@articlefmt.layout("title [author] | [labels]", keys={"tags": "labels"}, quoted={"title"})
@attrs.frozen
class Page:
    title: str
    author: str | None = None
    tags: tuple[str, ...] = ()


def test_documents_of_a_class_of_ones_own_know_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"---\ntitle: T\n---\n")
    document = articlefmt.load(path, cls=Post)
    assert_type(document, Document[Post])
    assert_type(document.record.tags, list[str])
    assert_type(articlefmt.loads(path.read_bytes(), cls=Page).record, Page)
    both: tuple[type[Post | Page], ...] = (Post, Page)
    assert_type(articlefmt.loads(path.read_bytes(), cls=both).record, Post | Page)
    with articlefmt.edit(path, cls=Page) as page:
        assert_type(page, Document[Page])
        page.record = attrs.evolve(page.record, author="A")
    assert_type(articlefmt.structure({"title": "T"}, cls=Post), Post)
    assert_type(articlefmt.unstructure(Post("T")), dict[str, Value])
    assert_type(Document.new(Page("T")), Document[Page])
    assert_type(articlefmt.check(path.read_bytes(), cls=Post), list[Finding])


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


def test_what_can_be_changed(tmp_path: Path) -> None:
    document = articlefmt.loads(DATA)
    document.record.heat = 12
    document.record.published_date_time = datetime(2021, 5, 30, tzinfo=UTC)
    document.record.related.append(articlefmt.Related(title="T", web_url="https://example.com/b", type="article"))
    document.record = articlefmt.structure(document.values, Article)
    document.body = "text"
    document.set("provider.name", "P")
    document.set("images[0]", {"url": "/a.png", "width": 50})
    document.set(("images", 0, "height"), 50)
    document.delete("images[0].height")
    document.replace_secured("A;B")
    document.replace_secured(None)
    articlefmt.dump(document, tmp_path / "a.md")
    articlefmt.dump(document, str(tmp_path / "a.md"))
    articlefmt.dump(document, io.BytesIO())


def test_what_a_change_a_finding_and_an_error_tell() -> None:
    document = articlefmt.loads(DATA)
    document.record.heat = 6
    (change,) = document.changes()
    assert_type(change.key, tuple[str | int, ...])
    assert_type(change.before, Value | Secured | Missing)
    finding = articlefmt.check(b"", against=DATA, limits=Limits(depth=10))[0]
    assert_type(finding.code, str)
    assert_type(finding.severity, Literal["error", "warning"])
    assert_type(finding.key, tuple[str | int, ...])
    assert_type((finding.file, finding.line, finding.column), tuple[str | None, int | None, int | None])
    try:
        articlefmt.loads(form("heat: x")).record  # noqa: B018
    except articlefmt.StructureError as error:
        assert_type(error.problems, tuple[articlefmt.Problem, ...])
        assert_type((error.code, error.key, error.file), tuple[str, tuple[str | int, ...], str | None])
        assert_type((error.line, error.column), tuple[int | None, int | None])
    try:
        document.record.heat = True
        document.record.heat = "6"  # type: ignore[assignment]
    except articlefmt.FieldError as error:
        assert_type((error.field, error.expected, error.given), tuple[str, str, type])
        assert isinstance(error, TypeError)


def test_errors_are_value_errors_and_each_has_its_class() -> None:
    errors: list[type[articlefmt.ArticleError]] = [
        articlefmt.ParseError,
        articlefmt.StructureError,
        articlefmt.ConflictError,
        articlefmt.EditError,
    ]
    edits: list[type[articlefmt.EditError]] = [articlefmt.FieldError, articlefmt.SecuredChangedError]
    assert all(issubclass(error, ValueError) for error in (*errors, *edits))


def test_plain_values_for_json_and_what_is_secret() -> None:
    record = articlefmt.structure({"title": "T", "type": "article", "secured": "A;B"}, cls=Article, timestamps="text")
    assert_type(articlefmt.unstructure(record, timestamps="text"), dict[str, Value])
    assert record.secured is not None
    assert_type(record.secured.reveal(), str)
    assert_type(record.kind, str)
    assert_type(articlefmt.find(Path("examples")), list[Path])
    assert_type(articlefmt.find("examples"), list[Path] | list[str])  # it may be the URL of a store


def test_documents_are_compared_copied_and_pickled() -> None:
    document = articlefmt.loads(DATA)
    assert_type(copy.deepcopy(document), Document[Article])
    again: Document[Article] = pickle.loads(pickle.dumps(document))
    assert_type(document == again, bool)
