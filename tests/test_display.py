"""How names and lines are shown to people."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articlefmt.display import one_line, short_line, shortened


@given(st.text(st.sampled_from("ab\n\x85\U0001f600\udcff\\"), max_size=30), st.integers(1, 25))
def test_a_text_on_a_short_line_is_what_is_cut_of_the_line_that_it_is(text: str, limit: int) -> None:
    assert short_line(text, limit) == shortened(one_line(text), limit)
    assert len(short_line(text, limit)) <= limit


def test_what_is_cut_away_is_not_looked_at() -> None:
    class Text(str):
        __slots__ = ()

        def __iter__(self) -> None:  # type: ignore[override]
            raise AssertionError

    assert short_line(Text("a" * 99), 5) == "aaaa…"
