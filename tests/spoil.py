"""Values and records with something wrong in them, or with nothing wrong after all."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from articlefmt import Record, unstructure
from articlefmt.model.base import Part
from articlefmt.model.checked import takes
from articlefmt.model.fields import field_specs, specs_by_key
from articlefmt.model.shapes import ANY
from articlefmt.testing import records
from articlefmt.testing.values import plain_values

__all__ = ["spoilt_any", "spoilt_record", "spoilt_values"]

ODD: tuple[Any, ...] = (object(), {1, 2}, ("a",), datetime(2021, 5, 30), [object()], {"a": {1: 2}}, b"x")  # noqa: DTZ001
"""What front matter can't hold."""


@st.composite
def spoilt_values(draw: st.DrawFn, record: Record) -> dict[str, Any]:
    """The plain values of a record, some of them replaced, gone, or of a key that the class knows elsewhere."""
    values: dict[str, Any] = copy.deepcopy(unstructure(record))
    for _ in range(draw(st.integers(0, 2))):
        _spoil(draw, values, type(record))
    return values


def _spoil(draw: st.DrawFn, values: dict[str, Any], cls: type[Part]) -> None:
    specs = specs_by_key(cls)
    place = draw(st.sampled_from(sorted({*values, *specs})))
    inside, shape = values.get(place), specs[place].shape if place in specs else ANY
    nested = (shape.items or shape).record
    way = draw(st.sampled_from(("replace", "replace", "drop", "inside", "inside")))
    if way == "drop":
        values.pop(place, None)
    elif way == "inside" and nested and isinstance(inside, dict) and inside:
        _spoil(draw, inside, nested)
    elif way == "inside" and isinstance(inside, list) and inside:
        at = draw(st.integers(0, len(inside) - 1))
        if nested and isinstance(inside[at], dict) and draw(st.booleans()):
            _spoil(draw, inside[at], nested)
        else:
            inside[at] = draw(plain_values)
    else:
        values[place] = draw(plain_values)


@st.composite
def spoilt_record(draw: st.DrawFn) -> tuple[Record, bool]:
    """A record with something in a list or in `extra` that no assignment has seen, and whether it may not be there."""
    record = draw(records())
    part: Part = draw(st.sampled_from(_parts(record)))
    lists = [spec for spec in field_specs(type(part)).values() if spec.shape.items]
    in_list: bool = draw(st.booleans())
    if lists and in_list:
        spec = draw(st.sampled_from(lists))
        item = draw(plain_values | st.sampled_from(ODD) | st.just(record))
        items = getattr(part, spec.name)
        items.insert(draw(st.integers(0, len(items))), item)
        return record, not takes(spec.shape.items or ANY, item)
    known = draw(st.sampled_from(sorted(specs_by_key(type(part)))))
    name, value, is_spoilt = draw(
        st.sampled_from([("fine", 1, False), (known, 1, True), *(("odd", odd, True) for odd in ODD), (5, 1, True)])
    )
    part.extra[name] = value
    return record, is_spoilt


def _parts(record: Part) -> list[Part]:
    """A record and all that it holds."""
    found = [record]
    for spec in field_specs(type(record)).values():
        value = getattr(record, spec.name)
        for one in value if isinstance(value, list) else [value]:
            found += _parts(one) if isinstance(one, Part) else []
    return found


@st.composite
def spoilt_any(draw: st.DrawFn, values: dict[str, Any]) -> dict[str, Any]:
    """Plain values of a record of any class, some of them replaced or gone, at any depth."""
    spoilt: dict[str, Any] = copy.deepcopy(values)
    for _ in range(draw(st.integers(0, 2))):
        holder: Any = spoilt
        while holder:
            part = draw(st.sampled_from([*holder] if isinstance(holder, dict) else range(len(holder))))
            inside = holder[part]
            if isinstance(inside, dict | list) and inside and draw(st.integers(0, 3)):
                holder = inside
                continue
            way = draw(st.sampled_from(("replace", "drop", "add")))
            if way == "drop":
                del holder[part]
            else:
                holder["unknown?" if way == "add" and isinstance(holder, dict) else part] = draw(plain_values)
            break
    return spoilt
