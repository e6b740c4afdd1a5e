"""The files in `examples/`: one of each kind, without a fault, each in the style that the library writes."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import articlefmt
from articlefmt import Document, Record
from tests.samples import KINDS, ROOT

FILES = articlefmt.find(ROOT / "examples")
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))
UNTIDY = {
    "challenge-by-hand-with-comments.md",  # values hold no comments
    "book.md",  # nor a null where the key may be left out
}


def test_every_kind_has_an_example() -> None:
    kinds = {articlefmt.load(file, Record).record.kind for file in FILES}
    others = {"article", "challenge-other"}  # what is of none of the kinds of its class
    assert {kind.name for _, kind in KINDS} - others <= kinds


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_an_example_has_no_fault(file: Path) -> None:
    assert articlefmt.check(articlefmt.load(file, Record)) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_an_example_is_canonical(file: Path) -> None:
    document = articlefmt.load(file, Record)
    new = Document.new(document.record, document.body, document.newline)
    assert (new.to_bytes() == file.read_bytes()) == (file.name not in UNTIDY)


class TestScripts:
    """Each does its job on a copy of the examples."""

    @pytest.fixture(autouse=True)
    def _copy(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = tmp_path / "examples"
        shutil.copytree(ROOT / "examples", self.folder)
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))

    def run(self, name: str, *words: object, status: int = 0) -> str:
        command = [sys.executable, "-W", "error", str(ROOT / "examples" / f"{name}.py"), *map(str, words)]
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})
        assert (done.returncode, done.stderr) == (status, b"")
        return done.stdout.decode().replace("\r\n", "\n")

    def changed(self) -> dict[str, list[str]]:
        """The lines that were added to each file."""
        old = {file.name: file.read_text(encoding="utf-8").splitlines() for file in FILES}
        new = {file.name: file.read_text(encoding="utf-8").splitlines() for file in articlefmt.find(self.folder)}
        return {
            name: [line[2:] for line in difflib.ndiff(old.get(name, []), lines) if line.startswith("+ ")]
            for name, lines in new.items()
            if lines != old.get(name)
        }

    def test_each_is_short_and_has_a_test(self) -> None:
        assert [path.stem for path in SCRIPTS if not hasattr(self, f"test_{path.stem}")] == []
        assert max(len(path.read_text(encoding="utf-8").splitlines()) for path in SCRIPTS) <= 30

    def test_index(self) -> None:
        entries = json.loads(self.run("index", self.folder))
        assert [entry["file"] for entry in entries] == [file.name for file in FILES]
        assert entries[6] == {"file": "community.md", "title": entries[6]["title"], "date": None, "topics": ["Charts"]}
        assert self.changed() == {}

    def test_cap_heat(self) -> None:
        lines = self.run("cap_heat", self.folder).splitlines()
        assert lines[0] == "book.md: heat: 110 -> 100"
        assert {name: len(added) for name, added in self.changed().items()} == dict.fromkeys(
            (line.split(":")[0] for line in lines), 1
        )
        assert self.run("cap_heat", self.folder) == ""

    def test_add_related(self) -> None:
        words = (self.folder / "news-article.md", self.folder / "news-video-crlf.md")
        self.run("add_related", *words)
        added = self.changed()
        assert list(added) == ["news-article.md"]
        assert added["news-article.md"][0].startswith('  - title: "')
        assert len(added["news-article.md"]) == 9
        assert articlefmt.check(articlefmt.load(words[0])) == []
        self.run("add_related", *words)
        assert self.changed() == added

    def test_move_host(self) -> None:
        names = self.run(
            "move_host", self.folder, "https://img.example.com", "https://pictures.example.com"
        ).splitlines()
        assert names == sorted(self.changed()) != []
        assert all("https://pictures.example.com" in line for added in self.changed().values() for line in added)

    def test_new_article(self) -> None:
        self.run("new_article", self.folder / "new.md", 'A "title": it', "https://example.com/new")
        assert articlefmt.load(self.folder / "new.md").record.title == 'A "title": it'
        assert articlefmt.check(articlefmt.load(self.folder / "new.md")) == []

    def test_check_images(self) -> None:
        assert (
            self.run("check_images", self.folder, status=1)
            == "organization.md: M101 error: images[0].width: 50 pixels are too few\n"
        )
