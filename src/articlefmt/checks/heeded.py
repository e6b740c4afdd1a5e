"""What the comments of a text ask to be silent about, and what can't be heeded of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articlefmt.checks import guard, ignores, reading, writing
from articlefmt.checks.codes import why_no_code, words_in
from articlefmt.checks.finding import Finding
from articlefmt.checks.ignores import NOT_HEEDED, UNUSED, Instruction, Lines, instructions
from articlefmt.checks.rules import RULES
from articlefmt.checks.silence import Ignore, beginnings
from articlefmt.checks.view import View

__all__ = ["Heeded", "heeded"]

_UNREAD = "a file that can't be read has no comments; use --per-file-ignores"
_NEVER = {
    guard.GROUP.code: "the change that is checked may bring the comment; use options on the command line",
    reading.FILE.code: _UNREAD,
    reading.YAML.code: _UNREAD,
    writing.EDITS.code: "`check` never tells it",
    writing.WRITING.code: "`check` never tells it",
    ignores.GROUP.code: "it is about such comments; use --per-file-ignores",
}
"""Why no comment silences the codes of some groups."""

_CAN_BE = frozenset(one for code in RULES if not code.startswith((*_NEVER,)) for one in beginnings(code))
"""The codes that a comment silences, and their beginnings."""

_SHOWN = 40  # characters of a word


class Heeded(NamedTuple):
    """What the comments of a file silence, and what is told of those that can't be heeded."""

    ignores: list[Ignore]
    findings: list[Finding]


def heeded(view: View) -> Heeded:
    """What the comments of a text silence; nothing in nearly all."""
    found = Heeded([], [])
    lines = Lines(view)
    for one in instructions(view):
        words = [] if one.fault else [*dict.fromkeys(words_in(one.codes or ""))]
        codes = [word.upper() for word in words if word.upper() in _CAN_BE]
        if message := one.fault or _refusal([word for word in words if word.upper() not in _CAN_BE]):
            found.findings.append(NOT_HEEDED.finding(view, message, one.start))
        found.ignores.extend(_ignores(view, one, codes, lines))
    return found


def _ignores(view: View, said: Instruction, codes: list[str], lines: Lines) -> Iterator[Ignore]:
    where = "in this file" if said.is_of_file else "in the entry below" if said.is_own else "on this line"
    for code in codes:
        first, last = lines.covered(said)
        message = f"`{code}` isn't found {where}, so that this silences nothing; remove it"
        yield Ignore(code, first, last, UNUSED.finding(view, message, said.start))


def _refusal(words: Sequence[str]) -> str:
    """Why some words can't be heeded: the first of them, for they may be many. Nothing where there are none."""
    if not words:
        return ""
    word, *others = words
    never = next((why for group, why in _NEVER.items() if _are_one(group, word.upper())), "")
    why = why_no_code(word[:_SHOWN]) or f"no comment silences `{word.upper()}`: {never}"
    return f"{why} ({len(others):,} more of its codes can't be heeded, either)" if others else why


def _are_one(group: str, code: str) -> bool:
    return group.startswith(code) or code.startswith(group)
