"""What is done to a repository, and what the guard must say of it."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from articlefmt.cli import main
from tests.repository import Repository
from tests.samples import SECRET, file, shows_secret

OTHER = "A" + SECRET[1:]
THIRD = "B" + SECRET[1:]
URL = "https://example.com/one"

Attack: TypeAlias = Callable[[Repository], None]
Told: TypeAlias = list[tuple[str, str, str]]

CHANGED, DELETED, UNSEEN = ("G001", "error"), ("G003", "warning"), ("G004", "error")


def article(
    secured: str = SECRET, *more: str, title: str = "One", url: str = URL, excerpt: str = "All.", body: str = "\n"
) -> bytes:
    lines = [f'title: "{title}"', f'excerpt: "{excerpt}"', f"webUrl: {url}" if url else "", "type: article", "topics:", "  - Charts", *more]  # fmt: skip
    lines += [f'secured: "{secured}"'] if secured else []
    return file(*filter(None, lines), body=body)


def plain(name: str, *more: str) -> bytes:
    return article("", *more, title=name, url=f"https://example.com/{name}")


def move(to: str, data: bytes | None = None, of: str = "c/one.md", stage: bool = True) -> Attack:
    def do(repository: Repository) -> None:
        (repository.root / to).parent.mkdir(parents=True, exist_ok=True)
        (repository.root / of).rename(repository.root / to)
        if data is not None:
            (repository.root / to).write_bytes(data)
        if stage:
            repository.git("add", "-A")

    return do


def put(data: bytes, at: str = "c/one.md") -> Attack:
    def do(repository: Repository) -> None:
        (repository.root / at).parent.mkdir(parents=True, exist_ok=True)
        (repository.root / at).write_bytes(data)

    return do


def both(*attacks: Attack) -> Attack:
    def do(repository: Repository) -> None:
        for attack in attacks:
            attack(repository)

    return do


def delete(*names: str) -> Attack:
    def do(repository: Repository) -> None:
        for name in names:
            (repository.root / name).unlink()

    return do


def git(*words: str) -> Attack:
    return lambda repository: void(repository.git(*words))


def void(_: object) -> None:
    """Nothing."""


def link(at: str, to: str) -> Attack:
    def do(repository: Repository) -> None:
        path = repository.root / at
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
        path.symlink_to(to)

    return do


def add_submodule(repository: Repository, at: str) -> None:
    """Another repository, which has the same names."""
    other = Repository.make(repository.root.parent / "other", one=article(OTHER), two=plain("two"))
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.root), at)


def submodule(repository: Repository) -> None:
    """The folder is a submodule."""
    repository.git("rm", "-rq", "c")
    add_submodule(repository, "c")


def moved_and_linked(repository: Repository) -> None:
    """The folder has another name, and a link has the old one."""
    (repository.root / "c").rename(repository.root / "m")
    (repository.root / "c").symlink_to("m")


def absent_submodule(repository: Repository) -> None:
    """A submodule that nobody fetched."""
    submodule(repository)
    repository.git("submodule", "deinit", "-f", "-q", "c")


def nested(repository: Repository) -> None:
    """A repository in the repository, which git isn't told of."""
    repository.git("rm", "-rq", "--cached", "c")
    Repository(repository.root / "c").git("init", "-q")
    put(article(OTHER))(repository)


def replace_objects(repository: Repository) -> None:
    """`git replace`: the earlier content is another one, for whoever asks git as usual."""
    put(article(OTHER))(repository)
    old = repository.git("rev-parse", "HEAD:c/one.md").strip()
    new = repository.git("hash-object", "-w", "c/one.md").strip()
    repository.git("replace", old, new)


def replace_commit(repository: Repository) -> None:
    """The same for the whole commit."""
    put(article(OTHER))(repository)
    repository.git("commit", "-qam", "x")
    repository.git("replace", "HEAD~1", "HEAD")


def grafted(repository: Repository) -> None:
    """The parent of the last commit is another one, for whoever asks git as usual."""
    put(article(OTHER))(repository)
    repository.git("commit", "-qam", "x")
    tip = repository.git("rev-parse", "HEAD").strip()
    twin = repository.git("commit-tree", "-m", "x", "HEAD^{tree}").strip()
    (repository.root / ".git" / "info").mkdir(exist_ok=True)
    (repository.root / ".git" / "info" / "grafts").write_text(f"{tip} {twin}\n", encoding="utf-8")


