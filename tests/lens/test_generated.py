"""The generated functions build what a constructor builds of the same values, or give up; and take it apart again."""

# No `from __future__ import annotations` here: the types of the classes' fields must be types.

import copy
from datetime import UTC, datetime
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt import Article, EditError, FieldError, Image, Provider, Ratings, Record, Secured
from articlefmt.lens import structure as lens
from articlefmt.lens.shaped import MisfitError
from articlefmt.lens.structurer import structurer
from articlefmt.lens.unstructurer import unstructurer
from articlefmt.model.base import Part
from articlefmt.model.checked import record_class
from articlefmt.model.fields import specs_by_key
from articlefmt.model.layout import layout
from articlefmt.model.shapes import Shape
from articlefmt.testing import records
from articlefmt.values import NotPlainError, same
from tests.edits import edited
from tests.spoil import spoilt_record, spoilt_values

ARTICLE: dict[str, Any] = {"title": "T", "type": "video"}
NOON = datetime(2021, 5, 30, 12, tzinfo=UTC)
NAIVE = datetime(2021, 5, 30, 12)  # noqa: DTZ001  what is refused


def constructed(values: dict[str, Any], cls: type[Part]) -> Part:
    """The record that the constructor of its class makes of plain values, field by field."""
    specs = specs_by_key(cls)
    given: dict[str, Any] = {
        specs[key].name: constructed_at(specs[key].shape, value) for key, value in values.items() if key in specs
    }
    return cls(**given, extra={key: value for key, value in values.items() if key not in specs})


def constructed_at(shape: Shape, value: Any) -> Any:
    if shape.items is not None:
        return (
            []
            if value is None
            else [constructed_at(shape.items, one) for one in value]
            if type(value) is list
            else value
        )
    if shape.record is not None and isinstance(value, dict):
        return constructed(value, shape.record)
    return Secured(value) if shape.only is Secured and isinstance(value, str) else value


def taken_apart(record: Part) -> dict[str, Any]:
    """The plain values of a record, field by field: `extra` behind the fields, what is opaque behind all."""
    values: dict[str, Any] = {}
    last: dict[str, Any] = {}
    for key, spec in specs_by_key(type(record)).items():
        value = getattr(record, spec.name)
        if isinstance(value, Secured):
            last[key] = value.reveal()
        elif value not in (None, []):
            parts = value if isinstance(value, list) else [value]
            plain = [taken_apart(part) if isinstance(part, Part) else part for part in parts]
            values[key] = plain if spec.shape.items else plain[0]
    return {**values, **copy.deepcopy(record.extra), **last}


@given(records().flatmap(lambda record: st.tuples(st.just(type(record)), spoilt_values(record))))
def test_what_a_constructor_makes_is_built_and_what_it_refuses_is_given_up(
    case: tuple[type[Record], dict[str, Any]],
) -> None:
    cls, values = case
    before = copy.deepcopy(values)
    try:
        expected = constructed(values, cls)
    except (FieldError, TypeError):
        with pytest.raises(MisfitError):
            structurer(cls)(values)
    else:
        built = structurer(cls)(values)
        assert built == expected
        assert type(built) is cls
        assert same(taken_apart(built), taken_apart(expected))
    assert same(values, before)


@given(records(), st.data())
def test_what_is_taken_apart_is_what_the_fields_hold(record: Record, draws: st.DataObject) -> None:
    draws.draw(edited(record))
    with_extra: list[object] = []
    values = unstructurer(type(record))(record, with_extra)
    assert same(values, taken_apart(record))
    assert list(values) == list(taken_apart(record))
    assert [id(part) for part in with_extra] == [id(part) for part in parts(record) if part.extra]


def parts(record: Part) -> list[Part]:
    """A record and all that it holds, inner before outer."""
    found: list[Part] = []
    for spec in specs_by_key(type(record)).values():
        value = getattr(record, spec.name)
        for one in value if isinstance(value, list) else [value]:
            found += parts(one) if isinstance(one, Part) else []
    return [*found, record]


@given(spoilt_record())
def test_what_a_record_may_not_hold_is_given_up(case: tuple[Record, bool]) -> None:
    record, is_spoilt = case
    try:
        unstructurer(type(record))(record, [])
    except (MisfitError, NotPlainError):
        assert is_spoilt
        with pytest.raises(EditError):
            lens.unstructure(record)
    else:
        assert not is_spoilt


def test_the_record_checks_assignments_as_any() -> None:
    wrong: Any = 5
    record: Any = structurer(Article)({**ARTICLE, "images": [{"url": "u", "width": 1, "height": 1}]})
    assert (type(record), type(record.images[0])) == (Article, Image)
    with pytest.raises(FieldError):
        record.title = wrong
    with pytest.raises(FieldError):
        record.images[0].width = "1"


