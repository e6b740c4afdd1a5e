"""What may not be shown, and what is shown in its place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from articlefmt.secrecy import Secrets, hidden, masked, told_apart
from articlefmt.secret_forms import is_hidden, names_secured
from articlefmt.secret_lines import SecretLines
from tests.samples import SECRET, shows_secret
from tests.strategies import fronts


def is_secret(before: str, line: str) -> bool:
    """The rule, line by line."""
    for one in (line, *reversed(before.splitlines())):
        if "secured" in one.lower() or "\u017fecured:" in one:
            return True
        if re.match(r"""[^\s#\-\[\]{}'"].*?:(\s|$)""", one):
            return False
    return False


NEAR = (
    "secured", "Secured", "SECURED", "securd", "secred", "secued", "secure", "ecured", "sceured", "secuerd", "securde", "seccured", "secureds",
    "sekured", "secured_", "_secured", "secured2", "my_secured", "secured-value", "sec-ured", "s\u00e9cured", "\u0455ecured", "securedValue", "unsecured",
)  # fmt: skip
NEARLY = ("secur", "secret", "scurd", "zecurd", "Securt", "scored")
FAR = ("title", "second", "section", "security", "source", "featured", "url", "", "sec", "insured", 1, None)


class TestNames:
    @pytest.mark.parametrize("name", NEAR)
    def test_a_key_that_is_nearly_secured_hides_its_value_whatever_that_is(self, name: str) -> None:
        assert all(is_hidden(name, value) for value in ("a", 5, None, [SECRET], {"a": 1}))
        assert names_secured(("a", 0, name, "b"))

    @pytest.mark.parametrize("name", NEARLY)
    def test_one_that_is_two_slips_away_hides_what_looks_encoded(self, name: str) -> None:
        assert is_hidden(name, SECRET)
        assert is_hidden(name, SECRET[:20])
        assert not any(is_hidden(name, value) for value in ("a text", "https://example.com/Path1", 5, None, ["a"]))

    @pytest.mark.parametrize("name", FAR)
    def test_any_other_hides_nothing(self, name: object) -> None:
        assert not is_hidden(name, SECRET)


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

    def test_a_line_of_a_key_that_is_nearly_secured_is_one_with_those_below_it(self) -> None:
        front = "title: a\nsecurd: |\n  b\nheat: 1\n- {sceured : x}\nSecure the door\nsecret: s\n"
        lines = front.splitlines(keepends=True)
        secret = SecretLines(front)
        starts = [sum(map(len, lines[:at])) for at in range(len(lines))]
        assert [secret.include(line.rstrip(), start) for line, start in zip(lines, starts, strict=True)] == [
            False, True, True, False, True, True, False,
        ]  # fmt: skip

    def test_a_piece_of_it_is_no_key_though_a_colon_stands_behind_it(self) -> None:
        front = f"secured: {SECRET[:20]}\n{SECRET[20:40]}: {SECRET[40:]}\nheat: 1\n"
        secret, start = SecretLines(front), len(f"secured: {SECRET[:20]}\n")
        assert secret.include(f"{SECRET[20:40]}: {SECRET[40:]}", start)
        assert not secret.include("heat: 1", front.index("heat"))


A, B = SECRET.split(";")
READABLE = (
    "a b",
    "https://example.com/some/Path1/2021?v=dQw4w9WgXcQ;w=1",
    "https://cdn.example.com/c/s/example.com/Amp/2021/05/30/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789",
    "12345678901234567890",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "123e4567-e89b-12d3-a456-426614174000",
    "x Xmcnu+OxZm0F y",
    "Content-Type: text/html;charset=utf-8",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk==",
    "the door is secured by two locks",
    "secured by iPhone13 and WordPress6",
    "# secured: never touch this, it is the owner's",
    "# secure: true # and it stays so",
    "secured:\npublishedDateTime: 2021-05-30T14:00:00Z\noriginalUrl: https://example.com/Path123456789",
    "secret: Documentation of e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "security: QUJDREVGR0hJSktMTU5P",
    "second QUJDREVGR0hJSktMTU5P",
    "secure https://example.com/AbCdEfGhIj0123456789",
    "secure JavaScriptApplication",
    A,
)
FORMS = (
    SECRET,
    f"QUJD;{B}",
    f"{A.rstrip('=')}{A};{B}",
    f"{A[:20]}\n  {A[20:]};{B}",
    f"{A};\n  {B}",
    f"{A};{B[:10]}\n  {B[10:]}",
)


class TestMasked:
    @pytest.mark.parametrize("text", READABLE)
    def test_what_has_another_form_is_readable(self, text: str) -> None:
        assert masked(text) == text
        assert Secrets({}).hide(text) == text

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("around", ["", "x", " y ", '"', "'", "\n", ":", "(", "-"])
    def test_what_has_the_form_of_secured_is_masked(self, form: str, around: str) -> None:
        before, after = around if around != "x" else "x ", around if around != "x" else " x"
        assert masked(before + form + after) == before + "*" * len(form) + after

    @pytest.mark.parametrize("between", [" ", ' "', '" ', "\n", ": ", "=", " = '"])
    def test_so_is_what_follows_the_name_as_if_a_colon_were_lost(self, between: str) -> None:
        assert masked(f"Charts secured{between}{A} b") == f"Charts secured{between}{'*' * len(A)} b"

    @pytest.mark.parametrize("name", [*NEAR, *NEARLY])
    @pytest.mark.parametrize("between", [" ", ": ", " = ", ': "', ":\n  ", ":\n#   ", ": |\n  ", "\n  "])
    @pytest.mark.parametrize("value", [A, A[:20], A[4:40]])
    def test_so_is_what_follows_a_name_that_is_nearly_it(self, name: str, between: str, value: str) -> None:
        assert masked(f"# Charts {name}{between}{value} b") == f"# Charts {name}{between}{'*' * len(value)} b"

    @pytest.mark.parametrize("name", ["secured", "securd", "Secured", "sceured"])
    @pytest.mark.parametrize(
        "value", ["QUJDREVG", "QUJDREVGR0hJSktM", "abcdefg1", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo"]
    )
    def test_behind_a_colon_so_is_whatever_is_no_word(self, name: str, value: str) -> None:
        assert masked(f"# {name}: {value} b") == f"# {name}: {'*' * len(value)} b"
        assert masked(f"{name}={value}") == f"{name}={'*' * len(value)}"

    @pytest.mark.parametrize("between", ["\n", "\n  ", "\n# ", "\n#   ", " ", "\\\n  ", '"\n "', "\n\n  "])
    @pytest.mark.parametrize("size", [16, 20, 30])
    def test_so_are_the_lines_that_it_was_wrapped_into(self, between: str, size: int) -> None:
        for name in ("secured ", "securd: "):
            pieces = [A[at : at + size] for at in range(0, len(A), size)]
            shown = masked(name + between.join(pieces) + "\nheat2Value9: 5\ntext that is readable")
            assert (
                shown
                == name + between.join("*" * len(piece) for piece in pieces) + "\nheat2Value9: 5\ntext that is readable"
            )

    def test_a_word_is_none(self) -> None:
        for text in ("secured=disabled", "# securd: Otherwise", "secured: disabled"):
            assert masked(text) == text

    def test_one_that_follows_another_is_found_once(self) -> None:
        assert (
            masked(f"secured {SECRET}\nsecured=Abcdefgh1\nsecured=Abcdefgh1")
            == f"secured {'*' * len(SECRET)}\n{'*' * 17}\n{'*' * 17}"
        )
        assert masked(f"secured: x{SECRET};\n") == f"secured: {'*' * (len(SECRET) + 2)}\n"

    def test_in_a_long_body_the_very_name_alone_tells(self) -> None:
        text = f"# securd: {A}\nsecurd {A} secured {A} secured Otherwise"
        at = [text.index(A), text.rindex(A)]
        assert Secrets({}).spans(text, front=text.index("\n")) == [(one, one + len(A)) for one in at]

    def test_what_is_hidden_is_told_by_its_length_and_apart_from_another(self) -> None:
        assert hidden(9) == "<secured, 9 characters>"
        assert told_apart(f"a {hidden(9)} <secured>", "new") == "a <new secured, 9 characters> <secured>"


class TestSecrets:
    def test_it_and_its_pieces_are_masked_wherever_they_stand(self) -> None:
        secrets = Secrets({"a": [{"secured": "abcdefghijkl"}]}, {"secured": None})
        assert secrets.hide("x abcdefghijkl y") == "x <secured, 12 characters> y"
        assert secrets.hide("x bcdefghi y") == "x <secured, 8 characters> y"
        assert secrets.hide("x bcdefgh y") == "x bcdefgh y"

    def test_what_is_joined_to_a_piece_is_masked_with_it(self) -> None:
        assert Secrets({"secured": "abcdefghijkl"}).hide("x 12bcdefghi34 y") == "x <secured, 12 characters> y"

    def test_a_piece_of_one_in_what_looks_like_another_is_masked_once(self) -> None:
        assert Secrets({"secured": SECRET[:30]}).hide(f"x {SECRET[3:]} y") == f"x {hidden(len(SECRET[3:]))} y"

    def test_what_looks_like_it_is_masked_though_nobody_named_it(self) -> None:
        assert Secrets({}).hide(f"x {SECRET} y") == f"x {hidden(len(SECRET))} y"

    def test_a_short_one_would_be_found_in_any_text(self) -> None:
        assert Secrets({"secured": "a b"}).hide("a b") == "a b"

    def test_a_copy_of_a_value_shows_none(self) -> None:
        value: Any = {"a": [SECRET[:9], {"secured": [SECRET]}, {"secured": None}, 1], SECRET: {"b": "c"}}
        shown = Secrets({"secured": SECRET}).shown(value)
        assert not shows_secret(str(shown))
        assert shown == {
            "a": ["<secured, 9 characters>", {"secured": f"<secured, {len(str([SECRET]))} characters>"}, {"secured": "None"}, 1],
            hidden(len(SECRET)): {"b": "c"},
        }  # fmt: skip
        assert value["a"][0] == SECRET[:9]
