"""The canonical style as data."""

from __future__ import annotations

from typing import Any

import pytest

from articlefmt.model import layout, parts
from articlefmt.model.base import Part
from articlefmt.model.fields import field_specs, specs_by_key
from articlefmt.model.records import RECORDS

KINDS = (*layout.KINDS, *layout.FALLBACK.values())
BY_NAME = {kind.name: kind for kind in KINDS}
CLASSES = sorted(RECORDS)


def named(kind: layout.Kind | str) -> str:
    return kind if isinstance(kind, str) else kind.name


class TestRow:
    ROW = layout.Row("a [b c] | [d] | e")

    def test_a_bar_parts_groups(self) -> None:
        assert self.ROW.groups == (("a", "b", "c"), ("d",), ("e",))

    def test_the_keys_are_in_order(self) -> None:
        assert self.ROW.keys == ("a", "b", "c", "d", "e")

    def test_what_is_not_in_brackets_is_required(self) -> None:
        assert self.ROW.required == {"a", "e"}

    def test_a_row_may_be_empty(self) -> None:
        empty = layout.Row("")
        assert (empty.groups, empty.keys, empty.required) == (((),), (), frozenset())


class TestRowsAndClasses:
    @pytest.mark.parametrize("kind", KINDS, ids=named)
    def test_each_key_of_a_row_is_a_field_of_its_class_and_stands_once(self, kind: layout.Kind) -> None:
        assert set(kind.row.keys) <= set(specs_by_key(RECORDS[kind.record]))
        assert len(set(kind.row.keys)) == len(kind.row.keys)

    @pytest.mark.parametrize("name", CLASSES)
    def test_each_field_of_a_class_is_in_one_of_its_rows(self, name: str) -> None:
        keys = {key for kind in KINDS if kind.record == name for key in kind.row.keys}
        assert set(specs_by_key(RECORDS[name])) - keys == set()

    @pytest.mark.parametrize("name", CLASSES)
    def test_a_class_requires_no_more_than_all_its_kinds_do(self, name: str) -> None:
        specs = specs_by_key(RECORDS[name])
        by_all = frozenset.intersection(*(kind.row.required for kind in KINDS if kind.record == name))
        assert {key for key, spec in specs.items() if spec.required} <= by_all

    @pytest.mark.parametrize("kind", KINDS, ids=named)
    def test_secured_is_last_wherever_a_row_has_it(self, kind: layout.Kind) -> None:
        assert "secured" not in kind.row.keys[:-1]

    @pytest.mark.parametrize("kind", KINDS, ids=named)
    def test_what_tells_a_kind_is_a_key_of_its_class(self, kind: layout.Kind) -> None:
        specs = specs_by_key(RECORDS[kind.record])
        assert {*kind.when, *kind.has, *kind.lacks, *kind.quoted, *kind.plain} <= set(specs)

    def test_kinds_have_different_names(self) -> None:
        assert len(BY_NAME) == len(KINDS)

    @pytest.mark.parametrize("name", sorted(parts.__all__))
    def test_the_row_of_a_nested_record_has_its_fields_and_no_other(self, name: str) -> None:
        cls: type[Part] = getattr(parts, name)
        assert set(layout.PARTS[name].keys) == set(specs_by_key(cls))
        assert len(layout.PARTS[name].groups) == 1

    def test_there_is_a_row_for_each_nested_record(self) -> None:
        assert set(layout.PARTS) == set(parts.__all__)

    @pytest.mark.parametrize("name", sorted(parts.__all__))
    def test_a_nested_record_requires_nothing_that_its_row_does_not(self, name: str) -> None:
        cls: type[Part] = getattr(parts, name)
        assert {spec.key for spec in field_specs(cls).values() if spec.required} <= layout.PARTS[name].required

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.record == "Article"], ids=named)
    def test_two_orders_serve_all_articles(self, kind: layout.Kind) -> None:
        """News has one; the others keep to the union, but that a video has its price before the length."""
        union = [key for key in layout.FALLBACK["Article"].row.keys if key in kind.row.keys]
        if kind.name == "news":
            assert list(kind.row.keys) != union
        else:
            assert list(kind.row.keys) == union


