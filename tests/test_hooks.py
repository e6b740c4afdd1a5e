"""The hooks that `.pre-commit-hooks.yaml` offers, run as pre-commit runs them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from articlefmt import discovery
from articlefmt.cli import main
from tests.action import ACTION
from tests.repository import Repository
from tests.samples import ROOT, SECRET, form

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "how-to" / "ci.md").read_text(encoding="utf-8")
PAGES = "".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
CLEAN = form(f'secured: "{SECRET}"')


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository.make(tmp_path, clean=CLEAN, tampered=CLEAN, wrong=CLEAN)
    made.write(tampered=form(f'secured: "A{SECRET[1:]}"'), wrong=form("heat: x", f'secured: "{SECRET}"'))
    made.git("add", "-A")
    monkeypatch.chdir(tmp_path)
    return made


ENDINGS = {"markdown": [".md", ".markdown"], "mdx": [".mdx"], "quarto": [".qmd"]}
"""What pre-commit takes for a file of a type: any case of these."""


def test_there_are_three_and_all_are_for_what_find_takes() -> None:
    assert [hook["id"] for hook in HOOKS] == ["articlefmt-check", "articlefmt-guard", "articlefmt-edit"]
    for hook in HOOKS:
        assert (hook["language"], hook.keys() & {"types", "files", "exclude"}) == ("python", set())
        endings = [ending for kind in hook["types_or"] for ending in ENDINGS[kind]]
        assert sorted(endings) == sorted(discovery._ENDINGS)


@pytest.mark.parametrize(("number", "code"), [(0, "wrong.md:9:7: T301"), (1, "tampered.md:9:1: G001")])
@pytest.mark.usefixtures("repository")
def test_each_finds_its_own_and_lets_a_clean_file_pass(number: int, code: str) -> None:
    result = run(number, "clean.md", "tampered.md", "wrong.md")
    assert (result.exit_code, result.output.count(" error: "), code in result.output) == (1, 1, True)
    assert run(number, "clean.md").exit_code == 0


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("name", ["--exit-zero.md", "--config=clean.md", "--per-file-ignores=clean.md:G", "-.md"])
def test_a_file_that_is_called_as_an_option_is_a_file(number: int, name: str, repository: Repository) -> None:
    repository.write(**{name.removesuffix(".md"): b"no article"})
    result = run(number, f"{name.removesuffix('.md')}.md")
    assert (result.exit_code, "F101" in result.output) == (1, True)


EDIT: dict[str, Any] = next(
    hook
    for block in re.findall(r"^```yaml\n(repos:.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for hook in yaml.safe_load(block)["repos"][0]["hooks"]
    if hook["id"] == "articlefmt-edit"
)
"""How the page uses the hook that edits."""


def test_the_hook_that_edits_does_what_its_args_say_and_no_more(repository: Repository) -> None:
    repository.write(clean=CLEAN, other=form("heat: 5"), **{"--heat=1": CLEAN})
    names = ("clean.md", "other.md", "--heat=1.md")
    result = run(2, *names, args=EDIT["args"])
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "2 changed, 1 unchanged")
    for name in ("clean.md", "--heat=1.md"):
        assert (repository.root / name).read_bytes().replace(b"heat: 50\n", b"") == CLEAN
    assert (repository.root / "other.md").read_bytes() == form("heat: 5")


def test_the_hook_that_edits_says_what_it_lacks() -> None:
    result = run(2, "clean.md")
    assert (result.exit_code, "nothing to do: give KEY=VALUE" in result.output) == (2, True)


def run(number: int, *files: str, args: list[str] | None = None) -> Result:
    """Run a hook as pre-commit does: its entry, the `args` of the user or else its own, and the names of files."""
    hook = HOOKS[number]
    program, *words = shlex.split(hook["entry"])
    assert program == "articlefmt"
    return CliRunner().invoke(main, [*words, *(hook.get("args", []) if args is None else args), *files])


def test_the_revision_that_the_examples_name_exists_and_has_these_hooks_and_the_action() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no checkout")
    (revision,) = {
        *re.findall(r"^    rev: (\S+)", PAGES, re.MULTILINE),
        *re.findall(r"example/articlefmt@(\S+)", PAGES),
    }
    checkout = Repository(ROOT)
    if checkout.git("rev-parse", "--is-shallow-repository").strip() == "true":
        pytest.skip("a checkout without its history")
    then = yaml.safe_load(checkout.git("show", f"{revision}:.pre-commit-hooks.yaml"))
    assert [hook["id"] for hook in then] == [hook["id"] for hook in HOOKS]
    assert all(f"id: {hook['id']}" in PAGE for hook in HOOKS)
    assert yaml.safe_load(checkout.git("show", f"{revision}:action.yml"))["inputs"].keys() == ACTION["inputs"].keys()
