"""What git knows of files: which it lists, what they were at a revision, how it merges lines. The one door to git."""

from __future__ import annotations

import errno
import os
import re
import subprocess
from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple

__all__ = ["Earlier", "GitError", "listed", "merge_lines", "read_blobs", "root_of", "since", "untracked"]

_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
_REGULAR = (b"100644", b"100755")
_NOTHING = f"{os.devnull}/nothing"  # grafts can't be switched off, but looked for elsewhere
_SUBMODULE = b"160000"
_NO_REPOSITORY = ("not a git repository (or any ", "cannot change to ", "Unable to read current working directory")
"""What git says where there is none; where there is no folder the system says so itself."""
_SHOWN = 300
_UNREAD = re.compile(r"^warning: could not open directory '(?:(.*)/': (.*)|(.*))$", re.MULTILINE)
"""What git says of a folder that it can't list; of a path that is too long only as much as it has room for."""
_REASONS = {os.strerror(number): number for number in (errno.EACCES, errno.ENAMETOOLONG, errno.EIO, errno.ELOOP)}
_SETTINGS = ("core.quotePath=false", "core.fsmonitor=false", "core.checkStat=default", "core.trustctime=true")
"""What git sees is what is there: no program tells it what is unchanged, and it looks at more than size and time."""


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
        is_submodule: whether there is a submodule in its place now.
    """

    path: str
    blob: str | None
    is_gone: bool
    is_submodule: bool = False


def listed(folder: str, refuse: Callable[[OSError], None]) -> list[str] | None:
    """The files below a folder that git tracks or doesn't ignore; None where there is no git, or no repository.

    A folder that the system doesn't let git read, or whose path is too long for it, is told to a function.

    Raises:
        GitError: git refuses the folder, because it is another user's (`safe.directory`), say.
    """
    try:
        done = _run(folder, "ls-files", "-co", "--exclude-standard", "-z", "--", ".")
    except GitError as error:
        if error.status is None or any(words in str(error) for words in _NO_REPOSITORY):
            return None
        raise
    for unread in _unread(folder, done.stderr.decode(errors="surrogateescape")):
        refuse(unread)
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


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

    Renames are followed as git finds them. Line ends that git converts make no difference. Files that git was told to
    take for unchanged are looked at all the same.

    Raises:
        GitError: there is no such revision.
    """
    tree = _tree(root, revision)
    if tree is None:
        return {}
    command = ("diff", "--raw", "-z", "-M", "-l0", "--no-abbrev", "--ignore-submodules=dirty", tree, "--")
    words = iter(_git(root, *command).split(b"\0"))
    found: dict[str, Earlier] = {}
    while meta := next(words):
        mode, mode_now, blob, _, status = meta.removeprefix(b":").split(b" ")
        then = now = next(words)
        if status.startswith(b"R"):
            now = next(words)
        was_file = mode in _REGULAR  # and no link, no submodule
        name = blob.decode() if was_file else None
        found[os.fsdecode(now)] = Earlier(os.fsdecode(then), name, status == b"D", mode_now == _SUBMODULE)
    return found | _overlooked(root, tree, found)


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


def merge_lines(
    base: bytes, ours: bytes, theirs: bytes, *, labels: tuple[str, str, str], size: int
) -> tuple[int, bytes]:
    """What `git merge-file` makes of three versions, in the conflict style that is configured where one stands.

    Args:
        base: what both sides started from.
        ours: one side.
        theirs: the other side.
        labels: what markers say of ours, of the base, and of theirs.
        size: the length of a marker.

    Returns:
        The exit status of git, which is the number of conflicts, at most 127; and the result. A greater status says
        that git merges no such files.

    Raises:
        OSError: git can't be run, or the system refuses the files that it reads.
    """
    import tempfile  # noqa: PLC0415  it takes as long to import as all of this

    with tempfile.TemporaryDirectory(prefix="articlefmt-") as folder:  # nobody else may look into it
        names = [f"{folder}/{name}" for name in ("ours", "base", "theirs")]
        for name, data in zip(names, (ours, base, theirs), strict=True):
            with open(name, "wb") as file:  # noqa: PTH123  without pathlib
                file.write(data)
        named = [word for label in labels for word in ("-L", label)]
        command = ["git", "merge-file", "-p", f"--marker-size={size}", *named, *names]
        try:
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        except OSError as error:
            message = "git can't be run, and lines that both sides changed need it; install it, or put it on the PATH"
            raise OSError(error.errno, message, "git") from None
    return done.returncode, done.stdout