def monitored(repository: Repository) -> None:
    """A program that tells git that nothing changed."""
    hook = repository.root / ".git" / "nothing"
    hook.write_text("#!/bin/sh\nprintf 'x\\0'\n", encoding="utf-8")
    hook.chmod(0o755)
    repository.git("config", "core.fsmonitor", str(hook))
    repository.git("update-index", "--fsmonitor")
    repository.git("status")
    put(article(OTHER))(repository)


def same_size_and_time(repository: Repository) -> None:
    """Nothing that a careless look at the disk would show."""
    path = repository.root / "c/one.md"
    for key, value in (("core.trustctime", "false"), ("core.checkStat", "minimal")):
        repository.git("config", key, value)
    os.utime(path, (10**9, 10**9))
    repository.git("status")
    time.sleep(1.1)  # git compares seconds
    path.write_bytes(article(OTHER))
    os.utime(path, (10**9, 10**9))


def attributes(line: str) -> Attack:
    return both(put(f"{line}\n".encode(), ".gitattributes"), put(article(OTHER)), git("add", "-A"))


def becomes_a_folder(repository: Repository) -> None:
    delete("c/one.md")(repository)
    put(plain("inner"), "c/one.md/inner.md")(repository)


def swap(repository: Repository) -> None:
    put(article(THIRD))(repository)
    put(article(SECRET, title="Three", url=f"{URL}/3"), "c/three.md")(repository)


UNREAD = article(OTHER).replace(b"topics:", b"a: [\ntopics:")

