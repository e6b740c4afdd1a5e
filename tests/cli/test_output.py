"""Reports: each format says the same, to whoever reads it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator, FormatChecker

import articlefmt
from articlefmt.cli import main, output
from articlefmt.cli.reports import Checked, Summary
from tests.samples import SECRET, form, shows_secret
from tests.schemas import schema_with

FILE = form("heat: x", "length: 12:30", f'secured: "{SECRET}"', "quality: 1")
PLACES = [("T301", "error", 9, 7), ("C603", "warning", 10, 9), ("S502", "warning", 11, 1)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    Path("a, b.md").write_bytes(FILE)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", "a, b.md", *words])


def test_text_is_the_default_and_shows_the_line_with_a_caret_but_never_secured() -> None:
    assert run().output == run("--output-format", "text").output
    lines = run().output.splitlines()
    assert lines[:3] == ["a, b.md:9:7: T301 error: heat: takes an int or None, not text", "    heat: x", "          ^"]
    assert lines[-2].startswith("a, b.md:11:1: S502 warning: secured: ")
    assert lines[-1] == "1 file: 1 error, 2 warnings"
    assert not shows_secret(run().output)


def test_concise_is_one_line_for_each() -> None:
    lines = run("--output-format", "concise").output.splitlines()
    assert [tuple(re.findall(r":(\d+):(\d+): (\w+) (\w+)", line)[0]) for line in lines[:-1]] == [
        (str(line), str(column), code, severity) for code, severity, line, column in PLACES
    ]


def test_json_is_read_by_its_version() -> None:
    report = json.loads(run("--output-format", "json").output)
    assert (report["version"], report["tool"]) == (1, "articlefmt")
    assert report["summary"] == {"files": 1, "errors": 1, "warnings": 2, "mended": 0, "known": 0, "gone": 0}
    found = report["findings"]
    assert [(one["code"], one["severity"], one["line"], one["column"]) for one in found] == PLACES
    assert (found[0]["file"], found[0]["key"], found[0]["keyText"]) == ("a, b.md", ["heat"], "heat")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them: name, properties, data."""
    read: list[tuple[str, dict[str, str], str]] = []
    for line in text.splitlines():
        head, _, data = line.removeprefix("::").partition("::")
        name, _, properties = head.partition(" ")
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        for code, char in {"%3A": ":", "%2C": ",", "%0D": "\r", "%0A": "\n", "%25": "%"}.items():
            pairs = {key: value.replace(code, char) for key, value in pairs.items()}
        read.append((name, pairs, data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")))
    return read


def test_github_s_runner_reads_the_file_the_place_and_the_message() -> None:
    Path("%, :\n.md").write_bytes(form("a: 100%", "length: 12:30"))
    text = CliRunner().invoke(main, ["check", "%, :\n.md", "--output-format", "github"]).output
    assert commands(text)[1] == (
        "warning", {"file": "%, :\n.md", "line": "10", "col": "9", "title": "C603"},
        "length: readers disagree on what a plain `12:30` is; quote it if it is text",
    )  # fmt: skip


def test_github_gets_a_command_for_each_and_the_counts_last() -> None:
    lines = run("--output-format", "github").output.splitlines()
    assert lines[0] == "::error file=a%2C b.md,line=9,col=7,title=T301::heat: takes an int or None, not text"
    assert lines[-1] == "::notice title=articlefmt::1 file: 1 error, 2 warnings"
    assert all(re.fullmatch(r"::(error|warning|notice) [^:]+::.+", line) for line in lines)


def sarif() -> dict[str, Any]:
    report: dict[str, Any] = json.loads(run("--output-format", "sarif").output)
    return report


def test_sarif_has_rules_results_and_places() -> None:
    report = sarif()
    (one,) = report["runs"]
    rules = one["tool"]["driver"]["rules"]
    assert (report["version"], one["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [(result["ruleId"], result["level"]) for result in one["results"]] == [place[:2] for place in PLACES]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in one["results"])
    (place,) = one["results"][0]["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "a%2C%20b.md"},
        "region": {"startLine": 9, "startColumn": 7},
    }


def sarif_validator() -> Any:
    schema = schema_with("(SARIF) Version 2.1.0 JSON")
    assert schema["properties"]["version"]["enum"] == ["2.1.0"]
    return Draft7Validator(schema, format_checker=FormatChecker())


def test_sarif_is_valid_against_its_schema() -> None:
    Path("ü #?%\n.md").write_bytes(FILE)
    Path("b.md").write_bytes(b"\xff")
    report = json.loads(CliRunner().invoke(main, ["check", ".", "--ignore", "X", "--output-format", "sarif"]).output)
    assert [error.message for error in sarif_validator().iter_errors(report)] == []
    assert len(report["runs"][0]["results"]) == 7
    spoiled = json.loads(json.dumps(report).replace('"startColumn": 7', '"startColumn": 0'))
    assert [error.message for error in sarif_validator().iter_errors(spoiled)] == [
        "0 is less than the minimum of 1"
    ] * 2


@pytest.mark.parametrize("name", list(output.FORMATS))
def test_every_report_is_the_same_whatever_the_number_of_processes(name: str) -> None:
    for number in range(60):
        Path(f"{number}.md").write_bytes(FILE if number % 3 else form())
    one, two = (
        CliRunner().invoke(main, ["check", ".", "--output-format", name, "--jobs", jobs]).output for jobs in "13"
    )
    assert one == two
    assert one.count("C603") >= 41


def fingerprints() -> list[str]:
    return [result["partialFingerprints"]["articlefmt/v1"] for result in sarif()["runs"][0]["results"]]


def test_a_sarif_fingerprint_stays_when_lines_move_and_tells_findings_apart() -> None:
    before = fingerprints()
    assert len(set(before)) == len(PLACES)
    Path("a, b.md").write_bytes(FILE.replace(b"title:", b"# one more line\ntitle:"))
    assert fingerprints() == before


def test_reports_go_to_files_and_to_stdout_in_one_run(folder: Path) -> None:
    result = run("--output-format", "json:report.json", "--output-format", "concise", "--output-format", "sarif:s.json")
    assert result.output == run("--output-format", "concise").output
    assert (folder / "report.json").read_text() == run("--output-format", "json").output
    assert (folder / "s.json").read_text() == run("--output-format", "sarif").output


def test_a_file_that_can_not_be_written_is_status_2() -> None:
    result = run("--output-format", "json:nowhere/report.json")
    assert (result.exit_code, result.output) == (2, "articlefmt: nowhere/report.json: No such file or directory\n")


def test_a_file_that_can_not_be_written_stops_no_other_report() -> None:
    Path("folder").mkdir()
    wanted = ("json:nowhere/report.json", "concise", "json:folder", "sarif:s.json")
    result = run(*(word for one in wanted for word in ("--output-format", one)))
    told = "articlefmt: nowhere/report.json: No such file or directory\narticlefmt: folder: Is a directory\n"
    assert (result.exit_code, result.stderr) == (2, told)
    assert result.stdout.splitlines()[-1].startswith("1 file: ")
    assert json.loads(Path("s.json").read_bytes())["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("json", "sarif"), "json and sarif would both go to stdout; write json:FILE"),
        (("text", "json"), "text and json would both go to stdout; write json:FILE"),
        (("concise", "junit"), "concise and junit would both go to stdout; write junit:FILE"),
        (("markdown", "text"), "markdown and text would both go to stdout; write markdown:FILE"),
        (("json:a, b.md",), "a, b.md: the report would take the place of a file that is checked; name another"),
        (("json:./a, b.md",), "the report would take the place of a file"),
    ],
)  # fmt: skip
def test_reports_that_would_write_over_each_other_or_a_file_are_bad_usage(words: tuple[str, ...], message: str) -> None:
    result = run(*(word for name in words for word in ("--output-format", name)))
    assert (result.exit_code, message in " ".join(result.output.split())) == (2, True)
    assert Path("a, b.md").read_bytes() == FILE


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("xml", "'xml' is no format; take one of text, concise, json, github, gitlab, junit, markdown, sarif"),
        ("json:", "'json:' names no file; write json:FILE, or json for stdout"),
    ],
)
def test_a_wrong_format_is_bad_usage(word: str, message: str) -> None:
    result = run("--output-format", word)
    assert result.exit_code == 2
    assert message in result.output


def test_the_status_is_0_if_that_is_wanted() -> None:
    assert [run().exit_code, run("--exit-zero").exit_code, run("--exit-zero", "--strict").exit_code] == [1, 0, 0]
    assert run("--exit-zero", "gone.md").exit_code == 2


@pytest.mark.parametrize(
    ("environment", "terminal", "colours"),
    [({}, False, False), ({}, True, True), ({"NO_COLOR": "1"}, True, False), ({"FORCE_COLOR": "1"}, False, True),
     ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False)],
)  # fmt: skip
def test_colours_are_for_terminals_and_whoever_asks(
    environment: dict[str, str], terminal: bool, colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    assert output._wants_colour() is colours


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}])
@pytest.mark.parametrize(("word", "coloured"), [("always", True), ("never", False)])
def test_the_option_outweighs_the_environment(environment: dict[str, str], word: str, coloured: bool) -> None:
    result = CliRunner(env=environment).invoke(main, ["check", "a, b.md", "--color", word], color=True)
    assert ("\x1b[" in result.output) is coloured


