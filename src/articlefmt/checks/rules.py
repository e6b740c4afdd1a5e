"""Every rule there is: the closed list of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from articlefmt.checks import consumers, guard, ignores, keys, proof, reading, secured, together, writing
from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Check, Group, Rule
from articlefmt.errors import ArticleError, Problem

__all__ = ["CHECKS", "GROUPS", "RULES", "from_error", "from_problems"]

GROUPS: tuple[Group, ...] = (
    reading.FILE,
    reading.YAML,
    reading.TYPES,
    keys.GROUP,
    secured.GROUP,
    consumers.GROUP,
    together.GROUP,
    ignores.GROUP,
    guard.GROUP,
    writing.EDITS,
    writing.WRITING,
    proof.GROUP,
)
"""The groups, in the order in which they are listed."""

RULES: Mapping[str, Rule] = {rule.code: rule for group in GROUPS for rule in group.rules}
"""The rules by their codes, in that order."""

CHECKS: tuple[Check, ...] = tuple(dict.fromkeys(rule.check for rule in RULES.values() if rule.check is not None))
"""What finds them, each once, though several rules may have it."""


def from_error(error: ArticleError) -> list[Finding]:
    """An error as findings: one for each of its problems."""
    return from_problems(error.problems, error.file)


def from_problems(problems: Iterable[Problem], file: str | None) -> list[Finding]:
    """Problems as findings."""
    return [RULES[one.code].from_problem(one, file) for one in problems]
