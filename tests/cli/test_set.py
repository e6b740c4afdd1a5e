"""`articlefmt set`: what it writes, what it prints, and its exit status."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import articlefmt
from articlefmt.cli import main
from tests.samples import SECRET, form, shows_secret


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.md"
    path.write_bytes(form("heat: 5", f'secured: "{SECRET}"'))
    return path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["set", *words])
    assert not shows_secret(result.output)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("assignment", "line"),
    [
        ("heat=6", "heat: 6"),
        ("heat=-6", "heat: -6"),
        ("heat=", "heat: "),
    ],
)
def test_a_value_is_what_it_would_be_in_yaml(file: Path, assignment: str, line: str) -> None:
    assert run("a.md", assignment) == (0, "a.md: changed\n")
    assert file.read_bytes() == form(line, f'secured: "{SECRET}"')


@pytest.mark.parametrize(("text", "spelled"), [("12", '"12"'), ("true", '"true"'), ("a=b", "a=b"), ("", '""')])
def test_it_is_text_where_the_field_takes_text(file: Path, text: str, spelled: str) -> None:
    assert run("a.md", f"topics[0]={text}") == (0, "a.md: changed\n")
    assert f"  - {spelled}\n".encode() in file.read_bytes()


def test_several_values_are_set_and_deleted_at_once(file: Path) -> None:
    words = ("title=U", "topics[1]=Maps", "provider.name=N", "provider.domain=D", "--delete", "heat", "--delete", "x.y")
    assert run("a.md", "x.y=1", "x.z=2", *words, "--force") == (0, "a.md: changed\n")
    values = articlefmt.load(file).values
    assert (values["title"], values["topics"], values["x"]) == ("U", ["Charts", "Maps"], {"z": 2})
    assert values["provider"] == {"name": "N", "domain": "D"}
    assert "heat" not in values


def test_the_same_value_changes_nothing_and_writes_nothing(file: Path) -> None:
    before = file.stat()
    assert run("a.md", "heat=5") == (0, "a.md: unchanged\n")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_dry_run_writes_nothing_and_says_so(file: Path) -> None:
    before = file.read_bytes()
    assert run("a.md", "heat=6", "--dry-run") == (0, "a.md: would be changed\n")
    assert file.read_bytes() == before


def test_the_diff_is_shown(file: Path) -> None:
    status, output = run("a.md", "heat=6", "--diff", "--dry-run")
    assert (status, output.splitlines()[-6:-3]) == (
        0,
        ["-heat: 5", "+heat: 6", f" secured: <secured, {len(SECRET) + 2} characters>"],
    )


def test_no_difference_is_made_that_nobody_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(articlefmt.Document, "diff")
    assert run("a.md", "heat=6", "--dry-run") == (0, "a.md: would be changed\n")
    assert run("a.md", "heat=6") == (0, "a.md: changed\n")
    assert run("a.md", "heat=6") == (0, "a.md: unchanged\n")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("a.md", "secured=x"), "a.md:10:10: E705 secured: `secured` differs"),
        (("a.md", "topics[5]=x"), "a.md:7:1: E703 topics[5]: there is nothing at this key"),
        (
            ("a.md", "topics.0=x"),
            "a.md:7:1: E703 topics.0: there is nothing at this key; an item of a list is written as in `images[0]`",
        ),
    ],
)
def test_a_refused_edit_is_1_and_writes_nothing(file: Path, words: tuple[str, ...], error: str) -> None:
    before = file.read_bytes()
    status, output = run(*words, "title=U")
    assert (status, output[: len(error)]) == (1, error)
    assert file.read_bytes() == before


def test_a_file_that_is_no_article_file_is_1() -> None:
    Path("b.md").write_bytes(b"x\n")
    assert run("b.md", "a=1") == (1, "b.md:1:1: F101 no front matter: the first line must be exactly `---`\n")


def test_a_file_that_is_not_there_is_2() -> None:
    assert run("b.md", "a=1") == (2, "articlefmt: b.md: No such file or directory\n")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("a.md", "=5"), "'=5' isn't KEY=VALUE"),
        (("a.md", "heat=6", "b.md"), "'b.md' isn't KEY=VALUE; the files come before all of these"),
        (("a.md", "a..b=1"), "a..b isn't written as a key is, as in provider.name or images[0].width"),
        (("heat=6", "a.md"), "heat=6 is no file; the files come first, and then KEY=VALUE"),
        (("a.md", "topics[0]x=6"), "topics[0]x isn't written as a key is, as in provider.name or images[0].width"),
        (("a.md", "--delete", ""), "'' isn't written as a key is, as in provider.name or images[0].width"),
        (("a.md", "heat=6", "--delete", "x["), "x[ isn't written as a key is, as in provider.name or images[0].width"),
        (("a.md",), "nothing to do: give KEY=VALUE or --delete KEY"),
        (("a.md", "heat=6", "--max-nodes", "0"), "0 is not in the range x>=1"),
    ],
)
def test_bad_usage_is_2_and_told_how(file: Path, words: tuple[str, ...], error: str) -> None:
    before = file.read_bytes()
    status, output = run(*words)
    assert (status, error in output) == (2, True)
    assert file.read_bytes() == before


@pytest.mark.parametrize("option", ["--max-size", "--max-lines", "--max-nodes", "--max-depth"])
def test_the_limits_are_options(option: str) -> None:
    status, output = run("a.md", "heat=6", option, "1")
    assert (status, "Y205" in output) == (1, True)


REFUSED = "a.md: refused; --force writes it all the same\n"


class TestWhatLeavesAFileWorse:
    """It is refused, and nothing is written, unless --force asks for it."""

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (("heat=abc",), "T301 heat: takes an int"),
            (("heat=1.5",), "T301 heat: "),
            (("heat=true",), "T301 heat: "),
            (("heat=[1]",), "T301 heat: "),
            (("topics=Foo",), "T301 topics: takes a list"),
            (("topics={a: b}",), "T301 topics: takes a list"),
            (("heta=0",), "K402 heta: kind `form` doesn't know this key; did you mean `heat`?"),
            (("cdn_amp_web_url=x",), "K402 cdn_amp_web_url: kind `form` doesn't know this key; did you mean `cdnAmpWebUrl`"),
            (("provider={name: X}",), "T302 provider.domain: "),
            (("provider=X",), "T301 provider: "),
            (("provider.nmae=X", "provider.name=X", "provider.domain=X"), "K402 provider.nmae: "),
            (("publishedDateTime=yesterday",), "T301 publishedDateTime: "),
            (("publishedDateTime=2021-05-30",), "T301 publishedDateTime: "),
            (("published=yes",), "T301 published: "),
            (("images[0]={url: u, width: 1}",), "T302 images[0].height: "),
            (("images[0]={url: u, width: 1, height: 1, widht: 2}",), "K402 images[0].widht: "),
            (("ratings.average=4,6", "ratings.count=1"), "T301 ratings.average: "),
            (("--delete", "title"), "T302 title: "),
            (("--delete", "type"), "T302 type: "),
            (("--delete", "webUrl"), "K401"),
            (("type=course",), "K401 price: kind `course`, told by `type: course`, requires this key\n"),
        ],
    )  # fmt: skip
    def test_it_is_refused(self, file: Path, words: tuple[str, ...], code: str) -> None:
        if words == ("--delete", "webUrl"):  # what tells a form
            file.write_bytes(file.read_bytes().replace(b"type: article", b"type: course"))
        before = file.read_bytes()
        status, output = run("a.md", *words)
        assert (status, code in output, output.endswith(REFUSED)) == (1, True, True), output
        assert run("a.md", *words, "--dry-run", "--diff") == (status, output)
        assert file.read_bytes() == before
        assert run("a.md", *words, "--force") == (0, "a.md: changed\n")

    def test_a_fraction_of_a_second_is_refused_in_words_for_everybody(self) -> None:
        status, output = run("a.md", "publishedDateTime=2021-05-30T14:00:00.5Z", "--force")
        message = "the format has no fractions of a second; give whole ones, as in 2021-05-30T14:00:00Z"
        assert (status, output.splitlines()[0]) == (1, f"a.md:2:1: E702 publishedDateTime: {message}")

    def test_what_was_wrong_before_refuses_no_other_edit(self, file: Path) -> None:
        file.write_bytes(form("heat: abc", "heta: 1", "topcis: [1]"))
        assert run("a.md", "title=U", "heta=2") == (0, "a.md: changed\n")
        status, output = run("a.md", "heat=xyz")
        assert (status, output.splitlines()[0]) == (1, "a.md:9:7: T301 heat: takes an int or None, not text")
        assert run("a.md", "heat=6", "--delete", "heta", "--delete", "topcis") == (0, "a.md: changed\n")

    def test_all_edits_count_together(self, file: Path) -> None:
        assert run("a.md", "provider.name=N", "provider.domain=D") == (0, "a.md: changed\n")
        assert b'provider:\n  name: "N"\n  domain: D\n' in file.read_bytes()

    def test_one_refused_file_stops_no_other(self) -> None:
        Path("b.md").write_bytes(form("x: 1"))
        status, output = run("a.md", "b.md", "x=2")
        assert status == 1
        assert output.endswith(f"{REFUSED}b.md: changed\n")

    def test_force_writes_nothing_that_cannot_be_written(self, file: Path) -> None:
        before = file.read_bytes()
        for words in (("secured=x",), ("topics[9]=x",), ("--delete", "secured")):
            assert run("a.md", *words, "--force")[0] == 1
        assert file.read_bytes() == before

    def test_text_stays_text_under_an_unknown_key(self, file: Path) -> None:
        file.write_bytes(form('version: "1.9"'))
        assert run("a.md", "version=1.10") == (0, "a.md: changed\n")
        assert file.read_bytes() == form('version: "1.10"')

    def test_collections_are_read_as_in_yaml(self, file: Path) -> None:
        assert run("a.md", "topics=[Charts, 1.10]", "provider={name: X, domain: D}") == (0, "a.md: changed\n")
        values = articlefmt.load(file).values
        assert (values["topics"], values["provider"]) == (["Charts", "1.10"], {"name": "X", "domain": "D"})


class TestManyFiles:
    def test_each_is_told_and_a_broken_one_stops_no_other(self) -> None:
        Path("b.md").write_bytes(b"x\n")
        Path("d.md").write_bytes(form("heat: 6"))
        status, output = run("a.md", "b.md", "c.md", "d.md", "heat=6")
        assert status == 2
        assert output == (
            "a.md: changed\n"
            "b.md:1:1: F101 no front matter: the first line must be exactly `---`\n"
            "articlefmt: c.md: No such file or directory\n"
            "d.md: unchanged\n"
        )

    def test_it_can_be_run_again(self, file: Path) -> None:
        words = ("a.md", "x=1", "y.z=2", "--delete", "heat", "--delete", "y", "--force")
        assert run(*words) == (0, "a.md: changed\n")
        data = file.read_bytes()
        assert run(*words) == (0, "a.md: unchanged\n")
        assert file.read_bytes() == data

    def test_a_fault_of_ours_is_3_and_shows_no_more_than_its_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError(SECRET)

        monkeypatch.setattr("articlefmt.cli.set.load", fail)
        message = "articlefmt: a.md: a fault of articlefmt (ZeroDivisionError); please report it\n"
        assert run("a.md", "heat=6") == (3, message)


@pytest.mark.skipif(os.name == "nt", reason="names there are text")
def test_a_file_name_that_is_no_text_can_be_printed(file: Path) -> None:
    name = os.fsdecode(b"\xff.md")
    Path(name).write_bytes(file.read_bytes())
    status, output = run(name, "heat=6", "--diff")
    assert (status, "a/\\udcff.md" in output) == (0, True)
