"""Rows of tables: a text, edits, and the text that they give or the error that refuses them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import pytest
import yaml
from _pytest.mark import ParameterSet
from ruamel.yaml import YAML

import articlefmt
from articlefmt import Article, Document, EditError, Limits, Record
from articlefmt.editing.put import put
from articlefmt.lens.classes import layout_of_values
from articlefmt.syntax.parsed import parse
from articlefmt.values import Wanted

__all__ = [
    "ALIAS",
    "ANCHOR",
    "HEAD",
    "TAG",
    "Edit",
    "Edited",
    "Refused",
    "check_edit",
    "check_refused",
    "check_text",
    "params",
    "put_at_once",
]

HEAD = 'title: "T"\nexcerpt: ""\ntype: article\n'
"""What stands above the text of a row, so that it is of an article."""

ALIAS, TAG, ANCHOR = (
    f"{what} stands here, so the edit can't be made; edit the text"
    for what in ("an alias", "a tag", "an anchor that an alias refers to")
)

Edit: TypeAlias = tuple[Any, ...]
"""The name of a method of a document and its arguments."""

Edited: TypeAlias = tuple[str, str, list[Edit], str]
"""What it is about, the text, the edits, and the text that they give."""

Refused: TypeAlias = tuple[str, str, Edit, tuple[Any, ...]]
"""What it is about, the text, the edit, and the key, line, column and message of the error."""


def params(rows: Iterable[tuple[Any, ...]]) -> list[ParameterSet]:
    """Rows for `parametrize`."""
    return [pytest.param(*row[1:], id=row[0]) for row in rows]


def check_edit(before: str, edits: list[Edit], after: str, head: str = HEAD) -> None:
    """An edit gives just this text, which others read alike; in a CRLF file too."""
    document = opened(head + before, edits)
    assert document.to_str() == f"---\n{head}{after}---\n"
    if "\r" in before:
        return
    crlf = opened((head + before).replace("\n", "\r\n"), edits, "\r\n")
    assert crlf.to_str() == f"---\n{head}{after}---\n".replace("\n", "\r\n")
    if before.startswith(": "):
        return  # PyYAML doesn't take a key that isn't there
    read = YAML(typ="safe", pure=True).load(head + after) or {}  # of nothing they read None
    assert (yaml.safe_load(head + after) or {}) == read
    assert {key: value for key, value in read.items() if isinstance(key, str)} == document.values


def check_text(before: str, edits: list[Edit], after: str) -> None:
    """An edit gives just this text, which other readers take otherwise, or not at all."""
    assert opened(HEAD + before, edits).to_str() == f"---\n{HEAD}{after}---\n"


def check_refused(before: str, edit: Edit, error: tuple[Any, ...], head: str = HEAD) -> None:
    """An edit is refused with its place, and the document stays as it is."""
    document = opened(head + before, [])
    with pytest.raises(EditError) as caught:
        getattr(document, edit[0])(*edit[1:])
    found = caught.value
    assert (found.code, found.key, found.line, found.column, found.message) == ("E703", *error)
    assert found.line is not None
    assert found.excerpt == document.to_str().split("\n")[found.line - 1]
    assert document.to_str() == f"---\n{head}{before}---\n"


def opened(front: str, edits: list[Edit], newline: str = "\n") -> Document[Record]:
    document = articlefmt.loads(f"---{newline}{front}---{newline}", Record)
    for name, *arguments in edits:
        getattr(document, name)(*arguments)
    return document


def put_at_once(front: str, values: dict[str, Any], **more: Any) -> str:
    """The front matter of an article with these values, and no others."""
    parsed = parse(f"---\n{front}---\n".encode(), Limits())
    new = put(parsed, Wanted(values, **more), layout_of_values(values, (Article,)))
    assert new.values == values
    return new.source.front
