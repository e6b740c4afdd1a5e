"""Of which class a file is: what `[tool.articlefmt.classes]` says of its path, else one of the article classes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import attrs
import click

from articlefmt.cli.by_path import ByPath
from articlefmt.cli.imported import NotImportedError, imported
from articlefmt.discovery import is_article
from articlefmt.display import one_line
from articlefmt.model.classes import Classes, classes_of
from articlefmt.model.making import opaque_names
from articlefmt.model.records import Record

__all__ = ["FileClasses"]


@attrs.frozen
class FileClasses:
    """The classes of files by their paths. A class is imported when a file needs it, in whichever process.

    Attributes:
        names: the names of classes, `module:Class`, for each pattern; the first that fits decides.
        endings: of the patterns that have an ending which no article file has otherwise that ending.
        patterns: the patterns themselves.
        source: the file that says so, from whose folder modules are looked for.
    """

    names: ByPath[Sequence[str]] = attrs.field(factory=ByPath)
    endings: ByPath[str] = attrs.field(factory=ByPath)
    patterns: ByPath[str] = attrs.field(factory=ByPath)
    source: str = ""

    @classmethod
    def make(cls, table: Mapping[str, Sequence[str]], source: Path) -> FileClasses:
        """What a table of patterns and names says."""
        base = source.absolute().parent
        endings = ((pattern, ending) for pattern in table if (ending := _own_ending(pattern)))
        patterns = ByPath.make(((pattern, pattern) for pattern in table), base)
        return cls(ByPath.make(table.items(), base), ByPath.make(endings, base), patterns, os.fspath(source))

    def of(self, file: str) -> Classes[attrs.AttrsInstance]:
        """The class of a file, or several of which its values tell one.

        Raises:
            UsageError: it can't be imported, or is none.
        """
        names = next(self.names.of(file), None)
        if names is None:
            return Record
        try:
            return tuple(one for name in names for one in imported(name, os.fspath(self.names.base)))
        except NotImportedError as error:
            message = f"{one_line(self.source)}: tool.articlefmt.classes: {error}"
            raise click.UsageError(message) from None

    def is_configured(self, file: str) -> bool:
        """Whether a pattern fits a file."""
        return next(self.names.of(file), None) is not None

    def unfit(self, files: Iterable[str]) -> list[str]:
        """The patterns that fit none of some files."""
        fit = {pattern for file in files for pattern in self.patterns.of(file)}
        return [pattern for _, pattern in self.patterns.rows if pattern not in fit]

    def opaque_of(self, file: str) -> frozenset[str]:
        """The names of keys that are opaque in a file. Raises `UsageError`, as `of` does."""
        return opaque_names(classes_of(self.of(file)))

    def of_all(self, files: Iterable[str]) -> list[type]:
        """All classes of some files; without any, of one that no pattern fits. Raises `UsageError`, as `of` does."""
        return [*dict.fromkeys(cls for file in files for cls in classes_of(self.of(file)))] or [*classes_of(Record)]

    def is_article(self, file: str) -> bool:
        """Whether a file is taken for an article file: by its ending, or where a pattern has another one and fits."""
        return is_article(file) or file.endswith(tuple(self.endings.of(file)))  # of `v1.2` a folder may have the name


def _own_ending(pattern: str) -> str | None:
    """The ending of a pattern if no article file has it otherwise: that of `*.txt`, and none of `posts/**`."""
    ending = PurePosixPath(pattern).suffix
    return ending if ending[1:].isalnum() and not is_article(pattern) else None
