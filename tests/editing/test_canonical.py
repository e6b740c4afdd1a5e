"""`Document.new`: a whole file from values alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

import articlefmt
from articlefmt import Article, Document, EditError, Image, Provider, Secured
from tests.cases import text
from tests.samples import SECRET

ARTICLE: dict[str, Any] = {"title": "T", "type": "article", "category": "news"}


def test_a_file_is_written_as_the_generator_writes_it() -> None:
    record = Article(
        title='Ten "charts"',
        excerpt="One: two\nThree",
        type="video",
        heat=5,
        published_date_time=datetime(2021, 5, 30, 14, tzinfo=UTC),
        original_url="https://example.com/a?b=c",
        provider=Provider(name="Example News", domain="example.com", images=[Image(url="/a.jpg", width=50, height=5)]),
        topics=["Charts", "yes", "- a"],
        secured=Secured(SECRET),
        extra={"zz": {"b": [1, [2.0]], "a": None}},
    )
    assert Document.new(record).to_str() == text(rf"""
        ---
        title: "Ten \"charts\""
        excerpt: "One: two\nThree"
        originalUrl: https://example.com/a?b=c
        type: video
        publishedDateTime: 2021-05-30T14:00:00Z
        heat: 5

        provider:
          name: Example News
          domain: example.com
          images:
            - url: /a.jpg
              width: 50
              height: 5

        topics:
          - Charts
          - "yes"
          - "- a"

        zz:
          b:
            - 1
            - - 2.0
          a:␣

        secured: "{SECRET}"
        ---

    """)


def test_a_key_that_the_kind_requires_is_written_without_a_value() -> None:
    text = Document.new(Article(title="T", type="article", category="news")).to_str()
    assert "\nexcerpt: \n" in text
    assert articlefmt.loads(text).record.excerpt is None


def test_the_front_matter_is_crlf_when_asked_and_the_body_never_converted() -> None:
    document = Document.new(Article(title="T", type="video"), "a\nb\r\n", "\r\n")
    assert document.newline == "\r\n"
    assert document.to_bytes().endswith(b"---\r\na\nb\r\n")
    assert document.to_bytes().count(b"\r\n") == document.to_bytes().count(b"\n") - 1


@pytest.mark.parametrize("newline", ["\r", "", "\n\n", "lf"])
def test_another_newline_is_a_type_error(newline: str) -> None:
    with pytest.raises(TypeError, match="newline must be"):
        Document.new(Article(title="T", type="video"), newline=newline)


@pytest.mark.parametrize(("record", "body"), [({"title": "T"}, ""), (Image, ""), (None, "")])
def test_it_takes_a_record(record: Any, body: str) -> None:
    with pytest.raises(TypeError, match=r"Document\.new takes a record and a str"):
        Document.new(record, body)


def test_it_takes_a_body_of_text() -> None:
    wrong: Any = b"body"
    with pytest.raises(TypeError, match=r"Document\.new takes a record and a str, not Article and bytes"):
        Document.new(Article(title="T", type="video"), wrong)


@pytest.mark.parametrize("body", ["\ud800", "a\udfff"])
def test_a_body_that_utf8_can_not_hold_is_refused(body: str) -> None:
    with pytest.raises(EditError, match="half a character"):
        Document.new(Article(title="T", type="video"), body)


@pytest.mark.parametrize(
    ("extra", "key"),
    [
        ({"a": {"b": datetime(2021, 5, 30, 14)}}, ("a", "b")),  # noqa: DTZ001  what is refused
        ({"a": ["\ud800"]}, ("a", 0)),
        ({"title": "U"}, ("title",)),
    ],
)
def test_what_can_not_be_written_is_refused_with_its_key(extra: Any, key: tuple[Any, ...]) -> None:
    with pytest.raises(EditError) as caught:
        Document.new(Article(title="T", type="video", extra=extra))
    assert caught.value.key == key


class TestProof:
    """No record has been seen to fail it, so the tests make the writer lie."""

    @pytest.mark.parametrize("front", ["title: U\ntype: video\n", "title: [\n", "title: 5\n", "a: b\n"])
    def test_a_text_that_reads_differently_is_refused(self, front: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("articlefmt.editing.canonical._canonical", lambda *_: front)
        with pytest.raises(EditError) as caught:
            Document.new(Article(title="T", type="video"))
        assert caught.value.code == "E704"
