"""The records: their fields, their kind, and what they show."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from hypothesis import given

import articlefmt
from articlefmt import Article, Image, Organization, Profile, Provider, Record, Secured, SecuredChangedError
from articlefmt.model import layout
from articlefmt.model.base import Part
from articlefmt.model.fields import field_specs
from articlefmt.model.records import RECORDS, kind_of_record
from articlefmt.testing import records
from tests.samples import ROOT, SECRET, shows_secret

CLASSES = list(RECORDS.values())
KIND_NAMES = {kind.name for kind in (*layout.KINDS, *layout.FALLBACK.values())}


def documented(cls: type) -> dict[str, str]:
    """The fields that the docstring of a class documents, and what it says of each."""
    section = inspect.cleandoc(cls.__doc__ or "").partition("\nAttributes:\n")[2]
    return dict(re.findall(r"^    (\w+): (\S.*)$", section, re.MULTILINE))


def filled(cls: type[Record], **more: Any) -> Record:
    """A record of a class with its required fields."""
    given: dict[str, Any] = {name: "x" for name, spec in field_specs(cls).items() if spec.required}
    return cls(**given, **more)


class TestKind:
    @given(records())
    def test_every_record_has_a_kind_that_the_layout_knows(self, record: Record) -> None:
        assert record.kind in KIND_NAMES
        assert kind_of_record(record).record == type(record).__name__

    @given(records())
    def test_the_kind_follows_from_the_values_alone(self, record: Record) -> None:
        assert articlefmt.structure(articlefmt.unstructure(record), type(record)).kind == record.kind

    @pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
    def test_a_record_with_its_required_fields_only_has_a_kind(self, cls: type[Record]) -> None:
        assert filled(cls).kind in KIND_NAMES

    def test_a_bare_record_has_a_kind_too(self) -> None:
        assert Record().kind == "other"
        assert kind_of_record(Record()).row.keys == ()

    def test_the_kind_changes_with_the_values(self) -> None:
        article = Article(title="", excerpt="", type="video")
        assert article.kind == "game"
        article.price = "Free"
        assert article.kind == "video"
        article.type = "course"
        assert article.kind == "course"
        article.category = "news"
        assert article.kind == "news"

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("book", "book"),
            ("challenge-by-hand-with-comments", "challenge-by-hand"),
            ("challenge-generated", "challenge"),
            ("challenge-generated-without-heat", "challenge-without-heat"),
            ("collection", "collection"),
            ("community", "community"),
            ("community-without-heat", "community-without-heat"),
            ("course", "course"),
            ("form", "form"),
            ("game", "game"),
            ("news-article", "news"),
            ("news-video-crlf", "news"),
            ("organization", "organization"),
            ("profile", "profile"),
            ("sample", "sample"),
            ("video", "video"),
        ],
    )
    def test_the_examples_have_their_kinds(self, name: str, kind: str) -> None:
        assert articlefmt.load(ROOT / "examples" / f"{name}.md", cls=Record).record.kind == kind


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
class TestEveryClass:
    def test_the_docstring_documents_each_field(self, cls: type[Record]) -> None:
        assert set(documented(cls)) == set(field_specs(cls))

    def test_the_docstring_names_each_key_that_is_not_the_field_name(self, cls: type[Record]) -> None:
        texts = documented(cls)
        unnamed = [
            spec.key
            for spec in field_specs(cls).values()
            if spec.key != spec.name and f"`{spec.key}`" not in texts[spec.name]
        ]
        assert unnamed == []

    def test_secured_cannot_be_assigned_whatever_the_value(self, cls: type[Record]) -> None:
        record = filled(cls, secured=Secured(SECRET))
        for value in (None, Secured("A;B"), Secured(SECRET), "A;B", 1):
            with pytest.raises(SecuredChangedError) as caught:
                setattr(record, "secured", value)  # noqa: B010
            assert (
                str(caught.value) == "E705 secured: `secured` can't be assigned; call replace_secured on the document"
            )
        assert getattr(record, "secured", None) == Secured(SECRET)

    def test_secured_never_shows(self, cls: type[Record]) -> None:
        record = filled(cls, secured=Secured(SECRET))
        assert f"secured=<secured, {len(SECRET)} characters>" in repr(record)
        assert not any(map(shows_secret, (repr(record), str(record), f"{record}", ascii([record]))))

    def test_it_is_pickled_and_copied_with_secured(self, cls: type[Record]) -> None:
        record = filled(cls, secured=Secured(SECRET), extra={"x": [1]})
        for again in (pickle.loads(pickle.dumps(record)), copy.deepcopy(record)):
            assert again == record
            assert type(again) is cls
            cast("list[int]", again.extra["x"]).append(2)
            assert record.extra == {"x": [1]}

    def test_it_has_no_room_for_other_attributes(self, cls: type[Record]) -> None:
        assert not hasattr(filled(cls), "__dict__")

    def test_lists_and_extra_are_not_shared_between_records(self, cls: type[Record]) -> None:
        one, other = filled(cls), filled(cls)
        for spec in field_specs(cls).values():
            if spec.many:
                getattr(one, spec.name).append(None)
        one.extra["x"] = 1
        assert other == filled(cls)

    def test_what_is_not_given_is_none_or_empty(self, cls: type[Record]) -> None:
        record = filled(cls)
        for name, spec in field_specs(cls).items():
            assert getattr(record, name) == ("x" if spec.required else [] if spec.many else None)


@given(records())
def test_no_repr_shows_secured_or_is_long(record: Record) -> None:
    assert "QUJDQUJD" not in repr(record)
    assert len(repr(record)) < 4000


def test_a_secured_in_a_wrong_place_never_shows_either() -> None:
    provider = Provider(name="", domain="", extra={"secured": SECRET})
    assert not shows_secret(repr(provider))


def test_records_of_different_classes_differ() -> None:
    profile = Profile(name="a", bio="b", location="c", type="d")
    organization: Record = Organization(taxonomy="a", id="b", name="c", domain="d")
    assert profile != organization
    assert profile == Profile(name="a", bio="b", location="c", type="d")


def test_a_record_has_no_hash_for_it_can_change() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Article(title="", excerpt="", type=""))


def test_the_repr_shortens_long_values() -> None:
    article = Article(
        title="t" * 200,
        excerpt="",
        type="article",
        published_date_time=datetime(2021, 5, 30, tzinfo=UTC),
        topics=["a", "b", "c"],
        images=[Image(url="u", width=1, height=2)],
    )
    assert repr(article) == (
        f"Article(title='{'t' * 27}...{'t' * 28}', excerpt='', published_date_time=datetime.datetime(2021, 5, 3...tzinfo="
        "datetime.timezone.utc), type='article', topics=['a', 'b', ...], images=[Image(url='u', width=1, height=2)])"
    )


def test_a_key_in_extra_that_has_a_field_is_refused() -> None:
    article = Article(title="a", excerpt="", type="", extra={"title": "b"})
    with pytest.raises(
        articlefmt.EditError, match="title: `extra` holds a key that has a field of its own; set `title`"
    ):
        articlefmt.unstructure(article)


def test_all_record_classes_are_in_the_table() -> None:
    assert set(RECORDS.values()) == set(Record.__subclasses__())
    assert all(RECORDS[cls.__name__] is cls for cls in CLASSES)


def test_every_public_record_is_a_part() -> None:
    public = [getattr(articlefmt, name) for name in articlefmt.__all__]
    assert {one for one in public if isinstance(one, type) and issubclass(one, Part)} >= set(CLASSES) | {Record}
