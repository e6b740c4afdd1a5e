"""A chunk of files in a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import sys, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
import articlefmt

def warmer(document):
    time.sleep(0.02)
    document.record.heat = 6

if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        list(articlefmt.edit_many(sorted(Path("content").iterdir()), warmer, executor=pool))
"""
FILE = "---\ntitle: A walk\nexcerpt: By the sea.\ntype: article\nheat: 5\n---\n"


def done(folder: Path) -> int:
    return sum("heat: 6" in file.read_text(encoding="utf-8") for file in folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="there a process doesn't learn that the one above it ended")
def test_a_worker_whose_process_was_killed_edits_no_more(tmp_path: Path) -> None:
    """All of these files are one chunk, and it went on to the last."""
    content = tmp_path / "content"
    content.mkdir()
    for number in range(150):
        (content / f"{number:03}.md").write_text(FILE, encoding="utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "program.py"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True) as program:
        while program.poll() is None and not done(content):
            time.sleep(0.01)
        program.send_signal(signal.SIGKILL)
        program.wait()
        time.sleep(0.3)  # what was under way
        left = done(content)
        time.sleep(0.5)
        later = done(content)
        os.killpg(program.pid, signal.SIGKILL)  # Python's own workers wait for work for ever
    assert 0 < later == left < 150
