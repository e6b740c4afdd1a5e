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
from tests.cases import side_by_side
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


def articles(*fronts: str) -> Versions[bytes]:
    """Base, ours and theirs by their front matters."""
    return Versions(*(f"---\n{front}---\nbody\n".encode() for front in fronts))


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


PLACES = side_by_side(r"""
    === each side changed another key
    a: 1 | a: 9 | a: 1 | a: 9
    b: 2 | b: 2 | b: 5 | b: 5

    === theirs changed a value and its comments
    a: 1 | a: 9 | a: 1       | a: 9
    b: 2 | b: 2 | # why      | # why
         |      | b: 5 # how | b: 5 # how

    === theirs added a key
    a: 1 | a: 9 | a: 1        | a: 9
    b: 2 | b: 2 | # new       | # new
         |      | n: 'x'  # y | n: 'x'  # y
         |      | b: 2        | b: 2

    === theirs put a comment above the value of ours
    a: 1 | a: 9 | # t  | # t
    b: 2 | b: 2 | a: 1 | a: 9
         |      | b: 2 | b: 2

    === theirs put a comment behind the value of ours
    a: 1 | a: 9 | a: 1 # t | a: 9 # t
    b: 2 | b: 2 | b: 2     | b: 2

    === ours put a comment behind the value of theirs
    a: 1 | a: 1 # o | a: 9 | a: 9 # o
    b: 2 | b: 2     | b: 2 | b: 2

    === theirs took the comment from behind the value of ours
    a: 1 # c | a: 9 # c | a: 1 | a: 9
    b: 2     | b: 2     | b: 2 | b: 2

    === ours added an item, theirs changed the comments around it
    # c    | # c       | # d        | # d
    a: [x] | a: [x, o] | a: [x] # t | a: [x, o] # t
    b: 2   | b: 2      | b: 2       | b: 2

    === ours changed the quotes, theirs the value
    a: x | a: 'x' | # t  | # t
    b: 2 | b: 2   | a: y | a: 'y'
         |        | b: 2 | b: 2

    === ours added an item, theirs wrote the list as a block
    a: [x] | a: [x, o] | # t   | # t
    b: 2   | b: 2      | a:    | a: [x, o]
           |           |   - x | b: 2
           |           | b: 2  |

    === ours put a value on a line of its own
    a: 1 | a:   | a: 1 | a:
    b: 2 |   9  | b: 5 |   9
         | b: 2 |      | b: 5

    === a value was on a line of its own in ours
    a:   | a:   | a: 9 # t | a: 9 # t
      1  |   1  | b: 2     | b: 5
    b: 2 | b: 5 |          |

    === theirs added a key at the start
    a: 1 | a: 9 | z: 0 | z: 0
    b: 2 | b: 2 | a: 1 | a: 9
         |      | b: 2 | b: 2

    === both added a key at one place
    a: 1 | a: 1 | a: 1 | a: 1
    b: 2 | x: 5 | y: 6 | x: 5
         | b: 2 | b: 2 | y: 6
         |      |      | b: 2

    === theirs added a group
    a: 1 | a: 9 | a: 1 | a: 9
    ·    | ·    | ·    | ·
    c: 3 | c: 8 | n: 5 | n: 5
         |      | ·    | ·
         |      | c: 3 | c: 8

    === theirs added a key to the group below
    a: 1 | a: 9 | a: 1 | a: 9
    ·    | ·    | ·    | ·
    c: 3 | c: 8 | n: 5 | n: 5
         |      | c: 3 | c: 8

    === theirs added a key to the group above
    a: 1 | a: 9 | a: 1 | a: 9
    ·    | ·    | n: 5 | n: 5
    c: 3 | c: 8 | ·    | ·
         |      | c: 3 | c: 8

    === theirs took a key of a group
    a: 1 | a: 9 | a: 1 | a: 9
    b: 2 | b: 2 | ·    | ·
    ·    | ·    | c: 3 | c: 3
    c: 3 | c: 3 |      |

    === theirs took a group
    a: 1 | a: 1 | a: 1 | a: 1
    ·    | ·    | ·    | ·
    b: 2 | b: 2 | c: 3 | c: 9
    ·    | ·    |      |
    c: 3 | c: 9 |      |

    === theirs changed what an anchor stands before
    a: &x [1] | a: &x [1] | a: &x [1, 2] | a: &x [1, 2]
    b: 1      | b: 2      | b: 1         | b: 2

    === theirs gave a value a tag
    a: x | a: x | a: !t x | a: !t x
    b: 1 | b: 2 | b: 1    | b: 2

    === all is in braces
    {a: 1, b: 2} | {a: 3, b: 2} | {a: 1, b: 4} | {a: 3, b: 4}

    === both added an item at the end of a block list
    t:    | t:        | t:    | t:
      - a |   - a     |   - a |   - a
          |   - o # o |   - x |   - o # o
          |           |       |   - x

    === both added an item at the end of a flow list
    t: [a] | t: [a, o] # o | t: [a, x] | t: [a, o, x] # o

    === both added an item at the margin
    t:  | t:    | t:  | t:
    - a | - 'a' | - a | - 'a'
        | - o   | - x | - o
        |       |     | - x

    === theirs added a key inside a mapping and changed another
    p:     | p:     | p:     | p:
      a: 1 |   a: 9 |   a: 1 |   a: 9
      b: 2 |   b: 2 |   m: 3 |   m: 3
           |        |   b: 5 |   b: 5

    === both added a key to a mapping at one place
    p:     | p:       | p:     | p:
      a: 1 |   a: '1' |   a: 1 |   a: '1'
           |   z: 1   |   w: 1 |   z: 1
           |          |        |   w: 1

    === theirs renamed an anchor
    &a c: 1 | &a c: 1 | &b c: 1 | &b c: 1
    b: 1    | b: 2    | b: 1    | b: 2
""")


