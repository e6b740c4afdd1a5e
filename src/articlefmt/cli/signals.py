"""Signals that end a process end it in order: what is at hand is cleaned up, and processes that help are ended, too."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["end_in_order", "ending_in_order"]

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let these signals raise `SystemExit` in the block; those that are ignored or handled otherwise stay so."""
    is_ours = threading.current_thread() is threading.main_thread()  # no other may say what signals do
    ours = [number for number in _ENDING if is_ours and signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def end_in_order() -> None:
    """The same for a process that helps, as long as it lives. Ctrl-C is left to the one that gives out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
