"""A record and the values that a text has become the values that it is to have: all of them, literally."""

# No `from __future__ import annotations` here: the types of the classes' fields must be types.

import copy
from datetime import UTC, datetime, time
from typing import Any

import attrs
import pytest
from hypothesis import given

import articlefmt
from articlefmt import (
    Article,
    Challenge,
    EditError,
    Image,
    Organization,
    Provider,
    Publisher,
    Ratings,
    Record,
    Related,
    StructureError,
)
from articlefmt.lens.merge import values_of_new
from articlefmt.lens.structure import structure_values, unstructure_values
from articlefmt.model.base import Part
from articlefmt.model.checked import record_class
from articlefmt.model.fields import field_specs, opaque_keys
from articlefmt.model.kinds import kind_of, required_keys
from articlefmt.testing import records
from articlefmt.values import Value, Wanted, plain_copy, same
from tests.edits import agree, merge_record

ARTICLE: dict[str, Any] = {"title": "T", "excerpt": "", "type": "article"}
IMAGE: dict[str, Any] = {"url": "u", "width": 1, "height": 2}


def merged(values: dict[str, Any], edit: Any = None, cls: type[Record] = Article) -> Wanted:
    """The values that a text of these is to have when its record was edited."""
    record = structure_values(values, (cls,))
    if edit is not None:
        edit(record)
    return merge_record(values, record)


def change(**attributes: Any) -> Any:
    """An edit that gives the fields of a record other values."""

    def edit(record: Record) -> None:
        for name, value in attributes.items():
            setattr(record, name, value)

    return edit


