"""Functions that are generated from the fields of a record class, at the first use: what both directions share.

`lens.structurer` makes records of plain values, `lens.unstructurer` plain values of records. Both take what fits and
give up on anything else; `lens.problems` or `lens.faults` then says what is wrong. A generated function has a line or
two for each field and no loop over them, which makes it five to seven times as fast as a walk over the fields. A field
of one plain type or of `Secured`, or of a list of plain values, is checked in its lines; any other one by a function of
its shape (`lens.shaped`). What a line needs besides is in the function's scope, under the name of the attribute, which
is unique in its class. The source of a function is its `__doc__`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from threading import RLock
from typing import NamedTuple, TypeVar, cast

from articlefmt.lens.shaped import MisfitError, misfit
from articlefmt.model.making import nested_classes
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape

__all__ = ["Simple", "compiled", "differing", "made", "simple_of"]

F = TypeVar("F")

_ABSENT = object()
_MAKING: set[tuple[object, type]] = set()
"""The functions that are being made: of a class that is nested in itself, one is wanted meanwhile."""

_LOCK = RLock()


def made(cls: type, known: dict[type, F], make: Callable[[type], F], later: F) -> F:
    """The function of a class, made if it isn't; what is asked for while it is made is one that asks again.

    Nested classes come first, so that a long chain of them is no deep recursion.
    """
    with _LOCK:
        for one in reversed(nested_classes(cls)):  # it raises where one of them can't be held
            if one not in known and (make, one) not in _MAKING:
                _MAKING.add((make, one))
                try:
                    known[one] = make(one)
                finally:
                    _MAKING.discard((make, one))
        return known.get(cls) or later


class Simple(NamedTuple):
    """A shape of one plain type or of one class, or a list of these; or `Secured`."""

    type: type
    is_record: bool
    many: bool


def simple_of(shape: Shape) -> Simple | None:
    """What is checked in the lines of a field; None for what needs a function of its shape."""
    many = shape.items is not None and shape.empty == []
    one = shape.items if many and shape.items is not None else shape
    if many and (one.null or one.only is datetime):
        return None
    if one.only_record is not None:
        return Simple(one.only_record, is_record=True, many=many)
    only = one.only
    if only is None or only is time or (only is Secured and many):  # few fields are: no lines of their own for those
        return None
    return Simple(only, is_record=False, many=many)


def differing(value: str, only: type) -> str:
    """Code that tells whether a plain value is of another type; every timestamp among them has a zone."""
    if only is float:
        return f"type({value}) is not float and type({value}) is not int"
    return f"type({value}) is not {only.__name__}"


def compiled(name: str, lines: list[str], scope: dict[str, object]) -> object:
    """The function of a name whose source these lines are, with what they name in its scope."""
    scope |= {
        "Misfit": MisfitError,
        "misfit": misfit,
        "absent": _ABSENT,
        "date": date,
        "datetime": datetime,
        "Secured": Secured,
    }
    source = "\n".join(lines)
    exec(source, scope)  # noqa: S102  made of the names and types of fields
    function = cast("Callable[..., object]", scope[name])
    function.__doc__ = source
    return function
