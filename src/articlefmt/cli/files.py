"""Which files a command takes: those that are named, and of folders those that are article files."""

from __future__ import annotations

import functools
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar, cast

import attrs
import click

from articlefmt import storage
from articlefmt.cli.by_path import Pattern
from articlefmt.cli.classes import FileClasses
from articlefmt.cli.config import base_of, classes_of_files, configured_besides
from articlefmt.cli.status import REFUSED, Refusal, print_refusal, printable, refusal_of, shown
from articlefmt.cli.streams import say, warn
from articlefmt.discovery import chooser, objects, walk
from articlefmt.display import one_line
from articlefmt.globs import excluder, matcher

__all__ = ["STDIN", "Files", "Found", "file_options"]

P = ParamSpec("P")
R = TypeVar("R")

STDIN = "-"


class Found(NamedTuple):
    """A file, or why there is none.

    Attributes:
        file: its name; of a folder that can't be read the name of that.
        refusal: what is told in its place.
    """

    file: str
    refusal: Refusal | None = None


@attrs.frozen
class Files:
    """The files that a command is to take.

    Attributes:
        words: files and folders, as they were given on the command line.
        classes: which files are of which class, and so which endings there are.
        excluded: matches those that aren't taken.
        included: matches those of folders that are, in place of the endings.
        is_forced: whether what is excluded isn't taken though it is named.
        listed: those whose names are in a file, of which there may be none; None without such a file.
        is_shown: whether to tell which files are taken, and do nothing else.
    """

    words: tuple[str, ...]
    classes: FileClasses
    excluded: Callable[[str], bool] | None = None
    included: Callable[[str], bool] | None = None
    is_forced: bool = False
    listed: tuple[str, ...] | None = None
    is_shown: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.words, *(self.listed or ()))

    def or_here(self) -> Files:
        """The same; the current folder where no path was given, and no file of paths, which may be empty."""
        return self if self.words or self.listed is not None else attrs.evolve(self, words=(".",))

    def found(self, nothing: int = REFUSED) -> list[Found]:
        """Each file once, in the order of the paths; `nothing` is the status of a folder that has none.

        Where they are only to be shown, the command ends with that.
        """
        files = list(self._found(nothing))
        if self.is_shown:
            _show(files)
        return files

    def _found(self, nothing: int) -> Iterator[Found]:
        """Each file once: two paths may lead to one."""
        seen: set[str] = set()
        for one in (one for path in self.paths for one in self._of(path, nothing)):
            real = storage.whereabouts(one.file) if len(self.paths) > 1 else one.file
            if real not in seen:
                yield one
            seen.add(real)

    def is_folder(self, path: str) -> bool:
        """Whether a path is a folder's. That of a store is one if it doesn't end as an article file does."""
        return not self.classes.is_article(path) if storage.is_remote(path) else storage.is_folder(path)

    def _of(self, path: str, nothing: int) -> Iterator[Found]:
        """What a path stands for: itself, or the article files of a folder."""
        refused: list[OSError] = []
        files = self._in_folder(path, refused.append)
        if files is None:
            if not (path and self.is_forced and self.excluded is not None and self.excluded(path)):
                yield Found(path)
            return
        yield from (Found(path, refusal_of(error, path if storage.is_remote(path) else None)) for error in refused)
        yield from map(Found, files)
        if not files and not refused:
            yield Found(path, Refusal(f"articlefmt: {shown(path)}: no article files", nothing))

    def _in_folder(self, path: str, refuse: Callable[[OSError], None]) -> list[str] | None:
        """The article files of a folder; None where the path is no folder's."""
        if not self.is_folder(path):
            return None
        if storage.is_remote(path):
            return self._stored(path, refuse)
        return [os.fspath(file) for file in self._walked(path, refuse)]

    def _stored(self, url: str, refuse: Callable[[OSError], None]) -> list[str] | None:
        """The article files of a folder in a store; None where nothing is below it, so that it may be an object."""
        is_taken = chooser(self.excluded, self.included, self.classes.is_article)
        try:
            listed = storage.listed(url)
        except OSError as error:
            refuse(error)
            return []
        if not listed and not url.endswith("/"):
            return None
        return objects(url, listed, is_taken, is_named=self.included is not None)

    def _walked(self, folder: str, refuse: Callable[[OSError], None]) -> list[Path]:
        """The article files of a folder; what the walk has to say goes to stderr."""
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            is_taken = chooser(self.excluded, self.included, self.classes.is_article)
            files = walk(folder, refuse, is_taken, is_named=self.included is not None)
        for one in told:
            warn(printable(f"articlefmt: {one.message}"))
        return files


