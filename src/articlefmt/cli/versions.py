"""What files were at a git revision."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from articlefmt import storage
from articlefmt.checks.identity import Identity, identity
from articlefmt.discovery import is_article
from articlefmt.display import one_line
from articlefmt.git import Earlier, GitError, read_blobs, root_of, since, untracked
from articlefmt.syntax.limits import Limits

__all__ = ["Version", "earlier", "versions"]

_NOTHING = Identity(frozenset(), frozenset())


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

    A file is followed by its article: it is compared with what had its path, or where git says that it came from, if
    that was of the same article; else with an earlier file of the same article that is nowhere else now; else with what
    had its path.

    Raises:
        GitError: a file is in no repository, or there is no such revision.
    """
    found: dict[str, bytes] = {}
    for root, places in _by_root(files).items():
        differing = since(root, revision)
        if not differing:
            continue
        followed = [(file, place if place in differing else _real_place(root, file)) for file, place in places]
        history = _History(root, differing, {place for _, place in followed}, limits)
        for file, place in followed:
            data = history.before(place)
            if data is not None:
                found[file] = data
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


class _History:
    """What the files of a repository were that differ from a revision, by path and by article."""

    def __init__(self, root: str, differing: Mapping[str, Earlier], wanted: set[str], limits: Limits) -> None:
        """`wanted` are the files that are asked for; of the others only those that are or were articles are read."""
        articles = {
            place: then
            for place, then in differing.items()
            if place in wanted or is_article(place) or is_article(then.path)
        }
        blobs = {place: then.blob for place, then in articles.items() if then.blob}
        self._root, self._differing, self._limits = root, differing, limits
        self._before = dict(zip(blobs, read_blobs(root, blobs.values()), strict=True))
        self._then = {place: identity(data, limits) for place, data in self._before.items()}
        self._now = {place: self._identity_now(place) for place, then in articles.items() if not then.is_gone}
        has_new = any(then.blob is None for then in articles.values()) or any(map(self._is_lost, self._before))
        self._new = {place for place in untracked(root) if is_article(place)} if has_new else set[str]()
        self._lost = [place for place in self._before if self._is_lost(place)]

    def before(self, place: str) -> bytes | None:
        """What the file at a path was; None if it is as it was, or new."""
        own = self._before.get(place)
        if own is not None and not self._is_lost(place):
            return own
        if own is None and place not in self._differing and place not in self._new:
            return None
        now = self._now[place] if place in self._now else self._identity_now(place)
        for lost in self._lost:
            then = self._then[lost]
            if now is not None and then is not None and now.is_of(then):
                return self._before[lost]
        return own if own is not None and self._differing[place].path == place else None

    def _is_lost(self, place: str) -> bool:
        """Whether what was at a path, or where git says that it came from, isn't there any more: of another article."""
        if place not in self._now or not is_article(place):
            return True
        then, now = self._then[place], self._now[place]
        return then is not None and now is not None and not now.is_of(then)

    def _identity_now(self, place: str) -> Identity | None:
        try:
            return identity(storage.read(Path(self._root, place)), self._limits)
        except OSError:  # a link that leads nowhere, say
            return _NOTHING


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


def _real_place(root: str, file: str) -> str:
    """The place of what a file leads to, if it is a link."""
    return os.path.relpath(os.path.realpath(file), root).replace(os.sep, "/")


def _is_at(file: str, place: str) -> bool:
    """Whether a file is the one at a place, or an article file in the folder there."""
    return file == place or (is_article(file) and (not place or file.startswith(f"{place}/")))


def _name(root: str, place: str) -> str:
    return os.path.relpath(Path(root, place))
