"""What a record may not hold is told where it isn't taken apart, and nowhere else."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given

from articlefmt import Article, Author, Image, Provider, Record, Secured
from articlefmt.lens.faults import faults
from articlefmt.lens.shaped import MisfitError
from articlefmt.lens.unstructurer import unstructurer
from articlefmt.values import NotPlainError
from tests.lens.odd import Odd
from tests.spoil import spoilt_record

EAST, WEST = timezone(timedelta(hours=5)), timezone(-timedelta(hours=5))
OUTSIDE = (
    "takes a datetime with a time zone or None, within the years 1 to 9999 in UTC, and this one is outside of them"
)
ARTICLE: dict[str, Any] = {"title": "T", "type": "video"}


@given(spoilt_record())
def test_a_record_that_is_not_taken_apart_has_a_fault_and_others_have_none(case: tuple[Record, bool]) -> None:
    record, is_spoilt = case
    found = [*faults(record, type(record))]
    try:
        unstructurer(type(record))(record, [])
    except (MisfitError, NotPlainError):
        assert found
    else:
        assert found == []
    assert bool(found) is is_spoilt


def test_all_are_told_in_the_order_of_the_fields_then_those_of_extra() -> None:
    extra: dict[str, Any] = {"type": 1, "x": [{"y": 2j}]}
    record: Any = Article(**ARTICLE, provider=Provider(name="N", domain="d"), extra=extra)
    record.topics = ["a"]
    record.topics.append(5)
    record.images.append({})
    record.provider.authors.append(Image(url="u", width=1, height=1))
    record.provider.extra["name"] = "M"
    assert [(type(one).__name__, one.code, one.key, one.message) for one in faults(record, type(record))] == [
        ("EditError", "E701", ("provider", "authors", 0), "takes an Author, not Image"),
        ("EditError", "E702", ("provider", "name"), "`extra` holds a key that has a field of its own; set `name`"),
        ("EditError", "E701", ("topics", 1), "takes a str, not int"),
        ("EditError", "E701", ("images", 0), "takes an Image, not dict"),
        ("EditError", "E702", ("type",), "`extra` holds a key that has a field of its own; set `type`"),
        ("EditError", "E702", ("x", 0, "y"), "front matter can't hold complex"),
    ]


def test_what_hides_in_a_part_of_a_list_is_found() -> None:
    wrong: Any = 5
    extra: dict[str, Any] = {"z": {"y": {1}}}
    image = Image(url="u", width=1, height=1, extra=extra)
    record = Article(**ARTICLE, provider=Provider(name="N", domain="d", images=[image]), images=[image])
    record.provider.authors.append(wrong)  # type: ignore[union-attr]
    assert [one.key for one in faults(record, type(record))] == [
        ("provider", "images", 0, "z", "y"), ("provider", "authors", 0), ("images", 0, "z", "y"),
    ]  # fmt: skip


def test_a_text_where_something_opaque_belongs_is_not_taken_for_it() -> None:
    """Nor is a subclass, which may show what it holds. Checks on assignment can be gone round."""

    class Shown(Secured):
        """Its own class."""

    for wrong in ("A;B", Shown("A;B")):
        record = Article(**ARTICLE)
        object.__setattr__(record, "secured", wrong)
        with pytest.raises(MisfitError):
            unstructurer(Article)(record, [])
        (found,) = faults(record, Article)
        assert (found.code, found.key) == ("E701", ("secured",))
        assert "A;B" not in str(found)


def test_a_time_without_a_zone_is_named_with_its_cure() -> None:
    record = Article(**ARTICLE, extra={"x": [datetime(2021, 5, 30)]})  # noqa: DTZ001
    (found,) = faults(record, type(record))
    assert str(found) == "E702 x[0]: the datetime has no time zone; give it one, as in tzinfo=datetime.UTC"


def test_their_keys_begin_with_that_of_the_record() -> None:
    (found,) = faults(Author(name="A", extra={"name": 1}), Author, ("provider", "authors", 0))
    assert found.key == ("provider", "authors", 0, "name")


def test_a_record_of_a_class_of_ones_own_has_none() -> None:
    class Mine(Provider):
        pass

    assert [*faults(Article(**ARTICLE, provider=Mine(name="N", domain="d")), Article)] == []


@pytest.mark.parametrize(
    ("name", "value", "key", "message"),
    [
        (
            "clock",
            time(12, microsecond=5),
            (),
            "takes a time or None, in whole seconds and without a zone; use .replace(microsecond=0, tzinfo=None)",
        ),
        ("moment", datetime(1, 1, 1, tzinfo=EAST), (), OUTSIDE),
        ("moment", datetime(9999, 12, 31, 23, tzinfo=WEST), (), OUTSIDE),
        ("day", datetime(1, 1, 1, tzinfo=EAST), (), "takes a date or None, not datetime"),
        ("names", {"a": [1]}, ("a", 0), "takes a bool, not int"),
        ("names", {1: 1}, (), "a key takes a str, not int"),
        ("sequence", [Author(name="A")], (), "takes a tuple of Author, not list"),
        ("sequence", (Author(name="A"), None), (1,), "takes an Author, not NoneType"),
        ("extra", {"x": "y"}, (), "takes an int, not str"),
        ("extra", None, (), "takes a dict of int, not NoneType"),
        ("score", None, (), None),
    ],
)
def test_what_any_type_may_not_hold_is_too(name: str, value: Any, key: tuple[Any, ...], message: str | None) -> None:
    record = Odd()
    setattr(record, name, value)
    found = [(one.key, one.message) for one in faults(record, Odd)]
    at = {"extra": ("x",) if value else ()}.get(name, (name, *key))
    assert found == ([] if message is None else [(at, message)])
