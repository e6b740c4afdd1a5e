"""The action for GitHub: its scripts are run as GitHub runs them, and judges of workflows look at it and at ours."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.action import ACTION, SHELL, script
from tests.cli.hostile import page
from tests.repository import Repository
from tests.samples import ROOT, SECRET, form
from tests.schemas import schema_with

PAGES = "".join(
    path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
)
PAGE = (ROOT / "docs" / "how-to" / "ci.md").read_text(encoding="utf-8")
CLEAN = form(f'secured: "{SECRET}"')
TAMPERED = form(f'secured: "A{SECRET[1:]}"')

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the scripts are bash's")


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The folder for temporary files of a runner, in which articlefmt is installed."""
    folder = tmp_path / "runner temp"
    _program(folder / "articlefmt" / "bin" / "articlefmt", f'exec "{sys.executable}" -m articlefmt "$@"')
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.make(
        tmp_path / "work", content__clean=CLEAN, content__tampered=CLEAN, other__wrong=form("heat: x")
    )
    made.git("branch", "-q", "before")
    made.write(content__tampered=TAMPERED)
    return made


def _program(path: Path, *lines: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)


def run(step: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step in a folder, with these variables besides those of the test."""
    saved = folder.parent / f"{step}.sh"
    saved.write_text(script(step), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    return subprocess.run(
        [*SHELL, str(saved)], cwd=folder, env=environment | variables, check=False, capture_output=True, text=True
    )


class TestCheck:
    """The third step: the status is that of the command; findings are annotations and a summary."""

    @pytest.fixture
    def check(self, repository: Repository, runner: Path) -> Iterator[Any]:
        summary = runner.parent / "summary.md"

        def checked(paths: str = ".", against: str = "", args: str = "") -> tuple[int, list[str], list[list[str]]]:
            summary.write_bytes(b"")
            variables = {"PATHS": paths, "AGAINST": against, "ARGS": args}
            done = run("check", repository.root, RUNNER_TEMP=str(runner), GITHUB_STEP_SUMMARY=str(summary), **variables)
            told = re.findall(r"^::(?:error|warning) file=(.*?),.*title=(\w+)::", done.stdout, re.MULTILINE)
            tables = page(summary.read_text(encoding="utf-8")).tables
            rows = [row[:3:2] for row in tables[0][1:] if row[2]] if tables else []
            assert sorted(map(tuple, rows)) == sorted(told)
            return done.returncode, [code for _, code in told], rows

        return checked  # type: ignore[return-value]

    def test_what_is_found_is_told_twice_and_the_status_is_kept(self, check: Any) -> None:
        assert check(args="--ignore X") == (1, ["T301"], [["other/wrong.md", "T301"]])
        assert check("content", args="--ignore X") == (0, [], [])
        assert check("gone.md")[0] == 2

    def test_against_a_revision_the_guard_looks(self, check: Any) -> None:
        assert check("content", "before", "--ignore X") == (1, ["G001"], [["content/tampered.md", "G001"]])
        assert check("content", "nowhere")[0] == 2

    def test_paths_are_lines_and_options_are_words(self, check: Any) -> None:
        assert check("content/clean.md\n\nother\n", args="  --ignore\nT,X\n --strict  ")[0] == 0
        assert check("content/clean.md\nother")[0] == 1
        assert check("", args="--ignore X")[1] == ["T301"]

    @pytest.mark.parametrize(
        "hostile", ["$(touch made)`touch made`", "'\"; touch made;", "*", "--config=x", "a b"]
    )  # fmt: skip
    def test_nothing_in_an_input_is_run_and_no_path_is_an_option(
        self, hostile: str, check: Any, repository: Repository
    ) -> None:
        for inputs in ((hostile,), ("content", hostile), ("content", "", hostile)):
            assert check(*inputs)[0] == 2
        repository.write(**{hostile: form("heat: x")})
        assert check(f"{hostile}.md")[:2] == (1, ["T301"])
        assert not (repository.root / "made").exists()


def test_the_install_step_makes_an_environment_of_the_checkout_of_the_action(tmp_path: Path) -> None:
    said, temporary = tmp_path / "said", tmp_path / "temp"
    _program(tmp_path / "bin" / "python", f'echo "$@" >> "{said}"', 'mkdir -p "$3/bin"', 'cp "$0" "$3/bin/python"')
    done = run("install", tmp_path, PYTHON=str(tmp_path / "bin" / "python"), RUNNER_TEMP=str(temporary), GITHUB_ACTION_PATH="/the action")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert said.read_text(encoding="utf-8").splitlines() == [
        f"-m venv {temporary}/articlefmt",
        "-m pip install --quiet --disable-pip-version-check /the action",
    ]


def test_the_action_is_valid_against_the_schema_of_actions() -> None:
    validator = Draft7Validator(
        schema_with(
            '"$comment": "https://docs.github.com/en/actions/creating-actions/metadata-syntax-for-github-actions"'
        )
    )
    assert [error.message for error in validator.iter_errors(ACTION)] == []
    assert [*validator.iter_errors({**ACTION, "runs": {"using": "composite"}})]


def test_the_example_for_gitlab_is_valid_against_its_schema() -> None:
    (example,) = re.findall(r"^```yaml\n(articles:.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    validator = Draft7Validator(schema_with('"$id": "https://gitlab.com/.gitlab-ci.yml"'))
    job = yaml.safe_load(example)
    assert [error.message for error in validator.iter_errors(job)] == []
    assert [*validator.iter_errors({"articles": job["articles"] | {"artifacts": {"reports": {"junit": 1}}}})]


def test_no_expression_stands_in_a_script() -> None:
    assert all("${{" not in step.get("run", "") for step in ACTION["runs"]["steps"])


OURS = re.compile(r"uses: example/articlefmt@\S+.*")
"""How the page uses the action."""


def workflows() -> dict[str, str]:
    """Our workflows, and those of the documents, by the names of their files."""
    found = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")}
    blocks = re.findall(r"^```yaml\n(on:.*?)^```$", PAGES, re.MULTILINE | re.DOTALL)
    assert blocks
    assert all(OURS.search(block) for block in blocks)
    return found | {f"page-{number}.yml": block for number, block in enumerate(blocks)}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with the action, and all these workflows."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    for name, text in workflows().items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "action.yml", tmp_path)
    Repository(tmp_path).git("init", "-q")
    return tmp_path


def judge(name: str) -> str:
    """A program beside the Python that runs the tests, or anywhere else."""
    found = shutil.which(name, path=f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip(f"{name} isn't installed; the group `lint` brings it")
    return found


def judged(checkout: Path, *command: str) -> tuple[int, str]:
    done = subprocess.run(command, cwd=checkout, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_actionlint_finds_nothing_and_knows_the_inputs_of_the_action(checkout: Path) -> None:
    program, page = judge("actionlint"), checkout / ".github" / "workflows" / "page-0.yml"
    text = OURS.sub("uses: ./", page.read_text(encoding="utf-8"))
    page.write_text(text, encoding="utf-8")
    assert judged(checkout, program, "-no-color") == (0, "")
    page.write_text(text.replace("paths: content", "path: content"), encoding="utf-8")
    status, said = judged(checkout, program, "-no-color")
    assert (status, 'input "path" is not defined in action "articlefmt"' in said) == (1, True)


def test_zizmor_finds_nothing(checkout: Path) -> None:
    program = judge("zizmor")
    status, said = judged(checkout, program, "--offline", "--no-progress", "--color=never", ".")
    assert status == 0, said
    action = checkout / "action.yml"
    text = action.read_text(encoding="utf-8")
    action.write_text(text.replace('"$bin/articlefmt" "${words[@]}"', "echo ${{ inputs.args }}"), encoding="utf-8")
    status, said = judged(checkout, program, "--offline", "--no-progress", "--color=never", ".")
    assert (status != 0, "template-injection" in said) == (True, True)


def test_each_action_that_is_used_is_pinned_and_the_same_everywhere() -> None:
    texts = [(ROOT / "action.yml").read_text(encoding="utf-8"), *workflows().values(), PAGES]
    used: dict[str, set[str]] = {}
    for text in texts:
        for name, revision in re.findall(r"uses: ([\w/.-]+)@(\S+)", text):
            assert re.fullmatch("[0-9a-f]{40}", revision), name
            used.setdefault(name, set()).add(revision)
    assert {name for name, revisions in used.items() if len(revisions) > 1} == set()


def test_every_input_is_told_on_the_page() -> None:
    assert all(f"`{name}`" in PAGE for name in ACTION["inputs"])
