"""Times several ways of doing the same work in turn, so that a busy machine slows all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple

__all__ = ["Timing", "interleaved"]

_SLICE = 0.02  # seconds that one contender works in a round


class Timing(NamedTuple):
    """Seconds for one piece of work."""

    minimum: float
    median: float


def interleaved(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Timing]:
    """The time of each work, measured in rounds in which each has its turn."""
    counts: dict[str, int] = {}
    for name, work in works.items():
        work()
        counts[name] = max(1, int(_SLICE / max(_once(work, 1), 1e-7)))
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(_once(work, counts[name]))
    return {name: Timing(min(found), median(found)) for name, found in times.items()}


def _once(work: Callable[[], object], count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        work()
    return (time.perf_counter() - start) / count
