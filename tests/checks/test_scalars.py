"""C6, of scalars: does a reader take a text, a number or a timestamp for something else?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlefmt import Article, Document, check
from tests.checks.findings import found, places
from tests.samples import form


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


class TestWhatOneReaderTakesForNaN:
    @pytest.mark.parametrize("text", ["E3", "e10", "e-6", "E+03", "+e1", ".e3", "-."])
    @pytest.mark.parametrize(
        ("lines", "place"),
        [
            ("x: {}", (9, 4)), ("x:\n  - {}", (10, 5)), ("x:\n  - k: {}", (10, 8)), ("x: [a, {}]", (9, 8)), ("x: {{k: {}}}", (9, 8)),
            ("x: &a {}", (9, 4)), ("x: {}  # c", (9, 4)), ("x: {}\r", (9, 4)), ("{}: x", (9, 1)), ("? {}\n: x", (9, 3)),
        ],
    )  # fmt: skip
    def test_it_is_told_wherever_it_stands_plain(self, text: str, lines: str, place: tuple[int, int]) -> None:
        assert places("C603", lines.format(text)) == [place]
        for quoted in (f'"{text}"', f"'{text}'"):
            assert places("C603", lines.format(quoted)) == []

    def test_a_symbol_of_ruby_is_told_as_well(self) -> None:
        assert places("C603", "x: :a", "z:", "  - :a b", ":c: 1", 'w: ":a"') == [(9, 4), (11, 5), (12, 1)]

    def test_of_what_stands_behind_a_colon_nothing_is_shown(self) -> None:
        (finding,) = [finding for finding in check(form("x: :abcdefgh")) if finding.code == "C603"]
        assert finding.message == "readers disagree on what a plain `:…` is; quote it if it is text"


class TestShortZone:
    MESSAGE = (
        "this is a timestamp to some readers and text to others, for its zone has no colon or no minutes; write it in "
        "UTC, with `Z`"
    )

    @pytest.mark.parametrize(
        "text",
        ["2021-05-30 17:20:00 +0200", "2021-05-30 17:20:00 +02", "2021-05-30T17:20:00-7", "2021-5-3 7:20:00.5-0730"],
    )
    def test_it_is_a_warning_and_no_error(self, text: str) -> None:
        assert check(form(f"publishedDateTime: {text}")) == [
            found("C608", "warning", self.MESSAGE, 9, 20, ("publishedDateTime",))
        ]

    def test_a_quoted_one_is_none(self) -> None:
        assert places("C608", 'length: "2021-05-30 17:20:00 +0200"', "x: ['2021-05-30 17:20:00 +02']") == []

    def test_it_is_found_in_every_place(self) -> None:
        text = "2021-05-30 17:20:00 +0200"
        lines = [f"x: [{text}]", f"v: {{z: {text}}}", "z:", f"  - {text}", f"? {text}", ": 1"]
        assert places("C608", *lines) == [(9, 5), (10, 8), (12, 5), (13, 3)]

    def test_in_crlf_it_is_found(self) -> None:
        data = form("publishedDateTime: 2021-05-30 17:20:00 +02").replace(b"\n", b"\r\n")
        assert [finding.code for finding in check(data)] == ["C608"]


class TestLargeInt:
    MESSAGE = "readers that have floats only round an int beyond 2^53; quote it if it is an identifier"

    @pytest.mark.parametrize(
        "text",
        [
            "9007199254740993",
            "-9007199254740993",
            "9007199254740994",
            "0x20000000000001",
            "1" * 40,
            "&a 9007199254740993",
        ],
    )
    def test_it_is_a_warning(self, text: str) -> None:
        assert check(form(f"heat: {text}")) == [found("C610", "warning", self.MESSAGE, 9, 7, ("heat",))]

    @pytest.mark.parametrize(
        "text",
        [
            "9007199254740992",
            "-9007199254740992",
            "0x20000000000000",
            "5",
            "9007199254740993.0",
            "1.0e+30",
            '"9007199254740993"',
            "x9007199254740993",
        ],
    )
    def test_what_a_float_holds_or_is_text_is_none(self, text: str) -> None:
        assert places("C610", f"x: {text}") == []

    def test_it_is_found_in_every_place(self) -> None:
        big = "9007199254740993"
        lines = [f"x: [1, {big}]", f"v: {{z: {big}}}", "z:", f"  - {big}", f"{big}: 1", f'w: !!int "{big}"']
        assert places("C610", *lines) == [(9, 8), (10, 8), (12, 5), (13, 1), (14, 4)]


class TestCommentInText:
    TEXT = "the text ends here, for ` #` begins a comment: quote the text if this is a part of it, else write a space behind `#`"
    NULL = "the value is null, for ` #` begins a comment: quote the text if this is a part of it, else write a space behind `#`"

    def test_one_right_before_a_word_is_a_warning(self) -> None:
        assert check(form("length: C# tips #1 for you")) == [found("C611", "warning", self.TEXT, 9, 17, ("length",))]

    def test_one_in_the_place_of_a_value_is_a_warning(self) -> None:
        assert check(form("length: #fff")) == [found("C611", "warning", self.NULL, 9, 9, ("length",))]

    @pytest.mark.parametrize(
        ("lines", "place"),
        [
            ("x: a  #b", (9, 7)), ("x: a #b\r", (9, 6)), ("x:\n  - a #b", (10, 7)), ("x:\n  - #b\n  - c", (10, 5)), ("x:\n  - y: a #b", (10, 10)),
            ("x: [a #b\n ]", (9, 7)), ("x: {y: a #b\n }", (9, 10)), ("x: a\n  b #c", (10, 5)), ("x: &y a #b", (9, 9)), ("? a #b\n: c", (9, 5)),
            ("x: Issue #12", (9, 10)), ("x: Ende #übrig", (9, 9)), ("x: 1 a #_", (9, 8)), ("x: a\t#b", (9, 6)), ("x: e10 #b", (9, 8)),
        ],
    )  # fmt: skip
    def test_it_is_found_in_every_place(self, lines: str, place: tuple[int, int]) -> None:
        assert places("C611", lines) == [place]

    @pytest.mark.parametrize(
        "lines",
        [
            "x: a # b", "x: a  ## b", "x: a #", "x: a #-- b", "x: 'a #b'", 'x: "a #b"', "x: a#b", "x: 'a' #b", 'x: "a" #b', "x: |\n  a #b", "x: | #b\n  a",
            "x: #b\n  y: 1", "x: #b\n  - y", "x: [a, b] #c", "x: 5 #b", "x: true #b", "x: ~ #b", "x: null #b", "x: {} #b", "#b", "x: a\n#b", "x: a\n  #b", "x:\n  #b",
        ],
    )  # fmt: skip
    def test_a_comment_that_looks_like_one_is_none(self, lines: str) -> None:
        assert places("C611", lines) == []

    def test_nothing_of_the_text_is_shown(self) -> None:
        assert [
            finding
            for finding in check(form("x: abcdefgh #ijkl"))
            if "abcd" in finding.message + "ijkl" in finding.message
        ] == []


class TestUnusualBlank:
    MESSAGE = (
        "U+00A0 (a no-break space) is a part of this text, and no blank to any reader; write a space, or quote the text"
    )

    def test_it_is_a_warning(self) -> None:
        assert found("C612", "warning", self.MESSAGE, 9, 12, ("x", "region:\u00a0C")) in check(
            form("x: {region:\u00a0C}")
        )

    @pytest.mark.parametrize("blank", ["\u00a0", "\u2007", "\u3000", "\u200b", "\ufeff", "\u202f", "\u1680", "\u2060"])
    @pytest.mark.parametrize(
        ("lines", "place"),
        [
            ("x: {{region:{}C}}", (9, 12)), ("x: {{region:{}C, b: 1}}", (9, 12)), ("x: [region:{}C]", (9, 12)), ("x:\n  - region:{}C", (10, 12)),
            ("x:\n  region:{}C", (10, 10)), ("{}x: 1", (9, 1)), ("x{}: 1", (9, 2)), ("x:\n  -{}a", (10, 4)), ("x: {}a", (9, 4)), ("x: a{}", (9, 5)),
            ("x: a{}# c", (9, 5)), ("x: &y {}a", (9, 7)), ("x: [a, {}b]", (9, 8)), ("x:\n {}y: 1", (10, 2)),
        ],
    )  # fmt: skip
    def test_it_is_found_where_a_blank_would_set_something_apart(
        self, blank: str, lines: str, place: tuple[int, int]
    ) -> None:
        assert places("C612", lines.format(blank)) == [place]

    @pytest.mark.parametrize(
        "text", ["10\u00a0km", "a:\u00a0b", "'\u00a0a'", '"a\u00a0"', "|\n  \u00a0a", "a # \u00a0", "!!str \u00a0a"]
    )
    def test_one_inside_a_text_or_in_quotes_is_none(self, text: str) -> None:
        assert places("C612", f"x: {text}") == []


@given(st.text("ab:#-? \u00a0\u200b\u3000eE1+.", min_size=1, max_size=9))
def test_nothing_is_told_of_a_text_that_was_written(text: str) -> None:
    article = Article(
        title="T", excerpt="", type="article", topics=["a"], web_url="u", extra={"x": text, "y": [text], text: 1}
    )
    assert {finding.code for finding in check(Document.new(article).to_bytes())} <= {"K401", "K402"}