ATTACKS: dict[str, tuple[Attack, Told]] = {
    # in place
    "changed": (put(article(OTHER)), [("c/one.md", *CHANGED)]),
    "the key alone was removed": (put(article("")), [("c/one.md", *CHANGED)]),
    "moved into the body": (put(article("", body=f'\nsecured: "{SECRET}"\n')), [("c/one.md", *CHANGED)]),
    "moved below another key": (put(article("", "x:", f"  secured: {SECRET}")), [("c/one.md", *CHANGED)]),
    "made unreadable, and changed": (put(UNREAD), [("c/one.md", *CHANGED)]),
    "not UTF-8 any more, and changed": (put(article(OTHER).decode().encode("utf-16")), [("c/one.md", *CHANGED)]),
    "no front matter any more": (put(b"Text.\n"), [("c/one.md", *CHANGED)]),
    "empty": (put(b""), [("c/one.md", *CHANGED)]),
    "line ends and a byte order mark, and changed": (put(b"\xef\xbb\xbf" + article(OTHER).replace(b"\n", b"\r\n")), [("c/one.md", *CHANGED)]),
    "another title, another URL, and changed": (put(article(OTHER, title="X", url="https://x.example.org/")), [("c/one.md", *CHANGED)]),
    "two values change places": (swap, [("c/one.md", *CHANGED), ("c/three.md", *CHANGED)]),
    "behind a copy with the right value": (both(put(article(OTHER, title="X")), put(article(), "c/copy.md")), [("c/one.md", *CHANGED)]),
    # renamed, and changed
    "renamed": (move("c/x.md", article(OTHER)), [("c/x.md", *CHANGED)]),
    "renamed, unstaged": (move("c/x.md", article(OTHER), stage=False), [("c/x.md", *CHANGED)]),
    "renamed in case only": (move("c/ONE.md", article(OTHER)), [("c/ONE.md", *CHANGED)]),
    "moved into a new folder": (move("c/d/e/one.md", article(OTHER)), [("c/d/e/one.md", *CHANGED)]),
    "renamed to .MD": (move("c/one.MD", article(OTHER)), [("c/one.MD", *CHANGED)]),
    "renamed to .markdown": (move("c/one.markdown", article(OTHER)), [("c/one.markdown", *CHANGED)]),
    "renamed to .mdx": (move("c/one.mdx", article(OTHER), stage=False), [("c/one.mdx", *CHANGED)]),
    "renamed to .Qmd": (move("c/one.Qmd", article(OTHER)), [("c/one.Qmd", *CHANGED)]),
    "renamed to what is no article": (move("c/one.txt", article(OTHER)), [("c/one.txt", *CHANGED), ("c/one.txt", *DELETED)]),
    "renamed, https": (move("x.md", article(OTHER, url=URL.replace("https", "http"))), [("x.md", *CHANGED)]),
    "renamed, https, another title": (move("x.md", article(OTHER, url=URL.replace("https", "http"), title="X")), [("x.md", *CHANGED)]),
    "renamed, www": (move("x.md", article(OTHER, url="HTTPS://WWW.Example.com:443/one/", title="X")), [("x.md", *CHANGED)]),
    "renamed, another address at the site": (move("x.md", article(OTHER, url="https://blog.example.com/2/x?y#z")), [("x.md", *CHANGED)]),
    "renamed, without a URL": (move("x.md", article(OTHER, url="")), [("x.md", *CHANGED)]),
    "renamed, another site": (move("x.md", article(OTHER, url="https://x.example.org/one")), [("x.md", *CHANGED)]),
    "renamed and made unreadable": (move("x.md", UNREAD), [("x.md", *CHANGED)]),
    "moved out of what is checked": (move("elsewhere/one.md", article(OTHER)), [("elsewhere/one.md", *CHANGED)]),
    "a stranger has its place": (both(move("c/x.md", article(OTHER)), put(article(THIRD, title="New", url=f"{URL}/new"))), [("c/x.md", *CHANGED)]),
    # gone
    "deleted": (delete("c/one.md"), [("c/one.md", *DELETED)]),
    "deleted, staged": (git("rm", "-q", "c/one.md"), [("c/one.md", *DELETED)]),
    "became a folder": (becomes_a_folder, [("c/one.md", *DELETED)]),
    "deleted, and the next one of that name is new": (both(delete("c/one.md"), put(article(OTHER, excerpt="X", url=f"{URL}/next"), "c/x.md")), [("c/one.md", *DELETED)]),
    "deleted, and another one is new": (both(delete("c/one.md"), put(article(OTHER, excerpt="X", url="https://two.example.org/"), "c/x.md")), [("c/one.md", *DELETED)]),
    "its folder became a submodule": (submodule, [("c/one.md", *UNSEEN), ("c/three.md", *UNSEEN)]),
    "its folder became a submodule that isn't there": (absent_submodule, [("c/one.md", *UNSEEN), ("c/three.md", *UNSEEN)]),
    "its folder became a repository": (nested, [("c/one.md", *UNSEEN), ("c/three.md", *UNSEEN)]),
    "its folder became a link": (link("c", "nowhere"), [("c/one.md", *UNSEEN), ("c/three.md", *UNSEEN)]),
    "became a link to nothing": (link("c/one.md", "nothing"), [("c/one.md", *UNSEEN)]),
    "became a link to a folder": (link("c/one.md", "../d"), [("c/one.md", *DELETED)]),
    "became a link to another value": (both(put(article(OTHER), "x.txt"), link("c/one.md", "../x.txt")), [("c/one.md", *CHANGED)]),
    # what git is told
    "an object is replaced": (replace_objects, [("c/one.md", *CHANGED)]),
    "assumed to be unchanged": (both(git("update-index", "--assume-unchanged", "c/one.md"), put(article(OTHER))), [("c/one.md", *CHANGED)]),
    "assumed to be unchanged, and deleted": (both(git("update-index", "--assume-unchanged", "c/one.md"), delete("c/one.md")), [("c/one.md", *DELETED)]),
    "said to be outside of the checkout": (both(git("update-index", "--skip-worktree", "c/one.md"), put(article(OTHER))), [("c/one.md", *CHANGED)]),
    "a monitor says that nothing changed": (monitored, [("c/one.md", *CHANGED)]),
    "size and time are the same": (same_size_and_time, [("c/one.md", *CHANGED)]),
    "no text to git": (attributes("*.md -diff -text binary"), [("c/one.md", *CHANGED)]),
    "line ends to git": (attributes("*.md text eol=crlf"), [("c/one.md", *CHANGED)]),
    "not tracked any more, and ignored": (both(git("rm", "-q", "--cached", "c/one.md"), put(b"*.md\n", ".gitignore"), put(article(OTHER))), [("c/one.md", *CHANGED)]),
}  # fmt: skip

