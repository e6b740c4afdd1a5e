"""What many files cost: reading, editing, checking and exporting a folder, by one process, by the pool and by Dask.

And what many objects of a store cost whose answers take their time, by how many are under way at once. Dask and obstore
are left out where they aren't installed.

python -m bench.many [--files N] [--objects N] [--delay MILLISECONDS] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
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
    parser.add_argument("--objects", type=int, default=2000, help="how many objects of a store")
    parser.add_argument("--delay", type=float, default=20, help="milliseconds that it takes to answer")
    parser.add_argument("--folder", help="where they are made; by default a temporary folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        root = Path(folder, "content")
        sys.stdout.write(f"{given.files:,} files, {os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
        _make(root, given.files)
        for name, seconds in _runs(root, Path(folder)):
            _tell(name, seconds, given.files)
        for name, seconds in _by_dask(root, Path(folder)):
            _tell(name, seconds, given.files)
        for name, seconds in _from_store(given.objects, given.delay):
            _tell(name, seconds, given.objects)
        most = (
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
        )
        sys.stdout.write(f"most memory: {most[0] / 1024:.0f} MB here, {most[1] / 1024:.0f} MB in one of the others\n")


def _tell(name: str, seconds: float, count: int) -> None:
    sys.stdout.write(f"{name:44}{seconds:>9.2f} s{seconds / count * 1e6:>10,.0f} µs a file\n")
    sys.stdout.flush()


def _make(root: Path, count: int) -> None:
    for number in range(count):
        folder = root / f"{number // _ACROSS:04}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.md").write_bytes(_article(number))


def _article(number: int) -> bytes:
    """One of its own: what two share is a finding."""
    own = article(number % 4).replace(b"Ten charts", b"%d charts" % number)
    own = own.replace(b"more?ref=feed", b"more?ref=%d" % number)
    return own.replace(b'say-more"', b'say-more-%d"' % number)


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
    yield "load, edit and save each", _timed(lambda: [_edit(file) for file in files])
    yield "write and sync the bytes of each, as a save", _timed(lambda: [_write(file) for file in files])
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


def _edit(file: Path) -> None:
    with articlefmt.edit(file) as document:
        warmer(document)


def _write(file: Path) -> None:
    """What a save asks of the disk, and no more: a new file and its folder are synced."""
    data, beside = file.read_bytes(), file.with_suffix(".new")
    with beside.open("wb") as new:
        new.write(data)
        new.flush()
        os.fsync(new.fileno())
    beside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _by_dask(root: Path, scratch: Path) -> Iterator[tuple[str, float]]:
    if find_spec("distributed") is None:
        return
    from distributed import Client, LocalCluster

    files = articlefmt.find(root)
    with (
        LocalCluster(n_workers=os.cpu_count(), threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        Client(cluster) as client,
    ):
        executor = client.get_executor()
        _end(articlefmt.read_many(files[:2000], title, executor=executor))  # the workers import what they need
        yield "read_many, Dask", _timed(lambda: _end(articlefmt.read_many(files, title, executor=executor)))
        yield "edit_many, Dask", _timed(lambda: _end(articlefmt.edit_many(files, warmer, executor=executor)))
        for name, words in {
            "check --dask": ["check", root],
            "export to JSON lines, --dask": ["export", root, "--to", scratch / "d.jsonl"],
        }.items():
            command = [*words, "--dask", client.scheduler.address]
            yield f"articlefmt {name}", _timed(lambda command=command: _run(command))


def _from_store(count: int, delay: float) -> Iterator[tuple[str, float]]:
    if find_spec("obstore") is None:
        return
    with _store(delay):
        urls = [f"s3://articles/{number}.md" for number in range(count)]
        yield f"objects that take {delay:g} ms, one by one", _timed(lambda: _end(articlefmt.read_many(urls, title)))
        for at_once in (4, 16, 64):
            with ThreadPoolExecutor(at_once) as pool:
                yield (
                    f"the same, {at_once} threads",
                    _timed(lambda pool=pool: _end(articlefmt.read_many(urls, title, executor=pool))),
                )


@contextmanager
def _store(delay: float) -> Iterator[None]:
    """A store on the loopback, and the environment that leads to it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ.update(
        AWS_ACCESS_KEY_ID="x",
        AWS_SECRET_ACCESS_KEY="y",  # noqa: S106  the store takes any
        AWS_REGION="us-east-1",
        AWS_ENDPOINT_URL=f"http://127.0.0.1:{port}",
        AWS_ALLOW_HTTP="true",
        NO_PROXY="127.0.0.1",
    )
    server = subprocess.Popen([sys.executable, "-m", "bench.store", str(port), str(delay)])
    try:
        articlefmt.load("s3://articles/0.md")  # obstore tries again until it is there
        yield
    finally:
        server.terminate()
        server.wait()


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
