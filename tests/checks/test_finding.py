"""A finding is a value, and one line of text."""

from __future__ import annotations

from typing import Any

import pytest

from articlefmt import EditError, Finding, Problem, StructureError
from articlefmt.checks.rules import from_error
from articlefmt.place import Place

WHOLE: dict[str, Any] = {
    "code": "T301", "severity": "error", "message": "no", "file": "a.md", "key": ("images", 0, "url"), "place": Place(3, 5),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "a.md:3:5: T301 error: images[0].url: no"),
        ({"severity": "warning"}, "a.md:3:5: T301 warning: images[0].url: no"),
        ({"key": ()}, "a.md:3:5: T301 error: no"),
        ({"file": None}, "3:5: T301 error: images[0].url: no"),
        ({"file": "é\n\x1b[31m\udcff.md"}, "é\\n\\x1b[31m\\udcff.md:3:5: T301 error: images[0].url: no"),
        ({"message": "a\nb\u2028c"}, "a.md:3:5: T301 error: images[0].url: a\\nb\\u2028c"),
        ({"key": ("a\r\nb",)}, "a.md:3:5: T301 error: a\\r\\nb: no"),
        ({"file": None, "place": None}, "T301 error: images[0].url: no"),
    ],
)
def test_it_is_one_line_of_text(changes: dict[str, Any], text: str) -> None:
    assert str(Finding(**{**WHOLE, **changes})) == text


def test_it_is_a_value() -> None:
    assert Finding(**WHOLE) == Finding(**WHOLE)
    assert Finding(**WHOLE) != Finding(**{**WHOLE, "place": Place(4, 5)})
    assert len({Finding(**WHOLE), Finding(**WHOLE)}) == 1
    with pytest.raises(AttributeError):
        Finding(**WHOLE).place = None  # type: ignore[misc]


def test_the_excerpt_is_shown_but_makes_no_difference() -> None:
    found = Finding(**{**WHOLE, "place": Place(3, 5, "    url: x")})
    assert found == Finding(**WHOLE)
    assert hash(found) == hash(Finding(**WHOLE))
    assert (found.line, found.column, found.excerpt) == (3, 5, "    url: x")
    assert "url: x" not in repr(found)


def test_an_error_is_one_finding_for_each_problem() -> None:
    problems = [
        Problem("T302", "it is missing", ("title",), Place(2, 1, "a: 1")),
        Problem("T301", "no", ("images", 0, "url"), Place(3, 5)),
    ]
    assert from_error(StructureError(problems, file="a.md")) == [
        Finding(code="T302", severity="error", message="it is missing", file="a.md", key=("title",), place=Place(2, 1)),
        Finding(**WHOLE),
    ]
    error = EditError("no", code="E703", key=("a",), file="b.md")
    assert from_error(error) == [Finding(code="E703", severity="error", message="no", file="b.md", key=("a",))]
