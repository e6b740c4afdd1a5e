"""`[tool.articlefmt.classes]`: the classes of files by their paths."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from articlefmt.cli import imported, main
from tests.repository import Repository
from tests.samples import ROOT, SECRET, file, form

OTHER = "A" + SECRET[1:]
MODELS = """
from __future__ import annotations
from datetime import date
import attrs
import articlefmt
print("imported")

@attrs.define
class Author:
    name: str
    mail: str | None = None

@articlefmt.layout("title date [draft] | [tags] | [writer]", keys={"author": "writer"}, quoted={"title"})
@attrs.define
class Post:
    title: str
    date: date
    draft: bool | None = None
    tags: list[str] = attrs.field(factory=list)
    author: Author | None = None

@attrs.define
class Note:
    text: str

@attrs.define
class Key:
    title: str
    number: int = 0
    token: articlefmt.Secured | None = None

@attrs.define
class Bag:
    things: set[str]

@attrs.define
class Holder:
    bag: Bag | None = None

@attrs.define
class Wrong:
    x: "a.b.c"

@articlefmt.layout(kinds=(articlefmt.Kind("talk", "title place", told=articlefmt.Telltale(has=("place",))),))
@attrs.define
class Event:
    title: str = ""
    place: str | None = None

class Plain:
    title: str

class Outer:
    Inner = Note

BOTH = (Post, Note)
Long = attrs.make_class("Long", {f"k{number}": attrs.field(type=str, default="") for number in range(20)})
"""
POST = file('title: "A"', "date: 2024-05-01")
NOTE = file("text: A")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    here = tmp_path / "project"
    for name in ("posts/deep", "notes", "mysite"):
        (here / name).mkdir(parents=True)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(here)
    (here / "mysite" / "__init__.py").touch()
    (here / "mysite" / "models.py").write_text(MODELS)
    (here / "posts" / "good.md").write_bytes(POST)
    (here / "notes" / "good.md").write_bytes(NOTE)
    (here / "form.md").write_bytes(form())
    before, path = set(sys.modules), list(sys.path)
    imported.imported.cache_clear()
    yield here
    assert sys.path == path
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in {"mysite", "broken"}:
            del sys.modules[name]


def classes(text: str = '"posts/**" = "mysite.models:Post"\n"notes/" = "mysite.models:Note"') -> None:
    Path("pyproject.toml").write_text(f"[tool.articlefmt.classes]\n{text}\n", encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def found(*words: str) -> dict[str, list[str]]:
    """The codes of the findings by file."""
    told: dict[str, list[str]] = {}
    for one in json.loads(run("check", "--output-format", "json", *words).stdout)["findings"]:
        told.setdefault(one["file"], []).append(one["code"])
    return {file: sorted(codes) for file, codes in told.items()}


def is_imported() -> bool:
    return "mysite.models" in sys.modules


class TestWhichClass:
    def test_the_pattern_that_fits_says_it_and_other_files_are_articles(self) -> None:
        classes()
        assert found() == {}
        Path("posts/deep/bad.md").write_bytes(file('title: "A"', "date: 2024-05-01", "draft: maybe"))
        Path("posts/lacks.md").write_bytes(file('title: "A"'))
        Path("notes/more.md").write_bytes(file("text: A", "mood: x"))
        Path("bad.md").write_bytes(form("heat: x").replace(b"T", b"U", 1).replace(b"/a", b"/b"))
        assert found() == {
            "bad.md": ["T301"],
            "notes/more.md": ["K402"],
            "posts/deep/bad.md": ["T301"],
            "posts/lacks.md": ["T302"],
        }

    def test_the_first_that_fits_wins(self) -> None:
        classes('"/posts/good.md" = "mysite.models:Note"\n"*.md" = "mysite.models:Post"')
        assert found("posts/good.md", "notes/good.md") == {
            "posts/good.md": ["K402", "K402", "T302"],
            "notes/good.md": ["K402", "T302", "T302"],
        }

    def test_of_a_list_the_one_that_a_file_fits(self) -> None:
        classes('"*/**" = ["mysite.models:Post", "mysite.models:Note"]')
        assert found() == {}

    def test_patterns_and_modules_start_from_the_folder_of_the_configuration(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        classes('"/posts/*.md" = "mysite.models:Post"')
        Path("posts/bad.md").write_bytes(file("title: A", "date: x"))
        Path("posts/pyproject.toml").write_text("[tool.other]\n")
        monkeypatch.chdir("posts")
        assert found() == {"bad.md": ["T301"]}
        assert found("../posts/bad.md") == {"../posts/bad.md": ["T301"]}

    def test_a_configuration_that_is_named_is_such_a_one(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        classes('"/posts/*.md" = "mysite.models:Post"')
        (folder / "posts" / "bad.md").write_bytes(file("title: A", "date: x"))
        monkeypatch.chdir(folder.parent)
        assert found("--config", "project/pyproject.toml", "project/posts") == {"project/posts/bad.md": ["T301"]}

    def test_stdin_has_the_class_of_its_name(self) -> None:
        classes()
        words = ("check", "-", "--stdin-filename", "notes/new.md")
        assert CliRunner().invoke(main, words, input=NOTE).exit_code == 0
        assert CliRunner().invoke(main, words, input=POST).exit_code == 1

    def test_our_own_classes_can_be_named(self) -> None:
        classes('"form.md" = "articlefmt:Record"\n"*.md" = "mysite.models:Note"')
        assert found("form.md", "notes") == {}

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_the_processes_that_share_the_work_import_it_too(self, folder: Path, jobs: str) -> None:
        classes()
        for number in range(60):
            Path(f"posts/{number:02}.md").write_bytes(file("title: A", "date: x"))
        command = (sys.executable, "-P", "-m", "articlefmt", "check", "posts", "--jobs", jobs)
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
        assert (done.returncode, done.stdout.count(b"T301")) == (1, 60)

    def test_so_they_do_where_they_are_started_anew(self, folder: Path) -> None:
        classes()
        for number in range(60):
            Path(f"posts/{number:02}.md").write_bytes(file("title: A", "date: x"))
        lines = (
            "import multiprocessing, sys",
            "from articlefmt.cli import main",
            "if __name__ == '__main__':",
            "    multiprocessing.set_start_method('spawn')",
            "    main(['check', 'posts', '--jobs', '2'])",
        )
        (folder.parent / "start.py").write_text("\n".join(lines))
        command = (sys.executable, "-P", str(folder.parent / "start.py"))
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
        assert (done.returncode, done.stdout.count(b"T301")) == (1, 60)


def environment() -> dict[str, str]:
    """Where the subprocess finds what is tested; nothing else is on the path."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


