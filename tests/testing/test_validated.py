"""Validators of attrs tell what is drawn of a field; what others refuse is drawn again."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from attrs import validators
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.testing import documents, records


def even(_record: object, _attribute: object, value: int) -> None:
    if value % 2:
        raise ValueError


FIELDS: list[tuple[Any, Any]] = [
    (int, validators.ge(10**12)),
    (int, validators.gt(5)),
    (int, validators.lt(-(10**12))),
    (int, [validators.ge(1), validators.le(5)]),
    (float, validators.ge(100)),
    (float, validators.lt(0.5)),
    (float, [validators.ge(0), validators.le(1)]),
    (int, [validators.gt(1.5), validators.lt(3.5)]),
    (float | None, validators.optional(validators.gt(7))),
    (str, validators.min_len(20)),
    (str, validators.max_len(2)),
    (str, [validators.min_len(2), validators.max_len(3)]),
    (list[int], [validators.min_len(1), validators.max_len(2)]),
    (int | str, validators.in_((1, "a"))),
    (list[str], validators.min_len(1)),
    (list[int], validators.max_len(1)),
    (str, validators.matches_re(r"[a-z]{3}-\d+")),
    (str, validators.in_(("x", "y"))),
    (str | None, validators.optional(validators.in_(["a"]))),
    (int, validators.instance_of(int)),
    (int, even),
    (date, validators.ge(date(2000, 1, 1))),
    (int | float, validators.lt(0)),
]


@pytest.mark.parametrize(("hint", "validator"), FIELDS, ids=range(len(FIELDS)))
@given(draws=st.data())
def test_records_are_drawn_that_the_class_takes(draws: st.DataObject, hint: Any, validator: Any) -> None:
    field: Any = attrs.field
    cls: Any = attrs.make_class("Post", {"x": field(type=hint, validator=validator)})
    record = draws.draw(records(cls))
    attrs.validate(record)
    document = draws.draw(documents(cls))
    assert document.record is not None
