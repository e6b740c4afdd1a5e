"""Which files are article files: the walk that `check` uses."""

from __future__ import annotations

import errno
import os
import stat
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, overload

from articlefmt import storage
from articlefmt.display import one_line
from articlefmt.globs import excluder, matcher

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["chooser", "find", "is_article", "objects", "walk"]

_ENDINGS = (".md", ".markdown", ".mdx", ".qmd")
_ABOUT = frozenset(
    {"README", "CONTRIBUTING", "CHANGELOG", "CHANGES", "HISTORY", "LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS"}
    | {"CODE_OF_CONDUCT", "SECURITY", "SUPPORT", "GOVERNANCE", "MAINTAINERS", "CODEOWNERS"}
    | {"ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE", "AGENTS", "CLAUDE"}
)
_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


@overload
def find(root: os.PathLike[str], *, exclude: Iterable[str] = ..., include: Iterable[str] = ...) -> list[Path]: ...
@overload
def find(root: str, *, exclude: Iterable[str] = ..., include: Iterable[str] = ...) -> list[Path] | list[str]: ...
def find(
    root: str | os.PathLike[str], *, exclude: Iterable[str] = (), include: Iterable[str] = ()
) -> list[Path] | list[str]:
    """The article files below a folder, sorted: those whose name ends with .md, .markdown, .mdx or .qmd, in any case.

    Inside a git repository these are the files that git tracks or doesn't ignore, as `git ls-files -co
    --exclude-standard` gives them; elsewhere all but those in folders whose name starts with a dot. Where there is a
    repository that git refuses, it is walked as any other folder, and a `UserWarning` says so. README.md and its like
    (CONTRIBUTING, CHANGELOG, LICENSE …) at the root of a repository, or of a folder in none, aren't among them, unless
    they have front matter or patterns include them.

    Of a URL of a store these are URLs, as str: the objects whose key begins with that of the URL and a slash, but for
    those in folders whose name starts with a dot. Where there are none, the list is empty: a store has no folders.

    Args:
        root: the folder, or the URL of one: `s3://bucket/site`.
        exclude: patterns as in .gitignore, from the folder: what they match is left out.
        include: such patterns, too: what they match is taken, whatever its name ends with, and nothing else.

    Raises:
        OSError: the folder can't be read, or the store doesn't give its names.
        TypeError: a text is given for a list of patterns.
        ValueError: a pattern is none.
    """
    name = storage.path_text(root)
    for word, patterns in (("exclude", exclude), ("include", include)):
        if isinstance(patterns, (str, bytes)):
            message = f"{word} is a list of patterns, not a {type(patterns).__name__}; give [pattern]"
            raise TypeError(message)

    def refuse(error: OSError) -> None:
        raise error

    is_included = matcher(include, name)
    is_taken = chooser(excluder(exclude, name), is_included)
    if storage.is_remote(name):
        return objects(name, storage.listed(name), is_taken, is_named=is_included is not None)
    return walk(storage.path_named(name), refuse, is_taken, is_named=is_included is not None)


def is_article(name: str) -> bool:
    """Whether a file of a folder is taken for an article file, by its name."""
    return name.lower().endswith(_ENDINGS)


def chooser(
    is_excluded: Callable[[str], bool] | None,
    is_included: Callable[[str], bool] | None,
    otherwise: Callable[[str], bool] = is_article,
) -> Callable[[str], bool]:
    """What says of a file of a folder whether it is taken: by patterns, or where none are given by its name."""
    takes = is_included or otherwise
    return takes if is_excluded is None else lambda file: takes(file) and not is_excluded(file)


def walk(
    root: str | os.PathLike[str],
    refuse: Callable[[OSError], None],
    is_taken: Callable[[str], bool] = is_article,
    *,
    is_named: bool = False,
) -> list[Path]:
    """The same, where what the system doesn't give is told to a function, and the rest is found all the same.

    Args:
        root: the folder.
        refuse: is told what the system doesn't give.
        is_taken: says of a file whether it is an article file.
        is_named: whether that is by patterns, so that README.md and its like are taken, too.
    """
    from pathlib import Path  # noqa: PLC0415  it and subprocess take as long to import as all of ours

    root = Path(storage.path_of(os.fspath(root)))
    names = _listed(root, refuse)
    files = (root / name for name in names) if names is not None else (Path(name) for name in _walk(root, refuse))
    found = sorted({file for file in files if is_taken(os.fspath(file)) and _is_file(file, refuse)})
    if is_named:
        return found
    return [file for file in found if not _is_about_the_repository(file, root if names is None else None)]


def objects(root: str, listed: Iterable[str], is_taken: Callable[[str], bool], *, is_named: bool) -> list[str]:
    """The article files among the objects of a store that are below a URL; the rest is as for `walk`."""
    start = len(root.rstrip("/")) + 1
    return [
        url
        for url in listed
        if not _is_hidden(url[start:])
        and is_taken(url)
        and (is_named or not _is_about(url[start:].rpartition(".")[0]) or _has_front_matter(url))
    ]


def _is_hidden(path: str) -> bool:
    """Whether a folder on the way to an object starts with a dot."""
    return any(part.startswith(".") for part in path.split("/")[:-1])


def _is_about(stem: str) -> bool:
    return stem.upper() in _ABOUT


def _is_about_the_repository(file: Path, root: Path | None) -> bool:
    """Whether it is a README or its like at the root of a repository, or of a folder in none, without front matter."""
    if not _is_about(file.stem) or not (file.parent == root or (file.parent / ".git").exists()):
        return False
    return not _has_front_matter(os.fspath(file))


def _has_front_matter(file: str) -> bool:
    """Whether a file begins with it; of one that can't be read too, so that who reads it is told."""
    try:
        return storage.read(file).removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    except OSError:
        return True


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
