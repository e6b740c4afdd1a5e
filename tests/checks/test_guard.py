"""G0xx: the earlier version of a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Document, Finding, Limits
from tests.samples import SECRET, file, form, shows_secret

OTHER = "A" + SECRET[1:]
SECURED = f'secured: "{SECRET}"'


def guard(new: bytes, old: bytes) -> list[Finding]:
    found = articlefmt.check(new, against=old)
    assert not any(shows_secret(str(finding)) for finding in found)
    return [finding for finding in found if finding.code.startswith("G")]


def told(new: bytes, old: bytes) -> list[tuple[str, str, int | None]]:
    return [(finding.code, finding.severity, finding.line) for finding in guard(new, old)]


class TestSecured:
    def test_one_that_is_as_it_was_is_no_finding(self) -> None:
        assert guard(form("heat: 2", SECURED), form("heat: 1", SECURED)) == []

    @pytest.mark.parametrize(
        ("new", "old", "line", "word"),
        [
            (form(f'secured: "{OTHER}"'), form(SECURED), 9, "changed"),
            (form("heat: 1", SECURED), form("heat: 1"), 10, "was added"),
            (form("heat: 1"), form("heat: 1", SECURED), 2, "was removed"),
            (form("secured: 12"), form('secured: "12"'), 9, "changed"),
        ],
    )
    def test_one_that_is_not_is_an_error(self, new: bytes, old: bytes, line: int, word: str) -> None:
        (finding,) = guard(new, old)
        assert (finding.code, finding.severity, finding.key, finding.line) == ("G001", "error", ("secured",), line)
        assert finding.message == f"it {word} since the earlier version; restore it, unless that is meant"

    def test_a_null_is_none(self) -> None:
        assert guard(form("heat: 1", "secured: "), form("heat: 2")) == []

    def test_an_earlier_version_that_can_not_be_read_must_hold_it(self) -> None:
        broken = form("a: [", SECURED)
        assert guard(form(SECURED), broken) == []
        (finding,) = guard(form(f'secured: "{OTHER}"'), broken)
        assert finding.code == "G001"
        assert finding.message == "the earlier version can't be read and doesn't hold this value; compare by hand"
        assert [one.code for one in guard(form(), broken)] == ["G001"], "it was removed"
        assert [one.code for one in guard(form(f'secured: "{SECRET[8:]}"'), broken)] == ["G001"], "it was cut"
        assert [one.code for one in guard(form('secured: ""'), broken)] == ["G001"], "nothing stands everywhere"
        assert [one.code for one in guard(form("secured: 1"), form("a: [", "secured: 1"))] == ["G001"], "it is no text"
        assert guard(form(), b"# Text about secured values\n") == []

    @pytest.mark.parametrize("line", ["a: &a [*a]", "a: &a 1\nb: &b [*a, *a]\nc: [*b]"])
    def test_aliases_make_no_difference(self, line: str) -> None:
        assert guard(form(line, SECURED), form(line.replace("1", "2"), SECURED)) == []
        assert [one.code for one in guard(form(line, f'secured: "{OTHER}"'), form(line, SECURED))] == ["G001"]
        assert [one.code for one in guard(form("a: &x 1", "secured: *x"), form("a: &x 2", "secured: *x"))] == ["G001"]

    @pytest.mark.parametrize(
        "line", ["secured: !!binary {}", "secured: !foo {}", "!!binary secured: {}", "secured: [{}]", "secured: &a {}"]
    )
    def test_a_tag_makes_another_value(self, line: str) -> None:
        quoted = f'"{SECRET}"'
        assert told(form(line.format(quoted)), form(SECURED)) == [("G001", "error", 9)]
        assert told(form("heat: 1", line.format(quoted)), form(line.format(quoted))) == []

    def test_one_in_a_wrong_place_counts_too(self) -> None:
        assert told(form("x:", f"  {SECURED}"), form(SECURED)) == [("G001", "error", 2)], "it was moved down"
        assert told(form("x: &k secured", f"*k : {SECRET}"), form("x: &k secured")) == [("G001", "error", 2)]
        assert told(form(), form("a: [", f'"secured": {SECRET}')) == [("G001", "error", 2)], "it stood in quotes"
        assert told(form("a: !x {b: 1}"), form("a: {b: 1}")) == [], "a tag may be another value"
        assert told(form(f"<<: {{{SECURED}}}"), form()) == [("G001", "error", 2)]
        assert told(form(f"a: {{b: [{{{SECURED}}}]}}"), form(f"a: {{b: [{{secured: {OTHER}}}]}}")) == [
            ("G001", "error", 2)
        ]
        assert told(form("secured_old: 1", SECURED), form(SECURED)) == []

    @pytest.mark.parametrize("then", ["1", "1.0", "true", '"1"', "2021-05-30", "[1]", "{a: 1}", "''", ".nan"])
    @pytest.mark.parametrize("now", ["1", "1.0", "true", '"1"', "2021-05-30", "[1]", "{a: 1}", "''", ".nan"])
    def test_another_type_is_another_value(self, then: str, now: str) -> None:
        found = told(form("heat: 1", f"secured: {now}"), form("heat: 2", f"secured: {then}"))
        assert found == ([] if then == now else [("G001", "error", 10)])

    @pytest.mark.parametrize("now", [SECRET, f"'{SECRET}'", f'"{SECRET}" # c', f"\n  {SECRET}", f">-\n  {SECRET}"])
    def test_another_spelling_is_the_same_value(self, now: str) -> None:
        assert told(form("heat: 1", f"secured: {now}"), form("heat: 2", SECURED)) == []
        assert told(form("heat: 1", SECURED).replace(b"\n", b"\r\n"), form("heat: 2", SECURED)) == []
        assert told(b"\xef\xbb\xbf" + form("heat: 1", SECURED), form("heat: 2", SECURED)) == []


BREAKS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("a flow list isn't closed", lambda data: data.replace(b"topics:", b"a: [\ntopics:")),
    ("a key stands twice", lambda data: data.replace(b"topics:", b"heat: 1\nheat: 2\ntopics:")),
    ("the closing line is indented", lambda data: data.replace(b"\n---\n", b"\n ---\n")),
    ("a line looks like the closing line", lambda data: data.replace(b"topics:", b"--- x\ntopics:")),
    ("a blank line comes first", lambda data: b"\n" + data),
    ("a byte isn't UTF-8", lambda data: data.replace(b"Charts", b"Ch\xffrts")),
    ("lone carriage returns", lambda data: data.replace(b"\n", b"\r")),
    ("a conflict", lambda data: data.replace(b"topics:", b"<<<<<<< HEAD\n=======\n>>>>>>> x\ntopics:")),
]

broken_somehow = pytest.mark.parametrize("spoil", [how for _, how in BREAKS], ids=[name for name, _ in BREAKS])


class TestBroken:
    """A version that can't be read is known by the text of its front matter."""

    @broken_somehow
    def test_the_same_value_there_is_no_finding(self, spoil: Callable[[bytes], bytes]) -> None:
        for line in (SECURED, f"secured: {SECRET}", f"secured: '{SECRET}' # c"):
            assert guard(form(SECURED), spoil(form(line))) == []
            assert guard(spoil(form(line)), form(SECURED)) == []
            assert guard(spoil(form(line)), spoil(form(SECURED, "heat: 1"))) == []

    @broken_somehow
    @pytest.mark.parametrize(
        "line",
        ["", f'secured: "{OTHER}"', f'secured: "{SECRET}x"', f"x: {SECRET}", f"# {SECURED}", f"x: {{{SECURED}}}",
         f"x:\n  {SECURED}", f"secured: !!str {SECRET}", f"{SECURED}\nsecured: {OTHER}", f"secured: '{SECRET[:40]}"],
    )  # fmt: skip
    def test_anything_else_is_an_error(self, spoil: Callable[[bytes], bytes], line: str) -> None:
        other = form(*filter(None, [line]))
        for new, old in ((form(SECURED), spoil(other)), (spoil(other), form(SECURED)), (spoil(other), spoil(form(SECURED)))):  # fmt: skip
            assert [one.code for one in guard(new, old)] == ["G001"]

    @broken_somehow
    def test_the_body_counts_for_nothing(self, spoil: Callable[[bytes], bytes]) -> None:
        if b"\n---\n" not in spoil(form()):
            pytest.skip("where the front matter ends is in doubt")
        body = f"\n{SECURED}\n".encode()
        assert [one.code for one in guard(form(SECURED), spoil(form()) + body)] == ["G001"]
        assert [one.code for one in guard(spoil(form()) + body, form(SECURED))] == ["G001"]
        assert guard(form(), spoil(form()) + body) == []

    def test_the_line_is_told_where_it_stands(self) -> None:
        (finding,) = guard(form("a: [", "", f"secured: {OTHER}"), form(SECURED))
        assert str(finding) == (
            "11:1: G001 error: secured: this file can't be read, and its text doesn't hold the earlier version's "
            "value; restore it"
        )
        assert [one.line for one in guard(b"x", form(SECURED))] == [1]
        assert guard(form("a: ["), form("b: [")) == guard(b"x", form()) == []

    def test_limits_that_leave_nothing_readable_hide_nothing(self) -> None:
        limits = Limits(lines=1)
        for new, codes in ((form(f"secured: {OTHER}"), ["Y205", "G001"]), (form("heat: 1", SECURED), ["Y205"])):
            assert [one.code for one in articlefmt.check(new, against=form(SECURED), limits=limits)] == codes