class TestClassName:
    @pytest.mark.parametrize(
        ("values", "name"),
        [
            ({}, "Article"),
            ({"title": "a", "type": "video"}, "Article"),
            ({"taxonomy": "organization"}, "Organization"),
            ({"taxonomy": "organization", "type": "profile", "name": "a"}, "Organization"),
            ({"taxonomy": None, "name": "a"}, "Community"),
            ({"type": "profile"}, "Profile"),
            ({"type": "profile", "name": "a", "levels": ["b"]}, "Profile"),
            ({"name": "a"}, "Community"),
            ({"name": "a", "title": "b"}, "Article"),
            ({"name": "a", "title": None}, "Community"),
            ({"name": "a", "levels": ["b"]}, "Community"),
            ({"title": "a", "levels": ["b"]}, "Challenge"),
            ({"title": "a", "levels": []}, "Article"),
            ({"title": "a", "levels": None}, "Article"),
            ({"title": "a", "levels": ["b"], "price": "Free"}, "Article"),
            ({"title": "a", "levels": ["b"], "items": ["c"]}, "Article"),
            ({"title": "a", "levels": ["b"], "price": None, "items": []}, "Challenge"),
        ],
    )
    def test_the_class_follows_from_the_keys(self, values: dict[str, Any], name: str) -> None:
        assert layout.class_name(values.get) == name


class TestKindFor:
    @pytest.mark.parametrize(
        ("record", "values", "name"),
        [
            ("Article", {}, "article"),
            ("Article", {"category": "news", "type": "video", "price": "Free"}, "news"),
            ("Article", {"category": "sport", "type": "video"}, "game"),
            ("Article", {"type": "video"}, "game"),
            ("Article", {"type": "video", "price": "Free"}, "video"),
            ("Article", {"type": "course"}, "course"),
            ("Article", {"type": "book"}, "book"),
            ("Article", {"type": "collection"}, "collection"),
            ("Article", {"type": "download"}, "sample"),
            ("Article", {"type": "article"}, "article"),
            ("Article", {"type": "article", "webUrl": "a"}, "form"),
            ("Article", {"type": "article", "webUrl": "a", "originalUrl": "b"}, "article"),
            ("Article", {"type": "article", "webUrl": "a", "provider": {}}, "article"),
            ("Article", {"type": "podcast"}, "article"),
            ("Challenge", {"provider": {}, "heat": 0}, "challenge"),
            ("Challenge", {"provider": {}}, "challenge-without-heat"),
            ("Challenge", {"heat": 5}, "challenge-by-hand"),
            ("Challenge", {"type": "article"}, "challenge-other"),
            ("Profile", {}, "profile"),
            ("Community", {"heat": 0}, "community"),
            ("Community", {"heat": None}, "community-without-heat"),
            ("Organization", {}, "organization"),
            ("Unheard", {}, "other"),
        ],
    )
    def test_the_kind_follows_from_what_the_record_has(self, record: str, values: dict[str, Any], name: str) -> None:
        assert layout.kind_for(record, values.get).name == name


EVERY_KIND = tuple(sorted(BY_NAME))
NEWS_ONLY = ("news",)
NOT_NEWS = tuple(name for name in EVERY_KIND if name != "news")

