"""Write another host in every URL that starts with the old one, at whatever depth and of whatever kind.

python examples/move_host.py play https://img.example.com https://pictures.example.com   (after: cp -r examples play)
"""

import sys
from pathlib import Path

import articlefmt


def leaves(value, key=()):
    if isinstance(value, dict | list):
        for name, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(child, (*key, name))
    else:
        yield key, value


def move(doc):
    for key, value in leaves(doc.values):
        if isinstance(value, str) and value.startswith(old):
            doc.set(key, new + value.removeprefix(old))


folder, old, new = sys.argv[1:]
for outcome in articlefmt.edit_many(articlefmt.find(folder), move):
    if outcome.status != "unchanged":
        print(outcome.error or Path(outcome.file).name)
