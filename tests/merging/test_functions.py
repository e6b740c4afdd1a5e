"""`articlefmt.merge`: what it takes, and what it gives."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest

import articlefmt
from articlefmt import MISSING, Article, Conflict, Document, Limits, Merge, Secured
from tests.samples import SECRET, file, form, shows_secret

BASE = form("heat: 1", "", "secured: x")
OURS = BASE.replace(b'"T"', b'"U"')
THEIRS = BASE.replace(b"heat: 1", b"heat: 2")
BOTH = OURS.replace(b"heat: 1", b"heat: 2")


@attrs.define
class Own:
    keys: Secured
    a: int = 0


def test_it_gives_bytes_conflicts_and_a_document() -> None:
    merged = articlefmt.merge(BASE, OURS, THEIRS)
    assert merged == Merge(BOTH, (), articlefmt.loads(BOTH))
    assert merged.document is not None
    assert merged.document.record.heat == 2
    assert type(merged.document.record) is Article
    assert merged.document.file is None


def test_versions_are_bytes_texts_or_documents_with_their_changes() -> None:
    ours, theirs = articlefmt.loads(BASE), articlefmt.loads(BASE)
    ours.record.title = "U"
    theirs.set("heat", 2)
    for merged in (articlefmt.merge(BASE.decode(), ours, theirs), articlefmt.merge(bytearray(BASE), ours, THEIRS)):  # type: ignore[call-overload]
        assert merged.bytes == BOTH
    assert ours.to_bytes() == OURS


def test_the_class_is_that_of_ours_or_the_one_given() -> None:
    base, ours, theirs = (file("keys: k", f"a: {n}", f"b: {m}") for n, m in ((1, 1), (2, 1), (1, 2)))
    assert type(articlefmt.merge(base, articlefmt.loads(ours, Own), theirs).document.record) is Own  # type: ignore[union-attr]
    assert type(articlefmt.merge(base, ours, theirs, Own).document.record) is Own  # type: ignore[union-attr]


def test_a_file_that_does_not_type_is_merged_all_the_same() -> None:
    base, ours, theirs = (data.replace(b"- Charts", b"- 1") for data in (BASE, OURS, THEIRS))
    assert articlefmt.merge(base, ours, theirs).bytes == BOTH.replace(b"- Charts", b"- 1")


def test_a_conflict_has_its_entry_its_key_and_the_three_values() -> None:
    base, ours, theirs = (form("images:", "  - url: u", *more) for more in ((), ("    width: 1",), ("    width: 2",)))
    merged = articlefmt.merge(base, ours, theirs)
    assert merged.conflicts == (Conflict("images", ("images", 0, "width"), MISSING, 1, 2),)
    assert merged.document is not None
    assert merged.document.to_bytes() == ours
    assert merged.bytes != ours


def test_a_conflict_of_the_body_has_no_key() -> None:
    merged = articlefmt.merge(BASE + b"a\n", BASE + b"b\n", BASE + b"c\n")
    assert merged.conflicts == (Conflict("", (), MISSING, MISSING, MISSING),)
    assert merged.document is not None
    assert merged.document.body == "\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n"


def test_what_is_no_article_has_no_document() -> None:
    merged = articlefmt.merge(b"a", b"b", b"c")
    assert (merged.document, len(merged.conflicts)) == (None, 1)
    assert merged.bytes.startswith(b"<<<<<<< ours\n")
    assert articlefmt.merge(b"a", b"b", b"a") == Merge(b"b", (), None)


def test_what_git_cannot_merge_is_ours_and_a_conflict() -> None:
    merged = articlefmt.merge(b"a\0", b"b\0", b"c\0")
    assert (merged.bytes, len(merged.conflicts)) == (b"b\0", 1)


def test_nothing_shows_what_is_opaque() -> None:
    other = SECRET.replace("X", "Y")
    base, ours, theirs = (form("heat: 1", "", f'secured: "{one}"') for one in ("x", SECRET, other))
    merged = articlefmt.merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert conflict.key == ("secured",)
    assert isinstance(conflict.ours, Secured)
    assert not shows_secret(f"{merged!r} {merged} {conflict!r} {conflict}")
    keys = [file("a: 1", f"keys: {one}") for one in ("x", SECRET, other)]
    assert not shows_secret(repr(articlefmt.merge(keys[0], keys[1], keys[2], Own)))


def test_limits_hold_for_the_merged_document() -> None:
    limits = Limits(nodes=8)
    base, ours, theirs = (file(*(f"{name}: 1" for name in names)) for names in ("ab", "abc", "abd"))
    assert articlefmt.merge(base, ours, theirs).conflicts == ()
    found = articlefmt.merge(base, ours, theirs, limits=limits)
    assert [one.key for one in found.conflicts] == [()]  # it can't be written, so git decides


def test_the_document_is_one_as_any_other() -> None:
    document = articlefmt.merge(BASE, OURS, THEIRS).document
    assert document is not None
    assert copy.deepcopy(document) == pickle.loads(pickle.dumps(document)) == articlefmt.loads(BOTH)
    document.record.heat = 5
    assert document.to_bytes() == BOTH.replace(b"heat: 2", b"heat: 5")
    assert [change.key for change in document.changes()] == [("heat",)]


@pytest.mark.parametrize("given", [None, 5, ["a"]])
def test_an_argument_of_the_wrong_type_is_a_type_error(given: object) -> None:
    with pytest.raises(TypeError):
        articlefmt.merge(BASE, given, THEIRS)  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        articlefmt.merge(BASE, OURS, THEIRS, cls=given or 5)  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        articlefmt.merge(BASE, OURS, THEIRS, limits=given)  # type: ignore[call-overload]


def test_documents_are_not_changed() -> None:
    base, ours, theirs = map(articlefmt.loads, (BASE, OURS, THEIRS))
    kept: list[Document[Article]] = [copy.deepcopy(one) for one in (base, ours, theirs)]
    articlefmt.merge(base, ours, theirs)
    assert [base, ours, theirs] == kept
