"""The article classes use nothing that a user's class can't: a copy of `Article`, built of public names, is as good."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import articlefmt
from articlefmt import (
    Action,
    Company,
    Document,
    EditError,
    FieldError,
    Image,
    Kind,
    Provider,
    Ratings,
    Related,
    Secured,
    SecuredChangedError,
    StructureError,
    Telltale,
    Value,
)
from articlefmt.testing import documents, records, untidy_documents
from articlefmt.values import same
from tests.classes import changed_copy
from tests.samples import SECRET, form
from tests.spoil import spoilt_values

URLS = ("url", "originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl")


@articlefmt.layout(
    "title excerpt [originalUrl webUrl] type [price length ratings publishedDateTime heat removed published]"
    " | [featuredContent] | [actions] | [provider] | [levels] | [items] | [topics] | [companies] | [images]"
    " | [related] | [secured]",
    kind="article",
    kinds=(
        Kind(
            "news",
            "category title excerpt publishedDateTime [updatedDateTime] originalUrl [webUrl] [ampWebUrl cdnAmpWebUrl]"
            " type [quality heat published] [removed] | [featuredContent] | provider | topics | [images] | [related]"
            " | secured",
            Telltale(when={"category": "news"}),
            quoted=URLS,
        ),
        Kind(
            "game",
            "title excerpt originalUrl [webUrl] type [length publishedDateTime] heat [removed published]"
            " | [featuredContent] | provider | topics | [images] | secured",
            Telltale(when={"type": "video"}, lacks=("price",)),
        ),
        Kind(
            "video",
            "title excerpt originalUrl [webUrl] type price [length publishedDateTime] heat [removed published]"
            " | [featuredContent] | provider | topics | [images] | secured",
            Telltale(when={"type": "video"}, has=("price",)),
        ),
        Kind(
            "course",
            "title excerpt webUrl type price length [ratings] heat [removed published] | provider | levels | topics"
            " | [images] | [secured]",
            Telltale(when={"type": "course"}),
        ),
        Kind(
            "book",
            "title excerpt webUrl type price [length] ratings heat | provider | levels | topics | images",
            Telltale(when={"type": "book"}),
        ),
        Kind(
            "collection",
            "title excerpt type [price length] heat [removed published] | provider | [levels] | items | topics"
            " | [images] | secured",
            Telltale(when={"type": "collection"}),
        ),
        Kind(
            "sample",
            "title excerpt originalUrl type publishedDateTime [heat] | actions | provider | topics | images | secured",
            Telltale(when={"type": "download"}),
        ),
        Kind(
            "form",
            "title excerpt webUrl type | topics | [images]",
            Telltale(when={"type": "article"}, has=("webUrl",), lacks=("originalUrl", "provider")),
        ),
    ),
    told=Telltale(when={"category": "news"}),
    rename="camel",
    quoted=(
        *("title", "excerpt", "bio", "featuredContent", "secured", "attribution", "actions.type"),
        *(f"{place}.**.{key}" for place in ("affiliation", "actions") for key in URLS),
    ),
    blank_with=("heat", "provider"),
    utc=True,
)
@attrs.define(kw_only=True, on_setattr=articlefmt.checked)
class Article:
    extra: dict[str, Value] = attrs.field(factory=dict)
    category: str | None = None
    title: str
    excerpt: str | None = None
    published_date_time: datetime | None = None
    updated_date_time: datetime | None = None
    original_url: str | None = None
    web_url: str | None = None
    amp_web_url: str | None = None
    cdn_amp_web_url: str | None = None
    type: str
    price: str | None = None
    length: str | None = None
    ratings: Ratings | None = None
    quality: int | None = None
    heat: int | None = None
    published: bool | None = None
    removed: bool | None = None
    featured_content: str | None = None
    actions: list[Action] = attrs.field(factory=list)
    provider: Provider | None = None
    levels: list[str] = attrs.field(factory=list)
    items: list[str] = attrs.field(factory=list)
    topics: list[str] = attrs.field(factory=list)
    companies: list[Company] = attrs.field(factory=list)
    images: list[Image] = attrs.field(factory=list)
    related: list[Related] = attrs.field(factory=list)
    secured: Secured | None = None


BOTH: tuple[type[Any], ...] = (articlefmt.Article, Article)


def original(record: Article) -> articlefmt.Article:
    return articlefmt.structure(articlefmt.unstructure(record), articlefmt.Article)


@given(records(articlefmt.Article))
def test_a_new_file_of_it_is_the_same_file(record: articlefmt.Article) -> None:
    copied = articlefmt.structure(articlefmt.unstructure(record), Article)
    assert same(articlefmt.unstructure(copied), articlefmt.unstructure(record))
    assert Document.new(copied).to_bytes() == Document.new(record).to_bytes()


@given(records(articlefmt.Article).flatmap(spoilt_values))
def test_it_takes_and_refuses_the_same_values_in_the_same_words(values: dict[str, Any]) -> None:
    found: list[Any] = []
    for cls in BOTH:
        try:
            found.append(articlefmt.unstructure(articlefmt.structure(values, cls)))
        except StructureError as error:
            assume(error.problems[0].code != "T303")  # the article classes know of one another
            found.append(error.problems)
    assert found[0] == found[1]


@given(documents(articlefmt.Article) | untidy_documents(articlefmt.Article))
def test_the_findings_in_a_file_of_it_are_the_same(document: Document[articlefmt.Article]) -> None:
    data = document.to_bytes()
    assert articlefmt.check(data, cls=Article) == articlefmt.check(data, cls=articlefmt.Article)


@given(documents(Article) | untidy_documents(Article), st.data())
def test_the_same_edit_gives_the_same_bytes(document: Document[Article], draws: st.DataObject) -> None:
    other = articlefmt.loads(document.to_bytes(), articlefmt.Article)
    document.record = draws.draw(changed_copy(document.record))
    other.record = original(document.record)
    try:
        written = document.to_bytes()
    except EditError as error:
        with pytest.raises(EditError) as caught:
            other.to_bytes()
        assert str(caught.value) == str(error)
    else:
        assert other.to_bytes() == written
        assert other.changes() == document.changes()


def test_it_is_checked_on_assignment_as_the_original_is() -> None:
    wrong: Any = "12"
    data = form(f'secured: "{SECRET}"')
    for cls in BOTH:
        document = articlefmt.loads(data, cls)
        with pytest.raises(FieldError, match="heat takes an int or None, not str"):
            document.record.heat = wrong
        with pytest.raises(SecuredChangedError):
            document.record.secured = Secured("A;B")
        document.record.heat = 12
        document.replace_secured("QUJD;REVG")
        assert document.record.secured == Secured("QUJD;REVG")
        assert b"heat: 12\n" in document.to_bytes()


def test_what_is_no_value_of_a_list_is_refused_when_it_is_written() -> None:
    wrong: Any = 5
    messages = []
    for cls in BOTH:
        document = articlefmt.loads(form(), cls)
        document.record.topics.append(wrong)
        with pytest.raises(EditError) as caught:
            document.to_bytes()
        messages.append(str(caught.value))
    assert messages[0] == messages[1]
