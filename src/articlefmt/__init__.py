"""Read and edit Markdown files with a typed YAML record in front: article files, or those of any attrs class.

```
doc = articlefmt.load("article.md")
doc.record.title
articlefmt.load("post.md", cls=Post).record.title
```
"""

from typing import TYPE_CHECKING

from articlefmt.api import dump, dumps, edit, load, loads, structure, unstructure
from articlefmt.document import Document
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
from articlefmt.model.checked import checked
from articlefmt.model.layout import Kind, Telltale, layout
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
from articlefmt.model.records import RECORDS, Article, Challenge, Community, Organization, Profile, Record
from articlefmt.model.secured import Secured
from articlefmt.place import Place
from articlefmt.syntax.limits import Limits
from articlefmt.values import Value
from articlefmt.version import __version__

if TYPE_CHECKING:
    from articlefmt.checks import Finding, check
    from articlefmt.diff.changes import MISSING, Change, Missing
    from articlefmt.discovery import find
    from articlefmt.many.functions import edit_many, read_many
    from articlefmt.many.outcome import Outcome
    from articlefmt.many.rows import rows
    from articlefmt.merging.functions import Conflict, Merge, merge

__all__ = [
    "MISSING",
    "RECORDS",
    "Action",
    "Affiliation",
    "Article",
    "ArticleError",
    "Author",
    "Challenge",
    "Change",
    "Community",
    "Company",
    "Conflict",
    "ConflictError",
    "Document",
    "EditError",
    "FieldError",
    "Finding",
    "Image",
    "Kind",
    "Limits",
    "LinkedIn",
    "Merge",
    "Missing",
    "Organization",
    "Outcome",
    "ParseError",
    "Place",
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
    "Telltale",
    "Twitch",
    "Twitter",
    "Value",
    "YouTube",
    "__version__",
    "check",
    "checked",
    "dump",
    "dumps",
    "edit",
    "edit_many",
    "find",
    "layout",
    "load",
    "loads",
    "merge",
    "read_many",
    "rows",
    "structure",
    "unstructure",
]

_LATER = {
    "MISSING": "articlefmt.diff.changes",
    "Change": "articlefmt.diff.changes",
    "Conflict": "articlefmt.merging.functions",
    "Finding": "articlefmt.checks",
    "Merge": "articlefmt.merging.functions",
    "Missing": "articlefmt.diff.changes",
    "Outcome": "articlefmt.many.outcome",
    "check": "articlefmt.checks",
    "edit_many": "articlefmt.many.functions",
    "find": "articlefmt.discovery",
    "merge": "articlefmt.merging.functions",
    "read_many": "articlefmt.many.functions",
    "rows": "articlefmt.many.rows",
}


if not TYPE_CHECKING:  # else a type checker would take any name

    def __getattr__(name: str) -> object:
        """Import what few programs use when it is asked for: an import of articlefmt takes half the time."""
        if name not in _LATER:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module  # noqa: PLC0415

        value: object = getattr(import_module(_LATER[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, those that are imported later, too, and what every module has."""
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