def test_nothing_is_shared() -> None:
    values: dict[str, Any] = {
        **ARTICLE,
        "topics": ["a"],
        "x": {"y": [1]},
        "images": [{"url": "u", "width": 1, "height": 1}],
    }
    before = copy.deepcopy(values)
    record: Any = lens.structure_values(values, (Article,))
    record.topics.append("b")
    record.extra["x"]["y"].append(2)
    record.images.append(Image(url="v", width=1, height=1))
    assert values == before
    flat = lens.unstructure(record)
    flat["topics"].append("c")  # type: ignore[union-attr]
    flat["x"]["y"].append(3)  # type: ignore[index,call-overload,union-attr]
    assert record.topics == ["a", "b"]
    assert record.extra == {"x": {"y": [1, 2]}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": 1}, {"title": None}, {"heat": True}, {"heat": 1.0}, {"published": 1}, {"provider": []}, {"provider": {"name": "N"}}, {"topics": "a"},
        {"topics": [1]}, {"images": [None]}, {"images": {}}, {"publishedDateTime": "2021-05-30"}, {"secured": 5}, {"ratings": {"count": 1, "average": "4"}},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_given_up(wrong: dict[str, Any]) -> None:
    with pytest.raises(MisfitError):
        structurer(Article)({**ARTICLE, **wrong})


def test_a_class_of_ones_own_is_taken_apart_by_itself() -> None:
    class Mine(Provider):
        pass

    record = Article(title="T", type="video", provider=Mine(name="N", domain="d", extra={"x": 1}))
    with_extra: list[object] = []
    values = unstructurer(Article)(record, with_extra)
    assert values["provider"] == {"name": "N", "domain": "d", "x": 1}
    assert with_extra == [record.provider]


def test_every_type_of_field_is_built() -> None:
    values: dict[str, Any] = {
        **ARTICLE, "heat": 1, "published": True, "ratings": {"count": 1, "average": 4}, "secured": "A;B",
        "publishedDateTime": NOON, "levels": None, "provider": None,
    }  # fmt: skip
    record: Any = lens.structure_values(values, (Article,))
    assert (record.heat, record.published, record.levels, record.provider) == (1, True, [], None)
    assert record.ratings == Ratings(count=1, average=4)
    assert record.secured == Secured("A;B")
    assert record.published_date_time == NOON


def inner(field: str, of: type) -> type[Part]:
    """A class `Inner` with one field, as some module may have one."""
    made: type[Part] = record_class(
        type("Inner", (Part,), {"__annotations__": {field: of}, "__module__": f"of_{field}"})
    )
    return made


class TestNames:
    """What a generated function names can't be taken for another thing of that name."""

    def test_two_nested_classes_of_one_name_are_told_apart(self) -> None:
        one, other = inner("a", str), inner("b", int)
        assert one.__name__ == other.__name__ == "Inner"
        types: dict[str, Any] = {"x": one | None, "y": other, "xs": list[one], "ys": list[other]}  # type: ignore[valid-type]
        outer: Any = record_class(type("Inner", (Part,), {"__annotations__": types}))
        values: dict[str, Any] = {"x": {"a": "A"}, "y": {"b": 1}, "xs": [{"a": "B"}], "ys": [{"b": 2}, {"b": 3}]}
        built: Any = structurer(outer)(values)
        assert [type(part) for part in (built, built.x, built.y, *built.xs, *built.ys)] == [
            outer, one, other, one, other, other,
        ]  # fmt: skip
        assert unstructurer(outer)(built, []) == values
        misfits: list[dict[str, Any]] = [{"x": {"b": 1}}, {"y": {"a": "A"}}, {"xs": [{"b": 2}]}, {"ys": [{"a": "A"}]}]
        for wrong in misfits:
            with pytest.raises(MisfitError):
                structurer(outer)(values | wrong)
        built.ys.append(built.x)
        with pytest.raises(MisfitError):
            unstructurer(outer)(built, [])

    def test_a_class_that_its_own_name_hides_is_the_right_one(self) -> None:
        hidden = inner("a", str)
        hiding: Any = record_class(type("Inner", (Part,), {"__annotations__": {"inner": hidden}}))
        built: Any = structurer(hiding)({"inner": {"a": "A"}})
        assert (type(built), type(built.inner)) == (hiding, hidden)

    def test_any_attribute_and_any_key_will_do(self) -> None:
        names = (
            "cls", "raw", "known", "new", "copy", "other", "Misfit", "misfit", "structure", "unstructure", "values", "get",
            "v", "i", "result", "with_extra", "object", "type", "of_x", "x", "of_of_x", "dict", "list",
        )  # fmt: skip
        keys = {name: f"{name}'\"\\ \n{{}}" for name in names[::2]}
        made: type = record_class(type("Names", (Part,), {"__annotations__": dict.fromkeys(names, str | None)}))
        cls: Any = layout(keys=keys)(made)
        values = {keys.get(name, name): name for name in names} | {"extra": "e"}
        built: Any = structurer(cls)(values)  # type: ignore[arg-type]
        assert [getattr(built, name) for name in names] == list(names)
        assert built.extra == {"extra": "e"}
        assert unstructurer(cls)(built, []) == values


@record_class
class Times(Part):
    moments: list[datetime] = attrs.field(factory=list)
    figures: list[float] = attrs.field(factory=list)
    flags: list[bool] = attrs.field(factory=list)
    token: Secured
    other: Secured | None = None


class TestOtherClasses:
    """Fields of types that no class of an article has."""

    VALUES: ClassVar[dict[str, Any]] = {
        "moments": [NOON],
        "figures": [1, 2.5],
        "flags": [True],
        "token": "A",
        "other": "B",
    }

    def test_they_are_built_and_taken_apart(self) -> None:
        built: Any = structurer(Times)(self.VALUES)
        assert built == constructed(self.VALUES, Times)
        assert same(unstructurer(Times)(built, []), taken_apart(built))
        assert same(taken_apart(built), self.VALUES)

    @pytest.mark.parametrize(
        "wrong", [{"moments": ["x"]}, {"figures": [True]}, {"figures": ["1"]}, {"flags": [1]}, {"token": None}, {"other": 1}]
    )  # fmt: skip
    def test_what_does_not_fit_is_given_up(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(MisfitError):
            structurer(Times)({**self.VALUES, **wrong})

    @pytest.mark.parametrize(
        ("field", "wrong"), [("moments", NAIVE), ("moments", 1), ("figures", True), ("flags", 1), ("flags", None)]
    )
    def test_what_a_list_may_not_hold_is(self, field: str, wrong: object) -> None:
        built = structurer(Times)(self.VALUES)
        getattr(built, field).append(wrong)
        with pytest.raises(MisfitError):
            unstructurer(Times)(built, [])

    def test_what_is_opaque_comes_behind_unknown_keys_in_the_order_of_the_fields(self) -> None:
        names = [f"token{letter}" for letter in "zaybxc"]
        cls: Any = record_class(
            type("Tokens", (Part,), {"__annotations__": {**dict.fromkeys(names, Secured), "a": str}})
        )
        built = structurer(cls)({**dict.fromkeys(reversed(names), "A"), "x": 1, "a": "a"})
        assert list(unstructurer(cls)(built, [])) == ["a", "x", *names]


@pytest.mark.parametrize("cls", [Article, Image])
def test_the_source_of_a_function_is_its_text(cls: type[Part]) -> None:
    for function, name in ((structurer(cls), "structure"), (unstructurer(cls), "unstructure")):
        source = function.__doc__ or ""
        assert source.startswith(f"def {name}(")
        assert all(f"self.{spec.name}" in source for spec in specs_by_key(cls).values())


def test_a_function_is_made_once() -> None:
    assert structurer(Article) is structurer(Article)
    assert unstructurer(Article) is unstructurer(Article)


@attrs.define
class Endless:
    own: Any = None
    nested: "Endless | None" = None


def test_a_record_that_holds_itself_is_refused() -> None:
    record = Endless()
    record.nested = record
    with pytest.raises(EditError, match="it is nested too deeply, or holds itself"):
        lens.unstructure(record)
    record.nested, record.own = None, []
    record.own.append(record.own)
    with pytest.raises(EditError, match="it holds itself"):
        lens.unstructure(record)


def test_a_class_that_front_matter_can_not_hold_is_refused_each_time_it_is_asked_for() -> None:
    odd = attrs.make_class("Odd", {"x": attrs.field(type=bytes)})
    outer = attrs.make_class("Outer", {"odd": attrs.field(type=odd)})
    for _ in range(2):
        for ask in (structurer, unstructurer):
            with pytest.raises(TypeError, match=r"Odd\.x: front matter can't hold bytes"):
                ask(outer)


def test_a_record_of_a_class_below_the_one_asked_for_is_taken_apart_as_what_it_is() -> None:
    class Below(Image):
        pass

    record = Below(url="u", width=1, height=1, extra={"x": 1})
    assert unstructurer(Image)(record, []) == {"url": "u", "width": 1, "height": 1, "x": 1}