def _patterns(name: str, text: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    return click.option(f"--{name}", metavar="PATTERN", multiple=True, type=Pattern(), help=text)


_OPTIONS = (
    _patterns("exclude", "Leave out of folders what matches, as in .gitignore; repeatable."),
    _patterns("extend-exclude", "The same, besides what is configured."),
    _patterns("include", "Take of folders what matches, whatever its ending, and nothing else; repeatable."),
    click.option("--force-exclude/--no-force-exclude", help="Leave out excluded files also where they are named."),
    click.option(
        "--files-from",
        metavar="FILE",
        help="Take the names in FILE, too, or on stdin if it is -; they end with NUL, or else with their lines.",
    ),
    click.option("--show-files", is_flag=True, help="Tell which files are taken, and do nothing else."),
)


def file_options(function: Callable[P, R]) -> Callable[P, R]:
    """Options for the choice of files; the command, which has an argument `paths`, is given them as `files`.

    Without a path, and without names in a file, `files` has no paths.
    """

    @functools.wraps(function)
    def wrapper(*args: P.args, **options: P.kwargs) -> R:
        given = {name: options.pop(name) for name in ("exclude", "extend_exclude", "include", "force_exclude")}
        source, is_shown = cast("str | None", options.pop("files_from")), bool(options.pop("show_files"))
        paths = cast("tuple[str, ...]", options.pop("paths"))
        files = _chosen(click.get_current_context(), paths, given)
        options["files"] = attrs.evolve(files, listed=None if source is None else _names_in(source), is_shown=is_shown)
        return function(*args, **options)

    command: Callable[P, R] = wrapper
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _chosen(context: click.Context, paths: tuple[str, ...], given: dict[str, object]) -> Files:
    """The files that a command line and a configuration choose."""
    lists = {name: cast("Sequence[str]", given[name]) for name in ("exclude", "extend_exclude", "include")}
    based = {name: (patterns, base_of(context, name)) for name, patterns in lists.items()}
    excluded = (based["exclude"], based["extend_exclude"], configured_besides(context, "extend_exclude"))
    return Files(
        paths,
        classes_of_files(context),
        _either(excluder(*one) for one in excluded),
        matcher(*based["include"]),
        bool(given["force_exclude"]),
    )


def _either(matchers: Iterable[Callable[[str], bool] | None]) -> Callable[[str], bool] | None:
    known = [one for one in matchers if one is not None]
    return (lambda file: any(one(file) for one in known)) if known else None


def _names_in(source: str) -> tuple[str, ...]:
    """The names in a file, or on stdin. Raises `UsageError` where there is none."""
    try:
        if source != STDIN:
            data = storage.read(source) if storage.is_remote(source) else Path(source).read_bytes()
        elif sys.stdin is not None:
            data = sys.stdin.buffer.read()
        else:
            message = "--files-from: stdin is closed"
            raise click.UsageError(message)
    except OSError as error:
        message = f"--files-from: {one_line(storage.public_name(source))}: {error.strerror}"
        raise click.UsageError(message) from None
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    return tuple(os.fsdecode(name) for name in names if name)


def _show(files: Iterable[Found]) -> None:
    status = 0
    for one in files:
        if one.refusal is None:
            say(printable(one_line(storage.public_name(one.file))))
        else:
            status = max(status, print_refusal(one.refusal))
    click.get_current_context().exit(status)
