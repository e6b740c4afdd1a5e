"""What files were at a git revision."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from articlefmt import storage
from articlefmt.checks.guard import identities
from articlefmt.discovery import is_article
from articlefmt.display import one_line
from articlefmt.git import Earlier, GitError, read_blobs, root_of, since, untracked
from articlefmt.syntax.limits import Limits

__all__ = ["Version", "earlier", "versions"]


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


def earlier(files: Iterable[str], revision: str, limits: Limits) -> dict[str, bytes]:
    """What each of these files was at a revision; those that are as they were, or are new, aren't told of.

    A renamed file is followed if git tells of the rename, or if it is of the same article as a file that is gone.

    Raises:
        GitError: a file is in no repository, or there is no such revision.
    """
    found: dict[str, bytes] = {}
    for root, places in _by_root(files).items():
        differing = since(root, revision)
        moved = _moved(root, differing, limits) if any(then.is_gone for then in differing.values()) else {}
        blobs = {file: then.blob for file, place in places if (then := differing.get(place)) and then.blob}
        before = dict(zip(blobs, read_blobs(root, blobs.values()), strict=True))
        for file, place in places:
            data = before.get(file)
            if data is not None and (differing[place].path == place or _is_same(file, data, limits)):
                found[file] = data
            elif place in moved:
                found[file] = moved[place]
    return found


def versions(paths: Iterable[str], revision: str) -> Iterator[Version]:
    """Every article file at or below these paths that isn't what it was at a revision. New ones must be added to git.

    Raises:
        GitError: a path is in no repository, there is no such revision, or nothing is or was at a path.
    """
    for root, places in _by_root(paths).items():
        differing = since(root, revision)
        for path, place in places:
            if not os.path.lexists(path) and not any(_is_at(then.path, place) for then in differing.values()):
                message = f"{one_line(path)}: there is no such file or folder, and at {revision} there was none"
                raise GitError(message)
        wanted = {
            now: then
            for now, then in differing.items()
            if any(_is_at(now, place) or _is_at(then.path, place) for _, place in places)
        }
        contents = iter(read_blobs(root, [then.blob for then in wanted.values() if then.blob]))
        for now, then in wanted.items():
            before = next(contents) if then.blob else None
            yield Version(_name(root, now), _name(root, then.path), before, then.is_gone)


def _moved(root: str, differing: Mapping[str, Earlier], limits: Limits) -> dict[str, bytes]:
    """For each new file of which git doesn't know where it was: the file that is gone, and told of the same article."""
    gone = [then.blob for place, then in differing.items() if then.is_gone and then.blob and is_article(place)]
    of = {one: data for data in read_blobs(root, gone) for one in identities(data, limits) or ()}
    new = [place for place, then in differing.items() if not then.is_gone and (then.blob is None or then.path != place)]
    found: dict[str, bytes] = {}
    for place in filter(is_article, (*new, *untracked(root))):
        told = identities(storage.read(Path(root, place)), limits) or ()
        if (data := next((of[one] for one in told if one in of), None)) is not None:
            found[place] = data
    return found


def _is_same(file: str, before: bytes, limits: Limits) -> bool:
    """Whether a file that git takes for a renamed one still is of the same article; so if that can't be told."""
    one, other = identities(storage.read(file), limits), identities(before, limits)
    return one is None or other is None or not one.isdisjoint(other)


def _by_root(paths: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each repository the paths in it, each with its place there, as git writes it."""
    folders: dict[str, tuple[str, str]] = {}
    found: dict[str, list[tuple[str, str]]] = {}
    for path in paths:
        folder, name = (path, "") if os.path.isdir(path) else os.path.split(path)  # noqa: PTH112  without pathlib
        if folder not in folders:
            folders[folder] = _root_and_place(folder or ".", path)
        root, place = folders[folder]
        found.setdefault(root, []).append((path, "/".join(part for part in (place, name) if part)))
    return found


def _root_and_place(folder: str, path: str) -> tuple[str, str]:
    root = root_of(folder)
    if root is None:
        message = f"{one_line(path)}: it is in no git repository, so it has no earlier version"
        raise GitError(message)
    place = os.path.relpath(os.path.realpath(folder), root)
    return root, "" if place == "." else place.replace(os.sep, "/")


def _is_at(file: str, place: str) -> bool:
    """Whether a file is the one at a place, or an article file in the folder there."""
    return file == place or (is_article(file) and (not place or file.startswith(f"{place}/")))


def _name(root: str, place: str) -> str:
    return os.path.relpath(Path(root, place))
