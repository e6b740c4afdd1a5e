"""`secured` is opaque: it is kept, compared and pickled, and never shown."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt import Secured
from tests.samples import SECRET, shows_secret


@given(st.text())
def test_reveal_gives_the_text_as_it_was_given(text: str) -> None:
    assert Secured(text).reveal() == text


def test_it_shows_its_length_only() -> None:
    secured = Secured(SECRET)
    shown = f"<secured, {len(SECRET)} characters>"
    assert str(secured) == repr(secured) == f"{secured}" == f"{secured!s:}" == "%s" % secured == shown  # noqa: UP031
    assert repr([secured]) == f"[{shown}]"
    assert not shows_secret(ascii({"a": secured}))


def test_it_is_compared_by_value_and_with_no_text() -> None:
    assert Secured(SECRET) == Secured(SECRET)
    assert Secured(SECRET) != Secured("A;B")
    assert Secured(SECRET) != SECRET
    assert Secured(SECRET) != SECRET
    assert len({Secured(SECRET), Secured(SECRET), Secured("A;B")}) == 2
    assert hash(Secured(SECRET)) != hash(SECRET)


def test_it_can_be_pickled_and_copied() -> None:
    secured = Secured(SECRET)
    for again in (pickle.loads(pickle.dumps(secured)), copy.copy(secured), copy.deepcopy(secured)):
        assert again == secured
        assert again.reveal() == SECRET


@pytest.mark.parametrize("name", ["_text", "text", "anything"])
def test_it_is_immutable(name: str) -> None:
    secured = Secured(SECRET)
    with pytest.raises(AttributeError) as caught:
        setattr(secured, name, "A;B")
    assert str(caught.value) == "Secured is immutable; use Document.replace_secured"
    assert secured.reveal() == SECRET


@pytest.mark.parametrize("wrong", [None, 1, b"A;B", Secured("A;B")])
def test_it_takes_a_str_and_names_the_type_of_anything_else(wrong: Any) -> None:
    with pytest.raises(TypeError) as caught:
        Secured(wrong)
    assert str(caught.value) == f"Secured takes a str, not {type(wrong).__name__}"


@pytest.mark.parametrize("wrong", [">40", "d", "s"])
def test_a_format_that_would_cut_it_is_refused(wrong: str) -> None:
    with pytest.raises(TypeError) as caught:
        format(Secured(SECRET), wrong)
    assert not shows_secret(str(caught.value))
