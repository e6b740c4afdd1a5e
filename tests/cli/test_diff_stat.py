"""`articlefmt diff --stat`: how much changed in each file, and in all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articlefmt.cli import main
from tests.repository import Repository
from tests.samples import SECRET, form, shows_secret

OLD = form("heat: 1", f'secured: "{SECRET}"')
OTHER = "A" + SECRET[1:]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A file of each kind of change."""
    names = ("body", "opaque", "reformatted", "same", "value", "values")
    apart = {name: form() + name.encode() * 100 for name in ("deleted", "moved")}  # git looks for what is alike
    made = Repository.make(tmp_path / "r", **dict.fromkeys(names, OLD), **apart)
    monkeypatch.chdir(made.root)
    changed = {
        "body": OLD + b"more\n",
        "new": form() + b"new" * 100,
        "opaque": form("heat: 1", f'secured: "{OTHER}"'),
        "reformatted": form("heat:  1", f'secured: "{SECRET}"'),
        "value": form("heat: 2", f'secured: "{SECRET}"'),
        "values": form("heat: 2", "quality: 3", "topic: [a, b]", f'secured: "{SECRET}"') + b"more\n",
    }
    for name, data in changed.items():
        Path(f"{name}.md").write_bytes(data)
    Path("deleted.md").unlink()
    Path("moved.md").rename("z.md")
    made.git("add", "--all")
    return made


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, ["diff", "--stat", *words])
    assert not shows_secret(result.output)
    assert OTHER[:12] not in result.output
    return result


@pytest.mark.usefixtures("repository")
class TestAgainst:
    def test_each_file_is_a_line_and_all_of_them_one(self) -> None:
        result = run("--against", "HEAD")
        rows = {row.split(" | ")[0].strip(): row.split(" | ")[1] for row in result.output.splitlines()[:-1]}
        assert rows == {
            "body.md": "body",
            "deleted.md": "deleted",
            "moved.md → z.md": "renamed",
            "new.md": "new",
            "opaque.md": "1 value",
            "reformatted.md": "reformatted",
            "value.md": "1 value",
            "values.md": "3 values, body",
        }
        summary = " 8 files: 4 changed, 1 deleted, 1 new, 1 reformatted, 1 renamed; 5 values, 2 bodies"
        assert sorted(result.output.splitlines()[-1].split()) == sorted(summary.split())
        assert result.exit_code == 0

    def test_the_rows_stand_below_each_other(self) -> None:
        assert len({row.index(" | ") for row in run("--against", "HEAD").output.splitlines()[:-1]}) == 1

    def test_json_has_the_same_numbers_and_no_value(self) -> None:
        report = json.loads(run("--against", "HEAD", "--output-format", "json").output)
        assert report["version"] == 1
        assert report["summary"] == {"files": 8, "values": 5, "bodies": 2}
        assert [one for one in report["files"] if one["file"] == "values.md"] == [
            {"file": "values.md", "was": "values.md", "what": "changed", "values": 3, "bodyChanged": True}
        ]

    def test_the_status_tells_of_differences_if_that_is_wanted(self) -> None:
        assert [run("--against", "HEAD", "--exit-code").exit_code, run("--against", "HEAD", "same.md").exit_code] == [
            1,
            0,
        ]

    def test_where_nothing_differs_nothing_is_told(self) -> None:
        assert run("--against", "HEAD", "same.md").output == ""


def test_two_files_are_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(form("heat: 1"))
    Path("b.md").write_bytes(form("heat: 2"))
    assert run("a.md", "b.md").output == " a.md → b.md | 1 value\n 1 file: 1 changed; 1 value\n"


def test_a_long_name_moves_no_other_row_and_stays_on_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long, lines = "n" * 100, "a\nb"
    made = Repository.make(tmp_path / "r", **{long: OLD, lines: OLD, "c": OLD})
    monkeypatch.chdir(made.root)
    for name in (long, lines, "c"):
        Path(f"{name}.md").write_bytes(form("heat: 2", f'secured: "{SECRET}"'))
    rows = run("--against", "HEAD").output.splitlines()
    assert sorted(rows[:-1]) == sorted([f" {long}.md | 1 value", " a\\nb.md | 1 value", " c.md    | 1 value"])
