"""`articlefmt diff`: two files, value by value."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articlefmt.cli import main
from tests.samples import SECRET, form, shows_secret


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(before: bytes, after: bytes, *words: str) -> Result:
    Path("a.md").write_bytes(before)
    Path("b.md").write_bytes(after)
    result = CliRunner().invoke(main, ["diff", "a.md", "b.md", *words])
    assert not shows_secret(result.output)
    return result


def rows(before: bytes, after: bytes) -> list[str]:
    return run(before, after).output.splitlines()


def test_files_with_the_same_bytes_differ_in_nothing() -> None:
    assert (run(form(), form()).exit_code, run(form(), form()).output) == (0, "")


@pytest.mark.parametrize(
    ("before", "after", "row"),
    [
        ("heat: 1", "heat: -2", "heat: 1 → -2"),
        ("length: a", 'length: "é\\n"', 'length: "a" → "é\\n"'),
        ("a: 1", "b: 1", "a: removed 1"),
        ("a: ", "b: 1", "a: removed null"),
        ("b: 1", "b: 1\na: ", "a: added null"),
        ("a: ", "a: 1", "a: null → 1"),
        ("a: 1", "a: ", "a: 1 → null"),
        ("a: [x, ~]", "a: [x]", "a[1]: removed null"),
        ("publishedDateTime: 2021-05-30T14:00:00Z", "publishedDateTime: 2021-05-31T16:00:00+02:00", 'publishedDateTime: "2021-05-30T14:00:00Z" → "2021-05-31T16:00:00+02:00"'),
        ("a: 2021-05-30", "a: 2021-05-31", 'a: "2021-05-30" → "2021-05-31"'),
        ("a: .nan", "a: .inf", "a: NaN → Infinity"),
        ("a: [x, y, z]", "a: [x, z]", 'a[1]: removed "y"'),
        ("a: [x, y]", "a: [n, x, y]", 'a[0]: added "n"'),
        ("a: [x, y, z]", "a: [x, Y, z]", 'a[1]: "y" → "Y"'),
        ("images: [{url: u, width: 1}, {url: v}]", "images: [{url: n}, {url: u, width: 2}, {url: v}]", 'images[0]: added {"url": "n"}'),
        ("a: {secured: xxxxxxxxx}", "a: {secured: yyyyyyyyy}", "a.secured: <secured, 9 characters> → <another secured, 9 characters>"),
        (f"a: {{b: {{secured: {SECRET}}}}}", "a: 1", 'a: {"b": {"secured": "<secured, 69 characters>"}} → 1'),
        ('a: "\\x07"', 'a: "\\x9b"', 'a: "\\u0007" → "\\x9b"'),
    ],
)  # fmt: skip
def test_a_value_that_differs_is_a_row(before: str, after: str, row: str) -> None:
    assert rows(form(before), form(after))[:2] == ["a.md → b.md: changed", f"  {row}"]


@pytest.mark.parametrize(
    ("before", "after", "row"),
    [
        (f'secured: "{SECRET}"', f'secured_old: "{SECRET}"', 'secured_old: added "<secured, 69 characters>"'),
        (f'secured: "{SECRET}"', f'x: &a "{SECRET}"\nsecured: *a', 'x: added "<secured, 69 characters>"'),
        ("heat: 1", f"x: [a, 'see {SECRET}!']", 'x: added ["a", "see <secured, 69 characters>!"]'),
        ("secured: 0123456789", "y: x0123456789x", 'y: added "x<secured, 10 characters>x"'),
        ("heat: 1", "x: {secured: [1, 2]}", 'x: added {"secured": "<secured, 6 characters>"}'),
        (f'secured: "{SECRET}"', f'secured: "{SECRET}"\nx: {SECRET[:20]}', 'x: added "<secured, 20 characters>"'),
        ("p: {secured: hunter2SecretX99}", "p: {secured: hunter2SecretX99}\nnote: hunter2SecretX99", 'note: added "<secured, 16 characters>"'),
        ("heat: 1", f"x: {{'{SECRET}': 1}}", 'x: added {"<secured, 69 characters>": 1}'),
        (f'secured: "{SECRET}"', f'secured: "{SECRET}"\nx: |\n  {SECRET[:30]}\n  {SECRET[30:]}', 'x: added "<secured, 30 characters>\\n<secured, 39 characters>\\n"'),
        ("heat: 1", f"? {SECRET}\n: 1", f"{'*' * 60}".join(("", "…: added 1"))[1:]),
    ],
)  # fmt: skip
def test_secured_is_not_shown_wherever_it_stands(before: str, after: str, row: str) -> None:
    assert f"  {row}" in rows(form(before), form(after))
    assert not shows_secret(run(form(before), form(after), "--output-format", "json").output)


def test_items_that_moved_apart_are_told_in_order() -> None:
    before, after = form("a: [p, q, r, s, t]"), form("a: [n, q, s, S, t, u]")
    assert rows(before, after)[1:] == [
        '  a[0]: "p" → "n"',
        '  a[2]: removed "r"',
        '  a[3]: added "S"',
        '  a[5]: added "u"',
    ]


def test_a_change_of_the_text_alone_is_reformatted() -> None:
    assert rows(form("heat: 1"), form("heat:  1")) == ["a.md → b.md: reformatted"]
    assert rows(form("heat: 1"), form("heat:  1") + b"x") == ["a.md → b.md: changed", "  body: changed"]


def test_json_is_for_programs() -> None:
    result = run(
        form("heat: 1", "a: 2021-05-30", "b: "),
        form("heat: 2", "b: 3", f"secured: {SECRET}"),
        "--output-format",
        "json",
    )
    assert json.loads(result.output) == {
        "version": 1,
        "files": [
            {
                "file": "b.md",
                "was": "a.md",
                "what": "changed",
                "changes": [
                    {"key": ["heat"], "keyText": "heat", "before": 1, "after": 2},
                    {"key": ["a"], "keyText": "a", "before": "2021-05-30"},
                    {"key": ["b"], "keyText": "b", "before": None, "after": 3},
                    {"key": ["secured"], "keyText": "secured", "after": "<secured, 69 characters>"},
                ],
                "bodyChanged": False,
            }
        ],
    }
    assert json.loads(run(form(), form(), "--output-format", "json").output) == {"version": 1, "files": []}


def test_the_status_tells_of_differences_if_that_is_wanted() -> None:
    assert [run(form("heat: 1"), form(), *words).exit_code for words in ((), ("--exit-code",))] == [0, 1]
    assert run(form(), form(), "--exit-code").exit_code == 0


def test_a_file_that_is_none_is_1() -> None:
    result = run(b"x", form())
    assert (result.exit_code, result.output.splitlines()[0][:29]) == (1, "a.md (before):1:1: F101 no fr")
    assert run(form(), form("a: &a [*a]")).output.startswith("b.md:9:8: T305 ")


@pytest.mark.parametrize("words", [(), ("a.md",), ("a.md", "b.md", "c.md")])
def test_other_than_two_files_are_bad_usage(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, ["diff", *words])
    assert result.exit_code == 2
    assert f"give two files, or --against REV; {len(words)} given" in result.output


def test_a_file_that_the_system_does_not_give_is_2() -> None:
    Path("a.md").write_bytes(form())
    Path("d").mkdir()
    for words, message in {("gone.md", "a.md"): "gone.md: No such file or directory", ("a.md", "gone.md"): "gone.md: No such file or directory", ("a.md", "d"): "d: Is a directory"}.items():  # fmt: skip
        result = CliRunner().invoke(main, ["diff", *words])
        assert (result.exit_code, result.output) == (2, f"articlefmt: {message}\n")


def test_a_name_stays_on_its_line() -> None:
    Path("a\n.md").write_bytes(form("heat: 1"))
    Path(os.fsdecode(b"b.md")).write_bytes(form("heat: 2"))
    assert CliRunner().invoke(main, ["diff", "a\n.md", "b.md"]).output.startswith("a\\n.md → b.md: changed\n")


def test_a_fault_of_ours_is_3(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr("articlefmt.cli.diff.difference", fail)
    assert run(form(), form("heat: 1")).exit_code == 3
