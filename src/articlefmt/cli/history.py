"""What became of the article files that there were at a git revision."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from articlefmt import storage
from articlefmt.checks import Finding
from articlefmt.checks.guard import DELETED, UNSEEN
from articlefmt.checks.identity import identity
from articlefmt.checks.view import Before
from articlefmt.cli.classes import FileClasses
from articlefmt.cli.pairs import Known, pairs
from articlefmt.cli.versions import by_root, is_at, name_of
from articlefmt.git import Earlier, read_blobs, root_of, since, untracked
from articlefmt.opaque.held import held, read
from articlefmt.syntax.limits import Limits

__all__ = ["Past", "past"]

_DELETED = "the file is gone, and its `secured` with it; restore it, unless that is meant"
_NO_ARTICLE = "it is no article file any more, so nothing checks it; give it its ending back, unless that is meant"
_SUBMODULE = "it is in a submodule now, where its `secured` isn't compared; keep the file in this repository"
_FOLDER = "its folder leads out of this repository now, so its `secured` isn't compared; keep the file here"
_LINK = "what is there now can't be read, so its `secured` isn't compared; restore the file"


@attrs.define
class Past:
    """What files were at a revision.

    Attributes:
        before: what each file was, by its name; those that are as they were, or are new, aren't told of.
        elsewhere: the same for files that nobody asked for, and that hold an article which was where somebody did.
        lost: what is to be said of articles that held `secured` and are nowhere.
    """

    before: dict[str, Before] = attrs.Factory(dict)
    elsewhere: dict[str, Before] = attrs.Factory(dict)
    lost: list[Finding] = attrs.Factory(list)


def past(files: Iterable[str], paths: Iterable[str], revision: str, limits: Limits, classes: FileClasses) -> Past:
    """What became of all that there was at some paths, and what the files there now were.

    Every article that held `secured` is accounted for: it is compared with the file that it is now, wherever that is,
    or it is told that there is none.

    Args:
        files: the files that are checked.
        paths: the files and folders that were asked for.
        revision: what git takes for one.
        limits: how much front matter is read.
        classes: tells what is opaque in which file.

    Raises:
        GitError: a file is in no repository, or there is no such revision.
        UsageError: the class of a file can't be imported.
    """
    found = Past()
    checked = by_root(files)
    scopes = by_root(paths)
    for root in dict.fromkeys((*checked, *scopes)):
        differing = since(root, revision)
        if not differing:
            continue
        asked = [
            (file, place if place in differing else _real_place(root, file)) for file, place in checked.get(root, ())
        ]
        history = _History(root, differing, {place for _, place in asked}, limits, classes)
        found.before |= {file: before for file, place in asked if (before := history.before(place)) is not None}
        history.account(found, [place for _, place in scopes.get(root, ())])
    return found


class _History:
    """What the files of a repository were that differ from a revision, by path and by article."""

    def __init__(
        self, root: str, differing: Mapping[str, Earlier], wanted: set[str], limits: Limits, classes: FileClasses
    ) -> None:
        """`wanted` are the files that are asked for; of the others only those that are or were articles are read."""
        self._root, self._limits, self._wanted, self._classes = root, limits, wanted, classes
        self._submodules = {place for place, one in differing.items() if one.is_submodule}
        earlier = {
            then.path: then.blob
            for place, then in differing.items()
            if then.blob and (place in wanted or then.path in wanted or self._is_article(then.path))
        }
        contents = read_blobs(root, earlier.values())
        self._before = {
            place: Before(data, self._opaque_in(place)) for place, data in zip(earlier, contents, strict=True)
        }
        self._then = {place: self._known(place, one.data, place, is_now=False) for place, one in self._before.items()}
        self._now = {one.place: one for one in self._tracked(differing)}
        if any(not self._is_in_place(place) for place in self._then) or any(
            place not in self._then for place in self._now
        ):
            self._now |= {one.place: one for one in map(self._read, self._untracked()) if one is not None}
        self._pairs = pairs(self._then.values(), self._now.values())

    def before(self, place: str) -> Before | None:
        """What the file at a path was; None if it is as it was, or new."""
        return self._before[self._pairs[place]] if place in self._pairs else None

    def account(self, found: Past, scopes: list[str]) -> None:
        """Tell of each article that was in some places, held `secured`, and isn't compared there."""
        places = {then: now for now, then in self._pairs.items()}
        for then, known in self._then.items():
            if not known.secured or not self._is_article(then) or not any(is_at(then, scope) for scope in scopes):
                continue
            now = places.get(then)
            if now is None:
                found.lost.append(self._lost(then, known.secured[0].key))
            elif now not in self._wanted:
                found.elsewhere[name_of(self._root, now)] = self._before[then]
                if not self._is_article(now):
                    key = (known.secured[0].key,)
                    found.lost.append(DELETED.told(_NO_ARTICLE, name_of(self._root, now), key, None))

    def _tracked(self, differing: Mapping[str, Earlier]) -> Iterator[Known]:
        """The files that there are now where something differs."""
        for place, then in differing.items():
            is_asked = place in self._wanted or self._is_article(place) or self._is_article(then.path)
            if is_asked and self._is_here(place) and (known := self._read(place, then.path)) is not None:
                yield known

    def _untracked(self) -> list[str]:
        return [place for place in untracked(self._root) if self._is_article(place) and place not in self._now]

    def _is_article(self, place: str) -> bool:
        return self._classes.is_article(self._path(place))

    def _opaque_in(self, place: str) -> frozenset[str]:
        return self._classes.opaque_of(self._path(place))

    def _path(self, place: str) -> str:
        return os.path.join(self._root, place)  # noqa: PTH118  without pathlib

    def _is_in_place(self, place: str) -> bool:
        return place in self._now and self._now[place].identity.shares(self._then[place].identity)

    def _read(self, place: str, origin: str | None = None) -> Known | None:
        """What is known of a file of now; None if it can't be read: a link that leads nowhere, say."""
        try:
            data = storage.read(Path(self._root, place))
        except OSError:
            return None
        return self._known(place, data, origin if origin != place else None, is_now=True)

    def _known(self, place: str, data: bytes, origin: str | None, *, is_now: bool) -> Known:
        parsed = read(data, self._limits)
        return Known(
            place, identity(data, parsed), tuple(held(data, parsed, self._opaque_in(place)).values), origin, is_now
        )

    def _is_here(self, place: str) -> bool:
        """Whether a path leads to a file of this repository: its folder is no link, and in no other repository."""
        folder = os.fspath(Path(self._root, place).parent)
        return os.path.realpath(folder) == folder and root_of(folder) == self._root

    def _submodule_of(self, place: str) -> str | None:
        return next((one for one in self._submodules if place == one or place.startswith(f"{one}/")), None)

    def _leads_out(self, folder: str) -> bool:
        """Whether a folder is in another repository, or a link to a place that isn't in this one."""
        real = os.path.realpath(folder)
        is_there = os.path.isdir(real)  # noqa: PTH112  without pathlib
        return root_of(real) != self._root if is_there else real != folder

    def _lost(self, place: str, key: str) -> Finding:
        """What is said of an article that is nowhere, and that held something at an opaque key."""
        path = Path(self._root, place)
        if self._submodule_of(place) is not None:
            rule, message = UNSEEN, _SUBMODULE
        elif self._leads_out(os.fspath(path.parent)):
            rule, message = UNSEEN, _FOLDER
        elif place not in self._now and os.path.lexists(path) and not path.is_dir():
            rule, message = UNSEEN, _LINK
        else:
            rule, message = DELETED, _DELETED
        return rule.told(message, name_of(self._root, place), (key,), None)


def _real_place(root: str, file: str) -> str:
    """The place of what a file leads to, if it is a link."""
    return os.path.relpath(os.path.realpath(file), root).replace(os.sep, "/")
