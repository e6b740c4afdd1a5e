"""`articlefmt edit`: what it writes, what it prints, and its exit status."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Document, Record
from articlefmt.cli import main
from tests.cases import Case, cases
from tests.samples import SECRET, form, shows_secret

CHANGED = "a.md: changed\n1 changed, 0 unchanged\n"
UNCHANGED = "0 changed, 1 unchanged\n"
FAILED = "0 changed, 0 unchanged, 1 failed\n"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.md"
    path.write_bytes(form("heat: 5", f'secured: "{SECRET}"'))
    return path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["edit", *words])
    assert not shows_secret(result.output)
    return result.exit_code, result.output


def lines(*more: str) -> bytes:
    """What the file of these tests is, with other lines below those of a form."""
    return form(*more, f'secured: "{SECRET}"')


@pytest.mark.parametrize(
    ("assignment", "line"),
    [
        ("heat=6", "heat: 6"),
        ("heat=-6", "heat: -6"),
        ("heat=", "heat: "),
    ],
)
@pytest.mark.parametrize("option", [(), ("--set",)])
def test_a_value_is_what_it_would_be_in_yaml(file: Path, option: tuple[str, ...], assignment: str, line: str) -> None:
    assert run("a.md", *option, assignment) == (0, CHANGED)
    assert file.read_bytes() == lines(line)


@pytest.mark.parametrize(("text", "spelled"), [("12", '"12"'), ("true", '"true"'), ("a=b", "a=b"), ("", '""')])
def test_it_is_text_where_the_field_takes_text(file: Path, text: str, spelled: str) -> None:
    assert run("a.md", f"topics[0]={text}") == (0, CHANGED)
    assert f"  - {spelled}\n".encode() in file.read_bytes()


def test_several_values_are_set_and_deleted_at_once(file: Path) -> None:
    words = ("title=U", "topics[1]=Maps", "provider.name=N", "provider.domain=D", "--delete", "heat", "--delete", "x.y")
    assert run("a.md", "x.y=1", "x.z=2", *words, "--force") == (0, CHANGED)
    values = articlefmt.load(file).values
    assert (values["title"], values["topics"], values["x"]) == ("U", ["Charts", "Maps"], {"z": 2})
    assert values["provider"] == {"name": "N", "domain": "D"}
    assert "heat" not in values


def test_the_same_value_changes_nothing_and_writes_nothing(file: Path) -> None:
    before = file.stat()
    assert run("a.md", "heat=5") == (0, UNCHANGED)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_dry_run_writes_nothing_and_says_so(file: Path) -> None:
    before = file.read_bytes()
    assert run("a.md", "heat=6", "--dry-run") == (0, "a.md: would be changed\n1 would be changed, 0 unchanged\n")
    assert file.read_bytes() == before


def test_the_diff_is_shown(file: Path) -> None:
    status, output = run("a.md", "heat=6", "--diff", "--dry-run", "-q")
    assert (status, output.splitlines()[-5:-2]) == (
        0,
        ["-heat: 5", "+heat: 6", f" secured: <secured, {len(SECRET) + 2} characters>"],
    )


def test_quiet_tells_only_what_fails(file: Path) -> None:
    assert run("a.md", "heat=6", "-q") == (0, "")
    assert run("a.md", "b.md", "heat=7", "-q") == (2, "articlefmt: b.md: No such file or directory\n")
    assert file.read_bytes() == lines("heat: 7")


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
    assert run("b.md", "a=1") == (1, f"b.md:1:1: F101 no front matter: the first line must be exactly `---`\n{FAILED}")


def test_a_file_that_is_not_there_is_2() -> None:
    assert run("b.md", "a=1") == (2, f"articlefmt: b.md: No such file or directory\n{FAILED}")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("a.md", "=5"), "'' isn't a key, as in provider.name"),
        (("a.md", "a..b=1"), "'a..b' isn't a key, as in provider.name, images[0].width or [\"og.image\"]"),
        (("a.md", "topics[0]x=6"), "'topics[0]x' isn't a key"),
        (("a.md", "--delete", ""), "'' isn't a key"),
        (("a.md", "heat=6", "--delete", "x["), "'x[' isn't a key"),
        (("a.md", "--set", "heat"), "'heat' isn't KEY=VALUE"),
        (("a.md", "--add", "heat"), "'heat' isn't KEY=ITEM"),
        (("a.md", "--rename", "heat"), "'heat' isn't OLD=NEW"),
        (("a.md", "--rename", "heat=a.b"), "'a.b' isn't the new name of a key, which stays where it is, as in OLD=NEW"),
        (("a.md", "--rename", "topics[0]=a"), "'a' isn't the new name of a key"),
        (("a.md", "--rename", "heat="), "'' isn't the new name of a key"),
        (("a.md", "--where", "heat<", "--where", "<5", "heat=1"), "'<5' is no condition; a condition is written as in"),
        (("a.md", "--where", "", "heat=1"), "'' is no condition"),
        (("a.md",), "nothing to do: give KEY=VALUE, --set, --add, --remove, --rename or --delete"),
        ((), "nothing to do"),
        (("heat=6",), "no file is given; give the PATH of a file or a folder, or --files-from"),
        (("a.md", "heat=6", "--files-from", "no"), "--files-from: no: No such file or directory"),
        (("a.md", "heat=6", "--max-nodes", "0"), "0 is not in the range x>=1"),
    ],
)
def test_bad_usage_is_2_and_told_how(file: Path, words: tuple[str, ...], error: str) -> None:
    before = file.read_bytes()
    status, output = run(*words)
    assert (status, error in output) == (2, True), output
    assert file.read_bytes() == before


@pytest.mark.parametrize("option", ["--max-size", "--max-lines", "--max-nodes", "--max-depth"])
def test_the_limits_are_options(option: str) -> None:
    status, output = run("a.md", "heat=6", option, "1")
    assert (status, "Y205" in output) == (1, True)


class TestPaths:
    def test_paths_and_values_stand_in_any_order(self, file: Path) -> None:
        Path("b.md").write_bytes(lines("heat: 5"))
        assert run("heat=6", "a.md", "title=U", "b.md")[0] == 0
        assert file.read_bytes() == Path("b.md").read_bytes() == lines("heat: 6").replace(b'"T"', b'"U"')

    def test_a_path_with_an_equals_sign_that_is_there_is_a_path(self) -> None:
        Path("heat=6").mkdir()
        Path("heat=6/b.md").write_bytes(lines("heat: 5"))
        assert run("heat=6", "title=U") == (0, "heat=6/b.md: changed\n1 changed, 0 unchanged\n")
        assert run("heat=6", "--set", "heat=6") == (0, "heat=6/b.md: changed\n1 changed, 0 unchanged\n")

    def test_a_folder_is_all_its_article_files(self, file: Path) -> None:
        Path("d").mkdir()
        Path("d/b.md").write_bytes(form("heat: 5"))
        Path("d/c.txt").write_bytes(b"x")
        assert run(".", "heat=6") == (0, "a.md: changed\nd/b.md: changed\n2 changed, 0 unchanged\n")

    def test_one_without_any_is_2_and_told(self) -> None:
        Path("d").mkdir()
        assert run("d", "heat=6") == (2, f"articlefmt: d: no article files\n{FAILED}")


FORCEABLE = "; --force writes what is refused all the same\n"
REFUSED = FAILED.rstrip("\n") + FORCEABLE


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
            (("--rename", "title=titel"), "T302 title: "),
            (("--rename", "heat=heta"), "K402 heta: kind `form` doesn't know this key; did you mean `heat`?"),
            (("--add", "topcis=Maps"), "K402 topcis: kind `form` doesn't know this key; did you mean `topics`?"),
            (("--add", "images={url: u}"), "T302 images[0].height: "),
        ],
    )  # fmt: skip
    def test_it_is_refused(self, file: Path, words: tuple[str, ...], code: str) -> None:
        if words == ("--delete", "webUrl"):  # what tells a form
            file.write_bytes(file.read_bytes().replace(b"type: article", b"type: course"))
        before = file.read_bytes()
        status, output = run("a.md", *words)
        assert (status, code in output, output.endswith(REFUSED)) == (1, True, True), output
        assert run("a.md", *words, "--dry-run", "--diff") == (status, output.replace("0 changed", "0 would be changed"))
        assert file.read_bytes() == before
        assert run("a.md", *words, "--force") == (0, CHANGED)

    def test_a_fraction_of_a_second_is_refused_in_words_for_everybody(self) -> None:
        status, output = run("a.md", "publishedDateTime=2021-05-30T14:00:00.5Z", "--force")
        message = "the format has no fractions of a second; give whole ones, as in 2021-05-30T14:00:00Z"
        assert (status, output.splitlines()[0]) == (1, f"a.md:2:1: E702 publishedDateTime: {message}")

    def test_what_was_wrong_before_refuses_no_other_edit(self, file: Path) -> None:
        file.write_bytes(form("heat: abc", "heta: 1", "topcis: [1]"))
        assert run("a.md", "title=U", "heta=2") == (0, CHANGED)
        status, output = run("a.md", "heat=xyz")
        assert (status, output.splitlines()[0]) == (1, "a.md:9:7: T301 heat: takes an int or None, not text")
        assert run("a.md", "heat=6", "--delete", "heta", "--delete", "topcis") == (0, CHANGED)

    def test_a_name_is_mended_by_a_rename(self, file: Path) -> None:
        file.write_bytes(form("heta: 5 # why"))
        assert run("a.md", "--rename", "heta=heat") == (0, CHANGED)
        assert file.read_bytes() == form("heat: 5 # why")

    def test_all_edits_count_together(self, file: Path) -> None:
        assert run("a.md", "provider.name=N", "provider.domain=D") == (0, CHANGED)
        assert b'provider:\n  name: "N"\n  domain: D\n' in file.read_bytes()

    def test_one_refused_file_stops_no_other(self) -> None:
        Path("b.md").write_bytes(form("x: 1"))
        status, output = run("a.md", "b.md", "x=2")
        assert status == 1
        assert output.endswith(f"b.md: changed\n1 changed, 0 unchanged, 1 failed{FORCEABLE}")

    @pytest.mark.parametrize(("text", "item"), [("Boats", "Boats"), ("Big boats, small ones", "a"), ("$(x)", "a")])
    def test_of_a_list_that_is_set_to_a_text_it_is_told_how_to_set_it(self, text: str, item: str) -> None:
        hint = f'write --set "topics=[{item}]", or --add topics={item} to add one item'
        told = f"a.md:7:1: T301 topics: takes a list of str, not text; {hint}"
        for words in (("--set", f"topics={text}"), ("heat=6", f"topics={text}")):
            assert run("a.md", *words)[1].splitlines()[0] == told
        assert run("a.md", "--set", "topics=[Boats]") == (0, CHANGED)
        assert run("a.md", "--add", "topics=Maps") == (0, CHANGED)

    def test_that_it_can_be_forced_is_told_once(self) -> None:
        Path("b.md").write_bytes(form())
        output = run("a.md", "b.md", "heat=x")[1]
        assert output.count("--force") == 1
        assert output.endswith(f"\n0 changed, 0 unchanged, 2 failed{FORCEABLE}")
        assert "--force" not in run("a.md", "b.md", "heat=x", "-q")[1]

    def test_force_writes_nothing_that_cannot_be_written(self, file: Path) -> None:
        before = file.read_bytes()
        for words in (("secured=x",), ("topics[9]=x",), ("--delete", "secured"), ("--rename", "secured=x"),
                      ("--add", "secured=x"), ("--rename", "heat=secured"), ("--rename", "heat=title")):  # fmt: skip
            assert run("a.md", *words, "--force")[0] == 1
        assert file.read_bytes() == before

    def test_text_stays_text_under_an_unknown_key(self, file: Path) -> None:
        file.write_bytes(form('version: "1.9"'))
        assert run("a.md", "version=1.10") == (0, CHANGED)
        assert file.read_bytes() == form('version: "1.10"')

    def test_collections_are_read_as_in_yaml(self, file: Path) -> None:
        assert run("a.md", "topics=[Charts, 1.10]", "provider={name: X, domain: D}") == (0, CHANGED)
        values = articlefmt.load(file).values
        assert (values["topics"], values["provider"]) == (["Charts", "1.10"], {"name": "X", "domain": "D"})


DONE = cases(r"""
    === an item is added behind the last one
    topics:
      - Charts # c
    >>> edit("--add", "topics=Maps")
    topics:
      - Charts # c
      - Maps

    === one that is there isn't
    topics:
      - Charts
    >>> edit("--add", "topics=Charts")
    topics:
      - Charts

    === nor the same one twice
    topics: [x]
    >>> edit("--add", "topics=a", "--add", "topics=a")
    topics: [x, a]

    === an item of texts is text
    topics: [x]
    >>> edit("--add", "topics=12")
    topics: [x, "12"]

    === an empty list has its first item
    topics: []
    >>> edit("--add", "topics=a")
    topics:
      - a

    === and so has none
    topics:
    >>> edit("--add", "topics=a")
    topics:
      - a

    === every such item is removed
    topics:
      - a # 1
      - b # 2
      - a # 3
    >>> edit("--remove", "topics=a")
    topics:
      - b # 2

    === what isn't there needn't be
    topics: [a]
    >>> edit("--remove", "topics=b")
    topics: [a]

    === be there a list or none
    topics:
    >>> edit("--remove", "topics=a")
    topics:

    === an item is told by its values, whatever their order
    images:
      - height: 2
        url: u
        width: 1
      - {url: v, width: 1, height: 2}
    >>> edit("--remove", "images={url: u, width: 1, height: 2}")
    images:
      - {url: v, width: 1, height: 2}

    === a key has another name, and all else stays
    x: 0x10 # c
    >>> edit("--rename", "x=z")
    z: 0x10 # c

    === one that needs quotes has them
    x: 1
    >>> edit("--rename", "x=y")
    "y": 1

    === a key in a mapping
    x: {a: 1, c: 2}
    >>> edit("--rename", "x.a=b")
    x: {b: 1, c: 2}

    === by the way to it
    x:
      a: 1 # c
    >>> edit("--rename", "x.a=x.b")
    x:
      b: 1 # c

    === to one with a dot
    x: 1
    >>> edit("--rename", 'x=["a.b"]')
    a.b: 1

    === from one with a dot
    "a.b": 1
    >>> edit("--rename", '["a.b"]=x')
    "x": 1

    === a key that isn't there is none
    x: 1
    >>> edit("--rename", "no=y")
    x: 1

    === a key below one with a dot is deleted
    a.b:
      c: 1
      d: 2
    >>> edit("--delete", '["a.b"].c')
    a.b:
      d: 2

    === one that isn't there needn't be
    x: 1
    >>> edit("--delete", "no.way[3]")
    x: 1

    === a value is set at a key with an equals sign
    a=b: 1
    >>> edit('["a=b"]=2')
    a=b: 2

    === and below one with a dot
    og.image:
      x: 'w'
    >>> edit("--set", '["og.image"].x=v')
    og.image:
      x: 'v'
