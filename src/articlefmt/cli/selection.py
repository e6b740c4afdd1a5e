"""Which findings are told: by code (`C603`) or by its beginning (`C`, `C6`), and by file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs
import click
from click.shell_completion import CompletionItem

from articlefmt.checks.codes import why_no_code, words_in
from articlefmt.checks.guard import GROUP
from articlefmt.checks.rules import RULES
from articlefmt.checks.work import Told
from articlefmt.cli.by_path import ByPath, Pattern
from articlefmt.cli.options import ParamType

__all__ = ["Codes", "FileCodes", "Selection"]


class Codes(ParamType[tuple[str, ...]]):
    """Codes and beginnings of codes, with commas between."""

    name = "codes"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words, each of which some code starts with."""
        words = words_in(value)
        for word in words or (value,):
            if (why := why_no_code(word)) is not None:
                self.fail(why, param, ctx)
        return tuple(word.upper() for word in words)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002  click's
        """Codes that start with the last word."""
        before, comma, last = incomplete.rpartition(",")
        return [
            CompletionItem(f"{before}{comma}{rule.code}", help=rule.name)
            for rule in RULES.values()
            if rule.code.startswith(last)
        ]


class FileCodes(ParamType[tuple[str, tuple[str, ...]]]):
    """`PATTERN:CODES`: codes that aren't told of some files."""

    name = "pattern:codes"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, tuple[str, ...]]:
        """The pattern and the codes."""
        pattern, colon, codes = value.rpartition(":")
        if not colon or not pattern:
            self.fail(f"{value!r} isn't PATTERN:CODES, as in drafts/*.md:K401,C6", param, ctx)
        return Pattern().convert(pattern, param, ctx), Codes().convert(codes, param, ctx)


@attrs.frozen
class Selection:
    """What is told: all that is selected, or everything where nothing is, but nothing that is ignored.

    Attributes:
        selected: codes or their beginnings.
        ignored: the same.
        of_files: what is ignored of some files.
        of_guard: what is told of the guard's codes, where that is decided apart.
    """

    selected: tuple[str, ...]
    ignored: tuple[str, ...]
    of_files: ByPath[tuple[str, ...]] = attrs.field(factory=ByPath)
    of_guard: Selection | None = None

    @classmethod
    def make(
        cls,
        selected: Sequence[tuple[str, ...]],
        ignored: Sequence[tuple[str, ...]],
        of_files: Sequence[tuple[str, tuple[str, ...]]],
        base: Path,
    ) -> Selection:
        """What the options say; `base` is the folder that the patterns start from."""
        return cls(sum(selected, ()), sum(ignored, ()), ByPath.make(of_files, base))

    def told_of(self, file: str) -> Told:
        """What is told of a file."""
        guard = self.of_guard or self
        return Told(self.selected, self.ignored_of(file), guard.selected, guard.ignored_of(file))

    def hides_the_guard(self) -> bool:
        """Whether a code of the guard isn't told, be it of some files only."""
        codes = [rule.code for rule in GROUP.rules]
        return not all(map(self.tells, codes)) or any(
            code.startswith(words) for _, words in self.of_files.rows for code in codes
        )

    def tells(self, code: str) -> bool:
        """Whether a code is told of files for which nothing else is said."""
        return code.startswith(self.selected or ("",)) and not code.startswith(self.ignored)

    def ignored_of(self, file: str) -> tuple[str, ...]:
        """What isn't told of a file."""
        return self.ignored + sum(self.of_files.of(file), ())
