"""`articlefmt rule`, and what the commands are for a shell that completes words."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from articlefmt.checks.rules import RULES
from articlefmt.cli import main


def run(*words: str) -> str:
    result = CliRunner().invoke(main, ["rule", *words])
    assert result.exit_code == 0
    return result.output


def test_one_is_told_in_full() -> None:
    lines = run("C604").splitlines()
    assert lines[:2] == ["C604: timestamp without a zone", "  Severity: warning"]
    assert [line.split(":")[0].strip() for line in lines if line[2:3].strip()] [1:] == ["Severity", "Means", "Matters", "Readers", "Mend", "--fix"]  # fmt: skip


def test_lines_fit_a_terminal() -> None:
    assert max(map(len, run(*RULES).splitlines())) <= 100


def test_without_codes_all_are_listed() -> None:
    lines = run().splitlines()
    assert [line[:4] for line in lines] == list(RULES)
    assert [line[:4] for line in lines if line.endswith("(--fix mends it)")] == ["T304", "C603", "C604"]


def test_beginnings_stand_for_groups() -> None:
    assert run("S").count("Severity: ") == 3
    assert run("S501,G0", "F101").count("Severity: ") == 6


def test_an_unknown_code_is_bad_usage() -> None:
    result = CliRunner().invoke(main, ["rule", "C614"])
    assert result.exit_code == 2
    assert "'C614' is no code and no beginning of one; did you mean C613?" in result.output


@pytest.mark.parametrize(
    ("words", "incomplete", "expected"),
    [
        (["check"], "--stdin", ["--stdin-filename"]),
        (["check", "--select"], "C60", ["C601", "C602", "C603", "C604", "C605", "C606", "C607", "C608", "C609"]),
        (["check", "--ignore"], "T301,S5", ["T301,S501", "T301,S502", "T301,S503"]),
        (["check", "--output-format"], "s", ["sarif"]),
        (["rule"], "W", ["W801", "W802"]),
        (["schema"], "ch", ["challenge"]),
        ([], "d", ["diff"]),
    ],
)
def test_a_shell_completes_words(words: list[str], incomplete: str, expected: list[str]) -> None:
    complete = ShellComplete(main, {}, "articlefmt", "_ARTICLEFMT_COMPLETE")
    found = [item.value for item in complete.get_completions(words, incomplete)]
    assert found == expected or (words == ["schema"] and [name.casefold() for name in found] == expected)
