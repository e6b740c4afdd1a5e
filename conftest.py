"""The documents are tests: each code block of a page is run, in order, in a repository with a copy of `examples/`.

What stands below a line that ends "save this as `NAME`:" is saved under that name, and run by what comes after it.
No tracked file may change there, and no commit come: people try the pages in a checkout of this repository.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.myst import CodeBlockParser, SkipParser
from sybil.typing import Parser

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "NO_COLOR": "1",
    "COLUMNS": "80",
}
"""What the commands of a page see of their own."""


def prepare(namespace: dict[str, Any]) -> None:
    """Go to a new checkout in a new home."""
    home, there = Path(tempfile.mkdtemp()), pytest.MonkeyPatch()
    namespace["_home"], namespace["_there"] = home, there
    namespace["is_installed"] = lambda name: importlib.util.find_spec(name) is not None  # for pages that skip
    shutil.copytree(ROOT / "examples", home / "checkout" / "examples")
    there.setenv("HOME", str(home))
    there.setattr(sys, "path", ["", *sys.path])  # as where people type: the folder they stand in
    there.chdir(home / "checkout")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        git(*words)


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and remove it. It is as it was, but for new files."""
    checkout = str(namespace["_home"] / "checkout")
    changed = git("-C", checkout, "status", "--short", "--untracked-files=no")
    commits = git("-C", checkout, "rev-list", "--all")
    namespace["_there"].undo()
    forget(namespace["_home"])
    shutil.rmtree(namespace["_home"])
    if changed or commits.count("\n") > 1:
        message = f"a page changed what is tracked, or made a commit:\n{changed}"
        raise AssertionError(message)


def forget(file_or_folder: Path) -> None:
    """Let what was imported from there be imported anew."""
    for name, module in list(sys.modules.items()):
        if Path(getattr(module, "__file__", None) or os.devnull).is_relative_to(file_or_folder):
            del sys.modules[name]
    importlib.invalidate_caches()


def git(*words: str) -> str:
    """What git says."""
    done = subprocess.run(("git", *words), env=environment(), stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


def environment() -> dict[str, str]:
    """What the commands of a page see."""
    ours = ("GIT_", "PYTEST_", "COV")  # what tells git, and these tests, where to be and what to measure
    found = {name: value for name, value in os.environ.items() if not name.startswith(ours)} | ENVIRONMENT
    return found | {"PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"}


SAVED = re.compile(r"\b[Ss]ave this as `([^`\n]+)`:\n+\Z")


def save(example: Example) -> bool:
    """Save a block whose text says under which name; whether it does."""
    named = SAVED.search(example.document.text, 0, example.region.start)
    if named is None:
        return False
    path = Path(named[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(example.parsed, encoding="utf-8")
    forget(path.absolute())
    return True


def saved_or(run: Any) -> Any:  # noqa: ANN401  an evaluator
    """An evaluator of the blocks that aren't saved."""
    return lambda example: None if save(example) else run(example)


def refuse(_example: Example) -> str:
    """What becomes of a block that can only be saved."""
    return "no line above it says under which name it is saved"


def run_console(example: Example) -> str | None:
    """Run each line that starts with `$ `: it must print the lines below it. A line `...` stands for any lines.

    `cd` holds for the blocks below, too.
    """
    commands: list[tuple[str, list[str]]] = []
    for line in example.parsed.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        else:
            commands[-1][1].append(line)
    for command, expected in commands:
        if command.startswith("cd "):
            os.chdir(Path(command[3:]).expanduser())
            continue
        done = subprocess.run(
            ["bash", "-c", command], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        printed = done.stdout.decode().rstrip("\n").split("\n") if done.stdout.strip() else []
        if not fits(printed, expected):
            return "\n".join((f"$ {command}", "printed", *printed, "and not", *expected))
    return None


def fits(printed: list[str], expected: list[str]) -> bool:
    """Whether lines are those expected."""
    if not expected:
        return not printed
    if expected[0] == "...":
        return any(fits(printed[start:], expected[1:]) for start in range(len(printed) + 1))
    return bool(printed) and printed[0].rstrip() == expected[0].rstrip() and fits(printed[1:], expected[1:])


def read_with(read: Any) -> Any:  # noqa: ANN401  a parser of any library
    """An evaluator that only sees whether a block can be read."""
    return lambda example: read(example.parsed) and None


PARSERS: list[Parser] = [
    SkipParser(),
    CodeBlockParser("python", saved_or(PythonEvaluator())),
    CodeBlockParser("console", run_console),
    CodeBlockParser("toml", saved_or(read_with(tomllib.loads))),
    CodeBlockParser("yaml", saved_or(read_with(yaml.safe_load))),
    CodeBlockParser("markdown", saved_or(refuse)),
]

pytest_collect_file = Sybil(
    parsers=PARSERS,
    patterns=["README.md", "docs/*.md", "docs/how-to/*.md", "docs/reference/*.md", "docs/tutorials/*.md"],
    path=str(ROOT),
    setup=prepare,
    teardown=leave,
).pytest()
