"""A check of one's own: each picture of an article is at least 100 pixels wide. Exits with 1 if one isn't.

python examples/check_images.py examples
"""

import sys

import articlefmt
from articlefmt import Finding

findings = []
for file in articlefmt.find(sys.argv[1]):
    doc = articlefmt.load(file, cls=articlefmt.Record)
    found = articlefmt.check(doc)
    if not found:
        for index, image in enumerate(getattr(doc.record, "images", [])):
            if image.width < 100:
                key = ("images", index, "width")
                message = f"{image.width} pixels are too few"
                found.append(Finding(code="M101", severity="error", message=message, file=file.name, key=key))
    findings += found
print(*findings, sep="\n")
sys.exit(bool(findings))
