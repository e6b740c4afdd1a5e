"""Comments that silence findings, I1: which lines they cover, and what is told of those that silence nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import check
from articlefmt.checks.rules import RULES
from tests.samples import SECRET, file, form, shows_secret
from tests.strategies import untidy_documents

TRAILING = "heat: x # articlefmt: ignore[T301]"


def told(*lines: str) -> list[tuple[int | None, str]]:
    """Line and code of what is found in lines below a form without a fault; the first of them is line 9."""
    return [(finding.line, finding.code) for finding in check(form(*lines))]


def messages(*lines: str) -> list[str]:
    return [finding.message for finding in check(form(*lines))]


class TestBehindALine:
    @pytest.mark.parametrize(
        "comment",
        [
            "# articlefmt: ignore[T301]", "#  articlefmt:  ignore  [ T301 ]", "# articlefmt: ignore[t301]",
            "# articlefmt: ignore[T]", "# articlefmt: ignore[T3] the source has it so, see #21", "# articlefmt: ignore[T301]: a reason",
            "# noqa # articlefmt: ignore[T301]",
        ],
    )  # fmt: skip
    def test_it_silences_its_code_there(self, comment: str) -> None:
        assert told(f"heat: x  {comment}") == []

    def test_it_silences_no_other_line_and_no_other_code(self) -> None:
        assert told("heat: x # articlefmt: ignore[T301]", "quality: x") == [(10, "T301")]
        assert told("heat: x # articlefmt: ignore[C603]") == [(9, "T301"), (9, "I102")]

    def test_several_codes_are_each_for_themselves(self) -> None:
        assert told("length: [12:30] # articlefmt: ignore[T301, C603]") == []
        assert told("length: 12:30 # articlefmt: ignore[T301, C603]") == [(9, "I102")]
        assert told("heat: x # articlefmt: ignore[T301] # articlefmt: ignore[C603]") == [(9, "I102")]

    def test_behind_the_key_of_what_is_nested_it_covers_that_line_alone(self) -> None:
        assert told("images: # articlefmt: ignore[T302]", "  - url: u") == [(9, "I102"), (10, "T302"), (10, "T302")]

    @pytest.mark.parametrize(
        "lines",
        [
            ('heat: "a', '  b" # articlefmt: ignore[T301]'),
            ("heat: 'a", "", "  b' # articlefmt: ignore[T301]"),
            ("heat: a", "  b # articlefmt: ignore[T301]"),
            ('images: [{url: u, width: "a', '  b", height: "c', '  d"}] # articlefmt: ignore[T301]'),
            ("heat: | # articlefmt: ignore[T301]", "  a", "  b"),
        ],
    )
    def test_a_text_of_several_lines_is_one(self, lines: tuple[str, ...]) -> None:
        assert told(*lines) == []

    def test_a_text_that_ends_above_is_not_of_the_line(self) -> None:
        lines = ("heat: |", "  a", "quality: x # articlefmt: ignore[T301]")
        assert told(*lines) == [(9, "T301")]
        assert told("items: [", "  1,", "  2 # articlefmt: ignore[T301]", "]") == [(10, "T301")]


class TestAboveAnEntry:
    def test_it_covers_the_entry_and_nothing_below(self) -> None:
        assert told("# articlefmt: ignore[T301]", "heat: x", "quality: x") == [(11, "T301")]

    def test_it_covers_all_that_is_nested(self) -> None:
        lines = ("images:", "  - url: u", "    width: x", "  # so it is", "  - url: 1", "    width: z", "    height: 1")
        assert told("# articlefmt: ignore[T]", *lines) == []
        assert told("# articlefmt: ignore[T]", *lines, "heat: x") == [(17, "T301")]

    def test_above_an_item_it_covers_the_item(self) -> None:
        lines = ("  # articlefmt: ignore[T]", "  - url: u", "    width: x", "  - url: u", "    width: 5")
        assert told("images:", *lines) == [(13, "T302")]
        assert told("items:", "  - a", "  # articlefmt: ignore[T301]", "  - 1", "  - 2") == [(13, "T301")]

    def test_above_the_first_key_of_a_mapping_it_covers_that_key(self) -> None:
        lines = ("provider:", "  # articlefmt: ignore[K402]", "  nam: P", "  name: P", "  domain: d", "  domains: d")
        assert told(*lines) == [(14, "K402")]

    def test_above_a_value_it_covers_the_value(self) -> None:
        assert told("heat:", "  # articlefmt: ignore[T301]", "  x", "quality: x") == [(12, "T301")]
        assert told("items: [", "  # articlefmt: ignore[T301]", "  1,", "  2", "]") == [(12, "T301")]

    def test_above_brackets_it_covers_all_between_them(self) -> None:
        assert told("items:", "  # articlefmt: ignore[T301]", "  [", "    1,", "    2", "  ]") == []

    def test_several_comments_may_stand_above_with_others_and_blank_lines_between(self) -> None:
        comments = ("# articlefmt: ignore[T301]", "# so it is", "", "  # articlefmt: ignore[C603]")
        assert told(*comments, "length: [12:30]") == []

    def test_with_nothing_below_it_covers_nothing(self) -> None:
        assert told("heat: x", "# articlefmt: ignore[T301]") == [(9, "T301"), (10, "I102")]

    def test_above_the_first_entry_it_covers_it_alone(self) -> None:
        data = form("heat: x").replace(b"---\n", b"---\n# articlefmt: ignore[T301]\n", 1)
        assert [(one.line, one.code) for one in check(data)] == [(2, "I102"), (10, "T301")]

    def test_an_entry_that_is_commented_out_asks_for_nothing(self) -> None:
        assert told("# heat: x # articlefmt: ignore[T301]", "quality: x") == [(10, "T301")]


class TestOfTheFile:
    def test_it_silences_its_codes_wherever_they_are_found(self) -> None:
        assert told("heat: x", "# articlefmt: ignore-file[T301]", "quality: x") == []

    @pytest.mark.parametrize("column", ["", "  ", "        "])
    def test_wherever_it_stands(self, column: str) -> None:
        assert told("images:", f"{column}# articlefmt: ignore-file[T302]", "  - url: u") == []

    def test_it_silences_what_is_told_of_the_whole_file(self) -> None:
        news = ('title: "T"', 'excerpt: ""', "type: article", "category: news")
        assert {one.code for one in check(file(*news))} == {"K401", "S503"}
        assert check(file("# articlefmt: ignore-file[K401, S503]", *news)) == []

    def test_front_matter_without_a_key_may_have_one(self) -> None:
        assert {one.code for one in check(file("#"))} == {"K401", "T302"}
        assert check(file("# articlefmt: ignore-file[K401, T302]")) == []

    def test_what_is_told_of_the_line_ends_is_of_the_file(self) -> None:
        mixed = form("heat: 1").replace(b"\n", b"\r\n", 3)
        assert [(one.line, one.code) for one in check(mixed)] == [(1, "C606")]
        assert check(mixed.replace(b"heat", b"# articlefmt: ignore-file[C606]\nheat")) == []

    def test_behind_an_entry_it_is_refused(self) -> None:
        assert told("heat: x # articlefmt: ignore-file[T301]") == [(9, "T301"), (9, "I101")]


class TestWhatIsNoComment:
    @pytest.mark.parametrize(
        "lines",
        [
            ('heat: "x # articlefmt: ignore[T301]"',),
            ("heat: 'x # articlefmt: ignore[T301]'",),
            ("heat: |", "  # articlefmt: ignore[T301]", "  x"),
            ("heat: >", "  x", "  # articlefmt: ignore-file[T301]"),
            ('heat: "x', "  # articlefmt: ignore-file[T301]", '  y"'),
            ("heat: x#articlefmt:ignore[T301]",),
        ],
    )
    def test_it_asks_for_nothing(self, lines: tuple[str, ...]) -> None:
        assert told(*lines) == [(9, "T301")]

    def test_nor_does_the_body(self) -> None:
        data = file("heat: x", body="# articlefmt: ignore-file[T]\n")
        assert "I102" not in {one.code for one in check(data)}
        assert "T301" in {one.code for one in check(data)}


class TestWhatCannotBeHeeded:
    @pytest.mark.parametrize(
        ("comment", "message"),
        [
            ("ignore", "it names no code; write `# articlefmt: ignore[CODE]` or `# articlefmt: ignore-file[CODE]`, with a code or its beginning in the brackets"),
            ("ignore[]", "it names no code; "), ("ignore[ , ]", "it names no code; "), ("ignore[T301", "it names no code; "), ("ignore T301", "it names no code; "),
            ("ignroe[T301]", "this comment starts with `articlefmt:` and says 'ignroe'; write `# articlefmt: ignore[CODE]` or "),
            ("Ignore[T301]", "this comment starts with `articlefmt:` and says 'Ignore'; "),
            ("", "this comment starts with `articlefmt:` and says nothing; "),
            ("ignore[T399]", "'T399' is no code and no beginning of one; did you mean T306?"),
            ("ignore[heat]", "'heat' is no code and no beginning of one; `articlefmt rule` lists them"),
            ("ignore[G001]", "no comment silences `G001`: the change that is checked may bring the comment; use options on the command line"),
            ("ignore-file[G]", "no comment silences `G`: the change that is checked may bring the comment; "),
            ("ignore[y2]", "no comment silences `Y2`: a file that can't be read has no comments; use --per-file-ignores"),
            ("ignore[F101]", "no comment silences `F101`: a file that can't be read has no comments; "),
            ("ignore[E7]", "no comment silences `E7`: `check` never tells it"),
            ("ignore[I102]", "no comment silences `I102`: it is about such comments; use --per-file-ignores"),
        ],
    )  # fmt: skip
    def test_it_is_told_with_what_to_write(self, comment: str, message: str) -> None:
        (finding,) = check(form(f"# articlefmt: {comment}", "quality: 1"))
        assert (finding.code, finding.line, finding.column, finding.severity) == ("I101", 9, 1, "warning")
        assert finding.message.startswith(message)

    def test_what_else_the_comment_names_holds(self) -> None:
        assert told("heat: x # articlefmt: ignore[T399, T301, G001]") == [(9, "I101")]
        (message,) = messages("heat: 1 # articlefmt: ignore[T399, G001, heat]")
        assert (
            message
            == "'T399' is no code and no beginning of one; did you mean T306? (2 more of its codes can't be heeded, either)"
        )

    def test_no_message_shows_a_piece_of_secured(self) -> None:
        for comment in (f"ignore[{SECRET}]", f"ignore[T301, {SECRET[:20]}]", f"{SECRET}", f"ignore-file {SECRET[:30]}"):
            findings = check(form("heat: 1", f"# articlefmt: {comment}", f'secured: "{SECRET}"'))
            assert {one.code for one in findings} >= {"I101"}
            assert not shows_secret("".join(f"{one}{one.excerpt}" for one in findings))


class TestTheGuard:
    def test_no_comment_silences_it(self) -> None:
        old = form("heat: 1", f'secured: "{SECRET}"')
        new = form(
            "# articlefmt: ignore-file[G, G001]", "heat: 1", f'secured: "A{SECRET[1:]}" # articlefmt: ignore[G001]'
        )
        assert [one.code for one in check(new, against=old)] == ["I101", "G001", "I101"]

    def test_a_comment_silences_what_is_told_of_secured_itself(self) -> None:
        assert told("secured: x # articlefmt: ignore[S501]") == []


class TestOfFilesThatCannotBeRead:
    def test_no_comment_silences_why(self) -> None:
        data = form("# articlefmt: ignore-file[Y201]", "a: [")
        assert [one.code for one in check(data)] == ["Y201"]

    def test_values_without_end_are_silenced(self) -> None:
        assert told("items: &x [*x] # articlefmt: ignore[T305]") == []


class TestFilesTogether:
    def test_of_one_file_nobody_knows_whether_it_is_needed(self) -> None:
        assert told("# articlefmt: ignore-file[X]", "heat: 1 # articlefmt: ignore[X101, X103]") == []


@pytest.mark.parametrize("count", [0, 9, 11, -1])
def test_line_ends_make_no_difference(count: int) -> None:
    text = form(
        "heat: x # articlefmt: ignore[T301]",
        "# articlefmt: ignore[T301]",
        "quality: x",
        "# articlefmt: ignore-file[C603]",
        "length: 12:30",
    ).decode()
    text = text.replace("\n", "\r\n", count)
    mixed = ["C606"] if count > 0 else []
    assert [one.code for one in check(text)] == mixed
    assert [one.code for one in check(text.replace("articlefmt:", "article:"))] == [*mixed, "T301", "T301", "C603"]


def test_a_document_and_its_bytes_are_told_the_same() -> None:
    data = form(TRAILING, "quality: x # articlefmt: ignore[C603]")
    assert check(articlefmt.loads(data)) == check(data) == check(data.decode())
    assert [one.code for one in check(data)] == ["T301", "I102"]


def test_a_comment_is_kept_by_edits_as_any_other() -> None:
    document = articlefmt.loads(form("heat: 1 # articlefmt: ignore[T301] why", "# articlefmt: ignore[K402]", "x: 1"))
    document.record.heat = 2
    assert document.to_bytes() == form("heat: 2 # articlefmt: ignore[T301] why", "# articlefmt: ignore[K402]", "x: 1")


FAULTY = [
    ("heat: x",), ("quality: [1]",), ("length: 12:30",), ("summary: 12:30 # c",), ("images:", "  - url: u", "    width: x"),
    ("provider:", "  nme: N", "  url: 1_000"), ("items: [1, ", "  a, 2]"), ("a: 1", "b: {c: no, ", "  d: 'x", "    y', e: yes}"), ("1: a",), ("modules:", "- 1", "-", "  x"),
    ("text: |", "  # articlefmt: ignore-file[K402]"), ("secured: x",), ("<<: 1",), ("t: !x y",), ("u: 2021-05-30T14:00:00",),
]  # fmt: skip


def faulty_lines() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(FAULTY), unique=True).map(lambda parts: [line for part in parts for line in part])


def silenced(data: bytes) -> bytes:
    """The same with a comment above each line that something is told of, which names all codes told there."""
    lines = data.decode().split("\n")
    codes: dict[int, list[str]] = {}
    for one in check(data):
        codes.setdefault(one.line or 0, []).append(one.code)
    for line, some in sorted(codes.items(), reverse=True):
        lines.insert(line - 1, f"# articlefmt: ignore[{', '.join(some)}]")
    return "\n".join(lines).encode()


def without_comments(data: bytes) -> bytes:
    return re.sub(rb"(?m)^# articlefmt: ignore\[.*\n", b"", data)


@given(faulty_lines())
def test_with_a_comment_for_each_finding_there_is_none(lines: list[str]) -> None:
    """And without these comments all are back."""
    data = form(*lines)
    quiet = silenced(data)
    assert check(quiet) == []
    assert without_comments(quiet) == data


@given(faulty_lines())
def test_with_one_comment_for_the_file_there_is_none(lines: list[str]) -> None:
    data = form(*lines)
    codes = {one.code for one in check(data)}
    assert check(form(*lines, *([f"# articlefmt: ignore-file[{','.join(codes)}]"] if codes else []))) == []


@given(faulty_lines(), st.lists(st.sampled_from(["T301", "C6", "K", "S501", "T302"]), min_size=1, unique=True))
def test_a_comment_for_the_file_is_told_unused_for_just_what_is_not_found(lines: list[str], codes: list[str]) -> None:
    found = {one.code for one in check(form(*lines))}
    left = check(form(f"# articlefmt: ignore-file[{','.join(codes)}]", *lines))
    assert [one.message.split("`")[1] for one in left if one.code == "I102"] == [
        code for code in codes if not any(one.startswith(code) for one in found)
    ]
    assert {one.code for one in left} - {"I102"} == {one for one in found if not one.startswith(tuple(codes))}


@given(untidy_documents())
def test_untidy_files_without_such_a_comment_are_told_nothing_of_it(data: bytes) -> None:
    assert not {one.code for one in check(data)} & {code for code in RULES if code.startswith("I")}


@given(untidy_documents())
def test_untidy_files_are_silenced_as_a_whole(data: bytes) -> None:
    codes = {one.code for one in check(data)}
    end = b"\r\n" if data.startswith(b"---\r") else b"\n"
    line = b"# articlefmt: ignore-file[%s]" % ",".join(codes).encode() + end if codes else b""
    assert check(data.replace(b"\n", b"\n" + line, 1)) == []
