"""The documents are tests: each code block of a page is run, in order, in a folder with a copy of `examples/`.

For a how-to that folder is a repository, in which no tracked file may change: people try it in a checkout.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import yaml
from sybil import Example, Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser
from sybil.sybil import SybilCollection

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
    """Go to a new folder with the examples."""
    namespace["_home"], namespace["_folder"] = Path.cwd(), Path(tempfile.mkdtemp())
    shutil.copytree(ROOT / "examples", namespace["_folder"] / "examples")
    os.chdir(namespace["_folder"])


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and remove it."""
    os.chdir(namespace["_home"])
    shutil.rmtree(namespace["_folder"])


def prepare_checkout(namespace: dict[str, Any]) -> None:
    """Go to a new repository with the examples."""
    prepare(namespace)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        git(*words)


def leave_checkout(namespace: dict[str, Any]) -> None:
    """Go back, and remove it. No tracked file has changed, and nothing was committed."""
    folder = namespace["_folder"]
    changed = git("-C", str(folder), "status", "--short", "--untracked-files=no")
    commits = git("-C", str(folder), "rev-list", "--all")
    leave(namespace)
    if changed or commits.count("\n") > 1:
        message = f"a how-to changed what is tracked, or made a commit:\n{changed}"
        raise AssertionError(message)


def git(*words: str) -> str:
    """What git says."""
    done = subprocess.run(("git", *words), env=environment(), stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


def environment() -> dict[str, str]:
    """What the commands of a page see."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | ENVIRONMENT
    return found | {"PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"}


def run_console(example: Example) -> str | None:
    """Run each line that starts with `$ `: it must print the lines below it. A line `...` stands for any lines."""
    commands: list[tuple[str, list[str]]] = []
    for line in example.parsed.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        else:
            commands[-1][1].append(line)
    for command, expected in commands:
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


PARSERS = [
    PythonCodeBlockParser(),
    CodeBlockParser("console", run_console),
    CodeBlockParser("toml", read_with(tomllib.loads)),
    CodeBlockParser("yaml", read_with(yaml.safe_load)),
]

pytest_collect_file = SybilCollection(
    [
        Sybil(
            parsers=PARSERS,
            patterns=["README.md", "docs/*.md", "docs/reference/*.md"],
            path=str(ROOT),
            setup=prepare,
            teardown=leave,
        ),
        Sybil(
            parsers=PARSERS,
            patterns=["docs/how-to/*.md"],
            path=str(ROOT),
            setup=prepare_checkout,
            teardown=leave_checkout,
        ),
    ]
).pytest()
