"""The nested records."""

from __future__ import annotations

import copy
import pickle

import pytest

from articlefmt import Author, Image, Provider, Publisher, Ratings, Related
from articlefmt.model import parts
from articlefmt.model.base import Part
from articlefmt.model.fields import field_specs, specs_by_key
from articlefmt.model.kinds import keys_in_order, required_keys
from articlefmt.model.layout import layout_of
from tests.model.test_records import documented, groups, row_of

PARTS: list[type[Part]] = [getattr(parts, name) for name in parts.__all__]

SENTENCES: dict[type[Part], str] = {
    parts.Provider: "F-6.1", parts.Image: "F-6.2", parts.Action: "F-6.3", parts.Ratings: "F-6.4", parts.Twitter: "F-6.5",
    parts.YouTube: "F-6.6", parts.Twitch: "F-6.7", parts.LinkedIn: "F-6.8", parts.Affiliation: "F-6.9",
    parts.Publisher: "F-6.10", parts.Author: "F-6.11", parts.Company: "F-6.12", parts.Related: "F-6.13",
}  # fmt: skip
"""Where `docs/format.md` states the keys of a nested record."""


def test_every_nested_record_has_a_sentence() -> None:
    assert set(SENTENCES) == set(PARTS)


@pytest.mark.parametrize("cls", PARTS, ids=lambda cls: cls.__name__)
class TestRows:
    def test_it_has_the_keys_of_its_sentence_in_their_order_and_no_empty_line(self, cls: type[Part]) -> None:
        row, own = row_of(SENTENCES[cls]), layout_of(cls).own
        assert keys_in_order(cls, own) == row.keys
        assert groups(cls, own, row.keys) == (row.keys,)
        assert set(specs_by_key(cls)) == set(row.keys)

    def test_it_requires_what_its_sentence_does(self, cls: type[Part]) -> None:
        assert required_keys(cls) == row_of(SENTENCES[cls]).required

    def test_the_class_requires_nothing_that_its_sentence_does_not(self, cls: type[Part]) -> None:
        assert {spec.key for spec in field_specs(cls).values() if spec.required} <= row_of(SENTENCES[cls]).required


@pytest.mark.parametrize("cls", PARTS, ids=lambda cls: cls.__name__)
def test_the_docstring_documents_each_field_in_order(cls: type[Part]) -> None:
    assert list(documented(cls)) == list(field_specs(cls))


def test_every_nested_record_keeps_unknown_keys_in_order() -> None:
    author = Author(name="Ada", extra={"b": 1, "a": [2]})
    assert list(author.extra) == ["b", "a"]


def test_lists_and_extra_are_not_shared_between_records() -> None:
    one, other = Provider(name="a", domain="b"), Provider(name="a", domain="b")
    one.images.append(Image(url="u", width=1, height=2))
    one.extra["x"] = 1
    assert other == Provider(name="a", domain="b")


def test_records_are_compared_by_value_and_class() -> None:
    assert Image(url="u", width=1, height=2) == Image(url="u", width=1, height=2)
    assert Image(url="u", width=1, height=2) != Image(url="u", width=1, height=3)
    publisher: Part = Publisher(name="a", domain="b")
    assert publisher != Provider(name="a", domain="b")


def test_records_can_be_copied_and_pickled_and_are_independent_then() -> None:
    provider = Provider(name="a", domain="b", images=[Image(url="u", width=1, height=2)], extra={"x": [1]})
    for again in (copy.deepcopy(provider), pickle.loads(pickle.dumps(provider))):
        assert again == provider
        again.images[0].width = 3
        assert again != provider


def test_the_repr_has_the_fields_with_a_value_in_their_order() -> None:
    assert (
        repr(Image(url="u", width=0, height=2, is_cached=False)) == "Image(url='u', width=0, height=2, is_cached=False)"
    )
    assert repr(Ratings(count=9, average=4.7, extra={"x": 1})) == "Ratings(count=9, average=4.7, extra=<x>)"
    assert repr(Related(title="")) == "Related(title='')"


def test_the_repr_is_short() -> None:
    images = [Image(url="u" * 1000, width=1, height=2) for _ in range(100)]
    provider = Provider(name="n" * 1000, domain="", images=images, extra={str(n): "x" * 1000 for n in range(100)})
    assert len(repr(provider)) < 800
