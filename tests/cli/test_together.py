"""`articlefmt check` of a folder: what its files say together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from articlefmt.cli import main
from articlefmt.cli.together import is_near
from tests.repository import Repository
from tests.samples import SECRET, file, form, shows_secret

SHARED: list[tuple[str, str, int | None, int | None]] = [("b.md", "X102", 2, 8), ("b.md", "X101", 4, 9)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    write("a.md", form())
    write("b.md", form())
    return tmp_path


def write(name: str, data: bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)


def collection(*items: str) -> bytes:
    head = ('title: "C"', 'excerpt: ""', "type: collection", "", "items:")
    return file(*head, *(f"  - {item}" for item in items), "", "topics:", "  - Charts", "", f'secured: "{SECRET}"')


def found(*words: str, status: int = 0) -> list[tuple[str, str, int | None, int | None]]:
    result = CliRunner().invoke(main, ["check", "--output-format", "json", *words])
    assert result.exit_code == status, result.output
    assert not shows_secret(result.output)
    report = json.loads(result.stdout)
    assert report["summary"]["errors"] + report["summary"]["warnings"] == len(report["findings"])
    return [(one["file"], one["code"], one["line"], one["column"]) for one in report["findings"]]


class TestWhen:
    @pytest.mark.parametrize("words", [(), (".",), (".", "a.md"), ("a.md", "."), (".", "--select", "X")])
    def test_files_of_a_folder_are_held_against_each_other(self, words: tuple[str, ...]) -> None:
        assert found(*words) == SHARED

    def test_single_files_are_not(self) -> None:
        assert found("a.md", "b.md") == []

    def test_nor_are_those_whose_names_stand_in_a_file(self) -> None:
        write("names", b"a.md\nb.md\n")
        assert found("--files-from", "names") == []

    @pytest.mark.parametrize("words", ["X", "x1", "X101,X102", "T,X"])
    def test_unless_it_is_asked_for_by_name(self, words: str) -> None:
        assert found("a.md", "b.md", "--select", words) == SHARED

    def test_the_order_is_that_of_the_paths(self) -> None:
        assert [one[0] for one in found("b.md", "a.md", "--select", "X101")] == ["a.md"]
        assert [one[0] for one in found("b.md", ".", "--select", "X101")] == ["a.md"]

    def test_stdin_is_alone(self) -> None:
        result = CliRunner().invoke(main, ["check", "-", "--select", "X"], input=collection("videos/a"))
        assert (result.exit_code, result.output) == (0, "1 file: 0 errors, 0 warnings\n")

    def test_a_file_that_is_named_twice_is_one(self) -> None:
        Path("b.md").unlink()
        assert found(".", "a.md", "./a.md") == []

    def test_so_is_one_with_a_link_to_it(self) -> None:
        Path("b.md").unlink()
        Path("b.md").symlink_to("a.md")
        assert found() == []
        write("c.md", form())
        assert {name for name, *_ in found()} == {"c.md"}


class TestWhich:
    @pytest.mark.parametrize(
        ("words", "codes"),
        [
            (("--ignore", "X"), []), (("--ignore", "X1"), []), (("--ignore", "X102"), ["X101"]), (("--select", "X102"), ["X102"]),
            (("--select", "C"), []), (("--select", "X", "--ignore", "X101"), ["X102"]),
        ],
    )  # fmt: skip
    def test_they_are_chosen_as_other_codes(self, words: tuple[str, ...], codes: list[str]) -> None:
        assert [code for _, code, _, _ in found(".", *words)] == codes

    def test_a_file_that_ignores_them_takes_no_part(self) -> None:
        write("c.md", form())
        assert found(".", "--per-file-ignores", "a.md:X") == [("c.md", *row[1:]) for row in SHARED]
        assert found(".", "--per-file-ignores", "b.md:X101", "--per-file-ignores", "c.md:X") == SHARED[:1]

    def test_they_are_warnings(self) -> None:
        assert found(".", "--strict", status=1) == SHARED
        assert found(".", "--strict", "--exit-zero") == SHARED

    def test_they_stand_among_the_others_in_the_order_of_the_file(self) -> None:
        write("b.md", file('title: "T"', "length: 12:30", 'excerpt: ""', "webUrl: https://example.com/a", "type: article"))  # fmt: skip
        assert [(code, line) for name, code, line, _ in found(".", status=1) if name == "b.md"] == [
            ("K401", 2), ("X102", 2), ("C603", 3), ("X101", 5),
        ]  # fmt: skip

    def test_statistics_count_them(self) -> None:
        result = CliRunner().invoke(main, ["check", "--statistics"])
        assert [line.split()[:2] for line in result.output.splitlines()] == [
            ["1", "X101"], ["1", "webUrl"], ["1", "X102"], ["1", "title"], ["2", "files:"],
        ]  # fmt: skip

    def test_a_comment_of_the_file_silences_them(self) -> None:
        write("b.md", form("# articlefmt: ignore-file[X]"))
        assert found() == []
        write("c.md", form("# articlefmt: ignore-file[X102]"))
        assert found() == [("c.md", "X101", 4, 9)]

    @pytest.mark.parametrize("code", ["X", "X1", "X102", "x102", "T, X102"])
    def test_so_does_one_at_the_line(self, code: str) -> None:
        write("b.md", form().replace(b'"T"', b'"T" # articlefmt: ignore[' + code.encode() + b"]"))
        assert [row for row in found() if row[1] != "I102"] == SHARED[1:]
        assert ("b.md", "I102", 2, 12) not in found() or code.startswith("T")

    def test_the_others_are_held_against_that_file_all_the_same(self) -> None:
        write("a.md", form("# articlefmt: ignore-file[X]"))
        assert found() == [("a.md", "I102", 9, 1), *SHARED]

    def test_one_that_silences_nothing_is_told(self) -> None:
        write("b.md", form("heat: 1 # articlefmt: ignore[X101, X103]"))
        assert found() == [*SHARED, ("b.md", "I102", 9, 9), ("b.md", "I102", 9, 9)]

    @pytest.mark.parametrize(
        "words", [(".", "--ignore", "X"), (".", "--ignore", "X101"), (".", "--select", "T,I"), ("b.md",), ("b.md", "--select", "I"), (".", "--ignore", "I,X102"), (".", "--select", "X101")]
    )  # fmt: skip
    def test_it_is_not_told_where_they_are_not_looked_for(self, words: tuple[str, ...]) -> None:
        write("b.md", form("heat: 1 # articlefmt: ignore[X1]", "# articlefmt: ignore-file[X]"))
        assert found(*words) == []

    def test_the_item_of_a_collection_is_silenced_at_its_line(self) -> None:
        write("c.md", collection("x/y # articlefmt: ignore[X103]", "x/z", "a # articlefmt: ignore[X103]"))
        assert found("c.md", "--select", "X,I") == [("c.md", "X103", 8, 5), ("c.md", "I102", 9, 7)]

    @pytest.mark.parametrize("jobs", ["1", "3"])
    def test_whoever_does_the_work(self, jobs: str) -> None:
        write("b.md", form("# articlefmt: ignore-file[X1]"))
        write("c.md", form("# articlefmt: ignore-file[X103]"))
        assert found("--jobs", jobs) == [("c.md", *row[1:]) for row in SHARED] + [("c.md", "I102", 9, 1)]

    def test_those_of_own_classes_have_none(self) -> None:
        write("site_of_x1.py", b"import attrs\n@attrs.define\nclass Post:\n    title: str\n")
        write("pyproject.toml", b'[tool.articlefmt.classes]\n"posts/" = "site_of_x1:Post"\n')
        write("posts/a.md", file('title: "T"'))
        write("posts/b.md", file('title: "T"'))
        assert found("posts") == []


class TestItems:
    def test_one_that_is_not_there_is_told_at_its_place(self) -> None:
        write("site/collections/c.md", collection("videos/a", "videos/b", "b"))
        write("site/videos/a.md", form())
        assert found("--select", "X103") == [("site/collections/c.md", "X103", 8, 5)]

    def test_what_lies_outside_of_the_folder_that_is_checked_is_there(self) -> None:
        write("site/collections/c.md", collection("videos/a", "videos/b", "collections/c"))
        write("site/videos/a.md", form())
        assert found("site/collections", "--select", "X") == [("site/collections/c.md", "X103", 8, 5)]

    @pytest.mark.parametrize(
        ("path", "is_there"),
        [
            ("a", True), ("x/a", True), ("../a", True), ("b", False), ("", False), ("\0", False), ("\ud800", False),
            ("n" * 300, False), ("n/" * 3000, False), ("far", False),
        ],
    )  # fmt: skip
    def test_a_file_is_looked_for_in_three_folders_whatever_its_name(self, path: str, is_there: bool) -> None:
        for name in ("1/2/x/y/a.md", "1/2/x/a.md", "far.md"):
            write(name, form())
        assert is_near("1/2/x/y/c.md", path) is is_there

    def test_each_of_a_long_list_is_told(self) -> None:
        write("c/c.md", collection(*(f"{number}/a" for number in range(8000))))
        assert len(found("c", "--select", "X")) == 8000


class TestWithOthers:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_several_processes_tell_the_same(self, jobs: str) -> None:
        for number in range(120):
            write(f"d/{number:03}.md", form())
        write("d/c.md", collection("d/003", "d/004", "d/gone"))
        (lost, *shared) = sorted(found("d", "--select", "X102,X103", "--jobs", jobs), key=lambda one: one[1] != "X103")
        assert lost == ("d/c.md", "X103", 9, 5)
        assert shared == [(f"d/{number:03}.md", "X102", 2, 8) for number in range(1, 120)]

    def test_what_was_mended_counts_as_it_is_now(self) -> None:
        write("b.md", form("length: 12:30"))
        assert found(".", "--fix") == SHARED
        assert found(".") == SHARED

    def test_a_file_that_was_deleted_is_not_there(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        here = Repository.make(
            tmp_path / "r", c__c=collection("x/a"), x__a=form(f'secured: "{SECRET}"'), x__b=form("heat: 1")
        )
        monkeypatch.chdir(here.root)
        Path("x/a.md").unlink()
        assert found(".", "--against", "HEAD", "--select", "X,G") == [
            ("c/c.md", "X103", 7, 5), ("x/a.md", "G003", None, None),
        ]  # fmt: skip

    def test_files_that_nobody_asked_for_take_no_part(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """With --against those are looked at that moved elsewhere."""
        here = Repository.make(tmp_path / "r", x__a=form(f'secured: "{SECRET}"'), x__b=form())
        monkeypatch.chdir(here.root)
        Path("y").mkdir()
        Path("x/a.md").rename("y/a.md")
        assert found("x", "--against", "HEAD") == []
