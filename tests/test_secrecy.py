"""What may not be shown, and what is shown in its place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from articlefmt.secrecy import SecretLines, Secrets, hidden, is_named, masked, told_apart
from tests.samples import SECRET, shows_secret
from tests.strategies import fronts


def is_secret(before: str, line: str) -> bool:
    """The rule, line by line."""
    for one in (line, *reversed(before.splitlines())):
        if "secured" in one.lower():
            return True
        if re.match(r"""[^\s#\-\[\]{}'"].*?:(\s|$)""", one):
            return False
    return False


class TestSecretLines:
    @given(fronts())
    def test_a_line_is_one_if_it_or_the_last_key_before_it_names_secured(self, front: str) -> None:
        secret, start = SecretLines(front), 0
        for line in front.split("\n"):
            assert secret.include(line, start) is is_secret(front[:start], line)
            start += len(line) + 1

    def test_the_lines_below_it_are_its_own_up_to_the_next_key_at_the_margin(self) -> None:
        front = "title: a\nsecured: |\n  b\n\nc\n- d\nheat: 1\n  e\n"
        starts = [0, *(match.end() for match in re.finditer("\n", front))]
        shown = [front[start : front.find("\n", start)] for start in starts[:-1]]
        secret = SecretLines(front)
        assert [line for line, start in zip(shown, starts, strict=False) if not secret.include(line, start)] == [
            "title: a", "heat: 1", "  e",
        ]  # fmt: skip


class TestMasked:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("a b", "a b"),
            ("https://example.com/some/path/2021", "https://example.com/some/path/2021"),
            ("12345678901234567890", "12345678901234567890"),
            ("x Xmcnu+OxZm0F y", "x ************ y"),
            ("Xmcnu1", "Xmcnu1"),
        ],
    )
    def test_what_looks_like_base64_is_masked(self, text: str, shown: str) -> None:
        assert masked(text) == shown

    def test_what_is_hidden_is_told_by_its_length_and_apart_from_another(self) -> None:
        assert hidden(9) == "<secured, 9 characters>"
        assert told_apart(f"a {hidden(9)} <secured>", "new") == "a <new secured, 9 characters> <secured>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("secured: a", True), ("a\n  - 'secured' : b", True), ("? secured:", True), ("x secured: a", False), ("unsecured: a", False), ("Secured: a", False),
    ],
)  # fmt: skip
def test_a_text_names_the_key_where_a_line_starts_with_it(text: str, expected: bool) -> None:
    assert is_named(text) is expected


class TestSecrets:
    def test_it_and_its_pieces_are_masked_wherever_they_stand(self) -> None:
        secrets = Secrets({"a": [{"secured": "abcdefghijkl"}]}, {"secured": None})
        assert secrets.mask("x abcdefghijkl y") == "x <secured, 12 characters> y"
        assert secrets.mask("x bcdefghi y") == "x <secured, 8 characters> y"
        assert secrets.mask("x bcdefgh y") == "x bcdefgh y"

    def test_what_is_joined_to_a_piece_is_masked_with_it(self) -> None:
        assert Secrets({"secured": "abcdefghijkl"}).mask("x 12bcdefghi34 y") == "x <secured, 12 characters> y"

    def test_a_piece_of_one_in_what_looks_like_another_is_masked_once(self) -> None:
        assert Secrets({"secured": SECRET[:30]}).mask(f"x {SECRET[3:]} y") == f"x {hidden(len(SECRET[3:]))} y"

    def test_what_looks_like_it_is_masked_though_nobody_named_it(self) -> None:
        assert Secrets({}).mask(f"x {SECRET} y") == f"x {hidden(len(SECRET))} y"

    def test_a_short_one_would_be_found_in_any_text(self) -> None:
        assert Secrets({"secured": "a b"}).mask("a b") == "a b"

    def test_a_copy_of_a_value_shows_none(self) -> None:
        value: Any = {"a": [SECRET[:9], {"secured": [SECRET]}, {"secured": None}, 1], SECRET: {"b": "c"}}
        shown = Secrets({"secured": SECRET}).shown(value)
        assert not shows_secret(str(shown))
        assert shown == {
            "a": ["<secured, 9 characters>", {"secured": f"<secured, {len(str([SECRET]))} characters>"}, {"secured": "None"}, 1],
            hidden(len(SECRET)): {"b": "c"},
        }  # fmt: skip
        assert value["a"][0] == SECRET[:9]
