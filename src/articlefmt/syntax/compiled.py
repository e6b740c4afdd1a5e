"""The compiled block reader: `read` where it was built and isn't switched off, else None.

It is optional, and does what `block_reader.read_purely` does: the variable `ARTICLEFMT_PURE=1` of the environment
chooses that one.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from articlefmt.values import Value

__all__ = ["read"]

read: Callable[[str, int], dict[str, Value] | None] | None = None
if os.environ.get("ARTICLEFMT_PURE", "") in ("", "0"):
    try:
        from articlefmt.syntax._block_reader import values as read
    except ImportError:  # it wasn't built: there was no compiler, or it is another Python
        pass
