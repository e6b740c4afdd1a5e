"""Which files are article files."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner

import articlefmt
from articlefmt.cli import main
from articlefmt.discovery import walk


@pytest.fixture(autouse=True)
def _no_git_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(("git", *identity, *words), cwd=root, check=True, capture_output=True)


def found(root: Path, of: Path | None = None) -> list[str]:
    return [path.relative_to(of or root).as_posix() for path in articlefmt.find(root)]


class TestPlainFolder:
    def test_four_endings_are_found_in_any_case(self, tmp_path: Path) -> None:
        names = ["a.MD", "b.markdown", "c.mdx", "d.qmd", "e.Markdown", "f.QMD", "g.tar.md"]
        make(tmp_path, *names)
        assert found(tmp_path) == names

    def test_every_md_file_is_found_sorted_by_its_path(self, tmp_path: Path) -> None:
        make(tmp_path, "b.md", "a.md", "b/z.md", "B.md", "a/é.md", "a/b/c.md", "a-.md", "10.md", "9.md")
        names = found(tmp_path)
        assert names == ["10.md", "9.md", "B.md", "a/b/c.md", "a/é.md", "a-.md", "a.md", "b/z.md", "b.md"]
        assert articlefmt.find(tmp_path) == sorted(articlefmt.find(tmp_path))

    def test_other_names_are_left_out(self, tmp_path: Path) -> None:
        make(tmp_path, "a.md", "md", "a.md~", "a.md.txt", "b.mdxx", "a.mdown", "a.MD.bak", "amarkdown")
        assert found(tmp_path) == ["a.md"]

    def test_the_walk_takes_what_it_is_told_to(self, tmp_path: Path) -> None:
        make(tmp_path, "a.md", "b/c.txt")
        refused: list[OSError] = []
        taken = walk(tmp_path, refused.append, lambda name: name.endswith(".txt"))
        assert (taken, refused) == ([tmp_path / "b" / "c.txt"], [])

    def test_folders_that_start_with_a_dot_are_left_out_and_files_are_not(self, tmp_path: Path) -> None:
        make(tmp_path, ".git/a.md", ".x/y/b.md", "z/.x/c.md", ".d.md", "z/.e.md", ".md")
        assert found(tmp_path) == [".d.md", ".md", "z/.e.md"]

    def test_a_folder_with_a_dot_can_be_asked_for(self, tmp_path: Path) -> None:
        make(tmp_path, ".x/a.md")
        assert found(tmp_path / ".x") == ["a.md"]

    def test_folders_with_such_a_name_are_no_files(self, tmp_path: Path) -> None:
        make(tmp_path, "a.md/b.md")
        assert found(tmp_path) == ["a.md/b.md"]

    @pytest.mark.parametrize(
        "name", ["-.md", "--help.md", "-r/-a.md", "a b.md", "a\nb.md", "*.md", "[a].md", ":(top).md"]
    )
    def test_a_strange_name_is_a_name(self, tmp_path: Path, name: str) -> None:
        make(tmp_path, name)
        assert found(tmp_path) == [name]

    def test_a_folder_may_have_a_strange_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make(tmp_path, "-x/a.md", "--help/b.md")
        monkeypatch.chdir(tmp_path)
        assert articlefmt.find("-x") == [Path("-x/a.md")]
        assert articlefmt.find("--help") == [Path("--help/b.md")]

    def test_a_name_that_is_not_utf_8_is_found(self, tmp_path: Path) -> None:
        name = os.fsdecode(b"\xff.md")
        try:
            make(tmp_path, name)
        except OSError:
            pytest.skip("the file system takes UTF-8 names only")
        assert found(tmp_path) == [name]

    def test_a_link_to_a_file_is_found_and_one_to_nothing_is_not(self, tmp_path: Path) -> None:
        make(tmp_path, "x.txt")
        (tmp_path / "a.md").symlink_to("x.txt")
        (tmp_path / "b.md").symlink_to("nothing")
        assert found(tmp_path) == ["a.md"]

    def test_a_relative_folder_gives_relative_paths(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make(tmp_path, "d/a.md")
        monkeypatch.chdir(tmp_path)
        for root in ("", ".", Path()):
            assert articlefmt.find(root) == [Path("d/a.md")]
        assert articlefmt.find("d") == [Path("d/a.md")]

    def test_an_empty_folder_has_none(self, tmp_path: Path) -> None:
        assert articlefmt.find(tmp_path) == []

    def test_what_is_no_folder_is_the_system_s_error(self, tmp_path: Path) -> None:
        make(tmp_path, "a.md")
        with pytest.raises(NotADirectoryError):
            articlefmt.find(tmp_path / "a.md")
        with pytest.raises(FileNotFoundError):
            articlefmt.find(tmp_path / "b")

    def test_what_is_no_path_is_a_type_error(self) -> None:
        wrong: Any = 5
        with pytest.raises(TypeError):
            articlefmt.find(wrong)


class TestRepository:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        root = tmp_path / "repo"
        root.mkdir()
        git(root, "init")
        return root

    def test_files_that_git_ignores_are_left_out_and_others_are_found_tracked_or_not(self, root: Path) -> None:
        make(root, "a.md", "b.md", "build/c.md", ".x/d.md", "e/f.md", "e/g.md")
        (root / ".gitignore").write_text("build/\ng.md\n", encoding="utf-8")
        git(root, "add", "a.md", "e/f.md")
        assert found(root) == [".x/d.md", "a.md", "b.md", "e/f.md"]

    def test_a_tracked_file_is_found_though_it_is_ignored(self, root: Path) -> None:
        make(root, "a.md")
        git(root, "add", "a.md")
        (root / ".gitignore").write_text("*.md\n", encoding="utf-8")
        assert found(root) == ["a.md"]

    def test_a_folder_inside_gives_its_own_files_only(self, root: Path) -> None:
        make(root, "a.md", "d/b.md", "d/e/c.md", "dd/f.md")
        (root / ".gitignore").write_text("c.md\n", encoding="utf-8")
        assert found(root / "d", root) == ["d/b.md"]

    def test_a_tracked_file_that_was_deleted_is_left_out(self, root: Path) -> None:
        make(root, "a.md", "b.md")
        git(root, "add", "-A")
        (root / "a.md").unlink()
        assert found(root) == ["b.md"]

    @pytest.mark.parametrize("name", ["-.md", "a\nb.md", "é.md", '"a".md', "a b.md", "d/:x.md"])
    def test_a_strange_name_is_a_name(self, root: Path, name: str) -> None:
        make(root, name)
        assert found(root) == [name]
        git(root, "add", "-A")
        assert found(root) == [name]

    def test_a_file_in_a_merge_conflict_is_found_once(self, root: Path) -> None:
        make(root, "a.md")
        git(root, "add", "-A")
        git(root, "commit", "-m", "one")
        git(root, "checkout", "-b", "other")
        for branch in ("other", "main"):
            git(root, "checkout", branch)
            (root / "a.md").write_text(branch, encoding="utf-8")
            git(root, "commit", "-am", branch)
        with pytest.raises(subprocess.CalledProcessError):
            git(root, "merge", "other")
        assert found(root) == ["a.md"]

    def test_the_variables_of_a_hook_change_nothing(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make(root, "d/a.md", "d/b.md")
        (root / ".gitignore").write_text("b.md\n", encoding="utf-8")
        monkeypatch.setenv("GIT_DIR", ".git")
        assert found(root / "d", root) == ["d/a.md"]

    def test_without_git_folders_with_a_dot_are_left_out(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make(root, "a.md", ".x/b.md")
        monkeypatch.setenv("PATH", "")
        assert found(root) == ["a.md"]

    @pytest.mark.parametrize("how", ["another user's", "a broken index"])
    def test_a_repository_that_git_refuses_is_walked_and_that_is_said(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, how: str
    ) -> None:
        make(root, "a.md", "build/b.md", ".x/c.md")
        (root / ".gitignore").write_text("build/\n", encoding="utf-8")
        git(root, "add", "a.md")
        if how == "a broken index":
            (root / ".git" / "index").write_bytes(b"x" * 99)
        else:
            monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        with pytest.warns(UserWarning, match="ignored files are taken too, for git doesn't say which these are: git: "):
            assert found(root) == ["a.md", "build/b.md"]


def test_what_git_can_not_read_is_told_as_the_system_tells_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git itself says it beside what it lists, and ends with 0. (To root everything is readable.)"""
    make(tmp_path, "a.md")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "git"
    script.write_text(
        "#!/bin/sh\necho \"warning: could not open directory 'sub/': Permission denied\" >&2\nprintf 'a.md\\0'\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    refused: list[OSError] = []
    assert walk(tmp_path, refused.append) == [tmp_path / "a.md"]
    assert [(type(error), error.filename) for error in refused] == [(PermissionError, os.path.join(tmp_path, "sub"))]  # noqa: PTH118
    with pytest.raises(PermissionError):
        articlefmt.find(tmp_path)


def make_deep(root: Path, name: str, levels: int) -> None:
    """Make folders of this name in each other, with a file in each: a whole path may be too long for the system."""
    here = os.open(root, os.O_RDONLY)
    for number in range(levels):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
        os.close(os.open(f"{number}.md", os.O_CREAT, dir_fd=here))
    os.close(here)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other limits")
class TestPathsThatAreTooLong:
    @pytest.fixture
    def folder(self, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
        folder = tmp_path / "r" / "sub"
        folder.mkdir(parents=True)
        if request.param != "without git":
            git(tmp_path / "r", "init")
        yield folder if request.param == "below the root" else folder.parent
        subprocess.run(("rm", "-rf", "r"), cwd=tmp_path, check=True)  # Python's own way has limits of its own

    @pytest.mark.parametrize("folder", ["without git", "in a repository", "below the root"], indirect=True)
    @pytest.mark.parametrize("length", [3, 200, 201, 202, 250])
    def test_what_lies_beyond_is_told_as_the_system_tells_it(self, folder: Path, length: int) -> None:
        make(folder, "z.md")
        make_deep(folder, "n" * length, 4300 // (length + 1))
        refused: list[OSError] = []
        files = walk(folder, refused.append)
        assert (len(files) > 3700 // (length + 1), files[-1]) == (True, folder / "z.md")
        assert {error.errno for error in refused} == {errno.ENAMETOOLONG}
        assert all(str(error.filename).startswith(f"{folder}/nnn") for error in refused)
        with pytest.raises(OSError, match="File name too long"):
            articlefmt.find(folder)
        result = CliRunner().invoke(main, ["check", str(folder), "--exit-zero"])
        assert (result.exit_code, ": File name too long\n" in result.stderr) == (2, True)


class TestPatterns:
    """`exclude` and `include`: patterns as in .gitignore, from the folder."""

    @pytest.fixture(autouse=True, params=["plain", "repository"])
    def _files(self, tmp_path: Path, request: pytest.FixtureRequest) -> None:
        make(tmp_path, "a.md", "d/b.md", "d/old/c.md", "d/e.txt", "README.md", "d/README.md")
        if request.param == "repository":
            git(tmp_path, "init")

    @pytest.mark.parametrize("name", ["exclude", "include"])
    def test_a_text_is_no_list_of_them(self, tmp_path: Path, name: str) -> None:
        """Each of its letters would be one."""
        with pytest.raises(TypeError, match=rf"{name} is a list of patterns, not a str; give \[pattern\]"):
            articlefmt.find(tmp_path, **{name: "drafts/"})

    @pytest.mark.parametrize(
        ("exclude", "include", "files"),
        [
            ((), (), ["a.md", "d/README.md", "d/b.md", "d/old/c.md"]),
            (("d/old/",), (), ["a.md", "d/README.md", "d/b.md"]),
            (("*", "!a.md"), (), ["a.md"]),
            ((), ("*.txt",), ["d/e.txt"]),
            ((), ("README.md",), ["README.md", "d/README.md"]),
            (("/README.md",), ("*.md",), ["a.md", "d/README.md", "d/b.md", "d/old/c.md"]),
        ],
    )
    def test_they_choose(
        self, tmp_path: Path, exclude: tuple[str, ...], include: tuple[str, ...], files: list[str]
    ) -> None:
        found = articlefmt.find(tmp_path, exclude=exclude, include=include)
        assert [path.relative_to(tmp_path).as_posix() for path in found] == files

    @pytest.mark.parametrize(
        "patterns",
        [
            ["d", "!d/b.md"],
            ["d/", "!b.md"],
            ["!b.md", "d"],
            ["*.md", "!c.md", "old/"],
            ["d/*", "!d/b.md"],
            ["d/*", "!d/old"],
            ["d/**", "!c.md"],
            ["*", "!*/", "!b.md"],
            ["**/old", "!/d/old/"],
            ["*.md", "!d/"],
            ["old", "!d/"],
            ["/", "!/", "d/ "],
            ["/b.md", "old/*.md", "#a.md"],
        ],
    )
    def test_what_is_excluded_is_what_git_would_ignore(self, tmp_path: Path, patterns: list[str]) -> None:
        """A folder that is out can't have files that are in: a pattern meant for others would take them in."""
        files = ["a.md", "d/README.md", "d/b.md", "d/old/c.md"]
        git(tmp_path, "init")
        (tmp_path / ".gitignore").write_text("\n".join(patterns), encoding="utf-8")
        command = ["git", "-C", str(tmp_path), "check-ignore", "--no-index", *files]
        ignored = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
        (tmp_path / ".gitignore").unlink()
        taken = [path.relative_to(tmp_path).as_posix() for path in articlefmt.find(tmp_path, exclude=patterns)]
        assert taken == [file for file in files if file not in ignored]

    def test_they_start_from_the_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert articlefmt.find(tmp_path / "d", exclude=["/old", "README*"]) == [tmp_path / "d/b.md"]
        monkeypatch.chdir(tmp_path / "d" / "old")
        assert articlefmt.find("..", exclude=["/old/", "README*"]) == [Path("../b.md")]

    @pytest.mark.parametrize("pattern", ["!", "a\\"])
    def test_what_is_none_is_a_value_error(self, tmp_path: Path, pattern: str) -> None:
        with pytest.raises(ValueError, match="pattern"):
            articlefmt.find(tmp_path, exclude=[pattern])
        with pytest.raises(ValueError, match="pattern"):
            articlefmt.find(tmp_path, include=[pattern])


@pytest.mark.parametrize("name", ["README.md", "readme.markdown", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE.md", "Code_of_Conduct.md"])  # fmt: skip
def test_what_is_about_a_repository_is_no_article_unless_it_has_front_matter(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"# About\n")
    (tmp_path / "a.md").write_bytes(b"# An article that lost its front matter\n")
    assert found(tmp_path) == ["a.md"]
    for start in (b"---\n", b"\xef\xbb\xbf---\n"):
        (tmp_path / name).write_bytes(start + b"title: T\n---\n")
        assert found(tmp_path) == sorted([name, "a.md"])


def test_a_readme_that_can_not_be_read_is_found_so_that_who_reads_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "README.md", "a.md")

    def refuse(file: str) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), file)

    monkeypatch.setattr("articlefmt.storage.read", refuse)
    assert found(tmp_path) == ["README.md", "a.md"]
