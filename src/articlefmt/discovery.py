"""Which files are article files: the walk that `check` uses."""

from __future__ import annotations

import errno
import os
import stat
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from articlefmt.display import one_line

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["find", "is_article", "walk"]

_ENDINGS = (".md", ".markdown", ".mdx", ".qmd")
_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


def find(root: str | os.PathLike[str]) -> list[Path]:
    """The article files below a folder, sorted: those whose name ends with .md, .markdown, .mdx or .qmd, in any case.

    Inside a git repository these are the files that git tracks or doesn't ignore, as `git ls-files -co
    --exclude-standard` gives them; elsewhere all but those in folders whose name starts with a dot. Where there is a
    repository that git refuses, it is walked as any other folder, and a `UserWarning` says so.

    Raises:
        OSError: the folder can't be read.
    """

    def refuse(error: OSError) -> None:
        raise error

    return walk(root, refuse)


def is_article(name: str) -> bool:
    """Whether a file of a folder is taken for an article file, by its name."""
    return name.lower().endswith(_ENDINGS)


def walk(
    root: str | os.PathLike[str],
    refuse: Callable[[OSError], None],
    is_taken: Callable[[str], bool] = is_article,
) -> list[Path]:
    """The same, where what the system doesn't give is told to a function, and the rest is found all the same.

    Args:
        root: the folder.
        refuse: is told what the system doesn't give.
        is_taken: says of a file whether it is an article file.
    """
    from pathlib import Path  # noqa: PLC0415  it and subprocess take as long to import as all of ours

    root = Path(root)
    names = _listed(root, refuse)
    files = (root / name for name in names) if names is not None else (Path(name) for name in _walk(root, refuse))
    return sorted({file for file in files if is_taken(os.fspath(file)) and _is_file(file, refuse)})


def _listed(root: Path, refuse: Callable[[OSError], None]) -> list[str] | None:
    from articlefmt.git import GitError, listed  # noqa: PLC0415  the same

    try:
        return listed(os.fspath(root), refuse)
    except GitError as error:
        message = (
            f"{one_line(os.fspath(root))}: ignored files are taken too, for git doesn't say which these are: {error}"
        )
        warnings.warn(message, UserWarning, stacklevel=4)
        return None


def _is_file(path: Path, refuse: Callable[[OSError], None]) -> bool:
    """Whether there is a file; a link that leads nowhere is none, and neither is what git lists and was removed."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        if error.errno not in _NOT_THERE:
            refuse(error)
        return False


def _walk(root: Path, refuse: Callable[[OSError], None]) -> Iterator[str]:
    """What is in a folder and those below it, whatever it is."""
    # `os.walk` goes down by recursion before Python 3.12, and a path may have 2,000 folders.
    todo = [os.fspath(root)]
    while todo:
        try:
            with os.scandir(todo.pop()) as entries:
                listed = list(entries)
        except OSError as error:
            refuse(error)
            continue
        for entry in listed:
            if not _is_folder(entry):
                yield entry.path
            elif not entry.name.startswith("."):
                todo.append(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder and no link to one. Why the system doesn't say is told when it is asked for the file."""
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
