"""The compiled block reader: `read`, or None where it wasn't built or is switched off.

It is optional, and does what `block_reader.read_purely` does, which `ARTICLEFMT_PURE=1` in the environment chooses.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Literal

from articlefmt.values import Value

__all__ = ["read", "reader"]


def reader() -> Literal["compiled", "pure"]:
    """Which reader reads the plain subset of YAML that nearly every file is written in: both do the same."""
    return "pure" if read is None else "compiled"


read: Callable[[str, int], dict[str, Value] | None] | None = None
if os.environ.get("ARTICLEFMT_PURE", "") in {"", "0"}:  # pragma: no branch  a process knows one of the two
    with suppress(ImportError):  # there was no compiler, or it was built for another Python
        from articlefmt.syntax._block_reader import values as read
