"""Texts that were altered character by character: the compiled reader reads each as the one in Python does.

`python -m tests.syntax.mutants --seconds 20 FILE...` tries as many as it can, of the front matters of some files; so it
is done under sanitizers, which tell what no test would see. It ends with 1 if one was read in another way.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from articlefmt import Limits, ParseError
from articlefmt.syntax import block_reader, compiled
from articlefmt.syntax.source import split
from articlefmt.values import Value, same

__all__ = ["is_exactly", "mutant"]

_PIECES = [
    *" \n-:#\"'\\,[]{}&*!|>%@`~?.0123456789azAZ_=+<\t\r\0\a\x7f\x80\x85\x9f\xa0é\u2028\u2029\ufeff\ufffe\uffff\U0001f600",
    "\ud800", "- ", ": ", " #", "\n\n", "\n  ", "\n- ", "true", "null", "False", "2021-05-30", "T14:00:00Z", '""', "''", "\\x41", "\\ud800",
    '\\"', "key: ", "0x1F", "1e3", "-0", "4.60", "123456789012345678", "1234567890123456789",
]  # fmt: skip
_DEPTHS = (1, 2, 3, 4, 5, 100, 100, 100)


def mutant(front: str, draw: random.Random) -> str:
    """A few lines of a text, or all, with some characters more, less or others."""
    if draw.random() < 0.7:
        lines = front.splitlines(keepends=True)
        first = draw.randrange(len(lines))
        front = "".join(lines[first : first + draw.randint(1, 8)])
    for _ in range(draw.choice((1, 1, 1, 2, 3, 6))):
        at, end = sorted((draw.randint(0, len(front)), draw.randint(0, len(front))))
        end = min(end, at + draw.choice((0, 0, 1, 1, 3)))
        front = front[:at] + draw.choice(("", *[draw.choice(_PIECES)] * 4, front[at : at + 40])) + front[end:]
    return front


def is_exactly(one: dict[str, Value] | None, other: dict[str, Value] | None) -> bool:
    """Whether two readers gave the same: values, their types, and the order of the keys."""
    return same(one, other) and repr(one) == repr(other)


def _fronts(files: list[str]) -> Iterator[str]:
    for file in files:
        try:
            front = split(Path(file).read_bytes(), Limits()).front
        except ParseError:
            continue
        if front:
            yield front


def main() -> int:
    """Try mutants. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.syntax.mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20, help="how long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="+", metavar="FILE")
    given = parser.parse_args()
    if compiled.read is None:
        sys.stderr.write("the compiled reader isn't there\n")
        return 2
    fronts, draw = [*_fronts(given.files)], random.Random(given.seed)
    end, tried, taken = time.monotonic() + given.seconds, 0, 0
    while time.monotonic() < end:
        front, depth = mutant(draw.choice(fronts), draw), draw.choice(_DEPTHS)
        wanted = block_reader.read_purely(front, depth)
        if not is_exactly(compiled.read(front, depth), wanted):
            sys.stdout.write(f"depth {depth}: read otherwise: {front!r}\n")
            return 1
        tried, taken = tried + 1, taken + (wanted is not None)
    sys.stdout.write(f"{tried:,} mutants of {len(fronts):,} texts read alike; {taken:,} are of the subset\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