""")


class TestSteps:
    """Each step is such that doing it twice is doing it once."""

    @pytest.mark.parametrize("case", DONE)
    def test_a_step_does_what_it_says_and_nothing_where_that_is_done(self, file: Path, case: Case) -> None:
        printed: list[tuple[int, str]] = []

        def edit(*words: str) -> None:
            printed.append(run("a.md", *words, "--force"))

        head = 'title: "T"\nexcerpt: ""\nwebUrl: u\ntype: article\n'
        file.write_text(f"---\n{head}{case.given}---\n")
        case.run(edit=edit)
        assert file.read_text() == f"---\n{head}{case.expected}---\n"
        case.run(edit=edit)
        assert printed == [(0, CHANGED if case.given != case.expected else UNCHANGED), (0, UNCHANGED)]

    def test_the_last_item_takes_the_list_with_it(self, file: Path) -> None:
        assert run("a.md", "--remove", "topics=Charts") == (0, CHANGED)
        assert articlefmt.load(file).record.topics == []

    def test_they_are_done_in_the_order_given(self, file: Path) -> None:
        file.write_bytes(form("x: 1"))
        assert run("a.md", "--delete", "x", "--set", "x=2", "--rename", "x=y", "--set", "x=3", "--force")[0] == 0
        assert articlefmt.load(file).values["y"] == 2
        assert articlefmt.load(file).values["x"] == 3
        file.write_bytes(form("x: 1"))
        assert run("a.md", "--set", "x=2", "--rename", "x=y", "--set", "x=3", "--delete", "x", "--force")[0] == 0
        assert {name: value for name, value in articlefmt.load(file).values.items() if name in "xy"} == {"y": 2}

    def test_values_among_the_paths_come_first(self, file: Path) -> None:
        assert run("--rename", "x=z", "a.md", "x=2", "--force") == (0, CHANGED)
        assert file.read_bytes().count(b"z: 2\n") == 1

    @pytest.mark.parametrize("step", ["add", "remove"])
    @pytest.mark.parametrize("key", ["title", "heat", "x"])
    def test_what_is_no_list_has_no_items(self, file: Path, step: str, key: str) -> None:
        file.write_bytes(form("heat: 5", "x: {a: 1}"))
        status, output = run("a.md", f"--{step}", f"{key}=a")
        place = {"title": "2:8", "heat": "9:7", "x": "10:1"}[key]
        message = f"a.md:{place}: E703 {key}: the value here is no list, so no item can be added or removed"
        assert (status, output.splitlines()[0]) == (1, message)

    def test_no_key_takes_the_name_of_another(self, file: Path) -> None:
        status, output = run("a.md", "--rename", "heat=topics")
        message = "a.md:7:1: E703 topics: there is a value at this key already"
        assert (status, output.splitlines()[0]) == (1, message)


class TestWhere:
    """Files of which a condition doesn't hold are unchanged; of several, all must hold."""

    @pytest.mark.parametrize(
        ("conditions", "holds"),
        [
            (("heat<6",), True),
            (("heat<5",), False),
            (("heat<=5", "heat>=5", "heat=5"), True),
            (("heat=5", "heat>5"), False),
            (("heat!=5",), False),
            (("heat = 5",), True),
            (("topics~=Charts",), True),
            (("topics~=Chart",), False),
            (("title~=T",), False),
            (("heat",), True),
            (("!heat",), False),
            (("provider",), False),
            (("!provider.name",), True),
            (("topics[0]=Charts",), True),
            (("topics[1]",), False),
            (("nothing<5",), False),
            (("nothing=5",), False),
            (("nothing!=5",), True),
            (("title<U",), True),
            (("title=T",), True),
            (("heat<x",), False),
        ],
    )
    def test_they_decide(self, file: Path, conditions: tuple[str, ...], holds: bool) -> None:
        words = [word for one in conditions for word in ("--where", one)]
        status, output = run("a.md", "published=true", *words)
        assert (status, output.endswith(CHANGED if holds else UNCHANGED)) == (0, True)
        assert (b"published: true\n" in file.read_bytes()) is holds

    def test_a_key_that_no_class_knows_is_told_where_nothing_was_changed(self, file: Path) -> None:
        told = "articlefmt: --where heta<30: no class of these files knows `heta`; did you mean `heat`?\n"
        assert run("a.md", "--where", "heta<30", "heat=6") == (0, told + UNCHANGED)
        assert run("a.md", "--where", "heta<30", "heat=6", "-q") == (0, "")
        assert run("a.md", "--where", "heat<3", "heat=6") == (0, UNCHANGED)
        assert run("a.md", "--where", "!heta", "heat=5") == (0, UNCHANGED)
        assert run("a.md", "--where", "heta!=3", "heat=6") == (0, CHANGED)

    @pytest.mark.parametrize(
        ("condition", "doubt"),
        [
            (
                "topics=Adventure",
                "`topics` takes a list of str, not text; for one of its items write topics~=Adventure",
            ),
            ("topics=5", "`topics` takes a list of str, not a number; for one of its items write topics~=5"),
            ("topics>Adventure", "`topics` takes a list of str, which has no order"),
            ("title~=T", "`title` takes a str, which has no items; write title=T"),
            ("heat<hot", "`heat` takes an int or None, not text"),
            ("heat=hot", "`heat` takes an int or None, not text"),
            ("published<true", "`published` takes a bool or None, which has no order"),
            ("publishedDateTime<soon", "`publishedDateTime` takes a datetime with a time zone or None, not text"),
            ("provider=X", "`provider` takes a Provider or None, not text"),
            ("images~=X", "an item of `images` is an Image, not text"),
        ],
    )
    def test_what_no_value_of_the_key_is_is_told_where_nothing_was_changed(self, condition: str, doubt: str) -> None:
        told = f"articlefmt: --where {condition}: {doubt}\n"
        assert run("a.md", "--where", condition, "heat=6") == (0, told + UNCHANGED)
        assert run("a.md", "--where", condition, "heat=6", "-q") == (0, "")

    @pytest.mark.parametrize(
        "condition",
        ["topics=[A]", "topics=", "topics~=A", "title<5", "title=5", "heat>5.5", "heat=", "publishedDateTime<2021-05-30",
         "topics[0]=A", "provider.name=5", "published=false", "provider", "heat!=5"],
    )  # fmt: skip
    def test_what_can_hold_is_not_doubted(self, condition: str) -> None:
        assert run("a.md", "--where", condition, "--where", "heat=9", "heat=6") == (0, UNCHANGED)


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
            "1 changed, 1 unchanged, 2 failed\n"
        )

    def test_it_can_be_run_again(self, file: Path) -> None:
        words = ("a.md", "x=1", "y.z=2", "--delete", "heat", "--delete", "y", "--force")
        assert run(*words) == (0, CHANGED)
        data = file.read_bytes()
        assert run(*words) == (0, UNCHANGED)
        assert file.read_bytes() == data

    def test_the_same_by_several_processes(self) -> None:
        names = [f"{number:03}.md" for number in range(60)]
        for name in names:
            Path(name).write_bytes(form(f"heat: {int(name[:3])}"))
        words = (*names, "heat=30", "--where", "heat<30", "--diff", "--dry-run")
        assert run(*words, "--jobs", "2") == run(*words, "--jobs", "1")
        assert run(*words[:-1], "-q", "--jobs", "2")[0] == 0
        assert {articlefmt.load(name).values["heat"] for name in names} == set(range(30, 60))

    def test_a_fault_of_ours_is_3_and_shows_no_more_than_its_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError(SECRET)

        monkeypatch.setattr("articlefmt.many.functions.load", fail)
        message = "articlefmt: a.md: a fault of articlefmt (ZeroDivisionError); please report it\n"
        assert run("a.md", "heat=6") == (3, message + FAILED)