def _unread(folder: str, said: str) -> Iterator[OSError]:
    """The system's errors for the folders below one that git says it couldn't list."""
    for name, reason, cut in _UNREAD.findall(said):
        number = errno.ENAMETOOLONG if cut else _REASONS.get(reason, errno.EACCES)
        below = (name or cut).removeprefix(_from_root(folder))
        yield OSError(number, os.strerror(number), f"{folder.removesuffix('/')}/{below}")


def _from_root(folder: str) -> str:
    """What git puts before the names of what is in a folder, when it counts from the root of the repository."""
    root = root_of(folder)
    return "" if root is None else f"{os.path.realpath(folder)}/".removeprefix(f"{root.removesuffix('/')}/")


def _overlooked(root: str, tree: str, found: Container[str]) -> dict[str, Earlier]:
    """The files that git was told not to look at (`--assume-unchanged`, `--skip-worktree`), and that differ."""
    flagged = [row.split(b" ", 1) for row in _git(root, "ls-files", "-v", "-z").split(b"\0") if row]
    names = {os.fsdecode(name): tag == b"S" for tag, name in flagged if tag == b"S" or tag.islower()}
    asked = {
        name for name, may_lack in names.items() if name not in found and not (may_lack and _is_absent(root, name))
    }
    blobs: dict[str, str] = {}
    for row in _git(root, "ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0") if asked else ():
        meta, _, name = row.partition(b"\t")
        if os.fsdecode(name) in asked and meta.split(b" ")[0] in _REGULAR:
            blobs[os.fsdecode(name)] = meta.split(b" ")[2].decode()
    return {
        name: Earlier(name, blob, is_gone)
        for name, blob in blobs.items()
        if (is_gone := _is_absent(root, name)) or _blob_now(root, name) != blob
    }


def _is_absent(root: str, name: str) -> bool:
    return not os.path.lexists(os.path.join(root, name))  # noqa: PTH118  without pathlib


def _blob_now(root: str, name: str) -> str | None:
    """The name that git would give to the content of a file."""
    try:
        return _git(root, "hash-object", "--", name).decode().strip()
    except GitError:  # a link that leads nowhere, say
        return None


def _tree(root: str, revision: str) -> str | None:
    """The name of a revision's tree; None for the HEAD of a repository that has no commit yet."""
    try:
        if not revision.startswith(("-", "^")):  # no option, and not what isn't in it
            tree = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}").decode().strip()
            _refuse_ambiguous(root, revision)
            return tree
    except GitError as error:
        if error.status != 1:  # no revision is 1; else something is wrong with the repository, or with git
            raise
        if revision == "HEAD":
            return None
    message = f"there is no revision {revision!r}; if it is on a server, fetch it first (in CI, with its history)"
    raise GitError(message)


def _refuse_ambiguous(root: str, revision: str) -> None:
    """Git prefers a tag: whoever makes one with the name of a branch would choose what a change is compared with."""
    name = re.split(r"[~^@:]", revision)[0]
    kinds = [f"refs/{kind}/{name}" for kind in ("tags", "heads", "remotes")] if name else []
    refs = _git(root, "for-each-ref", "--format=%(refname)", *kinds).decode().split("\n") if kinds else []
    if len(found := [ref for ref in refs if ref in kinds]) > 1:
        message = f"{revision!r} may be {' or '.join(found)}; give the one that is meant, in full"
        raise GitError(message)


def _git(folder: str, *words: str, given: bytes = b"") -> bytes:
    """What git prints."""
    return _run(folder, *words, given=given).stdout


def _run(folder: str, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What git prints, and what it says beside it. No shell."""
    settings = (word for one in _SETTINGS for word in ("-c", one))
    command = ["git", "--no-replace-objects", *settings, "-C", folder, *words]
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
    return done


def _environment() -> dict[str, str]:
    """The environment without what git tells its hooks, which names another repository than the folder's, or a part.

    A revision is what was committed: nothing that was put in its place, or in that of its parents, later.
    """
    ours = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS and "TRACE" not in name}
    return ours | {"LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": _NOTHING}