class TestWhatARecordCanNotTell:
    @pytest.mark.parametrize(
        ("more", "attributes", "expected"),
        [
            # it stays as it was
            ({"heat": None}, {}, {"heat": None}),
            ({"topics": None, "levels": []}, {}, {"topics": None, "levels": []}),
            ({"provider": None}, {"heat": 1}, {"provider": None, "heat": 1}),
            ({"ratings": {"count": 1, "average": 5.0}}, {"ratings": Ratings(count=1, average=5)}, {"ratings": {"count": 1, "average": 5.0}}),
            ({"ratings": {"count": 1, "average": 5}}, {"ratings": Ratings(count=2, average=5.0)}, {"ratings": {"count": 2, "average": 5}}),
            ({"provider": {"name": "N", "domain": "d", "images": []}}, {"provider": Provider(name="M", domain="d")}, {"provider": {"name": "M", "domain": "d", "images": []}}),
            # a whole float is written as an int
            ({"ratings": {"count": 1, "average": 4.5}}, {"ratings": Ratings(count=1, average=4.0)}, {"ratings": {"count": 1, "average": 4}}),
            # null or empty where there was a value
            ({"heat": 1}, {"heat": None}, {}),
            ({"topics": ["a"]}, {"topics": []}, {}),
            ({}, {"excerpt": None}, {"excerpt": None}),
            ({"category": "news", "topics": ["a"]}, {"topics": []}, {"category": "news", "topics": None}),
            ({"category": "news", "topics": ["a"]}, {"topics": [], "category": None}, {}),
            ({"provider": {"name": "N", "domain": "d", "publishers": [{"name": "P", "domain": "d"}]}}, {"provider": Provider(name="N", domain="d", publishers=[Publisher(name="P")])},
             {"provider": {"name": "N", "domain": "d", "publishers": [{"name": "P", "domain": None}]}}),
            ({"images": [{**IMAGE, "title": "t"}]}, {"images": [Image(url="u", width=1, height=2)]}, {"images": [IMAGE]}),
            # a new nested record has what its class requires
            ({}, {"related": [Related(title="R")]},
             {"related": [{"title": "R", "excerpt": None, "publishedDateTime": None, "webUrl": None, "type": None, "provider": None, "quality": None}]}),
            ({}, {"provider": Provider(name="N", domain="d", publishers=[Publisher(name="P")])},
             {"provider": {"name": "N", "domain": "d", "publishers": [{"name": "P", "domain": None}]}}),
            ({"images": [IMAGE]}, {"images": [Image(url="v", width=1, height=2), Image(url="u", width=1, height=2)]}, {"images": [{**IMAGE, "url": "v"}, IMAGE]}),
            # a key that goes and one that comes, of one value
            ({"provider": {"name": "N", "domain": "d", "x": 1}}, {"provider": Provider(name="N", domain="d", extra={"y": 1})}, {"provider": {"name": "N", "domain": "d", "y": 1}}),
            ({"provider": {"name": "N", "domain": "d", "x": None}}, {"provider": Provider(name="N", domain="d", extra={"y": None})}, {"provider": {"name": "N", "domain": "d", "y": None}}),
            # what the class doesn't know is as it is said
            ({"x": 1}, {"extra": {"x": True}}, {"x": True}),
            ({"x": 1}, {"extra": {"x": 1.0}}, {"x": 1.0}),
            ({"x": [], "y": None}, {"extra": {"y": None}}, {"y": None}),
            ({"x": {"a": [1, None]}}, {"extra": {"x": {"a": [None, {}]}}}, {"x": {"a": [None, {}]}}),
            ({"x": {"average": 5.0}}, {"extra": {"x": {"average": 5}}}, {"x": {"average": 5}}),
        ],
    )  # fmt: skip
    def test_it_is_made_literal(
        self, more: dict[str, Any], attributes: dict[str, Any], expected: dict[str, Any]
    ) -> None:
        wanted = merged({**ARTICLE, **more}, change(**attributes)).values
        assert same(wanted, {**ARTICLE, **expected})

    def test_what_is_null_in_a_part_beside_a_change_stays(self) -> None:
        values = {**ARTICLE, "images": [{**IMAGE, "title": None}, {**IMAGE, "isCached": None}]}
        wanted = merged(values, lambda record: change(width=5)(record.images[1])).values
        assert same(wanted["images"], [{**IMAGE, "title": None}, {**IMAGE, "width": 5, "isCached": None}])

    def test_what_holds_nulls_stays_the_same_object_and_its_lists_tell_nothing(self) -> None:
        """It differs from what the record gives, but only by what no record can tell."""
        images = [{**IMAGE, "title": None}]
        values = {**ARTICLE, "images": images, "provider": {"name": "N", "domain": "d", "images": images}, "heat": 1}
        wanted = merged(values, change(heat=2))
        assert wanted.values["images"] is images
        assert wanted.values["provider"] is values["provider"]
        assert wanted.origins == {}

    def test_an_empty_mapping_stays_while_the_field_has_such_a_record_and_goes_with_it(self) -> None:
        """No class of an article takes one, but a class may whose fields are all optional."""
        values: dict[str, Value] = {"loose": {}, "looses": [{}], "n": 1}
        assert merge_record(values, Loose(n=2, loose=Slack())).values == {"loose": {}, "n": 2}
        assert merge_record(values, Loose(n=1, loose=Slack(), looses=[Loose()])).values == values
        assert merge_record(values, Loose(n=2)).values == {"n": 2}

    def test_whole_floats_of_a_list_stay_or_are_written_as_ints(self) -> None:
        values: dict[str, Value] = {"floats": [1.0, 2, 2.5], "x": 1}
        wanted = merge_record(values, Loose(floats=[1, 2.0, 3.0], extra={"x": True})).values
        assert same(wanted, {"floats": [1.0, 2, 3], "x": True})
        assert same(values_of_new(Loose(floats=[1.0, 2.5]), Loose), {"floats": [1, 2.5]})


@record_class
class Slack(Part):
    n: int | None = None


@record_class
class Loose(Record):
    n: int | None = None
    floats: list[float] = attrs.field(factory=list)
    loose: Slack | None = None
    looses: list[Record] = attrs.field(factory=list)


class TestOrder:
    def test_old_keys_keep_theirs_and_new_ones_come_after(self) -> None:
        values = {"x": 1, "type": "article", "heat": 1, "title": "T"}
        wanted = merged(values, change(excerpt="E", category="news", heat=None)).values
        assert list(wanted) == ["x", "type", "title", "category", "excerpt"]

    def test_the_keys_of_a_part_do_too(self) -> None:
        values = {**ARTICLE, "provider": {"domain": "d", "y": 1, "name": "N"}}
        wanted = merged(values, lambda record: change(images=[Image(**IMAGE)])(record.provider)).values
        assert list(wanted["provider"]) == ["domain", "y", "name", "images"]  # type: ignore[arg-type]


