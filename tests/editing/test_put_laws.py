"""The laws of writing, over canonical and untidy documents alike. Independent readers judge what was written."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import articlefmt
from articlefmt import ArticleError, Document, EditError, Record, StructureError
from articlefmt.model.fields import field_specs
from articlefmt.syntax import walks
from articlefmt.testing import records
from articlefmt.testing.values import TRICKY, texts
from articlefmt.values import same
from tests.edits import agree, edited
from tests.strategies import untidy_documents

canonical_documents = records().map(lambda record: Document.new(record, "body\n").to_bytes())
documents = canonical_documents | untidy_documents()


def typed(data: bytes) -> Document[Record]:
    """The document, if its record types."""
    document = articlefmt.loads(data, Record)
    try:
        document.record  # noqa: B018
    except StructureError:
        assume(False)
    return document


def written(document: Document[Any]) -> bytes:
    """The document's bytes; an edit that is refused is no case."""
    try:
        return document.to_bytes()
    except EditError as error:
        assert error.code in ("E702", "E703"), error
        assume(False)
        raise


@given(documents)
def test_writing_back_an_equal_record_changes_nothing(data: bytes) -> None:
    document = typed(data)
    document.record = articlefmt.structure(articlefmt.unstructure(document.record), type(document.record))
    assert document.to_bytes() == data


@given(documents, st.data())
def test_what_was_written_reads_as_the_edited_record(data: bytes, draws: st.DataObject) -> None:
    document = typed(data)
    for _ in range(draws.draw(st.integers(1, 3))):
        draws.draw(edited(document.record))
    again = articlefmt.loads(written(document), type(document.record)).record
    assert agree(articlefmt.unstructure(again), articlefmt.unstructure(document.record), type(again))


@given(documents, st.data())
def test_other_keys_keep_their_text(data: bytes, draws: st.DataObject) -> None:
    document = typed(data)
    before = entry_texts(document)
    changed = draws.draw(edited(document.record))
    after = entry_texts(articlefmt.loads(written(document), Record))
    spec = field_specs(type(document.record)).get(changed)
    untouched = [name for name in before if spec is not None and name != spec.key]
    assert [after.get(name) for name in untouched] == [before[name] for name in untouched]


@given(documents, st.data())
def test_no_own_line_comment_is_lost(data: bytes, draws: st.DataObject) -> None:
    document = typed(data)
    before = comments(document)
    draws.draw(edited(document.record))
    after = comments(articlefmt.loads(written(document), Record))
    assert sorted(before) == sorted(after)


@given(documents, st.data())
def test_setting_a_value_back_gives_the_original_bytes(data: bytes, draws: st.DataObject) -> None:
    document = typed(data)
    original = copy.deepcopy(document.record)
    draws.draw(edited(document.record))
    written(document)
    document.record = original
    assert document.to_bytes() == data


@given(documents, st.data())
def test_writing_the_same_record_again_changes_nothing(data: bytes, draws: st.DataObject) -> None:
    document = typed(data)
    draws.draw(edited(document.record))
    out = written(document)
    again = articlefmt.loads(out, type(document.record))
    again.record = document.record
    assert again.to_bytes() == out


@given(canonical_documents, st.data())
def test_edits_of_different_fields_commute(data: bytes, draws: st.DataObject) -> None:
    one, both = typed(data), typed(data)
    first = draws.draw(edited(both.record))
    middle = copy.deepcopy(both.record)
    second = draws.draw(edited(both.record))
    assume(first != second)
    setattr(one.record, second, copy.deepcopy(getattr(both.record, second)))
    # A field that makes it another kind makes its keys go elsewhere.
    assume(len({typed(data).record.kind, one.record.kind, middle.kind, both.record.kind}) == 1)
    step = articlefmt.loads(written(one), type(one.record))
    setattr(step.record, first, copy.deepcopy(getattr(middle, first)))
    assert written(step) == written(both)


@given(canonical_documents, st.data())
def test_a_crlf_file_is_edited_as_its_lf_twin(data: bytes, draws: st.DataObject) -> None:
    lf = typed(data)
    crlf = typed(with_crlf(data))
    assert crlf.newline == "\r\n"
    draws.draw(edited(lf.record))
    crlf.record = copy.deepcopy(lf.record)
    assert written(crlf) == with_crlf(written(lf))


@given(records())
def test_the_canonical_text_is_a_fixed_point(record: Record) -> None:
    data = Document.new(record, "").to_bytes()
    again = articlefmt.loads(data, type(record))
    assert agree(articlefmt.unstructure(again.record), articlefmt.unstructure(record), type(record))
    assert Document.new(again.record, "").to_bytes() == data


@pytest.mark.parametrize("text", TRICKY)
@pytest.mark.parametrize(
    "style", ["plain", "'single'", '"double"', "|\n  literal", ">-\n  folded", "[plain]", '["double"]']
)
def test_every_tricky_text_survives_in_every_style(text: str, style: str) -> None:
    key = "topics" if "[" in style else "title"
    data = (
        f"---\nheat: 1\n{key}: {style} # c\nz: 1\n---\n" if "\n" not in style else f"---\n{key}: {style}\nz: 1\n---\n"
    )
    document = articlefmt.loads(data, Record)
    document.set("topics[0]" if key == "topics" else "title", text)
    assert read_by_others(document.to_bytes())[key] == ([text] if key == "topics" else text)


@given(texts)
def test_every_text_survives_in_every_field(text: str) -> None:
    image = articlefmt.Image(url=text, width=1, height=2, title=text)
    record = articlefmt.Article(
        title=text,
        excerpt=text,
        type=text,
        price=text,
        topics=[text],
        images=[image],
        extra={"more": [text, {"x": text}]},
    )
    values = read_by_others(Document.new(record).to_bytes())
    assert [values[key] for key in ("title", "excerpt", "type", "price", "topics", "more")] == [
        text, text, text, text, [text], [text, {"x": text}]
    ]  # fmt: skip
    assert values["images"] == [{"url": text, "width": 1, "height": 2, "title": text}]


def entry_texts(document: Document[Any]) -> dict[str, str]:
    """The lines of each top-level entry, comments and all, to its last line."""
    source, tree = document.parsed.source, document.parsed.tree
    return {
        entry.name: source.front[entry.key.start : source.front.find("\n", max(entry.value.end - 1, entry.key.end))]
        for entry in tree.entries
        if entry.name is not None
    }


def comments(document: Document[Any]) -> list[str]:
    """The own-line comments, found by an independent reader."""
    front = document.parsed.source.front
    spans = [(leaf.start, leaf.end) for leaf in walks.leaves(document.parsed.tree)]
    return [
        match[0].strip()
        for match in re.finditer(r"^[ \t]*#.*$", front, re.MULTILINE)
        if not any(start < match.start() < end for start, end in spans)
    ]


def with_crlf(data: bytes) -> bytes:
    """The document with CRLF in its front matter."""
    end = data.index(b"\n---", 3) + 5
    return data[:end].replace(b"\n", b"\r\n") + data[end:]


def read_by_others(data: bytes) -> dict[str, Any]:
    """The front matter as PyYAML and ruamel.yaml read it, which must be the same."""
    front = data.decode().split("\n---\n")[0].removeprefix("---\n") + "\n"
    one = yaml.safe_load(front)
    other = YAML(typ="safe", pure=True).load(front)
    assert same(one, other)
    return dict(one)


_ = ArticleError
