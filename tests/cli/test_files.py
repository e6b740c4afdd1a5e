"""Which files the commands take: exclusion and inclusion as ruff has them, names from a file, and what is shown of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articlefmt.cli import main
from tests.repository import Repository
from tests.samples import form


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`a.md`, `drafts/b.md`, `drafts/old/c.md`, `d.txt`, in no repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("a.md", "drafts/b.md", "drafts/old/c.md", "d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(form("heat: 5"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, words, input=stdin)


def shown(*words: str, stdin: bytes = b"") -> list[str]:
    result = run("check", "--show-files", *words, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


class TestExclusion:
    @pytest.mark.parametrize(
        ("words", "files"),
        [
            ((), ["a.md", "drafts/b.md", "drafts/old/c.md"]),
            (("--exclude", "drafts/"), ["a.md"]),
            (("--exclude", "old"), ["a.md", "drafts/b.md"]),
            (("--exclude", "/b.md"), ["a.md", "drafts/b.md", "drafts/old/c.md"]),
            (("--exclude", "b.*", "--exclude", "c.md"), ["a.md"]),
            (("--exclude", "*.md", "--exclude", "!a.md"), ["a.md"]),
            (("--exclude", "b.md", "--extend-exclude", "c.md"), ["a.md"]),
            (("--include", "*.txt"), ["d.txt"]),
            (("--include", "*.txt", "--include", "drafts/"), ["d.txt", "drafts/b.md", "drafts/old/c.md"]),
            (("--include", "*.md", "--exclude", "drafts/*.md"), ["a.md", "drafts/old/c.md"]),
            (("drafts", "--exclude", "/drafts/old"), ["drafts/b.md"]),
            (("drafts/b.md", "--exclude", "drafts"), ["drafts/b.md"]),
            (("a.md", "drafts/b.md", "--exclude", "drafts", "--force-exclude"), ["a.md"]),
            (("d.txt", "a.md"), ["d.txt", "a.md"]),
        ],
    )
    def test_patterns_choose(self, words: tuple[str, ...], files: list[str]) -> None:
        assert shown(*words) == files

    def test_every_command_that_takes_folders_does(self, folder: Path) -> None:
        assert run("check", ".", "--exclude", "drafts").output == "1 file: 0 errors, 0 warnings\n"
        assert run("edit", ".", "--exclude", "drafts", "heat=6").output == "a.md: changed\n1 changed, 0 unchanged\n"
        assert run("export", ".", "--exclude", "drafts", "--to", "t.csv").output == "1 row in t.csv\n"
        assert (folder / "drafts/b.md").read_bytes() == form("heat: 5")

    def test_what_is_excluded_whole_is_a_folder_without_any(self) -> None:
        result = run("check", ".", "--exclude", "*")
        assert (result.exit_code, "articlefmt: .: no article files\n" in result.output) == (2, True)
        assert run("check", "a.md", "--exclude", "a.md", "--force-exclude").exit_code == 0

    @pytest.mark.parametrize("option", ["--exclude", "--extend-exclude", "--include"])
    def test_what_is_no_pattern_is_bad_usage(self, option: str) -> None:
        result = run("check", ".", option, "a", option, "!")
        assert (result.exit_code, "Traceback" in result.output) == (2, False)
        assert "'!' is no pattern as in .gitignore" in result.output
        assert option in result.output


@pytest.mark.parametrize("command", [("check",), ("edit", "heat=6"), ("export", "--to", "t.csv")])
def test_an_empty_name_is_that_of_no_file(command: tuple[str, ...]) -> None:
    """As a variable that isn't set gives it; patterns of classes have nothing to say of it."""
    Path("pyproject.toml").write_text('[tool.articlefmt.classes]\n"posts/" = "mysite:Post"\n', encoding="utf-8")
    for words in ((), ("--force-exclude", "--exclude", "b.md")):
        result = run(*command, "", *words)
        assert (result.exit_code, "articlefmt: '': No such file or directory\n" in result.output) == (2, True)


