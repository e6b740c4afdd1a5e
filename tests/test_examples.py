"""The files in `examples/`: one of each kind, without a fault, each in the style that the library writes."""

from __future__ import annotations

from pathlib import Path

import pytest

import articlefmt
from articlefmt import Document, Record
from articlefmt.model import layout
from tests.samples import ROOT

FILES = articlefmt.find(ROOT / "examples")
UNTIDY = {
    "challenge-by-hand-with-comments.md",  # values hold no comments
    "book.md",  # nor a null where the key may be left out
}


def test_every_kind_has_an_example() -> None:
    kinds = {articlefmt.load(file, Record).record.kind for file in FILES}
    assert {kind.name for kind in layout.KINDS} <= kinds


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_an_example_has_no_fault(file: Path) -> None:
    assert articlefmt.check(articlefmt.load(file, Record)) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_an_example_is_canonical(file: Path) -> None:
    document = articlefmt.load(file, Record)
    new = Document.new(document.record, document.body, document.newline)
    assert (new.to_bytes() == file.read_bytes()) == (file.name not in UNTIDY)
