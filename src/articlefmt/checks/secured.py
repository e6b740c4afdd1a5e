"""S5: is `secured` well formed? Nothing is decoded beyond its base64, and nothing of it is shown."""

from __future__ import annotations

import binascii
from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.view import View
from articlefmt.model.fields import opaque_keys, specs_by_key
from articlefmt.model.kinds import called, required_keys
from articlefmt.secrecy import SECURED
from articlefmt.syntax import nodes

__all__ = ["GROUP"]

_BLOCK = 16
_KEY = (SECURED,)


def _form(view: View) -> Iterator[Finding]:
    """Two parts of canonical base64, the second of 16 bytes, the first of a multiple of 16."""
    # The tree is asked, not the record: there is none where another value doesn't type.
    entry = _entry(view)
    node = None if entry is None else nodes.target(entry.value)
    text = node.value if isinstance(node, nodes.Scalar) else None
    if entry is not None and isinstance(text, str) and (reason := _malformed(text)):
        yield MALFORMED.finding(view, f"{reason}; restore the value from its source", entry.key.start, _KEY)


MALFORMED = Rule(
    code="S501",
    name="`secured` is malformed",
    severity="error",
    means=(
        "the value isn't two parts of canonical base64 joined by `;`, the second of 16 bytes, the first of a multiple "
        "of 16."
    ),
    matters="its owner can't open it: it was cut, wrapped, or changed.",
    mend="restore the value from where it came from. It can't be repaired by hand.",
    check=_form,
)


def _place(view: View) -> Iterator[Finding]:
    entry = _entry(view)
    if entry is not None and view.tree.entries[-1] is not entry:
        yield NOT_LAST.finding(view, "`secured` must be the last key; move it to the end", entry.key.start, _KEY)


NOT_LAST = Rule(
    code="S502",
    name="`secured` isn't the last key",
    severity="warning",
    means="another key stands below `secured`.",
    matters="the generator writes it last, and tools that cut it off by lines rely on that.",
    mend="move it to the end of the front matter.",
    check=_place,
)


def _not_yet_there(view: View) -> Iterator[Finding]:
    entry = _entry(view)
    spec = specs_by_key(view.cls).get(SECURED)  # without one that has no default there is no record: that is T302
    is_wanted = _is_known(view) and SECURED in required_keys(view.cls, view.kind) and not (spec and spec.required)
    if is_wanted and (entry is None or _is_null(entry)):
        message = (
            f"files of {called(view.cls, view.kind)} have one, and only its owner can make it: leave it out, "
            "and let the generator add it"
        )
        yield NOT_YET_THERE.finding(view, message, view.tree.start if entry is None else entry.key.start, _KEY)


NOT_YET_THERE = Rule(
    code="S503",
    name="`secured` isn't there yet",
    severity="warning",
    means="the file is of a kind whose files have `secured`, and it has none; a null is none.",
    matters=(
        "only the owner of `secured` can make a valid value, so a new file is written without, and can't be blamed for "
        "it. Until it has one, readers that need it can't use the file."
    ),
    mend=(
        "nothing by hand: write no value of your own. Where the file had one (`--against` tells), restore it from "
        "there."
    ),
    check=_not_yet_there,
)

GROUP = Group(
    code="S5",
    title="`secured`",
    about="`secured` is opaque. No message shows it. Where the class has no such field, it is a key as any other.",
    rules=(MALFORMED, NOT_LAST, NOT_YET_THERE),
)


def _is_null(entry: nodes.Entry) -> bool:
    node = nodes.target(entry.value)
    return isinstance(node, nodes.Scalar) and node.value is None


def _entry(view: View) -> nodes.Entry | None:
    """Where `secured` stands that the class knows; None where it doesn't."""
    return view.tree.names.get(SECURED) if _is_known(view) else None


def _is_known(view: View) -> bool:
    return SECURED in opaque_keys(view.cls)


def _malformed(text: str) -> str | None:
    """Why a text isn't well formed; None where it is."""
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
