"""The nested records."""

from __future__ import annotations

import copy
import pickle

import pytest

from articlefmt import Author, Image, Provider, Publisher, Ratings, Related
from articlefmt.model import parts
from articlefmt.model.base import Part
from articlefmt.model.fields import field_specs
from tests.model.test_records import documented

PARTS: list[type[Part]] = [getattr(parts, name) for name in parts.__all__]


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
