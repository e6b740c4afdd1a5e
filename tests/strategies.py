"""The files that the documents of `articlefmt.testing` stand for."""

from __future__ import annotations

from hypothesis import strategies as st

from articlefmt import Document, testing

__all__ = ["documents", "untidy_documents"]


def documents() -> st.SearchStrategy[bytes]:
    """A canonical file."""
    return testing.documents().map(Document.to_bytes)


def untidy_documents() -> st.SearchStrategy[bytes]:
    """A valid file, untidily written."""
    return testing.untidy_documents().map(Document.to_bytes)