class TestImport:
    def test_only_what_a_file_needs_is_imported(self) -> None:
        classes('"notes/" = "gone:Note"\n"posts/" = "mysite.models:Post"')
        assert run("check", "form.md").exit_code == 0
        assert not is_imported()
        assert run("check", "posts").exit_code == 0
        assert is_imported()

    def test_isolated_imports_nothing(self) -> None:
        classes()
        for words in (("check", "posts"), ("edit", "posts/good.md", "title=B"), ("diff", "posts/good.md", "form.md")):
            run(*words, "--isolated")
        assert not is_imported()

    def test_what_it_prints_is_no_part_of_the_output(self) -> None:
        classes()
        result = run("check", "posts", "--output-format", "json")
        assert json.loads(result.stdout)["findings"] == []
        assert result.stderr == "imported\n"

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            (
                "gone.models:Post",
                "`gone.models` can't be imported from HERE: ModuleNotFoundError: No module named 'gone'",
            ),
            ("mysite.models.py:Post", "; a module is named without `.py`: `mysite.models:Post`"),
            ("mysite.models:Pots", "HERE/mysite/models.py has no `Pots`; did you mean `Post`?"),
            ("mysite.models:Outer.Gone", "HERE/mysite/models.py has no `Gone`"),
            ("mysite.models:attrs", "`mysite.models:attrs` isn't an attrs class; decorate it with `attrs.define`"),
            ("mysite.models:Plain", "`mysite.models:Plain` isn't an attrs class"),
            ("mysite.models:BOTH", "`mysite.models:BOTH` isn't an attrs class"),
            ("mysite.models:Bag", "Bag.things: front matter can't hold "),
            ("mysite.models:Holder", "Bag.things: front matter can't hold "),
            ("mysite.models:Wrong", "`mysite.models:Wrong`: Wrong.x: name 'a' is not defined"),
            ("broken.raises:Post", "HERE/broken/raises.py:2: ZeroDivisionError: division by zero"),
            ("broken.exits:Post", "HERE/broken/exits.py:1: SystemExit: 3"),
            ("broken.syntax:Post", "SyntaxError: "),
            ("json:Post", "json/__init__.py has no `Post`"),
        ],
    )
    def test_what_can_not_be_had_is_bad_usage_that_says_why(self, folder: Path, name: str, message: str) -> None:
        classes(f'"posts/" = "{name}"')
        Path("broken").mkdir()
        Path("broken/raises.py").write_text("x = 1\n1 / 0\n")
        Path("broken/exits.py").write_text("raise SystemExit(3)\n")
        Path("broken/syntax.py").write_text("def\n")
        for words in (
            ("check", "."),
            ("edit", "form.md", "posts/good.md", "title=B"),
            ("diff", "form.md", "posts/good.md"),
        ):
            result = run(*words)
            assert result.exit_code == 2
            assert message.replace("HERE", str(folder)) in result.stderr
            assert "pyproject.toml: tool.articlefmt.classes: " in result.stderr
            assert "Traceback" not in result.stderr
        assert Path("form.md").read_bytes() == form()

    @pytest.mark.parametrize(
        "text",
        [
            '"posts/" = 1',
            '"posts/" = []',
            '"posts/" = [1]',
            '"posts/" = "mysite.models"',
            '"posts/" = "a b:C"',
            "x = {}",
        ],
    )
    def test_what_is_no_name_is_told_before_any_file(self, text: str) -> None:
        classes(text)
        result = run("check", "form.md")
        assert result.exit_code == 2
        assert re.search(
            r"pyproject.toml:\d: tool.articlefmt.classes: '.*': it takes a table of classes, as in", result.stderr
        )

    def test_neither_is_a_list(self) -> None:
        Path("pyproject.toml").write_text('[tool.articlefmt]\nclasses = ["mysite.models:Post"]\n')
        assert "pyproject.toml:2: tool.articlefmt.classes: it takes a table of classes" in run("check").stderr


