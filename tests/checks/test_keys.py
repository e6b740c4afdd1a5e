"""K4: are the keys those of the kind?"""

from __future__ import annotations

import pytest

from articlefmt import Finding, check
from articlefmt.keys import Key
from articlefmt.place import Place
from tests.samples import FORM, file, form

PROVIDER = ("provider:", "  name: Ada", "  domain: example.com")


def missing(where: str, line: int, column: int, key: Key) -> Finding:
    message = f"{where} requires this key; add it"
    return Finding(code="K401", severity="error", message=message, key=key, place=Place(line, column))


def unknown(where: str, line: int, column: int, key: Key) -> Finding:
    message = f"{where} doesn't know this key; it is kept as it is, under `extra`"
    return Finding(code="K402", severity="warning", message=message, key=key, place=Place(line, column))


class TestMissing:
    def test_a_key_that_the_kind_requires_is_missing_at_the_first_key(self) -> None:
        assert check(file("# c", *FORM[:5])) == [missing("kind `form`", 3, 1, ("topics",))]

    def test_a_key_without_a_value_is_there(self) -> None:
        assert check(file(*FORM[:5], "topics: ")) == []

    def test_every_missing_key_is_a_finding_of_its_own(self) -> None:
        data = file('title: "T"', 'excerpt: ""', "type: book", "price: $1")
        keys = ("webUrl", "ratings", "heat", "provider", "levels", "topics", "images")
        assert check(data) == [missing("kind `book`", 2, 1, (key,)) for key in keys]

    def test_the_kind_decides_what_is_required(self) -> None:
        news = check(file("category: news", *FORM))
        assert [finding.key for finding in news] == [
            ("publishedDateTime",),
            ("originalUrl",),
            ("provider",),
            ("secured",),
        ]
        assert {finding.message for finding in news} == {"kind `news` requires this key; add it"}

    def test_nested_records_have_required_keys_too(self) -> None:
        data = form("related:", "  - title: Q", "    excerpt: E", "    publishedDateTime: 2021-05-30T14:00:00Z", "    type: t",
                    "    webUrl: u", "    quality: 1")  # fmt: skip
        assert check(data) == [missing("`Related`", 10, 5, ("related", 0, "provider"))]

    def test_what_is_behind_an_alias_is_looked_at(self) -> None:
        data = form("provider: &p", *PROVIDER[1:], "  publishers:", "    - &q {name: Q}", "    - *q")
        assert check(data) == [
            missing("`Publisher`", 13, 7, ("provider", "publishers", index, "domain")) for index in (0, 1)
        ]

    def test_nothing_below_is_required_of_what_is_null(self) -> None:
        assert check(form("provider: ", "images: ", "related: []")) == []


class TestUnknown:
    @pytest.mark.parametrize(
        ("lines", "finding"),
        [
            (["heet: 5"], unknown("kind `form`", 9, 1, ("heet",))),
            (["heet:", "  title: 5"], unknown("kind `form`", 9, 1, ("heet",))),
            (['"web_url": 5'], unknown("kind `form`", 9, 1, ("web_url",))),
            ([*PROVIDER, "  url: u"], unknown("`Provider`", 12, 3, ("provider", "url"))),
            (
                [*PROVIDER, "  images: [{url: u, width: 1, height: 1, w: 1}]"],
                unknown("`Image`", 12, 42, ("provider", "images", 0, "w")),
            ),
        ],
    )
    def test_a_key_that_the_class_has_not_is_a_warning(self, lines: list[str], finding: Finding) -> None:
        assert check(form(*lines)) == [finding]

    def test_a_key_of_the_class_that_the_kind_lacks_is_none(self) -> None:
        assert check(form("heat: 5", "items: []", "companies: []")) == []


class TestNotText:
    MESSAGE = "this key isn't text; it is kept, but no record holds it, and some readers refuse it; quote it"

    @pytest.mark.parametrize(
        ("lines", "line", "column"),
        [
            (["1: a"], 9, 1),
            (["true: a"], 9, 1),
            (["~: a"], 9, 1),
            (["2021-05-30: a"], 9, 1),
            (["[a]: b"], 9, 1),
            (["? {a: b}", ": c"], 9, 3),
            ([*PROVIDER, "  1: a"], 12, 3),
            (["items: &x [a]", "*x : a"], 10, 1),
        ],
    )
    def test_a_key_that_is_not_text_is_a_warning(self, lines: list[str], line: int, column: int) -> None:
        assert check(form(*lines)) == [
            Finding(code="K403", severity="warning", message=self.MESSAGE, place=Place(line, column))
        ]

    @pytest.mark.parametrize("text", ['"1": a', "é: a", "1a: a", "!!str 1: a"])
    def test_a_key_that_is_text_is_none(self, text: str) -> None:
        assert [finding.code for finding in check(form(text))] == ["K402"]
