"""The commands for objects of a store, against a real S3 server."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articlefmt.cli import main
from tests.afar import BUCKET, Bucket, an_s3, needs
from tests.samples import file, form

pytestmark = needs("obstore", "boto3", "moto")

ROOT = f"s3://{BUCKET}"
WRONG = form("heat: x")
UNTIDY, MENDED = form('heat: "70"'), form("heat: 70")
TOKEN = "hunter2hunter2"  # noqa: S105  it was made for the tests


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with an_s3() as bucket:
        yield bucket


@pytest.fixture
def bucket(server: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Bucket:
    """With three articles, of which one is wrong; the current folder is empty."""
    server.clear()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for number, key in enumerate(("site/a.md", "site/drafts/b.md", "site/c.md"), 1):
        server[key] = form(f"heat: {number}0", f"webUrl: https://example.com/{number}").replace(
            b"webUrl: https://example.com/a\n", b""
        )
    server["site/note.txt"] = b"none"
    server["other/d.md"] = WRONG
    return server


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


class TestFiles:
    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ((f"{ROOT}/site",), ["site/a.md", "site/c.md", "site/drafts/b.md"]),
            ((f"{ROOT}/site/",), ["site/a.md", "site/c.md", "site/drafts/b.md"]),
            ((f"{ROOT}/site/c.md", f"{ROOT}/site"), ["site/c.md", "site/a.md", "site/drafts/b.md"]),
            ((f"S3://{BUCKET}/site/c.md", f"{ROOT}/site/c.md"), ["site/c.md"]),
            ((ROOT, "--exclude", "/site/drafts/"), ["other/d.md", "site/a.md", "site/c.md"]),
            ((ROOT, "--include", "*.txt"), ["site/note.txt"]),
            ((f"{ROOT}/site/drafts/b.md", "--exclude", "drafts/"), ["site/drafts/b.md"]),
            (
                (f"{ROOT}/site/drafts/b.md", f"{ROOT}/site/a.md", "--exclude", "drafts/", "--force-exclude"),
                ["site/a.md"],
            ),
            ((f"{ROOT}/site/note.txt",), ["site/note.txt"]),
        ],
    )
    def test_what_is_meant_is_taken(self, bucket: Bucket, words: tuple[str, ...], names: list[str]) -> None:
        assert bucket.names()
        result = run("check", *words, "--show-files")
        assert (
            result.exit_code,
            [line.removeprefix(f"{ROOT}/").removeprefix(f"S3://{BUCKET}/") for line in result.output.splitlines()],
        ) == (0, names)

    def test_names_in_a_file_are_taken(self, bucket: Bucket) -> None:
        Path("names").write_text(f"{ROOT}/site/c.md\n{ROOT}/other/d.md\n")
        bucket["names"] = Path("names").read_bytes()
        for source in ("names", f"{ROOT}/names"):
            assert run("check", "--files-from", source, "--show-files").output == Path("names").read_text()

    def test_a_key_that_is_an_object_and_a_prefix_is_taken_as_a_folder(self, bucket: Bucket) -> None:
        bucket["site"] = bucket["x.md/y.md"] = form()
        bucket["x.md"] = WRONG
        assert run("check", f"{ROOT}/site", "--show-files").output.count("\n") == 3
        assert run("check", f"{ROOT}/x.md", "--show-files").output == f"{ROOT}/x.md\n"
        assert run("check", f"{ROOT}/x.md/", "--show-files").output == f"{ROOT}/x.md/y.md\n"

    def test_what_is_not_there_is_2(self, bucket: Bucket) -> None:
        assert bucket.names()
        for words, message in (
            ((f"{ROOT}/site/gone.md",), f"{ROOT}/site/gone.md: there is no such object"),
            ((f"{ROOT}/gone",), f"{ROOT}/gone: there is no such object"),
            ((f"{ROOT}/gone/",), f"{ROOT}/gone/: no article files"),
            (("s3://nowhere/a",), "s3://nowhere/a: there is no such bucket"),
            (
                ("s3:/articles/a.md",),
                "s3:/articles/a.md: a URL has two slashes behind the colon, and pathlib makes one of them; give it as a str",
            ),
        ):
            result = run("check", *words)
            assert (result.exit_code, result.stderr) == (2, f"articlefmt: {message}\n")

    @pytest.mark.parametrize("url", [f"s3://ada:{TOKEN}@b/a.md", f"s3://b/a.md?sig={TOKEN}", f"https://{TOKEN}@b/a.md"])
    @pytest.mark.parametrize(
        "words",
        [
            ("check",),
            ("check", "--show-files"),
            ("check", "--against", "HEAD"),
            ("edit", "heat=1"),
            ("export", "--to", "t.csv"),
            ("diff", "a.md"),
            ("export", ".", "--to"),
            ("check", ".", "--files-from"),
        ],
    )
    def test_credentials_in_a_url_are_refused_and_not_shown(
        self, url: str, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        result = run(*words, url + (".csv" if words[-1] == "--to" else ""))
        assert TOKEN not in result.output
        assert result.exit_code in {0, 2}


class TestCheck:
    def test_findings_are_told_with_the_url(self, bucket: Bucket) -> None:
        assert bucket.names()
        result = run("check", ROOT, "--output-format", "concise")
        assert result.exit_code == 1
        assert result.output.startswith(f"{ROOT}/other/d.md:9:7: T301 ")
        assert "4 files: 1 error" in result.output
        assert run("check", f"{ROOT}/site", "--jobs", "1").exit_code == 0

    def test_shared_urls_and_lost_items_are_told(self, bucket: Bucket) -> None:
        bucket["site/e.md"] = bucket["site/a.md"]
        items = ("  - site/a", "  - drafts/b", "  - other/d", "  - drafts/x")
        bucket["site/sets/f.md"] = file('title: "C"', 'excerpt: ""', "type: collection", "", "items:", *items)
        result = run("check", f"{ROOT}/site", "--select", "X101,X103", "--output-format", "concise")
        told = [line.split(" ")[:2] for line in result.output.splitlines()[:-1]]
        assert told == [[f"{ROOT}/site/e.md:9:9:", "X101"], [f"{ROOT}/site/sets/f.md:10:5:", "X103"]]

    def test_what_is_mended_is_put(self, bucket: Bucket) -> None:
        bucket["site/c.md"] = UNTIDY
        wanted = run("check", f"{ROOT}/site/c.md", "--diff")
        assert f"+++ b/{ROOT}/site/c.md" in wanted.output
        assert bucket["site/c.md"] == UNTIDY
        result = run("check", f"{ROOT}/site/c.md", "--fix")
        assert "1 mended" in result.output
        assert bucket["site/c.md"] == MENDED

    def test_codes_are_ignored_by_a_pattern_from_the_bucket(self, bucket: Bucket) -> None:
        assert bucket.names()
        assert run("check", ROOT, "--per-file-ignores", "/other/:T301").exit_code == 0
        assert run("check", ROOT, "--per-file-ignores", "/site/:T301").exit_code == 1

    def test_a_report_may_be_an_object(self, bucket: Bucket) -> None:
        run("check", ROOT, "--output-format", f"json:{ROOT}/reports/r.json")
        assert json.loads(bucket["reports/r.json"])["summary"]["errors"] == 1
        result = run("check", ROOT, "--output-format", f"json:{ROOT}/site/a.md")
        assert (result.exit_code, "would take the place" in result.output) == (2, True)

    def test_git_knows_nothing_of_it(self, bucket: Bucket) -> None:
        assert bucket.names()
        subprocess.run(["git", "init", "-q"], check=True)
        for words in (("check", "--against", "HEAD", f"{ROOT}/site"), ("diff", "--against", "HEAD", f"{ROOT}/site")):
            result = run(*words)
            assert (result.exit_code, "it is in no git repository" in result.output) == (2, True)

    def test_two_objects_are_compared(self, bucket: Bucket) -> None:
        assert bucket.names()
        result = run("diff", f"{ROOT}/site/a.md", f"{ROOT}/site/c.md")
        assert (result.exit_code, "heat" in result.output) == (0, True)


class TestEdit:
    def test_what_holds_is_edited(self, bucket: Bucket) -> None:
        before = {key: bucket[key] for key in bucket.names()}
        words = ("edit", f"{ROOT}/site", "--where", "heat<30", "--set", "heat=30")
        dry = run(*words, "--dry-run", "--diff")
        assert (dry.exit_code, {key: bucket[key] for key in bucket.names()}) == (0, before)
        assert dry.stdout.count(f"+++ b/{ROOT}/site/") == 2
        wet = run(*words)
        assert (wet.exit_code, wet.stderr.splitlines()[-1]) == (0, "2 changed, 1 unchanged")
        assert [bucket[key] for key in before] == [
            data.replace(b"heat: 10", b"heat: 30").replace(b"heat: 20", b"heat: 30") for data in before.values()
        ]
        assert run(*words).stderr.splitlines()[-1] == "0 changed, 3 unchanged"

    def test_an_equals_sign_in_a_url_is_no_step(self, bucket: Bucket) -> None:
        bucket["year=2021/a.md"] = form("heat: 1")
        assert run("edit", f"{ROOT}/year=2021", "heat=2").exit_code == 0
        assert bucket["year=2021/a.md"] == form("heat: 2")

    def test_what_fails_stops_no_other(self, bucket: Bucket) -> None:
        result = run("edit", f"{ROOT}/site/a.md", f"{ROOT}/gone.md", f"{ROOT}/site/c.md", "heat=7", "--jobs", "2")
        assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, "2 changed, 0 unchanged, 1 failed")
        assert b"heat: 7" in bucket["site/c.md"]


class TestExport:
    def test_rows_are_written_here_and_there(self, bucket: Bucket) -> None:
        assert bucket.names()
        words = ("export", f"{ROOT}/site", "--fields", "heat", "--to")
        assert run(*words, "t.jsonl").exit_code == 0
        rows = [json.loads(line) for line in Path("t.jsonl").read_text().splitlines()]
        assert rows == [
            {"file": f"{ROOT}/site/{name}", "heat": value}
            for name, value in (("a.md", 10), ("c.md", 30), ("drafts/b.md", 20))
        ]
        result = run(*words, f"{ROOT}/tables/t.jsonl")
        assert (result.exit_code, result.stderr) == (0, f"3 rows in {ROOT}/tables/t.jsonl\n")
        assert bucket["tables/t.jsonl"] == Path("t.jsonl").read_bytes()
        assert run(*words, "s3://nowhere/t.jsonl").exit_code == 2


def test_without_obstore_it_is_told_what_is_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "obstore", None)
    result = run("check", f"{ROOT}/a.md")
    assert (result.exit_code, "pip install 'articlefmt[remote]'" in result.output) == (2, True)
