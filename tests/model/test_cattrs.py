"""The article classes are attrs classes: other libraries take them as they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import cattrs
import pytest
from cattrs.preconf.json import make_converter

import articlefmt
from articlefmt import Article, Image, Record, Secured
from articlefmt.model.fields import field_specs
from articlefmt.model.records import RECORDS
from tests.samples import SECRET, shows_secret


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_a_plain_converter_structures_each_class(cls: type[Record]) -> None:
    values: dict[str, Any] = {name: "x" for name, spec in field_specs(cls).items() if spec.required}
    record = cattrs.Converter().structure(values, cls)
    assert type(record) is cls
    assert record == cls(**values)


def test_it_structures_nested_records_and_unknown_keys() -> None:
    values = {
        "title": "T",
        "type": "article",
        "images": [{"url": "u", "width": 1, "height": 2}],
        "extra": {"x": [1, {"y": None}]},
    }
    article = cattrs.Converter().structure(values, Article)
    assert article == Article(title="T", type="article", images=[Image(url="u", width=1, height=2)], extra={"x": [1, {"y": None}]})  # fmt: skip


def test_what_a_record_is_unstructured_to_is_structured_again() -> None:
    values = {"title": "T", "type": "article", "publishedDateTime": "2021-05-30T14:00:00Z", "secured": SECRET, "x": 1}
    article = articlefmt.structure(values, Article, timestamps="text")
    converter = make_converter()
    converter.register_structure_hook(Secured, lambda text, _: Secured(text))
    converter.register_unstructure_hook(Secured, Secured.reveal)
    assert converter.loads(converter.dumps(article), Article) == article
    plain = cattrs.Converter()
    for cls in (datetime, Secured):
        plain.register_structure_hook(cls, lambda value, _: value)
    assert plain.structure(plain.unstructure(article), Article) == article
    assert not shows_secret(repr(plain.unstructure(article)))
