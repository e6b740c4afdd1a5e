"""What git says of files; with a real git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from articlefmt.git import Earlier, GitError, merge_lines, read_blobs, root_of, since
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.make(tmp_path / "r", a=b"a\n" * 20, b=b"b\n", d__c=b"c\n")


def differing(repository: Repository, revision: str = "HEAD") -> dict[str, tuple[str, bytes | None, bool]]:
    found = since(str(repository.root), revision)
    blobs = [then.blob for then in found.values() if then.blob]
    contents = dict(zip(blobs, read_blobs(str(repository.root), blobs), strict=True))
    return {now: (then.path, contents.get(then.blob or ""), then.is_gone) for now, then in found.items()}


class TestSince:
    def test_nothing_differs_from_what_was_committed(self, repository: Repository) -> None:
        assert differing(repository) == {}

    def test_a_file_that_was_only_touched_does_not_differ(self, repository: Repository) -> None:
        os.utime(repository.root / "a.md", (1, 1))
        assert differing(repository) == {}

    @pytest.mark.parametrize("staged", [True, False])
    def test_changed_and_deleted_files_have_their_earlier_content(self, repository: Repository, staged: bool) -> None:
        repository.write(a=b"x", d__c=b"")
        (repository.root / "b.md").unlink()
        if staged:
            repository.git("add", "-A")
        expected = {"a.md": ("a.md", b"a\n" * 20, False), "b.md": ("b.md", b"b\n", True), "d/c.md": ("d/c.md", b"c\n", False)}  # fmt: skip
        assert differing(repository) == expected

    def test_a_new_file_has_none(self, repository: Repository) -> None:
        repository.write(n=b"n")
        assert differing(repository) == {}, "git doesn't know it yet"
        repository.git("add", "-A")
        assert differing(repository) == {"n.md": ("n.md", None, False)}

    def test_a_renamed_and_changed_file_is_followed(self, repository: Repository) -> None:
        repository.git("mv", "a.md", "d/é \n.md")
        (repository.root / "d/é \n.md").write_bytes(b"a\n" * 19 + b"x\n")
        assert differing(repository) == {"d/é \n.md": ("a.md", b"a\n" * 20, False)}

    def test_any_revision_can_be_asked_for(self, repository: Repository) -> None:
        repository.commit(a=b"x")
        repository.git("tag", "-a", "-m", "x", "v1")
        repository.commit(b=b"y")
        assert list(differing(repository, "HEAD~2")) == ["a.md", "b.md"]
        assert list(differing(repository, "v1")) == list(differing(repository, "HEAD^")) == ["b.md"]

    def test_the_configuration_of_the_user_makes_no_difference(self, repository: Repository) -> None:
        for key, value in {"diff.noprefix": "true", "diff.renames": "false", "diff.external": "false", "diff.relative": "true", "color.ui": "always", "diff.mnemonicPrefix": "true"}.items():  # fmt: skip
            repository.git("config", key, value)
        repository.git("mv", "a.md", "e.md")
        repository.write(b=b"x")
        assert list(differing(repository)) == ["b.md", "e.md"]

    def test_a_link_has_no_earlier_content(self, repository: Repository) -> None:
        (repository.root / "l.md").symlink_to("a.md")
        repository.commit()
        (repository.root / "l.md").unlink()
        repository.write(l=b"l")
        assert differing(repository) == {"l.md": ("l.md", None, False)}

    @pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
    @pytest.mark.parametrize("becomes", ["a link that leads nowhere", "a folder"])
    def test_what_can_not_be_read_differs_though_git_was_told_not_to_look(
        self, repository: Repository, flag: str, becomes: str
    ) -> None:
        path = repository.root / "b.md"
        repository.git("update-index", flag, "b.md")
        assert differing(repository) == {}
        path.unlink()
        if becomes == "a folder":
            path.mkdir()
        else:
            path.symlink_to("nowhere")
        assert differing(repository) == {"b.md": ("b.md", b"b\n", False)}

    def test_a_repository_without_a_commit_has_no_earlier_files(self, tmp_path: Path) -> None:
        empty = Repository(tmp_path)
        empty.git("init", "-q")
        empty.write(a=b"a")
        empty.git("add", "-A")
        assert differing(empty) == {}
        with pytest.raises(GitError):
            differing(empty, "main")

    @pytest.mark.parametrize(
        "revision", ["nowhere", "HEAD~9", "--output=x", "HEAD:a.md", "HEAD..HEAD", "", "a\nb", "-"]
    )
    def test_what_is_no_revision_is_refused(self, repository: Repository, revision: str) -> None:
        with pytest.raises(GitError) as caught:
            differing(repository, revision)
        assert str(caught.value).startswith(f"there is no revision {revision!r}; ")
        assert sorted(path.name for path in repository.root.iterdir()) == [".git", "a.md", "b.md", "d"]

    @pytest.mark.parametrize("revision", ["main", "main~0", "origin/main"])
    def test_a_name_of_a_tag_and_a_branch_is_no_guess(self, repository: Repository, revision: str) -> None:
        repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
        repository.write(a=b"x")
        assert list(differing(repository, revision)) == ["a.md"]
        repository.git("tag", revision.removesuffix("~0"))
        with pytest.raises(
            GitError, match=f"'{revision}' may be refs/.* or refs/.*; give the one that is meant, in full"
        ):
            differing(repository, revision)
        assert list(differing(repository, f"refs/tags/{revision}")) == ["a.md"]

    def test_what_git_refuses_is_told_in_its_words(self, tmp_path: Path) -> None:
        with pytest.raises(GitError, match="git: not a git repository"):
            since(str(tmp_path), "main")
        with pytest.raises(GitError, match="not a git repository"):
            read_blobs(str(tmp_path), ["0" * 40])

    def test_a_git_that_is_not_there_is_told(self, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(GitError, match="git can't be run"):
            since(str(repository.root), "HEAD")

    def test_an_object_that_is_missing_is_told(self, repository: Repository) -> None:
        with pytest.raises(GitError, match="the repository lacks the object 0000"):
            read_blobs(str(repository.root), ["0" * 40])

    def test_a_hook_s_environment_does_not_lead_elsewhere(self, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
        other = Repository.make(tmp_path / "other")
        monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere"))
        repository.write(a=b"x")
        assert list(differing(repository)) == ["a.md"]


def test_blobs_are_read_by_one_process_whatever_they_hold(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = [b"", b"\n", b"\n\n1 blob 5\n", bytes(range(256)) * 9, b"x" * 70_000]
    repository.commit(**{f"x{index}": data for index, data in enumerate(contents)})
    names = [repository.git("rev-parse", f"HEAD:x{index}.md").strip() for index in range(len(contents))]
    calls: list[object] = []
    run = subprocess.run

    def counted(*words: Any, **options: Any) -> Any:
        calls.append(words)
        return run(*words, **options)

    monkeypatch.setattr(subprocess, "run", counted)
    assert read_blobs(str(repository.root), names * 2) == contents * 2
    assert len(calls) == 1
    assert read_blobs(str(repository.root), []) == []
    assert len(calls) == 1


class TestRoot:
    def test_it_is_the_nearest_folder_with_a_git(self, repository: Repository) -> None:
        assert root_of(str(repository.root / "d")) == root_of(str(repository.root)) == str(repository.root)

    def test_a_folder_in_none_has_none(self, tmp_path: Path) -> None:
        assert root_of(str(tmp_path / "nowhere")) is None

    def test_a_worktree_has_its_own(self, repository: Repository, tmp_path: Path) -> None:
        repository.git("worktree", "add", "-q", str(tmp_path / "w"))
        assert root_of(str(tmp_path / "w/d")) == str(tmp_path / "w")
        (tmp_path / "w/a.md").write_bytes(b"x")
        assert since(str(tmp_path / "w"), "HEAD")["a.md"] == Earlier(
            "a.md", repository.git("rev-parse", "HEAD:a.md").strip(), is_gone=False
        )


class TestMergeLines:
    LABELS = ("o", "b", "t")

    def test_it_gives_the_number_of_conflicts_and_the_result(self) -> None:
        assert merge_lines(b"a\nx\nb\n", b"A\nx\nb\n", b"a\nx\nB\n", labels=self.LABELS, size=7) == (0, b"A\nx\nB\n")
        expected = b"<<<<< o\nb\n=====\nc\n>>>>> t\n"
        assert merge_lines(b"a\n", b"b\n", b"c\n", labels=self.LABELS, size=5) == (1, expected)

    def test_files_that_it_cannot_merge_are_told_by_a_status_above_127(self) -> None:
        assert merge_lines(b"a\0", b"b\0", b"c\0", labels=self.LABELS, size=7)[0] > 127

    def test_the_style_is_the_one_that_is_configured(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository.git("config", "merge.conflictStyle", "diff3")
        monkeypatch.chdir(repository.root)
        expected = b"<<<<<<< o\nb\n||||||| b\na\n=======\nc\n>>>>>>> t\n"
        assert merge_lines(b"a\n", b"b\n", b"c\n", labels=self.LABELS, size=7) == (1, expected)

    def test_without_git_the_error_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "/nothing")
        with pytest.raises(FileNotFoundError, match="git can't be run, and lines that both sides changed need it"):
            merge_lines(b"a", b"b", b"c", labels=self.LABELS, size=7)

    def test_nothing_is_left_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        merge_lines(b"a", b"b", b"c", labels=self.LABELS, size=7)
        assert not [*tmp_path.iterdir()]