def test_without_it_the_environment_decides() -> None:
    words = ["check", "a, b.md", "--color", "auto"]
    assert "\x1b[" in CliRunner(env={"FORCE_COLOR": "1"}).invoke(main, words, color=True).output
    assert "\x1b[" not in CliRunner(env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).invoke(main, words, color=True).output


def test_only_text_on_stdout_has_colours() -> None:
    for name in output.FORMATS:
        result = run("--color", "always", "--output-format", f"{name}:report")
        assert (result.output, b"\x1b[" in Path("report").read_bytes()) == ("", False)
    assert json.loads(run("--color", "always", "--output-format", "json").output)["version"] == 1


@pytest.mark.parametrize("name", ["text", "concise"])
def test_quietly_only_what_is_wrong_is_printed(name: str) -> None:
    loud, quiet = run("--output-format", name), run("--output-format", name, "-q")
    assert loud.output == f"{quiet.output}1 file: 1 error, 2 warnings\n"
    assert loud.exit_code == quiet.exit_code == 1
    assert run("--output-format", name, "--quiet", "--ignore", "T,C,S").output == ""


def test_quietly_a_table_is_the_table_alone() -> None:
    loud, quiet = run("--statistics"), run("--statistics", "-q")
    assert loud.output == f"{quiet.output}1 file: 1 error, 2 warnings\n"
    assert quiet.output != ""


