"""What is asked of every edit of a table: its text, or its refusal."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

import articlefmt
from articlefmt import Article, Document, EditError, Limits, Record
from articlefmt.editing.put import put
from articlefmt.lens.classes import layout_of_values
from articlefmt.syntax.parsed import parse
from articlefmt.values import Wanted
from tests.cases import Case

__all__ = ["HEAD", "check_edit", "check_put", "check_refused", "check_text", "edited"]

HEAD = 'title: "T"\nexcerpt: ""\ntype: article\n'
"""What stands above the text of a case, so that it is of an article; the text begins on line 5."""


def check_edit(case: Case, head: str = HEAD) -> None:
    """An edit gives just this text, which others read alike; in a CRLF file too."""
    document = edited(case, head)
    assert document.to_str() == f"---\n{head}{case.expected}---\n"
    if "\r" in case.given:
        return
    assert edited(case, head, "\r\n").to_str() == f"---\n{head}{case.expected}---\n".replace("\n", "\r\n")
    if case.given.startswith(": "):
        return  # PyYAML doesn't take a key that isn't there
    read = YAML(typ="safe", pure=True).load(head + case.expected) or {}  # of nothing they read None
    assert (yaml.safe_load(head + case.expected) or {}) == read
    assert {key: value for key, value in read.items() if isinstance(key, str)} == document.values


def check_text(case: Case, head: str = HEAD) -> None:
    """An edit gives just this text, which other readers take otherwise, or not at all."""
    assert edited(case, head).to_str() == f"---\n{head}{case.expected}---\n"


def check_refused(case: Case, head: str = HEAD) -> None:
    """An edit is refused with this error, and the document stays as it is."""
    document = opened(head + case.given)
    with pytest.raises(EditError) as caught:
        case.run(doc=document)
    assert f"{caught.value}\n" == case.expected
    assert document.to_str() == f"---\n{head}{case.given}---\n"


def check_put(case: Case) -> None:
    """The front matter of an article that is put these values, and no others, has just this text."""
    texts: list[str] = []

    def put_values(values: dict[str, Any], **more: Any) -> None:
        parsed = parse(f"---\n{case.given}---\n".encode(), Limits())
        new = put(parsed, Wanted(values, **more), layout_of_values(values, (Article,)))
        assert new.values == values
        texts.append(new.source.front)

    case.run(put=put_values)
    assert texts == [case.expected]


def edited(case: Case, head: str = HEAD, newline: str = "\n") -> Document[Record]:
    """The document after the edit."""
    document = opened((head + case.given).replace("\n", newline), newline)
    case.run(doc=document)
    return document


def opened(front: str, newline: str = "\n") -> Document[Record]:
    return articlefmt.loads(f"---{newline}{front}---{newline}", Record)
