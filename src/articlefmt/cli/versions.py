"""What files were at a git revision."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from articlefmt.git import GitError, read_blobs, root_of, since

__all__ = ["Version", "earlier", "versions"]

_SUFFIX = ".md"


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


def earlier(files: Iterable[str], revision: str) -> dict[str, bytes]:
    """What each of these files was at a revision; those that are as they were, or are new, aren't told of.

    Raises:
        GitError: a file is in no repository, or there is no such revision.
    """
    found: dict[str, bytes] = {}
    for root, places in _by_root(files).items():
        differing = since(root, revision)
        blobs = {file: then.blob for file, place in places if (then := differing.get(place)) and then.blob}
        found |= zip(blobs, read_blobs(root, blobs.values()), strict=True)
    return found


def versions(paths: Iterable[str], revision: str) -> Iterator[Version]:
    """Every article file at or below these paths that isn't what it was at a revision. New ones must be added to git.

    Raises:
        GitError: a path is in no repository, or there is no such revision.
    """
    for root, places in _by_root(paths).items():
        wanted = [place for _, place in places]
        differing = {now: then for now, then in since(root, revision).items() if _is_wanted(now, wanted)}
        contents = iter(read_blobs(root, [then.blob for then in differing.values() if then.blob]))
        for now, then in differing.items():
            before = next(contents) if then.blob else None
            yield Version(_name(root, now), _name(root, then.path), before, then.is_gone)


def _by_root(paths: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each repository the paths in it, each with its place there, as git writes it."""
    folders: dict[str, tuple[str, str]] = {}
    found: dict[str, list[tuple[str, str]]] = {}
    for path in paths:
        folder, name = os.path.split(path)
        if name in {"", ".", ".."}:
            folder, name = path, ""
        if folder not in folders:
            folders[folder] = _root_and_place(folder or ".", path)
        root, place = folders[folder]
        found.setdefault(root, []).append((path, "/".join(part for part in (place, name) if part)))
    return found


def _root_and_place(folder: str, path: str) -> tuple[str, str]:
    root = root_of(folder)
    if root is None:
        message = f"{path}: it is in no git repository, so it has no earlier version"
        raise GitError(message)
    place = os.path.relpath(os.path.realpath(folder), root)
    return root, "" if place == "." else place.replace(os.sep, "/")


def _is_wanted(now: str, wanted: list[str]) -> bool:
    return any(
        now == place or (now.endswith(_SUFFIX) and (not place or now.startswith(f"{place}/"))) for place in wanted
    )


def _name(root: str, place: str) -> str:
    return os.path.relpath(Path(root, place))
