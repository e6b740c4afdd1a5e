"""The diff by lines: it can be applied, shows what it did before, and nothing of `secured`."""

from __future__ import annotations

import difflib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Limits, Record
from articlefmt.diff.text_diff import unified
from articlefmt.secrecy import hidden
from articlefmt.syntax.parsed import parse
from tests.samples import SECRET, file, form, shows_secret

NO_END = "\\ No newline at end of file\n"
KEYS = st.lists(st.sampled_from(["title: a", "heat: 1", "x:\n  - b", "y: c", "# d"]), unique=True).map(
    lambda lines: [*lines, "z: 1"]
)
BODIES = st.lists(st.sampled_from(["a\n", "b\n", "\n", "---\n", "-x\n", "+\n", "\r\n", "\x85y\n", "z"]), max_size=30)


def diff(before: bytes, after: bytes) -> str:
    return unified(parse(before, Limits()), parse(after, Limits()), "a.md")


def apply(text: str, patch: str) -> str:
    """The text with a unified diff applied; its context must stand in it."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    result: list[str] = []
    done = 0
    rows = re.findall(r"[^\n]*\n", patch.replace(f"\n{NO_END}", "\r\0\n"))[2:]
    for row in rows:
        if header := re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@\n", row):
            start = int(header[1]) - (header[2] != "0")
            result += lines[done:start]
            done = start
            continue
        line = row[1:].removesuffix("\r\0\n") if row.endswith("\r\0\n") else row[1:]
        if row[0] in " -":
            assert lines[done] == line
            done += 1
        if row[0] in " +":
            result.append(line)
    return "".join(result + lines[done:])


@given(KEYS, KEYS, BODIES, BODIES)
def test_a_diff_applied_to_the_old_text_gives_the_new_one(
    front: list[str], other: list[str], body: list[str], another: list[str]
) -> None:
    for new_front, new_body in ((other, body), (front, another), (other, another)):
        before, after = file(*front, body="".join(body)), file(*new_front, body="".join(new_body))
        assert apply(before.decode(), diff(before, after)) == after.decode()
        assert (diff(before, after) == "") is (before == after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "x\n"), ("x\n", ""), ("a\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n"), ("a\n" * 20, "a\n" * 9 + "b\n" + "a\n" * 11),
        ("".join(f"{k}\n" for k in range(40)), "".join(f"{k}\n" for k in range(40) if k % 13)), ("a", "b"), ("a\n", "a"),
        ("".join(f"{k}\n" for k in range(9)), "".join(f"{k}\n" for k in range(1, 8))),
        ("".join(f"{k}\n" for k in range(10)), "".join(f"{k}\n" for k in range(1, 9))),
    ],
)  # fmt: skip
def test_a_small_difference_looks_as_difflib_writes_it(before: str, after: str) -> None:
    old, new = form() + before.encode(), form() + after.encode()
    was, now = (one.decode().splitlines(keepends=True) for one in (old, new))
    rows = difflib.unified_diff(was, now, fromfile="a/a.md", tofile="b/a.md")
    assert diff(old, new) == "".join(row if row.endswith("\n") else f"{row}\n{NO_END}" for row in rows)


def test_a_body_that_did_not_change_is_context_only() -> None:
    before, after = form() + b"1\n2\n3\n4\n", form("heat: 1") + b"1\n2\n3\n4\n"
    assert diff(before, after).endswith("+heat: 1\n ---\n \n 1\n")


class TestSecrets:
    @pytest.mark.parametrize("body", [f"a {SECRET}\n", f"{SECRET[:20]}\nb\n", f"x\n{SECRET}", "\n".join(SECRET)])
    def test_none_is_shown_of_a_body(self, body: str) -> None:
        before, after = form(f"secured: {SECRET}") + body.encode(), form(f"secured: {SECRET}")
        for shown in (diff(before, after), diff(after, before), diff(form() + body.encode(), before)):
            assert not shows_secret(shown)

    def test_one_that_goes_over_line_ends_is_hidden_and_the_lines_stay(self) -> None:
        front = 'secured: "one day\\nin May"'
        before = form(front) + b"x\nhe said one day\nin May and left\ny\n"
        shown = diff(before, before.replace(b"x\n", b"z\n"))
        assert shown.endswith(f" \n-x\n+z\n he said {hidden(14)}\n  and left\n y\n")

    def test_a_line_that_differs_in_it_alone_is_told_apart(self) -> None:
        other = SECRET.replace("X", "Y")
        shown = diff(form("heat: 1") + SECRET.encode(), form("heat: 2") + other.encode())
        assert f"-{hidden(69)}\n{NO_END}+<new secured, 69 characters>\n{NO_END}" in shown

    def test_another_one_is_told_apart_though_the_body_differs_too(self) -> None:
        shown = diff(form(f"secured: {SECRET}"), form(f"secured: {SECRET.replace('X', 'Y')}") + b"x\n")
        assert f"+secured: <new secured, {len(SECRET)} characters>\n" in shown


def test_a_line_ends_with_a_line_feed_and_nothing_else() -> None:
    document = articlefmt.loads("---\nheat: 1\n---\na\u2028b\x0cc\rd\n", Record)
    document.body += "e\n"
    assert document.diff().endswith("@@ -2,3 +2,4 @@\n heat: 1\n ---\n a\u2028b\x0cc\rd\n+e\n")
