"""From the last look to the rename nobody else who saves by articlefmt comes between."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import articlefmt
from articlefmt import ConflictError, storage
from articlefmt.storage import folder_lock, unless_changed
from tests.samples import form
from tests.storage.files import NEW, OLD, names, posix


def test_no_increment_of_many_writers_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(form("heat: 0"))
    code = """
import sys, articlefmt
for _ in range(15):
    while True:
        try:
            with articlefmt.edit(sys.argv[1]) as document:
                document.record.heat += 1
            break
        except articlefmt.ConflictError:
            pass
"""
    writers = [subprocess.Popen([sys.executable, "-c", code, path]) for _ in range(6)]
    assert [writer.wait() for writer in writers] == [0] * 6
    assert articlefmt.load(path).record.heat == 90
    assert names(tmp_path) == ["a.md"]


def test_no_increment_of_many_threads_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(form("heat: 0"))

    def increment() -> None:
        for _ in range(20):
            while True:
                try:
                    with articlefmt.edit(path) as document:
                        document.record.heat = (document.record.heat or 0) + 1
                    break
                except ConflictError:
                    continue

    threads = [threading.Thread(target=increment) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert articlefmt.load(path).record.heat == 80


@posix
def test_an_owner_that_is_dead_holds_nothing_up(file: Path) -> None:
    code = (
        "import fcntl, os, signal, sys; fcntl.flock(os.open(sys.argv[1], 0), 2); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, file.parent], check=False)
    assert storage.save(file, NEW, unless_changed(file, OLD))


@posix
def test_a_process_that_was_forked_meanwhile_holds_nothing_up(file: Path) -> None:
    code = """
import os, signal, sys, time
from articlefmt import storage
def judge(_):
    if os.fork() == 0:
        os.close(1)
        time.sleep(20)
        os._exit(0)
    os.kill(os.getpid(), signal.SIGKILL)
storage.save(sys.argv[1], b"x", judge)
"""
    subprocess.run([sys.executable, "-c", code, file], check=False)
    begun = time.monotonic()
    assert storage.save(file, NEW, unless_changed(file, OLD))
    assert time.monotonic() - begun < 3


@posix
def test_one_that_is_kept_is_waited_for_and_then_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr(folder_lock, "_PATIENCE", 0.05)
    folder = os.open(file.parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    with pytest.raises(TimeoutError, match="another program keeps the folder locked") as caught:
        storage.save(file, NEW, unless_changed(file, OLD))
    assert caught.value.filename == str(file)
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["a.md"]
    threading.Timer(0.02, os.close, [folder]).start()
    monkeypatch.setattr(folder_lock, "_PATIENCE", 5)
    assert storage.save(file, NEW, unless_changed(file, OLD))


@posix
def test_where_the_system_has_no_locks_a_save_goes_on_without(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    assert storage.save(file, NEW, unless_changed(file, OLD))


def test_what_is_judged_is_what_is_replaced(file: Path) -> None:
    seen: list[bytes | None] = []
    storage.save(file, NEW, seen.append)
    storage.save(file.with_name("b.md"), NEW, seen.append)
    assert seen == [OLD, None]
