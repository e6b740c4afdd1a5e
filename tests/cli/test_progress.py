"""The progress is shown on a terminal only, and leaves nothing behind."""

from __future__ import annotations

import io
import sys

import pytest

from articlefmt.cli import progress
from articlefmt.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, total: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PAUSE", 0)
    bar = Progress(total)
    bar.clear()
    bar.step()
    bar.clear()
    bar.clear()
    return stream.getvalue()


def test_a_terminal_is_told_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(Terminal(), 2000, monkeypatch) == "\r1 of 2,000 files\r\x1b[K"


def test_nothing_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), 2000, monkeypatch) == ""


def test_few_files_have_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(Terminal(), 20, monkeypatch) == ""


def test_it_is_not_written_more_often_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PAUSE", 60)
    bar = Progress(2000)
    bar.step()
    assert stream.getvalue() == ""
