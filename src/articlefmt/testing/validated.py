"""What validators of attrs tell of the values that they take."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from articlefmt.model.fields import FieldSpec

__all__ = ["validated"]

_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_HUGE = 10**600  # an int of more digits can't be written


def validated(spec: FieldSpec, drawn: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The values of a field that its validators take, as far as they tell: `in_`, bounds, lengths, patterns.

    What others refuse shows when a record is made.
    """
    numbers: list[Any] = []
    lengths: list[Any] = []
    for one in _single(spec.attribute.validator):
        name = type(one).__name__
        if name == "_InValidator":
            drawn = st.sampled_from([*one.options])
        elif name == "_NumberValidator":
            numbers.append(one)
        elif name in ("_MinLengthValidator", "_MaxLengthValidator"):
            lengths.append(one)
        elif name == "_MatchesReValidator" and spec.shape.only is str:
            drawn = st.from_regex(one.pattern, fullmatch=one.match_func == one.pattern.fullmatch)
    drawn = _bounded(drawn, spec, numbers) if numbers else drawn
    return _sized(drawn, spec, lengths) if lengths else drawn


def _single(validator: object) -> Iterator[Any]:
    """The validators that one is made of."""
    todo = [validator]
    while todo:
        one: Any = todo.pop(0)
        name = type(one).__name__
        if name == "_AndValidator":
            todo += one._validators  # noqa: SLF001  attrs has no public name for it
        elif name == "_OptionalValidator":
            todo.append(one.validator)
        elif one is not None:
            yield one


def _bounded(drawn: st.SearchStrategy[Any], spec: FieldSpec, validators: list[Any]) -> st.SearchStrategy[Any]:
    least = max((one.bound for one in validators if one.compare_op.startswith(">")), default=None)
    most = min((one.bound for one in validators if one.compare_op.startswith("<")), default=None)
    if spec.shape.only is int:
        low, high = None if least is None else math.ceil(least), None if most is None else math.floor(most)
        drawn = st.integers(low, high).filter(lambda value: abs(value) < _HUGE)
    elif spec.shape.only is float:
        drawn = st.floats(least, most, allow_nan=False, allow_infinity=False)
    return drawn.filter(lambda value: all(_COMPARED[one.compare_op](value, one.bound) for one in validators))


def _sized(drawn: st.SearchStrategy[Any], spec: FieldSpec, validators: list[Any]) -> st.SearchStrategy[Any]:
    least = max((one.min_length for one in validators if hasattr(one, "min_length")), default=0)
    most = min((one.max_length for one in validators if hasattr(one, "max_length")), default=None)
    if spec.shape.only is str and least:
        return st.text(min_size=least, max_size=most)
    if spec.shape.only is str:
        return drawn.map(lambda text: text[:most])
    return drawn.filter(lambda value: len(value) >= least and (most is None or len(value) <= most))
