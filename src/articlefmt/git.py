"""What git knows of files: which it lists, and what they were at a revision. The one door to git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Earlier", "GitError", "listed", "read_blobs", "root_of", "since", "untracked"]

_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
_REGULAR = (b"100644", b"100755")
_SHOWN = 300


class GitError(Exception):
    """What git refuses; the message is for people. `status` is that of git, or None."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class Earlier(NamedTuple):
    """What a file was at a revision.

    Attributes:
        path: its path then, from the root of the repository.
        blob: the name of its content; None if there was no such file.
        is_gone: whether there is no such file now.
    """

    path: str
    blob: str | None
    is_gone: bool


def listed(folder: str) -> list[str] | None:
    """The files below a folder that git tracks or doesn't ignore; None where there is no git, or no repository."""
    try:
        output = _git(folder, "ls-files", "-co", "--exclude-standard", "-z", "--", ".")
    except GitError:
        return None
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def untracked(root: str) -> list[str]:
    """The files that git doesn't know yet and doesn't ignore, by their path from the root."""
    output = _git(root, "ls-files", "-o", "--exclude-standard", "-z")
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def root_of(folder: str) -> str | None:
    """The root of the repository that a folder is in: the nearest folder above that has a `.git`; None if none has."""
    folder = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(folder, ".git")):  # noqa: PTH118  without pathlib
        folder, below = os.path.dirname(folder), folder  # noqa: PTH120
        if folder == below:
            return None
    return folder


def since(root: str, revision: str) -> dict[str, Earlier]:
    """The tracked files that differ from a revision, by their path now: what each was then.

    Renames are followed as git finds them. Line ends that git converts make no difference.

    Raises:
        GitError: there is no such revision.
    """
    tree = _tree(root, revision)
    if tree is None:
        return {}
    command = ("diff", "--raw", "-z", "-M", "-l0", "--no-abbrev", "--ignore-submodules=all", tree, "--")
    words = iter(_git(root, *command).split(b"\0"))
    found: dict[str, Earlier] = {}
    while meta := next(words):
        mode, _, blob, _, status = meta.removeprefix(b":").split(b" ")
        then = now = next(words)
        if status.startswith(b"R"):
            now = next(words)
        was_file = mode in _REGULAR  # and no link, no submodule
        found[os.fsdecode(now)] = Earlier(os.fsdecode(then), blob.decode() if was_file else None, status == b"D")
    return found


def read_blobs(root: str, blobs: Iterable[str]) -> list[bytes]:
    """The content of each blob, by one process for all. Raises `GitError` if one is missing."""
    names = list(blobs)
    output = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()) if names else b""
    contents: list[bytes] = []
    start = 0
    for name in names:
        end = output.index(b"\n", start)
        *_, size = output[start:end].split(b" ")
        if not size.isdigit():
            message = f"the repository lacks the object {name}; fetch it first"
            raise GitError(message)
        start = end + 1 + int(size) + 1
        contents.append(output[end + 1 : start - 1])
    return contents


def _tree(root: str, revision: str) -> str | None:
    """The name of a revision's tree; None for the HEAD of a repository that has no commit yet."""
    try:
        if not revision.startswith(("-", "^")):  # no option, and not what isn't in it
            return _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}").decode().strip()
    except GitError as error:
        if error.status != 1:  # no revision is 1; else something is wrong with the repository, or with git
            raise
        if revision == "HEAD":
            return None
    message = f"there is no revision {revision!r}; if it is on a server, fetch it first (in CI, with its history)"
    raise GitError(message)


def _git(folder: str, *words: str, given: bytes = b"") -> bytes:
    """What git prints. No shell."""
    command = ["git", "-c", "core.quotePath=false", "-C", folder, *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, env=_environment())  # noqa: S603
    except (OSError, ValueError) as error:
        message = f"git can't be run ({type(error).__name__}); install it, or put it on the PATH"
        raise GitError(message) from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").splitlines()
        said = next((line for line in lines if line.startswith(("fatal: ", "error: "))), "it failed")
        hint = f"; `git -C {folder} status` tells more"
        raise GitError(f"git: {said.partition(': ')[2] or said}"[:_SHOWN] + hint, done.returncode)
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment without what git tells its hooks, which names another repository than the folder's, or a part."""
    ours = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS and "TRACE" not in name}
    return ours | {"LC_ALL": "C"}
