"""`changes()` and `diff()`: what an edit did, by value and by line."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import articlefmt
from articlefmt import MISSING, Article, Change, Document, Missing, Secured
from articlefmt.diff.changes import compare
from tests.cases import text
from tests.samples import SECRET, form, shows_secret

OTHER = "QUJD" * 16 + ";MTIzNDU2Nzg5MDEyMzQ1Ng=="


def opened(*more: str) -> Document[Article]:
    return articlefmt.loads(form("heat: 5", "images:", "  - url: u", "    width: 1", "    height: 2", *more))


class TestChanges:
    @pytest.mark.parametrize(
        ("edit", "expected"),
        [
            (("set", "heat", 6), Change(("heat",), 5, 6)),
            (("set", "length", "PT1M"), Change(("length",), MISSING, "PT1M")),
            (("delete", "heat"), Change(("heat",), 5, MISSING)),
            (("set", "length", None), Change(("length",), MISSING, None)),
            (("delete", "year"), Change(("year",), None, MISSING)),
            (("set", "year", 5), Change(("year",), None, 5)),
            (("set", "heat", None), Change(("heat",), 5, None)),
            (("set", "images[0].width", 3), Change(("images", 0, "width"), 1, 3)),
            (("set", "topics[1]", "Maps"), Change(("topics",), ["Charts"], ["Charts", "Maps"])),
            (("set", "heat", "5"), Change(("heat",), 5, "5")),
            (("set", "topics[0]", "Maps"), Change(("topics", 0), "Charts", "Maps")),
        ],
    )
    def test_a_change_is_told_at_the_value_that_differs(self, edit: tuple[Any, ...], expected: Change) -> None:
        document = opened("year: ")
        getattr(document, edit[0])(*edit[1:])
        assert document.changes() == (expected,)

    def test_they_come_in_the_order_of_the_file_and_new_keys_after(self) -> None:
        document = opened()
        document.set("x", 1)
        document.record.heat = 6
        document.record.title = "U"
        assert [change.key for change in document.changes()] == [("title",), ("heat",), ("x",)]

    def test_of_several_items_only_those_that_differ_are_told(self) -> None:
        document = opened("x: [a, b, c]")
        document.set("x[1]", "d")
        assert document.changes() == (Change(("x", 1), "b", "d"),)

    def test_there_are_none_without_an_edit_and_none_when_it_is_undone(self) -> None:
        document = opened()
        assert document.changes() == ()
        document.record.heat = 6
        document.record.heat = 5
        assert document.changes() == ()

    @pytest.mark.parametrize(("before", "after"), [(SECRET, OTHER), (None, OTHER), (SECRET, None)])
    def test_secured_is_masked(self, before: str | None, after: str | None) -> None:
        document = opened(*(["secured: " + before] if before else []))
        document.replace_secured(after)
        (change,) = document.changes()
        masked = tuple(MISSING if text is None else Secured(text) for text in (before, after))
        assert (change.key, change.before, change.after) == (("secured",), *masked)
        assert not shows_secret(repr(change))


class TestDiff:
    def test_it_shows_the_lines_that_changed(self) -> None:
        document = opened()
        document.record.heat = 6
        assert document.diff() == text("""
            --- a/article.md
            +++ b/article.md
            @@ -6,7 +6,7 @@
            ␣
             topics:
               - Charts
            -heat: 5
            +heat: 6
             images:
               - url: u
                 width: 1
        """)

    def test_it_is_empty_without_a_change(self) -> None:
        assert opened().diff() == ""

    def test_it_tells_of_a_missing_line_end_as_diff_does(self) -> None:
        document = articlefmt.loads(form()[:-1])
        document.body = "a\nb"
        assert document.diff().endswith("+a\n+b\n\\ No newline at end of file\n")

    @pytest.mark.parametrize(
        "line", [f'secured: "{SECRET}"', f"secured: {SECRET}", f'"secured": "{SECRET}"', f"secured:\n  {SECRET}"]
    )
    def test_secured_is_shortened(self, line: str) -> None:
        document = opened(line)
        document.record.heat = 6
        document.replace_secured(OTHER)
        diff = document.diff()
        assert not shows_secret(diff)
        assert OTHER not in diff
        assert "<secured, " in diff

    def test_a_new_secured_of_the_same_length_is_seen(self) -> None:
        document = opened(f'secured: "{SECRET}"')
        document.replace_secured(SECRET.replace("X", "Y"))
        diff = document.diff()
        assert f"\n-secured: <secured, {len(SECRET) + 2} characters>\n" in diff
        assert f"\n+secured: <new secured, {len(SECRET) + 2} characters>\n" in diff
        assert not shows_secret(diff)

    def test_it_names_the_file(self, tmp_path: Any) -> None:
        path = tmp_path / "a.md"
        path.write_bytes(form("heat: 5"))
        document = articlefmt.load(path)
        document.record.heat = 6
        assert document.diff().startswith(f"--- a/{path}\n+++ b/{path}\n")


def test_a_misplaced_secured_is_masked_however_deep() -> None:
    (change,) = compare(
        {"x": [{"y": [{"secured": SECRET}], "z": 1}]}, {"x": [{"y": [{"secured": [SECRET]}, [SECRET[:3]]]}, 5]}
    )
    assert change.key == ("x",)
    assert not shows_secret(repr(change))
    assert change.before == [{"y": [{"secured": f"<secured, {len(SECRET)} characters>"}], "z": 1}]


def test_what_stands_inside_a_masked_value_is_masked_with_it() -> None:
    document = articlefmt.loads(form(f"secured: [&a {SECRET}, {{secured: *a}}]"))
    document.set("x", 5)
    assert not shows_secret(document.diff())
    assert document.diff().count("<secured") == 1


def test_a_diff_shows_no_piece_of_secured_in_a_comment_or_the_body() -> None:
    data = form("heat: 1", f'secured: "{SECRET}"', f"# it was {SECRET[:12]}") + f"{SECRET[20:40]}\n".encode()
    document = articlefmt.loads(data)
    document.record.heat = 2
    document.body += "x\n"
    assert "# it was <secured, 12 characters>" in document.diff()
    assert not shows_secret(document.diff())


def test_items_that_are_null_are_told_from_items_that_are_not_there() -> None:
    assert compare({"x": ["a"]}, {"x": ["a", None]}, items=True) == (Change(("x", 1), MISSING, None),)
    assert compare({"x": ["a", None]}, {"x": ["a"]}, items=True) == (Change(("x", 1), None, MISSING),)
    assert compare({"x": {"secured": None}}, {"x": {}}) == (Change(("x", "secured"), None, MISSING),)


def test_missing_is_one_thing_and_false() -> None:
    assert not MISSING
    assert repr(MISSING) == "<missing>"
    assert isinstance(MISSING, Missing)
    assert pickle.loads(pickle.dumps(MISSING)) is copy.deepcopy(MISSING) is articlefmt.MISSING


def test_values_are_compared_however_deep_they_are() -> None:
    before: Any = 1
    after: Any = 2
    for _ in range(3000):
        before, after = {"x": [before]}, {"x": [after]}
    (change,) = compare(before, after)
    assert (len(change.key), change.before, change.after) == (6000, 1, 2)