class TestMessages:
    def test_a_class_without_kinds_is_called_by_its_name(self) -> None:
        classes()
        Path("posts/bad.md").write_bytes(
            file('title: "A"', "date: 2024-05-01", "dratf: true", f"secured: {SECRET}x", "x: 1")
        )
        output = run("check", "posts").stdout
        assert "`Post` doesn't know this key; did you mean `draft`? It is kept as it is" in output
        assert "kind" not in output
        assert "S5" not in output

    def test_one_with_kinds_is_called_by_these(self) -> None:
        classes('"posts/" = "mysite.models:Event"')
        Path("posts/good.md").write_bytes(file("place: x", "mood: y"))
        output = run("check", "posts").stdout
        assert "kind `talk`, told by `place`, requires this key; add it" in output
        assert "kind `talk` doesn't know this key" in output

    def test_a_key_that_it_does_not_know_is_refused_with_the_command_that_lists_them(self) -> None:
        classes('"posts/" = "mysite.models:Post"')
        result = run("edit", "posts/good.md", "abcdefgh=1")
        assert result.exit_code == 1
        assert "`Post` doesn't know this key; it knows title, date, draft, tags, writer" in result.stderr
        classes('"posts/" = "mysite.models:Long"')
        assert (
            "`articlefmt schema mysite.models:Long` tells those it knows"
            in run("edit", "posts/good.md", "abcdefgh=1").stderr
        )


class TestEdit:
    def test_values_are_what_the_class_takes(self) -> None:
        classes()
        result = run("edit", "posts/good.md", "title=2024", "draft=true", "tags=[12, x]", "writer={name: 7}")
        assert (result.exit_code, result.stderr) == (0, "imported\nposts/good.md: changed\n1 changed, 0 unchanged\n")
        lines = (
            'title: "2024"',
            "date: 2024-05-01",
            "draft: true",
            "",
            "tags:",
            '  - "12"',
            "  - x",
            "",
            "writer:",
            '  name: "7"',
        )
        assert Path("posts/good.md").read_bytes() == file(*lines)

    def test_what_makes_a_file_worse_is_refused(self) -> None:
        classes()
        for words in (("draft=maybe",), ("--delete", "date"), ("mood=x",)):
            assert run("edit", "posts/good.md", *words).exit_code == 1
        assert Path("posts/good.md").read_bytes() == POST
        assert run("edit", "posts/good.md", "mood=x", "--force").exit_code == 0


