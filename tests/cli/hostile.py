"""Texts that somebody might write to break out of a report, and how reports are read by others than us."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from articlefmt import Finding
from articlefmt.place import Place

__all__ = ["HOSTILE", "Page", "findings", "page"]

HOSTILE = (
    "|", "||", "\\|", "\\\\|", "`", "``", "`|`", "@bob", "#1", "<b>", "</code>", "<!--", "-->", "&#124;", "&amp;", "\n", "\r\n",
    "\n\n| x |\n|---|\n", "\t", "\x00", "\x1b[31m", "\x0b", "\ufffe", "\u2028", "\u202e", "[a](b)", "![a](b)", "https://x.y", "www.x.y",
    "a@x.y", ":smile:", "$a$", "*", "_", "~~", "]]>", "::error::", "%0A", "\udcff", " ", "  ", "'", '"', "é", "\U0001f600", "-", "---", "# x",
)  # fmt: skip


def texts(max_size: int = 12) -> st.SearchStrategy[str]:
    """Made of hostile pieces, or of any characters."""
    pieces = st.lists(st.sampled_from(HOSTILE), max_size=max_size).map("".join)
    return pieces | st.text(st.characters(), max_size=3 * max_size)


def findings() -> st.SearchStrategy[Finding]:
    """Of any file, key and message."""
    places = st.none() | st.builds(Place, st.integers(1, 10**6), st.integers(1, 300))
    return st.builds(
        Finding,
        code=st.sampled_from(["T301", "C603", "F101"]),
        severity=st.sampled_from(["error", "warning"]),
        message=texts(),
        file=texts(),
        key=st.lists(texts(4) | st.integers(0, 99), max_size=3).map(tuple),
        place=places,
    )


class Page(NamedTuple):
    """What a reader of Markdown makes of a text: its paragraphs, headings with them, and its tables."""

    paragraphs: list[str]
    tables: list[list[list[str]]]


def page(text: str) -> Page:
    """Read a text that is to be made of headings, paragraphs and tables, in which is nothing but text and code."""
    read = Page([], [])
    cell = False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        match token.type:
            case "table_open":
                read.tables.append([])
            case "tr_open":
                read.tables[-1].append([])
            case "th_open" | "td_open":
                cell = True
            case "inline" if cell:
                read.tables[-1][-1].append(_text(token))
                cell = False
            case "inline":
                read.paragraphs.append(_text(token))
            case _:
                assert token.type.removesuffix("_open").removesuffix("_close") in {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
    return read


def _text(token: Token) -> str:
    children = token.children or []
    assert {child.type for child in children} <= {"text", "code_inline"}
    return "".join(child.content for child in children)
