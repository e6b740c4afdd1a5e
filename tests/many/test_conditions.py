"""Conditions on the values of a file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

import articlefmt
from articlefmt import Document, Record, Value
from articlefmt.many.conditions import Condition, NotAConditionError, parse_condition
from tests.samples import form


class TestText:
    @pytest.mark.parametrize(
        ("text", "condition"),
        [
            ("heat", Condition(("heat",))),
            ("!heat", Condition(("heat",), "!")),
            ("! heat", Condition(("heat",), "!")),
            ("heat<30", Condition(("heat",), "<", "30")),
            ("heat <= 30 ", Condition(("heat",), "<=", "30")),
            ("heat>=30", Condition(("heat",), ">=", "30")),
            ("heat=30", Condition(("heat",), "=", "30")),
            ("heat==30", Condition(("heat",), "=", "30")),
            ("heat!=30", Condition(("heat",), "!=", "30")),
            ("topics~=AI", Condition(("topics",), "~=", "AI")),
            ("title = A b ", Condition(("title",), "=", "A b")),
            ("title= A", Condition(("title",), "=", " A")),
            ("title=", Condition(("title",), "=")),
            ("title=a=b<c", Condition(("title",), "=", "a=b<c")),
            ("title=a\nb", Condition(("title",), "=", "a\nb")),
            ("a.b[0].c>1", Condition(("a", "b", 0, "c"), ">", "1")),
            ('["og.image"]', Condition(("og.image",))),
            ('!["a<b"]', Condition(("a<b",), "!")),
            ('["a=b!"].c=1', Condition(("a=b!", "c"), "=", "1")),
            (r'["a\"=\\"]=1', Condition(('a"=\\',), "=", "1")),
            ("a b=c", Condition(("a b",), "=", "c")),
        ],
    )
    def test_it_is_read(self, text: str, condition: Condition) -> None:
        assert parse_condition(text) == condition

    @pytest.mark.parametrize("text", ["", "!", " ", "<5", "=5", "!!a", "!a=5", "a..b", "a..b=1", "[0]=1", "a~5", "a!5", '"a=5', "[a]"])  # fmt: skip
    def test_what_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(NotAConditionError, match=r"a condition is written as in `heat<30`, "):
            parse_condition(text)


DOCUMENT: Document[Record] = articlefmt.loads(
    form(
        "heat: 5",
        "length:",
        "publishedDateTime: 2021-05-30T14:00:00Z",
        "provider: {name: '007', domain: d}",
        "ratings: {average: 4.5, count: 2}",
        "published: true",
        "images: [{url: u, width: 1, height: 2}]",
        'version: "1.9"',
        "day: 2021-05-30",
        "og.image: x",
        "mixed: [1, '1', true, null, [2], {a: 3}]",
        "empty: []",
    ),
    Record,
)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("heat=5", True),
        ("heat=5.0", True),
        ("heat<5.5", True),
        ("heat=05", False),
        ("heat=true", False),
        ("heat>a", False),
        ("ratings.average>4", True),
        ("ratings.average=4.5", True),
        ("ratings.count=2.0", True),
        ("ratings>1", False),
        ("published=true", True),
        ("published>0", False),
        ("published!=false", True),
        ("published<true", False),
        ("length", True),
        ("!length", False),
        ("length<5", False),
        ("length=", False),
        ("length!=5", True),
        ("quality", False),
        ("quality=", True),
        ("quality!=", False),
        ("provider.name=007", True),
        ("provider.name=7", False),
        ("provider.name<1", True),
        ("provider={domain: d, name: '007'}", True),
        ("version=1.9", True),
        ("version<1.10", False),
        ("publishedDateTime>2021-05-30T13:59:59Z", True),
        ("publishedDateTime=2021-05-30T16:00:00+02:00", True),
        ("publishedDateTime>2021-05-30", True),
        ("publishedDateTime>2021-05-31", False),
        ("publishedDateTime<2022-01-01", True),
        ("publishedDateTime=2021-05-30", False),
        ("day<2021-05-31", True),
        ("day=2021-05-30", True),
        ("day<2021-05-30T00:00:01Z", True),
        ("day<2021-05-30T00:00:00Z", False),
        ("day<=2021-05-30T00:00:00Z", True),
        ("day<x", False),
        ('["og.image"]=x', True),
        ("og.image", False),
        ("topics~=Charts", True),
        ("topics=[Charts]", True),
        ("topics=Charts", False),
        ("images[0].width<2", True),
        ("images[1]", False),
        ("images~={height: 2, url: u, width: 1}", True),
        ("images~=u", False),
        ("mixed~=1", True),
        ("mixed~={a: 3}", True),
        ("mixed~=5", False),
        ("empty~=", False),
        ("empty=[]", True),
        ("nothing~=a", False),
        ("heat.x=5", False),
        ("title>S", True),
        ("title<s", True),
    ],
)
def test_a_value_is_compared_as_what_its_field_takes(text: str, is_so: bool) -> None:
    assert parse_condition(text).holds(DOCUMENT.values, DOCUMENT.given) is is_so


def test_nothing_compares_with_what_is_of_another_kind() -> None:
    rows: list[tuple[Value, str]] = [
        (date(2021, 5, 30), "x"),
        (datetime(2021, 5, 30, tzinfo=UTC), "x"),
        (None, ""),
        ([1], "1"),
    ]
    for value, text in rows:
        for sign in ("<", "<=", ">", ">="):
            assert not Condition(("x",), sign, text).holds({"x": value}, DOCUMENT.given)


@attrs.define
class Post:
    date: datetime


@pytest.mark.parametrize("cls", [Post, Record])
@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("date<2021-05-31T00:00:00Z", True),
        ("date<2021-05-30T14:00:00Z", False),
        ("date<=2021-05-30T14:00:00Z", True),
        ("date>2021-05-30 15:30:00 +0200", True),
        ("date<2021-05-30 15:30:00 -0200", True),
        ("date=2021-05-30 16:00:00 +0200", True),
        ("date=2021-05-30 14:00:00 +0000", True),
        ("date!=2021-05-30 14:00:00 +0000", False),
        ("date<2021-06-01", True),
        ("date>soon", False),
    ],
)
def test_a_moment_as_jekyll_writes_it_is_one(cls: type[Any], text: str, is_so: bool) -> None:
    document = articlefmt.loads("---\ndate: 2021-05-30 16:00:00 +0200\n---\n", cls)
    assert parse_condition(text).holds(document.values, document.given) is is_so
