"""What differs between two versions of a file, and how that is told."""

from __future__ import annotations

import json
from datetime import date
from typing import Literal

import attrs

from articlefmt.diff.changes import MISSING, Change, Missing, compare
from articlefmt.diff.text_diff import reformatted_at
from articlefmt.display import one_line
from articlefmt.errors import naming
from articlefmt.keys import key_text, masked_key
from articlefmt.model.secured import Secured
from articlefmt.secrecy import ONLY_SECURED, told_apart
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse
from articlefmt.values import Value, date_text

__all__ = ["Difference", "difference", "sides"]


@attrs.frozen(kw_only=True)
class Difference:
    """What became of a file.

    Attributes:
        file: its name.
        was: its name before.
        what: in one word.
        changes: the values that differ, lists item by item.
        is_body_changed: whether the body differs.
    """

    file: str
    was: str
    what: Literal["same", "renamed", "changed", "reformatted", "new", "deleted"]
    changes: tuple[Change, ...] = ()
    is_body_changed: bool = False

    @property
    def name(self) -> str:
        """The file, and what it was before if that is another, on one line."""
        return one_line(self.file if self.file == self.was else f"{self.was} → {self.file}")

    def as_text(self) -> str:
        """A line for the file, and one for each value that differs."""
        rows = [_row(change) for change in self.changes]
        rows += ["body: changed"] if self.is_body_changed else []
        return "".join(f"{row}\n" for row in (f"{self.name}: {self.what}", *(f"  {row}" for row in rows)))

    def as_json(self) -> dict[str, object]:
        """The same for programs; timestamps as text, `secured` masked."""
        changes = [_as_json(change) for change in self.changes]
        names = {"file": self.file, "was": self.was, "what": self.what}
        return names | {"changes": changes, "bodyChanged": self.is_body_changed}


def difference(
    before: bytes | None,
    after: bytes | None,
    *,
    file: str,
    was: str,
    limits: Limits,
    opaque: frozenset[str] = ONLY_SECURED,
) -> Difference:
    """Compare two versions; None stands for no file, and the values of `opaque` keys aren't shown.

    Raises:
        ArticleError: one of them is no article file.
    """
    if before is None or after is None:
        return Difference(file=file, was=was, what="new" if before is None else "deleted")
    if before == after:
        return Difference(file=file, was=was, what="same" if was == file else "renamed")
    with naming(f"{was} (before)"):
        old = _read(before, limits, opaque)
    with naming(file):
        new = _read(after, limits, opaque)
    changes = compare(old.values, new.values, items=True, opaque=opaque)
    is_body_changed = old.source.body != new.source.body
    what: Literal["changed", "reformatted"] = "changed"
    if not is_body_changed and reformatted_at(old, new) is not None:
        what = "reformatted"
    return Difference(file=file, was=was, what=what, changes=changes, is_body_changed=is_body_changed)


def _read(data: bytes, limits: Limits, opaque: frozenset[str]) -> Parsed:
    text = parse(data, limits, opaque)
    _ = text.values  # aliases may expand without end
    return text


def _as_json(change: Change) -> dict[str, object]:
    """A change without `before` where the value wasn't there, and without `after` where it isn't."""
    sides = {"before": change.before, "after": change.after}
    values = {name: json.loads(_json(value)) for name, value in sides.items() if value is not MISSING}
    return {"key": masked_key(change.key), "keyText": key_text(change.key), **values}


def sides(change: Change) -> tuple[str | None, str | None]:
    """The value before and the one after as JSON, each on one line; None where there was none, or is none."""
    before, after = (None if one is MISSING else _shown(one) for one in (change.before, change.after))
    if before is not None and before == after:  # two that are masked, of the same length
        after = told_apart(before, "another")
    return before, after


def _row(change: Change) -> str:
    key = key_text(change.key)
    before, after = sides(change)
    if before is None:
        return f"{key}: added {after}"
    return f"{key}: removed {before}" if after is None else f"{key}: {before} → {after}"


def _shown(value: Value | Secured | Missing) -> str:
    return one_line(str(value) if isinstance(value, Secured) else _json(value))


def _json(value: Value | Secured | Missing) -> str:
    return json.dumps(value, ensure_ascii=False, default=_other)


def _other(value: object) -> str:
    """What JSON has no type for."""
    return date_text(value) if isinstance(value, date) else str(value)
