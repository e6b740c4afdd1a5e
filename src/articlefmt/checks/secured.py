"""S5xx: is `secured` well formed? Nothing is decoded beyond its base64, and nothing of it is shown."""

from __future__ import annotations

import binascii
from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.view import View

__all__ = ["check"]

_BLOCK = 16
_KEY = ("secured",)


def check(view: View) -> Iterator[Finding]:
    """Two parts of canonical base64, the second of 16 bytes, the first of a multiple of 16; the last key."""
    entry = view.tree.names.get("secured")
    if entry is None:
        return
    secured = getattr(view.record, "secured", None)
    offset = entry.key.start
    if secured is not None and (reason := _malformed(secured.reveal())):
        yield view.finding("S501", "error", f"{reason}; restore the value from its source", offset, _KEY)
    if view.tree.entries[-1] is not entry:
        yield view.finding("S502", "warning", "`secured` must be the last key; move it to the end", offset, _KEY)


def _malformed(text: str) -> str | None:
    parts = text.split(";")
    if len(parts) != 2:  # noqa: PLR2004  "A;B"
        return f"it must be two parts joined by one `;`, not {len(parts)}"
    sizes = [_size(part) for part in parts]
    for number, size in zip(("first", "second"), sizes, strict=True):
        if size is None:
            return f"its {number} part isn't canonical base64"
    if not sizes[0]:
        return "its first part is empty"
    if sizes[0] % _BLOCK:
        return f"its first part has {sizes[0]} bytes, which is no multiple of {_BLOCK}"
    return None if sizes[1] == _BLOCK else f"its second part has {sizes[1]} bytes, not {_BLOCK}"


def _size(part: str) -> int | None:
    """How many bytes the base64 stands for; None where it isn't canonical."""
    try:
        data = binascii.a2b_base64(part, strict_mode=True)
    except (binascii.Error, ValueError):
        return None
    return len(data) if binascii.b2a_base64(data, newline=False).decode() == part else None
