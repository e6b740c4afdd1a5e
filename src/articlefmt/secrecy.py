"""What may not be shown: `secured`, by its name, by its text wherever else that stands, and by its looks.

Whatever shows a part of a file (an error, a finding, a report, a difference, a repr) asks here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import cast

from articlefmt.patterns import pattern
from articlefmt.values import Value, holders, plain_copy

__all__ = ["SECURED", "SecretLines", "Secrets", "hidden", "is_named", "masked", "told_apart"]

SECURED = "secured"
"""The key whose value nobody may see, at whatever depth it stands."""

_PIECE = 8  # characters; shorter ones would be found in any text
_RUN = pattern(rf"[A-Za-z0-9+/=;]{{{_PIECE},}}")
_MIXED = pattern(r"(?=.*[a-z])(?=.*[A-Z]).*[0-9+/=;]")  # base64 is; words, most paths, and numbers aren't
_LOOKS_SECURED = pattern(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}={0,2};[A-Za-z0-9+/]{22}==")
_NAME = pattern(SECURED, re.IGNORECASE | re.ASCII)
_NAMED = pattern(rf"""^[\s?-]*["']?{SECURED}["']?\s*:""", re.MULTILINE)
_TOP_LEVEL_KEY = pattern(r"""[^\s#\-\[\]{}'"].*?:(\s|$)""")


def hidden(length: int) -> str:
    """What is shown in the place of a secret text: its length."""
    return f"<{SECURED}, {length} characters>"


def told_apart(text: str, word: str) -> str:
    """A text in which what is hidden is called by another word: two secrets of one length look the same."""
    return text.replace(f"<{SECURED}, ", f"<{word} {SECURED}, ")


def masked(text: str) -> str:
    """The text with what looks like base64 as asterisks: `secured` may stand in a wrong place by mistake."""
    return _RUN.sub(lambda run: "*" * len(run[0]) if _MIXED.match(run[0]) else run[0], text)


def is_named(text: str) -> bool:
    """Whether a text, be it no YAML, has a line that starts with the key `secured`."""
    return _NAMED.search(text) is not None


class SecretLines:
    """Which lines of a front matter are of `secured`: found once for a text, then asked for at any line.

    A line is one if it names the key, or comes after a line that does and before the next key at the margin.
    """

    def __init__(self, text: str) -> None:
        self._turns: list[int] = []  # where lines become secret, and where no longer, by turns
        first = _NAME.search(text)
        at = text.rfind("\n", 0, first.start()) + 1 if first else len(text)
        for line in text[at:].splitlines(keepends=True):  # a break that some readers alone take for one counts, too
            was_secret, is_name = len(self._turns) % 2 == 1, _NAME.search(line) is not None
            if is_name != was_secret and (is_name or _TOP_LEVEL_KEY.match(line)):
                self._turns.append(at)
            at += len(line)

    def include(self, line: str, start: int) -> bool:
        """Whether a line is one; `start` is where it begins in the text."""
        if _NAME.search(line):
            return True
        return not _TOP_LEVEL_KEY.match(line) and bisect_left(self._turns, start) % 2 == 1


class Secrets:
    """The texts of each key `secured` in some front matters, at whatever depth: not shown wherever else they stand."""

    def __init__(self, *values: dict[str, Value]) -> None:
        found = (one[SECURED] for one in holders([*values]) if isinstance(one, dict) and one.get(SECURED) is not None)
        self._texts = [text for text in map(str, found) if len(text) >= _PIECE]
        self._pieces = {piece for text in self._texts for piece in _pieces(text)}

    def mask(self, text: str) -> str:
        """A text with what is `secured`, is a piece of it, or looks like it, as its length."""
        for secret in self._texts:
            text = text.replace(secret, hidden(len(secret)))
        text = _LOOKS_SECURED.sub(lambda match: hidden(len(match[0])), text)
        if not self._pieces:
            return text
        return _RUN.sub(lambda run: hidden(len(run[0])) if self._has_piece(run[0]) else run[0], text)

    def shown(self, value: Value) -> Value:
        """A copy of a value in which no `secured` is shown, nor a piece of it in a text or in the name of a key."""
        copied = plain_copy({"": value})
        for holder in holders(copied):
            for name, one in list(holder.items()) if isinstance(holder, dict) else enumerate(holder):
                if name == SECURED:
                    cast("dict[object, Value]", holder)[name] = _hidden_value(one)
                elif isinstance(one, str):
                    cast("dict[object, Value]", holder)[name] = self.mask(one)
            if isinstance(holder, dict):
                for name in [name for name in holder if self.mask(name) != name]:
                    holder[self.mask(name)] = holder.pop(name)
        return copied[""]

    def _has_piece(self, run: str) -> bool:
        return not self._pieces.isdisjoint(_pieces(run))


def _pieces(text: str) -> Iterator[str]:
    return (text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1))


def _hidden_value(value: Value) -> str:
    return str(None) if value is None else hidden(len(str(value)))
