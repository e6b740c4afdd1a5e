"""Small files and values that many tests use."""

from __future__ import annotations

from pathlib import Path

from articlefmt.model.layout import Kind, layout_of
from articlefmt.model.records import RECORDS, Record
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.nodes import Mapping
from articlefmt.syntax.parsed import parse
from articlefmt.syntax.source import Source

ROOT = Path(__file__).resolve().parents[1]

SECRET = "Xmcnu+OxZm0Flep76jWmd91LaLxiEghVxtReMkmFrXg=;Svm5wDEZA1jfvHCSB5o5Jg=="  # noqa: S105  it was made for the tests
"""A well-formed `secured`: 32 bytes and 16."""

FORM = ('title: "T"', 'excerpt: ""', "webUrl: https://example.com/a", "type: article", "", "topics:", "  - Charts")
"""The front matter of a form without a fault."""

KINDS: list[tuple[type[Record], Kind]] = [
    (cls, kind) for cls in RECORDS for kind in (*layout_of(cls).kinds, layout_of(cls).own)
]
"""Every kind of article file, with its class."""


def file(*lines: str, opening: str = "---\n", closing: str = "---\n", body: str = "\n") -> bytes:
    """A file whose front matter has these lines; the first of them is line 2."""
    return (opening + "".join(line + "\n" for line in lines) + closing + body).encode()


def form(*more: str) -> bytes:
    """A form without a fault, and then these lines; the first of them is line 9."""
    return file(*FORM, *more)


def shows_secret(text: str) -> bool:
    """Whether a text holds any eight characters of `SECRET` in a row."""
    return any(SECRET[start : start + 8] in text for start in range(len(SECRET) - 7))


def read(source: Source, limits: Limits) -> Mapping:
    """The tree of a source, by whichever reader takes it."""
    return parse(source.to_bytes(), limits).tree