class TestReformatted:
    @pytest.mark.parametrize(
        ("new", "line"),
        [
            (form("heat:  1", SECURED), 9),
            (form("heat: 1 # c", SECURED), 9),
            (form("heat: 1", f"secured: '{SECRET}'"), 10),
            (form("heat: 1", SECURED, "# c"), 11),
            (form("heat: 1", SECURED).replace(b"\n", b"\r\n"), 1),
            (b"\xef\xbb\xbf" + form("heat: 1", SECURED), 1),
            (form("heat: 1", SECURED).replace(b"---\n\n", b"--- \n\n"), 11),
        ],
    )
    def test_a_text_that_changed_alone_is_a_warning(self, new: bytes, line: int) -> None:
        assert told(new, form("heat: 1", SECURED)) == [("G002", "warning", line)]

    @pytest.mark.parametrize(
        "new",
        [
            form("heat: 1", SECURED),
            form("heat:  2", SECURED),
            form("heat: 1.0", SECURED),
            form("heat: 1", SECURED) + b"Text.\n",
            form("heat: 1", SECURED) + b"\n",
        ],
    )
    def test_a_value_or_a_body_that_changed_is_no_finding(self, new: bytes) -> None:
        assert guard(new, form("heat: 1", SECURED)) == []

    def test_both_is_told_for_a_body_that_changed_with_the_spelling(self) -> None:
        assert told(form("heat:  1") + b"Text.\n", form("heat: 1")) == [("G002", "warning", 9)]

    def test_an_entry_that_no_value_tells_may_have_changed(self) -> None:
        assert guard(form("1: a"), form("1: b")) == []
        assert told(form("? [a]", ": {b: 1}"), form("? [a]", ": {b:  1}")) == []
        assert told(form("a: {b: 1}"), form("a: {b:  1}")) == [("G002", "warning", 9)]


