"""A rule: a code and all there is to it. `articlefmt.checks.rules` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from articlefmt.checks.finding import Finding, Severity
from articlefmt.checks.view import View
from articlefmt.errors import Problem
from articlefmt.keys import Key, masked_key
from articlefmt.place import Place

__all__ = ["Check", "Group", "Rule"]

Check: TypeAlias = Callable[[View], Iterator[Finding]]
"""What finds that a document breaks a rule. Rules that are found in one pass share one, and it tells them all."""


@attrs.frozen(kw_only=True)
class Rule:
    """A code, what is said about it, and what finds it. Its findings are made by it.

    Attributes:
        code: such as `C603`; it starts with that of its group, and keeps its meaning for ever.
        name: what it is called.
        severity: that of its findings.
        severity_text: what is said of that where it isn't the word alone.
        means: what is so in the file.
        matters: why that is a fault.
        readers: who is known to misread it, and how, or None.
        mend: what a person does about it.
        fix: what `--fix` does about it; None if only a person can mend it.
        check: what finds it in a document; None where it is no check's: an error of a layer below has the code, or
            it is about a file that isn't there.
    """

    code: str
    name: str
    severity: Severity
    severity_text: str = ""
    means: str
    matters: str
    readers: str | None = None
    mend: str
    fix: str | None = None
    check: Check | None = None

    @property
    def points(self) -> dict[str, str]:
        """What there is to say, each with its heading."""
        points = {
            "Severity": self.severity_text or self.severity,
            "Means": self.means,
            "Matters": self.matters,
            "Readers": self.readers,
            "Mend": self.mend,
        }
        return {heading: text for heading, text in points.items() if text is not None}

    def finding(self, view: View, message: str, offset: int, key: Key = ()) -> Finding:
        """A finding at an offset into the front matter."""
        secrets = view.parsed.secrets
        return self.told(secrets.hide(message), view.file, masked_key(key, secrets), view.parsed.place(offset, key))

    def at_line(self, view: View, message: str, line: int, column: int = 1) -> Finding:
        """A finding at a line of the file."""
        return self.told(message, view.file, (), Place(line, column))

    def from_problem(self, problem: Problem, file: str | None) -> Finding:
        """A problem with this code as a finding."""
        return self.told(problem.message, file, problem.key, problem.place)

    def told(self, message: str, file: str | None, key: Key, place: Place | None) -> Finding:
        """A finding about a file that has no view: it can't be read, or isn't there."""
        return Finding(
            code=self.code, severity=self.severity, message=message, file=file, key=masked_key(key), place=place
        )


@attrs.frozen(kw_only=True)
class Group:
    """Rules about one thing.

    Attributes:
        code: what their codes start with, such as `C6`.
        title: what they are about.
        about: what is to be said of all of them; empty if nothing is.
        rules: the rules, in the order of their codes.
    """

    code: str
    title: str
    about: str = ""
    rules: tuple[Rule, ...]
