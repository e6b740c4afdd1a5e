"""What validators of attrs tell of the values that they take."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from articlefmt.model.fields import FieldSpec

__all__ = ["validated"]

_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def validated(spec: FieldSpec, drawn: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The values of a field that its validators take, as far as they tell: `in_`, bounds, lengths, patterns.

    What others refuse shows when a record is made.
    """
    for one in _single(spec.attribute.validator):
        name = type(one).__name__
        if name == "_InValidator":
            drawn = st.sampled_from([*one.options])
        elif name == "_NumberValidator":
            drawn = _bounded(drawn, spec, one)
        elif name in ("_MinLengthValidator", "_MaxLengthValidator"):
            drawn = _sized(drawn, spec, one)
        elif name == "_MatchesReValidator" and spec.shape.only is str:
            drawn = st.from_regex(one.pattern, fullmatch=one.match_func == one.pattern.fullmatch)
    return drawn


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


def _bounded(drawn: st.SearchStrategy[Any], spec: FieldSpec, validator: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  private
    bound, compare = validator.bound, _COMPARED[validator.compare_op]
    if spec.shape.only is int:
        is_least = validator.compare_op.startswith(">")
        drawn = st.integers(bound, bound + 10**6) if is_least else st.integers(bound - 10**6, bound)
    if spec.shape.only is float:
        drawn = drawn.map(lambda value: bound + value if validator.compare_op.startswith(">") else bound - value)
    return drawn.filter(lambda value: compare(value, bound))


def _sized(drawn: st.SearchStrategy[Any], spec: FieldSpec, validator: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  as above
    is_least = hasattr(validator, "min_length")
    length: int = validator.min_length if is_least else validator.max_length
    if spec.shape.only is str:
        return st.text(min_size=length) if is_least else drawn.map(lambda text: text[:length])
    return drawn.filter(lambda value: len(value) >= length if is_least else len(value) <= length)