QUOTING: tuple[tuple[tuple[str, ...], tuple[str, ...], bool], ...] = (
    # always quoted
    (EVERY_KIND, ("excerpt",), True),
    (EVERY_KIND, ("bio",), True),
    (EVERY_KIND, ("featuredContent",), True),
    (EVERY_KIND, ("secured",), True),
    (EVERY_KIND, ("images", "title"), True),
    (EVERY_KIND, ("actions", "title"), True),
    (EVERY_KIND, ("actions", "attribution"), True),
    (EVERY_KIND, ("actions", "type"), True),
    (EVERY_KIND, ("related", "title"), True),
    (EVERY_KIND, ("related", "excerpt"), True),
    (tuple(name for name in EVERY_KIND if name != "challenge-by-hand"), ("title",), True),
    (("challenge-by-hand",), ("title",), False),
    # quoted by kind
    (("profile",), ("name",), True),
    (("profile",), ("type",), True),
    (("community", "community-without-heat"), ("name",), True),
    (("organization",), ("name",), False),
    (tuple(name for name in EVERY_KIND if name != "profile"), ("type",), False),
    # URLs
    (NEWS_ONLY, ("originalUrl",), True),
    (NEWS_ONLY, ("webUrl",), True),
    (NEWS_ONLY, ("ampWebUrl",), True),
    (NEWS_ONLY, ("cdnAmpWebUrl",), True),
    (NEWS_ONLY, ("images", "url"), True),
    (NEWS_ONLY, ("provider", "images", "url"), True),
    (NEWS_ONLY, ("related", "webUrl"), True),
    (NEWS_ONLY, ("related", "cdnAmpWebUrl"), True),
    (NEWS_ONLY, ("related", "images", "url"), True),
    (NOT_NEWS, ("originalUrl",), False),
    (NOT_NEWS, ("webUrl",), False),
    (NOT_NEWS, ("images", "url"), False),
    (NOT_NEWS, ("provider", "publishers", "images", "url"), False),
    (NOT_NEWS, ("twitter", "url"), False),
    (EVERY_KIND, ("affiliation", "images", "url"), True),
    (EVERY_KIND, ("actions", "url"), True),
    (("community-without-heat",), ("provider", "images", "url"), True),
    (tuple(name for name in NOT_NEWS if name != "community-without-heat"), ("provider", "images", "url"), False),
    # all else is plain
    (EVERY_KIND, ("category",), False),
    (EVERY_KIND, ("location",), False),
    (EVERY_KIND, ("website",), False),
    (EVERY_KIND, ("price",), False),
    (EVERY_KIND, ("length",), False),
    (EVERY_KIND, ("description",), False),
    (EVERY_KIND, ("topics",), False),
    (EVERY_KIND, ("related",), False),
    (EVERY_KIND, ("related", "type"), False),
    (EVERY_KIND, ("provider", "name"), False),
    (EVERY_KIND, ("provider", "domain"), False),
    (EVERY_KIND, ("affiliation", "name"), False),
    (EVERY_KIND, ("provider", "authors", "name"), False),
    (EVERY_KIND, ("companies", "name"), False),
    (EVERY_KIND, ("twitter", "username"), False),
    (EVERY_KIND, ("unheard",), False),
)


@pytest.mark.parametrize(
    ("kind", "place", "quoted"),
    [
        pytest.param(BY_NAME[name], place, quoted, id=f"{name}-{'.'.join(place)}")
        for names, place, quoted in QUOTING
        for name in names
    ],
)
def test_what_is_quoted_depends_on_the_key_and_the_kind(
    kind: layout.Kind, place: tuple[str, ...], quoted: bool
) -> None:
    assert layout.is_quoted(kind, place) is quoted


@pytest.mark.parametrize(
    ("kind", "values", "blank"),
    [
        ("book", {"heat": 1, "provider": {}}, True),
        ("book", {"heat": 0, "provider": {}}, True),
        ("book", {"heat": None, "provider": {}}, False),
        ("book", {"heat": 1}, False),
        ("book", {"heat": 1, "provider": {}, "secured": "A;B"}, False),
        ("challenge-by-hand", {"heat": 1}, False),
        ("form", {}, False),
        ("community", {"heat": 1, "provider": {}}, True),
    ],
)
def test_heat_and_provider_without_secured_leave_an_empty_line_before_the_closing_fence(
    kind: str, values: dict[str, Any], blank: bool
) -> None:
    assert layout.has_closing_blank(BY_NAME[kind], values.get) is blank