LINES = st.sampled_from(
    ("heat: 5", "heat: 40 # c", "heat:", "topics: [a]", "x.y: 1", "x: {y: 2}", "old: '1'", "heat: x")
)
STEPS: dict[tuple[str, ...], Callable[[Document[Any]], None]] = {
    ("heat=30",): lambda doc: doc.set("heat", 30),
    ("--delete", "heat"): lambda doc: doc.delete("heat") if "heat" in doc.values else None,
    ("--rename", "old=new"): lambda doc: doc.rename("old", "new") if "old" in doc.values else None,
    ("--delete", '["x.y"]'): lambda doc: doc.delete(("x.y",)) if "x.y" in doc.values else None,
    ("--set", "title=A: b"): lambda doc: doc.set("title", "A: b"),
}


@given(st.lists(st.lists(LINES, unique_by=lambda line: line.split(":")[0]), min_size=1, max_size=3), st.lists(st.sampled_from([*STEPS]), min_size=1, max_size=3))  # fmt: skip
def test_the_command_writes_what_the_function_does(
    tmp_path_factory: pytest.TempPathFactory, contents: list[list[str]], steps: list[tuple[str, ...]]
) -> None:
    def edited(document: Document[Record]) -> None:
        for step in steps:
            STEPS[step](document)

    folder = tmp_path_factory.mktemp("x")
    head = form().decode().split("topics")[0]
    names = [str(folder / f"{at}.md") for at in range(len(contents))]
    before = [f"{head}{''.join(one + chr(10) for one in content)}---\n".encode() for content in contents]
    results: list[list[bytes]] = []
    for by_command in (True, False):
        for name, data in zip(names, before, strict=True):
            Path(name).write_bytes(data)
        if by_command:
            values = [word for step in steps for word in (step if len(step) == 2 else ("--set", *step))]
            assert run(str(folder), *values, "--force")[0] == 0
        else:
            assert all(outcome.error is None for outcome in articlefmt.edit_many(names, edited))
        results.append([Path(name).read_bytes() for name in names])
    assert results[0] == results[1]


@pytest.mark.skipif(os.name == "nt", reason="names there are text")
def test_a_file_name_that_is_no_text_can_be_printed(file: Path) -> None:
    name = os.fsdecode(b"\xff.md")
    Path(name).write_bytes(file.read_bytes())
    status, output = run(name, "heat=6", "--diff")
    assert (status, "a/\\udcff.md" in output) == (0, True)
