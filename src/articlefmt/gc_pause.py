"""Python's search for garbage, paused while a large text becomes objects.

It looks again and again at all the objects there are, of which here none is garbage: with 10,000 items that takes a
third of the time, and more for each item the more there are.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

__all__ = ["without_gc"]

Ts = TypeVarTuple("Ts")
R = TypeVar("R")

_LARGE = 100_000  # characters


def without_gc(size: int, function: Callable[[*Ts], R], *args: *Ts) -> R:
    """Call a function that works on a text of `size` characters; if these are many, without the search for garbage.

    The pause is for all threads of the process. A search that was off before stays off.
    """
    if size < _LARGE or not gc.isenabled():
        return function(*args)
    gc.disable()
    try:
        return function(*args)
    finally:
        gc.enable()