HARMLESS: dict[str, Attack] = {
    "nothing": void,
    "renamed": move("c/x.md"),
    "renamed to .MD": move("c/one.MD"),
    "renamed to .markdown, unstaged": move("c/one.markdown", stage=False),
    "moved out of what is checked": move("elsewhere/one.md"),
    "renamed and rewritten": move("c/x.md", article(title="X", url="https://x.example.org/", body="Anew.\n" * 99)),
    "a file without it was deleted": delete("c/two.md"),
    "a file without it was renamed": move("c/x.md", of="c/two.md"),
    "a body was changed": put(article(body="Text.\n")),
    "made unreadable": put(article().replace(b"topics:", b"a: [\ntopics:")),
    "became a link to the same": both(put(article(), "x.txt"), link("c/one.md", "../x.txt")),
    "its folder was moved, and a link leads there": moved_and_linked,
    "a new one": put(article(OTHER, title="New", url=f"{URL}/new"), "c/new.md"),
    "a new one of the same name at the same site": put(article(OTHER, excerpt="X", url=f"{URL}/new"), "c/new.md"),
    "a new one of the same name elsewhere": put(article(OTHER, excerpt="X", url="https://two.example.org/"), "c/new.md"),
    "outside of the checkout": both(git("update-index", "--skip-worktree", "c/one.md"), delete("c/one.md")),
    "a submodule elsewhere": lambda repository: add_submodule(repository, "c/sub"),
}  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    three = article(THIRD, title="Three", url=f"{URL}/3")
    made = Repository.make(tmp_path / "r", c__one=article(), c__two=plain("two"), c__three=three, d__four=plain("four"))
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return made


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, ["check", "--output-format", "json", *words])
    assert not any(shows_secret(result.output) or text in result.output for text in (OTHER, THIRD))
    return result


def told(*words: str, revision: str = "HEAD") -> tuple[int, Told]:
    """The status, and what the guard says of `secured`."""
    result = run("--against", revision, *words)
    findings = json.loads(result.stdout)["findings"]
    return result.exit_code, sorted(
        (one["file"], one["code"], one["severity"]) for one in findings if one["code"] in {"G001", "G003", "G004"}
    )


@pytest.mark.parametrize(("attack", "expected"), ATTACKS.values(), ids=ATTACKS)
def test_what_is_done_is_told(repository: Repository, attack: Attack, expected: Told) -> None:
    attack(repository)
    assert told("--select", "G") == (int(any(one[2] == "error" for one in expected)), sorted(expected))


@pytest.mark.parametrize("name", [name for name, (_, told) in ATTACKS.items() if "c/one.md" in str(told)])
def test_it_is_told_of_the_folder_too(repository: Repository, name: str) -> None:
    attack, expected = ATTACKS[name]
    attack(repository)
    folder = repository.root / "c"
    status, found = told("--select", "G", "c") if folder.exists() else told("--select", "G")
    if (folder / ".git").exists():
        return  # git speaks for the other repository
    is_empty = folder.exists() and not [*folder.glob("*")]  # which is told as well, with 2
    assert (status, found) == (2 if is_empty else int(any(one[2] == "error" for one in expected)), sorted(expected))


@pytest.mark.parametrize("attack", HARMLESS.values(), ids=HARMLESS)
def test_what_leaves_every_value_as_it_was_is_not_told(repository: Repository, attack: Attack) -> None:
    attack(repository)
    assert told("--select", "G") == (0, [])
    assert told("--select", "G", "c", "d") == (0, [])


@pytest.mark.parametrize("attack", [replace_commit, grafted])
def test_the_commit_before_is_the_one_that_was_made(repository: Repository, attack: Attack) -> None:
    attack(repository)
    assert told(revision="HEAD~1")[1] == [("c/one.md", *CHANGED)]


def test_two_that_share_a_url_and_are_moved_and_rewritten_are_told_apart(repository: Repository) -> None:
    """By their titles, else by what they hold."""
    shared = f"{URL}/shared"
    repository.commit(a=article(OTHER, title="A", url=shared), b=article(THIRD, title="B", url=shared))
    for titles in ("AB", "XY", "YX", "BA"):
        delete("a.md", "b.md")(repository)
        put(article(OTHER, title=titles[0], url=shared, body="Anew.\n" * 99), "m/z.md")(repository)
        put(article(THIRD, title=titles[1], url=shared, body="Afresh.\n" * 99), "m/y.md")(repository)
        assert told("--select", "G") == (
            (0, []) if titles != "BA" else (1, [("m/y.md", *CHANGED), ("m/z.md", *CHANGED)])
        )
        put(article(SECRET, title=titles[1], url=shared), "m/y.md")(repository)
        assert ("m/y.md", *CHANGED) in told("--select", "G")[1]
        repository.git("checkout", "-q", "--", "a.md", "b.md")


def test_a_change_that_is_meant_is_a_warning(repository: Repository) -> None:
    submodule(repository)
    put(article(OTHER), "x.md")(repository)
    words = ("--select", "G", "--allow-secured-change")
    assert told(*words) == (0, [("c/three.md", "G004", "warning"), ("x.md", "G001", "warning")])


