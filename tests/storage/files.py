"""A file to be saved, and what is beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["NEW", "OLD", "names", "posix"]

OLD, NEW = b"old\n", b"new bytes\n"

posix = pytest.mark.skipif(os.name == "nt", reason="modes and links as POSIX has them")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