class TestFix:
    def test_what_the_class_takes_is_mended(self) -> None:
        classes()
        Path("posts/good.md").write_bytes(file('title: "A"', 'date: "2024-05-01"', 'draft: "true"'))
        result = run("check", "--fix", "posts")
        assert (result.exit_code, Path("posts/good.md").read_bytes()) == (
            0,
            file('title: "A"', "date: 2024-05-01", "draft: true"),
        )


class TestSchema:
    def test_of_a_class_of_ones_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        schema = json.loads(run("schema", "mysite.models:Post").stdout)
        assert set(schema["properties"]) == {"title", "date", "draft", "tags", "writer"}
        assert schema["required"] == ["title", "date"]
        assert json.loads(run("schema", "mysite.models:Outer.Inner").stdout)["title"] == "Note"
        monkeypatch.chdir("posts")
        imported.imported.cache_clear()
        assert run("schema", "gone:Post").exit_code == 2
        classes()
        Path("pyproject.toml").rename("../pyproject.toml")
        assert run("schema", "mysite.models:Post").exit_code == 0

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("mysite.models:Gone", "models.py has no `Gone`"),
            ("mysite.models:", "'mysite.models:' isn't module:Class, as in mysite.models:Post"),
            ("gone:Post", "`gone` can't be imported from "),
            ("articlefmt:Record", "stands for several classes; name one of them"),
            ("Post", "'Post' is not one of 'Article', "),
            ("Post", "'youtube'; one of yours is module:Class, as in mysite.models:Post"),
        ],
    )
    def test_what_is_none_is_bad_usage(self, name: str, message: str) -> None:
        result = run("schema", name)
        assert result.exit_code == 2
        assert message.lower() in re.sub(r"\s+", " ", result.stderr).lower()


class TestGuard:
    @pytest.fixture
    def repository(self, folder: Path) -> Repository:
        classes('"keys/" = "mysite.models:Key"')
        made = Repository.make(folder)
        made.commit(keys__a=key(SECRET), keys__b=key(SECRET, "B"), a=form(f'token: "{SECRET}"'))
        return made

    def against(self, *words: str) -> list[tuple[str, str, str, int | None]]:
        result = run("check", "--against", "HEAD", "--output-format", "json", "--ignore", "C,K,T,X", *words)
        assert SECRET not in result.output
        findings = json.loads(result.stdout)["findings"]
        return [(one["file"], one["code"], one["keyText"], one["line"]) for one in findings]

    def test_what_is_opaque_in_the_class_of_a_file_may_not_change(self, repository: Repository) -> None:
        repository.write(keys__a=key(OTHER), a=form(f'token: "{OTHER}"'))
        assert self.against() == [("keys/a.md", "G001", "token", 3)]
        repository.write(keys__a=key(None))
        assert self.against() == [("keys/a.md", "G001", "token", 2)]

    def test_nor_where_the_file_can_not_be_read(self, repository: Repository) -> None:
        broken = key(SECRET).replace(b"title: A", b"title: 'A")
        repository.write(keys__a=broken)
        assert [code for _, code, _, _ in self.against()] == ["Y201"]
        repository.write(keys__a=broken.replace(SECRET.encode(), OTHER.encode()))
        assert ("keys/a.md", "G001", "token", 3) in self.against()

    def test_nor_where_it_moves_out_of_the_pattern(self, repository: Repository) -> None:
        repository.git("mv", "keys/a.md", "elsewhere.md")
        repository.write(elsewhere=key(OTHER))
        assert ("elsewhere.md", "G001", "token", 3) in self.against()

    def test_one_that_is_gone_is_told(self, repository: Repository) -> None:
        Path("keys/b.md").unlink()
        assert self.against() == [("keys/b.md", "G003", "token", None)]

    def test_a_difference_does_not_show_it(self, repository: Repository) -> None:
        repository.write(keys__a=key(OTHER, "C"))
        output = run("diff", "--against", "HEAD").output
        assert SECRET not in output
        assert OTHER not in output
        assert "token: <secured, 69 characters> → <another secured, 69 characters>" in output


