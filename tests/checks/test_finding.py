"""A finding is a value, and one line of text."""

from __future__ import annotations

from typing import Any

import pytest

from articlefmt import EditError, Finding, Problem, StructureError
from articlefmt.checks.finding import from_error

WHOLE: dict[str, Any] = {
    "code": "T301", "severity": "error", "message": "no", "file": "a.md", "key": ("images", 0, "url"), "line": 3, "column": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "a.md:3:5: T301 error: images[0].url: no"),
        ({"severity": "warning"}, "a.md:3:5: T301 warning: images[0].url: no"),
        ({"key": ()}, "a.md:3:5: T301 error: no"),
        ({"file": None}, "3:5: T301 error: images[0].url: no"),
        ({"column": None}, "a.md:3: T301 error: images[0].url: no"),
        ({"file": "é\n\x1b[31m\udcff.md"}, "é\\n\\x1b[31m\\udcff.md:3:5: T301 error: images[0].url: no"),
        ({"message": "a\nb\u2028c"}, "a.md:3:5: T301 error: images[0].url: a\\nb\\u2028c"),
        ({"key": ("a\r\nb",)}, "a.md:3:5: T301 error: a\\r\\nb: no"),
        ({"file": None, "line": None, "column": None}, "T301 error: images[0].url: no"),
    ],
)
def test_it_is_one_line_of_text(changes: dict[str, Any], text: str) -> None:
    assert str(Finding(**{**WHOLE, **changes})) == text


def test_it_is_a_value() -> None:
    assert Finding(**WHOLE) == Finding(**WHOLE)
    assert Finding(**WHOLE) != Finding(**{**WHOLE, "line": 4})
    assert len({Finding(**WHOLE), Finding(**WHOLE)}) == 1
    with pytest.raises(AttributeError):
        Finding(**WHOLE).line = 4  # type: ignore[misc]


def test_an_error_is_one_finding_for_each_problem() -> None:
    problems = [
        Problem("T302", "it is missing", ("title",), 2, 1, "a: 1"),
        Problem("T301", "no", ("images", 0, "url"), 3, 5),
    ]
    assert from_error(StructureError(problems, file="a.md")) == [
        Finding(code="T302", severity="error", message="it is missing", file="a.md", key=("title",), line=2, column=1),
        Finding(**WHOLE),
    ]
    error = EditError("no", code="E703", key=("a",), file="b.md")
    assert from_error(error) == [Finding(code="E703", severity="error", message="no", file="b.md", key=("a",))]
