"""What a check reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from articlefmt.display import one_line
from articlefmt.keys import Key, subject
from articlefmt.place import Place, Placed

__all__ = ["Finding", "Severity", "in_order"]

Severity = Literal["error", "warning"]


@attrs.frozen(kw_only=True)
class Finding(Placed):
    """One thing that `check` has to say about a file.

    Attributes:
        code: one of those in `docs/errors.md`; its letter is the group.
        severity: `error` or `warning`.
        message: what is wrong and what to do; never the value of `secured`.
        file: the file's name, or None.
        key: the way to the value, in it what is a piece of `secured`, or has its form, masked; empty if none is meant.
        place: where in the file, or None. Its excerpt plays no part in comparisons.
    """

    code: str
    severity: Severity
    message: str
    file: str | None = None
    key: Key = ()
    place: Place | None = attrs.field(default=None, eq=lambda place: place and place[:2], repr=str)

    def __str__(self) -> str:
        """`file:line:column: CODE severity: key: message`, always one line."""
        return "".join(self.parts)

    @property
    def parts(self) -> tuple[str, str, str]:
        """The place, the code, and the rest of the line."""
        place = [self.file] if self.file is not None else []
        place += [str(number) for number in (self.line, self.column) if number is not None]
        head = f"{':'.join(place)}: " if place else ""
        return one_line(head), self.code, one_line(f" {self.severity}: {subject(self.key)}{self.message}")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of one file in the order of the file."""
    return sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0, finding.code))
