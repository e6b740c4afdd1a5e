"""Real files and real edits, where they are there: `../shared/corpus` beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

import articlefmt
from articlefmt import Limits, Record
from articlefmt.syntax.source import split
from tests.samples import ROOT
from tests.syntax.test_block_reader import check

ARTICLES = ROOT.parent / "shared" / "corpus" / "articles"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the corpus isn't there")


@pytest.fixture(scope="module")
def files() -> list[Path]:
    return articlefmt.find(ARTICLES)


def test_every_file_is_given_back(files: list[Path]) -> None:
    assert files
    for file in files:
        assert articlefmt.load(file, Record).to_bytes() == file.read_bytes(), file


def test_every_file_types_and_writing_back_its_values_changes_nothing(files: list[Path]) -> None:
    for file in files:
        document = articlefmt.load(file, Record)
        values = articlefmt.unstructure(document.record)
        document.record = articlefmt.structure(values, type(document.record))
        assert document.to_bytes() == file.read_bytes(), file


def test_no_file_has_an_error(files: list[Path]) -> None:
    errors = [
        finding for file in files for finding in articlefmt.check(file.read_bytes()) if finding.severity == "error"
    ]
    assert errors == []


def test_the_block_reader_takes_nearly_every_file_and_reads_it_as_the_full_reader(files: list[Path]) -> None:
    taken = sum(check(split(file.read_bytes(), Limits())) for file in files)
    assert taken >= 0.99 * len(files)
