"""What `articlefmt check` tells of files that no configured class fits, and that are no articles either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from articlefmt.checks.finding import Finding
from articlefmt.cli.classes import FileClasses
from articlefmt.display import one_line

__all__ = ["Unclassed"]

_MISSING, _UNKNOWN = frozenset({"T302", "K401"}), "K402"
_UNREAD = ("F1", "Y2")
_UNCONFIGURED = (
    "articlefmt: no class is configured for these files, so they are taken for articles; if they are none, name "
    'yours in pyproject.toml, as in "posts/" = "mysite.models:Post" below [tool.articlefmt.classes]; '
    "`articlefmt rule T302` tells more"
)


@attrs.define
class Unclassed:
    """Whether files look as if a class was missing for them.

    Attributes:
        classes: which files are of which class.
        strangers: how many have none, and are no articles: several keys of an article are missing or unknown.
        others: how many others could be read.
    """

    classes: FileClasses
    strangers: int = 0
    others: int = 0

    def add(self, file: str, findings: Sequence[Finding], *, is_read: bool) -> None:
        """Take in what is told of a file; one that can't be read doesn't count."""
        if not is_read or any(one.code.startswith(_UNREAD) for one in findings):
            return
        codes = [one.code for one in findings if len(one.key) == 1 and (one.code in _MISSING or one.code == _UNKNOWN)]
        if len(codes) > 1 and not _MISSING.isdisjoint(codes) and not self.classes.is_configured(file):
            self.strangers += 1
        else:
            self.others += 1

    def hints(self, files: Sequence[str], *, of_folders: bool) -> Iterator[str]:
        """What may be wrong with the configuration; patterns are told only where files of folders were looked at."""
        unfit = self.classes.unfit(files) if self.strangers and of_folders else []
        for pattern in unfit:
            where = f"articlefmt: {one_line(self.classes.source)}: tool.articlefmt.classes"
            yield f"{where}: the pattern {one_line(pattern)!r} fits none of these files"
        if self.strangers and not self.others and not unfit:
            yield _UNCONFIGURED
