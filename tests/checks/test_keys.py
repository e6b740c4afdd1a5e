"""K4: are the keys those of the kind?"""

from __future__ import annotations

import attrs
import pytest

import articlefmt
from articlefmt import Challenge, Finding, check
from articlefmt.keys import Key
from articlefmt.place import Place
from tests.samples import FORM, file, form

PROVIDER = ("provider:", "  name: Ada", "  domain: example.com")


def missing(where: str, line: int, column: int, key: Key) -> Finding:
    message = f"{where} requires this key; add it"
    return Finding(code="K401", severity="error", message=message, key=key, place=Place(line, column))


def unknown(where: str, line: int, column: int, key: Key, meant: str = "") -> Finding:
    hint = f"did you mean `{meant}`? It" if meant else "it"
    message = f"{where} doesn't know this key; {hint} is kept as it is, under `extra`"
    return Finding(code="K402", severity="warning", message=message, key=key, place=Place(line, column))


IS_FORM = "kind `form`, told by `type: article`, `webUrl`, no `originalUrl`, no `provider`,"


class TestMissing:
    def test_a_key_that_the_kind_requires_is_missing_at_the_first_key(self) -> None:
        assert check(file("# c", *FORM[:5])) == [missing(IS_FORM, 3, 1, ("topics",))]

    def test_a_key_without_a_value_is_there(self) -> None:
        assert check(file(*FORM[:5], "topics: ")) == []

    def test_every_missing_key_is_a_finding_of_its_own(self) -> None:
        data = file('title: "T"', 'excerpt: ""', "type: book", "price: $1")
        keys = ("webUrl", "ratings", "heat", "provider", "levels", "topics", "images")
        assert check(data) == [missing("kind `book`, told by `type: book`,", 2, 1, (key,)) for key in keys]

    def test_the_kind_decides_what_is_required(self) -> None:
        news = check(file("category: news", *FORM))
        assert [finding.key for finding in news] == [
            ("publishedDateTime",),
            ("originalUrl",),
            ("provider",),
            ("secured",),
        ]
        assert [finding.code for finding in news] == ["K401"] * 3 + ["S503"]
        assert {one.message for one in news[:3]} == {"kind `news`, told by `category: news`, requires this key; add it"}

    @pytest.mark.parametrize(
        ("lines", "told"),
        [
            (("type: video",), "kind `game`, told by `type: video`, no `price`,"),
            (("type: video", "price: Free"), "kind `video`, told by `type: video`, `price`,"),
            (("type: download",), "kind `sample`, told by `type: download`,"),
            (("type: profile",), "kind `profile`, told by `type: profile`,"),
            (("taxonomy: organization",), "kind `organization`, told by `taxonomy`,"),
            (("levels: [a]", "type: x"), "kind `challenge-other`, told by `levels`, no `price`, no `items`,"),
            (("levels: [a]", "provider: {name: N, domain: d}"), "kind `challenge-without-heat`, told by `levels`, no `price`, no `items`, `provider`,"),
            (("name: N", "heat: 1"), "kind `community`, told by `name`, no `title`, `heat`,"),
        ],
    )  # fmt: skip
    def test_the_message_says_how_the_kind_was_told(self, lines: tuple[str, ...], told: str) -> None:
        found = [one.message for one in check(file(*lines)) if one.code == "K401"]
        assert set(found) <= {f"{told} requires this key; add it"}
        assert found or told.startswith("kind `challenge-other`")

    def test_so_does_that_of_a_kind_that_nothing_tells(self) -> None:
        document = articlefmt.loads(file('title: "T"', 'excerpt: ""', "heat: 1"), Challenge)
        found = [one for one in check(document) if one.code == "K401"]
        assert found == [missing("kind `challenge-by-hand`, told by no `provider`, no `type`,", 2, 1, (key,)) for key in ("levels", "topics")]  # fmt: skip
        found = [one for one in check(file('title: "T"', "type: x")) if one.code == "K401"]
        assert found == [missing("kind `article`, as no other fits,", 2, 1, ("excerpt",))]

    def test_nested_records_have_required_keys_too(self) -> None:
        data = form("related:", "  - title: Q", "    excerpt: E", "    publishedDateTime: 2021-05-30T14:00:00Z", "    type: t",
                    "    webUrl: u", "    quality: 1")  # fmt: skip
        assert check(data) == [missing("`Related`", 10, 5, ("related", 0, "provider"))]

    def test_a_value_that_does_not_type_hides_no_other_fault(self) -> None:
        data = file("category: news", "title: 5", "heat: x", "topics: a", "web_url: u", "provider:", "  name: Ada", "  domian: d",
                    "images:", "  - url: 5", "    hight: 1", "  - 7", 'secured: "A;B"')  # fmt: skip
        assert [(one.code, one.key) for one in check(data)] == [
            ("K401", ("excerpt",)), ("K401", ("publishedDateTime",)), ("K401", ("originalUrl",)), ("T302", ("type",)),
            ("T301", ("title",)), ("T301", ("heat",)), ("T301", ("topics",)), ("K402", ("web_url",)),
            ("T302", ("provider", "domain")), ("K402", ("provider", "domian")), ("T302", ("images", 0, "width")), ("T302", ("images", 0, "height")),
            ("T301", ("images", 0, "url")), ("K402", ("images", 0, "hight")), ("T301", ("images", 1)), ("S501", ("secured",)),
        ]  # fmt: skip

    def test_aliases_without_end_hide_no_other_fault(self) -> None:
        found = check(file("category: news", "title: 5", "heat: x", "topics: &t [*t]", "web_url: u", "provider: &p", "  name: Ada", "  domian: d", "  publishers:",
                           "    - *p", "    - {name: 5, domain: d}", "images: *t", "related: [{title: T, provider: *p, x: 1}]", "twitter: &h {followers: x}", 'secured: "A;B"'))  # fmt: skip
        assert [(one.code, one.key) for one in found] == [
            ("K401", ("excerpt",)), ("K401", ("publishedDateTime",)), ("K401", ("originalUrl",)), ("T302", ("type",)),
            ("T301", ("title",)), ("T301", ("heat",)), ("T305", ()), ("K402", ("web_url",)), ("T302", ("provider", "domain")),
            ("K402", ("provider", "domian")), ("T301", ("provider", "publishers", 1, "name")),
        ] + [("K401", ("related", 0, key)) for key in ("excerpt", "publishedDateTime", "webUrl", "type", "quality")] + [
            ("K402", ("related", 0, "x")), ("K402", ("twitter",)), ("S501", ("secured",)),
        ]  # fmt: skip

    def test_what_an_alias_stands_for_is_not_missing(self) -> None:
        data = form("x: &x [*x]", *PROVIDER, "  images: [{url: &u v, width: &w 1, height: *w}, {url: *u, width: *x, height: *u}]", "title_url: u")  # fmt: skip
        assert [(one.code, one.key) for one in check(data)] == [
            ("K402", ("x",)), ("T305", ()), ("T301", ("provider", "images", 1, "height")), ("K402", ("title_url",)),
        ]  # fmt: skip

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
            (["heet: 5"], unknown("kind `form`", 9, 1, ("heet",), "heat")),
            (["heet:", "  title: 5"], unknown("kind `form`", 9, 1, ("heet",), "heat")),
            (['"x_url": 5'], unknown("kind `form`", 9, 1, ("x_url",))),
            (['"amp_web_url": 5'], unknown("kind `form`", 9, 1, ("amp_web_url",), "ampWebUrl")),
            (["securd: 5"], unknown("kind `form`", 9, 1, ("securd",), "secured")),
            (["Title: 5"], unknown("kind `form`", 9, 1, ("Title",))),
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

    def test_records_in_a_mapping_of_any_names_are_looked_at_in_its_order(self) -> None:
        data = file(
            "by_name: {b: {name: B, nme: x}, a: &a {x: 1, name: A}, c: *a}", "lists:", "  c:", "    - {name: C, z: 1}"
        )
        found = [(one.code, one.key) for one in check(articlefmt.loads(data, Named))]
        keys = [("by_name", "b", "nme"), ("by_name", "a", "x"), ("by_name", "c", "x"), ("lists", "c", 0, "z")]
        assert found == [("K402", key) for key in keys]


@attrs.define
class Person:
    name: str


@attrs.define
class Named:
    by_name: dict[str, Person] = attrs.field(factory=dict)
    lists: dict[str, list[Person]] = attrs.field(factory=dict)


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