@pytest.mark.parametrize("name", [name for name, one in output.FORMATS.items() if one.is_alone])
def test_what_programs_read_is_the_same_quietly(name: str) -> None:
    assert run("--output-format", name, "-q").output == run("--output-format", name).output


def test_what_cannot_be_checked_is_told_quietly_too() -> None:
    result = CliRunner().invoke(main, ["check", "gone.md", "-q"])
    assert (result.exit_code, result.output) == (2, "articlefmt: gone.md: No such file or directory\n")


def test_colours_change_nothing_else() -> None:
    coloured = CliRunner(env={"FORCE_COLOR": "1"}).invoke(main, ["check", "a, b.md"], color=True).output
    assert "\x1b[" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == run().output
    assert (
        "\x1b["
        not in CliRunner(env={"FORCE_COLOR": "1"})
        .invoke(main, ["check", "a, b.md", "--output-format", "concise"], color=True)
        .output
    )


def test_one_finding_has_no_file_and_is_still_told() -> None:
    (finding,) = articlefmt.check(b"---\n- a\n---\n")
    for one in output.FORMATS.values():
        report = one.make(output.Look())
        text = report.file(Checked("<stdin>", [finding])) + report.end(Summary(1, 1, 0))
        assert finding.code in text


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ((), ["T301", "C603", "S502"]), (("--select", "C"), ["C603"]), (("--select", "c603,S5"), ["C603", "S502"]), (("--ignore", "S, C6"), ["T301"]),
        (("--select", "S", "--select", "T"), ["T301", "S502"]), (("--select", "C,S", "--ignore", "S502"), ["C603"]), (("--ignore", "T", "--ignore", "C,S"), []),
    ],
)  # fmt: skip
def test_findings_are_chosen_by_code_or_by_its_beginning(words: tuple[str, ...], codes: list[str]) -> None:
    result = run("--output-format", "json", *words)
    assert [finding["code"] for finding in json.loads(result.output)["findings"]] == codes
    assert result.exit_code == ("T301" in codes)


@pytest.mark.parametrize(
    ("word", "message"),
    [("C604x", "'C604x' is no code and no beginning of one; did you mean C604?"), ("C6,Q", "'Q' is no code and no beginning of one"), ("", "'' is no code")],
)  # fmt: skip
def test_a_code_that_is_none_is_bad_usage(word: str, message: str) -> None:
    result = run("--select", word)
    assert result.exit_code == 2
    assert message in result.output
