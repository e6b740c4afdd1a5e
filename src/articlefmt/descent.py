"""The walk of what is nested, without recursion: how deep it is doesn't depend on the caller's stack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["descend"]

T = TypeVar("T")


def descend(root: T, below: Callable[[T], Iterable[T]]) -> Iterator[T]:
    """A thing and all that is nested in it: outer before inner, of the things in one the last first.

    Args:
        root: the thing.
        below: gives the things in one. It is asked after that one was given out, so what was done to it counts.
    """
    todo = [root]
    while todo:
        one = todo.pop()
        yield one
        todo += below(one)
