"""Patterns of paths as in .gitignore, and which files they match."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from articlefmt import storage

__all__ = ["excluder", "matcher"]


def matcher(patterns: Iterable[str], base: str | os.PathLike[str]) -> Callable[[str], bool] | None:
    """What says of a file whether patterns as in .gitignore match it, which start from a folder; None without any."""
    matches = _matches(patterns)
    return None if matches is None else lambda file: matches(storage.within(file, base))


def excluder(patterns: Iterable[str], base: str | os.PathLike[str]) -> Callable[[str], bool] | None:
    """The same for what is left out: with a folder all that is in it, as git does, whatever patterns say of that."""
    lines = [*patterns]
    matches, matches_folder = _matches(lines), _matches(map(_of_folders, lines))
    if matches is None or matches_folder is None:
        return None
    known = {"": False}

    def is_out(folder: str) -> bool:
        path, unknown = folder, []
        while path not in known:
            unknown.append(path)
            path = os.path.dirname(path)  # noqa: PTH120  it is asked of all files
        for one in reversed(unknown):
            known[one] = known[path] or matches_folder(one)
            path = one
        return known[folder]

    def excludes(file: str) -> bool:
        path = storage.within(file, base)
        return is_out(os.path.dirname(path)) or matches(path)  # noqa: PTH120  the same

    return excludes


def _of_folders(line: str) -> str:
    """A pattern for paths that are those of folders, which needs no slash at its end to say so."""
    pattern = line.rstrip()
    return pattern[:-1] if pattern.endswith("/") and pattern not in {"/", "!/"} else line


def _matches(patterns: Iterable[str]) -> Callable[[str], bool] | None:
    """What says so of a path from the folder that the patterns start from."""
    lines = [*patterns]
    if not lines:
        return None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  few programs need it, and workers may lack it

    return GitIgnoreSpec.from_lines(lines).match_file  # the `ValueError` names the pattern
