"""Lower every heat above 100 to 100, by several processes, and say what changed.

python examples/cap_heat.py play   (after: cp -r examples play)
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import articlefmt


def cap(doc):
    if (getattr(doc.record, "heat", None) or 0) > 100:
        doc.record.heat = 100


if __name__ == "__main__":
    status = 0
    with ProcessPoolExecutor() as executor:
        for outcome in articlefmt.edit_many(articlefmt.find(sys.argv[1]), cap, executor=executor):
            for change in outcome.changes:
                print(f"{Path(outcome.file).name}: {'.'.join(map(str, change.key))}: {change.before} -> {change.after}")
            if outcome.error is not None:  # this file stays as it was; the others are done
                print(outcome.error, file=sys.stderr)
                status = 1
    sys.exit(status)
