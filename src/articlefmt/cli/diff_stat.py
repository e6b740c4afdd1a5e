"""What `articlefmt diff --stat` tells: how much changed in each file, and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from articlefmt.cli.difference import Difference
from articlefmt.display import plural

__all__ = ["amount", "as_json", "lines", "summary"]

_WIDTH = 80  # characters of a name; a longer one is told whole, but the others aren't moved for it


def lines(differences: Sequence[Difference]) -> Iterator[str]:
    """A line for each file, as `git diff --stat` has it, and one for all of them."""
    width = max((len(one.name) for one in differences if len(one.name) <= _WIDTH), default=0)
    for one in differences:
        yield f" {one.name:{width}} | {amount(one)}"
    if differences:
        yield f" {summary(differences)}"


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
    counts = {"files": len(files), "values": sum(len(one.changes) for one in differences), "bodies": bodies}
    return {"files": files, "summary": counts}


def amount(one: Difference) -> str:
    """What changed: `3 values, body`. What no value tells is said in the word for it."""
    told = [plural(len(one.changes), "value")] if one.changes else []
    told += ["body"] if one.is_body_changed else []
    return ", ".join(told) or one.what


def summary(differences: Sequence[Difference]) -> str:
    """`2 files: 2 changed; 3 values, 1 body`."""
    counts = Counter(one.what for one in differences)
    files = ", ".join(f"{count:,} {what}" for what, count in counts.most_common())
    values = sum(len(one.changes) for one in differences)
    bodies = sum(one.is_body_changed for one in differences)
    amounts = [plural(values, "value")] if values else []
    amounts += [plural(bodies, "body", "bodies")] if bodies else []
    return "; ".join(part for part in (f"{plural(len(differences), 'file')}: {files}", ", ".join(amounts)) if part)
