"""Which files are article files: the walk that `check` uses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["find", "is_article"]

_SUFFIX = ".md"


def find(root: str | os.PathLike[str]) -> list[Path]:
    """The article files below a folder, sorted: every `*.md`.

    Inside a git repository these are the files that git tracks or doesn't ignore, as `git ls-files -co
    --exclude-standard` gives them; elsewhere all but those in folders whose name starts with a dot.

    Raises:
        OSError: the folder can't be read.
    """
    from pathlib import Path  # noqa: PLC0415  it and subprocess take as long to import as all of ours

    from articlefmt.git import listed  # noqa: PLC0415  the same

    root = Path(root)
    names = listed(os.fspath(root))
    files = (root / name for name in names) if names is not None else (Path(name) for name in _walk(root))
    return sorted({file for file in files if is_article(file.name) and file.is_file()})


def is_article(name: str) -> bool:
    """Whether a file of a folder is taken for an article file, by its name."""
    return name.endswith(_SUFFIX)


def _walk(root: Path) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise error

    for folder, folders, files in os.walk(root, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            yield os.path.join(folder, name)  # noqa: PTH118  without pathlib
