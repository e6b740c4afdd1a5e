"""What is measured: reading, editing, checking a folder, importing, growing. Each part gives rows of a table."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import articlefmt
from articlefmt import Related
from articlefmt.git import merge_lines
from bench.articles import MANY, article, front, large, small
from bench.peers import EDITORS, READERS, Peer
from bench.timing import Timing, interleaved

__all__ = ["PARTS", "Row"]


class Row(NamedTuple):
    """One figure: the part, what was worked on, who worked, and the seconds it took."""

    part: str
    what: str
    name: str
    timing: Timing


_SIZES = {"small": small, "2.4 KB": article, "60 related": large}


def read(rounds: int) -> list[Row]:
    """Every value, ours typed."""
    return [row for what, make in _SIZES.items() for row in _compare("read", what, READERS, make(), rounds)]


def edit(rounds: int) -> list[Row]:
    """Read, set one scalar, write; ours verified."""
    sizes = {what: make for what, make in _SIZES.items() if what != "small"}
    return [row for what, make in sizes.items() for row in _compare("edit", what, EDITORS, make(), rounds)]


def check(rounds: int) -> list[Row]:
    """A folder of 2,000 files through `articlefmt check`, and its front matters through yamllint; whole processes."""
    count = 2000
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours"), Path(folder, "theirs")
        ours.mkdir()
        theirs.mkdir()
        for number in range(count):
            data = article(number % 4)
            (ours / f"{number}.md").write_bytes(data)
            (theirs / f"{number}.yaml").write_text("---\n" + front(data), encoding="utf-8")
        rules = "{extends: default, rules: {line-length: disable}}"
        commands = {
            "articlefmt --jobs 1": [sys.executable, "-m", "articlefmt", "check", "--jobs", "1", str(ours)],
            "articlefmt": [sys.executable, "-m", "articlefmt", "check", str(ours)],
            "yamllint": [sys.executable, "-m", "yamllint", "-d", rules, str(theirs)],
        }
        return [
            Row("check", f"{count:,} files", name, timing)
            for name, timing in _processes(commands, max(3, rounds // 5)).items()
        ]


def start(rounds: int) -> list[Row]:
    """What `import articlefmt` adds to `import attrs`, each in a process of its own."""
    code = "import attrs, time; t = time.perf_counter(); import articlefmt; print(time.perf_counter() - t)"
    times = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(rounds + 1)][1:]
    return [Row("import", "beside attrs", "articlefmt", Timing(min(times), median(times)))]


def grow(rounds: int) -> list[Row]:
    """Related articles from 100 to 10,000, per item; bodies from 1 KB to 50 MB."""
    works = {}
    for count in (100, 1000, 10_000):
        data = article(count)
        works |= {
            f"read {count:,} items": lambda data=data: articlefmt.loads(data, limits=MANY).record,
            f"edit one of {count:,}": lambda data=data, count=count: _edited(data, count, insert=False),
            f"insert into {count:,}": lambda data=data, count=count: _edited(data, count, insert=True),
        }
    for size in (1 << 10, 1 << 20, 50 << 20):
        data = article() + b"x" * size
        works |= {
            f"edit, body {size >> 10:,} KB": lambda data=data: _edited(data, 1, insert=False),
            f"copy, body {size >> 10:,} KB": lambda data=data: bytes(bytearray(data)),
        }
    return [Row("grow", what, "articlefmt", timing) for what, timing in interleaved(works, max(3, rounds // 5)).items()]


def merge(rounds: int) -> list[Row]:
    """Two neighbours changed, and two items added; beside a typed read, and git's merge of the same files."""
    base = article()
    rows: list[Row] = []
    changes = {
        "two neighbours": ((b'\ntitle: "', b'\ntitle: "Ours '), (b'\nexcerpt: "', b'\nexcerpt: "Theirs ')),
        "two items added": ((b"\ntopics:\n", b"\ntopics:\n  - Ours\n"), (b"\ntopics:\n", b"\ntopics:\n  - Theirs\n")),
    }
    for what, (ours, theirs) in changes.items():
        one, other = base.replace(*ours, 1), base.replace(*theirs, 1)
        if len({base, one, other}) != 3:
            message = f"the article has no place for {what}"
            raise ValueError(message)
        works: dict[str, Callable[[], object]] = {
            "articlefmt.merge": lambda one=one, other=other: articlefmt.merge(base, one, other),
            "git merge-file": lambda one=one, other=other: merge_lines(
                base, one, other, labels=("a", "b", "c"), size=7
            ),
            "typed read": lambda: articlefmt.loads(base).record,
        }
        rows += [Row("merge", what, name, timing) for name, timing in interleaved(works, rounds).items()]
    return rows


PARTS = {"read": read, "edit": edit, "merge": merge, "check": check, "import": start, "grow": grow}


def _compare(part: str, what: str, peers: tuple[Peer, ...], data: bytes, rounds: int) -> list[Row]:
    works = {peer.name: peer.prepare(data) for peer in peers}
    return [Row(part, what, name, timing) for name, timing in interleaved(works, rounds).items()]


def _edited(data: bytes, count: int, *, insert: bool) -> bytes:
    document = articlefmt.loads(data, limits=MANY)
    related = document.record.related
    if insert:
        new = Related(
            title="A new one",
            excerpt="",
            published_date_time=related[0].published_date_time,
            web_url="https://news.example.com/new",
            type="article",
            quality=1,
        )
        related.insert(count // 2, new)
    else:
        related[count // 2].quality = -1
    return document.to_bytes()


def _processes(commands: dict[str, list[str]], rounds: int) -> dict[str, Timing]:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times[name].append(time.perf_counter() - begun)
    return {name: Timing(min(found), median(found)) for name, found in times.items()}
