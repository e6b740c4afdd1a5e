"""What files were at a git revision."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import attrs

from articlefmt.cli.classes import FileClasses
from articlefmt.display import one_line
from articlefmt.git import GitError, read_blobs, root_of, since
from articlefmt.storage import is_remote, public_name

__all__ = ["Version", "by_root", "is_at", "name_of", "versions"]


@attrs.frozen
class Version:
    """A file that isn't what it was at a revision.

    Attributes:
        file: its name, from the folder that the command runs in.
        was: its name then, from the same folder.
        before: its content then; None if there was no such file.
        is_gone: whether there is no such file now.
    """

    file: str
    was: str
    before: bytes | None
    is_gone: bool


def versions(paths: Iterable[str], revision: str, classes: FileClasses) -> Iterator[Version]:
    """Every article file at or below these paths that isn't what it was at a revision. New ones must be added to git.

    Raises:
        GitError: a path is in no repository, there is no such revision, or nothing is or was at a path.
    """
    for root, places in by_root(paths).items():
        differing, at = since(root, revision), partial(_is_at, root=root, classes=classes)
        for path, place in places:
            if not os.path.lexists(path) and not any(at(then.path, place) for then in differing.values()):
                message = f"{one_line(path)}: there is no such file or folder, and at {revision} there was none"
                raise GitError(message)
        wanted = {
            now: then
            for now, then in differing.items()
            if any(at(now, place) or at(then.path, place) for _, place in places)
        }
        contents = iter(read_blobs(root, [then.blob for then in wanted.values() if then.blob]))
        for now, then in wanted.items():
            before = next(contents) if then.blob else None
            yield Version(name_of(root, now), name_of(root, then.path), before, then.is_gone)


def by_root(paths: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each repository the paths in it, each with its place there, as git writes it."""
    folders: dict[str, tuple[str, str]] = {}
    found: dict[str, list[tuple[str, str]]] = {}
    for path in paths:
        if is_remote(path):
            message = f"{one_line(public_name(path))}: it is in no git repository, so it has no earlier version"
            raise GitError(message)
        folder, name = (path, "") if os.path.isdir(path) else os.path.split(path)  # noqa: PTH112  without pathlib
        if folder not in folders:
            folders[folder] = _root_and_place(folder or ".", path)
        root, place = folders[folder]
        found.setdefault(root, []).append((path, "/".join(part for part in (place, name) if part)))
    return found


def is_at(file: str, place: str) -> bool:
    """Whether a file is the one at a place, or in the folder there."""
    return file == place or not place or file.startswith(f"{place}/")


def name_of(root: str, place: str) -> str:
    """What a path of a repository is called from where the command runs."""
    return os.path.relpath(Path(root, place))


def _root_and_place(folder: str, path: str) -> tuple[str, str]:
    root = root_of(folder)
    if root is None:
        message = f"{one_line(path)}: it is in no git repository, so it has no earlier version"
        raise GitError(message)
    place = os.path.relpath(os.path.realpath(folder), root)
    return root, "" if place == "." else place.replace(os.sep, "/")


def _is_at(file: str, place: str, root: str, classes: FileClasses) -> bool:
    """Whether a file is the one at a place, or an article file in the folder there."""
    return file == place or (is_at(file, place) and classes.is_article(os.path.join(root, file)))  # noqa: PTH118
