"""Regular expressions that are compiled when they are first used: compiling all at the import would double its time."""

from __future__ import annotations

import re
from typing import cast

__all__ = ["pattern"]


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled at its first use, and then as quick as any."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Compile, and keep the method that was asked for: the next time it is found without this."""
        value: object = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, value)
        return value
