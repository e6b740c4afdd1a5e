"""Which files of a run are to go together, and what the disk knows of files that aren't among them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path, PurePath

from articlefmt.checks.together import GROUP, Together
from articlefmt.cli.files import STDIN, Files
from articlefmt.cli.selection import Selection
from articlefmt.cli.work import Task

__all__ = ["are_together", "is_near", "joined"]

_FOLDERS = 3  # that of the file, and two above


def are_together(files: Files, selection: Selection) -> bool:
    """Whether what concerns several files is told: of folders, and of single files where it is asked for by name."""
    if files.paths == (STDIN,):
        return False
    asked = any(words.startswith(GROUP.code[0]) for words in selection.selected)
    is_told = any(map(selection.teller(None), (rule.code for rule in GROUP.rules)))
    return is_told and (asked or any(os.path.isdir(path) for path in files.paths))  # noqa: PTH112  without pathlib


def joined(tasks: Sequence[Task]) -> Together:
    """What joins the traces of the files, each under the number of its task; of what isn't there the name is empty."""
    return Together(["" if task.refusal or task.lost else task.file for task in tasks], is_near)


def is_near(file: str, path: str) -> bool:
    """Whether there is a file of this path in the folder of another one, or in one of the next above.

    A folder may be checked apart from those that its collections name.
    """
    name = path + PurePath(file).suffix
    folders = islice(Path(os.path.abspath(file)).parents, _FOLDERS)  # noqa: PTH100  the system may refuse pathlib's
    # pathlib raises where a text is no name of a file; such a file isn't there.
    return any(os.path.isfile(os.path.join(folder, name)) for folder in folders)  # noqa: PTH113, PTH118
