"""The hooks that `.pre-commit-hooks.yaml` offers, run as pre-commit runs them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from articlefmt import discovery
from articlefmt.cli import main
from tests.repository import Repository
from tests.samples import ROOT, SECRET, form

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
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


def test_there_are_two_and_both_are_for_what_find_takes() -> None:
    assert [hook["id"] for hook in HOOKS] == ["articlefmt-check", "articlefmt-guard"]
    for hook in HOOKS:
        assert (hook["language"], hook.keys() & {"types", "files", "exclude"}) == ("python", set())
        endings = [ending for kind in hook["types_or"] for ending in ENDINGS[kind]]
        assert sorted(endings) == sorted(discovery._ENDINGS)


@pytest.mark.parametrize(("number", "code"), [(0, "wrong.md:9:7: T301"), (1, "tampered.md:9:1: G001")])
@pytest.mark.usefixtures("repository")
def test_each_finds_its_own_and_lets_a_clean_file_pass(number: int, code: str) -> None:
    program, *words = shlex.split(HOOKS[number]["entry"])
    assert program == "articlefmt"
    result = CliRunner().invoke(main, [*words, "clean.md", "tampered.md", "wrong.md"])
    assert (result.exit_code, result.output.count(" error: "), code in result.output) == (1, 1, True)
    assert CliRunner().invoke(main, [*words, "clean.md"]).exit_code == 0


def test_the_revision_that_the_example_names_exists_and_has_these_hooks() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no checkout")
    page = (ROOT / "docs" / "how-to" / "ci.md").read_text(encoding="utf-8")
    (revision,) = re.findall(r"^    rev: (\S+)", page, re.MULTILINE)
    checkout = Repository(ROOT)
    if checkout.git("rev-parse", "--is-shallow-repository").strip() == "true":
        pytest.skip("a checkout without its history")
    then = yaml.safe_load(checkout.git("show", f"{revision}:.pre-commit-hooks.yaml"))
    assert [hook["id"] for hook in then] == [hook["id"] for hook in HOOKS]
    assert all(f"id: {hook['id']}" in page for hook in HOOKS)
