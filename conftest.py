"""The documents are tests: each code block of a page is run, in order, in a folder with a copy of `examples/`."""

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

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "NO_COLOR": "1",
    "COLUMNS": "80",
}
"""What the commands of a page see."""


def prepare(namespace: dict[str, Any]) -> None:
    """Go to a new folder with the examples."""
    namespace["_home"], namespace["_folder"] = Path.cwd(), Path(tempfile.mkdtemp())
    shutil.copytree(ROOT / "examples", namespace["_folder"] / "examples")
    os.chdir(namespace["_folder"])


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and remove it."""
    os.chdir(namespace["_home"])
    shutil.rmtree(namespace["_folder"])


def run_console(example: Example) -> str | None:
    """Run each line that starts with `$ `: it must print the lines below it. A line `...` stands for any lines."""
    commands: list[tuple[str, list[str]]] = []
    for line in example.parsed.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        else:
            commands[-1][1].append(line)
    scripts = sysconfig.get_path("scripts")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | ENVIRONMENT
    environment["PATH"] = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    for command, expected in commands:
        done = subprocess.run(
            ["bash", "-c", command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
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


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser("console", run_console),
        CodeBlockParser("toml", read_with(tomllib.loads)),
        CodeBlockParser("yaml", read_with(yaml.safe_load)),
    ],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    path=str(ROOT),
    setup=prepare,
    teardown=leave,
).pytest()
