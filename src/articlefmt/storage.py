"""Reading and writing files as bytes; knows paths and nothing of what is in them."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["read", "write"]


def read(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file. Raises `OSError`."""
    return Path(path).read_bytes()


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file. Raises `OSError`."""
    Path(path).write_bytes(data)
