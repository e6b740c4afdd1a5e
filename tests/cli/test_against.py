"""`articlefmt check --against` and `articlefmt diff --against`, with a real git."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articlefmt.cli import history, main
from articlefmt.git import read_blobs
from tests.repository import Repository
from tests.samples import SECRET, file, form, shows_secret

OTHER = "A" + SECRET[1:]
CLEAN = form("heat: 1", f'secured: "{SECRET}"')
TAMPERED = form("heat: 1", f'secured: "{OTHER}"')
REFORMATTED = form("heat:  1", f'secured: "{SECRET}"')
DEEP = form("heat: 7", "length: PT5M", "price: Free", f'secured: "{SECRET}"')
EDITED = form("heat: 2", f'secured: "{SECRET}"')


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository.make(tmp_path / "r", clean=CLEAN, tampered=CLEAN, reformatted=CLEAN, broken=CLEAN, edited=CLEAN, d__deep=DEEP)  # fmt: skip
    monkeypatch.chdir(made.root)
    return made


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert not shows_secret(result.output)
    assert OTHER not in result.output
    return result


def check(*words: str) -> tuple[int, list[tuple[str, str, str]]]:
    """The status, and file, code and severity of each finding, but for those of files that are alike."""
    result = run("check", "--output-format", "json", "--ignore", "X", *words)
    return result.exit_code, [
        (one["file"], one["code"], one["severity"]) for one in json.loads(result.stdout)["findings"]
    ]


def recorded(names: list[str]) -> Callable[[str, Iterable[str]], list[bytes]]:
    """What reads blobs, and notes which."""

    def read(root: str, blobs: Iterable[str]) -> list[bytes]:
        wanted = list(blobs)
        names.extend(wanted)
        return read_blobs(root, wanted)

    return read


class TestCheck:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_tampered_a_reformatted_and_a_broken_file_are_found_and_no_other(
        self, repository: Repository, jobs: str
    ) -> None:
        repository.write(tampered=TAMPERED, reformatted=REFORMATTED, broken=form("a: ["), edited=EDITED)
        assert check("--against", "HEAD", "--jobs", jobs) == (
            1, [("broken.md", "Y201", "error"), ("broken.md", "G001", "error"), ("reformatted.md", "G002", "warning"), ("tampered.md", "G001", "error")],
        )  # fmt: skip

    def test_committed_changes_are_found_against_the_revision_before(self, repository: Repository) -> None:
        repository.commit(tampered=TAMPERED)
        assert check("--against", "HEAD") == (0, [])
        assert check("--against", "HEAD~1") == (1, [("tampered.md", "G001", "error")])

    def test_nothing_is_found_where_nothing_changed(self, repository: Repository) -> None:
        assert check("--against", "HEAD") == (0, [])

    def test_a_change_of_secured_may_be_allowed(self, repository: Repository) -> None:
        repository.write(tampered=TAMPERED)
        assert check("--against", "HEAD", "--allow-secured-change") == (0, [("tampered.md", "G001", "warning")])
        assert check("--against", "HEAD", "--allow-secured-change", "--strict")[0] == 1

    @pytest.mark.parametrize("is_added", [True, False])
    def test_one_that_is_added_or_removed_is_found(self, repository: Repository, is_added: bool) -> None:
        repository.commit(edited=form("heat: 1") if is_added else CLEAN)
        repository.write(edited=CLEAN if is_added else form("heat: 1"))
        assert check("--against", "HEAD") == (1, [("edited.md", "G001", "error")])

    def test_a_renamed_file_is_followed(self, repository: Repository) -> None:
        repository.git("mv", "tampered.md", "d/moved.md")
        repository.write(d__moved=TAMPERED)
        assert check("--against", "HEAD") == (1, [("d/moved.md", "G001", "error")])

    def test_a_rename_is_followed_that_git_does_not_see(self, repository: Repository) -> None:
        """What is left of the file is too little for git, or it wasn't told. The title is the same."""
        small = file('title: "Small"', "type: article", f'secured: "{SECRET * 4}"')
        repository.commit(small=small, other=file('title: "Other"', "type: article", 'secured: "x"'))
        for name in ("moved", "other_moved"):
            (repository.root / "small.md").unlink(missing_ok=True)
            (repository.root / "other.md").unlink(missing_ok=True)
            repository.write(**{name: small.replace(SECRET.encode(), OTHER.encode())})
            words = ("--against", "HEAD", "--select", "G", name + ".md")
            assert check(*words) == (1, [(f"{name}.md", "G001", "error")])
            repository.git("add", "-A")
            assert check(*words) == (1, [(f"{name}.md", "G001", "error")])
            repository.git("rm", "-q", "--cached", f"{name}.md")
            (repository.root / f"{name}.md").unlink()

    def test_another_article_in_the_place_of_one_is_new(self, repository: Repository) -> None:
        """Files of one provider are alike: git takes such a pair for a rename."""
        lines = ("category: news", "type: article", "provider:", "  name: P", "  domain: p.example.com", "topics:", "  - A", "  - B", "  - C", "  - D")  # fmt: skip
        repository.commit(one=file('title: "One"', *lines, f'secured: "{SECRET}"'))
        repository.git("mv", "one.md", "two.md")
        repository.write(two=file('title: "Two"', *lines, f'secured: "{OTHER}"'))
        repository.git("add", "-A")
        assert "R0" in repository.git("diff", "HEAD", "--raw", "-M")
        assert check("--against", "HEAD", "--select", "G") == (0, [("one.md", "G003", "warning")])

    def test_a_renamed_file_that_can_not_be_read_is_the_same(self, repository: Repository) -> None:
        repository.commit(one=form("a: [", *(f"x{number}: 1" for number in range(20)), f'secured: "{SECRET}"'))
        repository.git("mv", "one.md", "two.md")
        repository.write(two=form(*(f"x{number}: 1" for number in range(20)), f'secured: "{OTHER}"'))
        assert check("--against", "HEAD", "--select", "G") == (1, [("two.md", "G001", "error")])
        repository.git("mv", "two.md", "three.md")
        repository.write(three=b"x", four=b"y")
        assert check("--against", "HEAD", "--select", "G,F") == (
            1,
            [("four.md", "F101", "error"), ("three.md", "F101", "error"), ("one.md", "G003", "warning")],
        )

    @pytest.mark.parametrize("name", ["zz.txt", "decoy.md"])
    def test_an_article_is_found_again_though_its_file_became_another(self, repository: Repository, name: str) -> None:
        article = file(
            'title: "Mine"', "originalUrl: https://example.com/mine/", "type: course", f'secured: "{SECRET}"'
        )
        repository.commit(mine=article)
        repository.git("mv", "mine.md", name)
        (repository.root / name).write_bytes(article.replace(b"mine/", b"x").replace(b"Mine", b"Decoy"))
        repository.write(
            new=article.replace(SECRET.encode(), OTHER.encode()).replace(b"Mine", b"My").replace(b"mine/", b"mine")
        )
        repository.git("add", "-A")
        assert ("new.md", "G001", "error") in check("--against", "HEAD", "--select", "G")[1]

    def test_an_article_is_found_again_though_another_has_its_place(self, repository: Repository) -> None:
        article = file('title: "Mine"', "type: course", f'secured: "{SECRET}"')
        repository.commit(mine=article)
        repository.write(mine=article.replace(b"Mine", b"Decoy"), new=article.replace(SECRET.encode(), OTHER.encode()))
        assert check("--against", "HEAD", "--select", "G") == (1, [("new.md", "G001", "error")])
        (repository.root / "mine.md").unlink()
        (repository.root / "mine.md").symlink_to("nowhere")
        assert check("--against", "HEAD", "--select", "G") == (1, [("new.md", "G001", "error")])

    def test_two_articles_that_change_places_are_two_renames(self, repository: Repository) -> None:
        one, two = (file(f'title: "{name}"', "type: course", f'secured: "{text}"') for name, text in (("One", SECRET), ("Two", OTHER)))  # fmt: skip
        repository.commit(one=one, two=two)
        repository.write(one=two, two=one)
        assert check("--against", "HEAD", "--select", "G") == (0, [])
        repository.write(one=two.replace(OTHER.encode(), SECRET.encode()))
        assert check("--against", "HEAD", "--select", "G") == (1, [("one.md", "G001", "error")])

    def test_an_equal_title_is_another_article_if_the_urls_differ(self, repository: Repository) -> None:
        for folder, text in (("a", SECRET), ("b", OTHER)):
            name, url = f"{folder}__i", f"originalUrl: https://example.com/{folder}"
            repository.write(**{name: file('title: "Introduction"', url, "type: course", f'secured: "{text}"')})
        repository.commit()
        (repository.root / "a").rename(repository.root / "x")
        (repository.root / "b").rename(repository.root / "y")
        assert check("--against", "HEAD", "--select", "G") == (0, [])

    def test_a_changed_title_and_url_in_place_are_an_edit(self, repository: Repository) -> None:
        repository.commit(tampered=file('title: "A"', "type: course", f'secured: "{SECRET}"'))
        repository.write(tampered=file('title: "B"', "type: course", f'secured: "{OTHER}"'))
        assert check("--against", "HEAD", "--select", "G") == (1, [("tampered.md", "G001", "error")])

    def test_what_a_link_leads_to_is_compared(self, repository: Repository) -> None:
        (repository.root / "data.txt").write_bytes(CLEAN)
        (repository.root / "link.md").symlink_to("data.txt")
        repository.commit()
        (repository.root / "data.txt").write_bytes(TAMPERED)
        assert check("--against", "HEAD", "--select", "G") == (1, [("link.md", "G001", "error")])

    def test_a_link_that_leads_nowhere_stops_no_other(self, repository: Repository) -> None:
        (repository.root / "edited.md").unlink()
        (repository.root / "x.md").symlink_to("nowhere")
        repository.write(tampered=TAMPERED)
        assert check("--against", "HEAD", "tampered.md") == (1, [("tampered.md", "G001", "error")])

    def test_other_files_are_not_read(self, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of pictures there may be gigabytes."""
        (repository.root / "large.png").write_bytes(b"x")
        repository.commit()
        (repository.root / "large.png").write_bytes(b"y")
        repository.write(tampered=TAMPERED)
        names: list[str] = []
        monkeypatch.setattr(history, "read_blobs", recorded(names))
        assert check("--against", "HEAD") == (1, [("tampered.md", "G001", "error")])
        assert names == [repository.git("rev-parse", "HEAD:tampered.md").strip()]

    def test_an_executable_file_is_compared_too(self, repository: Repository) -> None:
        (repository.root / "tampered.md").chmod(0o755)
        repository.commit(tampered=CLEAN)
        repository.write(tampered=TAMPERED)
        assert check("--against", "HEAD") == (1, [("tampered.md", "G001", "error")])

    def test_the_revision_must_be_one_even_if_there_is_no_file(self, repository: Repository, tmp_path: Path) -> None:
        (repository.root / "empty").mkdir()
        assert run("check", "--against", "nowhere", "empty").exit_code == 2
        assert run("check", "--against", "^HEAD", "empty").exit_code == 2
        assert run("check", "--against", "HEAD", "empty", "--exit-zero").exit_code == 0
        (tmp_path / "none").mkdir()
        assert run("check", "--against", "HEAD", "../none").exit_code == 2

    def test_a_folder_that_can_not_be_walked_is_2(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: str, refuse: Callable[[OSError], None], *__: object, **___: object) -> list[Path]:
            refuse(PermissionError(13, "Permission denied", "d"))
            return []

        repository.write(tampered=TAMPERED)
        monkeypatch.setattr("articlefmt.cli.files.walk", fail)
        assert check("--against", "HEAD", "d", "tampered.md") == (2, [("tampered.md", "G001", "error")])

    def test_a_new_file_is_no_finding_and_a_deleted_one_a_warning(self, repository: Repository) -> None:
        repository.write(new=file("title: Another", "type: course", f'secured: "{OTHER}"'))
        (repository.root / "edited.md").unlink()
        words = ("--against", "HEAD", "--select", "G")
        assert check(*words) == (0, [("edited.md", "G003", "warning")])
        repository.git("add", "-A")
        assert check(*words) == (0, [("edited.md", "G003", "warning")])

    @pytest.mark.parametrize("path", ["tampered.md", "./tampered.md", "d/../tampered.md", "../r/tampered.md"])
    def test_a_file_is_known_by_any_of_its_names(self, repository: Repository, path: str) -> None:
        repository.write(tampered=TAMPERED)
        assert check("--against", "HEAD", path)[1] == [(path, "G001", "error")]
        assert check("--against", "HEAD", str(repository.root / path))[1][0][1:] == ("G001", "error")

    def test_a_folder_of_the_repository_and_a_linked_one_will_do(self, repository: Repository, tmp_path: Path) -> None:
        repository.write(d__deep=TAMPERED, tampered=TAMPERED)
        (tmp_path / "link").symlink_to(repository.root / "d")
        assert check("--against", "HEAD", "d")[1] == [("d/deep.md", "G001", "error")]
        assert check("--against", "HEAD", "../link")[1] == [("../link/deep.md", "G001", "error")]

    def test_files_of_two_repositories_are_compared_each_with_its_own(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        other = Repository.make(tmp_path / "other", tampered=CLEAN)
        other.write(tampered=TAMPERED)
        repository.write(tampered=TAMPERED)
        assert [file for file, _, _ in check("--against", "HEAD", ".", "../other")[1]] == [
            "tampered.md",
            "../other/tampered.md",
        ]

    def test_files_of_a_repository_without_a_commit_are_new(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Repository(tmp_path).git("init", "-q")
        Repository(tmp_path).write(a=CLEAN)
        assert check("--against", "HEAD") == (0, [])

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("--against", "nowhere"), "there is no revision 'nowhere'; if it is on a server, fetch it first"),
            (("--against", "--fix"), "there is no revision '--fix'"),
            (("--against", "HEAD", "-"), "--against, --fix and --diff are about files, and - is stdin"),
        ],
    )
    def test_what_can_not_be_compared_is_bad_usage(
        self, repository: Repository, words: tuple[str, ...], message: str
    ) -> None:
        result = run("check", *words)
        assert (result.exit_code, message in result.output) == (2, True)
        assert repository.git("status", "--short") == ""

    def test_a_file_in_no_repository_is_bad_usage(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.md").write_bytes(CLEAN)
        result = run("check", "--against", "HEAD")
        assert result.exit_code == 2
        assert "a.md: it is in no git repository, so it has no earlier version" in result.output

    def test_a_file_that_is_not_there_is_2(self, repository: Repository) -> None:
        repository.write(tampered=TAMPERED)
        assert check("--against", "HEAD", "tampered.md", "gone.md") == (2, [("tampered.md", "G001", "error")])

    def test_what_is_mended_is_compared_too(self, repository: Repository) -> None:
        repository.commit(edited=form("length: 12:30", f'secured: "{SECRET}"'))
        repository.write(edited=form("length: 12:30", f'secured: "{OTHER}"'))
        status, found = check("--against", "HEAD", "--fix")
        assert (status, found) == (1, [("edited.md", "G001", "error")])


class TestDiff:
    def test_what_changed_is_told_by_value(self, repository: Repository) -> None:
        repository.write(tampered=TAMPERED, reformatted=REFORMATTED, edited=EDITED + b"Text.\n")
        (repository.root / "clean.md").unlink()
        repository.git("mv", "d/deep.md", "deeper.md")
        repository.write(n=b"Another text altogether.\n")
        repository.git("add", "n.md")
        result = run("diff", "--against", "HEAD")
        assert result.exit_code == 0
        assert result.output.splitlines() == [
            "clean.md: deleted",
            "d/deep.md → deeper.md: renamed",
            "edited.md: changed",
            "  heat: 1 → 2",
            "  body: changed",
            "n.md: new",
            "reformatted.md: reformatted",
            "tampered.md: changed",
            "  secured: <secured, 69 characters> → <another secured, 69 characters>",
        ]

    def test_paths_choose(self, repository: Repository) -> None:
        repository.write(d__deep=EDITED, edited=EDITED, clean=EDITED)
        assert run("diff", "--against", "HEAD", "d", "clean.md", "d").output.count("changed") == 2
        (repository.root / "clean.md").unlink()
        assert run("diff", "--against", "HEAD", "clean.md").output == "clean.md: deleted\n"

    def test_other_files_are_left_out_unless_they_are_named(self, repository: Repository) -> None:
        (repository.root / "notes.txt").write_bytes(CLEAN)
        repository.commit()
        (repository.root / "notes.txt").write_bytes(EDITED)
        assert run("diff", "--against", "HEAD").output == ""
        assert run("diff", "--against", "HEAD", "notes.txt").output == "notes.txt: changed\n  heat: 1 → 2\n"

    def test_names_are_told_from_where_one_stands(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository.write(d__deep=EDITED, edited=EDITED)
        monkeypatch.chdir(repository.root / "d")
        assert run("diff", "--against", "HEAD").output.splitlines()[0] == "deep.md: changed"
        lines = run("diff", "--against", "HEAD", "..").output.splitlines()
        assert [line for line in lines if "changed" in line] == ["deep.md: changed", "../edited.md: changed"]

    def test_a_broken_file_is_1_and_stops_no_other(self, repository: Repository) -> None:
        repository.write(broken=b"x", edited=EDITED)
        result = run("diff", "--against", "HEAD")
        assert result.exit_code == 1
        assert result.stdout == "edited.md: changed\n  heat: 1 → 2\n"
        assert result.stderr.startswith("broken.md:1:1: F101 ")
        repository.commit()
        repository.write(broken=CLEAN)
        assert run("diff", "--against", "HEAD").output.startswith("broken.md (before):1:1: F101 ")

    def test_a_folder_is_known_by_any_name(self, repository: Repository, tmp_path: Path) -> None:
        repository.write(d__deep=EDITED, dd__deep=CLEAN)
        repository.git("add", "-A")
        (tmp_path / "link").symlink_to(repository.root / "d")
        inner = Repository.make(repository.root / "inner", a=CLEAN)
        inner.write(a=EDITED)
        for path in ("d", "d/", "./d", "../link", str(repository.root / "d")):
            assert run("diff", "--against", "HEAD", path).output.startswith("d/deep.md: changed\n")
            assert "dd" not in run("diff", "--against", "HEAD", path).output
        assert run("diff", "--against", "HEAD", "inner").output == "inner/a.md: changed\n  heat: 1 → 2\n"

    def test_the_old_name_of_a_file_will_do(self, repository: Repository) -> None:
        repository.git("mv", "edited.md", "moved.md")
        assert run("diff", "--against", "HEAD", "edited.md").output == "edited.md → moved.md: renamed\n"

    @pytest.mark.parametrize("path", ["typo.md", "nowhere/", "d/typo.md"])
    def test_what_neither_is_nor_was_is_2(self, repository: Repository, path: str) -> None:
        result = run("diff", "--against", "HEAD", path)
        assert result.exit_code == 2
        assert f"{path}: there is no such file or folder, and at HEAD there was none" in " ".join(result.output.split())

    def test_an_unknown_revision_is_2(self, repository: Repository) -> None:
        assert run("diff", "--against", "nowhere").exit_code == 2
