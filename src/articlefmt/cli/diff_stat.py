"""What `articlefmt diff --stat` tells: how much changed in each file, and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from articlefmt.cli.difference import Difference
from articlefmt.display import counted

__all__ = ["as_json", "lines"]

_WIDTH = 80  # characters of a name; a longer one is told whole, but the others aren't moved for it


def lines(differences: Sequence[Difference]) -> Iterator[str]:
    """A line for each file, as `git diff --stat` has it, and one for all of them."""
    width = max((len(one.name) for one in differences if len(one.name) <= _WIDTH), default=0)
    for one in differences:
        yield f" {one.name:{width}} | {_amount(one)}"
    if differences:
        yield f" {_summary(differences)}"


def as_json(differences: Sequence[Difference]) -> dict[str, object]:
    """The same for programs."""
    files = [
        {
            "file": one.file,
            "was": one.was,
            "what": one.what,
            "values": len(one.changes),
            "bodyChanged": one.is_body_changed,
        }
        for one in differences
    ]
    bodies = sum(one.is_body_changed for one in differences)
    summary = {"files": len(files), "values": sum(len(one.changes) for one in differences), "bodies": bodies}
    return {"files": files, "summary": summary}


def _amount(one: Difference) -> str:
    """What changed: `3 values, body`. What no value tells is said in the word for it."""
    told = [counted(len(one.changes), "value")] if one.changes else []
    told += ["body"] if one.is_body_changed else []
    return ", ".join(told) or one.what


def _summary(differences: Sequence[Difference]) -> str:
    counts = Counter(one.what for one in differences)
    files = ", ".join(f"{count:,} {what}" for what, count in counts.most_common())
    values = sum(len(one.changes) for one in differences)
    bodies = sum(one.is_body_changed for one in differences)
    amounts = [counted(values, "value")] if values else []
    amounts += [counted(bodies, "body", "bodies")] if bodies else []
    return "; ".join(part for part in (f"{counted(len(differences), 'file')}: {files}", ", ".join(amounts)) if part)
