"""`articlefmt set`: what it writes, what it prints, and its exit status."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import articlefmt
from articlefmt.cli import main
from tests.samples import SECRET, form, shows_secret


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.md"
    path.write_bytes(form("heat: 5", f'secured: "{SECRET}"'))
    return path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["set", *words])
    assert not shows_secret(result.output)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("assignment", "line"),
    [
        ("heat=6", "heat: 6"),
        ("heat=-6", "heat: -6"),
        ("heat=", "heat: "),
    ],
)
def test_a_value_is_what_it_would_be_in_yaml(file: Path, assignment: str, line: str) -> None:
    assert run("a.md", assignment) == (0, "a.md: changed\n")
    assert file.read_bytes() == form(line, f'secured: "{SECRET}"')


@pytest.mark.parametrize(("text", "spelled"), [("12", '"12"'), ("true", '"true"'), ("a=b", "a=b"), ("", '""')])
def test_it_is_text_where_the_field_takes_text(file: Path, text: str, spelled: str) -> None:
    assert run("a.md", f"topics[0]={text}") == (0, "a.md: changed\n")
    assert f"  - {spelled}\n".encode() in file.read_bytes()


def test_several_values_are_set_and_deleted_at_once(file: Path) -> None:
    words = ("title=U", "topics[1]=Maps", "provider.name=N", "provider.domain=D", "--delete", "heat", "--delete", "x.y")
    assert run("a.md", "x.y=1", "x.z=2", *words) == (0, "a.md: changed\n")
    values = articlefmt.load(file).values
    assert (values["title"], values["topics"], values["x"]) == ("U", ["Charts", "Maps"], {"z": 2})
    assert values["provider"] == {"name": "N", "domain": "D"}
    assert "heat" not in values


def test_the_same_value_changes_nothing_and_writes_nothing(file: Path) -> None:
    before = file.stat()
    assert run("a.md", "heat=5") == (0, "a.md: unchanged\n")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_dry_run_writes_nothing_and_says_so(file: Path) -> None:
    before = file.read_bytes()
    assert run("a.md", "heat=6", "--dry-run") == (0, "a.md: would be changed\n")
    assert file.read_bytes() == before


def test_the_diff_is_shown(file: Path) -> None:
    status, output = run("a.md", "heat=6", "--diff", "--dry-run")
    assert (status, output.splitlines()[-6:-3]) == (
        0,
        ["-heat: 5", "+heat: 6", f" secured: <secured, {len(SECRET) + 3} characters>"],
    )


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("a.md", "secured=x"), "a.md: E705 secured: `secured` differs"),
        (("a.md", "--delete", "nothing"), "a.md: E703 nothing: there is nothing at this key"),
        (("a.md", "a..b=1"), "a.md: E703 a..b: a key is written as in"),
    ],
)
def test_a_refused_edit_is_1_and_writes_nothing(file: Path, words: tuple[str, ...], error: str) -> None:
    before = file.read_bytes()
    status, output = run(*words, "title=U")
    assert (status, output[: len(error)]) == (1, error)
    assert file.read_bytes() == before


def test_a_file_that_is_no_article_file_is_1() -> None:
    Path("b.md").write_bytes(b"x\n")
    assert run("b.md", "a=1") == (1, "b.md:1:1: F101 no front matter: the first line must be exactly `---`\n")


def test_a_file_that_is_not_there_is_2() -> None:
    assert run("b.md", "a=1") == (2, "articlefmt: b.md: No such file or directory\n")


@pytest.mark.parametrize("word", ["heat", "=5"])
def test_what_is_no_assignment_is_2_and_told_how(file: Path, word: str) -> None:
    before = file.read_bytes()
    status, output = run("a.md", word)
    assert (status, f"'{word}' isn't KEY=VALUE" in output) == (2, True)
    assert file.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="names there are text")
def test_a_file_name_that_is_no_text_can_be_printed(file: Path) -> None:
    name = os.fsdecode(b"\xff.md")
    Path(name).write_bytes(file.read_bytes())
    status, output = run(name, "heat=6", "--diff")
    assert (status, "a/\\udcff.md" in output) == (0, True)
