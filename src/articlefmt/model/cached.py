"""`functools.cache`, for functions of classes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar, cast

__all__ = ["cached"]

P = ParamSpec("P")
R = TypeVar("R")


def cached(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function gave. `cache` forgets its types, and type checkers don't know that a class is hashable."""
    return cast("Callable[P, R]", cache(function))