class TestPlaces:
    """Base, ours, theirs, and the result. In all of them git alone has a conflict."""

    @pytest.mark.parametrize(("base", "ours", "theirs", "expected"), PLACES)
    def test_what_both_changed(self, base: str, ours: str, theirs: str, expected: str) -> None:
        a, b, c = articles(base, ours, theirs)
        found = merged(a, b, c)
        assert found.data.decode() == f"---\n{expected}---\nbody\n"
        assert not found.count
        assert by_git(a, b, c)[0]


CONFLICTS = side_by_side(r"""
    === both changed a value
    a: 1 | a: 2 | a: 3 | <<<<<<< ours
    b: 2 | b: 2 | b: 9 | a: 2
         |      |      | =======
         |      |      | a: 3
         |      |      | >>>>>>> theirs
         |      |      | b: 9

    === ours changed what theirs took
    a: 1 | a: 2 | b: 9 | <<<<<<< ours
    b: 2 | b: 2 |      | a: 2
         |      |      | =======
         |      |      | >>>>>>> theirs
         |      |      | b: 9

    === theirs changed what ours took
    a: 1 | b: 9 | a: 3 | <<<<<<< ours
    b: 2 |      | b: 2 | =======
         |      |      | a: 3
         |      |      | >>>>>>> theirs
         |      |      | b: 9

    === both added a key
    b: 1 | a: 1 | a: 2 | <<<<<<< ours
         | b: 2 | b: 1 | a: 1
         |      |      | =======
         |      |      | a: 2
         |      |      | >>>>>>> theirs
         |      |      | b: 2

    === ours took a group that theirs changed
    a: 1 | a: 1 | a: 1 | a: 1
    ·    | ·    | ·    | ·
    b: 2 | c: 3 | b: 5 | <<<<<<< ours
    ·    |      | ·    | =======
    c: 3 |      | c: 3 | b: 5
         |      |      | ·
         |      |      | >>>>>>> theirs
         |      |      | c: 3

    === theirs took the key of a group that ours changed
    a: 1 | a: 1 | a: 1 | a: 1
    b: 2 | b: 4 | ·    | <<<<<<< ours
    ·    | ·    | c: 3 | b: 4
    c: 3 | c: 3 |      | =======
         |      |      | >>>>>>> theirs
         |      |      | ·
         |      |      | c: 3

    === two conflicts with a merged entry between them
    a: 1 | a: 2 | a: 3 | <<<<<<< ours
    b: 1 | b: 1 | b: 9 | a: 2
    c: 1 | c: 2 | c: 3 | =======
         |      |      | a: 3
         |      |      | >>>>>>> theirs
         |      |      | b: 9
         |      |      | <<<<<<< ours
         |      |      | c: 2
         |      |      | =======
         |      |      | c: 3
         |      |      | >>>>>>> theirs

    === two conflicts that touch
    a: 1 | a: 2 | a: 3 | <<<<<<< ours
    b: 1 | b: 2 | b: 3 | a: 2
         |      |      | b: 2
         |      |      | =======
         |      |      | a: 3
         |      |      | b: 3
         |      |      | >>>>>>> theirs

    === comments above and behind the value of theirs
    a: 1 | a: 2 # o | # t      | # t
         |          | a: 3 # t | <<<<<<< ours
         |          |          | a: 2 # o
         |          |          | =======
         |          |          | a: 3 # t
         |          |          | >>>>>>> theirs

    === comments above and behind the value of ours
    a: 1 | # o      | a: 3 | # o
         | a: 2 # o |      | <<<<<<< ours
         |          |      | a: 2 # o
         |          |      | =======
         |          |      | a: 3 # o
         |          |      | >>>>>>> theirs

    === comments that only theirs took
    # c      | # c      | a: 3 | <<<<<<< ours
    a: 1 # c | a: 2 # c |      | a: 2
             |          |      | =======
             |          |      | a: 3
             |          |      | >>>>>>> theirs

    === ours put a comment above what theirs took
    a: 1 | # o  | b: 1 | # o
    b: 1 | a: 2 |      | <<<<<<< ours
         | b: 1 |      | a: 2
         |      |      | =======
         |      |      | >>>>>>> theirs
         |      |      | b: 1

    === a value became a list
    a: x | a: [x] | a: y | <<<<<<< ours
         |        |      | a: [x]
         |        |      | =======
         |        |      | a: y
         |        |      | >>>>>>> theirs

    === a null got a value that theirs took with its key
    a: | a: 1 | b: 1 | <<<<<<< ours
       |      |      | a: 1
       |      |      | =======
       |      |      | >>>>>>> theirs
       |      |      | b: 1

    === a mapping with one key in conflict
    p:     | p:     | p:     | p:
      a: 1 |   a: 9 |   a: 1 |   a: 9
      b: 2 |   b: 5 |   b: 6 | <<<<<<< ours
      c: 3 |   c: 3 |   c: 4 |   b: 5
           |        |        | =======
           |        |        |   b: 6
           |        |        | >>>>>>> theirs
           |        |        |   c: 4

    === a list with one item in conflict
    t:  | t:  | t:  | t:
    - a | - A | - x | <<<<<<< ours
    - b | - b | - b | - A
        |     | - c | =======
        |     |     | - x
        |     |     | >>>>>>> theirs
        |     |     | - b
        |     |     | - c

    === all is in braces
    {a: 1} | {a: 2} | {a: 3} | <<<<<<< ours
           |        |        | {a: 2}
           |        |        | =======
           |        |        | {a: 3}
           |        |        | >>>>>>> theirs
""")


class TestConflicts:
    @pytest.mark.parametrize(("base", "ours", "theirs", "expected"), CONFLICTS)
    def test_markers_stand_around_what_is_in_conflict_alone(
        self, base: str, ours: str, theirs: str, expected: str
    ) -> None:
        found = merged(*articles(base, ours, theirs))
        assert found.data.decode() == f"---\n{expected}---\nbody\n"
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


UNTOLD = side_by_side(r"""
    === an alias would say another thing
    a: &x [1] | a: &x [1] | a: &x [1, 2]
    c: 1      | c: 2      | c: 1
    b: *x     | b: *x     | b: *x

    === the tag has no place
    a: x | a: 'x' | a: !t x
    c: 1 | c: 2   | c: 1

    === a key that isn't text
    1: a | 1: a | 1: b
    c: 1 | c: 2 | c: 1
""")


class TestByGitAlone:
    """What can't be put, or would be lost, is merged as any text is."""

    @pytest.mark.parametrize(("base", "ours", "theirs"), UNTOLD)
    def test_what_values_do_not_tell(self, base: str, ours: str, theirs: str) -> None:
        a, b, c = articles(base, ours, theirs)
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
