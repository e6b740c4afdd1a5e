"""Name one article among the related ones of another.

python examples/add_related.py play/news-article.md play/news-video-crlf.md   (after: cp -r examples play)
"""

import sys

import articlefmt
from articlefmt import Provider, Related

file, other_file = sys.argv[1:]
other = articlefmt.load(other_file).record
with articlefmt.edit(file) as doc:
    if all(one.web_url != other.original_url for one in doc.record.related):
        doc.record.related.append(
            Related(
                title=other.title,
                excerpt=other.excerpt,
                published_date_time=other.published_date_time,
                web_url=other.original_url,
                type=other.type,
                provider=Provider(name=other.provider.name, domain=other.provider.domain),
                quality=other.quality,
            )
        )
