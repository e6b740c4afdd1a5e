"""Where an offset is, and what of its line may be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt.place import Place
from articlefmt.syntax.places import Places
from tests.samples import SECRET
from tests.strategies import fronts


@given(fronts(), st.data())
def test_line_and_column_are_counted_from_one_and_the_fence_is_a_line(front: str, data: st.DataObject) -> None:
    lines = Places(front)
    for offset in data.draw(st.lists(st.integers(0, len(front)), min_size=1)):
        before = front[:offset].split("\n")
        place = lines.place(offset, ())
        assert (place.line, place.column) == (len(before) + 1, len(before[-1]) + 1)
        line = front.split("\n")[len(before) - 1].rstrip("\r")
        assert place.excerpt in (line, None)


@pytest.mark.parametrize(
    ("front", "excerpt"),
    [
        ("a: 1\r\nb: 2\n", "a: 1"),
        ("a: 1", "a: 1"),
        ("", ""),
        ("\n", ""),
        ("a: " + "x" * 3997, "a: " + "x" * 3997),
        ("a: " + "x" * 3998, None),
        ("a: " + "x" * 3997 + "\r\r\n", "a: " + "x" * 3997),
        ("  secured: a", None),
        (f"a: {SECRET}", "a: " + "*" * len(SECRET)),
        (f"a: {SECRET[:20]}", f"a: {SECRET[:20]}"),
        (f"a: {SECRET[:20]}\nsecured: {SECRET}", "a: " + "*" * 20),
        (f"a: {SECRET[:45]}\n{SECRET[45:]}", "a: " + "*" * 45),
    ],
)
def test_a_line_is_shown_unless_it_is_secret_or_long(front: str, excerpt: str | None) -> None:
    assert Places(front).place(0, ()) == Place(2, 1, excerpt)


def test_what_stands_at_a_secret_key_is_not_shown_though_its_line_is_for_others() -> None:
    lines = Places("a: {b: 1}\n")
    assert lines.place(4, ("a", "secured", 0)) == Place(2, 5)
    assert lines.place(4, ("a", "b")) == Place(2, 5, "a: {b: 1}")