CONFIGURATIONS = {
    "ignore": 'ignore = ["G001"]',
    "ignore the group": 'ignore = ["G", "F", "Y", "K"]',
    "select others": 'select = ["C"]',
    "ignore in a folder": 'per-file-ignores = {"c/" = ["G0", "Y"]}',
    "ignore everywhere": '[tool.articlefmt.per-file-ignores]\n"*" = ["G"]',
    "allow": "allow-secured-change = true",
    "limits": 'max-lines = 1\nmax-size = 1\nignore = ["Y", "F"]',
    "all of it": 'max-nodes = 1\nselect = ["W"]\nignore = ["G"]\nallow-secured-change = true\nstrict = false',
}


@pytest.mark.parametrize("text", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
@pytest.mark.parametrize("attack", [put(article(OTHER)), move("c/x.md", article(OTHER)), put(UNREAD), submodule])
def test_no_configuration_switches_it_off(repository: Repository, attack: Attack, text: str) -> None:
    attack(repository)
    _, expected = told("--isolated")
    assert expected
    put(f"[tool.articlefmt]\n{text}\n".encode(), "pyproject.toml")(repository)
    assert told() == (1, expected)
    put(f"[tool.articlefmt]\n{text}\n".encode(), "d/other.toml")(repository)
    assert told("--config", "d/other.toml") == (1, expected)
    if "limits" not in text and "max" not in text:
        assert "isn't heeded; say it on the command line" in run("--against", "HEAD").stderr


def test_a_configuration_in_a_folder_neither(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    put(b'[tool.articlefmt]\nignore = ["G"]\n', "c/pyproject.toml")(repository)
    put(article(OTHER))(repository)
    monkeypatch.chdir(repository.root / "c")
    assert told() == (1, [("one.md", *CHANGED)])


def test_the_command_line_does(repository: Repository) -> None:
    put(b'[tool.articlefmt]\nignore = ["G"]\nselect = ["C"]\n', "pyproject.toml")(repository)
    put(article(OTHER))(repository)
    for words in (["--ignore", "G001"], ["--per-file-ignores", "c/:G"], ["--select", "C,G002"]):
        result = run("--against", "HEAD", *words)
        assert "G001" not in result.stdout
    assert told("--allow-secured-change") == (0, [("c/one.md", "G001", "warning")])


def test_a_configuration_that_leaves_the_guard_alone_is_heeded_without_a_word(repository: Repository) -> None:
    put(b'[tool.articlefmt]\nignore = ["K", "C6"]\nstrict = true\n', "pyproject.toml")(repository)
    result = run("--against", "HEAD")
    assert (result.exit_code, result.stderr, json.loads(result.stdout)["findings"]) == (0, "", [])


class TestOneOfTheSameName:
    """One is deleted, and one of its title is new. It is the same where nothing but its address differs."""

    @pytest.mark.parametrize(
        ("lines", "url", "is_same"),
        [
            ((), "https://example.com/next", True),
            ((), "https://example.org/next", False),
            (("publishedDateTime: 2021-05-30T17:20:00Z",), "https://example.com/next", False),
            (("publishedDateTime: 2021-05-23T17:20:00Z",), "https://example.org/next", True),
        ],
    )
    def test_its_date_tells_else_its_site(
        self, repository: Repository, lines: tuple[str, ...], url: str, is_same: bool
    ) -> None:
        before = ("publishedDateTime: 2021-05-23T17:20:00Z",) if lines else ()
        repository.commit(week=article(OTHER, *before, title="This week", excerpt=""))
        delete("week.md")(repository)
        put(article(THIRD, *lines, title="This week", url=url, excerpt="", body="Anew.\n" * 99), "next.md")(repository)
        expected = (1, [("next.md", *CHANGED)]) if is_same else (0, [("week.md", *DELETED)])
        assert told("--select", "G") == expected

    def test_files_that_are_alike_to_git_are_two_if_their_dates_differ(self, repository: Repository) -> None:
        lines = [f"x{number}: 1" for number in range(30)]
        weeks = [f"publishedDateTime: 2021-05-{day}T17:20:00Z" for day in (23, 30)]
        repository.commit(week=article(OTHER, weeks[0], *lines, title="This week", url=f"{URL}/1"))
        repository.git("mv", "week.md", "next.md")
        put(article(THIRD, weeks[1], *lines, title="This week", url=f"{URL}/2"), "next.md")(repository)
        assert "R0" in repository.git("diff", "HEAD", "--raw", "-M")
        assert told("--select", "G") == (0, [("week.md", *DELETED)])
