"""`[tool.articlefmt]` in pyproject.toml."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from articlefmt.cli import config, main
from tests.samples import ROOT, form

FILE = form("heat: x", "length: 12:30")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "project"
    (here / "drafts").mkdir(parents=True)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(here)
    Path("a.md").write_bytes(FILE)
    Path("drafts/b.md").write_bytes(FILE.replace(b"T", b"U", 1).replace(b"/a", b"/b"))
    return here


def write(text: str, name: str = "pyproject.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", *words])


def codes(*words: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in json.loads(run("--output-format", "json", *words).stdout)["findings"]:
        found.setdefault(one["file"], []).append(one["code"])
    return found


class TestWhatItSays:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("", {"a.md": ["T301", "C603"], "drafts/b.md": ["T301", "C603"]}),
            ('select = ["C"]', {"a.md": ["C603"], "drafts/b.md": ["C603"]}),
            ('ignore = ["C603", "K"]', {"a.md": ["T301"], "drafts/b.md": ["T301"]}),
            ('per-file-ignores = {"drafts/*" = ["T", "C603"]}', {"a.md": ["T301", "C603"]}),
            ('[tool.articlefmt.per-file-ignores]\n"*.md" = ["T"]\n"/a.md" = ["C"]', {"drafts/b.md": ["C603"]}),
            ("max-lines = 1", {"a.md": ["Y205"], "drafts/b.md": ["Y205"]}),
        ],
    )
    def test_it_gives_options_their_defaults(self, text: str, found: dict[str, list[str]]) -> None:
        write(f"[tool.articlefmt]\n{text}\n")
        assert codes() == found

    def test_flags_and_formats_too(self) -> None:
        write(
            '[tool.articlefmt]\nstrict = true\noutput-format = ["concise", "json:report.json"]\nselect = ["C"]\njobs = 1\nallow-secured-change = true'
        )
        result = run()
        assert result.exit_code == 1
        assert result.output.splitlines()[-1] == "2 files: 0 errors, 2 warnings"
        assert json.loads(Path("report.json").read_text())["summary"]["warnings"] == 2

    def test_the_command_line_wins(self) -> None:
        write('[tool.articlefmt]\nselect = ["T"]\nstrict = true\n')
        assert codes("--select", "C") == {"a.md": ["C603"], "drafts/b.md": ["C603"]}
        assert run("--select", "C", "--no-strict").exit_code == 0

    def test_other_commands_take_what_concerns_them(self) -> None:
        write('[tool.articlefmt]\nselect = ["T"]\noutput-format = ["github"]\nmax-lines = 1\n')
        for words in (["diff", "a.md", "drafts/b.md"], ["edit", "a.md", "heat=1"]):
            Path("a.md").write_bytes(FILE + b"x")
            result = CliRunner().invoke(main, words)
            assert (result.exit_code, "Y205" in result.output) == (1, True)

    def test_patterns_start_from_the_file_that_gives_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write('[tool.articlefmt.per-file-ignores]\n"/drafts/" = ["T"]\n')
        monkeypatch.chdir("drafts")
        assert codes() == {"b.md": ["C603"]}
        assert codes("..") == {"../a.md": ["T301", "C603"], "../drafts/b.md": ["C603"]}
        assert codes("--per-file-ignores", "/drafts/:T") == {"b.md": ["T301", "C603"]}
        assert codes("--per-file-ignores", "/b.md:T,C6", "--per-file-ignores", "x:F") == {}


class TestWhichFile:
    def test_the_nearest_above_that_has_the_table(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write('[tool.articlefmt]\nselect = ["T"]\n')
        write('[tool.other]\nselect = ["C"]\n', "drafts/pyproject.toml")
        monkeypatch.chdir("drafts")
        assert codes() == {"b.md": ["T301"]}
        write('[tool.articlefmt]\nselect = ["C"]\n')
        assert codes() == {"b.md": ["C603"]}

    def test_another_one_that_is_named(self) -> None:
        write('[tool.articlefmt]\nselect = ["T"]\n')
        write('[tool.articlefmt]\nselect = ["C"]\n', "other.toml")
        assert codes("--config", "other.toml")["a.md"] == ["C603"]

    def test_none_if_that_is_wanted(self) -> None:
        write("[tool.articlefmt]\nx = 1\n")
        assert codes("--isolated")["a.md"] == ["T301", "C603"]

    @pytest.mark.parametrize(
        "words", [("--isolated", "--config", "pyproject.toml"), ("--config", "pyproject.toml", "--isolated")]
    )
    def test_both_is_bad_usage(self, words: tuple[str, ...]) -> None:
        write("[tool.articlefmt]\n")
        assert (run(*words).exit_code, "exclude each other" in run(*words).output) == (2, True)

    def test_help_needs_none(self) -> None:
        write("[")
        assert run("--help").exit_code == 0


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                "[tool.articlefmt]\n\nselct = []",
                "pyproject.toml:3: tool.articlefmt.selct: unknown key; did you mean 'select'?",
            ),
            (
                "[tool.articlefmt]\nzzz = 1",
                "pyproject.toml:2: tool.articlefmt.zzz: unknown key; take one of select, ignore, ",
            ),
            ('[tool.articlefmt]\nselect = "C"', "pyproject.toml:2: tool.articlefmt.select: it takes a list of strings"),
            ("[tool.articlefmt]\nselect = [1]", "it takes a list of strings"),
            (
                '[tool.articlefmt]\nselect = ["X9"]',
                "tool.articlefmt.select: 'X9' is no code and no beginning of one; `articlefmt rule` lists them",
            ),
            ("[tool.articlefmt]\nstrict = 1", "tool.articlefmt.strict: it takes true or false"),
            ("[tool.articlefmt]\njobs = true", "tool.articlefmt.jobs: it takes a whole number"),
            ("[tool.articlefmt]\nmax-depth = 0", "tool.articlefmt.max-depth: 0 is not in the range x>=1"),
            (
                '[tool.articlefmt]\noutput-format = ["xml"]',
                "tool.articlefmt.output-format: 'xml' is no format; take one of text",
            ),
            ('[tool.articlefmt]\nper-file-ignores = ["a:T"]', "it takes a table of lists, as in"),
            ('[tool.articlefmt.per-file-ignores]\na = "T"', "it takes a table of lists, as in"),
            (
                '[tool.articlefmt.per-file-ignores]\na = ["T9"]',
                "pyproject.toml:1: tool.articlefmt.per-file-ignores: 'T9' is no code",
            ),
            ("tool.articlefmt = 1", "pyproject.toml: tool.articlefmt takes a table; write it as [tool.articlefmt]"),
            ("[tool", "pyproject.toml: it isn't valid TOML: Expected ']'"),
            ("[tool.articlefmt]\na = 1\na = 2", "it isn't valid TOML: Cannot overwrite a value (at "),
        ],
    )
    def test_each_says_where_and_what_to_do(self, text: str, message: str) -> None:
        write(text)
        result = run()
        assert result.exit_code == 2
        assert message in re.sub(r"\s+", " ", result.output)

    def test_a_file_that_can_not_be_read(self) -> None:
        assert run("--config", "gone.toml").output.splitlines()[-1] == "Error: gone.toml: No such file or directory"
        Path("bad.toml").write_bytes(b"a = '\xff'")
        assert "bad.toml: it isn't valid TOML: 'utf-8' codec" in run("--config", "bad.toml").output

    def test_a_named_file_without_the_table(self) -> None:
        write("[project]\n", "other.toml")
        result = run("--config", "other.toml")
        assert (result.exit_code, "other.toml: it has no table [tool.articlefmt]; add it" in result.output) == (2, True)

    @pytest.mark.parametrize(("word", "message"), [("a.md", "'a.md' isn't PATTERN:CODES, as in drafts/*.md:K401,C6"), (":T", "isn't PATTERN:CODES"), ("a:", "'' is no code"), ("a:Q", "'Q' is no code")])  # fmt: skip
    def test_a_wrong_pattern_on_the_command_line(self, word: str, message: str) -> None:
        result = run("--per-file-ignores", word)
        assert (result.exit_code, message in re.sub(r"\s+", " ", result.output)) == (2, True)


def test_every_key_is_an_option_of_check_and_its_value_of_that_type() -> None:
    options = {name: one for one in main.commands["check"].params for name in one.opts}
    assert {f"--{key}" for key in config.KEYS} <= set(options)
    for key, kind in config.KEYS.items():
        option = options[f"--{key}"]
        assert isinstance(option, click.Option)
        assert (option.multiple, option.is_flag, isinstance(option.type, click.types.IntParamType)) == (
            kind in {list, dict},
            kind is bool,
            kind is int,
        )


def test_the_documents_name_every_key() -> None:
    text = (ROOT / "docs" / "how-to" / "ci.md").read_text(encoding="utf-8")
    assert not [key for key in (*config.KEYS, config.CLASSES) if f"`{key}`" not in text]
