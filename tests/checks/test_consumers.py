"""C6: does anything read differently in different consumers?"""

from __future__ import annotations

import pytest

from articlefmt import check
from tests.checks.findings import found
from tests.samples import FORM, file, form


class TestByteOrderMark:
    def test_it_is_an_error(self) -> None:
        message = "the file starts with a byte order mark: Jekyll drops the page without a word; save it without one"
        assert check(b"\xef\xbb\xbf" + form()) == [found("C601", "error", message, 1)]

    def test_one_in_the_body_is_none(self) -> None:
        assert check(form() + b"\xef\xbb\xbf") == []


class TestDocumentEnd:
    MESSAGE = "some readers end the front matter at `...`; remove it"

    @pytest.mark.parametrize("line", ["...", "...  ", "... # c"])
    def test_it_is_an_error(self, line: str) -> None:
        assert check(form(line)) == [found("C602", "error", self.MESSAGE, 9)]

    @pytest.mark.parametrize(
        "lines", [["# ..."], ['featuredContent: "..."'], ["featuredContent: |", "  ...", "  x"], ["length: a", "  ..."]]
    )
    def test_dots_elsewhere_are_none(self, lines: list[str]) -> None:
        assert check(form(*lines)) == []

    def test_dots_in_the_body_are_none(self) -> None:
        assert check(form() + b"...\n") == []


class TestFences:
    MESSAGE = "some readers don't take a fence with blanks behind it; write exactly `---`"

    @pytest.mark.parametrize("fence", ["--- \n", "---\t\n"])
    def test_blanks_behind_a_fence_are_a_warning(self, fence: str) -> None:
        assert check(file(*FORM, opening=fence)) == [found("C605", "warning", self.MESSAGE, 1, 4)]
        assert check(file(*FORM, closing=fence)) == [found("C605", "warning", self.MESSAGE, 9, 4)]
        assert check(file(*FORM, opening=fence).replace(b"\n", b"\r\n")) == [
            found("C605", "warning", self.MESSAGE, 1, 4)
        ]

    def test_blanks_behind_a_closing_line_without_an_end_are_a_warning(self) -> None:
        assert check(file(*FORM, closing="--- ", body="")) == [found("C605", "warning", self.MESSAGE, 9, 4)]

    def test_none_are_none(self) -> None:
        for data in (form(), form().replace(b"\n", b"\r\n"), file(*FORM, closing="---", body="")):
            assert check(data) == []

    def test_blanks_behind_a_line_of_the_body_are_none(self) -> None:
        assert check(file(*FORM, body="--- \n")) == []


class TestLineBreaks:
    @pytest.mark.parametrize(
        ("char", "name"), [("\x85", "U+0085"), ("\u2028", "U+2028"), ("\u2029", "U+2029"), ("\r", "U+000D")]
    )
    def test_an_unusual_one_is_a_warning(self, char: str, name: str) -> None:
        message = f"{name} ends a line for some readers only; use LF or CRLF, or an escape in double quotes"
        assert check(form(f'length: "a{char}  b"')) == [found("C606", "warning", message, 9, 11)]
        assert check(form('length: "a\\Nb"')) == []

    def test_a_mixture_of_lf_and_crlf_is_a_warning(self) -> None:
        message = "the front matter mixes LF and CRLF; use one of them"
        for data in (
            file(*FORM, opening="---\r\n"),
            file(*FORM, closing="---\r\n"),
            form("heat: 5\r"),
        ):
            assert check(data) == [found("C606", "warning", message, 1)]

    @pytest.mark.parametrize("body", ["a\n", "a\r\n", "a\r", "a\u2028"])
    def test_the_line_ends_of_the_body_are_none(self, body: str) -> None:
        data = file(*FORM, body="").replace(b"\n", b"\r\n")
        assert check(data + body.encode()) == check(file(*FORM, body=body)) == []


class TestTabs:
    MESSAGE = "this tab is valid, but some readers refuse the file for it; write a space"

    @pytest.mark.parametrize(
        ("lines", "line", "column"),
        [
            ("length: a\t", 9, 10), ("length:\t", 9, 8), ("length: a\t# c", 9, 10), ("length: a\tb", 9, 10), ("levels: [a\tb]", 9, 11), ("levels:\n  -\ta", 10, 4),
            ("\t# c", 9, 1), ("length: |\t\n  a", 9, 10), ("length: !!str\ta", 9, 14), ("levels: [a]\t", 9, 12),
        ],
    )  # fmt: skip
    def test_one_that_ruamel_yaml_refuses_is_a_warning(self, lines: str, line: int, column: int) -> None:
        told = [finding for finding in check(form(lines)) if finding.code == "C613"]
        assert told == [found("C613", "warning", self.MESSAGE, line, column)]

    def test_the_first_one_is_told(self) -> None:
        assert check(form("length: a\t", "featuredContent: a\t")) == [found("C613", "warning", self.MESSAGE, 9, 10)]

    @pytest.mark.parametrize(
        "lines",
        [
            "length: 'a\tb'",
            "length: |\n  a\t",
            "length: a #\tb",
            "levels: [a,\tb]",
            "levels: [a\t, b]",
            'length: "a\\tb"',
        ],
    )
    def test_one_that_all_take_is_none(self, lines: str) -> None:
        assert "C613" not in [finding.code for finding in check(form(lines))]
