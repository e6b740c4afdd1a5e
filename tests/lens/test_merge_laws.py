"""What holds of every merge of a record and the values that a text has."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import EditError, Record, StructureError
from articlefmt.editing.put import put
from articlefmt.lens.classes import class_of, layout_of_values
from articlefmt.lens.structure import structure_values, unstructure_values
from articlefmt.model.base import Part
from articlefmt.model.fields import specs_by_key
from articlefmt.model.records import RECORDS
from articlefmt.model.shapes import ANY, Shape
from articlefmt.values import Value, Wanted, same
from tests.edits import agree, edited, merge_record
from tests.strategies import documents, untidy_documents


@st.composite
def values_and_record(draw: st.DrawFn) -> tuple[dict[str, Value], Record]:
    """The values of a file and their record, with nulls, empty lists and whole floats that no record can tell."""
    data = draw(documents() | untidy_documents())
    values = articlefmt.loads(data, Record).values
    cls = class_of(values, RECORDS)
    _vague(draw, values, cls)
    record = structure_values(values, (cls,))
    assert isinstance(record, Record)
    return values, record


def _vague(draw: st.DrawFn, values: dict[str, Value], cls: type[Part]) -> None:
    for key, spec in specs_by_key(cls).items():
        value = values.get(key)
        many, nested = spec.shape.items is not None, (spec.shape.items or spec.shape).record
        if value is None and not spec.required and not nested and draw(st.integers(0, 5)) == 0:
            values[key] = draw(st.sampled_from((None, []))) if many else None
        elif spec.shape.only is float and isinstance(value, int) and draw(st.booleans()):
            values[key] = float(value)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and nested:
                _vague(draw, one, nested)


@given(values_and_record())
def test_a_record_of_the_values_changes_nothing(case: tuple[dict[str, Value], Record]) -> None:
    values, record = case
    wanted = merge_record(values, record)
    assert list(wanted.values) == list(values)
    assert all(wanted.values[key] is value for key, value in values.items())
    assert wanted.origins == {}


@given(values_and_record(), st.data())
def test_at_keys_that_it_does_not_touch_the_objects_stay(
    case: tuple[dict[str, Value], Record], draws: st.DataObject
) -> None:
    """Whoever looks for what differs looks at those alone, and in their order."""
    values, record = case
    draws.draw(edited(record))
    wanted = merge_record(values, record)
    both = {**values, **wanted.values}
    touched = [*(wanted.touched or ())]
    assert touched == [name for name in both if name in touched]
    for name in both.keys() - touched:
        assert name in values
        assert wanted.values[name] is values[name]


@given(values_and_record(), st.data())
def test_what_is_merged_says_what_the_record_does(case: tuple[dict[str, Value], Record], draws: st.DataObject) -> None:
    values, record = case
    draws.draw(edited(record))
    wanted = merge_record(values, record)
    again = structure_values(wanted.values, (type(record),))
    assert agree(unstructure_values(again, type(again))[0], unstructure_values(record, type(record))[0], type(record))


@given(values_and_record(), st.data())
def test_it_changes_neither_and_gives_the_same_for_the_same(
    case: tuple[dict[str, Value], Record], draws: st.DataObject
) -> None:
    values, record = case
    draws.draw(edited(record))
    before = copy.deepcopy(values), copy.deepcopy(record)
    wanted = merge_record(values, record)
    assert same(values, before[0])
    assert list(values) == list(before[0])
    assert record == before[1]
    again = merge_record(values, record)
    assert (same(again.values, wanted.values), again.origins) == (True, wanted.origins)


@given(values_and_record(), st.data())
def test_what_is_merged_is_all_that_there_is_to_say(
    case: tuple[dict[str, Value], Record], draws: st.DataObject
) -> None:
    """Merged once more it stays as it is: nothing in it is left for anybody to decide."""
    values, record = case
    draws.draw(edited(record))
    wanted = merge_record(values, record)
    again = merge_record(wanted.values, record)
    assert same(again.values, wanted.values)
    assert list(again.values) == list(wanted.values)


@given(values_and_record(), st.data())
def test_values_that_stay_are_the_same_objects(case: tuple[dict[str, Value], Record], draws: st.DataObject) -> None:
    values, record = case
    draws.draw(edited(record))
    wanted = merge_record(values, record)
    check_kept(values, wanted.values, type(record), (), wanted)


@given(values_and_record(), st.data())
def test_the_record_holds_nothing_of_what_is_merged(
    case: tuple[dict[str, Value], Record], draws: st.DataObject
) -> None:
    values, record = case
    draws.draw(edited(record))
    before = copy.deepcopy(record)
    for holder in holders(merge_record(values, record).values):
        holder.clear()
    assert record == before


@given(documents() | untidy_documents(), st.data())
def test_a_text_with_them_reads_as_them(data: bytes, draws: st.DataObject) -> None:
    document = articlefmt.loads(data, Record)
    try:
        record = copy.deepcopy(document.record)
    except StructureError:
        return
    draws.draw(edited(record))
    parsed = document.parsed
    wanted = merge_record(parsed.values, record)
    try:
        new = put(parsed, wanted, layout_of_values(wanted.values, (type(record),)))
    except EditError as error:
        assert error.code in ("E702", "E703"), error
        return
    assert same(new.values, wanted.values)
    assert same(articlefmt.loads(new.source.to_bytes(), Record).values, wanted.values)
    assert (new is parsed) is same(wanted.values, parsed.values)


def check_kept(old: dict[str, Value], new: dict[str, Value], cls: type[Part], key: tuple[Any, ...], of: Wanted) -> None:
    specs = specs_by_key(cls)
    for name in old.keys() & new.keys():
        was, now, spec = old[name], new[name], specs.get(name)
        if same(was, now):
            assert was is now
        elif spec is not None and isinstance(was, list) and isinstance(now, list) and was and now:
            for place, at in enumerate(of.origins[*key, name] or ()):
                if at is not None and same(was[at], now[place]):
                    assert was[at] is now[place]
                elif at is not None:
                    check_kept_one(was[at], now[place], spec.shape.items or ANY, (*key, name, place), of)
        elif spec is not None:
            check_kept_one(was, now, spec.shape, (*key, name), of)


def check_kept_one(was: Value, now: Value, shape: Shape, key: tuple[Any, ...], of: Wanted) -> None:
    if shape.record and isinstance(was, dict) and isinstance(now, dict):
        check_kept(was, now, shape.record, key, of)


def holders(value: Value) -> list[Any]:
    """All dicts and lists, inner before outer."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [holder for one in below for holder in holders(one)]
    return [*found, value] if isinstance(value, dict | list) else found
