"""The walk of what is nested."""

from __future__ import annotations

from typing import Any

from articlefmt.descent import descend


def test_outer_comes_before_inner_and_of_the_things_in_one_the_last_first() -> None:
    below = {"a": ["b", "c"], "b": ["d"], "c": ["e", "f"]}
    assert "".join(descend("a", lambda one: below.get(one, ()))) == "acfebd"


def test_what_was_done_to_a_thing_that_was_given_out_counts() -> None:
    root: list[Any] = [[], [[]]]
    for one in descend(root, lambda one: one):
        one[:] = one[:1]
    assert root == [[]]


def test_depth_is_no_matter() -> None:
    assert sum(1 for _ in descend(100_000, lambda one: [one - 1] if one else ())) == 100_001
