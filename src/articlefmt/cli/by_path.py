"""What is said of files by patterns of their paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

import attrs
import click
from pathspec import GitIgnoreSpec

from articlefmt.cli.options import ParamType
from articlefmt.storage import within

__all__ = ["ByPath", "Pattern", "is_pattern"]

T = TypeVar("T")


def is_pattern(text: str) -> bool:
    """Whether a text is a pattern as in .gitignore: not `!`, nor what ends with a backslash."""
    try:
        GitIgnoreSpec.from_lines([text])
    except ValueError:
        return False
    return True


class Pattern(ParamType[str]):
    """A pattern as in .gitignore."""

    name = "pattern"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text."""
        if not is_pattern(value):
            self.fail(f"{value!r} is no pattern as in .gitignore", param, ctx)
        return value


@attrs.frozen
class ByPath(Generic[T]):
    """Something for each of some patterns, which are as in .gitignore.

    Attributes:
        rows: the patterns in their order, each with what it says.
        base: the folder that they start from.
    """

    rows: tuple[tuple[GitIgnoreSpec, T], ...] = ()
    base: Path = Path()

    @classmethod
    def make(cls, rows: Iterable[tuple[str, T]], base: Path) -> ByPath[T]:
        """Read the patterns."""
        return cls(tuple((GitIgnoreSpec.from_lines([pattern]), said) for pattern, said in rows), base)

    def of(self, file: str) -> Iterator[T]:
        """What the patterns say that fit a file, in their order; none fits an empty name, which is no path."""
        if self.rows and file:
            path = within(file, self.base)
            yield from (said for spec, said in self.rows if spec.match_file(path))
