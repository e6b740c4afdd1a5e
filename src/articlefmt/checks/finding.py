"""What a check reports."""

from __future__ import annotations

from typing import Literal

import attrs

from articlefmt.display import Key, one_line, subject
from articlefmt.errors import ArticleError

__all__ = ["Finding", "Severity", "from_error"]

Severity = Literal["error", "warning"]


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that `check` has to say about a file.

    Attributes:
        code: one of those in `docs/errors.md`; its letter is the group.
        severity: `error` or `warning`.
        message: what is wrong and what to do; never the value of `secured`.
        file: the file's name, or None.
        key: the way to the value; empty if none is meant.
        line: from 1, or None.
        column: from 1, in code points, or None.
        excerpt: the line's text, or None; never a line of `secured`. It plays no part in comparisons.
    """

    code: str
    severity: Severity
    message: str
    file: str | None = None
    key: Key = ()
    line: int | None = None
    column: int | None = None
    excerpt: str | None = attrs.field(default=None, eq=False, repr=False)

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


def from_error(error: ArticleError) -> list[Finding]:
    """An error as findings: one for each of its problems."""
    return [
        Finding(
            code=problem.code,
            severity="error",
            message=problem.message,
            file=error.file,
            key=problem.key,
            line=problem.line,
            column=problem.column,
            excerpt=problem.excerpt,
        )
        for problem in error.problems
    ]
