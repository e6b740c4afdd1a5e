"""The files that the documents of `articlefmt.testing` stand for, and texts."""

from __future__ import annotations

from hypothesis import strategies as st

from articlefmt import Document, testing

__all__ = ["documents", "fronts", "untidy_documents"]


def documents() -> st.SearchStrategy[bytes]:
    """A canonical file."""
    return testing.documents().map(Document.to_bytes)


def untidy_documents() -> st.SearchStrategy[bytes]:
    """A valid file, untidily written."""
    return testing.untidy_documents().map(Document.to_bytes)


_LINES = st.lists(
    st.sampled_from(
        ["secured:", "secured: a", "SeCuReD: a", "  secured: b", "x: 1", "x:", "x:1", "- x: 1", "  x: 1", "# x: 1", '"x": 1', "", "a", "\u017fecured: c", "\u0130: 1"]
    ),
    max_size=8,
)  # fmt: skip
_BREAKS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\x85", "\u2028", "\x0c"])


@st.composite
def fronts(draw: st.DrawFn) -> str:
    """What may stand between two fences, be it no YAML: lines with and without `secured`, and all kinds of breaks."""
    lines = draw(_LINES)
    return "".join(line + draw(_BREAKS) for line in lines) + draw(st.sampled_from(["", "x: 1", "secured"]))
