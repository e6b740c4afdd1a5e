"""What `cls` takes stands for record classes."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from articlefmt import Article, Image, Record
from articlefmt.model.base import Part
from articlefmt.model.classes import classes_of
from articlefmt.model.records import RECORDS

CLASSES = list(RECORDS)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (dict, "dict, which isn't one"),
        (int, "int, which isn't one"),
        ("Article", "'Article'"),
        (None, "None"),
        ((), "()"),
        ([Article], "[<class 'articlefmt.model.records.Article'>]"),
        ((Article, 5), "5"),
        (list[int], "list[int]"),
    ],
)
def test_what_is_made_of_no_attrs_classes_is_a_type_error(wrong: Any, told: str) -> None:
    with pytest.raises(TypeError) as caught:
        classes_of(wrong)
    assert str(caught.value) == f"cls takes an attrs class, or a tuple of them, not {told}"


@pytest.mark.parametrize("cls", [*CLASSES, Image, Part], ids=lambda cls: cls.__name__)
def test_every_attrs_class_stands_for_itself(cls: type[Part]) -> None:
    assert classes_of(cls) == (cls,)


def test_record_stands_for_all_of_its_classes_and_a_tuple_for_each_of_its_own_once() -> None:
    assert classes_of(Record) == RECORDS
    assert classes_of((Image, Record, Article, (Image, Part))) == (Image, *RECORDS, Part)


def test_a_class_with_a_field_that_front_matter_can_not_hold_is_refused_at_once() -> None:
    cls = attrs.make_class("Odd", {"a": attrs.field(type=bytes)})
    with pytest.raises(TypeError) as caught:
        classes_of((Article, cls))
    assert str(caught.value) == "Odd.a: front matter can't hold bytes"
