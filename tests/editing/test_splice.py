"""Splices replace their spans, and nothing else."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.editing.splice import Splice, apply

pieces = st.lists(
    st.tuples(st.text("ab", min_size=1, max_size=3), st.text("cd", max_size=3), st.text("xy", max_size=3))
)


@given(pieces, st.text("ab"), st.randoms(use_true_random=False))
def test_each_span_is_replaced_and_all_else_stays(pieces: list[tuple[str, str, str]], end: str, random: Random) -> None:
    text, splices = "", list[Splice]()
    for kept, old, new in pieces:
        start = len(text) + len(kept)
        splices.append(Splice(start, start + len(old), new))
        text += kept + old
    random.shuffle(splices)
    assert apply(text + end, splices) == "".join(kept + new for kept, _, new in pieces) + end


def test_those_that_insert_at_one_place_keep_their_order() -> None:
    assert apply("ab", [Splice(1, 1, "z"), Splice(1, 1, "c"), Splice(0, 0, "-")]) == "-azcb"
    assert apply("abcdef", [Splice(4, 5, "E"), Splice(1, 1, "1"), Splice(1, 2, ""), Splice(6, 6, "!")]) == "a1cdEf!"


@pytest.mark.parametrize(
    "splices",
    [
        [Splice(0, 2, ""), Splice(1, 3, "")],
        [Splice(1, 3, ""), Splice(0, 2, "")],
        [Splice(0, 3, ""), Splice(1, 1, "x")],
        [Splice(0, 0, ""), Splice(2, 1, "")],
    ],
)
def test_those_that_overlap_are_refused(splices: list[Splice]) -> None:
    with pytest.raises(ValueError, match=r"^splices overlap$"):
        apply("abc", splices)
