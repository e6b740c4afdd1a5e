"""Make a new article in the generator's own style.

python examples/new_article.py new.md "A title" https://example.com/new
"""

import sys

import articlefmt
from articlefmt import Article, Document, Image

file, title, url = sys.argv[1:]
record = Article(
    title=title,
    excerpt="",
    web_url=url,
    type="article",
    topics=["Charts"],
    images=[Image(url=f"{url}.png", width=1200, height=600)],
)
articlefmt.dump(Document.new(record, body="\nText.\n"), file)
