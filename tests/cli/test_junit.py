"""The report for JUnit's readers is what junitparser, and the schema of Jenkins, take."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from articlefmt import Finding
from articlefmt.cli import main
from articlefmt.cli.reports import Checked, Junit, Summary
from articlefmt.display import one_line
from articlefmt.keys import subject
from tests.cli.hostile import findings
from tests.samples import SECRET, form, shows_secret

ATTRIBUTES = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, set()),
    "testsuite": (
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
        {"name", "tests", "failures", "errors"},
    ),
    "properties": (set(), set()),
    "property": (set(), {"name", "value"}),
    "testcase": ({"time", "classname", "group"}, {"name"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
}  # fmt: skip
"""What attributes an element may have, and must have, by the schema of Jenkins' xUnit plugin (junit-10.xsd)."""
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase"},
    "properties": {"property"},
    "testcase": {"failure", "error", "skipped"},
}


def suite(text: str) -> TestSuite:
    """The one suite, by junitparser; it is valid by the schema, and each test has a name of its own."""
    for element in ET.fromstring(text).iter():  # noqa: S314  our own
        may, must = ATTRIBUTES[element.tag]
        assert must <= set(element.keys()) <= must | may
        assert {child.tag for child in element} <= CHILDREN.get(element.tag, set())
    (one,) = JUnitXml.fromstring(text)
    names = [test.name for test in one]
    assert len(names) == len(set(names)) == one.tests
    return one


def results(test: TestCase) -> list[tuple[type, str, str, str]]:
    return [(type(one), one.type, one.message, one.text) for one in test.result]


@given(st.lists(st.lists(findings(), max_size=3), max_size=3))
def test_whatever_is_found_can_be_read_with_nothing_lost(files: list[list[Finding]]) -> None:
    report = Junit()
    for number, found in enumerate(files):
        assert report.file(Checked(f"{number}.md", found)) == ""
    text = report.end(Summary(len(files), 0, 0))
    assert text.isascii()
    read = suite(text)
    assert [results(test) for test in read] == [
        [(Failure, one.code, one_line(subject(one.key) + one.message), str(one)) for one in found] for found in files
    ]
    assert (read.failures, read.errors, read.skipped) == (sum(map(bool, files)), 0, 0)


@given(findings())
def test_whatever_the_name_of_a_file_is_it_can_be_read(one: Finding) -> None:
    report = Junit()
    report.file(Checked(one.file or "", []))
    (test,) = suite(report.end(Summary(1, 0, 0)))
    assert (test.name, test.is_passed) == (one_line(one.file or ""), True)


class TestCommand:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.md").write_bytes(form("heat: x", "length: 12:30", f'secured: "{SECRET}"', "quality: 1"))
        Path("b.md").write_bytes(form())
        Path("none").mkdir()

    def run(self, *words: str) -> Result:
        result = CliRunner().invoke(main, ["check", *words, "--ignore", "X", "--output-format", "junit"])
        assert not shows_secret(result.stdout)
        return result

    def test_a_file_is_a_test_that_passes_fails_or_can_not_be_run(self) -> None:
        result = self.run("a.md", "b.md", "gone.md", "none")
        read = suite(result.stdout)
        assert (result.exit_code, read.tests, read.failures, read.errors, read.skipped) == (2, 4, 1, 2, 0)
        a, b, gone, none = read
        assert [(kind, code) for kind, code, _, _ in results(a)] == [
            (Failure, "T301"), (Failure, "C603"), (Failure, "S502"),
        ]  # fmt: skip
        assert results(a)[0][2:] == (
            "heat: takes an int or None, not text",
            "a.md:9:7: T301 error: heat: takes an int or None, not text",
        )
        assert (b.name, b.classname, b.is_passed) == ("b.md", "articlefmt", True)
        assert results(gone) == [(Error, "unread", *["articlefmt: gone.md: No such file or directory"] * 2)]
        assert results(none) == [(Error, "unread", *["articlefmt: none: no article files"] * 2)]

    def test_a_folder_without_files_that_is_no_error_is_skipped(self) -> None:
        result = self.run("none", "--exit-zero")
        (test,) = suite(result.stdout)
        assert (result.exit_code, [type(one) for one in test.result]) == (0, [Skipped])

    def test_statistics_are_the_properties_of_the_suite(self) -> None:
        (told,) = ET.fromstring(self.run(".", "--statistics").stdout).iter("properties")  # noqa: S314  our own
        assert {one.get("name"): one.get("value") for one in told} == {
            "C603": "1", "C603 length": "1", "S502": "1", "S502 secured": "1", "T301": "1", "T301 heat": "1",
        }  # fmt: skip
        assert "<properties>" not in self.run(".").stdout
