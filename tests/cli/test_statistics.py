"""`check --statistics` counts, and a terminal is shown findings by file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result

from articlefmt.checks import Finding
from articlefmt.checks.rules import RULES
from articlefmt.cli import main, output
from articlefmt.cli.output import FORMATS, Look
from articlefmt.cli.reports import Checked, Statistics
from tests.checks.findings import found
from tests.samples import SECRET, form, shows_secret

ERROR = form(
    "heat: x",
    "length: 12:30",
    "images:",
    "  - url: u",
    "    width: a",
    "    height: 1",
    "  - url: u",
    "    width: b",
    "    height: 1",
)
WARNINGS = form("length: 12:30", "price: 1_0", f'secured: "{SECRET}"', "quality: 1")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    Path("a.md").write_bytes(ERROR)
    Path("b.md").write_bytes(WARNINGS)
    Path("c.md").write_bytes(form())
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, ["check", "a.md", "b.md", "c.md", *words])
    assert not shows_secret(result.output)
    return result


def report(*words: str) -> Any:
    return json.loads(run(*words).output)


class TestText:
    def test_a_table_takes_the_place_of_the_findings_the_most_frequent_code_and_key_first(self) -> None:
        *table, summary = run("--statistics").output.splitlines()
        assert [line.split() for line in table] == [
            ["3", "C603", *_name("C603")], ["2", "length"], ["1", "price"],
            ["3", "T301", *_name("T301")], ["2", "images[].width"], ["1", "heat"],
            ["1", "S502", *_name("S502")], ["1", "secured"],
        ]  # fmt: skip
        assert summary == "3 files: 3 errors, 4 warnings"

    def test_it_is_the_same_whichever_text_is_asked_for(self) -> None:
        assert run("--statistics", "--output-format", "concise").output == run("--statistics").output

    def test_the_status_is_that_of_the_findings(self) -> None:
        assert [run("--statistics").exit_code, run("--statistics", "--select", "C").exit_code] == [1, 0]

    def test_only_what_is_told_is_counted(self) -> None:
        assert [line.split()[1] for line in run("--statistics", "--select", "S").output.splitlines()] == [
            "S502", "secured", "files:",
        ]  # fmt: skip

    def test_where_nothing_is_found_there_is_no_table(self) -> None:
        assert run("--statistics", "--select", "F").output == "3 files: 0 errors, 0 warnings\n"

    def test_a_report_in_a_file_has_it_too(self) -> None:
        run("--statistics", "--output-format", "text:report.txt")
        assert Path("report.txt").read_text(encoding="utf-8") == run("--statistics").output

    def test_it_is_the_same_by_several_processes(self) -> None:
        for number in range(60):
            Path(f"{number}.md").write_bytes(ERROR)
        files = sorted(map(str, Path().glob("*.md")))
        one, two = (
            CliRunner().invoke(main, ["check", *files, "--statistics", "--jobs", jobs]).output for jobs in ("1", "2")
        )
        assert one == two


class TestForPrograms:
    def test_json_has_an_object_by_code_besides_the_findings(self) -> None:
        told = report("--statistics", "--output-format", "json")
        assert list(told["statistics"]) == ["C603", "T301", "S502"]
        assert told["statistics"]["T301"] == {
            "name": " ".join(_name("T301")),
            "count": 3,
            "keys": {"images[].width": 2, "heat": 1},
        }
        assert told == {**report("--output-format", "json"), "statistics": told["statistics"]}

    def test_sarif_has_it_among_the_properties_of_the_run_and_keeps_its_results(self) -> None:
        (run,) = report("--statistics", "--output-format", "sarif")["runs"]
        (plain,) = report("--output-format", "sarif")["runs"]
        statistics = report("--statistics", "--output-format", "json")["statistics"]
        assert run == {**plain, "properties": {"articlefmt/statistics": statistics}}

    def test_github_has_it_in_its_one_notice_for_it_shows_few(self) -> None:
        told, plain = (run(*words, "--output-format", "github").output.splitlines() for words in (["--statistics"], []))
        assert told[:-1] == plain[:-1]
        table = run("--statistics").output.splitlines()[:-1]
        assert told[-1] == "%0A".join((plain[-1], *table))

    def test_none_is_told_of_it_unasked(self) -> None:
        assert "statistics" not in report("--output-format", "json")
        assert "properties" not in report("--output-format", "sarif")["runs"][0]


class TestKeys:
    @pytest.mark.parametrize(
        ("key", "told"),
        [
            (("images", 3, "width"), "images[].width"), (("a", 0, 1), "a[][]"), (("a.b", 0, "c"), '["a.b"][].c'),
            (("a", 0, "b.c"), 'a[]["b.c"]'), (("a", "b"), "a.b"),
        ],
    )  # fmt: skip
    def test_items_of_a_list_count_for_one(self, key: tuple[str | int, ...], told: str) -> None:
        statistics = Statistics()
        statistics.add([found("C603", "warning", "", 1, key=key)])
        assert [count.keys for count in statistics.counts] == [[(told, 1)]]

    def test_what_is_about_no_key_counts_for_its_code_alone(self) -> None:
        statistics = Statistics()
        statistics.add([found("F101", "error", "", 1)])
        assert [(one.code, one.found, one.keys) for one in statistics.counts] == [("F101", 1, [])]

    def test_a_name_that_looks_like_secured_is_not_shown(self) -> None:
        statistics = Statistics()
        statistics.add([found("K402", "warning", "", 1, key=(SECRET,))])
        assert not shows_secret("".join(statistics.lines()))


class TestGrouped:
    def test_a_terminal_is_told_the_name_of_a_file_once(self) -> None:
        report = FORMATS["text"].make(Look(grouped=True))
        findings = [_in("a.md", found("T301", "error", "no", 9, 7)), _in("a.md", found("F101", "error", "none", 2))]
        assert report.file(Checked("a.md", findings)) == "a.md\n  9:7: T301 error: no\n  2:1: F101 error: none\n\n"
        assert report.file(Checked("a.md", [])) == ""

    def test_a_name_of_many_lines_is_on_one(self) -> None:
        name = "a\n::error::b.md"
        checked = Checked(name, [_in(name, found("T301", "error", "no", 9, 7))])
        text = FORMATS["text"].make(Look(grouped=True)).file(checked)
        assert text.splitlines()[0] == "a\\n::error::b.md"

    @pytest.mark.parametrize("terminal", [False, True])
    def test_a_pipe_and_a_file_get_the_form_of_one_line(self, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
        assert output._look(None, counted=False).grouped is terminal
        assert not output._look("report.txt", counted=False).grouped
        checked = Checked("a.md", [_in("a.md", found("T301", "error", "no", 9, 7))])
        assert FORMATS["concise"].make(Look(grouped=True)).file(checked) == "a.md:9:7: T301 error: no\n"

    @pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX's")
    def test_the_command_knows_a_terminal(self) -> None:
        ours, theirs = os.openpty()
        words = [sys.executable, "-m", "articlefmt", "check", "a.md", "--select", "T301"]
        try:
            subprocess.run(words, stdout=theirs, check=False, timeout=60, env={**os.environ, "NO_COLOR": "1"})
            shown = os.read(ours, 1 << 16).decode().replace("\r\n", "\n")
        finally:
            os.close(ours)
            os.close(theirs)
        lines = shown.splitlines()
        assert (lines[0], lines[1][:12]) == ("a.md", "  9:7: T301 ")
        assert [line for line in lines if "a.md" in line] == ["a.md"]


def _in(file: str, finding: Finding) -> Finding:
    return attrs.evolve(finding, file=file)


def _name(code: str) -> list[str]:
    return RULES[code].name.split()