class TestOrigins:
    VALUES = ARTICLE | {
        "topics": ["a", "b", "c"],
        "related": [
            {"title": "A", "images": [IMAGE, {**IMAGE, "url": "v"}]},
            {"title": "B", "images": [{**IMAGE, "url": "w"}]},
        ],
    }  # fmt: skip

    def test_a_list_that_differs_tells_which_old_item_each_continues(self) -> None:
        assert merged(self.VALUES, change(topics=["a", "c", "d"])).origins == {("topics",): [0, 2, None]}

    def test_a_list_inside_of_an_item_is_told_at_the_place_that_the_item_has_now(self) -> None:
        def edit(record: Article) -> None:
            record.related[0].images.pop(0)
            record.related.insert(0, Related(title="N"))

        wanted = merged(self.VALUES, edit)
        assert wanted.origins == {("related",): [None, 0, 1], ("related", 1, "images"): [1]}
        old: Any = self.VALUES["related"]
        new: Any = wanted.values["related"]
        assert new[2] is old[1]
        assert new[1]["images"][0] is old[0]["images"][1]

    def test_an_item_is_told_by_what_a_record_can_tell(self) -> None:
        values = {**ARTICLE, "related": [{"title": "A", "images": None}, {"title": "B", "heat": 1}]}
        wanted = merged(values, lambda record: record.related.reverse())
        assert wanted.origins == {("related",): [1, 0]}
        assert wanted.values["related"][0] is values["related"][1]  # type: ignore[index]
        assert wanted.values["related"][1] is values["related"][0]  # type: ignore[index]

    def test_a_list_that_is_equal_or_new_tells_nothing(self) -> None:
        assert merged(self.VALUES, change(topics=["a", "b", "c"], heat=1, levels=["x"])).origins == {}

    def test_of_what_goes_nobody_knows(self) -> None:
        """Its key may get another list."""
        wanted = merged(self.VALUES | {"heat": 1}, change(topics=[], related=[Related(title="A")]))
        assert wanted.origins == {("topics",): None, ("related",): [0], ("related", 0, "images"): None}
        assert merged({**self.VALUES, "x": [1]}, change(extra={})).origins == {("x",): None}
        news = {**self.VALUES, "category": "news"}
        assert merged(news, change(topics=[])).origins == {("topics",): None}  # it is null now

    @pytest.mark.parametrize(
        ("was", "now", "origins"),
        [
            ([1, 2, 3], [3, 1, 4, 5], {(): [2, 0, 1, None]}),
            ([1.0, 1.0], [1.0, True], {(): [0, 1]}),
            ([[1, 2], 5], [[2], 6], {(): [0, 1], (0,): [1]}),
            ([{"a": [1, 2], "title": "t"}, "x"], ["y", {"a": [2], "title": "t"}], {(): [None, 0], (1, "a"): [1]}),
            ({"a": [1, 2], "b": [1]}, {"a": [2, 1], "c": [3]}, {("a",): [1, 0], ("b",): None}),
            ([1], 5, {(): None}),
            ({"a": [1]}, [1], {(): None}),
            (5, [1], {}),
            ([1], [], {(): None}),
        ],
    )
    def test_lists_in_what_no_class_knows_are_told_too(self, was: Value, now: Value, origins: dict[Any, Any]) -> None:
        wanted = merged({**ARTICLE, "x": was}, change(extra={"x": now}))
        assert wanted.values["x"] == now
        assert wanted.origins == {("x", *key): items for key, items in origins.items()}


class TestOpaque:
    def test_the_same_one_stays_where_it_is(self) -> None:
        values = {"secured": "A;B", **ARTICLE}
        assert list(merged(values, change(heat=1)).values) == ["secured", "title", "excerpt", "type", "heat"]


def test_what_front_matter_can_not_hold_is_refused_with_its_key() -> None:
    with pytest.raises(EditError) as caught:
        merged(ARTICLE, change(extra={"x": [datetime(2021, 5, 30)]}))  # noqa: DTZ001  what is refused
    assert caught.value.key == ("x", 0)


