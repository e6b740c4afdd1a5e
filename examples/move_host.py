"""Write another host in every URL that starts with the old one, at whatever depth and of whatever kind.

python examples/move_host.py play https://img.example.com https://pictures.example.com   (after: cp -r examples play)
"""

import sys

import articlefmt


def leaves(value, key=()):
    if isinstance(value, dict | list):
        for name, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(child, (*key, name))
    else:
        yield key, value


folder, old, new = sys.argv[1:]
for file in articlefmt.find(folder):
    doc = articlefmt.load(file, cls=articlefmt.Record)
    for key, value in leaves(doc.values):
        if isinstance(value, str) and value.startswith(old):
            doc.set(key, new + value.removeprefix(old))
    if doc.save():
        print(file.name)
