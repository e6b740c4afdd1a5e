"""What an edit would make worse: the rule of the commands that edit by key."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.keys import key_text
from articlefmt.lens.worse import worsened
from articlefmt.values import Value, plain_copy

IMAGE: dict[str, Value] = {"url": "u", "width": 1, "height": 2}
ARTICLE: dict[str, Value] = {"title": "T", "excerpt": "", "type": "article", "heat": 5, "topics": ["Charts"]}
BROKEN: dict[str, Value] = {
    "title": 1,
    "type": "article",
    "heat": "abc",
    "topics": [None, "A", 3],
    "images": [{"url": "u"}, {**IMAGE, "widht": 1}],
    "provider": None,
    "heta": 1,
}


def told(before: dict[str, Value], after: dict[str, Value]) -> list[tuple[str, str]]:
    return [(problem.code, key_text(problem.key)) for problem in worsened(before, after)]


@pytest.mark.parametrize("values", [{}, ARTICLE, BROKEN, {"levels": ["A"]}, {"type": "profile"}])
def test_what_did_not_change_is_no_worse(values: dict[str, Value]) -> None:
    assert worsened(values, plain_copy(values)) == []


@pytest.mark.parametrize("before", [ARTICLE, BROKEN])
@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        ({"heat": "xyz"}, "T301", "heat"),
        ({"heat": 1.5}, "T301", "heat"),
        ({"heat": True}, "T301", "heat"),
        ({"heat": [5]}, "T301", "heat"),
        ({"heat": "70"}, "T304", "heat"),
        ({"title": None}, "T301", "title"),
        ({"topics": "Charts"}, "T301", "topics"),
        ({"topics": [["Charts"]]}, "T301", "topics[0]"),
        ({"provider": "N"}, "T301", "provider"),
        ({"provider": {"name": "N", "domain": None}}, "T301", "provider.domain"),
        ({"provider": {"name": "N"}}, "T302", "provider.domain"),
        ({"provider": {"name": "N", "domain": "D", "publishers": [{"name": "P"}]}}, "K401", "provider.publishers[0].domain"),
        ({"provider": {"name": "N", "domain": "D", "nmae": "N"}}, "K402", "provider.nmae"),
        ({"publishedDateTime": "yesterday"}, "T301", "publishedDateTime"),
        ({"images": [{**IMAGE, "hieght": 1}]}, "K402", "images[0].hieght"),
        ({"haet": 1}, "K402", "haet"),
    ],
)  # fmt: skip
def test_each_value_and_key_that_is_wrong_and_was_not_is_told(
    before: dict[str, Value], change: dict[str, Value], code: str, key: str
) -> None:
    assert told(before, before | change) == [(code, key)]


@pytest.mark.parametrize("key", ["title", "type"])
def test_a_required_key_that_goes_is_told(key: str) -> None:
    assert told(ARTICLE, {name: one for name, one in ARTICLE.items() if name != key}) == [("T302", key)]


def test_what_a_kind_requires_is_told_when_it_goes_and_when_the_kind_comes() -> None:
    course: dict[str, Value] = {"title": "T", "excerpt": "", "webUrl": "u", "type": "course", "price": "Free"}
    assert told(course, {name: one for name, one in course.items() if name != "price"}) == [("K401", "price")]
    assert ("K401", "price") in told(ARTICLE, ARTICLE | {"type": "course"})


def test_values_that_become_another_class_are_told_so_first() -> None:
    problems = worsened(ARTICLE, ARTICLE | {"type": "profile"})
    assert (problems[0].code, problems[0].message) == (
        "T303",
        "these values make a Profile of it, and it was an Article",
    )
    assert {"name", "bio"} <= {key_text(problem.key) for problem in problems}


def test_a_fault_that_was_there_refuses_nothing_else_wherever_its_item_goes() -> None:
    after = plain_copy(BROKEN)
    after["topics"], after["images"] = ["New", "A", 3], [{**IMAGE, "widht": 1}, IMAGE]
    del after["heta"]
    assert told(BROKEN, after) == []


def test_one_more_of_the_same_fault_is_told() -> None:
    after = plain_copy(BROKEN)
    after["images"] = [{"url": "u"}, {"url": "v"}]
    assert {key for _, key in told(BROKEN, after)} == {"images[1].width", "images[1].height"}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("heta", "did you mean `heat`?"),
        ("Heat", "did you mean `heat`?"),
        ("cdn_amp_web_url", "did you mean `cdnAmpWebUrl`?"),
        ("published-date-time", "did you mean `publishedDateTime`?"),
        ("PUBLISHEDDATETIME", "did you mean `publishedDateTime`?"),
        ("zzz", "`articlefmt schema Article` tells those it knows"),
    ],
)
def test_an_unknown_key_is_told_with_what_may_be_meant(name: str, hint: str) -> None:
    (problem,) = worsened(ARTICLE, ARTICLE | {name: 1})
    assert problem.message == f"kind `article` doesn't know this key; {hint}"


def test_of_many_unknown_keys_few_are_compared_with_all_that_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def compare(name: str, *_: object) -> list[str]:
        asked.append(name)
        return []

    monkeypatch.setattr("articlefmt.lens.worse.nearest", compare)
    before = ARTICLE | dict.fromkeys(f"a{number}" for number in range(5000))
    assert worsened(before, before) == []
    assert asked == []
    assert len(worsened(ARTICLE, before)) == 5000
    assert len(asked) < 50


def test_of_a_small_mapping_all_keys_are_told() -> None:
    (problem,) = worsened(ARTICLE, ARTICLE | {"ratings": {"count": 1, "average": 2, "zzz": 3}})
    assert problem.message == "`Ratings` doesn't know this key; it knows count, average"


@pytest.mark.parametrize("change", [{"heat": None}, {"topics": None}, {"topics": []}, {"heat": 6}, {"x": {"z": "a"}}])
def test_what_fits_and_what_is_below_an_unknown_key_is_no_worse(change: dict[str, Value]) -> None:
    before = ARTICLE | {"x": {"y": 1}}
    assert told(before, before | change) == []


def test_no_value_is_shown() -> None:
    after: dict[str, Value] = {"title": ["QWERTZ"], "heat": "QWERTZ", "secured": {"QWERT": "QWERTZ"}, "heta": "QWERTZ"}
    problems = worsened(ARTICLE, after)
    assert len(problems) > 3
    assert "QWERTZ" not in str(problems)


wrong: st.SearchStrategy[Any] = st.sampled_from([None, 1, "x", [], {}, [1], ["x"], {"url": 1}, [IMAGE], [{"url": 1}]])


@given(st.dictionaries(st.sampled_from(["title", "type", "heat", "heta", "topics", "images", "provider"]), wrong))
def test_nothing_is_worse_than_itself_and_mending_is_never_worse(values: dict[str, Value]) -> None:
    assert worsened(values, values) == []
    good = {"title": "T", "type": "article"}
    left = {name: one for name, one in values.items() if name != "heta"}
    assert worsened(left | {"heat": "x"}, left | good | {"heat": 1}) == []


@pytest.mark.parametrize(
    ("was", "now", "is_worse"),
    [
        (True, "yes", True), (7, "seven", True), (7, 8, False), (1.5, 2, False), (2, 1.5, True), ("1.9", "1.10", False), ("a", 5, False),
        (7, None, False), (7, ["a"], False), (True, 1, True), ({"a": 1}, {"a": "x"}, True), ({"a": 1}, {"b": "x"}, False),
    ],
)  # fmt: skip
def test_of_a_key_that_nobody_knows_the_old_value_tells_the_type(was: Value, now: Value, is_worse: bool) -> None:
    found = worsened({**ARTICLE, "flag": was}, {**ARTICLE, "flag": now})
    assert [problem.code for problem in found] == ["T301"] * is_worse


def test_secured_is_missing_to_its_owner_only() -> None:
    news: dict[str, Value] = {
        "category": "news",
        "originalUrl": "u",
        "publishedDateTime": "2021-05-30 14:00:00 +02",
        "provider": {"name": "N", "domain": "d"},
    }
    assert "secured" not in [key for _, key in told(ARTICLE, {**ARTICLE, **news})]


@attrs.define
class Skill:
    name: str = attrs.field(validator=attrs.validators.max_len(4))
    heat: int = 0
    tags: list[str] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        if self.tags == ["no"]:
            message = "no such tag"
            raise ValueError(message)


class TestWhatAClassRefuses:
    def told(self, before: dict[str, Value], after: dict[str, Value]) -> list[tuple[str, str]]:
        return [(problem.code, key_text(problem.key)) for problem in worsened(before, after, Skill)]

    def test_it_is_told_where_it_is_new(self) -> None:
        assert self.told({"name": "soup"}, {"name": "soups"}) == [("T306", "name")]
        assert self.told({"name": "soup"}, {"name": "soup", "tags": ["no"]}) == [("T306", "")]

    def test_it_refuses_no_edit_of_something_else(self) -> None:
        assert self.told({"name": "soups"}, {"name": "soups", "heat": 3}) == []
        assert self.told({"name": "soup", "tags": ["no"]}, {"name": "soup", "tags": ["no"], "heat": 3}) == []

    def test_nor_where_it_shows_only_once_the_types_are_right(self) -> None:
        assert self.told({"name": "soups", "heat": "hot"}, {"name": "soups", "heat": 3}) == []
        assert self.told({"name": "soup", "tags": ["no"], "heat": "hot"}, {"name": "soup", "tags": ["no"]}) == []

    def test_but_it_is_told_of_a_value_that_was_set(self) -> None:
        assert self.told({"name": "soup", "heat": "hot"}, {"name": "soups", "heat": 3}) == [("T306", "name")]
        assert self.told({"heat": 3}, {"name": "soups", "heat": 3}) == [("T306", "name")]
