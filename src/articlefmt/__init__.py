"""Read article files: Markdown with a typed YAML record in front, and an opaque `secured`.

```
doc = articlefmt.load("article.md")
doc.record.title
```
"""

from articlefmt.checks import Finding, check
from articlefmt.discovery import find
from articlefmt.document import Change, Document, dump, dumps, edit, load, loads, structure, unstructure
from articlefmt.errors import (
    ArticleError,
    ConflictError,
    EditError,
    FieldError,
    ParseError,
    Problem,
    SecuredChangedError,
    StructureError,
)
from articlefmt.model.parts import (
    Action,
    Affiliation,
    Author,
    Company,
    Image,
    LinkedIn,
    Provider,
    Publisher,
    Ratings,
    Related,
    Twitch,
    Twitter,
    YouTube,
)
from articlefmt.model.records import Article, Challenge, Community, Organization, Profile, Record
from articlefmt.model.secured import Secured
from articlefmt.syntax.limits import Limits
from articlefmt.values import Value

__all__ = [
    "Action",
    "Affiliation",
    "Article",
    "ArticleError",
    "Author",
    "Challenge",
    "Change",
    "Community",
    "Company",
    "ConflictError",
    "Document",
    "EditError",
    "FieldError",
    "Finding",
    "Image",
    "Limits",
    "LinkedIn",
    "Organization",
    "ParseError",
    "Problem",
    "Profile",
    "Provider",
    "Publisher",
    "Ratings",
    "Record",
    "Related",
    "Secured",
    "SecuredChangedError",
    "StructureError",
    "Twitch",
    "Twitter",
    "Value",
    "YouTube",
    "check",
    "dump",
    "dumps",
    "edit",
    "find",
    "load",
    "loads",
    "structure",
    "unstructure",
]
