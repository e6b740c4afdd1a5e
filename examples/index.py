"""Print an index of a folder as JSON: the kind, the title and the date of each file.

python examples/index.py examples
"""

import json
import sys

import articlefmt


def entry(file):
    values = articlefmt.unstructure(articlefmt.load(file, cls=articlefmt.Record).record, timestamps="text")
    return {
        "file": file.name,
        "title": values.get("title", values.get("name")),
        "date": values.get("publishedDateTime"),
        "topics": values.get("topics", []),
    }


print(json.dumps([entry(file) for file in articlefmt.find(sys.argv[1])], indent=1, ensure_ascii=False))