class TestConfiguration:
    def configure(self, text: str) -> None:
        Path("pyproject.toml").write_text(f"[tool.articlefmt]\n{text}\n", encoding="utf-8")

    def test_patterns_start_from_its_folder(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.configure('exclude = ["/drafts/old/"]\nextend-exclude = ["a.md"]')
        assert shown() == ["drafts/b.md"]
        monkeypatch.chdir("drafts")
        assert shown() == ["b.md"]
        assert shown("..") == ["../drafts/b.md"]

    def test_exclude_takes_its_place_and_extend_exclude_adds(self) -> None:
        self.configure('exclude = ["/drafts/old/"]')
        assert shown("--exclude", "a.md") == ["drafts/b.md", "drafts/old/c.md"]
        assert shown("--extend-exclude", "a.md") == ["drafts/b.md"]

    def test_extend_exclude_adds_to_itself_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.configure('extend-exclude = ["/drafts/old/"]')
        assert shown("--extend-exclude", "a.md") == ["drafts/b.md"]
        assert shown("--exclude", "a.md") == ["drafts/b.md"]
        assert shown("--extend-exclude", "a.md", "--isolated") == ["drafts/b.md", "drafts/old/c.md"]
        monkeypatch.chdir("drafts")
        assert shown("..", "--extend-exclude", "/b.md") == ["../a.md"]  # each from its own folder

    def test_force_exclude_is_for_tools_that_name_files(self) -> None:
        self.configure('exclude = ["drafts/"]\nforce-exclude = true')
        assert shown("a.md", "drafts/b.md") == ["a.md"]
        assert shown("a.md", "drafts/b.md", "--no-force-exclude") == ["a.md", "drafts/b.md"]
        assert shown("a.md", "drafts/b.md", "--isolated") == ["a.md", "drafts/b.md"]

    def test_include_is_for_other_endings(self) -> None:
        self.configure('include = ["*.txt", "*.md"]')
        assert shown() == ["a.md", "d.txt", "drafts/b.md", "drafts/old/c.md"]

    def test_what_is_no_list_is_told_with_its_line(self) -> None:
        self.configure('exclude = "drafts"')
        result = run("check")
        assert (
            result.exit_code,
            "pyproject.toml:2: tool.articlefmt.exclude: it takes a list of strings" in result.output,
        ) == (2, True)


class TestNamesFromAFile:
    @pytest.mark.parametrize(
        ("data", "files"),
        [
            (b"a.md\ndrafts/b.md\n", ["a.md", "drafts/b.md"]),
            (b"a.md\r\ndrafts/b.md", ["a.md", "drafts/b.md"]),
            (b"a.md\0drafts/b.md\0", ["a.md", "drafts/b.md"]),
            (b"a.md\0drafts/b.md", ["a.md", "drafts/b.md"]),
            (b"a.md\n\na.md\n./a.md\n", ["a.md"]),
            (b"drafts\n", ["drafts/b.md", "drafts/old/c.md"]),
            (b"a\nb.md\0", ["a\\nb.md"]),
        ],
    )
    def test_they_end_with_nul_or_with_lines(self, data: bytes, files: list[str]) -> None:
        Path("a\nb.md").write_bytes(form())
        assert shown("--files-from", "-", stdin=data) == files
        Path("names").write_bytes(data)
        assert shown("--files-from", "names") == files

    def test_they_come_behind_the_paths(self) -> None:
        assert shown("drafts/b.md", "--files-from", "-", stdin=b"a.md\n") == ["drafts/b.md", "a.md"]

    @pytest.mark.parametrize("stdin", [b"", b"\n", b"\0"])
    @pytest.mark.parametrize("command", ["check", "edit", "export"])
    def test_none_is_nothing_to_do_and_never_the_folder_here(self, folder: Path, stdin: bytes, command: str) -> None:
        more = {"check": [], "edit": ["heat=6"], "export": ["--to", "t.jsonl"]}[command]
        result = run(command, "--files-from", "-", *more, stdin=stdin)
        assert result.exit_code == 0, result.output
        assert (folder / "a.md").read_bytes() == form("heat: 5")
        assert "a.md" not in result.output

    def test_an_excluded_one_is_taken_unless_forced(self) -> None:
        words = ("--files-from", "-", "--exclude", "drafts")
        assert shown(*words, stdin=b"drafts/b.md\na.md\n") == ["drafts/b.md", "a.md"]
        assert shown(*words, "--force-exclude", stdin=b"drafts/b.md\na.md\n") == ["a.md"]

    def test_one_that_is_not_there_is_told_as_if_it_were_named(self) -> None:
        result = run("edit", "--files-from", "-", "heat=6", stdin=b"no.md\na.md\n")
        assert result.exit_code == 2
        assert (
            result.output
            == "articlefmt: no.md: No such file or directory\na.md: changed\n1 changed, 0 unchanged, 1 failed\n"
        )

    def test_they_are_names_whatever_they_look_like(self) -> None:
        result = run("edit", "--files-from", "-", "heat=7", stdin=b"heat=6\na.md\n")
        assert (result.exit_code, "articlefmt: heat=6: No such file or directory\n" in result.output) == (2, True)
        assert Path("a.md").read_bytes() == form("heat: 7")

    def test_a_file_that_is_not_there_is_bad_usage(self) -> None:
        result = run("check", "--files-from", "no")
        assert (result.exit_code, "--files-from: no: No such file or directory" in result.output) == (2, True)

    @pytest.mark.skipif(os.name == "nt", reason="names there are text")
    def test_a_name_that_is_no_text_is_a_name(self) -> None:
        Path(os.fsdecode(b"\xff.md")).write_bytes(form())
        assert shown("--files-from", "-", stdin=b"\xff.md\n") == ["\\udcff.md"]


class TestShown:
    def test_what_can_not_be_had_is_told(self) -> None:
        (Path("empty")).mkdir()
        result = run("edit", "--show-files", "a.md", "empty", "heat=6")
        assert (result.exit_code, result.stdout, result.stderr) == (
            2,
            "a.md\n",
            "articlefmt: empty: no article files\n",
        )

    def test_nothing_else_is_done(self, folder: Path) -> None:
        assert run("edit", "--show-files", "heat=6", "a.md").output == "a.md\n"
        assert (folder / "a.md").read_bytes() == form("heat: 5")
        assert run("export", "--show-files", "a.md", "--to", "t.csv").output == "a.md\n"
        assert not (folder / "t.csv").exists()


class TestRepository:
    """README.md and its like at the root of a repository are no articles, unless they have front matter."""

    @pytest.fixture
    def repository(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
        made = Repository.make(
            folder / "r", README=b"# R\n", CONTRIBUTING=b"# C\n", content__README=b"# R\n", content__a=form()
        )
        monkeypatch.chdir(made.root)
        return made

    def test_they_are_left_out(self, repository: Repository) -> None:
        assert shown() == ["content/README.md", "content/a.md"]
        assert shown("README.md") == ["README.md"]

    def test_one_with_front_matter_is_taken(self, repository: Repository) -> None:
        repository.write(README=form())
        assert "README.md" in shown()

    def test_one_that_is_wanted_is_included(self, repository: Repository) -> None:
        assert shown("--include", "/README.md") == ["README.md"]

    def test_the_names_of_git_are_taken(self, repository: Repository) -> None:
        names = repository.git("ls-files", "-z", "content/*.md").encode()
        assert shown("--files-from", "-", stdin=names) == ["content/README.md", "content/a.md"]
