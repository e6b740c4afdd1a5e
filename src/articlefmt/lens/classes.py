"""Of which class, and in which layout, plain values are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from articlefmt.layouts import Layout
from articlefmt.lens.shaped import MisfitError
from articlefmt.lens.structurer import structurer
from articlefmt.model.kinds import layout_for, told_class
from articlefmt.model.layout import layout_of
from articlefmt.values import Value

__all__ = ["class_of", "layout_of_values"]


def class_of(values: Mapping[str, Value], classes: Sequence[type]) -> type:
    """The class of these values: the only one, or the one that their layouts tell, else the first that they fit.

    Of classes that are all told by something the first one is taken where nothing tells.
    """
    if len(classes) == 1:
        return classes[0]
    told = told_class(classes, values.get)
    if told is not None:
        return told
    untold = [cls for cls in classes if layout_of(cls).told is None]
    if len(untold) > 1:
        return next((cls for cls in untold if _fits(values, cls)), untold[0])
    return next(iter(untold), classes[0])


def layout_of_values(values: Mapping[str, Value], classes: Sequence[type]) -> Layout:
    """How a file with these values is laid out, as one of one of these classes."""
    cls = classes[0] if len(classes) == 1 else class_of(values, classes)  # each edit asks: here calls are spared
    return layout_for(cls, layout_of(cls).kind(values.get))


def _fits(values: Mapping[str, Value], cls: type) -> bool:
    try:
        structurer(cls)(cast("dict[str, Value]", values))
    except (MisfitError, RecursionError):
        return False
    return True
