"""C6: does anything read differently in different consumers?"""

from __future__ import annotations

import pytest

from articlefmt import Finding, check
from articlefmt.checks.finding import Severity
from articlefmt.keys import Key
from articlefmt.place import Place
from tests.samples import FORM, file, form


def found(code: str, severity: Severity, message: str, line: int, column: int = 1, key: Key = ()) -> Finding:
    return Finding(code=code, severity=severity, message=message, place=Place(line, column), key=key)


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


class TestAmbiguousScalar:
    @pytest.mark.parametrize(
        "text",
        ["yes", "No", "ON", "y", "010", "0o17", "1_0", "1,000", "1e3", ".5", "1.", "+1", "12:30", "0X1F", "0b1", "="],
    )
    def test_a_plain_text_that_readers_type_differently_is_a_warning(self, text: str) -> None:
        message = f"readers disagree on what a plain `{text}` is; quote it if it is text"
        assert check(form(f"length: {text}")) == [found("C603", "warning", message, 9, 9, ("length",))]
        for near_miss in (f'"{text}"', f"'{text}'", f"|\n  {text}", f"!!str {text}", f"x{text}"):
            assert check(form(f"length: {near_miss}")) == []

    def test_a_long_one_is_cut(self) -> None:
        message = f"readers disagree on what a plain `{'0' * 40}` is; quote it if it is text"
        assert check(form(f"length: {'0' * 99}")) == [found("C603", "warning", message, 9, 9, ("length",))]

    def test_keys_are_looked_at_too(self) -> None:
        message = "readers disagree on what a plain `on` is; quote it if it is text"
        assert found("C603", "warning", message, 9, 1, ("on",)) in check(form("on: 1"))
        assert "C603" not in [finding.code for finding in check(form('"on": 1'))]

    def test_each_one_is_a_finding(self) -> None:
        data = form("levels: [yes, {no}, no]".replace("{no}", '"no"'), "items:", "  - 12:30")
        assert [(finding.code, finding.line, finding.column) for finding in check(data)] == [
            ("C603", 9, 10), ("C603", 9, 21), ("C603", 11, 5),
        ]  # fmt: skip

    @pytest.mark.parametrize("text", ["true", "5", "4.5", "2021-05-30T14:00:00Z", "~"])
    def test_what_all_read_alike_is_none(self, text: str) -> None:
        assert "C603" not in [finding.code for finding in check(form(f"x: {text}"))]

    def test_a_merge_key_is_told_once(self) -> None:
        assert [finding.code for finding in check(form("<<: {a: b}"))] == ["C607", "K402"]

    @pytest.mark.parametrize("line", ["length: 12:30", "publishedDateTime: 2021-05-30T14:00:00"])
    def test_a_finding_about_a_value_has_its_key(self, line: str) -> None:
        (finding,) = check(form(line))
        assert finding.key == (line.split(":", maxsplit=1)[0],)


class TestTimestampWithoutZone:
    MESSAGE = "this timestamp has no zone: some readers take UTC, others local time; add `Z`"

    @pytest.mark.parametrize("text", ["2021-05-30T14:00:00", "2021-05-30 14:00:00", "2021-5-3t1:00:00.5"])
    def test_it_is_a_warning(self, text: str) -> None:
        assert check(form(f"publishedDateTime: {text}")) == [
            found("C604", "warning", self.MESSAGE, 9, 20, ("publishedDateTime",))
        ]

    @pytest.mark.parametrize("text", ["2021-05-30T14:00:00Z", "2021-05-30T14:00:00+02:00", "2021-05-30 14:00:00 -5:00"])
    def test_one_with_a_zone_is_none(self, text: str) -> None:
        assert check(form(f"publishedDateTime: {text}")) == []

    def test_a_quoted_one_is_none(self) -> None:
        assert check(form('length: "2021-05-30T14:00:00"')) == []


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


class TestMergeKey:
    MESSAGE = "some readers merge the mapping, others keep a key `<<`; write the keys out"

    @pytest.mark.parametrize("lines", [["<<: {a: b}"], ["x: &x {a: b}", "<<: *x"], ['"<<": {a: b}']])
    def test_it_is_a_warning(self, lines: list[str]) -> None:
        assert found("C607", "warning", self.MESSAGE, 8 + len(lines), 1, ("<<",)) in check(form(*lines))

    def test_it_is_found_at_every_depth(self) -> None:
        data = form("x: {a: [{<<: {b: c}}]}")
        assert found("C607", "warning", self.MESSAGE, 9, 10, ("x", "a", 0, "<<")) in check(data)

    @pytest.mark.parametrize("line", ["levels: ['<<']", "x: '<<'", "<<<: {a: b}"])
    def test_the_same_text_elsewhere_is_none(self, line: str) -> None:
        assert "C607" not in [finding.code for finding in check(form(line))]
