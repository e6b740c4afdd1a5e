"""Which findings are told: by code (`C603`) or by its beginning (`C`, `C6`), and by file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import attrs
import click
from click.shell_completion import CompletionItem

from articlefmt.checks.codes import why_no_code, words_in
from articlefmt.checks.guard import GROUP
from articlefmt.checks.rules import RULES
from articlefmt.checks.work import Told
from articlefmt.cli.by_path import ByPath, Pattern
from articlefmt.cli.config import base_of, is_configured
from articlefmt.cli.options import ParamType

__all__ = ["Chosen", "Codes", "FileCodes", "Selection", "code_options"]

P = ParamSpec("P")
R = TypeVar("R")

_Words = tuple[tuple[str, ...], ...]
_Rows = tuple[tuple[str, tuple[str, ...]], ...]


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


@attrs.frozen
class Chosen:
    """What is told, by all that is said of it, and by the command line alone: a change may bring a configuration."""

    selection: Selection
    given: Selection


_OPTIONS = (
    click.option(
        "--select",
        type=Codes(),
        multiple=True,
        metavar="CODES",
        help="Tell these codes only, as C603 or C,S5; repeatable.",
    ),
    click.option("--ignore", type=Codes(), multiple=True, metavar="CODES", help="Don't tell these codes; repeatable."),
    click.option(
        "--per-file-ignores",
        type=FileCodes(),
        multiple=True,
        metavar="PATTERN:CODES",
        help="Don't tell these codes of files that match a pattern as in .gitignore; repeatable.",
    ),
)


def code_options(function: Callable[P, R]) -> Callable[P, R]:
    """Options for the choice of codes; the command is given them as `codes`."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **options: P.kwargs) -> R:
        context = click.get_current_context()
        select, ignore = cast("_Words", options.pop("select")), cast("_Words", options.pop("ignore"))
        of_files = cast("_Rows", options.pop("per_file_ignores"))
        options["codes"] = Chosen(
            Selection.make(select, ignore, of_files, base_of(context, "per_file_ignores")),
            Selection.make(
                () if is_configured(context, "select") else select,
                () if is_configured(context, "ignore") else ignore,
                () if is_configured(context, "per_file_ignores") else of_files,
                Path(),
            ),
        )
        return function(*args, **options)

    command: Callable[P, R] = wrapper
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
