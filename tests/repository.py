"""A git repository for tests, with a real git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import attrs

__all__ = ["Repository"]

_IDENTITY = (
    "-c",
    "user.name=A",
    "-c",
    "user.email=a@example.com",
    "-c",
    "init.defaultBranch=main",
    "-c",
    "commit.gpgsign=false",
)


@attrs.frozen
class Repository:
    """A repository in a folder."""

    root: Path

    @classmethod
    def make(cls, root: Path, **files: bytes) -> Repository:
        """A new one with these files committed, each named without `.md`."""
        root.mkdir(parents=True, exist_ok=True)
        new = cls(root)
        new.git("init", "-q")
        new.commit(**files)
        return new

    def git(self, *words: str) -> str:
        """What git says."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        command = ("git", *_IDENTITY, *words)
        done = subprocess.run(command, cwd=self.root, env=environment, check=True, capture_output=True)
        return done.stdout.decode()

    def write(self, **files: bytes) -> None:
        """Write files, each named without `.md`; `__` stands for a slash."""
        for name, data in files.items():
            path = self.root / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def commit(self, **files: bytes) -> None:
        """Write files and commit everything."""
        self.write(**files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
