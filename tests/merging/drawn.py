"""Three versions of a file, drawn: a base, and two that were edited by scripts and by hand."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from articlefmt import Document, EditError, testing
from tests.edits import edited

__all__ = ["Drawn", "versions"]

Drawn = tuple[bytes, bytes, bytes]


@st.composite
def versions(draw: st.DrawFn) -> Drawn:
    """A base and two edited copies; the body may differ, and the line ends of one."""
    base: Document[Any] = draw(testing.documents() | testing.untidy_documents())
    return base.to_bytes(), _side(draw, base), _side(draw, base)


def _side(draw: st.DrawFn, base: Document[Any]) -> bytes:
    side = copy.deepcopy(base)
    for _ in range(draw(st.integers(0, 3))):
        draw(edited(side.record))
    if draw(st.booleans()):
        side.body += draw(st.sampled_from(["x\n", "y\n", "z"]))
    try:
        data = side.to_bytes()
    except EditError:
        assume(False)
    if draw(st.integers(0, 9)) == 0 and b"\r" not in data:
        data = data.replace(b"\n", b"\r\n")
    return draw(_by_hand(data)) if draw(st.booleans()) else data


@st.composite
def _by_hand(draw: st.DrawFn, data: bytes) -> bytes:
    """A file with lines that were taken out, doubled, moved or written anew: it may be no article any more."""
    lines = data.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines)))
        what = draw(
            st.sampled_from(["# theirs\n", "\n", "k: v\n", "topics: &a [x]\n", "z: *a\n", "  - x\n", "", "---\n"])
        )
        lines[at : at + draw(st.integers(0, 2))] = [what.encode()]
    return b"".join(lines)
