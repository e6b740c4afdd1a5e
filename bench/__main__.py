"""Runs the benchmarks, prints a table, and writes the figures and a chart.

python -m bench [--only PART ...] [--rounds N] [--json FILE] [--svg FILE]
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.chart import chart
from bench.parts import PARTS, Row
from bench.peers import OURS, versions


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts to run; all by default")
    parser.add_argument("--rounds", type=int, default=25, help="rounds of each part")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--svg", type=Path, help="write a chart of reading and editing to this file")
    given = parser.parse_args()
    about = {"machine": platform.machine(), "system": platform.system(), "python": platform.python_version()}
    sys.stdout.write(f"{about} {versions()}\n")
    rows: list[Row] = []
    for part in given.only:
        found = PARTS[part](given.rounds)
        sys.stdout.write(table(found))
        sys.stdout.flush()
        rows += found
    if given.json:
        figures = [{**row._asdict(), "timing": row.timing._asdict()} for row in rows]
        given.json.write_text(json.dumps({"about": about, "versions": versions(), "rows": figures}, indent=1) + "\n")
    if given.svg:
        given.svg.write_text(chart(rows), encoding="utf-8")


def table(rows: Iterable[Row]) -> str:
    """Rows as text: minimum, median, and the median as a multiple of ours."""
    rows = list(rows)
    ours = {row.what: row.timing.median for row in rows if row.name.startswith(OURS)}
    lines = [f"\n{rows[0].part:10}{'what':26}{'name':22}{'minimum':>12}{'median':>12}{'ratio':>9}"]
    for row in rows:
        minimum, median = (f"{seconds * 1e6:,.1f} µs" for seconds in row.timing)
        ratio = row.timing.median / ours[row.what]
        lines.append(f"{'':10}{row.what:26}{row.name:22}{minimum:>12}{median:>12}{ratio:>8.2f}x")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
