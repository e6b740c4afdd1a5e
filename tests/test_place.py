"""A place, and what has one."""

from __future__ import annotations

from articlefmt import Problem
from articlefmt.place import Place


def test_what_has_a_place_tells_of_it() -> None:
    problem = Problem("T301", "no", ("a",), Place(3, 5, "a: x"))
    assert (problem.line, problem.column, problem.excerpt) == (3, 5, "a: x")


def test_what_has_none_tells_nothing() -> None:
    problem = Problem("T301", "no")
    assert (problem.place, problem.line, problem.column, problem.excerpt) == (None, None, None, None)


def test_it_is_written_as_line_and_column() -> None:
    assert str(Place(3, 5, "a: x")) == "3:5"
