"""G0xx: the earlier version of a file."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Document, Finding
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

    def test_a_file_that_is_none_is_another_finding(self) -> None:
        assert [finding.code for finding in articlefmt.check(b"x", against=form(SECURED))] == ["F101"]


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
