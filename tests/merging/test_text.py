"""Three versions of a file → one text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import articlefmt
from articlefmt.git import merge_lines
from articlefmt.merging.marks import Labels
from articlefmt.merging.text import Merged, merge_files
from articlefmt.merging.values import merge_values
from articlefmt.merging.versions import Versions
from articlefmt.secrecy import ONLY_SECURED
from articlefmt.syntax.limits import DEFAULT_LIMITS
from articlefmt.syntax.parsed import parse
from articlefmt.values import Value, same
from tests.merging.drawn import Drawn, versions
from tests.samples import file


def merged(base: bytes, ours: bytes, theirs: bytes) -> Merged:
    return merge_files(Versions(base, ours, theirs), DEFAULT_LIMITS, ONLY_SECURED, Labels())


def values_of(data: bytes) -> dict[str, Value] | None:
    try:
        return parse(data, DEFAULT_LIMITS).values
    except (articlefmt.ParseError, articlefmt.StructureError):
        return None


def by_git(base: bytes, ours: bytes, theirs: bytes) -> tuple[int, bytes]:
    return merge_lines(base, ours, theirs, labels=("ours", "base", "theirs"), size=7)


def side(data: bytes, number: int) -> bytes:
    """A file with the lines of one side in the place of each conflict."""
    return re.sub(rb"<{7} ours\r?\n(.*?)={7}\r?\n(.*?)>{7} theirs\r?\n", rb"\%d" % number, data, flags=re.DOTALL)


def article(*lines: str, body: str = "body\n") -> bytes:
    return file(*lines, body=body)


class TestLaws:
    @given(versions())
    def test_what_one_side_or_both_did_alike_is_the_result_byte_for_byte(self, drawn: Drawn) -> None:
        base, ours, theirs = drawn
        assert merged(base, ours, base).data == ours
        assert merged(base, base, theirs).data == theirs
        assert merged(base, ours, ours).data == ours

    @given(versions())
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_a_result_says_the_merged_values_or_is_that_of_git(self, drawn: Drawn) -> None:
        read = [values_of(data) for data in drawn]
        found = merged(*drawn)
        if any(one is None for one in read):
            assert drawn[0] in drawn[1:] or drawn[1] == drawn[2] or (found.count, found.data) == by_git(*drawn)
            return
        values: Versions[Any] = Versions(*read)
        wanted = merge_values(values, ONLY_SECURED)
        if (found.count, found.data) == by_git(*drawn) or (wanted.clashes and not found.count):
            return  # of git alone
        assert found.text is not None
        assert same(found.text.values, wanted.values)
        assert same(values_of(side(found.data, 1)), wanted.values)
        theirs = merge_values(values, ONLY_SECURED, takes_theirs=True)
        assert {clash.key[0] for clash in found.clashes if clash.key} == {clash.key[0] for clash in wanted.clashes}
        if wanted.clashes:
            assert same(values_of(side(found.data, 2)), theirs.values)

    @given(versions())
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_where_git_merges_cleanly_and_says_the_same_its_bytes_are_the_result(self, drawn: Drawn) -> None:
        status, data = by_git(*drawn)
        found = merged(*drawn)
        if not status and not found.count and found.text is not None and same(values_of(data), found.text.values):
            assert found.data == data or drawn[0] in drawn[1:] or b"\r" in b"".join(drawn)

    @given(versions())
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_no_comment_of_ours_is_lost_where_theirs_has_it(self, drawn: Drawn) -> None:
        ours, theirs = drawn[1:]
        found = merged(*drawn)
        kept = re.findall(rb"(?m)^# \w.*$", ours)
        if not found.count and values_of(ours) is not None and values_of(theirs) is not None:
            assert all(found.data.count(one) for one in kept if one in theirs)


class TestPlaces:
    """Base, ours, theirs, and the result, each with `/` for a line feed. In all of them git alone has a conflict."""

    @pytest.mark.parametrize(
        ("base", "ours", "theirs", "expected"),
        [
            ("a: 1/b: 2", "a: 9/b: 2", "a: 1/b: 5", "a: 9/b: 5"),
            ("a: 1/b: 2", "a: 9/b: 2", "a: 1/# why/b: 5 # how", "a: 9/# why/b: 5 # how"),
            ("a: 1/b: 2", "a: 9/b: 2", "a: 1/# new/n: 'x'  # y/b: 2", "a: 9/# new/n: 'x'  # y/b: 2"),
            ("a: 1/b: 2", "a: 9/b: 2", "# t/a: 1/b: 2", "# t/a: 9/b: 2"),
            ("a: 1/b: 2", "a: 9/b: 2", "a: 1 # t/b: 2", "a: 9 # t/b: 2"),
            ("a: 1/b: 2", "a: 1 # o/b: 2", "a: 9/b: 2", "a: 9 # o/b: 2"),
            ("a: 1 # c/b: 2", "a: 9 # c/b: 2", "a: 1/b: 2", "a: 9/b: 2"),
            ("# c/a: [x]/b: 2", "# c/a: [x, o]/b: 2", "# d/a: [x] # t/b: 2", "# d/a: [x, o] # t/b: 2"),
            ("a: x/b: 2", "a: 'x'/b: 2", "# t/a: y/b: 2", "# t/a: 'y'/b: 2"),
            ("a: [x]/b: 2", "a: [x, o]/b: 2", "# t/a:/  - x/b: 2", "# t/a: [x, o]/b: 2"),
            ("a: 1/b: 2", "a:\n  9/b: 2", "a: 1/b: 5", "a:\n  9/b: 5"),
            ("a:\n  1/b: 2", "a:\n  1/b: 5", "a: 9 # t/b: 2", "a: 9 # t/b: 5"),
            ("a: 1/b: 2", "a: 9/b: 2", "z: 0/a: 1/b: 2", "z: 0/a: 9/b: 2"),
            ("a: 1/b: 2", "a: 1/x: 5/b: 2", "a: 1/y: 6/b: 2", "a: 1/x: 5/y: 6/b: 2"),
            ("a: 1//c: 3", "a: 9//c: 8", "a: 1//n: 5//c: 3", "a: 9//n: 5//c: 8"),
            ("a: 1//c: 3", "a: 9//c: 8", "a: 1//n: 5/c: 3", "a: 9//n: 5/c: 8"),
            ("a: 1//c: 3", "a: 9//c: 8", "a: 1/n: 5//c: 3", "a: 9/n: 5//c: 8"),
            ("a: 1/b: 2//c: 3", "a: 9/b: 2//c: 3", "a: 1//c: 3", "a: 9//c: 3"),
            ("a: 1//b: 2//c: 3", "a: 1//b: 2//c: 9", "a: 1//c: 3", "a: 1//c: 9"),
            ("a: &x [1]/b: 1", "a: &x [1]/b: 2", "a: &x [1, 2]/b: 1", "a: &x [1, 2]/b: 2"),
            ("a: x/b: 1", "a: x/b: 2", "a: !t x/b: 1", "a: !t x/b: 2"),
            ("{a: 1, b: 2}", "{a: 3, b: 2}", "{a: 1, b: 4}", "{a: 3, b: 4}"),
            ("t:/  - a", "t:/  - a/  - o # o", "t:/  - a/  - x", "t:/  - a/  - o # o/  - x"),
            ("t: [a]", "t: [a, o] # o", "t: [a, x]", "t: [a, o, x] # o"),
            ("t:/- a", "t:/- 'a'/- o", "t:/- a/- x", "t:/- 'a'/- o/- x"),
            ("p:/  a: 1/  b: 2", "p:/  a: 9/  b: 2", "p:/  a: 1/  m: 3/  b: 5", "p:/  a: 9/  m: 3/  b: 5"),
            ("p:/  a: 1", "p:/  a: '1'/  z: 1", "p:/  a: 1/  w: 1", "p:/  a: '1'/  z: 1/  w: 1"),
            ("&a c: 1/b: 1", "&a c: 1/b: 2", "&b c: 1/b: 1", "&b c: 1/b: 2"),
        ],
    )
    def test_what_both_changed(self, base: str, ours: str, theirs: str, expected: str) -> None:
        versions = [article(one.replace("/", "\n")) for one in (base, ours, theirs)]
        found = merged(versions[0], versions[1], versions[2])
        assert found.data.decode() == article(expected.replace("/", "\n")).decode()
        assert not found.count
        assert by_git(versions[0], versions[1], versions[2])[0]


class TestConflicts:
    @pytest.mark.parametrize(
        ("base", "ours", "theirs", "expected"),
        [
            ("a: 1/b: 2", "a: 2/b: 2", "a: 3/b: 9", "</a: 2/=/a: 3/>/b: 9"),
            ("a: 1/b: 2", "a: 2/b: 2", "b: 9", "</a: 2/=/>/b: 9"),
            ("a: 1/b: 2", "b: 9", "a: 3/b: 2", "</=/a: 3/>/b: 9"),
            ("b: 1", "a: 1/b: 2", "a: 2/b: 1", "</a: 1/=/a: 2/>/b: 2"),
            ("a: 1//b: 2//c: 3", "a: 1//c: 3", "a: 1//b: 5//c: 3", "a: 1//</=/b: 5//>/c: 3"),
            ("a: 1/b: 2//c: 3", "a: 1/b: 4//c: 3", "a: 1//c: 3", "a: 1/</b: 4/=/>//c: 3"),
            ("a: 1/b: 1/c: 1", "a: 2/b: 1/c: 2", "a: 3/b: 9/c: 3", "</a: 2/=/a: 3/>/b: 9/</c: 2/=/c: 3/>"),
            ("a: 1/b: 1", "a: 2/b: 2", "a: 3/b: 3", "</a: 2/b: 2/=/a: 3/b: 3/>"),
            ("a: 1", "a: 2 # o", "# t/a: 3 # t", "# t/</a: 2 # o/=/a: 3 # t/>"),
            ("a: 1", "# o/a: 2 # o", "a: 3", "# o/</a: 2 # o/=/a: 3 # o/>"),
            ("# c/a: 1 # c", "# c/a: 2 # c", "a: 3", "</a: 2/=/a: 3/>"),
            ("a: 1/b: 1", "# o/a: 2/b: 1", "b: 1", "# o/</a: 2/=/>/b: 1"),
            ("a: x", "a: [x]", "a: y", "</a: [x]/=/a: y/>"),
            ("a:", "a: 1", "b: 1", "</a: 1/=/>/b: 1"),
            ("p:/  a: 1/  b: 2/  c: 3", "p:/  a: 9/  b: 5/  c: 3", "p:/  a: 1/  b: 6/  c: 4", "p:/  a: 9/</  b: 5/=/  b: 6/>/  c: 4"),
            ("t:/- a/- b", "t:/- A/- b", "t:/- x/- b/- c", "t:/</- A/=/- x/>/- b/- c"),
            ("{a: 1}", "{a: 2}", "{a: 3}", "</{a: 2}/=/{a: 3}/>"),
        ],
    )  # fmt: skip
    def test_markers_stand_around_what_is_in_conflict_alone(
        self, base: str, ours: str, theirs: str, expected: str
    ) -> None:
        marks = {"<": "<<<<<<< ours", "=": "=======", ">": ">>>>>>> theirs"}
        lines = [marks.get(line, line) for line in expected.split("/")]
        versions = [article(one.replace("/", "\n")) for one in (base, ours, theirs)]
        found = merged(versions[0], versions[1], versions[2])
        assert found.data.decode() == article(*lines).decode()
        assert found.count == len({clash.key[0] for clash in found.clashes})

    def test_several_in_one_entry_count_once(self) -> None:
        a, b, c = (article("p:", f"  a: {n}", f"  b: {n}") for n in (1, 2, 3))
        found = merged(a, b, c)
        assert (found.count, [clash.key for clash in found.clashes]) == (1, [("p", "a"), ("p", "b")])

    def test_one_in_the_front_matter_and_one_in_the_body(self) -> None:
        a, b, c = (article(f"a: {n}", "b: 1", body=f"{n}\n") for n in (1, 2, 3))
        found = merged(a, b, c.replace(b"b: 1", b"b: 2"))
        front = "---\n<<<<<<< ours\na: 2\n=======\na: 3\n>>>>>>> theirs\nb: 2\n---\n"
        assert found.data.decode() == f"{front}<<<<<<< ours\n2\n=======\n3\n>>>>>>> theirs\n"
        assert (found.count, [clash.key for clash in found.clashes]) == (2, [("a",), ()])

    def test_a_status_tells_of_127_at_most(self) -> None:
        a, b, c = (article(*(f"k{at}: {n}" for at in range(200))) for n in (1, 2, 3))
        found = merged(a, b, c)
        assert (found.count, len(found.clashes)) == (127, 200)

    def test_two_opaque_values_never_become_a_third(self) -> None:
        a, b, c = (article("secured: |", f"  {one}", "  b", "  c", f"  {two}") for one, two in ("ad", "xd", "ay"))
        assert by_git(a, b, c)[0] == 0
        assert [clash.key for clash in merged(a, b, c).clashes] == [("secured",)]

    def test_a_text_of_which_both_changed_other_lines_is_merged_by_git(self) -> None:
        a, b, c = (article("text: |", f"  {one}", "  b", "  c", f"  {two}") for one, two in ("ad", "xd", "ay"))
        assert merged(a, b, c).data == article("text: |", "  x", "  b", "  c", "  y")


class TestLineEnds:
    def test_those_of_ours_stay_whatever_theirs_made_of_them(self) -> None:
        a, b, c = article("a: 1", "b: 1"), article("a: 2", "b: 1"), article("a: 1", "b: 2", body="body\nx\n")
        assert merged(a, b, c.replace(b"\n", b"\r\n")).data == article("a: 2", "b: 2", body="body\nx\n")
        crlf = b.replace(b"\n", b"\r\n")
        assert merged(a, crlf, c).data == article("a: 2", "b: 2", body="body\nx\n").replace(b"\n", b"\r\n")

    def test_markers_have_them_too(self) -> None:
        a, b, c = (article(f"a: {n}").replace(b"\n", b"\r\n") for n in (1, 2, 3))
        expected = article("<<<<<<< ours", "a: 2", "=======", "a: 3", ">>>>>>> theirs").replace(b"\n", b"\r\n")
        assert merged(a, b, c).data == expected

    def test_mixed_ones_stay_line_by_line(self) -> None:
        a, b, c = (article(f"a: {one}\r", f"b: {two}") for one, two in ((1, 1), (2, 1), (1, 2)))
        assert merged(a, b, c).data == article("a: 2\r", "b: 2")

    def test_mixed_ones_in_another_version_are_left_to_git(self) -> None:
        a, b, c = article("a: 1\r", "b: 1"), article("a: 2", "b: 1").replace(b"\n", b"\r\n"), article("a: 1", "b: 2")
        found = merged(a, b, c)
        assert (found.count, found.data) == by_git(a, b, c)

    def test_a_byte_order_mark_is_taken_from_who_changed_it(self) -> None:
        a, b, c = article("a: 1", "b: 1"), article("a: 2", "b: 1"), article("a: 1", "b: 2")
        bom = b"\xef\xbb\xbf"
        assert merged(a, bom + b, c).data == merged(a, b, bom + c).data == bom + article("a: 2", "b: 2")
        assert merged(bom + a, b, bom + c).data == article("a: 2", "b: 2")

    def test_a_closing_line_that_ended_the_file_gets_a_line_end_with_a_body(self) -> None:
        a, b = (b"---\na: %d\nb: 1\n---" % n for n in (1, 2))
        assert merged(a, b, b"---\na: 1\nb: 2\n---\nbody").data == b"---\na: 2\nb: 2\n---\nbody"


class TestByGitAlone:
    """What can't be put, or would be lost, is merged as any text is."""

    @pytest.mark.parametrize(
        ("base", "ours", "theirs"),
        [
            ("a: &x [1]/c: 1/b: *x", "a: &x [1]/c: 2/b: *x", "a: &x [1, 2]/c: 1/b: *x"),  # an alias says another thing
            ("a: x/c: 1", "a: 'x'/c: 2", "a: !t x/c: 1"),  # the tag has no place
            ("1: a/c: 1", "1: a/c: 2", "1: b/c: 1"),  # a key that isn't text
        ],
    )
    def test_what_values_do_not_tell(self, base: str, ours: str, theirs: str) -> None:
        a, b, c = (article(one.replace("/", "\n")) for one in (base, ours, theirs))
        found = merged(a, b, c)
        assert (found.count, found.data) == by_git(a, b, c)
        assert [clash.key for clash in found.clashes] == [()] * bool(found.count)

    def test_without_a_base(self) -> None:
        found = merged(b"", article("a: 1"), article("a: 2"))
        assert (found.count, found.data) == by_git(b"", article("a: 1"), article("a: 2"))


def test_git_is_not_asked_for_what_one_side_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nothing")
    base = article("a: 1", "b: 1")
    front, body = article("a: 2", "b: 1"), article("a: 1", "b: 1", body="more\n")
    assert merged(base, front, body).data == merged(base, body, front).data == article("a: 2", "b: 1", body="more\n")
    with pytest.raises(OSError, match="git can't be run"):
        merged(base, front, article("a: 1", "b: 2"))
