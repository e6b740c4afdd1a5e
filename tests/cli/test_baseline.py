"""`articlefmt check --baseline` and `--write-baseline`: what is known isn't told, and what is new is."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articlefmt.cli import main
from tests.repository import Repository
from tests.samples import SECRET, form, shows_secret

FILE = "b.json"
FAULTY = form("heat: x", "length: 12:30", "images:", "  - url: u", "    width: 1", "  - url: v", "    width: 1")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "project"
    (here / "content").mkdir(parents=True)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(here)
    Path("content/a.md").write_bytes(FAULTY)
    Path("content/b.md").write_bytes(form("heat: 1").replace(b'"T"', b'"U"').replace(b"/a", b"/b"))
    return here


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, ["check", *words])
    assert not shows_secret(result.output)
    return result


def found(*words: str) -> list[tuple[str, str, int | None]]:
    """File, code and line of what is told."""
    findings = json.loads(run("--output-format", "json", *words).stdout)["findings"]
    return [(one["file"], one["code"], one["line"]) for one in findings]


def summary(*words: str) -> str:
    return run("--output-format", "concise", *words).stdout.splitlines()[-1]


def written() -> Any:
    return json.loads(Path(FILE).read_text(encoding="utf-8"))


class TestWriting:
    def test_all_that_is_found_is_known_from_then_on(self) -> None:
        result = run("--write-baseline", FILE)
        assert (result.exit_code, result.stdout) == (0, "2 files: 0 errors, 0 warnings; 4 known\n")
        assert result.stderr == "b.json: 4 findings written, known from now on\n"
        again = run("--baseline", FILE, "--strict")
        assert (again.exit_code, again.output) == (0, "2 files: 0 errors, 0 warnings; 4 known\n")

    def test_it_is_a_json_file_with_a_line_for_each_in_order(self) -> None:
        run("--write-baseline", FILE)
        text = Path(FILE).read_text(encoding="utf-8")
        assert (written()["version"], written()["tool"]) == (1, "articlefmt")
        findings = written()["findings"]
        assert [(one["file"], one["code"], one["key"]) for one in findings] == [
            ("content/a.md", "C603", "length"), ("content/a.md", "T301", "heat"),
            ("content/a.md", "T302", "images[].height"), ("content/a.md", "T302", "images[].height"),
        ]  # fmt: skip
        lines = text.splitlines()
        assert [json.loads(line.removesuffix(",")) for line in lines[4:-2]] == findings
        assert lines[:4] + lines[-2:] == ["{", '"version": 1,', '"tool": "articlefmt",', '"findings": [', "]", "}"]

    def test_it_is_the_same_each_time_whoever_does_the_work(self) -> None:
        texts = set()
        for words in ((), ("--jobs", "2"), ("content/b.md", "content/a.md"), ("content",)):
            run("--write-baseline", FILE, *words)
            texts.add(Path(FILE).read_bytes())
        assert len(texts) == 1

    def test_with_nothing_found_it_knows_nothing(self) -> None:
        assert run("content/b.md", "--write-baseline", FILE).stderr == "b.json: 0 findings written, known from now on\n"
        assert written()["findings"] == []
        assert len(found("--baseline", FILE)) == 4

    def test_what_sarif_writes_is_what_it_is_known_by(self) -> None:
        run("--write-baseline", FILE)
        results = json.loads(run("--output-format", "sarif").stdout)["runs"][0]["results"]
        assert sorted(one["partialFingerprints"]["articlefmt/v1"] for one in results) == sorted(
            one["fingerprint"] for one in written()["findings"]
        )

    def test_it_holds_nothing_of_secured(self) -> None:
        lines = (f'secured: "{SECRET}x"', f'"{SECRET[:30]}": 1', f"heat: {SECRET}", f"x: # {SECRET}", "  12:30")
        Path("content/a.md").write_bytes(form(*lines))
        run("--write-baseline", FILE)
        assert len(written()["findings"]) >= 3
        assert not shows_secret(Path(FILE).read_text(encoding="utf-8"))

    def test_where_a_file_cannot_be_checked_it_is_not_written(self) -> None:
        run("--write-baseline", FILE)
        before = Path(FILE).read_bytes()
        result = run("content/a.md", "gone.md", "--write-baseline", FILE)
        assert result.exit_code == 2
        assert result.stderr.splitlines()[-1] == "articlefmt: b.json: not written, for not all could be checked"
        assert Path(FILE).read_bytes() == before

    def test_where_it_cannot_be_written_the_status_is_2(self) -> None:
        result = run("--write-baseline", "nowhere/b.json")
        assert (result.exit_code, result.stderr) == (2, "articlefmt: nowhere/b.json: No such file or directory\n")

    def test_it_takes_the_place_of_no_file_that_is_checked(self) -> None:
        result = run("--write-baseline", "content/../content/a.md")
        assert result.exit_code == 2
        assert "would take the place of a file that is checked" in " ".join(result.output.split())
        assert Path("content/a.md").read_bytes() == FAULTY

    def test_quietly_it_says_nothing(self) -> None:
        assert run("--write-baseline", FILE, "-q").output == ""
        assert len(written()["findings"]) == 4


class TestWhatIsNew:
    @pytest.fixture(autouse=True)
    def known(self, folder: Path) -> None:
        run("--write-baseline", FILE)

    def test_another_finding_is_told_alone_and_counts(self) -> None:
        Path("content/b.md").write_bytes(Path("content/b.md").read_bytes().replace(b"heat: 1", b"heat: x"))
        assert found("--baseline", FILE) == [("content/b.md", "T301", 9)]
        result = run("--baseline", FILE)
        assert result.exit_code == 1
        assert result.output.splitlines()[-1] == "2 files: 1 error, 0 warnings; 4 known"

    def test_lines_that_move_make_nothing_new(self) -> None:
        Path("content/a.md").write_bytes(FAULTY.replace(b"title:", b"# one\n\n# two\ntitle:"))
        assert found("--baseline", FILE) == []

    def test_nor_does_an_item_that_comes_above(self) -> None:
        new = FAULTY.replace(b"images:\n", b"images:\n  - url: w\n    width: 1\n    height: 1\n")
        Path("content/a.md").write_bytes(new)
        assert found("--baseline", FILE) == []

    def test_one_more_that_is_equal_is_told(self) -> None:
        Path("content/a.md").write_bytes(FAULTY.replace(b"  - url: v", b"  - url: u"))
        assert found("--baseline", FILE) == [("content/a.md", "T302", 14)]
        run("--write-baseline", FILE)
        assert found("--baseline", FILE) == []
        three = FAULTY.replace(b"  - url: v", b"  - url: u\n    width: 1\n  - url: u")
        Path("content/a.md").write_bytes(three)
        assert found("--baseline", FILE) == [("content/a.md", "T302", 16)]

    def test_the_same_of_another_file_is_new(self) -> None:
        shutil.copy("content/a.md", "content/c.md")
        assert {name for name, *_ in found("--baseline", FILE)} == {"content/c.md"}

    def test_statistics_and_all_reports_are_of_what_is_new(self) -> None:
        assert run("--baseline", FILE, "--statistics").output == "2 files: 0 errors, 0 warnings; 4 known\n"
        report = json.loads(run("--baseline", FILE, "--output-format", "json").stdout)
        assert report["findings"] == []
        assert report["summary"] == {"files": 2, "errors": 0, "warnings": 0, "mended": 0, "known": 4, "gone": 0}

    def test_it_holds_from_every_folder_and_for_every_way_to_name_a_file(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir("content")
        assert (
            found("--baseline", "../b.json") == found("--baseline", str(folder / FILE), "a.md", "../content/b.md") == []
        )
        monkeypatch.chdir(folder.parent)
        assert (
            found("project", "--baseline", "project/b.json") == found(str(folder), "--baseline", "project/b.json") == []
        )

    def test_it_moves_with_its_files(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.rename(folder.parent / "elsewhere")
        monkeypatch.chdir(folder.parent / "elsewhere")
        assert found("--baseline", FILE) == []

    def test_stdin_is_known_by_its_name(self) -> None:
        words = ("check", "-", "--stdin-filename", "content/a.md", "--baseline", FILE, "--output-format", "concise")
        result = CliRunner().invoke(main, words, input=FAULTY + b"\n")
        assert (result.exit_code, result.stdout) == (0, "1 file: 0 errors, 0 warnings; 4 known\n")

    def test_comments_that_silence_are_heeded_first(self) -> None:
        Path("content/a.md").write_bytes(FAULTY.replace(b"heat: x", b"heat: x # articlefmt: ignore[T301]"))
        assert (
            summary("--baseline", FILE)
            == "2 files: 0 errors, 0 warnings; 3 known; 1 of the baseline gone: write it anew"
        )

    def test_what_is_known_is_mended_all_the_same(self) -> None:
        Path("content/a.md").write_bytes(form('length: "70"', 'heat: "70"'))
        run("--write-baseline", FILE)
        assert summary("--baseline", FILE, "--fix").endswith("; 1 mended; 1 of the baseline gone: write it anew")

    def test_what_is_mended_first_is_not_written(self) -> None:
        Path("content/a.md").write_bytes(form('heat: "70"'))
        assert run("--fix", "--write-baseline", FILE).stderr == "b.json: 0 findings written, known from now on\n"


class TestWhatIsGone:
    @pytest.fixture(autouse=True)
    def known(self, folder: Path) -> None:
        Path("content/c.md").write_bytes(form("heat: x"))
        run("--write-baseline", FILE)
        assert len(written()["findings"]) == 7

    def test_it_is_told_in_the_summary(self) -> None:
        Path("content/a.md").write_bytes(form("length: 12:30"))
        assert (
            summary("--baseline", FILE)
            == "3 files: 0 errors, 0 warnings; 4 known; 3 of the baseline gone: write it anew"
        )
        run("--write-baseline", FILE)
        assert summary("--baseline", FILE) == "3 files: 0 errors, 0 warnings; 4 known"

    def test_it_makes_no_status(self) -> None:
        Path("content/a.md").write_bytes(form("length: 12:30"))
        assert run("--baseline", FILE, "--strict").exit_code == 0

    def test_what_was_known_of_a_file_that_is_no_more_is_gone(self) -> None:
        Path("content/c.md").unlink()
        assert summary("content/b.md", "--baseline", FILE).endswith("; 3 of the baseline gone: write it anew")

    @pytest.mark.parametrize(
        "words",
        [("content/b.md",), ("content/a.md", "--select", "T"), ("content/a.md", "--ignore", "C"), ("content/c.md",), ("--per-file-ignores", "a.md:T"), (".", "--ignore", "X")],
    )  # fmt: skip
    def test_what_was_not_looked_for_is_not(self, words: tuple[str, ...]) -> None:
        assert "gone" not in summary("--baseline", FILE, *words)


class TestTheGuard:
    def test_it_is_never_known(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        clean, tampered = (form("heat: x", f'secured: "{one}"') for one in (SECRET, "A" + SECRET[1:]))
        repository = Repository.make(tmp_path / "r", a=clean, b=clean.replace(b'"T"', b'"U"').replace(b"/a", b"/b"))
        monkeypatch.chdir(repository.root)
        repository.write(a=tampered)
        result = run("--against", "HEAD", "--write-baseline", FILE, "--output-format", "concise")
        assert (result.exit_code, result.stderr) == (1, "b.json: 2 findings written, known from now on\n")
        assert result.stdout.startswith("a.md:10:1: G001 error: ")
        assert result.stdout.endswith("2 files: 1 error, 0 warnings; 2 known\n")
        assert {one["code"] for one in written()["findings"]} == {"T301"}
        assert found("--against", "HEAD", "--baseline", FILE) == [("a.md", "G001", 10)]

    def test_not_even_by_hand(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        clean, tampered = (form(f'secured: "{one}"') for one in (SECRET, "A" + SECRET[1:]))
        repository = Repository.make(tmp_path / "r", a=clean)
        monkeypatch.chdir(repository.root)
        repository.write(a=tampered)
        results = json.loads(run("--against", "HEAD", "--output-format", "sarif").stdout)["runs"][0]["results"]
        prints = [one["partialFingerprints"]["articlefmt/v1"] for one in results]
        rows = [{"file": "a.md", "code": "G001", "key": "secured", "fingerprint": one} for one in prints]
        Path(FILE).write_text(json.dumps({"version": 1, "findings": rows}))
        assert found("--against", "HEAD", "--baseline", FILE) == [("a.md", "G001", 9)]


class TestABrokenOne:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "b.json:1: it isn't valid JSON: Expecting value; mend it, or write it anew with --write-baseline"),
            ('{\n"version": 1,\n<<<<<<< ours\n', "b.json:3: it isn't valid JSON: "),
            ("[]", "b.json:1: it is no baseline; write it anew with --write-baseline"),
            ('{"findings": []}', "b.json:1: it is no baseline; "),
            ('{"version": 1, "findings": {}}', "b.json:1: it is no baseline; "),
            ('{\n"findings": [],\n"version": 2\n}', "b.json:3: its version isn't 1, which this articlefmt reads; write it anew with --write-baseline"),
            ('{"version": 1, "findings": [\n{"file": "a", "code": "T301", "key": "", "fingerprint": "0"},\n{"file": "a"}\n]}', "b.json:3: a finding needs a text for each of file, code, key, fingerprint; write it anew with --write-baseline"),
            ('{"version": 1, "findings": [7]}', "b.json:1: a finding needs a text for each of "),
            ("[" * 100_000, "b.json:1: it is no baseline; "), ("9" * 5000, "b.json:1: it is no baseline; "),
            (b"\xff", "b.json:1: it isn't UTF-8; write it anew with --write-baseline"),
        ],
    )  # fmt: skip
    def test_it_is_bad_usage_with_the_line(self, text: str | bytes, message: str) -> None:
        Path(FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
        result = run("--baseline", FILE)
        assert result.exit_code == 2
        assert f"Error: {message}" in result.output
        assert run("--write-baseline", FILE).exit_code == 0

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
    def test_one_that_might_never_end_is_bad_usage(self) -> None:
        os.mkfifo("pipe")
        assert run("--baseline", "pipe").exit_code == 2

    def test_one_that_is_not_there_is_bad_usage(self) -> None:
        result = run("--baseline", "gone.json")
        assert result.exit_code == 2
        assert "Error: --baseline: gone.json: No such file or directory; --write-baseline writes one\n" in result.output

    @pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
    def test_one_of_a_store_is_bad_usage(self, option: str) -> None:
        result = run(option, "s3://bucket/b.json")
        assert (result.exit_code, "a baseline is a file of this machine" in result.output) == (2, True)

    def test_both_at_once_is_bad_usage(self) -> None:
        result = run("--baseline", FILE, "--write-baseline", FILE)
        assert (result.exit_code, "exclude each other" in result.output) == (2, True)

    def test_a_line_twice_as_after_a_merge_does_no_harm(self) -> None:
        run("--write-baseline", FILE)
        lines = Path(FILE).read_text(encoding="utf-8").splitlines(keepends=True)
        Path(FILE).write_text("".join([*lines[:5], *lines[4:]]), encoding="utf-8")
        assert summary("--baseline", FILE) == "2 files: 0 errors, 0 warnings; 4 known"


class TestConfigured:
    @pytest.fixture(autouse=True)
    def configured(self, folder: Path) -> None:
        Path("pyproject.toml").write_text('[tool.articlefmt]\nbaseline = "b.json"\n', encoding="utf-8")

    def test_it_is_found_from_the_folder_of_the_configuration(self, monkeypatch: pytest.MonkeyPatch) -> None:
        run("--write-baseline", FILE)
        monkeypatch.chdir("content")
        assert found() == []
        assert len(found("--isolated")) == 4

    def test_writing_outweighs_it(self) -> None:
        assert run().exit_code == 2
        assert run("--write-baseline", FILE).exit_code == 0
        assert run().exit_code == 0

    def test_the_command_line_outweighs_it(self) -> None:
        run("--write-baseline", "other.json")
        assert found("--baseline", "other.json") == []

    def test_other_commands_do_not_look_at_it(self) -> None:
        result = CliRunner().invoke(main, ["diff", "content/a.md", "content/b.md"])
        assert (result.exit_code, "b.json" in result.output) == (0, False)

    def test_what_is_no_text_is_refused(self) -> None:
        Path("pyproject.toml").write_text("[tool.articlefmt]\nbaseline = true\n", encoding="utf-8")
        assert "pyproject.toml:2: tool.articlefmt.baseline: it takes a text" in run().output


@pytest.mark.skipif(os.name == "nt", reason="such names are only where names are bytes")
def test_a_file_whose_name_is_no_text_is_known() -> None:
    name = os.fsdecode(b"content/\xff \xc3\xa9.md")
    try:
        Path(name).write_bytes(form("heat: x").replace(b'"T"', b'"V"').replace(b"/a", b"/v"))
    except OSError:
        pytest.skip("this disk has no such names")
    run("--write-baseline", FILE)
    assert summary("--baseline", FILE) == "3 files: 0 errors, 0 warnings; 5 known"


PIECES = [("heat: x",), ("quality: x",), ("length: 12:30",), ("a: 1",), ("images:", "  - url: u", "  - url: u"), ("items: [1, 1]",), ("u: 2021-05-30T14:00:00",)]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), unique=True), st.randoms(use_true_random=False), st.integers(0, 3))
def test_a_baseline_hides_its_own_run_and_no_move_of_lines_brings_anything_back(
    folder: Path, pieces: list[tuple[str, ...]], random: Any, count: int
) -> None:
    def write(some: list[tuple[str, ...]]) -> None:
        Path("content/a.md").write_bytes(form(*(line for piece in some for line in (*["# c"] * count, *piece))))

    write(pieces)
    run("--write-baseline", FILE)
    assert found("--baseline", FILE) == []
    random.shuffle(pieces)
    write(pieces)
    assert found("--baseline", FILE) == []
    write([*pieces, ("new: 2021-05-30T14:00:00",)])
    assert [code for _, code, _ in found("--baseline", FILE)] == ["K402", "C604"]