class TestNew:
    """The values of a new file."""

    @given(records())
    def test_they_say_what_the_record_does(self, record: Record) -> None:
        before = copy.deepcopy(record)
        values = values_of_new(record, type(record))
        assert record == before
        again = structure_values(plain_copy(values), (type(record),))
        assert agree(
            unstructure_values(again, type(again))[0], unstructure_values(record, type(record))[0], type(record)
        )

    @given(records())
    def test_they_have_every_key_that_the_kind_requires_but_no_opaque_one(self, record: Record) -> None:
        cls, values = type(record), values_of_new(record, type(record))
        required = required_keys(cls, kind_of(cls, values.get))
        assert required - opaque_keys(cls) <= values.keys()
        assert ("secured" in values) is (getattr(record, "secured", None) is not None)
        for spec in field_specs(cls).values():
            if spec.key in values and values[spec.key] is None:
                assert spec.key in required

    @given(records())
    def test_merged_with_them_a_record_changes_nothing(self, record: Record) -> None:
        values = values_of_new(record, type(record))
        assert same(merge_record(values, record).values, values)

    @pytest.mark.parametrize(
        ("record", "expected"),
        [
            (Article(title="T", type="podcast"), {"title": "T", "type": "podcast", "excerpt": None}),
            (
                Challenge(title="T", excerpt="", levels=["a"]),
                {"title": "T", "excerpt": "", "levels": ["a"], "topics": None},
            ),
            (
                Organization(taxonomy="t", id="i", name="n", domain="d"),
                {"taxonomy": "t", "_id": "i", "name": "n", "domain": "d", "images": None},
            ),
            (
                Article(title="T", type="podcast", excerpt="E", ratings=Ratings(count=1, average=5.0), extra={"x": 5.0}),
                {"title": "T", "type": "podcast", "excerpt": "E", "ratings": {"count": 1, "average": 5}, "x": 5.0},
            ),
            (
                Article(title="T", type="podcast", excerpt="E", provider=Provider(name="N", domain="d", extra={"a": None})),
                {"title": "T", "type": "podcast", "excerpt": "E", "provider": {"name": "N", "domain": "d", "a": None}},
            ),
        ],
    )  # fmt: skip
    def test_null_stands_for_what_is_required_and_a_whole_float_is_an_int(
        self, record: Record, expected: dict[str, Any]
    ) -> None:
        assert same(values_of_new(record, type(record)), expected)


class TestShortZones:
    """A text that says a moment, in a field of timestamps: a zone without a colon, or of hours alone."""

    ZONED = "2021-05-03 14:00:00 +0200"
    OLD = ARTICLE | {
        "publishedDateTime": ZONED,
        "related": [{"title": "R", "publishedDateTime": "2021-05-03T14:00:00+2"}],
    }

    def article(self) -> Article:
        article = structure_values(self.OLD, (Article,))
        assert isinstance(article, Article)
        return article

    def test_the_record_holds_the_moment(self) -> None:
        noon = datetime(2021, 5, 3, 12, tzinfo=UTC)
        assert (self.article().published_date_time, self.article().related[0].published_date_time) == (noon, noon)

    def test_a_moment_that_stays_keeps_its_text(self) -> None:
        assert merge_record(self.OLD, self.article()).values == self.OLD

    def test_it_stays_while_others_change(self) -> None:
        article = self.article()
        article.related.insert(0, Related(title="S"))
        article.related[1].title = "T"
        merged = merge_record(self.OLD, article).values
        assert merged["publishedDateTime"] == self.ZONED
        assert isinstance(merged["related"], list)
        assert merged["related"][1:] == [{"title": "T", "publishedDateTime": "2021-05-03T14:00:00+2"}]

    def test_another_moment_is_written_in_its_spelling(self) -> None:
        article = self.article()
        article.published_date_time = datetime(2022, 1, 1, 23, tzinfo=UTC)
        article.related[0].published_date_time = datetime(2022, 1, 1, 23, tzinfo=UTC)
        merged = merge_record(self.OLD, article).values
        assert merged["publishedDateTime"] == "2022-01-02 01:00:00 +0200"
        assert merged["related"] == [{"title": "R", "publishedDateTime": "2022-01-02T01:00:00+2"}]

    def test_one_that_it_can_not_hold_is_a_timestamp(self) -> None:
        article = self.article()
        article.published_date_time = datetime(9999, 12, 31, 23, tzinfo=UTC)
        assert merge_record(self.OLD, article).values["publishedDateTime"] == article.published_date_time

    def test_it_is_taken_of_a_field_alone_and_nothing_else_is(self) -> None:
        for text in ("2021-05-03 14:00:00 +0260", "2021-05-03T14:00:00Z", "x"):
            with pytest.raises(StructureError):
                structure_values(ARTICLE | {"publishedDateTime": text}, (Article,))
        article: Any = structure_values(ARTICLE | {"excerpt": self.ZONED}, (Article,))
        assert article.excerpt == self.ZONED

    def test_a_file_is_edited_and_edited_back(self) -> None:
        data = f'---\ntitle: "T"\nexcerpt: ""\npublishedDateTime: {self.ZONED}  # c\ntype: article\n---\n'.encode()
        document = articlefmt.loads(data)
        old = document.record.published_date_time
        document.record.published_date_time = datetime(2022, 1, 1, 6, 0, 5, tzinfo=UTC)
        assert document.to_bytes() == data.replace(b"2021-05-03 14:00:00", b"2022-01-01 08:00:05")
        document.record.published_date_time = old
        assert document.to_bytes() == data
        assert document.changes() == ()
        assert not [finding for finding in articlefmt.check(data) if finding.severity == "error"]


