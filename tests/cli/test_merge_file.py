"""`articlefmt merge-file`: git's merge driver, called by hand and by a real git."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articlefmt.cli import main
from articlefmt.git import merge_lines
from tests.repository import Repository
from tests.samples import ROOT, SECRET, file, form, shows_secret

OTHER = "Q" + SECRET[1:]
BASE = form("heat: 1", "", "secured: x")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(base: bytes, ours: bytes, theirs: bytes, *words: str) -> Result:
    """The command for three files; it says nothing of what is secured, and leaves but these."""
    for name, data in (("base", base), ("ours", ours), ("theirs", theirs)):
        Path(name).write_bytes(data)
    result = CliRunner().invoke(main, ["merge-file", *words] if words else ["merge-file", "base", "ours", "theirs"])
    assert not shows_secret(result.output)
    assert (Path("base").read_bytes(), Path("theirs").read_bytes()) == (base, theirs)
    assert {"base", "ours", "theirs"} <= {path.name for path in Path().iterdir()} <= {*_KEPT, "base", "ours", "theirs"}
    return result


_KEPT = {"pyproject.toml", "own.py", "__pycache__"}


def changed(data: bytes, *pairs: tuple[str, str]) -> bytes:
    for old, new in pairs:
        assert old.encode() in data
        data = data.replace(old.encode(), new.encode(), 1)
    return data


class TestByHand:
    def test_what_both_changed_is_written_to_ours_without_a_word(self) -> None:
        ours = changed(BASE, ("T", "U"), ("- Charts", "- Charts\n  - Maps"))
        theirs = changed(BASE, ('excerpt: ""', "excerpt: x"), ("- Charts", "- Charts\n  - Forms"))
        result = run(BASE, ours, theirs)
        assert (result.exit_code, result.output) == (0, "")
        expected = changed(ours, ('excerpt: ""', "excerpt: x"), ("- Maps", "- Maps\n  - Forms"))
        assert Path("ours").read_bytes() == expected

    def test_a_conflict_stands_between_markers_around_its_entry_alone_and_is_named(self) -> None:
        result = run(BASE, changed(BASE, ("T", "U"), ("1", "2")), changed(BASE, ("T", "V"), ('""', "x")))
        assert (result.exit_code, result.output) == (1, "articlefmt: ours: conflict in title\n")
        text = Path("ours").read_text(encoding="utf-8")
        assert text.startswith(
            '---\n<<<<<<< ours\ntitle: "U"\n=======\ntitle: "V"\n>>>>>>> theirs\nexcerpt: x\nwebUrl: https://'
        )
        assert "heat: 2\n" in text

    def test_check_names_the_markers(self) -> None:
        run(BASE, changed(BASE, ("T", "U")), changed(BASE, ("T", "V")))
        Path("ours").rename("ours.md")
        result = CliRunner().invoke(main, ["check", "--isolated", "ours.md"])
        assert "ours.md:2:1: Y201 error: invalid YAML: merge conflict markers stand from here on" in result.output

    def test_the_status_is_the_number_of_entries_in_conflict_and_of_places_in_the_body(self) -> None:
        one, two, three = (changed(BASE, ("T", t), ("1", n), ("---\n\n", f"---\n{t}\n")) for t, n in ("T1", "U2", "V3"))
        result = run(one, two, three)
        assert (result.exit_code, result.output) == (3, "articlefmt: ours: conflict in title, heat, the body\n")

    def test_labels_are_those_of_ours_of_the_base_and_of_theirs(self) -> None:
        words = ("base", "ours", "theirs", "p.md", "-L", "HEAD", "-L", "b", "-L", "topic", "--marker-size", "9")
        assert run(BASE, changed(BASE, ("T", "U")), changed(BASE, ("T", "V")), *words).exit_code == 1
        expected = b'<<<<<<<<< HEAD\ntitle: "U"\n=========\ntitle: "V"\n>>>>>>>>> topic\n'
        assert expected in Path("ours").read_bytes()

    @pytest.mark.parametrize("label", ["%X", ""])
    def test_a_label_that_an_old_git_hands_over_as_it_is_counts_as_absent(self, label: str) -> None:
        words = ("-L", label, "-L", "%S", "-L", "two\nlines", "base", "ours", "theirs")
        run(BASE, changed(BASE, ("T", "U")), changed(BASE, ("T", "V")), *words)
        lines = Path("ours").read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line.startswith(("<<<", ">>>"))] == ["<<<<<<< ours", ">>>>>>> two\\nlines"]

    def test_the_labels_of_git_s_own_merge_are_the_same(self) -> None:
        words = ("base", "ours", "theirs", "-L", "HEAD", "-L", "b", "-L", "topic")
        result = run(b"a\n", b"b\n", b"c\n", *words)
        assert (result.exit_code, Path("ours").read_bytes()) == (1, b"<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\n")

    @pytest.mark.parametrize("path", ["-x.md", "-L.md", "--help.md", "a b.md", "é.md"])
    def test_the_fourth_word_is_a_path_whatever_it_starts_with(self, path: str) -> None:
        words = ("-L", "HEAD", "base", "ours", "theirs", path)
        result = run(BASE, changed(BASE, ("T", "U")), changed(BASE, ("T", "V")), *words)
        assert (result.exit_code, result.output) == (1, f"articlefmt: {path}: conflict in title\n")

    @pytest.mark.parametrize(
        "broken", [b"", b"text\n", b"---\na: [\n---\n", b"---\na: 1\na: 1\n---\n", b"---\na: \xff\n---\n"]
    )
    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_what_cannot_be_read_is_merged_as_git_merges_it(self, broken: bytes, place: int) -> None:
        versions = [BASE, changed(BASE, ("T", "U")), changed(BASE, ("1", "2"))]
        versions[place] = broken
        base, ours, theirs = versions
        result = run(base, ours, theirs)
        git = merge_lines(base, ours, theirs, labels=("ours", "base", "theirs"), size=7)
        assert (result.exit_code, Path("ours").read_bytes()) == git

    def test_mode_and_link_are_kept(self) -> None:
        run(BASE, changed(BASE, ("T", "U")), changed(BASE, ("1", "2")))
        Path("real").write_bytes(changed(BASE, ("T", "U")))
        Path("real").chmod(0o640)
        Path("ours").unlink()
        Path("ours").symlink_to("real")
        CliRunner().invoke(main, ["merge-file", "base", "ours", "theirs"])
        assert Path("ours").is_symlink()
        assert stat.S_IMODE(Path("real").stat().st_mode) == 0o640
        assert Path("real").read_bytes() == changed(BASE, ("T", "U"), ("1", "2"))


class TestWhatIsOpaque:
    def test_one_side_s_is_taken_and_two_are_a_conflict_that_nothing_shows(self) -> None:
        one, other = changed(BASE, ("secured: x", f'secured: "{SECRET}"')), changed(BASE, ("secured: x", OTHER))
        other = changed(BASE, ("secured: x", f'secured: "{OTHER}"'))
        run(BASE, one, changed(BASE, ("1", "2")))
        assert Path("ours").read_bytes() == changed(one, ("1", "2"))
        result = run(BASE, one, other)
        assert (result.exit_code, result.output) == (1, "articlefmt: ours: conflict in secured\n")
        expected = f'<<<<<<< ours\nsecured: "{SECRET}"\n=======\nsecured: "{OTHER}"\n>>>>>>> theirs\n---\n'
        assert expected.encode() in Path("ours").read_bytes()

    def test_of_a_configured_class_each_field_is_taken_as_a_whole(self) -> None:
        Path("pyproject.toml").write_text('[tool.articlefmt.classes]\n"pages/**" = "own:Own"\n', encoding="utf-8")
        source = "import attrs\nfrom articlefmt import Secured\n@attrs.define\nclass Own:\n    keys: Secured\n"
        Path("own.py").write_text(source, encoding="utf-8")
        base, ours, theirs = (file("keys: |", f"  {a}", "  b", "  c", f"  {b}") for a, b in ("ad", "xd", "ay"))
        assert run(base, ours, theirs, "base", "ours", "theirs", "pages/a.md").exit_code == 1
        assert run(base, ours, theirs, "base", "ours", "theirs", "other/a.md").exit_code == 0
        sys.modules.pop("own", None)


class TestErrors:
    """To git any other status than these two would be a number of conflicts."""

    @pytest.mark.parametrize(
        "words",
        [
            ("base", "ours"),
            ("base", "ours", "theirs", "p", "q"),
            ("base", "ours", "none"),
            ("--marker-size", "x", "base", "ours", "theirs"),
            ("--none", "base", "ours", "theirs"),
            ("base", "ours", "theirs", "-L", "a", "-L", "b", "-L", "c", "-L", "d"),
            ("--config", "none.toml", "base", "ours", "theirs"),
        ],
    )
    def test_bad_usage_and_what_the_system_refuses_is_255_and_ours_is_as_it_was(self, words: tuple[str, ...]) -> None:
        ours = changed(BASE, ("T", "U"))
        result = run(BASE, ours, changed(BASE, ("1", "2")), *words)
        assert result.exit_code == 255
        assert result.output
        assert Path("ours").read_bytes() == ours

    def test_files_that_git_cannot_merge(self) -> None:
        result = run(b"a\0", b"b\0", b"c\0")
        assert (result.exit_code, Path("ours").read_bytes()) == (255, b"b\0")
        assert result.output == "articlefmt: ours: git can't merge such files\n"

    def test_a_write_that_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise OSError(28, "no space left", "ours")

        monkeypatch.setattr("articlefmt.storage.save", refuse)
        ours = changed(BASE, ("T", "U"))
        result = run(BASE, ours, changed(BASE, ("1", "2")))
        assert (result.exit_code, result.output) == (255, "articlefmt: ours: no space left\n")
        assert Path("ours").read_bytes() == ours

    def test_a_fault_of_ours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("articlefmt.merging.text.merge_files", lambda *_: 1 / 0)
        result = run(BASE, changed(BASE, ("T", "U")), BASE)
        assert result.exit_code == 255
        assert "a fault of articlefmt (ZeroDivisionError)" in result.output

    def test_without_git_only_what_needs_it_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "/nothing")
        front, body = changed(BASE, ("T", "U")), BASE + b"x\n"
        assert run(BASE, front, body).exit_code == 0
        assert Path("ours").read_bytes() == front + b"x\n"
        result = run(BASE, front, changed(BASE, ("1", "2")))
        assert result.exit_code == 255
        assert result.output.startswith("articlefmt: git: git can't be run")
        assert Path("ours").read_bytes() == front


class TestByGit:
    """The two lines of the how-to, as they stand there."""

    @pytest.fixture
    def repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("PATH", f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}")
        made = Repository.make(tmp_path / "r", a=BASE)
        page = (ROOT / "docs" / "how-to" / "merge.md").read_text(encoding="utf-8")
        lines = re.findall(r"^\$ (echo '\*\.md merge=.*|git config merge\..*)$", page, re.MULTILINE)
        assert len(lines) == 2
        for line in lines:
            subprocess.run(["sh", "-c", line], cwd=made.root, check=True)
        made.commit()
        return made

    @pytest.mark.parametrize("how", ["merge", "rebase", "cherry-pick", "stash"])
    def test_two_changes_that_are_none_of_each_other_s_business(self, repository: Repository, how: str) -> None:
        one, other = changed(BASE, ("T", "U")), changed(BASE, ('""', "x"))
        if how == "stash":
            repository.write(a=other)
            repository.git("stash", "-q")
            repository.commit(a=one)
            repository.git("stash", "pop")
        else:
            repository.git("checkout", "-q", "-b", "work")
            repository.commit(a=other)
            repository.git("checkout", "-q", "main")
            repository.commit(a=one)
            if how == "rebase":
                repository.git("checkout", "-q", "work")
            repository.git(how, "main" if how == "rebase" else "work")
        assert (repository.root / "a.md").read_bytes() == changed(one, ('""', "x"))

    def test_a_conflict_is_seen_by_git(self, repository: Repository) -> None:
        repository.git("checkout", "-q", "-b", "work")
        repository.commit(a=changed(BASE, ("T", "V"), ("1", "2")))
        repository.git("checkout", "-q", "main")
        repository.commit(a=changed(BASE, ("T", "U"), ('""', "x")))
        with pytest.raises(subprocess.CalledProcessError) as error:
            repository.git("merge", "work")
        assert b"conflict in title" in error.value.stderr
        assert repository.git("status", "--porcelain") == "UU a.md\n"
        expected = b'---\n<<<<<<< [^\n]+\ntitle: "U"\n=======\ntitle: "V"\n>>>>>>> [^\n]+\nexcerpt: x\n'
        assert re.match(expected, (repository.root / "a.md").read_bytes())
        assert b"heat: 2\n" in (repository.root / "a.md").read_bytes()

    def test_a_file_that_was_renamed_to_an_odd_name_is_merged_there(self, repository: Repository) -> None:
        repository.git("checkout", "-q", "-b", "work")
        repository.git("mv", "--", "a.md", "-x y.md")
        repository.commit()
        (repository.root / "-x y.md").write_bytes(changed(BASE, ("T", "U")))
        repository.commit()
        repository.git("checkout", "-q", "main")
        repository.commit(a=changed(BASE, ('""', "x")))
        repository.git("merge", "work")
        assert (repository.root / "-x y.md").read_bytes() == changed(BASE, ("T", "U"), ('""', "x"))

    def test_a_file_that_both_added_is_merged_by_git_alone(self, repository: Repository) -> None:
        repository.git("checkout", "-q", "-b", "work")
        repository.commit(b=BASE)
        repository.git("checkout", "-q", "main")
        repository.commit(b=changed(BASE, ("T", "U")))
        with pytest.raises(subprocess.CalledProcessError):
            repository.git("merge", "work")
        assert (repository.root / "b.md").read_bytes().count(b"<<<<<<<") == 1


def test_git_is_there_for_these_tests() -> None:
    assert shutil.which("git")
