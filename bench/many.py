"""What many files cost: reading, editing, checking and exporting a folder, by one process and by the pool.

python -m bench.many [--files N] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import articlefmt
from bench.articles import article

_ACROSS = 1000  # files of one folder


def title(document: articlefmt.Document[Any]) -> object:
    """What is read of each file."""
    return document.record.title


def warmer(document: articlefmt.Document[Any]) -> None:
    """What is edited in each file."""
    document.record.heat = (document.record.heat or 0) + 1


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m bench.many", description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=100_000, help="how many files")
    parser.add_argument("--folder", help="where they are made; by default a temporary folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        root = Path(folder, "content")
        sys.stdout.write(f"{given.files:,} files, {os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
        _make(root, given.files)
        for name, seconds in _runs(root, Path(folder)):
            each = seconds / given.files * 1e6
            sys.stdout.write(f"{name:44}{seconds:>9.2f} s{each:>10,.0f} µs a file\n")
            sys.stdout.flush()
        most = (
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
        )
        sys.stdout.write(f"most memory: {most[0] / 1024:.0f} MB here, {most[1] / 1024:.0f} MB in one of the others\n")


def _make(root: Path, count: int) -> None:
    for number in range(count):
        folder = root / f"{number // _ACROSS:04}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.md").write_bytes(_article(number))


def _article(number: int) -> bytes:
    """One of its own: what two share is a finding."""
    own = article(number % 4).replace(b"Ten charts", b"%d charts" % number)
    return own.replace(b"more?ref=feed", b"more?ref=%d" % number)


def _runs(root: Path, scratch: Path) -> Iterator[tuple[str, float]]:
    yield "find", _timed(lambda: articlefmt.find(root))
    files = articlefmt.find(root)
    yield "read the bytes of each", _timed(lambda: [file.read_bytes() for file in files])
    yield "read_many", _timed(lambda: _end(articlefmt.read_many(files, title)))
    with ProcessPoolExecutor() as pool:
        yield "read_many, a pool", _timed(lambda: _end(articlefmt.read_many(files, title, executor=pool)))
    yield "edit_many, dry", _timed(lambda: _end(articlefmt.edit_many(files, warmer, dry_run=True)))
    yield "edit_many", _timed(lambda: _end(articlefmt.edit_many(files, warmer)))
    with ProcessPoolExecutor() as pool:
        yield "edit_many, a pool", _timed(lambda: _end(articlefmt.edit_many(files, warmer, executor=pool)))
    words = {
        "check --jobs 1": ["check", root, "--jobs", "1"],
        "check": ["check", root],
        "export to JSON lines, --jobs 1": ["export", root, "--to", scratch / "a.jsonl", "--jobs", "1"],
        "export to JSON lines": ["export", root, "--to", scratch / "b.jsonl"],
        "export to Parquet": ["export", root, "--to", scratch / "c.parquet"],
        "edit --set, unchanged": ["edit", root, "--where", "heat<0", "--set", "heat=0"],
    }
    for name, command in words.items():
        yield f"articlefmt {name}", _timed(lambda command=command: _run(command))


def _end(outcomes: Iterator[articlefmt.Outcome[Any]]) -> None:
    failed = [outcome for outcome in outcomes if outcome.error is not None]
    if failed:
        raise SystemExit(f"{len(failed)} failed, first {failed[0]}")


def _run(words: list[object]) -> None:
    command = [sys.executable, "-m", "articlefmt", *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