@attrs.define
class Point:
    x: int = 0
    y: int | None = None


@attrs.define
class Odds:
    at: datetime | str | None = None
    moment: datetime | None = None
    clock: time | None = None
    point: Point | None = None
    points: dict[str, Point] = attrs.field(factory=dict)
    many: list[int] | None = None
    names: dict[str, list[int]] = attrs.field(factory=dict)
    must: list[int] = attrs.field(kw_only=True)


NOON = datetime(2021, 5, 3, 12, tzinfo=UTC)
ZONED = "2021-05-03 14:00:00 +0200"


class TestAnyClass:
    @pytest.mark.parametrize(
        ("old", "record", "expected"),
        [
            # what the class doesn't know stays, at any depth
            ({"u": 1, "point": {"x": 1, "u": [2]}}, {"point": Point(2)}, {"u": 1, "point": {"x": 2, "u": [2]}}),
            ({"point": {"x": 1, "u": [2]}}, {"point": Point()}, {"point": {"x": 0, "u": [2]}}),
            ({"point": {"u": [2], "y": 5}}, {"point": Point()}, {"point": {"u": [2]}}),
            ({"points": {"a": {"x": 1, "u": 2}, "b": {}}}, {"points": {"a": Point(3), "c": Point()}}, {"points": {"a": {"x": 3, "u": 2}, "c": {}}}),
            # an empty record is something, and so is an empty list where null is another thing
            ({"point": None}, {"point": Point()}, {"point": {}}),
            ({"point": {}}, {"point": Point(1)}, {"point": {"x": 1}}),
            ({"point": {}}, {"point": None}, {}),
            ({"many": None}, {"many": []}, {"many": []}),
            ({"many": [1]}, {"many": []}, {"many": []}),
            ({"many": []}, {"many": None}, {}),
            # null is an empty list where it can be nothing else
            ({"must": None}, {}, {"must": None}),
            ({"must": []}, {}, {"must": []}),
            ({"must": [1]}, {}, {"must": None}),
            ({"names": None}, {}, {"names": None}),
            ({"names": {"a": [1]}}, {"names": {"a": []}}, {"names": {"a": []}}),
            # a text that says a moment or a time stays while that does, unless text is taken for what it is
            ({"moment": ZONED}, {"moment": NOON}, {"moment": ZONED}),
            ({"moment": ZONED}, {"moment": NOON.replace(hour=13)}, {"moment": "2021-05-03 13:00:00 +0000"}),
            ({"at": ZONED}, {"at": ZONED}, {"at": ZONED}),
            ({"at": ZONED}, {"at": NOON}, {"at": NOON}),
            ({"at": "x"}, {"at": NOON}, {"at": NOON}),
            ({"clock": "12:30"}, {"clock": time(12, 30)}, {"clock": "12:30"}),
            ({"clock": "12:30"}, {"clock": time(12, 31)}, {"clock": "12:31:00"}),
        ],
    )  # fmt: skip
    def test_it_is_made_literal(self, old: dict[str, Any], record: dict[str, Any], expected: dict[str, Any]) -> None:
        wanted = merge_record(old, Odds(**{"must": [], **record})).values
        assert same({"must": None, **wanted}, {"must": None, **expected})

    def test_the_text_of_a_wrong_moment_is_replaced(self) -> None:
        """No record is made of it, but one may take its place."""
        assert merge_record({"moment": "x"}, Odds(moment=NOON, must=[])).values == {"moment": NOON, "must": None}

    def test_of_what_goes_nobody_knows(self) -> None:
        old: dict[str, Any] = {"names": {"a": [1], "b": [1, 2]}, "many": [1], "must": [1]}
        wanted = merge_record(old, Odds(names={"b": [2]}, many=[], must=[]))
        assert wanted.origins == {("names", "a"): None, ("names", "b"): [1], ("many",): None, ("must",): None}
