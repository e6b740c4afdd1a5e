"""What holds of the article classes holds of every class: it is built, explained, taken apart and merged alike."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from articlefmt import EditError, StructureError
from articlefmt.lens.adopt import adopt
from articlefmt.lens.faults import faults
from articlefmt.lens.merge import merge, values_of_new
from articlefmt.lens.problems import problems
from articlefmt.lens.restore import restored
from articlefmt.lens.shaped import MisfitError
from articlefmt.lens.structure import structure_values, unstructure_values
from articlefmt.lens.structurer import structurer
from articlefmt.lens.unstructurer import unstructurer
from articlefmt.model.fields import field_specs
from articlefmt.model.making import changes_what_it_is_given, is_frozen
from articlefmt.testing import records
from articlefmt.values import NotPlainError, Value, same
from tests.classes import changed_copy, classes
from tests.edits import agree
from tests.spoil import ODD, spoilt_any

OWN = classes().flatmap(lambda cls: st.tuples(st.just(cls), records(cls)))


@given(OWN)
def test_the_values_of_a_record_build_it_and_are_its_values(case: tuple[type[Any], Any]) -> None:
    cls, record = case
    values, is_exact = unstructure_values(record, cls)
    built = structure_values(values, (cls,))
    assert built == record
    again, _ = unstructure_values(built, cls)
    assert same(again, values)
    if is_exact:
        assert same(again, values) is (again == values)


@given(OWN, st.data())
def test_values_have_a_problem_where_they_are_not_built_and_nowhere_else(
    case: tuple[type[Any], Any], draws: st.DataObject
) -> None:
    cls, record = case
    values = draws.draw(spoilt_any(unstructure_values(record, cls)[0]))
    before = copy.deepcopy(values)
    found = [*problems(values, cls)]
    try:
        structurer(cls)(values)
    except MisfitError:
        assert found
    else:
        assert found == []
    assert same(values, before)


@given(OWN, st.data())
def test_a_record_has_a_fault_where_it_is_not_taken_apart_and_nowhere_else(
    case: tuple[type[Any], Any], draws: st.DataObject
) -> None:
    cls, record = case
    specs = [*field_specs(cls).values()]
    if specs:
        spec = draws.draw(st.sampled_from(specs))
        object.__setattr__(record, spec.name, draws.draw(st.sampled_from((*ODD, None, "x", 1, 1.0, True, [], {}, ()))))
    found = [*faults(record, cls)]
    try:
        unstructurer(cls)(record, [])
    except (MisfitError, NotPlainError):
        assert found
    else:
        assert found == []


@given(OWN, st.data())
def test_what_is_written_of_a_record_with_any_value_is_read_as_that_record(
    case: tuple[type[Any], Any], draws: st.DataObject
) -> None:
    """Nothing that a record may hold becomes something else on the way."""
    cls, record = case
    specs = [spec for spec in field_specs(cls).values() if spec.attribute.converter is None]
    if specs:
        spec = draws.draw(st.sampled_from(specs))
        object.__setattr__(
            record, spec.name, draws.draw(st.sampled_from(("red", "a", "x", 1, 3, True, 1.0, [], {}, None)))
        )
    try:
        values, _ = unstructure_values(record, cls)
    except EditError:
        return
    assert structure_values(values, (cls,)) == record


@given(OWN, st.data())
def test_what_is_merged_says_what_the_record_does_and_keeps_what_it_can_not_tell(
    case: tuple[type[Any], Any], draws: st.DataObject
) -> None:
    cls, record = case
    old = draws.draw(spoilt_any(values_of_new(record, cls)))
    try:
        structure_values(old, (cls,))
    except StructureError:
        return
    built, is_exact = unstructure_values(structure_values(old, (cls,)), cls)

    def merged(text: dict[str, Value], new: dict[str, Value]) -> dict[str, Value]:
        """As a document merges: what the class made of the values that were read is no edit."""
        if not changes_what_it_is_given(cls):
            return merge(text, new, cls, is_exact=is_exact).values
        return merge(text, restored(text, built, new), cls, is_exact=False).values

    assert same(merged(old, built), old)
    new = draws.draw(changed_copy(structure_values(old, (cls,))))
    values = unstructure_values(new, cls)[0]
    wanted = merged(old, values)
    assert structure_values(wanted, (cls,)) == new


@given(OWN)
def test_a_new_file_has_what_the_record_says(case: tuple[type[Any], Any]) -> None:
    cls, record = case
    values = values_of_new(record, cls)
    again = structure_values(values, (cls,))
    assert again == record
    assert agree(values, unstructure_values(again, cls)[0], cls)


@given(OWN, st.data())
def test_a_record_that_takes_over_another_one_is_equal_to_it(case: tuple[type[Any], Any], draws: st.DataObject) -> None:
    cls, record = case
    new = copy.deepcopy(draws.draw(changed_copy(record)))
    before = copy.deepcopy(new)
    taken = adopt(record, new, cls)
    assert taken == before
    assert taken is (new if is_frozen(cls) else record)
