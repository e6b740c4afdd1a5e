"""Which files of a run are to go together, and what the disk knows of files that aren't among them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path, PurePath

from articlefmt.checks.together import GROUP, Together
from articlefmt.cli.files import STDIN, Files
from articlefmt.cli.selection import Selection
from articlefmt.storage import is_file, is_remote

__all__ = ["are_together", "is_near", "joined"]

_FOLDERS = 3  # that of the file, and two above
_ROOT = 3  # parts of `s3://bucket`


def are_together(files: Files, selection: Selection) -> bool:
    """Whether what concerns several files is told: of folders, and of single files where it is asked for by name."""
    if files.paths == (STDIN,):
        return False
    asked = any(words.startswith(GROUP.code[0]) for words in selection.selected)
    is_told = any(map(selection.tells, (rule.code for rule in GROUP.rules)))
    return is_told and (asked or any(map(files.is_folder, files.paths)))


def joined(files: Sequence[str]) -> Together:
    """What joins the traces of the files, each under its number; of what isn't there the name is empty."""
    return Together(files, is_near)


def is_near(file: str, path: str) -> bool:
    """Whether there is a file of this path in the folder of another one, or in one of the next above.

    A folder may be checked apart from those that its collections name.
    """
    name = path + PurePath(file).suffix
    if is_remote(file):
        parts = file.split("/")
        folders: Iterable[str] = ("/".join(parts[:-up]) for up in range(1, _FOLDERS + 1) if len(parts) - up >= _ROOT)
    else:
        # `pathlib` raises where a text is no name of a file; such a file isn't there.
        folders = map(os.fspath, islice(Path(os.path.abspath(file)).parents, _FOLDERS))  # noqa: PTH100  the same
    return any(is_file(f"{folder}/{name}") for folder in folders)