@given(st.sampled_from(["heat: 1", "heat: 2", "heat:  1"]), st.sampled_from(["", SECURED, f'secured: "{OTHER}"', f"secured: {SECRET}"]),
       st.sampled_from(["heat: 1", "heat: 2", "heat:  1"]), st.sampled_from(["", SECURED, f'secured: "{OTHER}"', f"secured: {SECRET}"]))  # fmt: skip
@example("heat: 1", "", "heat: 1", SECURED)
def test_secured_is_told_of_if_and_only_if_its_value_differs(heat: str, now: str, was: str, then: str) -> None:
    old, new = (
        file("title: T", "type: article", was, *filter(None, [then])),
        file("title: T", "type: article", heat, *filter(None, [now])),
    )
    differs = articlefmt.loads(old).values.get("secured") != articlefmt.loads(new).values.get("secured")
    assert ("G001" in {finding.code for finding in guard(new, old)}) == differs


def test_an_earlier_version_may_be_a_document_bytes_or_text() -> None:
    new, old = form(f'secured: "{OTHER}"'), form(SECURED)
    as_document: Document = articlefmt.loads(old)
    assert articlefmt.check(new, against=as_document) == guard(new, old) == articlefmt.check(new, against=old.decode())
    assert articlefmt.check(articlefmt.loads(new), against=old) == guard(new, old)
