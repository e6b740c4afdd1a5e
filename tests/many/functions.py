"""Functions of a document as users write them: at the top level of a module, so that workers find them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from articlefmt import Document, Record

__all__ = ["UnreadableError", "fail_at_b", "fail_badly", "heat", "kill_at_b", "raise_heat", "raise_heat_badly", "slow_heat", "unpicklable"]  # fmt: skip


class UnreadableError(Exception):
    """One that can be sent, and not be received, though Dask lets others be that take other arguments than they have."""

    def __reduce__(self) -> tuple[Callable[[], object], tuple[()]]:
        return _received, ()


def _received() -> object:
    message = "not this one"
    raise ValueError(message)


def heat(document: Document[Record]) -> int:
    value = document.values["heat"]
    assert isinstance(value, int)
    return value


def slow_heat(document: Document[Record]) -> int:
    time.sleep(0.002)
    return heat(document)


def raise_heat(document: Document[Record]) -> int:
    """Give what it was."""
    old = heat(document)
    if old < 30:
        document.set("heat", 30)
    return old


def raise_heat_badly(document: Document[Record]) -> object:
    raise_heat(document)
    return lambda: None


def fail_at_b(document: Document[Record]) -> int:
    if str(document.file).endswith("b.md"):
        raise KeyError("b")
    return raise_heat(document)


def unpicklable(document: Document[Record]) -> object:
    return (lambda: None) if str(document.file).endswith("b.md") else 5


def fail_badly(document: Document[Record]) -> None:
    raise UnreadableError


def kill_at_b(document: Document[Record]) -> int:
    """Kill the worker, the first time."""
    flag = Path(str(document.file)).parent / "killed"
    if str(document.file).endswith("b.md") and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return raise_heat(document)
