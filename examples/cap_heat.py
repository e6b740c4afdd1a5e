"""Lower every heat above 100 to 100, and say what changed.

python examples/cap_heat.py play   (after: cp -r examples play)
"""

import sys

import articlefmt

status = 0
for file in articlefmt.find(sys.argv[1]):
    try:
        doc = articlefmt.load(file, cls=articlefmt.Record)
        if (getattr(doc.record, "heat", None) or 0) > 100:
            doc.record.heat = 100
        for change in doc.changes():
            print(f"{file.name}: {'.'.join(map(str, change.key))}: {change.before} -> {change.after}")
        doc.save()
    except articlefmt.ArticleError as error:  # this file stays as it is; go on with the others
        print(error, file=sys.stderr)
        status = 1
sys.exit(status)
