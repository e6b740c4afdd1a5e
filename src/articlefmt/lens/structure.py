"""Plain values ↔ records: no coercion, and every problem at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from articlefmt.errors import EditError, Problem, StructureError
from articlefmt.keys import masked_key
from articlefmt.lens.classes import class_of
from articlefmt.lens.faults import faults
from articlefmt.lens.problems import problems
from articlefmt.lens.refusals import refused_once
from articlefmt.lens.shaped import MisfitError
from articlefmt.lens.structurer import structurer
from articlefmt.lens.timestamps import Timestamps, check_form, in_form, with_timestamps
from articlefmt.lens.unstructurer import unstructurer
from articlefmt.model.base import secrets_of
from articlefmt.model.cached import cached
from articlefmt.model.classes import classes_of
from articlefmt.model.fields import is_record, name_of, specs_by_key
from articlefmt.model.layout import layout_of
from articlefmt.model.making import nested_classes, opaque_names
from articlefmt.model.records import RECORDS
from articlefmt.model.shapes import Shape
from articlefmt.model.words import describe_type
from articlefmt.secrecy import Secrets
from articlefmt.values import NotPlainError, Value, plain_copy

__all__ = [
    "structure",
    "structure_as",
    "structure_values",
    "unstructure",
    "unstructure_values",
]


def structure(mapping: Mapping[str, object], cls: object, *, timestamps: Timestamps = "datetime") -> object:
    """Make a record of plain values, as `articlefmt.structure` does; errors as there."""
    classes = classes_of(cls)
    check_form(timestamps)
    if not isinstance(mapping, Mapping):
        message = f"structure takes a mapping, not {type(mapping).__name__}"
        raise TypeError(message)
    try:
        values = plain_copy(mapping)
    except NotPlainError as error:
        raise StructureError([Problem("T301", error.reason, error.key)]) from None
    if timestamps == "text":
        values = with_timestamps(values, class_of(values, classes))
    try:
        return structure_values(values, classes)
    except StructureError as error:
        secrets = Secrets(values, names=opaque_names(classes))
        told = [attrs.evolve(problem, key=masked_key(problem.key, secrets)) for problem in error.problems]
    raise StructureError(told)


def unstructure(record: object, *, timestamps: Timestamps = "datetime") -> dict[str, Value]:
    """The plain values of a record, as `articlefmt.unstructure` gives them; errors as there."""
    check_form(timestamps)
    if not is_record(record):
        message = f"unstructure takes a record, not {type(record).__name__}"
        raise TypeError(message)
    return in_form(unstructure_values(record, type(record))[0], timestamps)


def structure_values(values: dict[str, Value], classes: Sequence[type]) -> object:
    """Make a record of plain values, of which it keeps none that can change. Raises `StructureError`."""
    return structure_as(values, class_of(values, classes), classes)


def structure_as(values: dict[str, Value], wanted: type, classes: Sequence[type]) -> object:
    """The same for a class that was chosen from some."""
    try:
        return structurer(wanted)(values)
    except (MisfitError, RecursionError) as error:
        raised = error.__cause__
    other = class_of(values, RECORDS)
    if wanted in RECORDS and wanted is not other:
        message = (
            f"its keys are those of {describe_type(other)}, not of {describe_type(wanted)}; "
            f"load it with cls=articlefmt.{other.__name__}"
        )
        raise StructureError([Problem("T303", message)])
    found = _problems(values, wanted)
    if not found and isinstance(raised, Exception):
        found = [refused_once(values, wanted, raised)]
    if len(classes) > 1 and layout_of(wanted).told is None:
        tried = ", ".join(f"`{name_of(cls)}`" for cls in classes)
        found.insert(0, Problem("T303", f"none of {tried} fits; what follows is of `{name_of(wanted)}`"))
    raise StructureError(found)


def unstructure_values(record: object, cls: type) -> tuple[dict[str, Value], bool]:
    """The plain values of a record, and whether those that are equal are the same. Raises `EditError`."""
    unknown: list[object] = []
    try:
        return unstructurer(cls)(record, unknown), not unknown and _is_exact(cls)
    except (MisfitError, NotPlainError):
        fault = next(faults(record, cls))
    except RecursionError:
        fault = EditError("it is nested too deeply, or holds itself", code="E702")
    except AttributeError as error:  # somebody deleted it
        fault = EditError(f"the record lacks an attribute: {error.name}", code="E702")
    fault.key = masked_key(fault.key, secrets_of(record))
    raise fault


def _problems(values: dict[str, Value], cls: type) -> list[Problem]:
    try:
        return [*problems(values, cls)]
    except RecursionError:
        return [Problem("T301", "it is nested too deeply")]


@cached
def _is_exact(cls: type) -> bool:
    """Whether each place of a class, and of those nested in it, has numbers of one type only: so `==` tells all."""
    return all(_has_one_number(spec.shape) for one in nested_classes(cls) for spec in specs_by_key(one).values())


def _has_one_number(shape: Shape) -> bool:
    kinds = {*shape.types, *(kind for kind, _ in shape.choices)} & {int, float, bool}
    below = (one for one in (shape.items, shape.values) if one is not None)
    return not shape.is_any and len(kinds) < 2 and all(map(_has_one_number, below))  # noqa: PLR2004