def key(token: str | None, title: str = "A") -> bytes:
    return file(f"title: {title}", *([f'token: "{token}"'] if token else []))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("check", "posts"), "token: [plainsecretword, x]"),
        (("check", "posts"), "token: plainsecretword: x"),
        (("check", "--diff", "posts"), "token: plainsecretword"),
        (("edit", "posts/good.md", "title=B", "--diff"), "token: plainsecretword"),
        (("edit", "posts/good.md", "token=x"), "token: plainsecretword"),
        (("edit", "posts/good.md", "--delete", "token"), "token: plainsecretword"),
        (("diff", "posts/good.md", "form.md"), "token: plainsecretword"),
    ],
)
def test_no_command_shows_what_is_opaque(words: tuple[str, ...], line: str) -> None:
    classes('"posts/" = "mysite.models:Key"')
    Path("posts/good.md").write_bytes(file('title: "A"', line, 'number: "1"'))
    result = run(*words)
    assert result.exit_code in {0, 1}
    assert "plainsecretword" not in result.output
    assert b"plainsecretword" in Path("posts/good.md").read_bytes()


class TestEndings:
    def test_a_pattern_that_has_another_one_adds_it(self) -> None:
        classes('"/notes/*.txt" = "mysite.models:Note"\n"posts/v1.2" = "mysite.models:Post"')
        Path("posts/v1.2").mkdir()
        for name in ("notes/a.txt", "a.txt", "notes/b.rst", "posts/v1.2/c.png"):
            Path(name).write_bytes(b"x")
        assert set(found("notes", "posts/v1.2", "--exit-zero")) == {"notes/a.txt", "notes/good.md"}
        assert set(found("posts/v1.2/c.png")) == {"posts/v1.2/c.png"}

    def test_for_the_guard_too(self, folder: Path) -> None:
        classes('"keys/*.txt" = "mysite.models:Key"')
        made = Repository.make(folder)
        Path("keys").mkdir()
        Path("keys/a.txt").write_bytes(key(SECRET))
        made.commit()
        Path("keys/a.txt").write_bytes(key(OTHER))
        assert found("--against", "HEAD", "keys") == {"keys/a.txt": ["G001"]}
        assert "keys/a.txt: changed" in run("diff", "--against", "HEAD", "keys").stdout
        Path("keys/a.txt").unlink()
        assert found("--against", "HEAD", "keys", "--exit-zero") == {"keys/a.txt": ["G003"]}


class TestHints:
    """A newcomer's files, which are no articles, are told that no class is configured for them; on stderr, once."""

    HINT = "articlefmt: no class is configured for these files, so they are taken for articles; if they are none, name "

    @pytest.fixture(autouse=True)
    def only_posts_and_notes(self, folder: Path) -> None:
        (folder / "form.md").unlink()

    def test_where_no_file_fits_an_article_class_and_none_has_one(self) -> None:
        for words in ((), ("posts/good.md",)):
            told = run("check", *words).stderr
            assert (told.count(self.HINT), "[tool.articlefmt.classes]" in told) == (1, True)

    @pytest.mark.parametrize("words", [("-q",), ("--output-format", "json"), ("--ignore", "T302,K401")])
    def test_not_for_programs_nor_where_it_is_quiet_or_nothing_is_told(self, words: tuple[str, ...]) -> None:
        assert run("check", *words).stderr == ""

    def test_not_where_a_file_fits_one_or_lacks_a_single_key(self) -> None:
        Path("lacks.md").write_bytes(form().replace(b'title: "T"\n', b""))
        assert "T302" in run("check", "lacks.md").stdout
        assert run("check", "lacks.md").stderr == ""
        assert run("check").stderr == ""

    def test_a_file_that_can_not_be_read_does_not_count(self) -> None:
        Path("torn.md").write_bytes(b"x\n")
        assert run("check", "torn.md").stderr == ""
        assert self.HINT in run("check").stderr

    def test_not_where_a_class_is_configured(self) -> None:
        classes('"*.md" = "mysite.models:Note"')
        assert "T302" in run("check").stdout
        assert run("check").stderr == ""

    def test_a_pattern_that_fits_no_file_is_told_where_a_file_has_no_class(self) -> None:
        classes('"post/" = "mysite.models:Post"\n"notes/" = "mysite.models:Note"')
        place = f"articlefmt: {Path('pyproject.toml').absolute()}: tool.articlefmt.classes: "
        told = run("check").stderr.removeprefix("imported\n")
        assert told == f"{place}the pattern 'post/' fits none of these files\n"
        assert run("check", "notes").stderr == ""
        assert run("check", "-q").stderr == ""

    def test_for_files_that_are_named_it_is_not_told(self) -> None:
        classes('"post/" = "mysite.models:Post"')
        assert "the pattern" not in run("check", "posts/good.md").stderr
