"""`articlefmt export`: the rows of a table, what is told, and the exit status."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import articlefmt
from articlefmt.cli import main
from tests.samples import ROOT, SECRET, form

posix = pytest.mark.skipif(os.name != "posix", reason="a POSIX system's files")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`a.md` to `c.md` with a heat of 10, none, and 30."""
    for name, more in (("a", ["heat: 10"]), ("b", []), ("c", ["heat: 30", "provider: {name: N, domain: d}"])):
        (tmp_path / f"{name}.md").write_bytes(form(*more, f'secured: "{SECRET}"'))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["export", *words])
    return result.exit_code, result.output


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a table, whatever its format."""
    if name.endswith("jsonl"):
        return [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]
    if name.endswith("csv"):
        with Path(name).open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened))
    table: list[dict[str, Any]] = pytest.importorskip("pyarrow.parquet").read_table(name).to_pylist()
    return table


@pytest.mark.parametrize("ending", ["parquet", "jsonl", "csv"])
def test_each_file_is_a_row(ending: str) -> None:
    assert run("--to", f"t.{ending}") == (0, f"3 rows in t.{ending}\n")
    found = rows(f"t.{ending}")
    assert [row["file"] for row in found] == ["a.md", "b.md", "c.md"]
    assert [row["provider.name"] or None for row in found] == [None, None, "N"]
    assert SECRET.encode() not in Path(f"t.{ending}").read_bytes()
    assert run("--to", f"t.{ending}", "-q") == (0, "")


def test_the_fields_are_the_columns() -> None:
    assert run("a.md", "c.md", "--to", "t.jsonl", "--fields", "heat,provider,topics")[0] == 0
    assert rows("t.jsonl") == [
        {"file": "a.md", "heat": 10, "provider": None, "topics": ["Charts"]},
        {"file": "c.md", "heat": 30, "provider": {"name": "N", "domain": "d"}, "topics": ["Charts"]},
    ]


def test_what_is_opaque_is_there_where_it_is_named() -> None:
    assert run("a.md", "--to", "t.jsonl", "--fields", "secured") == (0, "1 row in t.jsonl\n")
    assert rows("t.jsonl") == [{"file": "a.md", "secured": SECRET}]


def test_a_condition_chooses_rows() -> None:
    assert run("--to", "t.csv", "--where", "heat>10", "--where", "provider.name=N") == (0, "1 row in t.csv\n")
    assert [row["file"] for row in rows("t.csv")] == ["c.md"]


def test_a_key_that_no_class_knows_is_told_where_there_is_no_row() -> None:
    told = "articlefmt: --where provider.domian=d: no class of these files knows `domian`; did you mean `domain`?\n"
    assert run("--to", "t.csv", "--where", "provider.domian=d") == (0, f"{told}0 rows in t.csv\n")
    assert run("--to", "t.csv", "--where", "provider.domain=x") == (0, "0 rows in t.csv\n")


def test_the_columns_do_not_follow_from_the_data() -> None:
    assert run("--to", "t.csv", "--where", "heat>1000") == (0, "0 rows in t.csv\n")
    head = Path("t.csv").read_text(encoding="utf-8")
    assert run("c.md", "--to", "t.csv")[0] == 0
    assert Path("t.csv").read_text(encoding="utf-8").startswith(head)


def test_what_fails_is_told_and_has_no_row() -> None:
    Path("b.md").write_bytes(form("heat: x"))
    status, output = run("a.md", "b.md", "--to", "t.jsonl")
    assert (status, output.splitlines()[0]) == (1, "b.md:9:7: T301 heat: takes an int or None, not text")
    assert output.endswith("1 row in t.jsonl\n")
    assert run("a.md", "no.md", "--to", "t.jsonl") == (
        2,
        "articlefmt: no.md: No such file or directory\n1 row in t.jsonl\n",
    )
    assert len(rows("t.jsonl")) == 1


@pytest.mark.parametrize("ending", ["parquet", "jsonl", "csv"])
@pytest.mark.parametrize("word", ["contnt", "empty"])
def test_where_there_is_no_file_at_all_an_older_table_stays(ending: str, word: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    Path("empty").mkdir()
    for before in (None, b"old"):
        if before is not None:
            Path(f"t.{ending}").write_bytes(before)
        status, output = run(word, "--to", f"t.{ending}", "-q")
        assert (status, output.splitlines()[1:]) == (2, [f"articlefmt: t.{ending}: not written, for no file was found"])
        assert [one.read_bytes() for one in Path().glob("*t.*")] == ([] if before is None else [before])


def test_where_no_row_is_left_the_table_is_empty() -> None:
    assert run("a.md", "--to", "t.jsonl", "--where", "heat>99") == (0, "0 rows in t.jsonl\n")
    assert rows("t.jsonl") == []


def test_a_fault_of_ours_is_3(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr("articlefmt.many.jobs.row_of", fail)
    message = "articlefmt: a.md: a fault of articlefmt (ZeroDivisionError); please report it\n0 rows in t.csv\n"
    assert run("a.md", "--to", "t.csv") == (3, message)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ((), "Missing option '--to'"),
        (("--to", "t.json"), "its name must end with .parquet or .jsonl or .csv"),
        (("--to", "t"), "its name must end with"),
        (("--to", "t.csv", "--fields", "titel"), "--fields: Article"),
        (("--to", "t.csv", "--fields", "titel"), "field `titel`; did you mean `title`?"),
        (("--to", "t.csv", "--fields", ""), "a key is written as in"),
        (("--to", "t.csv", "--fields", "heat,"), "a key is written as in"),
        (("--to", "t.csv", "--where", "<5"), "'<5' is no condition"),
    ],
)
def test_bad_usage_is_2_and_writes_nothing(words: tuple[str, ...], error: str) -> None:
    status, output = run(*words)
    assert (status, error in output) == (2, True), output
    assert not list(Path().glob("t*"))


def test_blanks_around_fields_do_not_count() -> None:
    assert run("a.md", "--to", "t.csv", "--fields", "title, heat ") == (0, "1 row in t.csv\n")
    assert rows("t.csv") == [{"file": "a.md", "title": "T", "heat": "10"}]


def test_a_value_that_the_format_can_not_hold_is_1_and_writes_nothing() -> None:
    pytest.importorskip("pyarrow")
    Path("b.md").write_bytes(form(f"heat: {2**70}"))
    status, output = run("--to", "t.parquet")
    assert (status, output.startswith("articlefmt: Parquet can't hold a value of a.md or of a file behind it")) == (
        1,
        True,
    )
    assert not Path("t.parquet").exists()
    assert run("--to", "t.jsonl")[0] == 0


def test_without_pyarrow_all_else_works_and_the_message_names_the_extra() -> None:
    program = (
        "import sys; sys.modules['pyarrow'] = None; sys.argv[0] = 'articlefmt'; from articlefmt.cli import main; main()"
    )
    command = [sys.executable, "-c", program, "export", "a.md", "--to"]
    done = subprocess.run([*command, "t.parquet"], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"Parquet is written by pyarrow, which isn't installed: pip install 'articlefmt[arrow]'" in done.stderr
    assert subprocess.run([*command, "t.csv"], capture_output=True, check=False).returncode == 0
    assert not Path("t.parquet").exists()


class TestFiles:
    def test_several_processes_give_the_same_file(self, folder: Path) -> None:
        for at in range(60):
            (folder / f"{at:02}.md").write_bytes(form(f"heat: {at}"))
        assert run("--to", "one.csv", "--jobs", "1")[0] == 0
        assert run("--to", "two.csv", "--jobs", "2")[0] == 0
        assert Path("one.csv").read_bytes() == Path("two.csv").read_bytes()

    def test_an_old_table_is_replaced(self) -> None:
        Path("t.csv").write_bytes(b"x" * 10_000)
        assert run("a.md", "--to", "t.csv", "--fields", "title") == (0, "1 row in t.csv\n")
        assert Path("t.csv").read_bytes() == b"file,title\na.md,T\n"

    def test_a_folder_that_is_not_there_is_2(self) -> None:
        assert run("a.md", "--to", "no/t.csv") == (2, "articlefmt: no/t.csv: No such file or directory\n")

    @posix
    def test_what_is_no_file_is_not_replaced(self) -> None:
        Path("t.csv").symlink_to("/dev/full")
        assert run("a.md", "--to", "t.csv") == (2, "articlefmt: t.csv: not a regular file\n")
        assert Path("t.csv").is_symlink()
        assert Path("/dev/full").is_char_device()

    def test_it_is_as_the_function_has_it(self) -> None:
        fields = ["title", "heat", "topics", "provider.name"]
        assert run("--to", "t.jsonl", "--fields", ",".join(fields))[0] == 0
        assert rows("t.jsonl") == [*articlefmt.rows(["a.md", "b.md", "c.md"], fields)]


def test_the_classes_of_the_files_tell_the_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("posts").mkdir()
    Path("blog.py").write_text(
        "import attrs, articlefmt\n\n@attrs.define\nclass Post:\n    title: int\n    token: articlefmt.Secured = None\n"
    )
    Path("posts/p.md").write_bytes(b"---\ntitle: 5\ntoken: hidden\n---\n")
    Path("pyproject.toml").write_text('[tool.articlefmt.classes]\n"posts/" = "blog:Post"\n')
    assert run("posts", "--to", "t.jsonl") == (0, "1 row in t.jsonl\n")
    assert rows("t.jsonl") == [{"file": "posts/p.md", "title": 5}]
    assert run("posts", "a.md", "--to", "t.jsonl", "--fields", "title,heat") == (0, "2 rows in t.jsonl\n")
    assert [(row["title"], row["heat"]) for row in rows("t.jsonl")] == [(5, None), ("T", 10)]


def test_the_examples_are_a_table() -> None:
    assert run(str(ROOT / "examples"), "--to", "t.csv")[0] == 0
    assert len(rows("t.csv")) == len(articlefmt.find(ROOT / "examples"))
